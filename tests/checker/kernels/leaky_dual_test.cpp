// The normalised dual of the leaky rectifier, on every target, against enclosures.
#include <certibound/crosscheck/ulp.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/leaky_dual.hpp>
#include <certibound/kernels/rhat.hpp>
#include <certibound/kernels/targets.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace certibound::kernels {
namespace {

constexpr Precision kBits = 200;
constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

Interval exact(double a, double b, double rho) {
  const Rational x(a), y(b);
  const Interval k(Rational(2 * x * y / (x * x + y * y)), kBits), at = Interval::point(rho, kBits);
  return certibound::rhat(at) - k * certibound::rhat(-at);
}

std::vector<double> run(double a, double b, const std::vector<double>& in) {
  std::vector<double> out(in.size());
  leaky_dual(a, b, in.data(), out.data(), in.size());
  return out;
}

// Every binade of |x| and of the distances from -1 and 1, both signs, and uniform.
std::vector<double> points() {
  std::mt19937_64 random(29);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  std::vector<double> x{1, -1, 0.0, -0.0, 0x1p-1074, -0x1p-1074};
  for (int e = -1060; e < 0; e += e < -60 ? 40 : 1) x.insert(x.end(), {std::ldexp(1 + unit(), e - 1), -std::ldexp(1 + unit(), e - 1)});
  for (int e = 1; e <= 53; ++e) {
    const double near = 1 - std::ldexp(1 + unit(), -e - 1);
    x.insert(x.end(), {near, -near, 1 - std::ldexp(1, -e)});
  }
  for (int i = 0; i < 1200; ++i) x.push_back(2 * unit() - 1);
  return x;
}

// The zero of N, where it has one, and the numbers around.
std::vector<double> around_the_zero(double a, double b) {
  double lo = -1, hi = 0;
  for (int i = 0; i < 200; ++i) {
    const double middle = (lo + hi) / 2;
    (run(a, b, {middle})[0] < 0 ? lo : hi) = middle;
  }
  std::vector<double> out;
  for (int e = -52; e < -3; ++e) out.insert(out.end(), {hi + std::ldexp(1, e), hi - std::ldexp(1, e)});
  return out;
}

class LeakyDualKernel : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

TEST_P(LeakyDualKernel, StaysBelowOneUlpWhereNothingCancels) {
  const std::vector<double> x = points();
  for (const auto& [a, b] : {std::pair{1.0, 0.01}, {1.0, 0.3}, {1.0, 0.999}, {1.0, 0.0}, {0.0, -3.0}, {1.0, -0.25}, {1.0, -1.0},
                             {-0.7, 0.1}, {0x1p-1000, -0x1p-1022}, {0x1p1000, 0x1p999}, {1.0, 1 - 0x1p-53}}) {
    const std::vector<double> y = run(a, b, x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (x[i] < 0 && a * b > 0) continue;
      const Interval error = crosscheck::ulp_error(y[i], exact(a, b, x[i]));
      ASSERT_TRUE(certainly(less_equal(error, Interval::point(1))))
          << a << " " << b << " " << crosscheck::hex_float(x[i]) << ": " << to_string(error, 6);
    }
  }
}

TEST_P(LeakyDualKernel, StaysWithinHalfAnUlpAndAnAbsoluteErrorWhereItHasAZero) {
  for (const auto& [a, b] : {std::pair{1.0, 0.01}, {1.0, 0.3}, {1.0, 0.9}, {0.2, 1.0}, {1.0, 0.999999}}) {
    std::vector<double> x = points();
    const std::vector<double> more = around_the_zero(a, b);
    x.insert(x.end(), more.begin(), more.end());
    const std::vector<double> y = run(a, b, x);
    for (std::size_t i = 0; i < x.size(); ++i) {
      const Interval truth = exact(a, b, x[i]);
      const Interval error = abs(Interval::point(y[i], kBits) - truth);
      // Half an ULP is at most 2^-53 of the value.
      const Interval bound = Interval::point(0x1p-53, kBits) * abs(truth) + Interval::point(0x1p-55, kBits);
      ASSERT_TRUE(certainly(less_equal(error, bound))) << a << " " << b << " " << crosscheck::hex_float(x[i]) << ": " << to_string(error, 6);
    }
  }
}

TEST_P(LeakyDualKernel, SpecialValues) {
  for (const auto& [a, b] : {std::pair{1.0, 0.01}, {3.0, -2.0}, {0.0, 1.0}}) {
    EXPECT_EQ(run(a, b, {1})[0], 1);
    EXPECT_NEAR(run(a, b, {-1})[0], -2 * a * b / (a * a + b * b), 1e-15);
    for (const double y : run(a, b, {std::nextafter(1, 2), std::nextafter(-1, -2), 2, kInfinity, -kInfinity, kNan})) {
      EXPECT_TRUE(std::isnan(y));
    }
    EXPECT_EQ(run(a, b, {0.0})[0], run(a, b, {-0.0})[0]);
  }
  for (const auto& [a, b] : {std::pair{0.0, 0.0}, {kNan, 1.0}, {1.0, kNan}, {kInfinity, 1.0}, {1.0, kInfinity}, {1.0, 0x1p-501}}) {
    EXPECT_TRUE(std::isnan(run(a, b, {0.5})[0])) << a << " " << b;
  }
  EXPECT_EQ(run(1, 1, {0.375, -0.375}), (std::vector<double>{0.375, -0.375}));  // the identity
}

TEST_P(LeakyDualKernel, IsSymmetricInItsSlopesAndScaleFree) {
  const std::vector<double> x = points();
  const std::vector<double> y = run(1, 0.3, x);
  EXPECT_EQ(run(0.3, 1, x), y);
  EXPECT_EQ(run(-1, -0.3, x), y);
  EXPECT_EQ(run(0x1p300, 0.3 * 0x1p300, x), y);
}

TEST_P(LeakyDualKernel, SameBitsOnEveryTargetAndInEveryPlace) {
  const std::vector<double> x = points(), here = run(1, 0.01, x);
  ASSERT_TRUE(force_target(""));
  EXPECT_EQ(run(1, 0.01, x), here);
  ASSERT_TRUE(force_target(GetParam()));
  for (std::size_t n = 0; n <= 40; ++n) {
    std::vector<double> part(x.end() - 50, x.end() - 50 + static_cast<std::ptrdiff_t>(n));
    part.push_back(42);
    leaky_dual(1, 0.01, part.data(), part.data(), n);
    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(part[i], here[x.size() - 50 + i]) << n << " " << i;
    ASSERT_EQ(part[n], 42);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, LeakyDualKernel, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
