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

// ---- any variances ----

struct Triples {
  std::vector<double> q1, q2, rho;

  void add(double a, double b, double r) {
    q1.push_back(a);
    q2.push_back(b);
    rho.push_back(r);
  }
  std::vector<double> run() const {
    std::vector<double> out(rho.size());
    erf_dual(q1.data(), q2.data(), rho.data(), out.data(), out.size());
    return out;
  }
};

// By the asin of the header: 1600 bits hold all that cancels.
Interval exact(double a, double b, double rho) {
  constexpr Precision bits = 1600;
  const auto at = [](double v) { return Interval::point(v, bits); };
  const Interval one(1, bits), two(2, bits);
  const Interval argument = two * at(rho) * sqrt(at(a) * at(b)) / sqrt((one + two * at(a)) * (one + two * at(b)));
  return two / Interval::pi(bits) * asin(min(max(argument, -one), one));
}

// Variances of all sizes, equal ones and pairs; correlations of all sizes, beside -1 and 1, -1, 0 and 1.
Triples triples(int count) {
  std::mt19937_64 random(31);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  Triples out;
  for (int i = 0; i < count; ++i) {
    const double reach = i % 4 == 0 ? 480 : i % 4 == 1 ? 60 : 6;
    const double a = std::exp2(reach * (unit() - 0.5)), b = i % 3 == 0 ? a : std::exp2(reach * (unit() - 0.5));
    const double near = std::exp2(-54 * unit()), rho = i % 5 == 0 ? unit() : i % 5 == 1 ? 1 : i % 5 == 2 ? near : 1 - near;
    out.add(a, b, i % 2 == 0 ? rho : -rho);
  }
  return out;
}

TEST_P(ErfDualKernel, StaysBelowOneUlpForAllVariances) {
  const Triples x = triples(3000);
  const std::vector<double> y = x.run();
  for (std::size_t i = 0; i < y.size(); ++i) {
    const Interval error = crosscheck::ulp_error(y[i], exact(x.q1[i], x.q2[i], x.rho[i]));
    ASSERT_TRUE(certainly(less_equal(error, Interval::point(1))))
        << crosscheck::hex_float(x.q1[i]) << " " << crosscheck::hex_float(x.q2[i]) << " " << crosscheck::hex_float(x.rho[i]) << ": "
        << to_string(error, 6);
  }
}

// The formula of the textbooks in double, for comparison: it has no digit left where this kernel has all.
TEST_P(ErfDualKernel, KeepsWhatTheTextbookFormulaLoses) {
  Triples x;
  x.add(0x1p60, 0x1p60, 1 - 0x1p-53);
  const double q = x.q1[0], rho = x.rho[0];
  const double textbook = 2 / 3.14159265358979323846 * std::asin(2 * rho * q / (1 + 2 * q));
  const Interval truth = exact(q, q, rho), ulps = crosscheck::ulp_error(x.run()[0], truth);
  EXPECT_TRUE(certainly(less_equal(ulps, Interval::point(1))));
  EXPECT_GT(mpfr_get_d(crosscheck::ulp_error(textbook, truth).lo().get(), MPFR_RNDD), 1e3);
}

TEST_P(ErfDualKernel, VariancesOutsideAndZero) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  Triples bad, zero;
  for (const double q : {-1.0, -0x1p-1074, 0x1p-241, std::nextafter(0x1p240, infinity), infinity, nan}) {
    bad.add(q, 1, 0.5);
    bad.add(1, q, 0.5);
  }
  for (const double rho : {std::nextafter(1, 2), -2.0, infinity, nan}) bad.add(1, 1, rho);
  for (const double y : bad.run()) EXPECT_TRUE(std::isnan(y));
  zero.add(0, 1, 1);
  zero.add(1, 0, 0.5);
  zero.add(0, 0, -1);
  zero.add(1, 1, 0);
  for (const double y : zero.run()) EXPECT_EQ(y, 0);
}

TEST_P(ErfDualKernel, AtVariancesOneAgreesWithTheOtherKernel) {
  const std::vector<double> x = points(), one = run(x);
  const std::vector<double> ones(x.size(), 1.0);
  std::vector<double> general(x.size());
  erf_dual(ones.data(), ones.data(), x.data(), general.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) ASSERT_NEAR(general[i], one[i], 0x1p-52 * std::fabs(one[i]) + 0x1p-1073) << x[i];
}

TEST_P(ErfDualKernel, AllVariancesSameBitsOnEveryTargetAndInEveryPlace) {
  const Triples x = triples(500);
  const std::vector<double> here = x.run();
  ASSERT_TRUE(force_target(""));
  EXPECT_EQ(x.run(), here);
  ASSERT_TRUE(force_target(GetParam()));
  for (std::size_t n = 0; n <= 40; ++n) {
    std::vector<double> part(x.rho.begin(), x.rho.begin() + static_cast<std::ptrdiff_t>(n));
    part.push_back(42);
    erf_dual(x.q1.data(), x.q2.data(), part.data(), part.data(), n);
    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(part[i], here[i]) << n << " " << i;
    ASSERT_EQ(part[n], 42);
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, ErfDualKernel, testing::ValuesIn(supported_targets()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace certibound::kernels
