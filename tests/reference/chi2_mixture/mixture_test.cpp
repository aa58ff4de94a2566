// Ruben's series against the closed cases, against the contour integral, the norm law, and by monotonicity.
#include <certibound/chi2_mixture/mixture.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/half_gamma.hpp>
#include <certibound/norm_law/tail.hpp>

#include <gtest/gtest.h>

#include <random>

namespace certibound {
namespace {

using Terms = std::vector<WeightedChiSquare>;

Rational exact(const char* text) { return *parse_rational(text); }

bool narrow(const Interval& x, Precision bits) {
  Float allowed = mig(x);
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDU);
  return wid(x) <= allowed;
}

void expect_narrow(const MixtureTails& tails, Precision bits, const std::string& where) {
  EXPECT_TRUE(narrow(tails.lower, bits)) << where << " lower " << to_string(tails.lower, 25);
  EXPECT_TRUE(narrow(tails.upper, bits)) << where << " upper " << to_string(tails.upper, 25);
}

const char* const kPlaces[] = {"1e-6", "1/3", "2", "7", "40", "500"};

TEST(Chi2Mixture, EqualWeightsAreAChiSquare) {
  for (const char* w : {"1/7", "1", "12"}) {
    for (const long k : {1L, 2L, 3L, 10L, 77L}) {
      for (const char* x : kPlaces) {
        const std::string where = std::string(w) + " " + std::to_string(k) + " " + x;
        const MixtureTails found = chi2_mixture(Terms{{exact(w), k}}, exact(x), 80);
        const Rational half = exact(x) / (2 * exact(w));
        EXPECT_FALSE(disjoint(found.lower, gamma_p_half(k, half, 90))) << where;
        EXPECT_FALSE(disjoint(found.upper, gamma_q_half(k, half, 90))) << where;
        expect_narrow(found, 78, where);
        // The same as many terms of one degree, or with a weight split.
        const MixtureTails split = chi2_mixture(Terms(static_cast<std::size_t>(k), {exact(w), 1}), exact(x), 80);
        EXPECT_TRUE(equal(split.upper, found.upper)) << where;
      }
    }
  }
}

// All degrees 2: sums of exponentials. P(Q >= x) = sum over i of exp(-x/(2 w_i)) prod over j != i of w_i/(w_i - w_j).
TEST(Chi2Mixture, PairsOfDegreesAreSumsOfExponentials) {
  const std::vector<std::vector<const char*>> cases{{"1", "2"}, {"1", "1.01"}, {"1/10", "5"}, {"1", "2", "4", "9"},
                                                    {"1/3", "1/2", "3/4", "5/4", "7/2", "11"}};
  for (const auto& texts : cases) {
    Terms terms;
    for (const char* text : texts) terms.push_back({exact(text), 2});
    for (const char* x : kPlaces) {
      Interval sum(0, 600);
      for (const auto& a : terms) {
        Rational product = 1;
        for (const auto& b : terms) {
          if (b.weight != a.weight) product *= a.weight / (a.weight - b.weight);
        }
        sum = sum + Interval(product, 600) * exp(Interval(Rational(-exact(x) / (2 * a.weight)), 600));
      }
      const MixtureTails found = chi2_mixture(terms, exact(x), 64);
      const std::string where = std::to_string(terms.size()) + " " + texts.back() + " " + x;
      EXPECT_TRUE(subset(sum, found.upper)) << where << to_string(found.upper, 20) << to_string(sum, 20);
      EXPECT_TRUE(subset(Interval(1, 600) - sum, found.lower)) << where << to_string(found.lower, 20);
      expect_narrow(found, 62, where);
    }
  }
}

// Two weights, four and two degrees: P(w chi^2_4 + chi^2_2 >= x), by integrating exp(-(x - t)/2) against the first density:
// with d = (1/w - 1)/2, exp(-x/(2w)) (1 + x/(2w)) + exp(-x/2) (1 - exp(-dx)(1 + dx))/(4 w^2 d^2).
TEST(Chi2Mixture, FourAndTwoDegrees) {
  for (const char* text : {"1/2", "1/5", "3/4"}) {
    for (const char* x : {"1/3", "2", "7", "40"}) {
      const Rational w = exact(text), d = (1 / w - 1) / 2, at = exact(x);
      const auto number = [](const Rational& value) { return Interval(value, 400); };
      const Interval truth = exp(number(-at / (2 * w))) * number(1 + at / (2 * w)) +
                             exp(number(-at / 2)) * (number(1) - exp(number(-d * at)) * number(1 + d * at)) /
                                 number(4 * w * w * d * d);
      EXPECT_TRUE(subset(truth, chi2_mixture(Terms{{w, 4}, {1, 2}}, at, 64).upper)) << text << " " << x;
    }
  }
}

TEST(Chi2Mixture, BothRoutesMeetAtRandomWeights) {
  std::mt19937_64 random(20261129);
  for (int i = 0; i < 24; ++i) {
    Terms terms;
    Rational mean = 0;
    long degrees = 0;
    const int size = 2 + static_cast<int>(random() % 6);
    for (int k = 0; k < size; ++k) {
      terms.push_back({Rational(1 + static_cast<long>(random() % 1000), 50), 1 + static_cast<long>(random() % 5)});
      mean += terms.back().weight * terms.back().degrees;
      degrees += terms.back().degrees;
    }
    const Rational x = mean * Rational(1 + static_cast<long>(random() % 400), 100);
    const std::string where = "seed 20261129 case " + std::to_string(i);
    const MixtureTails series = chi2_mixture(terms, x, 60), line = chi2_mixture_by_contour(terms, x, 40);
    EXPECT_FALSE(disjoint(series.upper, line.upper)) << where << to_string(series.upper, 20) << to_string(line.upper, 20);
    EXPECT_FALSE(disjoint(series.lower, line.lower)) << where << to_string(series.lower, 20) << to_string(line.lower, 20);
    expect_narrow(series, 58, where);
    if (degrees >= 12) expect_narrow(line, 30, where + " by contour");
  }
}

// r given K = k is (2/m) chi^2_k: put together, the norm law.
TEST(Chi2Mixture, MixedOverTheRowsIsTheNormLaw) {
  for (const long m : {1L, 6L, 25L}) {
    const Rational e(1, 4);
    Interval upper(0, 120), lower = exp2(Interval(-m, 120));
    Integer choose = 1;
    for (long k = 1; k <= m; ++k) {
      choose = choose * (m - k + 1) / k;
      const Interval weight(Rational(choose) / power(2, m), 120);
      upper = upper + weight * chi2_mixture(Terms{{Rational(2, m), k}}, 1 + e, 100).upper;
      lower = lower + weight * chi2_mixture(Terms{{Rational(2, m), k}}, 1 - e, 100).lower;
    }
    EXPECT_FALSE(disjoint(upper, norm_upper_tail(m, e, 90))) << m;
    EXPECT_FALSE(disjoint(lower, norm_lower_tail(m, e, 90))) << m;
  }
}

TEST(Chi2Mixture, RisesWithEveryWeightAndFallsWithThePlace) {
  const Terms terms{{exact("1/2"), 1}, {exact("3/5"), 3}, {2, 2}};
  Interval last(1, 60);
  for (const char* x : {"1/10", "1/2", "1", "3", "9", "30"}) {
    const MixtureTails here = chi2_mixture(terms, exact(x), 60);
    EXPECT_TRUE(certainly(less(here.upper, last))) << x;
    EXPECT_TRUE(contains(here.lower + here.upper, Rational(1))) << x;
    last = here.upper;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      Terms heavier = terms;
      heavier[i].weight *= Rational(101, 100);
      EXPECT_TRUE(certainly(less(here.upper, chi2_mixture(heavier, exact(x), 60).upper))) << x << " " << i;
    }
  }
}

TEST(Chi2Mixture, IntervalWeightsContainEveryChoice) {
  const std::vector<EnclosedChiSquare> wide{{Interval(exact("1/2"), exact("3/5"), 60), 3}, {Interval(1, 2, 60), 2}};
  const MixtureTails all = chi2_mixture(wide, 4, 60);
  for (const char* first : {"1/2", "0.55", "3/5"}) {
    for (const char* second : {"1", "1.3", "2"}) {
      const MixtureTails one = chi2_mixture(Terms{{exact(first), 3}, {exact(second), 2}}, 4, 80);
      EXPECT_TRUE(subset(one.upper, all.upper) && subset(one.lower, all.lower)) << first << " " << second;
    }
  }
  const std::vector<EnclosedChiSquare> thin{{sqrt(Interval(2, 200)), 3}, {Interval::pi(200), 2}};
  expect_narrow(chi2_mixture(thin, 4, 100), 98, "weights of 200 bits");
}

TEST(Chi2Mixture, PrecisionsAgree) {
  const Terms terms{{exact("1/3"), 1}, {1, 5}, {exact("22/7"), 2}};
  for (const char* x : {"1e-9", "3", "300"}) {
    const MixtureTails fine = chi2_mixture(terms, exact(x), 500);
    expect_narrow(fine, 498, x);
    for (const Precision bits : {10, 53, 200}) {
      const MixtureTails coarse = chi2_mixture(terms, exact(x), bits);
      EXPECT_TRUE(subset(fine.lower, coarse.lower) && subset(fine.upper, coarse.upper)) << x << " " << bits;
      expect_narrow(coarse, bits - 1, x);
    }
  }
}

// Nothing underflows, and ill-conditioned weights keep their digits.
TEST(Chi2Mixture, FarPlacesAndUnequalWeights) {
  expect_narrow(chi2_mixture(Terms{{1, 3}, {2, 3}}, 100'000, 50), 48, "far above");
  expect_narrow(chi2_mixture(Terms{{1, 300}, {2, 300}}, exact("1e-50"), 50), 48, "far below");
  const Terms unequal{{exact("1/1000"), 4}, {1, 6}};
  const MixtureTails series = chi2_mixture(unequal, 9, 50), line = chi2_mixture_by_contour(unequal, 9, 50);
  expect_narrow(series, 48, "1000 to 1");
  EXPECT_FALSE(disjoint(series.upper, line.upper));
  EXPECT_FALSE(disjoint(series.lower, line.lower));
}

// P(Q >= 1) = (exp(-1/2) - w exp(-1/(2w)))/(1 - w): few degrees, so that the contour integral stays wide.
TEST(Chi2Mixture, WhereTheSeriesDoesNotEndTheTruthIsInsideAllTheSame) {
  for (const char* text : {"1e-5", "1e-9"}) {
    const Rational w = exact(text);
    const auto number = [](const Rational& value) { return Interval(value, 400); };
    const Interval truth = (exp(number(Rational(-1, 2))) - number(w) * exp(number(-1 / (2 * w)))) / number(1 - w);
    const MixtureTails found = chi2_mixture(Terms{{w, 2}, {1, 2}}, 1, 50);
    EXPECT_TRUE(subset(truth, found.upper)) << text << to_string(found.upper, 20);
    EXPECT_TRUE(subset(number(1) - truth, found.lower)) << text << to_string(found.lower, 20);
    EXPECT_FALSE(narrow(found.upper, 40)) << text << to_string(found.upper, 20);
  }
  // Enough degrees of freedom for the contour integral.
  expect_narrow(chi2_mixture(Terms{{exact("1e-12"), 10}, {1, 10}}, 5, 50), 40, "10^12 to 1");
}

TEST(Chi2Mixture, OutsideItsDomain) {
  EXPECT_TRUE(chi2_mixture(Terms{}, 1, 50).upper.is_empty());
  EXPECT_TRUE(chi2_mixture(Terms{{0, 1}}, 1, 50).upper.is_empty());
  EXPECT_TRUE(chi2_mixture(Terms{{-1, 1}}, 1, 50).lower.is_empty());
  EXPECT_TRUE(chi2_mixture(Terms{{1, 0}}, 1, 50).lower.is_empty());
  EXPECT_TRUE(chi2_mixture_by_contour(Terms{{1, kMostMixtureDegrees + 1}}, 1, 50).lower.is_empty());
  EXPECT_TRUE(chi2_mixture(std::vector<EnclosedChiSquare>{{Interval::entire(50), 1}}, 1, 50).upper.is_empty());
  EXPECT_TRUE(equal(chi2_mixture(Terms{{1, 1}}, 0, 50).upper, Interval(1, 50)));
  EXPECT_TRUE(equal(chi2_mixture(Terms{{1, 1}}, -3, 50).lower, Interval(0, 50)));
}

}  // namespace
}  // namespace certibound
