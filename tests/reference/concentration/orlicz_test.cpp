// Orlicz norms: closed forms, homogeneity, the triangle inequality, what is infinite or means nothing.
#include "support.hpp"

namespace certibound::test {
namespace {

constexpr Precision kBits[] = {24, 53, 128, 300};

void expect_norm(const Variable& x, Orlicz psi, const Interval& exact) {
  for (const Precision bits : kBits) {
    const Interval value = orlicz_norm(x, psi, bits);
    EXPECT_FALSE(disjoint(exact, value)) << x.name << " " << bits << ": " << show(value) << " is not " << show(exact);
    EXPECT_LE(relative_exponent(value) + bits, 4) << x.name << " " << bits << ": " << show(value);
  }
}

Interval log_two() { return log(Interval(2, 400)); }

TEST(OrliczNorm, OfAConstant) {
  expect_norm(constant_variable(3), Orlicz::psi2, rational("3") / sqrt(log_two()));
  expect_norm(constant_variable(Rational(-1, 7)), Orlicz::psi2, rational("1/7") / sqrt(log_two()));
  expect_norm(constant_variable(3), Orlicz::psi1, rational("3") / log_two());
  expect_norm(*two_values(1, -1, Rational(1, 2)), Orlicz::psi2, reciprocal(sqrt(log_two())));
  expect_norm(constant_variable(power(Rational(10), -200)), Orlicz::psi1, rational("1e-200") / log_two());
}

TEST(OrliczNorm, OfACoin) {
  // p (exp(1/t) - 1) = 1
  const Interval log_of = log(rational("8"));
  expect_norm(*two_values(1, 0, Rational(1, 7)), Orlicz::psi1, reciprocal(log_of));
  expect_norm(*two_values(1, 0, Rational(1, 7)), Orlicz::psi2, reciprocal(sqrt(log_of)));
}

TEST(OrliczNorm, OfExponentialAndChiSquare) {
  expect_norm(*exponential(Rational(5, 3)), Orlicz::psi1, rational("10/3"));
  expect_norm(*chi_square(1), Orlicz::psi1, rational("8/3"));
  // (1 - 2/t)^(-k/2) = 2
  expect_norm(*chi_square(2), Orlicz::psi1, rational("4"));
  expect_norm(*chi_square(7), Orlicz::psi1, rational("2") / (rational("1") - exp(-rational("2/7") * log_two())));
}

TEST(OrliczNorm, OfNormalsAndRelu) {
  expect_norm(normal(1), Orlicz::psi2, sqrt(rational("8/3")));
  expect_norm(normal(Rational(-9, 10)), Orlicz::psi2, rational("9/10") * sqrt(rational("8/3")));
  expect_norm(piecewise_linear(1, -1), Orlicz::psi2, sqrt(rational("8/3")));
  expect_norm(relu(), Orlicz::psi2, rational("3/2"));
  expect_norm(relu_square(), Orlicz::psi1, rational("9/4"));
}

// E exp(a X^2) is still below 2 at a = 1/2, the last rate where it is finite.
TEST(OrliczNorm, OfCentredReluIsRootTwo) {
  expect_norm(relu(kCentred), Orlicz::psi2, sqrt(rational("2")));
  // the same where the critical rate 1/18 is not a binary fraction
  expect_norm(piecewise_linear(3, 0, kCentred), Orlicz::psi2, rational("3") * sqrt(rational("2")));
}

TEST(OrliczNorm, OfProducts) {
  // rho = 1: squares; rho = 0: E exp(a |Z Z'|) = (2/pi)(pi/2 + asin a)/sqrt(1 - a^2)
  expect_norm(*normal_product(1), Orlicz::psi1, rational("8/3"));
  expect_norm(*normal_product(-1), Orlicz::psi1, rational("8/3"));
  expect_norm(*relu_product(1), Orlicz::psi1, rational("9/4"));
  const Interval a = reciprocal(orlicz_norm(*normal_product(0), Orlicz::psi1, 128)), one(1, 128);
  const Interval moment = (one + Interval(2, 128) * asin(a) / Interval::pi(128)) / sqrt(one - sqr(a));
  EXPECT_TRUE(contains(moment, Rational(2))) << show(moment);
  EXPECT_LE(relative_exponent(moment), -115);
}

// rho = 1: centred squares, by their own closed forms; beside it by the triangle inequality.
TEST(OrliczNorm, OfCentredProducts) {
  const auto norm = [](const Variable& x) { return orlicz_norm(x, Orlicz::psi1, 30); };
  const Interval square = norm(*chi_square(1, kCentred)), of_relu = norm(relu_square(kCentred));
  EXPECT_FALSE(disjoint(norm(*normal_product(1, kCentred)), square));
  EXPECT_FALSE(disjoint(norm(*normal_product(-1, kCentred)), square));
  EXPECT_FALSE(disjoint(norm(*relu_product(1, kCentred)), of_relu));
  for (const char* text : {"-4/5", "-1/10", "1/2", "99/100"}) {
    const Rational rho = *parse_rational(text);
    for (const bool relus : {false, true}) {
      const Variable x = relus ? *relu_product(rho) : *normal_product(rho);
      const Variable centred = relus ? *relu_product(rho, kCentred) : *normal_product(rho, kCentred);
      const Interval value = norm(centred), shift = abs(x.mean(60)) / log_two(), plain = norm(x);
      EXPECT_LE(relative_exponent(value), -24) << centred.name << ": " << show(value);
      EXPECT_TRUE(certainly(less(value, plain + shift))) << centred.name << ": " << show(value);
      EXPECT_TRUE(certainly(less(plain, value + shift))) << centred.name << ": " << show(value);
    }
  }
}

// At the ends of the enclosure the definition holds on one side and fails on the other, by the box of both.
TEST(OrliczNorm, MakesTheMomentTwo) {
  for (const Variable& x : closed_variables()) {
    const Interval norm = orlicz_norm(x, Orlicz::psi1, 80);
    ASSERT_LE(relative_exponent(norm), -76) << x.name << ": " << show(norm);
    const Expectation moment = x.absolute(Orlicz::psi1, reciprocal(norm.at_precision(200)));
    EXPECT_TRUE(contains(moment.value, Rational(2))) << x.name << ": " << show(moment.value);
    EXPECT_LE(relative_exponent(moment.value), -60) << x.name;
  }
}

TEST(OrliczNorm, OfAllPrecisionsOverlap) {
  for (const Variable& x : closed_variables()) {
    for (const Orlicz psi : {Orlicz::psi1, Orlicz::psi2}) {
      const Interval fine = orlicz_norm(x, psi, 200);
      for (const Precision bits : {24L, 53L, 100L}) {
        const Interval rough = orlicz_norm(x, psi, bits);
        EXPECT_EQ(fine.is_empty(), rough.is_empty()) << x.name;
        EXPECT_TRUE(fine.is_empty() || !disjoint(fine, rough)) << x.name << " " << bits;
        EXPECT_TRUE(fine.is_empty() || relative_exponent(rough) <= 4 - bits) << x.name << " " << bits << show(rough);
      }
    }
  }
}

// |s X| = s |X|, |X - E X| <= |X| + |E X|/log 2^(1/p), |X Y|_1 <= |X|_2 |Y|_2, |X^2|_1 = |X|_2^2.
TEST(OrliczNorm, IsANorm) {
  const auto psi2 = [](const Variable& x) { return orlicz_norm(x, Orlicz::psi2, 100); };
  const auto psi1 = [](const Variable& x) { return orlicz_norm(x, Orlicz::psi1, 100); };
  const Interval leaky = psi2(piecewise_linear(1, Rational(1, 10), kCentred));
  EXPECT_FALSE(disjoint(psi2(piecewise_linear(7, Rational(7, 10), kCentred)), Interval(7, 100) * leaky));
  for (const Orlicz psi : {Orlicz::psi1, Orlicz::psi2}) {
    const Interval mean = abs(relu().mean(100));
    const Interval of_mean = mean / (psi == Orlicz::psi1 ? log_two() : sqrt(log_two()));
    EXPECT_TRUE(certainly(less(orlicz_norm(relu(kCentred), psi, 100), orlicz_norm(relu(), psi, 100) + of_mean)));
  }
  EXPECT_FALSE(disjoint(psi1(*chi_square(1)), sqr(psi2(normal(1)))));
  EXPECT_FALSE(disjoint(psi1(relu_square()), sqr(psi2(relu()))));
  for (const char* rho : {"-9/10", "-1/2", "0", "1/2", "9/10"}) {
    EXPECT_TRUE(certainly(less(psi1(*normal_product(*parse_rational(rho))), sqr(psi2(normal(1)))))) << rho;
    EXPECT_TRUE(certainly(less(psi1(*relu_product(*parse_rational(rho))), sqr(psi2(relu()))))) << rho;
  }
}

TEST(OrliczNorm, OfZeroIsZeroAndOfWhatIsNotSubGaussianIsEmpty) {
  EXPECT_TRUE(orlicz_norm(constant_variable(0), Orlicz::psi2, 53).is_point());
  EXPECT_TRUE(contains_zero(orlicz_norm(*relu_product(-1), Orlicz::psi1, 53)));
  for (const Variable& x : {*exponential(1), *chi_square(3), relu_square(), *normal_product(0)}) {
    EXPECT_TRUE(orlicz_norm(x, Orlicz::psi2, 53).is_empty()) << x.name;
  }
}

TEST(OrliczNorm, OfTheMaximumOfOneIsThatOfANormal) {
  const Interval value = orlicz_norm(*maximum_of_normals(1, kCentred), Orlicz::psi2, 30);
  EXPECT_FALSE(disjoint(value, sqrt(rational("8/3")))) << show(value);
  EXPECT_LE(relative_exponent(value), -26) << show(value);
}

TEST(OrliczNorm, OfTheMaximumOfTwoIsThatOfANormal) {
  // max^2 and min^2 of two normals have the same law, and E f(max) + E f(min) = 2 E f(Z)
  const Interval value = orlicz_norm(*maximum_of_normals(2, kPlain), Orlicz::psi2, 30);
  EXPECT_FALSE(disjoint(value, sqrt(rational("8/3")))) << show(value);
  EXPECT_LE(relative_exponent(value), -26) << show(value);
}

TEST(OrliczNorm, OfTheMaximumGrowsWithTheNumber) {
  Interval last = orlicz_norm(*maximum_of_normals(2, kPlain), Orlicz::psi2, 30);
  for (const std::int64_t n : {3L, 10L, 1000000L, 1000000000000L}) {
    const Interval next = orlicz_norm(*maximum_of_normals(n, kPlain), Orlicz::psi2, 30);
    EXPECT_TRUE(strictly_precedes(last, next)) << n << ": " << show(next);
    EXPECT_LE(relative_exponent(next), -26) << n << ": " << show(next);
    last = next;
  }
}

// E exp((M - E M)^2/2) is at most 2, and for every greater rate it is infinite.
TEST(OrliczNorm, OfTheCentredMaximumIsRootTwo) {
  for (const std::int64_t n : {2L, 3L, 1000L, 1000000000000L}) {
    const Interval value = orlicz_norm(*maximum_of_normals(n, kCentred), Orlicz::psi2, 30);
    EXPECT_FALSE(disjoint(value, sqrt(rational("2")))) << n << ": " << show(value);
    EXPECT_LE(relative_exponent(value), -26) << n << ": " << show(value);
    EXPECT_TRUE(certainly(less(value, sqrt(rational("8/3"))))) << n << ": " << show(value);
  }
}

TEST(OrliczNorm, OfAVariableWithoutMomentsIsNotKnown) {
  EXPECT_FALSE(orlicz_norm(Variable{}, Orlicz::psi1, 53).is_bounded());
  EXPECT_FALSE(orlicz_norm(*maximum_of_normals(3, kCentred), Orlicz::psi1, 30).is_bounded());
  std::string why;
  EXPECT_TRUE(cramer_exponent(Variable{}, 1, Side::upper, 53, &why).is_empty() && !why.empty());
}

TEST(OrliczNorm, RefusesWhatMeansNothing) {
  const auto refused = [](const auto& made, const std::string& why) { return !made && !why.empty(); };
  std::string why;
  EXPECT_TRUE(refused(two_values(1, 0, Rational(-1, 10), &why), why));
  EXPECT_TRUE(refused(two_values(1, 0, Rational(11, 10), &why), why));
  EXPECT_TRUE(refused(exponential(0, &why), why));
  EXPECT_TRUE(refused(chi_square(0, kPlain, &why), why));
  EXPECT_TRUE(refused(normal_product(Rational(-3, 2), kPlain, &why), why));
  EXPECT_TRUE(refused(relu_product(2, kPlain, &why), why));
  EXPECT_TRUE(refused(maximum_of_normals(0, kPlain, &why), why));
  EXPECT_TRUE(refused(maximum_of_normals(kMostMaximum + 1, kPlain, &why), why));
}

}  // namespace
}  // namespace certibound::test
