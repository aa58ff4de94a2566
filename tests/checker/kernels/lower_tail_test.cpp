// The lower tail of the norm law and the probability of either tail, on every target, against the sums of norm_law and the contour
// integrals of contour.
#include "tail_checks.hpp"

#include <certibound/contour/norm_tail.hpp>
#include <certibound/crosscheck/ulp.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/tail.hpp>
#include <certibound/kernels/targets.hpp>
#include <certibound/norm_law/tail.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace certibound::kernels {
namespace {

// Widths in [lo, hi] of all sizes; eps where the lower tail is between 1 and some 10^-300, of all sizes, near 1, 0 and 1.
Points points(double lo, double hi, int count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  Points x;
  for (int i = 0; i < count; ++i) {
    const double width = std::floor(lo * std::pow(hi / lo, unit()));
    const double near = 30 * unit() * unit() * std::sqrt(5 / width), any = std::exp2(-40 * unit());
    const double place = i % 25 == 0 ? 0 : i % 25 == 1 ? 1 : i % 5 == 0 ? 1 - any : i % 4 == 0 ? any : near;
    x.add(width, std::min(place, 1.0));
  }
  return x;
}

Interval failure_by_contour(long m, const Rational& e, Precision bits) {
  const Interval both = norm_upper_tail_by_contour(m, e, bits) + norm_lower_tail_by_contour(m, e, bits);
  return min(both, Interval(1, bits));
}

class LowerTailKernel : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

TEST_P(LowerTailKernel, IsWithinItsPromiseBelowTheExpansion) {
  expect_close(norm_lower_tail, norm_log_lower_tail, points(1, 999, 1200, 3), certibound::norm_lower_tail, 1e-14);
}
TEST_P(LowerTailKernel, IsWithinItsPromiseWhereTheExpansionBegins) {
  expect_close(norm_lower_tail, norm_log_lower_tail, points(1000, 3000, 300, 4), certibound::norm_lower_tail, 1e-14);
}
// On both sides of m u = 400, where the sum gives way to the expansion: (1 - e)/2 = u^3/(1 + u).
TEST_P(LowerTailKernel, IsWithinItsPromiseWhereTheSumEnds) {
  Points x;
  for (const double m : {1000.0, 1700.0, 4000.0, 20'000.0}) {
    for (const double n : {20.0, 390.0, 399.999, 400.001, 410.0, 600.0}) x.add(m, 1 - 2 * std::pow(n / m, 3) / (1 + n / m));
  }
  const std::vector<double> log_q = run(norm_log_lower_tail, x);
  for (std::size_t i = 0; i < log_q.size(); ++i) {
    const Interval exact = log(certibound::norm_lower_tail(static_cast<long>(x.m[i]), Rational(x.eps[i]), kBits));
    const Interval error = abs(Interval::point(log_q[i], kBits) - exact);
    EXPECT_TRUE(certainly(less_equal(error, Interval::point(1e-14, kBits) + Interval::point(0x1p-52, kBits) * abs(exact))))
        << x.m[i] << " " << crosscheck::hex_float(x.eps[i]) << ": " << to_string(error, 3);
  }
}
TEST_P(LowerTailKernel, IsWithinItsPromiseForHugeWidths) {
  Points x;
  for (const double m : {1e5, 1e6, 1e9, 1e12, 1e15}) {
    for (const double z : {0.0, 0.5, 3.0, 12.0, 30.0}) x.add(m, z * std::sqrt(5 / m));
  }
  expect_close(norm_lower_tail, norm_log_lower_tail, x, norm_lower_tail_by_contour, 2e-15);
  expect_close(norm_failure, norm_log_failure, x, failure_by_contour, 2e-15);
}
TEST_P(LowerTailKernel, EitherTailIsWithinItsPromise) {
  Points x = points(1, 3000, 500, 5);
  for (const double m : {1.0, 7.0, 500.0, 1000.0, 2500.0}) {
    for (const double eps : {1.0, 1.0 + 0x1p-52, 1.5, 40.0}) x.add(m, eps);
  }
  expect_close(norm_failure, norm_log_failure, x, certibound::norm_failure, 1e-14);
}

TEST_P(LowerTailKernel, SpecialValues) {
  Points x;
  for (const double m : {0.0, -1.0, 0.5, 1000.5, 0x1p52, kInfinity, kNan}) x.add(m, 0.5);
  for (const double eps : {-0x1p-1074, std::nextafter(0x1p20, kInfinity), kInfinity, -kInfinity, kNan}) {
    x.add(10, eps);
    x.add(1e4, eps);
  }
  for (const Kernel kernel : {norm_lower_tail, norm_log_lower_tail, norm_failure, norm_log_failure}) {
    for (const double y : run(kernel, x)) EXPECT_TRUE(std::isnan(y)) << y;
  }
  for (const double m : {1.0, 2.0, 999.0, 1000.0, 0x1p40, 0x1p51}) {
    Points at;
    for (const double eps : {0.0, 1.0, std::nextafter(1.0, 2.0), 0x1p20}) at.add(m, eps);
    const std::vector<double> q = run(norm_lower_tail, at), log_q = run(norm_log_lower_tail, at);
    const std::vector<double> both = run(norm_failure, at), log_both = run(norm_log_failure, at);
    EXPECT_EQ(both[0], 1) << m;
    EXPECT_EQ(log_both[0], 0) << m;
    EXPECT_EQ(q[1], m < 1074 ? std::exp2(-m) : 0) << m;  // P(r = 0), exactly
    EXPECT_NEAR(log_q[1] / (m * std::log(2)), -1, 1e-15) << m;
    EXPECT_EQ(q[2], 0) << m;
    EXPECT_EQ(log_q[2], -kInfinity) << m;
    EXPECT_EQ(both[3], run(norm_upper_tail, at)[3]) << m;  // e > 1: the upper tail alone
    EXPECT_EQ(log_both[3], run(norm_log_upper_tail, at)[3]) << m;
  }
}

TEST_P(LowerTailKernel, FallsInEps) {
  Points x;
  for (const double m : {1.0, 30.0, 999.0, 1000.0, 1e5}) {
    for (int i = 0; i <= 1000; ++i) x.add(m, std::exp2(-20 + i * 0.02));
  }
  const std::vector<double> log_q = run(norm_log_lower_tail, x);
  for (std::size_t i = 1; i < log_q.size(); ++i) {
    if (x.m[i] != x.m[i - 1]) continue;
    ASSERT_LE(log_q[i], log_q[i - 1] * (1 - 1e-14)) << x.m[i] << " " << x.eps[i];
  }
}

// Both tails at e = 0 make up everything, by two expansions, or two sums, that share no term.
TEST_P(LowerTailKernel, AndTheUpperTailAtZeroAddUpToOne) {
  Points x;
  for (double m = 1; m < 0x1p51; m = std::ceil(1.3 * m)) x.add(m, 0);
  const std::vector<double> p = run(norm_upper_tail, x), q = run(norm_lower_tail, x);
  for (std::size_t i = 0; i < p.size(); ++i) EXPECT_NEAR(p[i] + q[i], 1, 1e-14) << x.m[i];
}

TEST_P(LowerTailKernel, SameBitsOnEveryTargetAndInEveryPlace) {
  Points x = points(1, 1e7, 400, 6);
  const auto in_everything = [&](auto check) {
    for (const Kernel kernel : {norm_lower_tail, norm_log_lower_tail, norm_failure, norm_log_failure}) check(kernel);
  };
  in_everything([&](Kernel kernel) {
    const std::vector<double> here = run(kernel, x);
    ASSERT_TRUE(force_target(""));
    EXPECT_EQ(run(kernel, x), here);
    ASSERT_TRUE(force_target(GetParam()));
    for (std::size_t i = 0; i < here.size(); ++i) {  // whatever the neighbours are
      Points alone;
      alone.add(x.m[i], x.eps[i]);
      ASSERT_EQ(run(kernel, alone)[0], here[i]) << x.m[i] << " " << x.eps[i];
    }
    for (std::size_t n = 0; n <= 20; ++n) {
      std::vector<double> part(x.eps.begin(), x.eps.begin() + static_cast<std::ptrdiff_t>(n));
      part.push_back(42);
      kernel(x.m.data(), part.data(), part.data(), n);
      for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(part[i], here[i]) << n << " " << i;
      ASSERT_EQ(part[n], 42);
    }
  });
}

// At e = 1 the sum ends at its first term; its neighbours in the vector go on for hundreds.
TEST_P(LowerTailKernel, AHugeWidthAtOneIsLeftAloneByItsNeighbours) {
  Points x;
  for (const double m : {1e4, 1e10, 1e15, 0x1p51}) {
    x.add(m, 1);
    x.add(2000, 0.97);
    x.add(999, 0.1);
  }
  for (const Kernel kernel : {norm_lower_tail, norm_log_lower_tail, norm_failure, norm_log_failure}) {
    const std::vector<double> here = run(kernel, x);
    for (std::size_t i = 0; i < here.size(); ++i) {
      Points alone;
      alone.add(x.m[i], x.eps[i]);
      ASSERT_EQ(run(kernel, alone)[0], here[i]) << x.m[i] << " " << x.eps[i];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, LowerTailKernel, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
