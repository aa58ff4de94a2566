// The tail of the norm law, on every target, against the sums of norm_law and the contour integrals of contour.
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

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace certibound::kernels {
namespace {

// Widths in [lo, hi] of all sizes; eps where p is between 1 and some 10^-300, and of all sizes.
Points points(double lo, double hi, int count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  Points x;
  for (int i = 0; i < count; ++i) {
    const double width = std::floor(lo * std::pow(hi / lo, unit()));
    const double near = 37 * unit() * std::sqrt(5 / width) * (1 + unit()), any = std::exp2(46 * unit() - 40);
    const double at = i % 25 == 0 ? 0 : i % 4 == 0 ? any : near;
    x.add(width, width * at < 1e9 ? at : 1);
  }
  return x;
}

class TailKernel : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

TEST_P(TailKernel, IsWithinItsPromiseBelowTheExpansion) {
  expect_close(norm_upper_tail, norm_log_upper_tail, points(1, 999, 1500, 3), certibound::norm_upper_tail, 1e-14);
}
TEST_P(TailKernel, IsWithinItsPromiseWhereTheExpansionBegins) {
  expect_close(norm_upper_tail, norm_log_upper_tail, points(1000, 3000, 500, 4), certibound::norm_upper_tail, 2e-15);
}
TEST_P(TailKernel, IsWithinItsPromiseForLargeWidths) {
  expect_close(norm_upper_tail, norm_log_upper_tail, points(3000, 100'000, 60, 5), certibound::norm_upper_tail, 2e-15);
}
TEST_P(TailKernel, IsWithinItsPromiseForHugeWidths) {
  Points x;
  for (const double m : {1e6, 1e9, 1e12, 1e15}) {
    for (const double z : {0.0, 0.5, 3.0, 12.0, 36.0}) x.add(m, z * std::sqrt(5 / m));
  }
  expect_close(norm_upper_tail, norm_log_upper_tail, x, norm_upper_tail_by_contour, 2e-15);
}

TEST_P(TailKernel, SpecialValues) {
  Points x;
  for (const double m : {0.0, -1.0, 0.5, 1000.5, 0x1p52, kInfinity, kNan}) x.add(m, 0.5);
  for (const double eps : {-0x1p-1074, std::nextafter(0x1p20, kInfinity), kInfinity, -kInfinity, kNan}) {
    x.add(10, eps);
    x.add(1e4, eps);
  }
  for (const Kernel kernel : {norm_upper_tail, norm_log_upper_tail}) {
    for (const double y : run(kernel, x)) EXPECT_TRUE(std::isnan(y)) << y;
  }
  Points fine;
  for (const double m : {1.0, 999.0, 1000.0, 0x1p51}) {
    for (const double eps : {0.0, -0.0, 0x1p-1074, 1e-300, 1e-9, 1.0, 0x1p20}) fine.add(m, eps);
  }
  const std::vector<double> p = run(norm_upper_tail, fine), log_p = run(norm_log_upper_tail, fine);
  for (std::size_t i = 0; i < p.size(); ++i) {
    EXPECT_TRUE(p[i] >= 0 && p[i] < 1 && std::isfinite(log_p[i]) && log_p[i] < 0) << fine.m[i] << " " << fine.eps[i];
  }
}

TEST_P(TailKernel, FallsInEps) {
  Points x;
  for (const double m : {1.0, 30.0, 999.0, 1000.0, 1e5}) {
    for (int i = 0; i <= 2000; ++i) x.add(m, std::exp2(-20 + i * 0.02));
  }
  const std::vector<double> log_p = run(norm_log_upper_tail, x);
  for (std::size_t i = 1; i < log_p.size(); ++i) {
    if (x.m[i] != x.m[i - 1]) continue;
    ASSERT_LE(log_p[i], log_p[i - 1] * (1 - 1e-14)) << x.m[i] << " " << x.eps[i];
  }
}

TEST_P(TailKernel, SameBitsOnEveryTargetAndInEveryPlace) {
  Points x = points(1, 1e7, 400, 6);
  const std::vector<double> here = run(norm_upper_tail, x), here_log = run(norm_log_upper_tail, x);
  ASSERT_TRUE(force_target(""));
  EXPECT_EQ(run(norm_upper_tail, x), here);
  EXPECT_EQ(run(norm_log_upper_tail, x), here_log);
  ASSERT_TRUE(force_target(GetParam()));
  for (std::size_t i = 0; i < here.size(); ++i) {  // whatever the neighbours are
    Points alone;
    alone.add(x.m[i], x.eps[i]);
    ASSERT_EQ(run(norm_upper_tail, alone)[0], here[i]) << x.m[i] << " " << x.eps[i];
    ASSERT_EQ(run(norm_log_upper_tail, alone)[0], here_log[i]) << x.m[i] << " " << x.eps[i];
  }
  for (std::size_t n = 0; n <= 20; ++n) {
    std::vector<double> part(x.eps.begin(), x.eps.begin() + static_cast<std::ptrdiff_t>(n));
    part.push_back(42);
    norm_upper_tail(x.m.data(), part.data(), part.data(), n);
    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(part[i], here[i]) << n << " " << i;
    ASSERT_EQ(part[n], 42);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, TailKernel, testing::ValuesIn(supported_targets()));

// The first term of the expansion alone, the normal tail, is far off: what the polynomials add is tested.
TEST(Tail, IsNotTheNormalTail) {
  const double m = 1000, eps = 0.25, z = eps * std::sqrt(m / 5);
  double p = 0;
  norm_upper_tail(&m, &eps, &p, 1);
  EXPECT_GT(p, 1.2 * 0.5 * std::erfc(z / std::sqrt(2)));
}

}  // namespace
}  // namespace certibound::kernels
