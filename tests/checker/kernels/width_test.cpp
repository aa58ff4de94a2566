// Smallest widths: each judged by enclosures of the exact tail at m and at m - 1.
#include <certibound/kernels/width.hpp>

#include <certibound/contour/norm_tail.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/tail.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <vector>

namespace certibound::kernels {
namespace {

struct Questions {
  std::vector<double> eps, delta;
};

Questions questions(double least_eps, double most_eps, double least_delta, std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto unit = [&] { return std::ldexp(static_cast<double>(random() >> 11), -53); };
  Questions out;
  for (std::size_t i = 0; i < count; ++i) {
    out.eps.push_back(least_eps * std::pow(most_eps / least_eps, unit()));
    out.delta.push_back(0.25 * std::pow(least_delta / 0.25, unit()));
  }
  return out;
}

std::vector<double> answers(const Questions& q) {
  std::vector<double> out(q.eps.size());
  smallest_width(q.eps.data(), q.delta.data(), out.data(), out.size());
  return out;
}

// p(m) <= delta < p(m - 1), for certain.
void expect_certified(const Questions& q, Interval (*tail)(long, const Rational&, Precision)) {
  const std::vector<double> widths = answers(q);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const Rational eps(q.eps[i]);
    const Interval delta = Interval::point(q.delta[i], 80);
    const std::string at = std::to_string(q.eps[i]) + " " + std::to_string(q.delta[i]);
    ASSERT_TRUE(widths[i] >= 1 && widths[i] == std::floor(widths[i])) << at;
    const long m = static_cast<long>(widths[i]);
    EXPECT_TRUE(certainly(less_equal(tail(m, eps, 80), delta))) << at << " at " << m;
    if (m == 1) continue;
    EXPECT_TRUE(certainly(less(delta, tail(m - 1, eps, 80)))) << at << " below " << m;
  }
}

TEST(SmallestWidth, IsCertifiedByTheEnclosuresOnBothSides) {
  expect_certified(questions(0.3, 8, 1e-12, 500, 1), norm_upper_tail);
  expect_certified(questions(0.02, 1, 1e-200, 400, 2), norm_upper_tail_by_contour);
}

TEST(SmallestWidth, IsCertifiedForLargeWidths) { expect_certified(questions(1e-5, 1e-2, 1e-12, 500, 3), norm_upper_tail_by_contour); }

TEST(SmallestWidth, TakesFewValuesOfTheTail) {
  for (const double least : {1e-6, 1e-3, 1e-2}) {
    answers(questions(least, std::min(1000 * least, 2.0), 1e-12, 4000, 4));
    EXPECT_LE(smallest_width_evaluations(), std::size_t{5 * 4000}) << least;
  }
}

TEST(SmallestWidth, OfOneRowAndOfNone) {
  const Questions q{{1, 0x1p20, 1e-6}, {0.5, 1e-300, 0.24}};
  const std::vector<double> m = answers(q);
  EXPECT_EQ(m[0], 1);
  EXPECT_EQ(m[1], 1);
  EXPECT_GT(m[2], 1e12);
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const Questions bad{{0, -1, kNan, 0.5, 0.5, 0.5, 0.5, 0x1.1p20, 1e-9}, {0.1, 0.1, 0.1, 0, 1, -1, kNan, 0.1, 1e-9}};
  for (const double width : answers(bad)) EXPECT_TRUE(std::isnan(width)) << width;
}

TEST(SmallestWidth, WritesOverItsInput) {
  Questions q = questions(0.01, 1, 1e-6, 50, 5);
  const std::vector<double> apart = answers(q);
  smallest_width(q.eps.data(), q.delta.data(), q.delta.data(), q.delta.size());
  EXPECT_EQ(q.delta, apart);
}

}  // namespace
}  // namespace certibound::kernels
