// The finite claims of the papers: each ends with a verdict and says on what extent; each witness is confirmed here by a
// computation of its own, from the definitions; and statements found true are tried on cases the claims did not visit.
#include "support.hpp"

#include <certibound/boundary/theorem5.hpp>
#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <random>
#include <regex>
#include <set>

namespace certibound::papers {
namespace {

constexpr Precision kBits = 96;

std::vector<const FiniteClaim*> finite_claims() {
  std::vector<const FiniteClaim*> out;
  for (const Entry& entry : registry()) {
    if (const auto* claim = std::get_if<FiniteClaim>(&entry.claim)) out.push_back(claim);
  }
  return out;
}

using test::of_witness;
using test::run;

int number(const FiniteOutcome& outcome, const std::string& name) { return std::stoi(of_witness(outcome, name)); }

BinaryImage set_of(const FiniteOutcome& outcome, const std::string& name) {
  BinaryImage out(number(outcome, "n"));
  const std::string text = of_witness(outcome, name);
  const std::regex pixel(R"(\((\d+),(\d+)\))");
  for (std::sregex_iterator it(text.begin(), text.end(), pixel), end; it != end; ++it) {
    out.insert(std::stoi((*it)[1]), std::stoi((*it)[2]));
  }
  return out;
}

int wrap(int i, int n) { return ((i % n) + n) % n; }

// E<R(F*A), R(F*B)> - <A,B> with the patches walked slot by slot and Rhat by its formula.
Interval excess_by_definition(const BinaryImage& a, const BinaryImage& b, int r) {
  const int n = a.side(), k = (2 * r + 1) * (2 * r + 1);
  Interval sum(0L, kBits);
  for (int p = 0; p < n * n; ++p) {
    long in_a = 0, in_b = 0, both = 0;
    for (int i = -r; i <= r; ++i) {
      for (int j = -r; j <= r; ++j) {
        const bool x = a.contains(wrap(p / n + i, n), wrap(p % n + j, n)),
                   y = b.contains(wrap(p / n + i, n), wrap(p % n + j, n));
        in_a += x ? 1 : 0;
        in_b += y ? 1 : 0;
        both += x && y ? 1 : 0;
      }
    }
    if (in_a == 0 || in_b == 0) continue;
    const Interval root = sqrt(Interval(in_a * in_b, kBits));
    sum = sum + root * rhat(Interval(-both, kBits) / root) / Interval(long{k}, kBits);
  }
  return sum;
}

Interval c_of(int r) {
  const long k = (2L * r + 1) * (2L * r + 1);
  return sqrt(Interval(k * k - 1, kBits)) / (Interval(2 * k, kBits) * Interval::pi(kBits));
}

BinaryImage random_set(std::mt19937& random, int n) {
  BinaryImage out(n);
  const auto density = random() % 8;  // of eight, so that sparse and dense sets occur
  for (int p = 0; p < n * n; ++p) {
    if (random() % 8 <= density) out.insert(p / n, p % n);
  }
  return out;
}

TEST(FiniteClaims, HaveIdsOfTheirOwnUnderTheirPaper) {
  std::set<std::string> ids;
  for (const Entry& entry : registry()) EXPECT_TRUE(ids.insert(entry.id).second) << entry.id << " occurs twice";
  for (const FiniteClaim* claim : finite_claims()) {
    EXPECT_EQ(claim->id.rfind(claim->paper + ".", 0), 0U) << claim->id;
    EXPECT_FALSE(claim->at.empty() || claim->statement.empty()) << claim->id;
    const std::size_t reading = claim->id.find(".reading_");
    if (reading != std::string::npos) {
      EXPECT_EQ(ids.count(claim->id.substr(0, reading)), 0U)
          << claim->id << " stands beside the claim without a reading";
    }
  }
}

TEST(FiniteClaims, RunToAVerdictThatSaysItsExtent) {
  const std::atomic<bool> never{false};
  ASSERT_GT(finite_claims().size(), 60U);
  for (const FiniteClaim* claim : finite_claims()) {
    const FiniteOutcome outcome = claim->run(never);
    if (outcome.verdict == Verdict::undecided) {  // only where the data of an experiment are not here
      ASSERT_EQ(outcome.left.size(), 1U) << claim->id;
      EXPECT_NE(outcome.left[0].find("data"), std::string::npos) << claim->id;
      continue;
    }
    EXPECT_FALSE(outcome.because.empty()) << claim->id;
    EXPECT_TRUE(outcome.left.empty()) << claim->id;
    EXPECT_EQ(outcome.verdict == Verdict::refuted, !outcome.witness.empty()) << claim->id;
    if (outcome.verdict == Verdict::reduced || outcome.verdict == Verdict::checked) {
      EXPECT_NE(outcome.because.find("Machine"), std::string::npos) << claim->id << " does not say what was enumerated";
    }
    if (outcome.verdict != Verdict::informal) {
      EXPECT_GT(outcome.cases, 0) << claim->id;
      EXPECT_FALSE(claim->domain.empty()) << claim->id;
    }
  }
}

TEST(FiniteClaims, StopWithoutAVerdictOfTheirOwn) {
  const std::atomic<bool> now{true};
  int gave_up = 0;
  for (const FiniteClaim* claim : finite_claims()) {
    const FiniteOutcome outcome = claim->run(now);
    if (outcome.verdict != Verdict::undecided) continue;  // decided by one witness or a short table
    EXPECT_FALSE(outcome.left.empty()) << claim->id;
    ++gave_up;
  }
  EXPECT_GT(gave_up, 20);
}

TEST(Example1, FailsAtTheWitnessByTheQuantifiersOfDefinition2) {
  for (const char* id : {"nachum22.ex1.reading_a", "nachum22.new.dr.gap"}) {
    const FiniteOutcome outcome = run(id);
    ASSERT_EQ(outcome.verdict, Verdict::refuted) << id;
    const BinaryImage a = set_of(outcome, "A"), b = set_of(outcome, "B");
    const int n = number(outcome, "n"), r = number(outcome, "r");
    // Both witnesses are squares with a corner at (0, 0), A = B.
    int side = 1;
    while (side * side < a.count()) ++side;
    EXPECT_EQ(a, cyclic_rectangle(n, 0, 0, side, side)) << id;
    EXPECT_EQ(a, b) << id;
    EXPECT_GE(side, 2 * r) << id;
    const std::int64_t counted = r_boundary_by_definition(a, b, r).count();
    EXPECT_EQ(counted, number(outcome, "|d_r(A,B)|")) << id;
    EXPECT_NE(counted, 4 * r * (side + side)) << id;
    if (std::string(id) == "nachum22.new.dr.gap") {
      EXPECT_LT(side, n);
      EXPECT_GE(n - side, 2 * r - 1);
    }
  }
}

TEST(Example1, IsTrueOfRectanglesWithRoom) {
  EXPECT_EQ(run("nachum22.ex1.reading_b").verdict, Verdict::reduced);
  const BinaryImage a = cyclic_rectangle(40, 8, 9, 13, 17), b = cyclic_rectangle(40, 12, 4, 20, 14);
  EXPECT_EQ(r_boundary_by_definition(a, b, 2).count(), 4 * 2 * (9 + 9));
  EXPECT_EQ(r_boundary_by_definition(a, b, 4).count(), 4 * 4 * (9 + 9));
}

TEST(BoundaryLaw, HoldsForRandomRectanglesBeyondTheEnumeration) {
  std::mt19937 random(20220501);
  int tried = 0;
  while (tried < 300) {
    const auto draw = [&](int least, int most) {
      return least + static_cast<int>(random() % static_cast<unsigned>(most - least + 1));
    };
    const int n = draw(8, 14), r = draw(0, n - 1);
    const int a = draw(1, n), b = draw(1, n), c = draw(1, n), d = draw(1, n), row = draw(0, n - 1),
              column = draw(0, n - 1);
    const BinaryImage x = cyclic_rectangle(n, 0, 0, a, b), y = cyclic_rectangle(n, row, column, c, d);
    // The intersection is one rectangle if it is cyclic_rectangle() of its own first pixel and extents, for some extents.
    const BinaryImage common = intersection(x, y);
    int e = 0, f = 0;
    for (int p = 0; p < n * n && e == 0; ++p) {
      for (int h = 1; h <= n && e == 0; ++h) {
        if (common.count() % h != 0 || common.is_empty() || common.count() / h > n) continue;
        const int w = static_cast<int>(common.count() / h);
        if (common == cyclic_rectangle(n, p / n, p % n, h, w)) e = h, f = w;
      }
    }
    if (e == 0) continue;
    ++tried;
    const auto big_p = [&](int u, int v, int common_length) {
      return std::min(n, u + 2 * r) + std::min(n, v + 2 * r) - std::min(n, u + v - common_length + 2 * r);
    };
    const auto big_q = [&](int u) { return u == n ? n : std::max(0, u - 2 * r); };
    EXPECT_EQ(r_boundary_count(x, y, r), big_p(a, c, e) * big_p(b, d, f) - big_q(e) * big_q(f))
        << "n " << n << " r " << r << " A " << a << "x" << b << " B " << c << "x" << d << " at " << row << ","
        << column;
  }
}

TEST(Theorem5Claims, HoldForRandomSetsBeyondTheEnumeration) {
  std::mt19937 random(20220502);
  for (int trial = 0; trial < 200; ++trial) {
    const int n = 4 + trial % 4, r = 1 + trial % 3;
    const BinaryImage a = random_set(random, n), b = random_set(random, n);
    const Theorem5 t = theorem5(a, b, r, kBits);
    const Interval excess = excess_by_definition(a, b, r), zero(0L, kBits);
    const std::string at = "trial " + std::to_string(trial);
    EXPECT_FALSE(disjoint(excess, t.excess)) << at;
    EXPECT_TRUE(certainly(t.lower_16a()) && certainly(t.upper_16a()) && certainly(t.lower_16b()) &&
                certainly(t.upper_16b()))
        << at;
    EXPECT_TRUE(certainly(less_equal(zero, t.excess))) << at;
    EXPECT_TRUE(possibly(less_equal(t.excess, c_of(r) * Interval(static_cast<long>(t.boundary), kBits)))) << at;
    EXPECT_EQ(t.boundary, r_boundary_by_definition(a, b, r).count()) << at;
  }
}

TEST(Theorem5Claims, HaveNoSmallerConstantThanTheOneOfTheCheckerboard) {
  BinaryImage black(4), white(4);
  for (int p = 0; p < 16; ++p) ((p / 4 + p % 4) % 2 == 0 ? black : white).insert(p / 4, p % 4);
  const Interval smaller = c_of(1) * Interval(Rational(999999, 1000000), kBits) * Interval(16L, kBits);
  EXPECT_TRUE(certainly(less(smaller, theorem5(black, white, 1, kBits).excess)));
  EXPECT_FALSE(disjoint(excess_by_definition(black, white, 1), c_of(1) * Interval(16L, kBits)));
}

TEST(Theorem5Claims, RefuteTheRationalConstantAtTheirWitness) {
  const FiniteOutcome outcome = run("nachum22.new.cr.rational");
  ASSERT_EQ(outcome.verdict, Verdict::refuted);
  const BinaryImage a = set_of(outcome, "A"), b = set_of(outcome, "B");
  const int r = number(outcome, "r"), k = (2 * r + 1) * (2 * r + 1);
  const long pixels = static_cast<long>(r_boundary_by_definition(a, b, r).count());
  const Interval bound = Interval(Rational(k * k - 1, 2 * k * k) * pixels, kBits) / Interval::pi(kBits);
  EXPECT_TRUE(certainly(less(bound, excess_by_definition(a, b, r))));
}

TEST(Theorem5Claims, RefuteTheScannedArgumentOfEquation30) {
  const FiniteOutcome outcome = run("nachum22.thm5.eq30.reading_b");
  ASSERT_EQ(outcome.verdict, Verdict::refuted);
  const int n = number(outcome, "n"), r = number(outcome, "r");
  EXPECT_EQ(set_of(outcome, "A = B").count(), n * n);
  // X ~ N(0, (2r+1)^2), nu = 2/(2r+1): E R(nu X)^2 = nu^2 (2r+1)^2 / 2 = 2, against 1.
  const Rational nu = Rational(2, 2 * r + 1), variance = (2 * r + 1) * (2 * r + 1);
  EXPECT_EQ(to_string(nu * nu * variance / 2), of_witness(outcome, "left side"));
  EXPECT_EQ(of_witness(outcome, "right side"), "1");
}

TEST(Theorem1Claims, RefuteTheTermByTermReadingOf17a) {
  const FiniteOutcome outcome = run("nachum22.thm1.step17a.reading_a");
  ASSERT_EQ(outcome.verdict, Verdict::refuted);
  const int n = number(outcome, "n"), r = number(outcome, "r");
  long convolution = 0, patch = 0;  // with F_ij = 10 i + j + 1 and x = 1 at (1, 1)
  for (int i = 0; i < r; ++i) {
    for (int j = 0; j < r; ++j) {
      if (wrap(-i, n) == 1 && wrap(-j, n) == 1) convolution += 10 * i + j + 1;
      if (i == 1 && j == 1) patch += 10 * i + j + 1;
    }
  }
  EXPECT_EQ(convolution, 0);
  EXPECT_EQ(patch, 12);
}

TEST(Theorem3Claims, RefuteEqualityAndTightnessReadings) {
  EXPECT_EQ(run("nachum22.rem4.equality.reading_b").verdict, Verdict::refuted);
  EXPECT_TRUE(equal(expected_inner_product(Image(1, 1, {1}), Image(1, 1, {-1}), 1, kBits), Interval(0L, 2)));
  EXPECT_EQ(run("nachum22.eq3.tight.reading_b").verdict, Verdict::refuted);
  EXPECT_EQ(run("nachum22.rem3.general_r.reading_b").verdict, Verdict::refuted);
  const auto one = patch_similarity(Image(1, 2, {3, 4}), Image(1, 2, {4, -3}), 1, kBits);
  const auto two = patch_similarity(Image(2, 1, {1, 2, -1, 5}), Image(2, 1, {2, -1, 0, 0}), 2, kBits);
  for (const auto& s : {one, two}) {
    ASSERT_TRUE(s.has_value());
    EXPECT_TRUE(certainly(less(Interval(0L, kBits), s->rho_out)) &&
                certainly(less(s->rho_out, Interval(Rational(1, 2), kBits))));
    EXPECT_TRUE(equal(s->rho_in, Interval(0L, 2)));
  }
}

TEST(PoolingClaims, RefuteThePartitionAndTheDimension) {
  const FiniteOutcome partition = run("pooling24.def.partition");
  ASSERT_EQ(partition.verdict, Verdict::refuted);
  const int m = number(partition, "m"), n = number(partition, "n");
  EXPECT_GT((m + 1) * n, m * n);  // the last index of P_m is no neuron
  const FiniteOutcome dimension = run("pooling24.def.Mdim");
  ASSERT_EQ(dimension.verdict, Verdict::refuted);
  EXPECT_NE(number(dimension, "m"), number(dimension, "n"));
}

// The printed pair with corner blocks of this side, pixel by pixel; +1 only in the kappa x kappa block of x.
std::vector<std::int32_t> printed_x(int d, int kappa) {
  std::vector<std::int32_t> out;
  for (int p = 0; p < d * d; ++p) out.push_back(p / d < kappa && p % d < kappa ? 1 : -1);
  return out;
}

TEST(Table2, HasNeitherTheMeanNorTheVarianceNorTheCosineItStates) {
  for (const int kappa : {5, 10, 15, 20, 25}) {
    for (int d = kappa; d <= 80; ++d) {
      const std::vector<std::int32_t> x = printed_x(d, kappa);
      long sum = 0;
      for (const std::int32_t v : x) sum += v;
      const Rational pixels = d * d, squares = pixels - Rational(sum) * sum / pixels;
      EXPECT_NE(sum, 0) << kappa << " " << d;
      EXPECT_NE(squares, pixels) << kappa << " " << d;
      EXPECT_NE(squares, pixels - 1) << kappa << " " << d;
    }
  }
  for (const char* id :
       {"zero_mean.reading_a", "zero_mean.reading_b", "unit_variance.reading_a.by_n", "unit_variance.reading_b.by_n",
        "unit_variance.reading_a.by_n_minus_1", "unit_variance.reading_b.by_n_minus_1", "rho_column.reading_a",
        "rho_column.reading_b", "pair_layout.reading_a"}) {
    EXPECT_EQ(run(std::string("pooling24.tab2.") + id).verdict, Verdict::refuted) << id;
  }
}

TEST(Table2, HasAPairOfSignsForItsFirstRowOnly) {
  EXPECT_EQ(run("pooling24.tab2.pm1_pairs.kappa_5").verdict, Verdict::proved);
  // Eleven of 53^2 pixels agree: -0.9922 and 0.0002 to four digits.
  const Rational rho(2 * 11 - 53 * 53, 53 * 53), half_digit(1, 20000);
  EXPECT_TRUE(Rational(-9922, 10000) - half_digit < rho && rho < Rational(-9922, 10000) + half_digit);
  EXPECT_TRUE(subset(rhat(Interval(rho, kBits)), Interval(Rational(3, 20000), Rational(5, 20000), kBits)));
  for (const char* kappa : {"10", "15", "20", "25"}) {
    EXPECT_EQ(run(std::string("pooling24.tab2.pm1_pairs.kappa_") + kappa).verdict, Verdict::refuted) << kappa;
  }
  // What the refutations rest on: images of signs have rhobar_out >= Rhat(rho_in).
  std::mt19937 random(20220503);
  for (int trial = 0; trial < 100; ++trial) {
    std::vector<std::int32_t> x, y;
    for (int p = 0; p < 49; ++p) {
      x.push_back(random() % 2 == 0 ? 1 : -1);
      y.push_back(random() % 8 == 0 ? x.back() : -x.back());
    }
    const auto s = patch_similarity(Image(7, 1, std::move(x)), Image(7, 1, std::move(y)), 3, kBits);
    ASSERT_TRUE(s.has_value());
    EXPECT_TRUE(possibly(less_equal(rhat(s->rho_in), s->rho_out))) << "trial " << trial;
  }
}

}  // namespace
}  // namespace certibound::papers
