// Duals against each other, against Hermite series with rational coefficients (rigorous), at the ends (exact), and
// against a quadrature in doubles (a sanity check of the closed forms, no more).
#include <certibound/dual_activation/relu.hpp>

#include "activation_checks.hpp"
#include "gaussian_quadrature.hpp"
#include "hermite_series.hpp"

#include <set>

namespace certibound {
namespace {

const char* const kNames[] = {"relu",
                              "leaky(1/5)",
                              "leaky(-1/3)",
                              "abs",
                              "identity",
                              "step",
                              "sign",
                              "erf",
                              "gelu",
                              "sin",
                              "cos",
                              "exp",
                              "gaussian",
                              "relu2",
                              "hermite(0)",
                              "hermite(1)",
                              "hermite(4)",
                              "hermite(7)",
                              "abrelu(-1/2, 2)",
                              "rectified(0)",
                              "rectified(1)",
                              "rectified(3)",
                              "rectified(10)",
                              "erf(2, 1/3, -1)",
                              "sigmoid_like",
                              "sin(2, 1/2, 1)",
                              "cos(1, 3, -1/4)",
                              "rbf(1/3)",
                              "exp(2, -1/2)",
                              "gaussian(3, -1/5)",
                              "gaussian(1, 1/10)",
                              "gabor",
                              "monomial(0)",
                              "monomial(1)",
                              "monomial(5)",
                              "polynomial(1, -2, 0, 1/3)"};

const Rational kCorrelations[] = {{-1},      {-99, 100}, {-1, 2}, {-1, 10},    {0},
                                  {1, 1000}, {1, 3},     {4, 5},  {999, 1000}, {1}};

TEST(Activation, AgreesWithQuadrature) {
  const std::pair<Rational, Rational> variances[] = {{1, 1}, {Rational(1, 4), Rational(9, 4)}, {Rational(1, 3), 2}};
  for (const char* name : kNames) {
    const auto s = named(name);
    const PlainActivation plain = plain_activation(name);
    for (const auto& [q1, q2] : variances) {
      for (const Rational& rho : kCorrelations) {
        const GaussianPair at = pair(rho, q1, q2);
        const auto [dual, tangent, size] = quadrature(plain, to_double(rho), to_double(q1), to_double(q2));
        EXPECT_NEAR(middle(s->dual(at)), dual, 1e-11 * size) << where(name, rho, q1, q2);
        EXPECT_NEAR(middle(s->tangent(at)), tangent, 1e-11 * size) << where(name, rho, q1, q2);
      }
    }
  }
}

// sum_{n <= N} a_n^2 rho^n is a lower bound at rho >= 0, and what is left is at most (E s^2 - sum a_n^2) |rho|^(N+1).
TEST(Activation, EnclosesItsHermiteSeries) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const int terms : {3, 12, 60}) {
      const HermiteSeries series = hermite_series(name, terms);
      if (series.squares.empty()) continue;
      const Interval all = series_sum(series, exact(1)), square = s->second_moment(exact(1));
      const Interval rest = max(square - all, exact(0));
      EXPECT_FALSE(certainly(less(square, all))) << name << ": coefficients exceed the second moment";
      for (const Rational& rho : kCorrelations) {
        const Interval partial = series_sum(series, exact(rho)), value = s->dual(pair(rho));
        const Interval remainder = Interval(Rational(-1), Rational(1), 128) * rest * pown(abs(exact(rho)), terms + 1);
        EXPECT_TRUE(meets(value, partial + remainder)) << where(name, rho) << ", terms " << terms;
        if (rho >= 0) {
          EXPECT_FALSE(certainly(less(value, partial))) << where(name, rho) << ", terms " << terms;
        }
      }
    }
  }
}

TEST(Activation, EndsAreExact) {
  struct Case {
    const char* name;
    Rational below, zero, above;  // rho = -1, 0, 1
  };
  const Case cases[] = {
      {"leaky(1/4)", Rational(-1, 4), -1, Rational(17, 32)}, {"abs", 1, -1, 1},        {"identity", -1, 0, 1},
      {"step", 0, Rational(1, 4), Rational(1, 2)},           {"sign", -1, 0, 1},       {"relu", 0, -1, Rational(1, 2)},
      {"relu2", 0, Rational(1, 4), Rational(3, 2)},          {"hermite(3)", -1, 0, 1}, {"hermite(4)", 1, 0, 1}};
  for (const Case& c : cases) {
    const auto s = named(c.name);
    EXPECT_TRUE(equal(s->dual(pair(-1)), exact(c.below))) << c.name << to_string(s->dual(pair(-1)), 20);
    EXPECT_TRUE(equal(s->dual(pair(1)), exact(c.above))) << c.name << to_string(s->dual(pair(1)), 20);
    if (c.zero >= 0) {
      EXPECT_TRUE(equal(s->dual(pair(0)), exact(c.zero))) << c.name;
    }
    EXPECT_TRUE(equal(s->normalised(pair(1)), exact(1))) << c.name;
  }
  for (const char* odd : {"erf", "sin"}) EXPECT_TRUE(equal(named(odd)->dual(pair(0)), exact(0))) << odd;
  EXPECT_TRUE(equal(named("gelu")->tangent(pair(0)), exact(Rational(1, 4))) ||
              contains(named("gelu")->tangent(pair(0)), Rational(1, 4)));
  // E exp(-2 X^2) = 1/sqrt(5), E[exp(-X^2)]^2 = 1/3.
  EXPECT_TRUE(meets(named("gaussian")->dual(pair(1)), reciprocal(sqrt(exact(5)))));
  EXPECT_TRUE(contains(named("gaussian")->dual(pair(0)), Rational(1, 3)));
}

TEST(Activation, VarianceZeroIsTheFunctionAtZero) {
  const std::pair<const char*, Rational> at_zero[] = {
      {"relu", 0},  {"leaky(1/5)", 0}, {"abs", 0},        {"identity", 0},
      {"step", 0},  {"sign", 0},       {"erf", 0},        {"gelu", 0},
      {"sin", 0},   {"cos", 1},        {"exp", 1},        {"gaussian", 1},
      {"relu2", 0}, {"hermite(0)", 1}, {"hermite(1)", 0}, {"hermite(2)", Rational(1, 2)}};
  for (const auto& [name, square] : at_zero) {
    const auto s = named(name);
    for (const Rational& rho : kCorrelations) {
      EXPECT_TRUE(equal(s->dual(pair(rho, 0, 0)), exact(square))) << where(name, rho, 0, 0);
      EXPECT_TRUE(equal(s->derivative(pair(rho, 0, 2)), exact(0))) << where(name, rho, 0, 2);
    }
    EXPECT_TRUE(equal(s->second_moment(exact(0)), exact(square))) << name;
    EXPECT_EQ(s->normalised(pair(Rational(1, 2), 0, 0)).is_empty(), square == 0) << name;
  }
  for (const char* kinked : {"relu", "abs", "step", "sign"}) {
    EXPECT_TRUE(named(kinked)->tangent(pair(0, 0, 1)).is_empty()) << kinked;
  }
}

TEST(Activation, OutsideTheDomainIsEmpty) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const GaussianPair& at : {pair(2), pair(0, -1, 1), pair(0, 1, -1), GaussianPair(Interval::empty(64))}) {
      EXPECT_TRUE(s->dual(at).is_empty() && s->derivative(at).is_empty() && s->tangent(at).is_empty()) << name;
      EXPECT_TRUE(s->normalised(at).is_empty()) << name;
    }
    const GaussianPair everything(Interval::entire(64), Interval::entire(64), Interval::entire(64));
    EXPECT_FALSE(s->dual(everything).is_empty() || s->derivative(everything).is_empty()) << name;
  }
}

TEST(Activation, IsSymmetricAndHasTheParityOfTheFunction) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const Rational& rho : kCorrelations) {
      const Rational q1(2, 3), q2(7, 2);
      EXPECT_TRUE(meets(s->dual(pair(rho, q1, q2)), s->dual(pair(rho, q2, q1)))) << where(name, rho, q1, q2);
    }
  }
  for (const char* odd : {"identity", "sign", "erf", "sin", "hermite(7)"}) {
    EXPECT_TRUE(meets(named(odd)->dual(pair(Rational(1, 3))), -named(odd)->dual(pair(Rational(-1, 3))))) << odd;
  }
  for (const char* even : {"abs", "cos", "gaussian", "hermite(4)"}) {
    EXPECT_TRUE(meets(named(even)->dual(pair(Rational(1, 3))), named(even)->dual(pair(Rational(-1, 3))))) << even;
  }
}

TEST(Activation, WideCorrelationEnclosesItsPoints) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const Precision bits : {24L, 128L}) {
      for (int i = -8; i < 8; i += 2) {
        for (const int length : {1, 3, 16}) {
          const Rational lo(i, 8), hi(std::min(i + length, 8), 8), q1(1, 2), q2(5, 3);
          const GaussianPair wide{Interval(lo, hi, bits), exact(q1, bits), exact(q2, bits)};
          const Interval dual = s->dual(wide), derivative = s->derivative(wide), tangent = s->tangent(wide);
          const Interval normalised = s->normalised(wide);
          for (int k = 0; k <= 4; ++k) {
            const Rational rho = lo + (hi - lo) * k / 4;
            const GaussianPair at = pair(rho, q1, q2, 200);
            ASSERT_TRUE(meets(dual, s->dual(at))) << where(name, rho, q1, q2);
            ASSERT_TRUE(meets(normalised, s->normalised(at))) << where(name, rho, q1, q2);
            ASSERT_TRUE(meets(tangent, s->tangent(at))) << where(name, rho, q1, q2);
            const Interval slope = s->derivative(at);
            if (!slope.is_empty()) {
              ASSERT_TRUE(meets(derivative, slope)) << where(name, rho, q1, q2);
            }
          }
        }
      }
    }
  }
}

TEST(Activation, WideVarianceEnclosesItsPoints) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const Rational& low : {Rational(0), Rational(1, 2)}) {
      const GaussianPair wide{exact(Rational(-2, 5)), Interval(low, Rational(2), 128), Interval(low, Rational(3), 128)};
      const Interval dual = s->dual(wide), derivative = s->derivative(wide);
      for (int k = 0; k <= 5; ++k) {
        const GaussianPair at = pair(Rational(-2, 5), low + (2 - low) * k / 5, low + (3 - low) * k / 5);
        EXPECT_TRUE(meets(dual, s->dual(at)) && meets(derivative, s->derivative(at))) << name << ", step " << k;
      }
    }
  }
}

// For the mean value theorem: (f(b) - f(a))/(b - a) lies in the derivative over [a, b].
TEST(Activation, DerivativeEnclosesDifferenceQuotients) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (int i = -16; i < 16; ++i) {
      const Rational lo(i, 16), hi(i + 1, 16), q1(3, 4), q2(2);
      const Interval rise = s->dual(pair(hi, q1, q2)) - s->dual(pair(lo, q1, q2));
      const GaussianPair wide{Interval(lo, hi, 128), exact(q1), exact(q2)};
      EXPECT_TRUE(meets(rise * exact(16), s->derivative(wide))) << where(name, lo, q1, q2);
    }
    if (s->has_jump()) continue;  // the tangent does not see it
    for (const Rational& rho : kCorrelations) {
      const GaussianPair at = pair(rho, Rational(3, 4), 2);
      EXPECT_TRUE(meets(s->derivative(at), sqrt(exact(Rational(3, 2))) * s->tangent(at))) << where(name, rho);
    }
  }
}

TEST(Activation, DerivativeOfAJumpIsInfiniteAtTheEnds) {
  for (const char* name : {"step", "sign"}) {
    for (const int end : {-1, 1}) EXPECT_TRUE(named(name)->derivative(pair(end)).is_empty()) << name;
    EXPECT_TRUE(equal(named(name)->tangent(pair(Rational(1, 2))), exact(0))) << name;
    EXPECT_FALSE(named(name)->lipschitz(64).has_value()) << name;
  }
}

TEST(Activation, IncreasesAndIsConvexAtNonnegativeCorrelation) {
  for (const char* name : kNames) {
    const auto s = named(name);
    Interval last = s->dual(pair(0)), slope = s->derivative(pair(0));
    for (int i = 1; i < 32; ++i) {
      const Interval next = s->dual(pair(Rational(i, 32))), next_slope = s->derivative(pair(Rational(i, 32)));
      EXPECT_FALSE(certainly(less(next, last)) || certainly(less(next_slope, slope))) << name << " " << i;
      last = next;
      slope = next_slope;
    }
  }
}

TEST(Activation, WidthIsAFewUnitsInTheLastPlace) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const Precision bits : {53L, 128L, 1000L}) {
      for (const Rational& rho : {Rational(-3, 4), Rational(-1, 1024), Rational(1, 1024), Rational(7, 8)}) {
        const GaussianPair at = pair(rho, Rational(1, 4), 4, bits);
        EXPECT_GE(correct_bits(s->dual(at)), bits - 3) << where(name, rho) << " at " << bits;
        EXPECT_GE(correct_bits(s->tangent(at)), bits - 3) << where(name, rho) << " at " << bits;
      }
    }
  }
  for (const char* name : {"relu", "relu2", "step"}) {  // next to -1 as well
    const Rational rho = Rational(-1) + power(Rational(2), -100);
    EXPECT_GE(correct_bits(named(name)->dual(pair(rho))), 124) << name;
  }
}

// e^(-S/2) sinh c leaves the exponent range where the dual, (1 - e^(-2q))/2 at rho = 1, does not.
TEST(Activation, LargeVariancesDoNotOverflow) {
  for (const char* name : {"sin", "cos"}) {
    const Interval square = named(name)->second_moment(exact(power(Rational(2), 40)));
    EXPECT_GE(correct_bits(square), 120) << name;
    EXPECT_TRUE(contains(square, Rational(1, 2))) << name;
  }
}

TEST(Activation, TwoNamesOfOneFunctionAgree) {
  for (const Rational& rho : kCorrelations) {
    const GaussianPair at = pair(rho, Rational(1, 4), 2);
    EXPECT_TRUE(meets(named("leaky(0)")->dual(at), named("relu")->dual(at)));
    EXPECT_TRUE(meets(named("leaky(-1)")->dual(at), named("abs")->dual(at)));
    EXPECT_TRUE(meets(named("leaky(1)")->dual(at), named("hermite(1)")->dual(at)));
    EXPECT_TRUE(meets(named("relu")->normalised(at), rhat(exact(rho))));
    const Interval scaled = exact(4) * sqrt(exact(Rational(1, 2))) * named("relu")->dual(at);
    EXPECT_TRUE(meets(named("relu2")->derivative(at), scaled));
  }
}

TEST(Activation, NamesAreReadExactly) {
  EXPECT_EQ(named("leaky(0.2)")->name(), "leaky(1/5)");
  EXPECT_TRUE(equal(*named("leaky(-3)")->lipschitz(64), exact(3, 64)));
  EXPECT_TRUE(contains(*named("erf")->lipschitz(64), to_rational(mid(exact(2, 64) / sqrt(Interval::pi(64))))));
  EXPECT_EQ(named(" erf( 2 ,0.5 ) ")->name(), "erf(2, 1/2)");
  for (const char* wrong : {"leaky", "leaky()", "leaky(x)", "leaky(1/0)", "hermite", "hermite(-1)", "hermite(1/2)",
                            "hermite(1001)", "relu(1)", "relu()", "erf(1, 2, 3, 4)", "erf(1,)", "rectified(51)",
                            "rbf(-1)", "polynomial", "polynomial()", "monomial(201)", "abrelu(1)"}) {
    EXPECT_EQ(find_activation(wrong).kind, NameKind::bad_parameter) << wrong;
    EXPECT_FALSE(find_activation(wrong).wanted.empty()) << wrong;
  }
  for (const char* wrong : {"", "(", ")", "Relu", "relu(", "leaky(1/5"}) {
    EXPECT_EQ(find_activation(wrong).kind, NameKind::unknown) << wrong;
  }
}

TEST(Activation, EveryTitleIsKnown) {
  std::set<std::string> words;
  for (const ActivationTitle& title : activation_titles()) {
    EXPECT_TRUE(words.insert(title.name).second) << title.name;
    EXPECT_FALSE(title.meaning.empty()) << title.name;
    const NameKind kind = find_activation(title.name).kind;  // "leaky(A)" is a known word with a parameter that is none
    EXPECT_EQ(kind == NameKind::known, title.name.find('(') == std::string::npos) << title.name;
    EXPECT_NE(kind, NameKind::unknown) << title.name;
  }
}

}  // namespace
}  // namespace certibound
