// Tail bounds: values by hand, orders among them, exact tails below them, what is refused.
#include "support.hpp"

#include <certibound/norm_law/exponent.hpp>
#include <certibound/width/laws.hpp>

namespace certibound::test {
namespace {

TEST(Bernstein, ValuesByHand) {
  // u = 1: 2 exp(-16/4); u = 2, E = 1; u = 3, E = 2
  EXPECT_FALSE(disjoint(bernstein_tail(2, 2, 16, 100), rational("2") * exp(rational("-4"))));
  EXPECT_FALSE(disjoint(bernstein_tail(1, 2, 5, 100), rational("2") * exp(rational("-5"))));
  EXPECT_FALSE(disjoint(bernstein_tail(1, 3, 5, 100), rational("2") * exp(rational("-10"))));
  EXPECT_TRUE(contains(bernstein_tail(1, 0, 5, 100), Rational(1)));  // cut off at 1
  EXPECT_FALSE(
      disjoint(stated_bernstein_tail(Rational(1, 4), 1, Rational(1, 2), 64, 100), rational("2") * exp(rational("-4"))));
  EXPECT_FALSE(disjoint(stated_bernstein_tail(Rational(1, 4), 1, 4, 8, 100), rational("2") * exp(rational("-8"))));
  // h1(4) = 5 - 3
  EXPECT_TRUE(contains(sub_gamma_exponent(1, 1, 4, 100), Rational(2)));
  EXPECT_TRUE(contains(sub_gamma_exponent(3, 0, 6, 100), Rational(6)));
  EXPECT_FALSE(disjoint(bounded_bernstein_tail(2, 3, 4, 100), exp(rational("-4/3"))));
  EXPECT_FALSE(disjoint(hoeffding_tail(8, 2, 100), exp(rational("-1"))));
}

TEST(Bernstein, ProvenExponentIsAtLeastTheStatedOneForAQuarter) {
  for (long k = 0; k <= 400; ++k) {
    const Rational u(k, 50), least = u < 1 ? Rational(u * u) : u;
    const Interval exponent = sub_exponential_exponent(Interval(u, 80));
    EXPECT_TRUE(possibly(less_equal(Interval(Rational(least / 4), 80), exponent))) << to_string(u);
    // it is the supremum: no l in [0, 1] gives more
    for (long l = 0; l <= 10; ++l) {
      const Rational value = Rational(l, 10) * (u - Rational(l, 10));
      EXPECT_TRUE(possibly(less_equal(Interval(value, 80), exponent))) << to_string(u) << " " << l;
    }
  }
}

TEST(Bernstein, ExponentOfABox) {
  const Interval box = sub_exponential_exponent(Interval(Rational(1), Rational(3), 64));
  EXPECT_TRUE(contains(box, Rational(1, 4)) && contains(box, Rational(1)) && contains(box, Rational(2)));
  EXPECT_TRUE(sub_exponential_exponent(Interval(Rational(-3), Rational(-1), 64)).is_empty());
  EXPECT_TRUE(contains(sub_exponential_exponent(Interval(Rational(-3), Rational(2), 64)), Rational(0)));
  EXPECT_FALSE(sub_exponential_exponent(Interval::entire(64)).is_bounded());
}

// The bound with the exact norm against the exact tail: Z^2 - 1, whose mean of N is chi^2_N/N - 1.
TEST(Bernstein, BoundsTheExactTailOfChiSquare) {
  const Interval norm = orlicz_norm(*chi_square(1, kCentred), Orlicz::psi1, 80);
  const Rational above = to_rational(norm.hi());
  for (const long n : {1L, 10L, 100L, 1000L}) {
    for (const char* text : {"1/10", "1/2", "9/10", "2"}) {
      const Rational t = *parse_rational(text);
      const Interval up = chi2_mean_law().upper(n, t, 64);
      const Interval down = t < 1 ? chi2_mean_law().lower(n, t, 64) : Interval(0, 64);
      EXPECT_TRUE(certainly(less(up + down, bernstein_tail(above, t, n, 64)))) << n << " " << text;
      EXPECT_TRUE(certainly(less(up, chernoff_tail(*chi_square(1, kCentred), t, Side::upper, n, 64)))) << n << text;
      // log E exp(l (Z^2 - 1)) <= l^2/(1 - 2l): sub-gamma with v = 2, b = 2 for one
      const Interval gamma = exp(-Interval(Rational(n), 64) * sub_gamma_exponent(2, 2, t, 64));
      EXPECT_TRUE(certainly(less(up, gamma))) << n << " " << text;
    }
  }
}

TEST(Bernstein, OrdersOfTheTextbook) {
  for (const char* text : {"1/100", "1", "10", "1000"}) {
    const Rational t = *parse_rational(text);
    // h >= t^2/(2 (v + b t)); bounded: smaller for a smaller range; Hoeffding by itself
    const Interval plain(Rational(t * t / (2 * (3 + 2 * t))), 80);
    EXPECT_TRUE(certainly(less(plain, sub_gamma_exponent(3, 2, t, 80)))) << text;
    EXPECT_TRUE(certainly(less(bounded_bernstein_tail(3, 1, t, 80), bounded_bernstein_tail(3, 2, t, 80)))) << text;
    EXPECT_TRUE(certainly(less(hoeffding_tail(7, t, 80), hoeffding_tail(8, t, 80)))) << text;
  }
}

TEST(Bernstein, RefusesWhatIsOutsideTheHypotheses) {
  std::string why;
  const auto refused = [&why](const Interval& value) {
    const bool answer = value.is_empty() && !why.empty();
    why.clear();
    return answer;
  };
  EXPECT_TRUE(refused(bernstein_tail(0, 1, 1, 53, &why)));
  EXPECT_TRUE(refused(bernstein_tail(-2, 1, 1, 53, &why)));
  EXPECT_TRUE(refused(bernstein_tail(1, Rational(-1, 9), 1, 53, &why)));
  EXPECT_TRUE(refused(bernstein_tail(1, 1, 0, 53, &why)));
  EXPECT_TRUE(refused(stated_bernstein_tail(0, 1, 1, 1, 53, &why)));
  EXPECT_TRUE(refused(stated_bernstein_tail(1, -1, 1, 1, 53, &why)));
  EXPECT_TRUE(refused(sub_gamma_exponent(0, 1, 1, 53, &why)));
  EXPECT_TRUE(refused(sub_gamma_exponent(1, -1, 1, 53, &why)));
  EXPECT_TRUE(refused(bounded_bernstein_tail(1, 1, -1, 53, &why)));
  EXPECT_TRUE(refused(hoeffding_tail(0, 1, 53, &why)));
  EXPECT_TRUE(refused(chernoff_tail(relu(), 1, Side::upper, 0, 53, &why)));
  EXPECT_TRUE(refused(cramer_exponent(*maximum_of_normals(3, kCentred), 1, Side::upper, 53, &why)));
}

void expect_exponent(const Variable& x, const char* t, Side side, const Interval& exact) {
  for (const Precision bits : {30L, 64L, 120L}) {
    const Interval value = cramer_exponent(x, *parse_rational(t), side, bits);
    EXPECT_FALSE(disjoint(exact, value)) << x.name << " at " << t << ": " << show(value) << " is not " << show(exact);
    const Float width = wid(value);
    EXPECT_TRUE(value.is_bounded() && (width.is_zero() || mpfr_get_exp(width.get()) <= 12 - bits))
        << x.name << " at " << t << ", " << bits << ": " << show(value);
  }
}

TEST(CramerExponent, OfClosedForms) {
  expect_exponent(normal(1), "3", Side::upper, rational("9/2"));
  expect_exponent(normal(2), "-3", Side::lower, rational("9/8"));
  expect_exponent(*exponential(1), "3", Side::upper, rational("2") - log(rational("3")));
  expect_exponent(*exponential(1), "1/10", Side::lower, rational("-9/10") + log(rational("10")));
  // a fair sign at 1/2: log 2 less the entropy
  expect_exponent(*two_values(1, -1, Rational(1, 2)), "1/2", Side::upper,
                  rational("3/4") * log(rational("3/2")) - rational("1/4") * log(rational("2")));
}

TEST(CramerExponent, AgreesWithTheOtherRooms) {
  for (const char* text : {"1/10", "1/2", "3"}) {
    const Rational t = *parse_rational(text);
    expect_exponent(*chi_square(1, kCentred), text, Side::upper, chi2_exponent(t, 200));
    // 2 relu(Z)^2 has mean 1: P(r >= 1 + e) is P(mean of relu^2 >= (1 + e)/2)
    const std::string at = to_string(Rational((1 + t) / 2));
    expect_exponent(relu_square(), at.c_str(), Side::upper, chernoff_exponent(t, 200));
    if (t < 1) {
      expect_exponent(*chi_square(1, kCentred), to_string(Rational(-t)).c_str(), Side::lower,
                      chi2_exponent(Rational(-t), 200));
      const std::string low = to_string(Rational((1 - t) / 2));
      expect_exponent(relu_square(), low.c_str(), Side::lower, chernoff_exponent(Rational(-t), 200));
    }
  }
}

TEST(CramerExponent, IsZeroOnTheWrongSideOfTheMean) {
  for (const Variable& x : {normal(1), relu(), *chi_square(2, kCentred), *relu_product(Rational(1, 2))}) {
    const Interval upper = cramer_exponent(x, -1, Side::upper, 64), lower = cramer_exponent(x, 5, Side::lower, 64);
    EXPECT_TRUE(contains_zero(upper) && certainly(less(upper, rational("1e-12")))) << x.name << show(upper);
    EXPECT_TRUE(contains_zero(lower) && certainly(less(lower, rational("1e-12")))) << x.name << show(lower);
  }
}

TEST(CramerExponent, OfABoundedVariableBeyondItsRange) {
  // at its greatest value the exponent is -log p, attained at infinity; beyond it is infinite
  const Variable coin = *two_values(1, 0, Rational(1, 3));
  const Interval at = cramer_exponent(coin, 1, Side::upper, 64), beyond = cramer_exponent(coin, 2, Side::upper, 64);
  EXPECT_TRUE(possibly(less_equal(at, log(rational("3")))) && !at.is_empty()) << show(at);
  EXPECT_FALSE(beyond.is_bounded());
}

TEST(CramerExponent, BoundsTheTailOfOneVariable) {
  for (const char* text : {"1", "2", "4"}) {
    const Rational t = *parse_rational(text);
    const Interval tail = normal_cdf(-Interval(t, 100));  // P(relu(Z) >= t)
    EXPECT_TRUE(certainly(less(tail, chernoff_tail(relu(), t, Side::upper, 1, 64)))) << text;
    EXPECT_TRUE(
        certainly(less(chernoff_tail(relu(), t, Side::upper, 2, 64), chernoff_tail(relu(), t, Side::upper, 1, 64))))
        << text;
  }
}

}  // namespace
}  // namespace certibound::test
