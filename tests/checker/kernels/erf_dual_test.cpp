// The dual of erf, on every target, against enclosures.
#include <certibound/kernels/erf_dual.hpp>

#include <certibound/crosscheck/ulp.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/targets.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace certibound::kernels {
namespace {

Interval exact(double rho) {
  const Interval x = Interval::point(rho, 120);
  return Interval(2, 120) / Interval::pi(120) * asin(Interval(2, 120) * x / Interval(3, 120));
}

std::vector<double> run(const std::vector<double>& in) {
  std::vector<double> out(in.size());
  erf_dual(in.data(), out.data(), in.size());
  return out;
}

// Every binade, both signs, and uniform.
std::vector<double> points() {
  std::mt19937_64 random(23);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  std::vector<double> x{1, -1, std::nextafter(1, 0), 0.0};
  for (int e = -1074; e < 0; ++e) x.insert(x.end(), {std::ldexp(1.0, e), -std::ldexp(1 + unit(), e)});
  for (int i = 0; i < 4000; ++i) x.push_back(2 * unit() - 1);
  return x;
}

class ErfDualKernel : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(GetParam())); }
  void TearDown() override { force_target(""); }
};

TEST_P(ErfDualKernel, StaysBelowOneUlp) {
  const std::vector<double> x = points(), y = run(x);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Interval error = crosscheck::ulp_error(y[i], exact(x[i]));
    ASSERT_TRUE(certainly(less_equal(error, Interval::point(1)))) << crosscheck::hex_float(x[i]) << ": " << to_string(error, 6);
  }
}

TEST_P(ErfDualKernel, SpecialValues) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(run({0.0})[0], 0);
  for (const double y : run({std::nextafter(1, 2), std::nextafter(-1, -2), 2, infinity, -infinity, nan})) EXPECT_TRUE(std::isnan(y));
}

TEST_P(ErfDualKernel, SameBitsOnEveryTargetAndInEveryPlace) {
  const std::vector<double> x = points(), here = run(x);
  ASSERT_TRUE(force_target(""));
  EXPECT_EQ(run(x), here);
  for (std::size_t n = 0; n <= 40; ++n) {
    std::vector<double> part(x.end() - 50, x.end() - 50 + static_cast<std::ptrdiff_t>(n));
    part.push_back(42);
    erf_dual(part.data(), part.data(), n);
    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(part[i], here[x.size() - 50 + i]) << n << " " << i;
    ASSERT_EQ(part[n], 42);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, ErfDualKernel, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
