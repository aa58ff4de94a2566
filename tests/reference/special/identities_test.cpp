// Reflection, duplication, recurrence and derivatives, by overlap at several precisions.
#include "boxes.hpp"

#include <certibound/special/beta.hpp>
#include <certibound/special/incomplete_gamma.hpp>
#include <certibound/special/lambert_w.hpp>
#include <certibound/special/normal.hpp>

namespace certibound::test {
namespace {

constexpr Precision kMany[] = {24, 64, 128, 300};

class Identity {
 public:
  Identity(std::uint64_t seed, Precision bits)
      : random(seed), bits_(bits), one(1, bits), two(2, bits), pi(Interval::pi(bits)) {}

  void meets(const Interval& left, const Interval& right, const char* what, const Interval& at) const {
    EXPECT_FALSE(left.is_empty() || right.is_empty() || disjoint(left, right))
        << what << " at " << show(at) << ": " << show(left) << " and " << show(right) << ", seed " << random.seed();
    EXPECT_TRUE(left.is_bounded() || right.is_bounded()) << what << " at " << show(at);
  }
  // (f(x + h) - f(x))/h = f'(somewhere between).
  template <typename F, typename Slope>
  void has_slope(F f, Slope slope, const Interval& x, const char* what) {
    const Interval h = x * at_point(scaled(1, -2 - random.below(20), bits_)), end = at_point((x + h).hi());
    meets((f(end) - f(x)) / (end - x), slope(hull(x, end)), what, x);
  }

  Boxes random;

 private:
  Precision bits_;

 public:
  Interval one, two, pi;
};

template <typename Check>
void at_every_precision(std::uint64_t seed, int count, Check check) {
  for (const Precision bits : kMany) {
    Identity identity(seed, bits);
    for (int k = repeats(count); k > 0; --k) check(identity, bits);
  }
}

TEST(Identities, OfGamma) {
  at_every_precision(201, 200, [](Identity& i, Precision bits) {
    const Interval x = i.random.positive(-8, 5, bits), half = i.one / i.two, u = i.random.fraction(bits);
    i.meets(gamma(x + i.one), x * gamma(x), "recurrence", x);
    i.meets(lgamma(x + i.one), log(x) + lgamma(x), "recurrence of the logarithm", x);
    i.meets(gamma(u) * gamma(i.one - u), i.pi / sin(i.pi * u), "reflection", u);
    i.meets(gamma(-u) * gamma(i.one + u), -i.pi / sin(i.pi * u), "reflection on the left", u);
    i.meets(gamma(x) * gamma(x + half), exp((i.one - i.two * x) * log(i.two)) * sqrt(i.pi) * gamma(i.two * x),
            "duplication", x);
    i.has_slope([](const Interval& t) { return lgamma(t); }, [](const Interval& t) { return digamma(t); }, x,
                "slope of lgamma");
  });
}

TEST(Identities, OfDigamma) {
  at_every_precision(202, 200, [](Identity& i, Precision bits) {
    const Interval x = i.random.positive(-8, 5, bits), half = i.one / i.two, u = i.random.fraction(bits);
    i.meets(digamma(x + i.one), digamma(x) + i.one / x, "recurrence", x);
    i.meets(digamma(i.one - u) - digamma(u), i.pi / tan(i.pi * u), "reflection", u);
    i.meets(digamma(i.two * x), (digamma(x) + digamma(x + half)) / i.two + log(i.two), "duplication", x);
  });
}

TEST(Identities, OfTheIncompleteGammaFunctions) {
  at_every_precision(203, 120, [](Identity& i, Precision bits) {
    const Interval a = i.random.positive(-4, 6, bits), x = i.random.positive(-6, 7, bits);
    i.meets(gamma_p(a, x) + gamma_q(a, x), i.one, "P + Q", a);
    i.meets(exp(log_gamma_p(a, x)), gamma_p(a, x), "log P", a);
    i.meets(exp(log_gamma_q(a, x)), gamma_q(a, x), "log Q", a);
    i.meets(gamma_q(i.one, x), exp(-x), "shape 1", x);
    i.meets(gamma_p(i.one / i.two, x), erf(sqrt(x)), "shape 1/2", x);
    i.meets(chi2_sf(i.two, x), exp(-x / i.two), "two degrees of freedom", x);
    const auto density = [&](const Interval& t) { return exp((a - i.one) * log(t) - t - lgamma(a)); };
    i.has_slope([&](const Interval& t) { return gamma_p(a, t); }, density, x, "slope of P");
  });
}

TEST(Identities, OfBetaAndBinomials) {
  at_every_precision(204, 120, [](Identity& i, Precision bits) {
    const Interval a = i.random.positive(-4, 6, bits), b = i.random.positive(-4, 6, bits), x = i.random.fraction(bits);
    i.meets(incomplete_beta(x, a, b) + incomplete_beta(i.one - x, b, a), i.one, "reflection", x);
    i.meets(incomplete_beta(x, a, i.one), exp(a * log(x)), "b = 1", x);
    i.meets(beta(a, b), beta(a + i.one, b) + beta(a, b + i.one), "sum", a);
    const auto density = [&](const Interval& t) {
      return exp((a - i.one) * log(t) + (b - i.one) * log(i.one - t) - log_beta(a, b));
    };
    const Interval left = x / i.two;
    i.has_slope([&](const Interval& t) { return incomplete_beta(t, a, b); }, density, left, "slope of I");
    const Interval n = a + b, k = a;
    i.meets(binomial(n + i.one, k + i.one), binomial(n, k) + binomial(n, k + i.one), "Pascal", n);
    i.meets(exp(log_binomial(n, k)), binomial(n, k), "logarithm", n);
    i.meets(binomial(n, k) * (n + i.one) * beta(n - k + i.one, k + i.one), i.one, "by beta", n);
  });
}

TEST(Identities, OfTheNormalTails) {
  at_every_precision(205, 60, [](Identity& i, Precision bits) {
    const Interval x = i.random.either_sign(-8, 4, bits), p = i.random.fraction(bits);
    i.meets(exp(normal_log_cdf(x)) + exp(normal_log_sf(x)), i.one, "both tails", x);
    i.meets(mills_ratio(x) * normal_density(x), exp(normal_log_sf(x)), "Mills", x);
    i.meets(inverse_mills_ratio(x) * mills_ratio(-x), i.one, "inverse Mills", x);
    i.meets(normal_cdf(normal_quantile(p)), p, "quantile", p);
    i.meets(normal_quantile(i.one - p), -normal_quantile(p), "quantile reflected", p);
    if (x.lo().is_zero()) return;
    const auto log_cdf = [](const Interval& t) { return normal_log_cdf(t); };
    const auto slope = [](const Interval& t) { return inverse_mills_ratio(t); };
    if (x.lo().sign() > 0) i.has_slope(log_cdf, slope, x, "slope of log Phi");
  });
}

TEST(Identities, OfLambertsW) {
  at_every_precision(206, 150, [](Identity& i, Precision bits) {
    const Interval x = i.random.positive(-20, 30, bits), near = -exp(-i.one) * i.random.fraction(bits);
    const Interval y = at_point(near.hi()), w = lambert_w0(x), v = lambert_wm1(y);
    i.meets(w * exp(w), x, "W_0", x);
    i.meets(v * exp(v), y, "W_-1", y);
    i.meets(lambert_w0(x * exp(x)), x, "W_0 of w e^w", x);
    i.meets(lambert_wm1(-(i.one + x) * exp(-i.one - x)), -i.one - x, "W_-1 of w e^w", x);
    const auto slope = [&](const Interval& t) {
      const Interval at = lambert_w0(t);
      return exp(-at) / (i.one + at);
    };
    i.has_slope([](const Interval& t) { return lambert_w0(t); }, slope, x, "slope of W_0");
  });
}

}  // namespace
}  // namespace certibound::test
