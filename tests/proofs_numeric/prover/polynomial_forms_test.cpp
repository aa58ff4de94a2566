// Polynomials in one variable as weighted squares, and in several by their Bernstein form: the identities are exact, the factors
// positive, and nothing is found for what is negative somewhere.
#include "bernstein.hpp"
#include "univariate.hpp"

#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <random>

namespace certibound::prover {
namespace {

constexpr unsigned kSeed = 20261130;
const Stop kNever = [] { return false; };

Dense scaled(const Dense& p, const Rational& factor) { return product(p, {factor}); }

Rational at(const Dense& p, const Rational& x) {
  Rational out = 0;
  for (auto c = p.rbegin(); c != p.rend(); ++c) out = out * x + *c;
  return out;
}

Dense total(const std::vector<LineSquare>& squares, const Stretch& stretch) {
  Dense out;
  for (const LineSquare& s : squares) {
    EXPECT_GT(s.factor, 0);
    Dense own = scaled(product(s.root, s.root), s.factor);
    if (s.by_lo) own = product(own, {-*stretch.lo, 1});
    if (s.by_hi) own = product(own, {*stretch.hi, -1});
    out = sum(out, own);
  }
  return out;
}

const std::vector<Stretch> kStretches{
    {}, {Rational(0), {}}, {Rational(-3, 2), {}}, {{}, Rational(1, 3)}, {Rational(-1), Rational(1)}, {Rational(1, 7), Rational(5)}};

// Squares with weights, of random degrees, and a constant on top or not: degrees 2 to 9.
TEST(LineSquares, TheIdentityIsExact) {
  std::mt19937 random(kSeed);
  const auto c = [&] { return Rational(static_cast<long>(random() % 19) - 9, static_cast<long>(random() % 4) + 1); };
  for (const Stretch& stretch : kStretches) {
    for (int k = 0; k < 24; ++k) {
      Dense p = k % 3 == 0 ? Dense{Rational(1, 1000)} : Dense{};
      for (int s = 0; s < 1 + k % 2; ++s) {
        Dense root{c(), c(), c(), 1};
        if (k % 4 == 1) root = {c(), 1};
        Dense own = product(root, root);
        if (stretch.lo && k % 5 > 2) own = product(own, {-*stretch.lo, 1});
        if (stretch.hi && k % 5 > 1) own = product(own, {*stretch.hi, -1});
        p = sum(p, own);
      }
      const auto found = line_squares(p, stretch, false, kNever);
      ASSERT_TRUE(found) << "seed " << kSeed << " case " << k;
      EXPECT_EQ(total(*found, stretch), p);
      if (k % 3 != 0) continue;
      const auto strict = line_squares(p, stretch, true, kNever);
      ASSERT_TRUE(strict) << k;
      EXPECT_EQ(total(*strict, stretch), p);
      EXPECT_EQ(strict->front().root, Dense{1});
    }
  }
}

TEST(LineSquares, NothingForWhatIsNegativeSomewhere) {
  std::mt19937 random(kSeed);
  for (const Stretch& stretch : kStretches) {
    const Rational inside = stretch.lo && stretch.hi ? Rational((*stretch.lo + *stretch.hi) / 2)
                            : stretch.lo             ? Rational(*stretch.lo + 1)
                            : stretch.hi             ? Rational(*stretch.hi - 1)
                                                     : Rational(0);
    for (int k = 0; k < 12; ++k) {
      Dense root{Rational(static_cast<long>(random() % 19) - 9), Rational(static_cast<long>(random() % 19) - 9), 1};
      Dense p = product(root, root);
      p = sum(p, {-at(p, inside) - Rational(1, 1'000'000'000'000)});
      EXPECT_FALSE(line_squares(p, stretch, false, kNever)) << "seed " << kSeed << " case " << k;
    }
  }
  EXPECT_FALSE(line_squares({0, 1}, {}, false, kNever));                          // x
  EXPECT_FALSE(line_squares({0, 0, 0, -1}, {Rational(0), {}}, false, kNever));    // -x^3
  EXPECT_TRUE(line_squares({0, 0, 0, -1}, {{}, Rational(0)}, false, kNever));
  EXPECT_TRUE(line_squares({1, -2, 1}, {Rational(0), Rational(1, 2)}, true, kNever));  // (x - 1)^2 is positive there
}

// Nothing is waited for: neither a search that is stopped nor a question that is too large for Sturm's theorem.
TEST(LineSquares, LargeQuestionsHaveNoAnswer) {
  const Dense p{Rational(3), Rational(1), Rational(1)};
  EXPECT_TRUE(line_squares(p, {}, false, kNever));
  EXPECT_FALSE(line_squares(p, {}, false, [] { return true; }));
  Dense large(61, power(Rational(10), 900));
  EXPECT_FALSE(line_squares(large, {}, false, kNever));
}

Rational value(const std::vector<BernsteinTerm>& terms, const language::Box& box, const std::vector<Rational>& x) {
  Rational out = 0;
  for (const BernsteinTerm& t : terms) {
    EXPECT_GT(t.factor, 0);
    Rational own = t.factor;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (t.low[i] > 0) own *= power(Rational(x[i] - box[i].lo), t.low[i]);
      if (t.high[i] > 0) own *= power(Rational(box[i].hi - x[i]), t.high[i]);
    }
    out += own;
  }
  return out;
}

language::Side side(const Rational& lo, const Rational& hi, bool open = false) {
  language::Side out;
  out.lo = lo;
  out.hi = hi;
  out.lo_infinite = out.hi_infinite = false;
  out.lo_open = out.hi_open = open;
  return out;
}

// x y (1 - x) + (2 - y)^2/9 on [0, 1] x [0, 2]: equal at more points than the degree has room for.
TEST(Bernstein, TheIdentityIsExact) {
  const language::Box box{side(0, 1), side(0, 2)};
  const Multinomial p{{{1, 1}, 1}, {{2, 1}, -1}, {{0, 0}, Rational(4, 9)}, {{0, 1}, Rational(-4, 9)}, {{0, 2}, Rational(1, 9)}};
  for (const int elevation : {0, 1, 3}) {
    const auto terms = bernstein_terms(p, box, elevation, false);
    ASSERT_TRUE(terms) << elevation;
    for (int i = -2; i < 8; ++i) {
      for (int j = -2; j < 8; ++j) {
        const std::vector<Rational> x{Rational(i, 3), Rational(j, 2)};
        EXPECT_EQ(value(*terms, box, x), value_at(p, x));
      }
    }
  }
  EXPECT_FALSE(bernstein_terms(p, box, 0, true));  // zero at (0, 2), (1, 2)
}

TEST(Bernstein, HalfLinesAndOpenEnds) {
  language::Side up = side(1, 1, true);
  up.hi_infinite = true;
  const language::Box box{up, side(0, 1)};
  const Multinomial p{{{2, 1}, 1}, {{1, 1}, -1}, {{1, 0}, 1}, {{0, 0}, -1}};  // (x - 1)(x y + 1)
  const auto terms = bernstein_terms(p, box, 0, true);
  ASSERT_TRUE(terms);
  EXPECT_GT(terms->front().low[0], 0);
  EXPECT_EQ(terms->front().low[1], 0);
  for (int i = 0; i < 5; ++i) {
    const std::vector<Rational> x{Rational(i), Rational(2 * i + 1, 3)};
    EXPECT_EQ(value(*terms, box, x), value_at(p, x));
  }
  language::Side line;
  line.lo_infinite = line.hi_infinite = true;
  EXPECT_FALSE(bernstein_terms({{{2}, 1}}, {line}, 0, false));
}

TEST(Bernstein, RaisingTheDegreeBringsTheCoefficientsNearer) {
  const Multinomial p{{{2}, 1}, {{1}, -1}, {{0}, Rational(3, 10)}};  // at least 1/20; the middle coefficient is -1/5
  const language::Box box{side(0, 1)};
  EXPECT_FALSE(bernstein_terms(p, box, 0, false));
  EXPECT_TRUE(bernstein_terms(p, box, 3, false));
  EXPECT_FALSE(bernstein_terms(p, box, 3, true));  // its two middle coefficients are 0
  EXPECT_TRUE(bernstein_terms(p, box, 5, true));
  const Multinomial negative{{{2}, 1}, {{1}, -1}, {{0}, Rational(24, 100)}};  // -1/100 at 1/2
  for (const int elevation : {0, 3, 30}) EXPECT_FALSE(bernstein_terms(negative, box, elevation, false));
}

Verdict checked(const std::string& body) {
  const auto claim = language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0);
  const Proposal found = prove(claim, {.seconds = 3});
  if (!found.certificate) return Verdict::undecided;
  EXPECT_EQ(kernel::verify(read_certificate(write_certificate(*found.certificate))).verdict, found.verdict);
  return found.verdict;
}

// Gaps and contacts at irrational points, on the line, a half-line and an interval, closed and open.
TEST(LineSquares, TheProofsAreAccepted) {
  for (const std::string claim : {"forall x in (-oo, oo) show (x^2 - 2)^2*(x^3 - 3)^2 + 1/10^18 > 0",
                                  "forall x in (0, oo) show x*(x^3 - 3*x + 1)^2*(x^2 + 1) >= 0",
                                  "forall x in [-1, 1] show (1 - x^2)*(8*x^4 - 8*x^2 + 1)^2 + 1/10^15 > 0",
                                  "forall x in (0, 1] show x*(x^5 - x + 1) > 0",
                                  "forall x in (-oo, 2] show (2 - x)^3*(x^2 - 3)^4 >= 0"}) {
    EXPECT_EQ(checked(claim), Verdict::proved) << claim;
  }
  EXPECT_EQ(checked("forall x in (-oo, oo) show (x^2 - 2)^2*(x^3 - 3)^2 - 1/10^14 >= 0"), Verdict::refuted);
  EXPECT_NE(checked("forall x in (-oo, oo) show (x^2 - 2)^2*(x^3 - 3)^2 > 0"), Verdict::proved);
}

TEST(Bernstein, TheProofsAreAccepted) {
  EXPECT_EQ(checked("forall x in [0, 1], y in [0, 1], z in [0, 1], w in [0, 1] show x + y + z + w <= 3 + x*y*z*w"), Verdict::proved);
  EXPECT_EQ(checked("forall x in [0, 1], y in [0, 1], z in [0, 1], w in [0, 1] show x + y + z + w <= 3 + x*y*z*w - 1/10^9"),
            Verdict::refuted);
}

}  // namespace
}  // namespace certibound::prover
