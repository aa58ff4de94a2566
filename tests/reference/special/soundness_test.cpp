// Every function on random boxes: the value of a random member, by another route at higher precision, lies in the enclosure of
// the box. Compiled twice: test_special with some hundreds of boxes a function, test_special_exhaustive with 10^5.
#include "boxes.hpp"
#include "truths.hpp"

#include <certibound/ball/ball.hpp>
#include <certibound/special/beta.hpp>
#include <certibound/special/bivariate_normal.hpp>
#include <certibound/special/incomplete_gamma.hpp>
#include <certibound/special/lambert_w.hpp>
#include <certibound/special/normal.hpp>

namespace certibound::test {
namespace {

class Soundness : public testing::TestWithParam<int> {
 protected:
  Boxes from(std::uint64_t seed) const { return Boxes(seed + 1000 * static_cast<std::uint64_t>(GetParam())); }
};
INSTANTIATE_TEST_SUITE_P(Shard, Soundness, testing::Range(0, kShards));

// At least twice the digits of the values under test.
Interval finer(const Interval& x) { return x.at_precision(std::max<Precision>(192, x.precision())); }

TEST_P(Soundness, OfTheGammaAndErrorFunctions) {
  Boxes random = from(101);
  struct Function {
    Interval (*f)(const Interval&);
    Ball (*by_arb)(const Ball&);
    bool positive;
  };
  const Function functions[] = {{gamma, gamma, false},
                                {lgamma, lgamma, true},
                                {digamma, digamma, true},
                                {erf, erf, false},
                                {erfc, erfc, false},
                                {normal_cdf, normal_cdf, false},
                                {normal_density, normal_density, false}};
  for (const auto& [f, by_arb, positive] : functions) {
    for (int k = boxes(400); k > 0;) {
      const Precision bits = random.bits();
      const Interval box = random.around(positive ? random.positive(-20, 8, bits) : random.either_sign(-20, 7, bits));
      const Interval x = random.member(box);
      const Ball truth = by_arb(Ball(finer(x)));
      if (!truth.is_finite()) continue;
      --k;
      expect_meets(truth.interval(), f(box), show(x) + " in " + show(box), random);
    }
  }
}

TEST_P(Soundness, OfTheNormalTails) {
  Boxes random = from(102);
  for (int k = boxes(400); k > 0;) {
    --k;
    const Interval box = random.around(random.either_sign(-20, 7, random.bits())), x = random.member(box);
    const Ball at = Ball(finer(x)), cdf = normal_cdf(at), tail = normal_cdf(-at), density = normal_density(at);
    const std::string where = show(x) + " in " + show(box);
    const bool right = x.lo().sign() > 0;
    expect_meets((right ? log1p(-tail) : log(cdf)).interval(), normal_log_cdf(box), "log Phi at " + where, random);
    expect_meets((right ? log(tail) : log1p(-cdf)).interval(), normal_log_sf(box), "log Q at " + where, random);
    expect_meets((tail / density).interval(), mills_ratio(box), "Mills at " + where, random);
    expect_meets((density / cdf).interval(), inverse_mills_ratio(box), "inverse Mills at " + where, random);
  }
}

// q is the quantile of p if Phi(q) = p; the box of values holds it if Phi of its ends lies on both sides of p.
TEST_P(Soundness, OfTheNormalQuantile) {
  Boxes random = from(103);
  for (int k = boxes(400); k > 0;) {
    const Precision bits = random.bits();
    const Interval box = intersection(random.around(random.fraction(bits)), test::box(0, 1, bits));
    const Interval p = finer(random.member(box)), value = normal_quantile(box);
    if (!certainly(less(point(0), p)) || !certainly(less(p, point(1)))) continue;
    --k;
    const std::string where =
        show(p) + " in " + show(box) + " gives " + show(value) + ", seed " + std::to_string(random.seed());
    ASSERT_FALSE(value.is_empty()) << where;
    if (value.lo().is_finite()) {
      EXPECT_FALSE(certainly(less(p, normal_cdf(Ball(finer(at_point(value.lo())))).interval()))) << where;
    }
    if (value.hi().is_finite()) {
      EXPECT_FALSE(certainly(less(normal_cdf(Ball(finer(at_point(value.hi())))).interval(), p))) << where;
    }
  }
}

TEST_P(Soundness, OfTheIncompleteGammaFunctionsAndChiSquare) {
  Boxes random = from(104);
  for (int k = boxes(300); k > 0;) {
    const Precision bits = random.bits();
    const Interval a_box = random.around(random.positive(-6, 6, bits)),
                   x_box = random.around(random.positive(-8, 6, bits));
    const Interval a = random.member(a_box), x = random.member(x_box);
    if (a.lo().sign() <= 0 || x.lo().sign() <= 0) continue;
    --k;
    const Interval one(1, 256), two(2, 64), p = gamma_p_by_series(a.at_precision(256), x.at_precision(256)),
                                            q = one - p;
    const std::string where = show(a) + " " + show(x) + " in " + show(a_box) + " " + show(x_box);
    expect_meets(p, gamma_p(a_box, x_box), "P at " + where, random);
    expect_meets(q, gamma_q(a_box, x_box), "Q at " + where, random);
    expect_meets(p, chi2_cdf(two * a_box, two * x_box), "chi2_cdf at " + where, random);
    expect_meets(q, chi2_sf(two * a_box, two * x_box), "chi2_sf at " + where, random);
    if (p.lo().sign() <= 0 || q.lo().sign() <= 0) continue;
    expect_meets(log(p), log_gamma_p(a_box, x_box), "log P at " + where, random);
    expect_meets(log(q), log_gamma_q(a_box, x_box), "log Q at " + where, random);
    expect_meets(log(p), log_chi2_cdf(two * a_box, two * x_box), "log chi2_cdf at " + where, random);
    expect_meets(log(q), log_chi2_sf(two * a_box, two * x_box), "log chi2_sf at " + where, random);
  }
}

TEST_P(Soundness, OfBetaAndTheIncompleteBetaFunction) {
  Boxes random = from(105);
  for (int k = boxes(300); k > 0;) {
    const Precision bits = random.bits();
    const Interval a_box = random.around(random.positive(-6, 6, bits)),
                   b_box = random.around(random.positive(-6, 6, bits));
    const Interval x_box = intersection(random.around(random.fraction(bits)), test::box(0, 1, bits));
    const Interval a = random.member(a_box), b = random.member(b_box), x = random.member(x_box);
    if (a.lo().sign() <= 0 || b.lo().sign() <= 0) continue;
    const Interval a_fine = a.at_precision(256), b_fine = b.at_precision(256),
                   log_b = log_beta_by_lgamma(a_fine, b_fine);
    const std::string where =
        show(x) + " " + show(a) + " " + show(b) + " in " + show(x_box) + show(a_box) + show(b_box);
    expect_meets(log_b, log_beta(a_box, b_box), "log B at " + where, random);
    expect_meets(exp(log_b), beta(a_box, b_box), "B at " + where, random);
    if (!certainly(less(point(0), x)) || !certainly(less(x, point(1)))) continue;
    --k;
    expect_meets(incomplete_beta_by_series(x.at_precision(256), a_fine, b_fine), incomplete_beta(x_box, a_box, b_box),
                 "I at " + where, random);
  }
}

TEST_P(Soundness, OfBinomials) {
  Boxes random = from(106);
  for (int k = boxes(400); k > 0;) {
    const Precision bits = random.bits();
    const Interval n_box = random.around(random.positive(-2, 20, bits)), n = random.member(n_box);
    const Interval k_box = random.around(n * random.fraction(bits)).at_precision(bits), j = random.member(k_box);
    const Interval n_fine = n.at_precision(256), j_fine = j.at_precision(256);
    if (j.lo().sign() < 0 || !certainly(less_equal(j_fine, n_fine))) continue;
    if (!binomial(n_box, k_box).is_bounded()) continue;  // a part of the box with k > n: nothing is said
    --k;
    const Interval truth = log_binomial_by_lgamma(n_fine, j_fine);
    const std::string where = show(n) + " " + show(j) + " in " + show(n_box) + " " + show(k_box);
    expect_meets(truth, log_binomial(n_box, k_box), "log binomial at " + where, random);
    expect_meets(exp(truth), binomial(n_box, k_box), "binomial at " + where, random);
  }
}

TEST_P(Soundness, OfOwensT) {
  Boxes random = from(107);
  for (int k = boxes(300); k > 0;) {
    --k;
    const Precision bits = random.bits();
    const Interval h_box = random.around(random.either_sign(-6, 3, bits)),
                   a_box = random.around(random.either_sign(-8, 5, bits));
    const Interval h = random.member(h_box), a = random.member(a_box);
    const Interval truth = owens_t_by_series(h.at_precision(256), a.at_precision(256));
    expect_meets(truth, owens_t(h_box, a_box), show(h) + " " + show(a) + " in " + show(h_box) + " " + show(a_box),
                 random);
  }
}

// By the route that has no formula in common with the other, and by both together.
TEST_P(Soundness, OfTheBivariateNormalDistribution) {
  Boxes random = from(108);
  for (int k = boxes(150); k > 0;) {
    --k;
    const Precision bits = random.bits();
    const Interval a_box = random.around(random.either_sign(-8, 3, bits)),
                   b_box = random.around(random.either_sign(-8, 3, bits));
    const Interval whole = test::box(-1, 1, bits), edge = random.below(2) == 0 ? point(1, bits) : point(-1, bits);
    const Interval inner = random.below(2) == 0 ? random.fraction(bits) : -random.fraction(bits);
    const Interval rho_box = random.below(20) == 0 ? edge : intersection(random.around(inner), whole);
    const Interval a = random.member(a_box), b = random.member(b_box), rho = random.member(rho_box);
    const std::string where =
        show(a) + " " + show(b) + " " + show(rho) + " in " + show(a_box) + " " + show(b_box) + " " + show(rho_box);
    const Interval by_owen = bivariate_normal_cdf_owen(a, b, rho),
                   by_plackett = bivariate_normal_cdf_plackett(a, b, rho);
    const Interval value = bivariate_normal_cdf(a_box, b_box, rho_box);
    expect_meets(by_owen, value, "owen at " + where, random);
    expect_meets(by_plackett, value, "plackett at " + where, random);
    expect_meets(by_plackett, by_owen, "both at " + where, random);
  }
}

// W is the inverse of w e^w: at the ends of the enclosure w e^w lies on both sides of x, for W_-1 in the other order.
TEST_P(Soundness, OfLambertsW) {
  Boxes random = from(109);
  const auto product = [](const Float& w) {
    const Interval at = finer(at_point(w));
    return at * exp(at);
  };
  for (const bool principal : {true, false}) {
    for (int k = boxes(400); k > 0;) {
      const Precision bits = random.bits();
      const Interval branch = -exp(Interval(-1, bits));
      const Interval near = branch * (point(1, bits) - random.positive(-30, 0, bits));
      const Interval x_box =
          random.around(principal && random.below(2) == 0 ? random.positive(-30, 60, bits) : at_point(near.hi()));
      const Interval x = finer(random.member(x_box)), value = principal ? lambert_w0(x_box) : lambert_wm1(x_box);
      if (!certainly(less(-exp(Interval(-1, 256)), x)) || (!principal && x.hi().sign() >= 0)) continue;
      --k;
      const std::string where = show(x) + " in " + show(x_box) + " gives " + show(value);
      ASSERT_FALSE(value.is_empty()) << where;
      const Float& least = principal ? value.lo() : value.hi();
      const Float& greatest = principal ? value.hi() : value.lo();
      EXPECT_FALSE(least.is_finite() && certainly(less(x, product(least)))) << where << ", seed " << random.seed();
      EXPECT_FALSE(greatest.is_finite() && certainly(less(product(greatest), x)))
          << where << ", seed " << random.seed();
    }
  }
}

// The comparisons above can fail: a truth moved by one part in 2^30 is missed at points.
TEST(SoundnessTest, TellsATruthThatIsNotTheValue) {
  const Interval x = point(0.75, 256), moved = point(1 + 0x1p-30, 256), narrow = point(0.75), two = point(2);
  EXPECT_TRUE(disjoint(gamma_p_by_series(x, x) * moved, gamma_p(narrow, narrow)));
  EXPECT_TRUE(disjoint(incomplete_beta_by_series(x, x, x) * moved, incomplete_beta(narrow, narrow, narrow)));
  EXPECT_TRUE(disjoint(owens_t_by_series(x, x) * moved, owens_t(narrow, narrow)));
  EXPECT_TRUE(disjoint(log_binomial_by_lgamma(point(2, 256), x) * moved, log_binomial(two, narrow)));
  EXPECT_TRUE(disjoint(log_beta_by_lgamma(x, x) * moved, log_beta(narrow, narrow)));
}

}  // namespace
}  // namespace certibound::test
