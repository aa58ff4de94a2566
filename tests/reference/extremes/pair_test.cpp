// Pairs of maxima for correlation rho: closed forms for few variables, the first terms of the Hermite series for many.
#include "support.hpp"

#include <certibound/extremes/pair.hpp>

#include <cstdint>

namespace certibound::test {
namespace {

constexpr Precision kWork = 200;

// The integral of P(s) over s in [0, rho], P(s) = P(A > 0, C > 0, B > 0, D > 0), where (A, C) and (B, D) have correlation c
// each, A, B and C, D correlation s, and A, D and C, B correlation c s. By Plackett's formula, in which the orthants that
// remain are of two variables of correlation s or -c s,
//   P(s) = (1/4 + asin(c)/(2 pi))^2 + (asin s + asin cs)/(4 pi) + (asin(s)^2 - asin(cs)^2)/(4 pi^2).
Interval integral_of_orthant(const Interval& c, const Interval& rho) {
  const Interval one(1, kWork), two(2, kWork), pi = Interval::pi(kWork);
  const auto of_asin = [&](const Interval& k) { return rho * asin(k * rho) + (sqrt(one - sqr(k * rho)) - one) / k; };
  const auto of_square = [&](const Interval& k) {
    return rho * sqr(asin(k * rho)) + two / k * sqrt(one - sqr(k * rho)) * asin(k * rho) - two * rho;
  };
  const Interval start = sqr(ratio(1, 4, kWork) + asin(c) / (two * pi));
  return rho * start + (of_asin(one) + of_asin(c)) / (Interval(4, kWork) * pi) +
         (of_square(one) - of_square(c)) / (Interval(4, kWork) * sqr(pi));
}

// E[M_x M_y], whose derivative is n P(both maxima are attained by the first pair, and are positive where 0 takes part):
// for n = 3 of X_1 - X_2, X_1 - X_3 (c = 1/2), for n = 2 with zero of X_1, X_1 - X_2 (c = sqrt 1/2).
Interval product_in_closed_form(long n, const Rational& rho, MaxOver over) {
  const Interval r(rho, kWork), one(1, kWork), two(2, kWork), pi = Interval::pi(kWork);
  const Interval root(sqrt(Interval(Rational((1 - rho) * (1 + rho)), kWork)));
  if (over == MaxOver::values_and_zero) {
    if (n == 1) return (root + (pi - acos(r)) * r) / (two * pi);
    return sqr(mean_with_zero_in_closed_form(2, kWork)) + two * integral_of_orthant(sqrt(ratio(1, 2, kWork)), r);
  }
  if (n == 1) return r;
  // M = (X_1 + X_2 + |X_1 - X_2|)/2, and E|G G'| = (2/pi)(sqrt(1 - rho^2) + rho asin rho)
  if (n == 2) return r / two + (root + r * asin(r)) / pi;
  return sqr(mean_in_closed_form(3, kWork)) + Interval(3, kWork) * integral_of_orthant(ratio(1, 2, kWork), r);
}

void expect_closed_form(long n, const char* text, MaxOver over, Precision bits) {
  const Rational rho = rational(text);
  const MaximumPair value = maximum_pair(n, rho, over, bits);
  const bool plain = over == MaxOver::values;
  const Interval mean = plain ? mean_in_closed_form(n, kWork) : mean_with_zero_in_closed_form(n, kWork);
  const Interval second = plain ? second_in_closed_form(n, kWork) : second_with_zero_in_closed_form(n, kWork);
  const Interval product = product_in_closed_form(n, rho, over), variance = second - sqr(mean);
  const Interval distance = Interval(2, kWork) * (second - product);
  const auto check = [&](const Interval& exact, const Interval& enclosure, const char* what) {
    EXPECT_FALSE(disjoint(exact, enclosure)) << what << " of " << show(over) << n << " at " << text << ", " << bits
                                             << " bits: " << show(enclosure) << " is not " << show(exact);
    EXPECT_LE(width_exponent(exact), -120) << what;
  };
  check(product, value.product, "product");
  check(product - sqr(mean), value.covariance, "covariance");
  check((product - sqr(mean)) / variance, value.correlation, "correlation");
  check(distance, value.squared_distance, "distance");
  check(product / second, value.similarity, "similarity");
  check(distance / (Interval(2, kWork) * second), value.contraction, "contraction");
  EXPECT_LE(width_exponent(value.product) + bits, 6) << show(over) << n << " at " << text;
}

constexpr const char* kInside[] = {"-99/100", "-1/2", "-1/10", "1e-9", "1/10", "1/2", "9/10", "999/1000"};

TEST(MaximumPair, EnclosesTheClosedFormsAtTheEndsAndAtZero) {
  for (const char* rho : {"-1", "0", "1"}) {
    for (const Precision bits : {24L, 64L}) {
      for (long n = 1; n <= 3; ++n) expect_closed_form(n, rho, MaxOver::values, bits);
      for (long n = 1; n <= 2; ++n) expect_closed_form(n, rho, MaxOver::values_and_zero, bits);
    }
  }
}

TEST(MaximumPair, EnclosesTheClosedFormsOfOne) {
  for (const char* rho : kInside) {
    for (const Precision bits : {24L, 53L, 128L}) {
      for (const MaxOver over : kBoth) expect_closed_form(1, rho, over, bits);
    }
  }
}

TEST(MaximumPair, EnclosesTheClosedFormOfTwo) {
  for (const char* rho : kInside) expect_closed_form(2, rho, MaxOver::values, 30);
}

TEST(MaximumPair, EnclosesTheClosedFormOfTwoWithZero) {
  for (const char* rho : kInside) expect_closed_form(2, rho, MaxOver::values_and_zero, 40);
}

TEST(MaximumPair, EnclosesTheClosedFormOfThree) {
  for (const char* rho : kInside) expect_closed_form(3, rho, MaxOver::values, 30);
}

TEST(MaximumPair, EnclosesTheClosedFormsWithSixtyFourBits) {
  expect_closed_form(2, "1/2", MaxOver::values, 64);
  expect_closed_form(2, "-3/10", MaxOver::values_and_zero, 64);
  expect_closed_form(3, "7/10", MaxOver::values, 64);
}

// The closed forms are not what was asked of the wrong number of variables: shown to be able to fail.
TEST(MaximumPair, DiffersFromTheClosedFormOfAnotherNumber) {
  const Interval two = maximum_pair(2, Rational(1, 2), MaxOver::values, 30).product;
  EXPECT_TRUE(disjoint(two, product_in_closed_form(3, Rational(1, 2), MaxOver::values)));
  EXPECT_TRUE(disjoint(two, product_in_closed_form(2, Rational(500001, 1000000), MaxOver::values)));
}

// E[M_x M_y] = sum of a_k rho^k with a_k >= 0 of sum E M^2, a_0 = (E M)^2, a_1 = sum of (E d_i M)^2 = n p^2, p = 1/n or, with
// zero, (1 - 2^-n)/n, a_2 = half the sum of (E d_i d_j M)^2. M is homogeneous of degree 1, so the trace of that matrix is
// E[M (|X|^2 - n)] = E M, and its rows sum up to s = 0 or, with zero, to s = phi(0) 2^(1-n), the density of M at 0 by one
// variable. Hence a_2 = (E^2/n + n (s - E/n)^2/(n-1))/2, E = E M.
Interval hermite_series(std::int64_t n, const Rational& rho, MaxOver over) {
  const bool plain = over == MaxOver::values;
  const MaximumMoments moments = maximum_moments(n, over, kWork);
  const Interval count(Rational(n), kWork), one(1, kWork), r(rho, kWork);
  const Interval none = plain ? Interval(0, kWork) : pown(ratio(1, 2, kWork), n);
  const Interval row = none * sqrt(Interval(2, kWork) / Interval::pi(kWork));
  const Interval zeroth = sqr(moments.mean), first = sqr(one - none) / count, share = moments.mean / count;
  const Interval second = (zeroth / count + count * sqr(row - share) / (count - one)) / Interval(2, kWork);
  const Interval rest = max(moments.second - zeroth - first - second, Interval(0, kWork)) * abs(pown(r, 3));
  return zeroth + first * r + second * sqr(r) + (rho < 0 ? hull(-rest, rest) : hull(Interval(0, kWork), rest));
}

void expect_hermite_series(std::int64_t n, Precision bits) {
  for (const MaxOver over : kBoth) {
    for (const char* text : {"-1e-3", "1e-6", "1e-3"}) {
      const Interval series = hermite_series(n, rational(text), over);
      const Interval value = maximum_pair(n, rational(text), over, bits).product;
      EXPECT_FALSE(disjoint(series, value))
          << show(over) << n << " at " << text << ": " << show(value) << " is not " << show(series);
      EXPECT_LE(width_exponent(value) + bits, 7) << show(over) << n << " at " << text;
    }
  }
}

TEST(MaximumPair, EnclosesTheHermiteSeriesForFew) {
  for (const std::int64_t n : {4L, 6L}) expect_hermite_series(n, 40);
}
TEST(MaximumPair, EnclosesTheHermiteSeriesForForty) { expect_hermite_series(40, 40); }
TEST(MaximumPair, EnclosesTheHermiteSeriesForAThousand) { expect_hermite_series(1000, 40); }
TEST(MaximumPair, EnclosesTheHermiteSeriesForAMillion) { expect_hermite_series(1'000'000, 40); }
TEST(MaximumPair, EnclosesTheHermiteSeriesForABillion) { expect_hermite_series(1'000'000'000'000, 30); }

}  // namespace
}  // namespace certibound::test
