// The quick judge of Rhat: its polynomial proven in intervals, its values and judgements against the enclosures.
#include "quick_rhat.hpp"

#include "judge.hpp"
#include "points.hpp"

#include <certibound/crosscheck/examine.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <iterator>
#include <limits>
#include <vector>

namespace certibound::crosscheck {
namespace {

#include "quick_rhat.inc"

constexpr std::uint64_t kSeed = 20261129;
constexpr Precision kBits = 320;

const Reference& rhat_reference() { return *find_reference("Rhat"); }

// The coefficients of P - f, f = sum of (sqrt 2/pi) t_k/(k + 3/2) v^k, k < kTerms; `changed` is added to one of P.
constexpr std::size_t kTerms = 90;
std::vector<Interval> difference(std::size_t changed_at, double change) {
  const Interval scale = sqrt(Interval(2, kBits)) / Interval::pi(kBits);
  std::vector<Interval> out;
  Rational t = 1;
  for (std::size_t k = 0; k < kTerms; ++k) {
    const long n = static_cast<long>(k);
    Interval c = -scale * Interval(Rational(t * 2 / (2 * n + 3)), kBits);
    constexpr std::size_t pairs = std::size(kQuickHigh);
    if (k < pairs) {
      c = c + Interval::point(kQuickHigh[k], kBits) + Interval::point(kQuickLow[k], kBits);
    } else if (k - pairs < std::size(kQuickTail)) {
      c = c + Interval::point(kQuickTail[k - pairs], kBits);
    }
    if (k == changed_at) c = c + Interval::point(change, kBits);
    out.push_back(c);
    t *= Rational((2 * n + 1) * (2 * n + 1), 4 * (n + 1) * (2 * n + 3));
  }
  return out;
}

// Upper bound of |P - f|/f on [0, 1]: on each of 512 parts, of radius r = 1/1024 around m, by the Taylor polynomial of P - f of
// degree 10 at m and |f_11| r^11 <= sum_k |c_k| C(k, 11) r^11. Terms left out: a_k < 2^-k and f >= f(0) > 3/10.
Interval largest_error(std::vector<Interval> c) {
  constexpr std::size_t kDegree = 10, kParts = 512;
  Interval rest(0, kBits), binomial(1, kBits);
  for (std::size_t k = kDegree + 1; k < kTerms; ++k) {
    const long n = static_cast<long>(k), j = static_cast<long>(kDegree) + 1;
    if (n > j) binomial = binomial * Interval(n, kBits) / Interval(n - j, kBits);
    rest = rest + abs(c[k]) * binomial;
  }
  const Interval r(Rational(1, 1024), kBits);
  const Interval everywhere = rest * pown(r, kDegree + 1) + pown(Interval(2, kBits), -static_cast<long>(kTerms) + 1);
  Interval largest(0, kBits);
  for (std::size_t part = 0; part < kParts; ++part) {
    const Interval m(Rational(2 * static_cast<long>(part) + 1, 1024), kBits);
    std::vector<Interval> d = c;
    Interval bound = everywhere, power(1, kBits);
    for (std::size_t j = 0; j <= kDegree; ++j) {  // one synthetic division gives the next coefficient at m
      for (std::size_t k = kTerms - 1; k-- > j;) d[k] = d[k] + m * d[k + 1];
      bound = bound + abs(d[j]) * power;
      power = power * r;
    }
    largest = max(largest, bound);
  }
  return largest / Interval(Rational(3, 10), kBits);
}

TEST(QuickRhat, ApproximationErrorIsProven) {
  const Interval error = largest_error(difference(kTerms, 0)), allowed = pown(Interval(2, kBits), -70);
  EXPECT_TRUE(certainly(less(error, allowed))) << to_string(error, 5);
  // One unit in the last place of a coefficient that matters is noticed.
  EXPECT_FALSE(certainly(less(largest_error(difference(3, kQuickHigh[3] * 0x1p-52)), allowed)));
}

TEST(QuickRhat, EncloseTheValueWithinItsBound) {
  std::vector<double> x, hi(20'000), lo(20'000);
  for (std::uint64_t i = 0; x.size() < hi.size(); ++i) {
    const double at = check_point<double>(-1, 1, kSeed, i);
    if (std::fabs(at) < 1) x.push_back(at);
  }
  quick_rhat(x.data(), x.size(), hi.data(), lo.data());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Interval exact = rhat_reference().enclosure(Interval::point(x[i], 192));
    const Interval error = abs((Interval::point(hi[i], 192) + Interval::point(lo[i], 192)) / exact - Interval(1, 192));
    ASSERT_TRUE(certainly(less(error, Interval::point(kQuickError)))) << hex_float(x[i]) << ": " << to_string(error, 5);
  }
}

// Results right, one or two units beside, and far off.
TEST(QuickRhat, JudgesAsTheEnclosuresDo) {
  std::vector<double> x, out;
  for (std::uint64_t i = 0; i < 6000; ++i) {
    const double at = check_point<double>(-1, 1, kSeed + 1, i);
    if (std::fabs(at) == 1) continue;
    double value = mpfr_get_d(mid(rhat_reference().enclosure(Interval::point(at, 160))).get(), MPFR_RNDN);
    for (std::uint64_t step = i % 4; step > 1; --step) value = std::nextafter(value, i % 8 < 4 ? 0.0 : 2.0);
    if (i % 50 == 7) value *= 1 + 0x1p-20;
    x.push_back(at);
    out.push_back(value);
  }
  std::vector<double> error(x.size());
  std::vector<Quick> what(x.size());
  judge_rhat_quickly(x.data(), out.data(), x.size(), error.data(), what.data());
  std::size_t open = 0, wrong = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (what[i] == Quick::open) {
      ++open;
      continue;
    }
    const RigorousJudgement truth = judge_rigorously(rhat_reference(), x[i], out[i], 160);
    const Interval claimed = Interval::point(error[i], 64) + Interval::point(kQuickUncertainty + error[i] * 0x1p-50, 64) *
                                                                 hull(Interval(-1, 64), Interval(1, 64));
    ASSERT_TRUE(subset(abs(truth.error), claimed)) << hex_float(x[i]) << " " << hex_float(out[i]) << ": " << error[i];
    ASSERT_EQ(what[i] == Quick::correct, truth.rounding == Rounding::correct) << hex_float(x[i]);
    wrong += what[i] == Quick::misrounded ? 1 : 0;
  }
  EXPECT_GT(wrong, x.size() / 3);
  EXPECT_LT(open, x.size() / 10);  // these points favour powers of two
}

TEST(QuickRhat, LeavesOpenWhatIsNoResultOfTheDomain) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<double> x = {-1, 1, 2, -kInfinity, kNan, 0.5, 0.5, 0.5}, out = {0, 1, 1, 1, 1, kNan, kInfinity, 1e300};
  std::vector<double> error(x.size());
  std::vector<Quick> what(x.size());
  judge_rhat_quickly(x.data(), out.data(), x.size(), error.data(), what.data());
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_EQ(what[i], Quick::open) << i;
}

TEST(QuickRhat, SameBitsInEveryPlace) {
  std::vector<double> x(1500), hi(x.size()), lo(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = std::ldexp(static_cast<double>(i) - 700, -10) * 1.25;
  quick_rhat(x.data(), x.size(), hi.data(), lo.data());
  for (std::size_t i = 0; i < x.size(); ++i) {
    double alone_hi = 0, alone_lo = 0;
    quick_rhat(&x[i], 1, &alone_hi, &alone_lo);
    ASSERT_EQ(alone_hi, hi[i]) << i;
    ASSERT_EQ(alone_lo, lo[i]) << i;
  }
}

}  // namespace
}  // namespace certibound::crosscheck
