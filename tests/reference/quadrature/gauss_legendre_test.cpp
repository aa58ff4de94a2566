// The rule of n points is exact up to degree 2n - 1, and at x^(2n), whose derivative of order 2n over (2n)! is 1, its error
// is the error term.
#include "gauss_legendre.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

Interval applied(const detail::GaussRule& rule, long degree, Precision bits) {
  Interval sum(0, bits);
  for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
    const bool middle = rule.has_middle && i + 1 == rule.nodes.size();
    Interval value = pown(rule.nodes[i], degree);
    if (!middle) value = value + pown(-rule.nodes[i], degree);
    sum = sum + rule.weights[i] * value;
  }
  return sum;
}

TEST(GaussRule, EnclosesThePowersItIsExactFor) {
  for (const Precision bits : {53, 128, 333}) {
    for (const long n : {1, 2, 3, 4, 5, 7, 12, 20, 33, 64, 128}) {
      const auto rule = detail::gauss_rule(n, bits);
      ASSERT_EQ(rule->nodes.size(), static_cast<std::size_t>((n + 1) / 2));
      for (const long degree : {0L, 1L, 2L, n, n + 1, 2 * n - 2, 2 * n - 1}) {
        const Interval found = applied(*rule, degree, bits);
        const Rational exact = degree % 2 == 0 ? Rational(2, degree + 1) : Rational(0);
        EXPECT_EQ(contains(found, exact), degree < 2 * n || degree % 2 != 0) << n << " points, degree " << degree;
        const Float width = wid(found);
        EXPECT_LT(mpfr_get_d(width.get(), MPFR_RNDU), std::ldexp(static_cast<double>(4 * n + 16), static_cast<int>(-bits)))
            << n << " points, degree " << degree;
      }
      const Interval corrected = applied(*rule, 2 * n, bits) + rule->error;
      EXPECT_TRUE(contains(corrected, Rational(2, 2 * n + 1))) << n << " points";
      EXPECT_FALSE(bits > 4 * n && contains(applied(*rule, 2 * n, bits), Rational(2, 2 * n + 1))) << n << " points";
    }
  }
}

}  // namespace
}  // namespace certibound::test
