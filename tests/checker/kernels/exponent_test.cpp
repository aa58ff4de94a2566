// The exponents of the norm law, on every target, against enclosures.
#include <certibound/kernels/exponent.hpp>

#include <certibound/crosscheck/builtin.hpp>
#include <certibound/crosscheck/ulp.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/targets.hpp>
#include <certibound/norm_law/exponent.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace certibound::kernels {
namespace {

struct Exponent {
  const char* name;
  void (*kernel)(const double*, double*, std::size_t);
  Interval (*reference)(const Rational&, Precision);
};

class ExponentKernel : public testing::TestWithParam<std::tuple<Exponent, std::string>> {
 protected:
  void SetUp() override { ASSERT_TRUE(force_target(std::get<1>(GetParam()))); }
  void TearDown() override { force_target(""); }

  static const Exponent& exponent() { return std::get<0>(GetParam()); }
  static double promised() {
    for (const crosscheck::BuiltinKernel* kernel : crosscheck::all_kernels()) {
      if (kernel->name == exponent().name) return kernel->promised;
    }
    return 0;
  }
  static std::vector<double> run(const std::vector<double>& in) {
    std::vector<double> out(in.size());
    exponent().kernel(in.data(), out.data(), in.size());
    return out;
  }
};

// Every binade of the domain and uniform parts of it.
std::vector<double> points() {
  std::mt19937_64 random(11);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  std::vector<double> x;
  for (int e = -1074; e < 20; ++e) x.insert(x.end(), {std::ldexp(1.0, e), std::ldexp(1 + unit(), e)});
  for (int i = 0; i < 1500; ++i) x.insert(x.end(), {unit(), 12 * unit(), std::exp2(20 * unit())});
  return x;
}

TEST_P(ExponentKernel, KeepsItsPromise) {
  const std::vector<double> x = points(), y = run(x);
  ASSERT_GT(promised(), 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Interval error = crosscheck::ulp_error(y[i], exponent().reference(Rational(x[i]), 80));
    ASSERT_TRUE(certainly(less_equal(error, Interval::point(promised()))))
        << crosscheck::hex_float(x[i]) << ": " << to_string(error, 6) << " ULP";
  }
}

TEST_P(ExponentKernel, SpecialValues) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  const std::vector<double> out = run({0.0, -0.0, 1e-300, -0x1p-1074, std::nextafter(0x1p20, infinity), infinity, -infinity, nan, -1});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(out[static_cast<std::size_t>(i)], 0) << i;
  for (std::size_t i = 3; i < out.size(); ++i) EXPECT_TRUE(std::isnan(out[i])) << i;
  EXPECT_TRUE(std::isfinite(run({0x1p20})[0]));
}

TEST_P(ExponentKernel, SameBitsOnEveryTargetAndInEveryPlace) {
  const std::vector<double> x = points(), here = run(x);
  ASSERT_TRUE(force_target(""));
  EXPECT_EQ(run(x), here);
  for (std::size_t n = 0; n <= 40; ++n) {
    std::vector<double> part(x.begin() + 2000, x.begin() + 2000 + static_cast<std::ptrdiff_t>(n));
    part.push_back(42);
    exponent().kernel(part.data(), part.data(), n);
    for (std::size_t i = 0; i < n; ++i) ASSERT_EQ(part[i], here[2000 + i]) << n << " " << i;
    ASSERT_EQ(part[n], 42);
  }
}

// The textbook formula has lost every digit where this one keeps its promise.
TEST(Exponent, IsNeededBecauseThePrintedFormulaCancels) {
  const double e = 1e-9;
  const double naive = e / 4 + std::log(2 / (1 + std::sqrt(1 + e)));
  EXPECT_TRUE(certainly(less(Interval(1000, 53), crosscheck::ulp_error(naive, certibound::published_exponent(Rational(e), 80)))));
}

INSTANTIATE_TEST_SUITE_P(Exponents, ExponentKernel,
                         testing::Combine(testing::Values(Exponent{"published_exponent", published_exponent, certibound::published_exponent},
                                                          Exponent{"chernoff_exponent", chernoff_exponent, certibound::chernoff_exponent}),
                                          testing::ValuesIn(supported_targets())),
                         [](const auto& test) { return std::get<0>(test.param).name + ("_" + std::get<1>(test.param)); });

}  // namespace
}  // namespace certibound::kernels
