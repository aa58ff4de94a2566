// Derivatives in rho of any order, of every kind of activation.
#include "activation_checks.hpp"
#include "hermite_series.hpp"

namespace certibound {
namespace {

const char* const kNames[] = {"relu",
                              "leaky(1/5)",
                              "abs",
                              "step",
                              "sign",
                              "erf",
                              "erf(2, 1/3, -1)",
                              "gelu",
                              "sin",
                              "cos(1, 3, -1/4)",
                              "rbf(1/3)",
                              "exp(2, -1/2)",
                              "gaussian",
                              "gaussian(1, 1/10)",
                              "gabor",
                              "relu2",
                              "rectified(5)",
                              "hermite(4)",
                              "polynomial(1, -2, 0, 1/3)",
                              "tanh",
                              "sigmoid",
                              "softplus",
                              "silu",
                              "mish",
                              "softsign",
                              "hardtanh",
                              "relu6",
                              "elu",
                              "selu",
                              "piecewise(x < -1: 0; x <= 1/2: x^2 - exp(x); 2)"};

// Mean value theorem: the difference quotient of the derivative of order k - 1 lies in the one of order k.
TEST(Derivative, EnclosesDifferenceQuotientsOfTheOneBelow) {
  const Rational q1(3, 4), q2(2);
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const int order : {1, 2, 4}) {
      for (const Rational& lo : {Rational(-7, 8), Rational(-1, 16), Rational(1, 2)}) {
        const Rational hi = lo + Rational(1, 32);
        const Interval rise =
            s->derivative(pair(hi, q1, q2, 64), order - 1) - s->derivative(pair(lo, q1, q2, 64), order - 1);
        const GaussianPair wide{Interval(lo, hi, 64), exact(q1, 64), exact(q2, 64)};
        const Interval slope = s->derivative(wide, order);
        EXPECT_TRUE(meets(rise * exact(32), slope)) << where(name, lo, q1, q2) << ", order " << order;
      }
    }
  }
}

// Sharper: Taylor's formula with the remainder enclosed, from one point to another.
TEST(Derivative, TaylorPolynomialMeetsTheDual) {
  const Rational q1(1), q2(1, 2), from(1, 8), step(1, 64);
  for (const char* name : kNames) {
    const auto s = named(name);
    Interval sum(0L, 128), power(1L, 128);
    for (int k = 0; k <= 5; ++k) {
      sum = sum + s->derivative(pair(from, q1, q2), k) * power;
      power = power * exact(step) / exact(k + 1);
    }
    const GaussianPair between{Interval(from, Rational(from + step), 128), exact(q1), exact(q2)};
    sum = sum + s->derivative(between, 6) * power;
    const Interval value = s->dual(pair(from + step, q1, q2));
    EXPECT_TRUE(meets(sum, value)) << name << to_string(sum, 20) << to_string(value, 20);
    EXPECT_TRUE(narrower(sum, -20)) << name << to_string(sum, 20);
  }
}

// At rho = 0 the n-th derivative is n! a_n^2.
TEST(Derivative, AtZeroIsTheHermiteCoefficient) {
  for (const char* name :
       {"relu", "leaky(1/5)", "abs", "step", "sign", "erf", "gelu", "sin", "cos", "exp", "gaussian", "relu2"}) {
    const auto s = named(name);
    const HermiteSeries series = hermite_series(name, 9);
    for (int n = 1; n <= 9; ++n) {
      const auto at = static_cast<std::size_t>(n);
      const Interval constant = pown(Interval::pi(128), series.pi_power) * pown(Interval::e(128), series.e_power);
      const Interval square = exact(series.squares[at]) / constant + exact(series.beside[at]);
      EXPECT_TRUE(meets(s->derivative(pair(0), n), square * exact(series_factorial(n)))) << name << ", order " << n;
    }
  }
}

TEST(Derivative, IsNonnegativeForEqualLawsAtNonnegativeCorrelation) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (int order = 1; order <= 6; ++order) {
      const Interval value = s->derivative(pair(Rational(2, 3), Rational(1, 2), Rational(1, 2)), order);
      EXPECT_GE(value.hi().sign(), 0) << name << ", order " << order;
      EXPECT_TRUE(value.is_bounded()) << name << ", order " << order;
    }
  }
}

struct AtTheEnd {
  const char* name;
  int finite, infinite;  // the last order that is finite at rho = 1, the first that is not
};

TEST(Derivative, IsEmptyWhereItIsInfinite) {
  const AtTheEnd cases[] = {{"step", 0, 1},
                            {"sign", 0, 1},
                            {"relu", 1, 2},
                            {"abs", 1, 2},
                            {"relu2", 2, 3},
                            {"rectified(5)", 5, 6},
                            {"softsign", 2, 3},
                            {"hardtanh", 1, 2},
                            {"elu", 2, 3},
                            {"selu", 1, 2},
                            {"piecewise(x < 1: 0; 1)", 0, 1}};
  for (const AtTheEnd& c : cases) {
    const auto s = named(c.name);
    EXPECT_TRUE(s->derivative(pair(1), c.finite).is_bounded()) << c.name;
    EXPECT_FALSE(s->derivative(pair(1), c.finite).is_empty()) << c.name;
    EXPECT_TRUE(s->derivative(pair(1), c.infinite).is_empty()) << c.name;
    const GaussianPair up_to_one{Interval(Rational(7, 8), Rational(1), 64), exact(1, 64), exact(1, 64)};
    const Interval range = s->derivative(up_to_one, c.infinite);
    EXPECT_TRUE(range.hi().is_infinite()) << c.name << to_string(range, 10);
  }
}

// With unequal variances no corner of X meets one of Y at rho = +-1: the densities there fall to 0 faster than any power.
TEST(Derivative, OfCornersThatDoNotMeetIsZeroAtTheEnds) {
  for (const char* name : {"hardtanh", "piecewise(x < 1: 0; 1)"}) {
    const auto s = named(name);
    const int order = s->derivative(pair(1, 1, 1), 1).is_empty() ? 1 : 2;
    for (const int side : {1, -1}) {
      const Interval end = s->derivative(pair(side, 1, 2), order);
      EXPECT_TRUE(equal(end, exact(0))) << name << to_string(end, 10);
      const Rational near = side - side * power(Rational(2), -9);
      const Interval beside = s->derivative(pair(near, 1, 2), order);
      EXPECT_TRUE(subset(beside, Interval(Rational(-1, 1000), Rational(1, 1000), 64))) << name << to_string(beside, 10);
    }
    EXPECT_TRUE(s->derivative(pair(1, 2, 2), order).is_empty()) << name;
  }
  // A corner at 0 meets itself for all variances.
  EXPECT_FALSE(equal(named("leaky(1/5)")->derivative(pair(1, 1, 2), 2), exact(0)));
}

TEST(Derivative, OfAPolynomialEnds) {
  EXPECT_TRUE(equal(named("hermite(4)")->derivative(pair(Rational(1, 2)), 5), exact(0)));
  EXPECT_TRUE(equal(named("hermite(4)")->derivative(pair(Rational(1, 2)), 4), exact(24)));
  EXPECT_TRUE(equal(named("monomial(3)")->derivative(pair(Rational(1, 2)), 4), exact(0)));
  EXPECT_TRUE(equal(named("identity")->derivative(pair(1), 2), exact(0)));
}

TEST(Derivative, WidthIsAFewUnitsInTheLastPlace) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (int order = 1; order <= 4; ++order) {
      const Interval value = s->derivative(pair(Rational(5, 8), Rational(1, 4), 4, 64), order);
      if (contains_zero(value)) continue;
      EXPECT_GE(correct_bits(value), 54) << name << ", order " << order << ": " << to_string(value, 25);
    }
  }
}

// A derivative of one order is not another's.
TEST(Derivative, OrdersAreToldApart) {
  for (const char* name : {"erf", "gelu", "tanh", "softsign", "elu"}) {
    const auto s = named(name);
    const GaussianPair at = pair(Rational(1, 3), 2, Rational(1, 2));
    for (int order = 0; order < 4; ++order) {
      EXPECT_FALSE(meets(s->derivative(at, order), s->derivative(at, order + 1))) << name << order;
    }
  }
}

}  // namespace
}  // namespace certibound
