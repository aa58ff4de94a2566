// The moments of the largest of n normals: closed forms, other integrals by the quadrature room, recurrences.
#include "support.hpp"

#include <certibound/quadrature/integrate.hpp>

#include <cstdint>
#include <vector>

namespace certibound::test {
namespace {

constexpr Precision kBits[] = {24, 64, 128};
constexpr std::int64_t kCounts[] = {1, 2, 3, 4, 5, 10, 100, 1000, 1'000'000, 1'000'000'000, 1'000'000'000'000};

TEST(MaximumMoments, EncloseClosedForms) {
  for (const Precision bits : kBits) {
    for (long n = 1; n <= 5; ++n) {
      const MaximumMoments value = maximum_moments(n, MaxOver::values, bits);
      const Interval mean = mean_in_closed_form(n, bits + 64), second = second_in_closed_form(n, bits + 64);
      EXPECT_TRUE(subset(mean, value.mean)) << n << " " << bits << " " << show(value.mean);
      EXPECT_TRUE(subset(second, value.second)) << n << " " << bits << " " << show(value.second);
      EXPECT_TRUE(subset(second - sqr(mean), value.variance)) << n << " " << bits << " " << show(value.variance);
    }
  }
}

TEST(MaximumMoments, EncloseClosedFormsWithZero) {
  for (const Precision bits : kBits) {
    for (long n = 1; n <= 2; ++n) {
      const MaximumMoments value = maximum_moments(n, MaxOver::values_and_zero, bits);
      const Interval mean = mean_with_zero_in_closed_form(n, bits + 64);
      const Interval second = second_with_zero_in_closed_form(n, bits + 64);
      EXPECT_TRUE(subset(mean, value.mean)) << n << " " << bits << " " << show(value.mean);
      EXPECT_TRUE(subset(second, value.second)) << n << " " << bits << " " << show(value.second);
      EXPECT_TRUE(subset(second - sqr(mean), value.variance)) << n << " " << bits << " " << show(value.variance);
    }
  }
}

// The other route, without Arb: integrals of the distribution function over [0, 20] by the quadrature room's own rule.
//   E M = integral of 1 - Phi^n - Q^n, E M^+ = integral of 1 - Phi^n, E (M^+)^2 = integral of 2x (1 - Phi^n),
//   E M^2 = integral of 2x (1 - Phi^n + Q^n) over x > 0; what lies beyond 20 is at most n (phi(20) + 20 phi(20)).
class ByDistribution {
 public:
  explicit ByDistribution(std::int64_t n, Precision bits) : n_(n), bits_(bits) {}

  Interval mean(MaxOver over) const {
    const Interval upper = of([](const auto& x, const auto& above, const auto&) { return above + zero(x); });
    if (over == MaxOver::values_and_zero) return upper;
    return upper - of([](const auto&, const auto&, const auto& below) { return below; });
  }
  Interval second(MaxOver over) const {
    const Interval upper = of([](const auto& x, const auto& above, const auto&) { return (x + x) * above; });
    if (over == MaxOver::values_and_zero) return upper;
    return upper + of([](const auto& x, const auto&, const auto& below) { return (x + x) * below; });
  }

 private:
  template <typename N>
  static N zero(const N& x) {
    return constant(Rational(0), x);
  }

  template <typename Combine>
  Interval of(const Combine& combine) const {
    const auto f = make_integrand([this, combine](const auto& x) {
      const auto count = constant(Rational(n_), x), half = constant(Rational(1, 2), x);
      const auto tail = half * erfc(x * sqrt(half));
      return combine(x, -expm1(count * log1p(-tail)), exp(count * log(tail)));
    });
    const Interval end(20, bits_);
    QuadratureOptions options;
    options.bits = bits_;
    options.absolute_goal = 60;
    const Integral inside = integral(f, Interval(0, bits_), end, options);
    EXPECT_TRUE(inside.own.is_bounded()) << n_ << ": " << inside.note;
    const Interval rest = Interval(Rational(n_), bits_) * Interval(21, bits_) * normal_density(end);
    return inside.own + hull(Interval(0, bits_), rest);
  }

  std::int64_t n_;
  Precision bits_;
};

void expect_other_route(std::int64_t n) {
  const ByDistribution other(n, 96);
  for (const MaxOver over : kBoth) {
    const MaximumMoments value = maximum_moments(n, over, 128);
    const Interval mean = other.mean(over), second = other.second(over);
    EXPECT_TRUE(subset(value.mean, mean)) << show(over) << n << ": " << show(value.mean) << " " << show(mean);
    EXPECT_TRUE(subset(value.second, second)) << show(over) << n << ": " << show(value.second) << " " << show(second);
    EXPECT_LE(width_exponent(mean), -45) << n;  // else the comparison says little
    EXPECT_LE(width_exponent(second), -40) << n;
  }
}

TEST(MaximumMoments, AgreeWithIntegralsOfTheDistributionForFew) {
  for (const std::int64_t n : {1L, 2L, 7L}) expect_other_route(n);
}
TEST(MaximumMoments, AgreeWithIntegralsOfTheDistributionForAHundred) { expect_other_route(100); }
TEST(MaximumMoments, AgreeWithIntegralsOfTheDistributionForAMillion) { expect_other_route(1'000'000); }
TEST(MaximumMoments, AgreeWithIntegralsOfTheDistributionForABillion) { expect_other_route(1'000'000'000'000); }

// The binomial theorem in Q^n = (1 - Phi)^n: -E M_n = sum over k = 1..n of (-1)^k C(n, k) (-1) E M_k, with E min = -E max.
TEST(MaximumMoments, SatisfyTheBinomialRecurrence) {
  constexpr Precision kWork = 160;
  std::vector<Interval> means{Interval(0, kWork)};
  for (long n = 1; n <= 30; ++n) {
    means.push_back(maximum_moments(n, MaxOver::values, kWork).mean);
    Interval sum(0, kWork), binomial(1, kWork);
    for (long k = 1; k <= n; ++k) {
      binomial = binomial * Interval(n - k + 1, kWork) / Interval(k, kWork);
      const Interval term = binomial * means[static_cast<std::size_t>(k)];
      sum = k % 2 == 0 ? sum + term : sum - term;
    }
    EXPECT_FALSE(disjoint(sum, means.back())) << n << ": " << show(sum) << " " << show(means.back());
  }
}

TEST(MaximumMoments, OfAllPrecisionsOverlap) {
  for (const MaxOver over : kBoth) {
    for (const std::int64_t n : kCounts) {
      const MaximumMoments fine = maximum_moments(n, over, 200);
      for (const Precision bits : {24L, 53L, 100L}) {
        const MaximumMoments rough = maximum_moments(n, over, bits);
        EXPECT_TRUE(subset(fine.mean, rough.mean)) << show(over) << n << " " << bits;
        EXPECT_TRUE(subset(fine.second, rough.second)) << show(over) << n << " " << bits;
        EXPECT_TRUE(subset(fine.variance, rough.variance)) << show(over) << n << " " << bits;
      }
    }
  }
}

TEST(MaximumMoments, GrowWithTheNumber) {
  for (const MaxOver over : kBoth) {
    MaximumMoments last = maximum_moments(over == MaxOver::values ? 2 : 1, over, 80);
    for (std::int64_t n = over == MaxOver::values ? 3 : 2; n < kMaxCount; n += n) {
      const MaximumMoments next = maximum_moments(n, over, 80);
      EXPECT_TRUE(strictly_precedes(last.mean, next.mean)) << show(over) << n;
      EXPECT_TRUE(strictly_precedes(last.second, next.second)) << show(over) << n;
      // E M_n <= sqrt(2 log n), Var M_n <= 1 (Boucheron, Lugosi, Massart 2013, Theorems 2.5 and 3.20)
      EXPECT_TRUE(certainly(less(next.variance, Interval(1, 80)))) << show(over) << n;
      const Interval bound = sqrt(Interval(2, 80) * log(Interval(Rational(n), 80)));
      EXPECT_TRUE(over == MaxOver::values_and_zero || certainly(less(next.mean, bound))) << n;
      last = next;
    }
  }
}

TEST(MaximumMoments, WithAndWithoutZeroDifferByTheNegativePart) {
  // E M^+ - E M = E M^- lies in (0, 2^-n sqrt(pi/2)/n], E M^2 - E (M^+)^2 = E (M^-)^2 in (0, 2^-n (pi/n^2)]
  for (const std::int64_t n : {1L, 2L, 5L, 20L, 60L}) {
    const MaximumMoments plain = maximum_moments(n, MaxOver::values, 200);
    const MaximumMoments with = maximum_moments(n, MaxOver::values_and_zero, 200);
    const Interval pi = Interval::pi(200), size(power(Rational(2), -n), 200), count(Rational(n), 200);
    EXPECT_TRUE(strictly_precedes(plain.mean, with.mean)) << n;
    EXPECT_TRUE(precedes(with.mean - plain.mean, size * sqrt(pi / Interval(2, 200)) / count)) << n;
    EXPECT_TRUE(strictly_precedes(with.second, plain.second)) << n;
    EXPECT_TRUE(precedes(plain.second - with.second, size * pi / sqr(count))) << n;
  }
}

TEST(MaximumMoments, WidthInUnitsOfTheLastPlace) {
  for (const MaxOver over : kBoth) {
    for (const std::int64_t n : kCounts) {
      for (const Precision bits : kBits) {
        const MaximumMoments value = maximum_moments(n, over, bits);
        EXPECT_LE(width_exponent(value.mean) + bits, 4) << show(over) << n << " " << bits;
        EXPECT_LE(width_exponent(value.second) + bits, 7) << show(over) << n << " " << bits;  // of up to 51
        EXPECT_LE(width_exponent(value.variance) + bits, 2) << show(over) << n << " " << bits;
      }
    }
  }
}

TEST(MaximumMoments, WidthWithThreeHundredBits) {
  for (const std::int64_t n : {3L, 1000L, 1'000'000'000'000L}) {
    const MaximumMoments value = maximum_moments(n, MaxOver::values_and_zero, 300);
    EXPECT_LE(width_exponent(value.mean), -296) << n;
    EXPECT_LE(width_exponent(value.variance), -298) << n;
  }
}

TEST(MaximumMoments, AreDefinedForTheLargestNumber) {
  const MaximumMoments value = maximum_moments(kMaxCount, MaxOver::values_and_zero, 128);
  EXPECT_LE(width_exponent(value.mean), -120);
  EXPECT_LE(width_exponent(value.variance), -116);
}

TEST(MaximumMoments, AreEmptyOutsideTheRange) {
  for (const MaxOver over : kBoth) {
    for (const std::int64_t n : {std::int64_t{0}, std::int64_t{-1}, kMaxCount + 1, INT64_MIN, INT64_MAX}) {
      const MaximumMoments value = maximum_moments(n, over, 64);
      EXPECT_TRUE(value.mean.is_empty() && value.second.is_empty() && value.variance.is_empty()) << n;
    }
  }
}

}  // namespace
}  // namespace certibound::test
