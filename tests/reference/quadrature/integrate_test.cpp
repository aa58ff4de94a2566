// Integrals with known values.
#include <certibound/quadrature/integrate.hpp>

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

namespace certibound {
namespace {

TEST(Integral, EnclosesTheExponentialMoment) {
  const auto f = make_integrand([](const auto& x) { return exp(x) * abs(x - constant(Rational(1, 3), x)); });
  const Integral got = integral(f, Interval(0, 128), Interval(1, 128));
  std::cout << to_string(got.arb, 30) << to_string(got.own, 30) << got.note << "\n";
  EXPECT_TRUE(got.confirmed);
}

}  // namespace
}  // namespace certibound
