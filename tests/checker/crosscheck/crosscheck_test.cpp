// The cross-check on kernels whose defects are known.
#include <certibound/crosscheck/crosscheck.hpp>

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include "points.hpp"
#include "series.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <set>

namespace certibound::crosscheck {
namespace {

constexpr std::uint64_t kSeed = 20240607;

const Reference& rhat_reference() { return *find_reference("Rhat"); }

double textbook(double rho) {
  return (std::sqrt(1 - rho * rho) + (std::numbers::pi - std::acos(rho)) * rho) / std::numbers::pi;
}

// The double nearest to Rhat, or the fast reference's best guess of it (wrong about once in 2^35 points).
double nearest(double rho) {
  if (!(std::fabs(rho) <= 1)) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  if (std::fabs(rho) == 1) {
    return std::fmax(rho, 0);
  }
  return fast_rhat(rho).hi;
}

template <class F>
Kernel<double> each(F f) {
  return [f](const double* in, double* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      out[i] = f(in[i]);
    }
  };
}

Options small_check() {
  Options options;
  options.points = 50'000;
  options.seed = kSeed;
  return options;
}

TEST(Crosscheck, ReportsTheLossOfTheTextbookFormulaNearMinusOne) {
  const Report<double> report = check_kernel(rhat_reference(), each(textbook), small_check());
  EXPECT_TRUE(certainly(less(Interval::point(1e23), report.worst.error))) << to_string(report.worst.error, 5);
  EXPECT_TRUE(certainly(less(report.worst.error, Interval::point(1.5e23)))) << to_string(report.worst.error, 5);
  EXPECT_LT(report.worst.input, -1 + 0x1p-51);
  EXPECT_EQ(report.worst.output, textbook(report.worst.input));
  EXPECT_EQ(report.regions[0].misrounded, report.regions[0].points) << "every digit is lost left of -0.99";
  EXPECT_FALSE(report.within(1e23));
  EXPECT_TRUE(report.within(1.5e23));
}

TEST(Crosscheck, PassesAKernelThatRoundsCorrectly) {
  const Report<double> report = check_kernel(rhat_reference(), each(nearest), small_check());
  EXPECT_EQ(report.misrounded, 0U);
  EXPECT_EQ(report.rounding_unknown, 0U);
  EXPECT_TRUE(report.within(0.5)) << to_string(report.worst.error, 10);
  EXPECT_TRUE(certainly(less(Interval::point(0.4999), report.worst.error))) << "the points find bad cases";
}

TEST(Crosscheck, FindsADefectInASmallPartOfTheDomain) {
  const auto off_by_three = [](double rho) {
    const double y = nearest(rho);
    return std::fabs(1 + rho) < 0x1p-45 && std::fabs(1 + rho) >= 0x1p-46 ? y * (1 + 3 * 0x1p-52) : y;
  };
  const Report<double> report = check_kernel(rhat_reference(), each(off_by_three), small_check());
  EXPECT_TRUE(certainly(less(Interval::point(2.0), report.worst.error)));
  EXPECT_GE(1 + report.worst.input, 0x1p-46);
  EXPECT_LT(1 + report.worst.input, 0x1p-45);
  EXPECT_GT(report.misrounded, 0U);
}

TEST(Crosscheck, BoundsNothingIfAnOutputInsideIsNotFinite) {
  const auto nan_at_zero = [](double rho) {
    return rho > 0 && rho < 0x1p-1000 ? std::numeric_limits<double>::quiet_NaN() : nearest(rho);
  };
  const Report<double> report = check_kernel(rhat_reference(), each(nan_at_zero), small_check());
  EXPECT_GT(report.not_finite, 0U);
  EXPECT_FALSE(report.worst.error.is_bounded());
  EXPECT_LT(report.worst.input, 0x1p-1000);
  EXPECT_TRUE(std::isnan(report.worst.output));
  EXPECT_FALSE(report.within(std::numeric_limits<double>::max()));
}

TEST(Crosscheck, WantsNanOutsideTheDomain) {
  const auto clamped = [](double rho) { return nearest(std::fmin(std::fmax(rho, -1), 1)); };
  const Report<double> report = check_kernel(rhat_reference(), each(clamped), small_check());
  EXPECT_FALSE(report.within(1));
  for (const SpecialValue<double>& s : report.special) {
    EXPECT_EQ(s.expects_nan, !(std::fabs(s.input) <= 1)) << hex_float(s.input);
    EXPECT_EQ(s.ok, !s.expects_nan) << hex_float(s.input);
  }
}

TEST(Crosscheck, GivesTheSameReportForTheSameSeed) {
  const Report<double> a = check_kernel(rhat_reference(), each(textbook), small_check());
  const Report<double> b = check_kernel(rhat_reference(), each(textbook), small_check());
  Options other = small_check();
  other.seed = kSeed + 1;
  const Report<double> c = check_kernel(rhat_reference(), each(textbook), other);
  EXPECT_EQ(a.misrounded, b.misrounded);
  EXPECT_TRUE(equal(a.worst.error, b.worst.error));
  EXPECT_NE(a.misrounded, c.misrounded);
}

TEST(Crosscheck, JudgesArraysAsItJudgesKernels) {
  std::vector<double> in;
  std::vector<double> out;
  for (std::uint64_t i = 0; i < small_check().points; ++i) {
    in.push_back(check_point<double>(-1, 1, kSeed, i));
    out.push_back(textbook(in.back()));
  }
  const Report<double> kernel = check_kernel(rhat_reference(), each(textbook), small_check());
  in.insert(in.end(), {2.0, std::nan("")});
  out.insert(out.end(), {0.0, std::nan("")});
  const Report<double> arrays = check_values<double>(rhat_reference(), in, out, small_check());
  EXPECT_EQ(arrays.points, kernel.points);
  EXPECT_EQ(arrays.misrounded, kernel.misrounded);
  EXPECT_TRUE(equal(arrays.worst.error, kernel.worst.error));
  EXPECT_EQ(arrays.outside, 2U);
  EXPECT_EQ(arrays.outside_not_nan, 1U);
  EXPECT_FALSE(arrays.within(1e30));
}

TEST(Crosscheck, JudgesFloats) {
  const Kernel<float> rounded = [](const float* in, float* out, std::size_t n) {
    for (std::size_t i = 0; i < n; ++i) {
      out[i] = static_cast<float>(nearest(in[i]));
    }
  };
  const Report<float> report = check_kernel(rhat_reference(), rounded, small_check());
  EXPECT_TRUE(report.within(0.5)) << to_string(report.worst.error, 10);
  EXPECT_EQ(report.misrounded, 0U);
}

// check_kernel throws where the two references disagree; here they are compared at every point.
TEST(FastReference, KeepsItsBoundAtEveryPoint) {
  Options options;
  options.points = 20'000;
  options.seed = kSeed;
  options.rigorous_one_in = 1;
  for (const Reference& reference : references()) {
    const auto value = [&reference](double x) { return std::fabs(x) < 1 ? reference.fast(x).hi : 0.0; };
    EXPECT_NO_THROW({
      const Report<double> report = check_kernel(reference, each(value), options);
      EXPECT_EQ(report.rigorous, options.points) << reference.name;
    }) << reference.name;
  }
}

TEST(FastReference, IsAccurateToItsBound) {
  for (const Reference& reference : references()) {
    for (std::uint64_t i = 0; i < 20'000; ++i) {
      const double x = check_point<double>(-1, 1, kSeed, i);
      if (std::fabs(x) == 1) continue;
      const FastValue fast = reference.fast(x);
      const Interval exact = reference.enclosure(Interval::point(x, 192));
      const Interval sum = Interval::point(fast.hi, 192) + Interval::point(fast.lo, 192);
      const Interval error = abs(sum / exact - Interval(1, 192));
      ASSERT_TRUE(certainly(less(error, Interval::point(reference.fast_error))))
          << reference.name << " at " << hex_float(x) << ": " << to_string(error, 5);
    }
  }
}

TEST(Points, ReachEveryBinade) {
  std::set<int> around_zero;
  std::set<int> above_lo;
  std::set<int> below_hi;
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    const double x = check_point<double>(-1, 1, kSeed, i);
    ASSERT_LE(std::fabs(x), 1) << i;
    around_zero.insert(std::ilogb(x));
    above_lo.insert(std::ilogb(1 + x));  // exact where it is small
    below_hi.insert(std::ilogb(1 - x));
  }
  for (int e = -1074; e < 0; ++e) EXPECT_TRUE(around_zero.contains(e)) << e;
  for (int e = -53; e <= 0; ++e) EXPECT_TRUE(above_lo.contains(e) && below_hi.contains(e)) << e;
}

TEST(Points, ReachEveryBinadeOfFloat) {
  std::set<int> around_zero;
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    around_zero.insert(std::ilogb(check_point<float>(-1, 1, kSeed, i)));
  }
  for (int e = -149; e < 0; ++e) EXPECT_TRUE(around_zero.contains(e)) << e;
}

TEST(References, AreFoundByName) {
  EXPECT_EQ(find_reference("Rhat"), &references()[0]);
  EXPECT_EQ(find_reference("rhat"), nullptr);
}

}  // namespace
}  // namespace certibound::crosscheck
