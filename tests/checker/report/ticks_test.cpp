#include <certibound/report/svg.hpp>
#include <certibound/report/ticks.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

namespace certibound::report {
namespace {

std::string labels(const std::vector<Tick>& ticks) {
  std::string out;
  for (const Tick& t : ticks) out += (out.empty() ? "" : " ") + t.label;
  return out;
}

TEST(LinearTicks, AreTheRoundNumbersOneWouldChoose) {
  EXPECT_EQ(labels(linear_ticks(0, 1, 6)), "0 0.2 0.4 0.6 0.8 1.0");
  EXPECT_EQ(labels(linear_ticks(-1, 1, 8)), "-1.0 -0.5 0 0.5 1.0");
  EXPECT_EQ(labels(linear_ticks(0, 100, 6)), "0 20 40 60 80 100");
  EXPECT_EQ(labels(linear_ticks(0.993, 1.004, 6)), "0.994 0.996 0.998 1.000 1.002 1.004");
  EXPECT_EQ(labels(linear_ticks(0, 3e-9, 4)), "0 1e-9 2e-9 3e-9");
  EXPECT_EQ(labels(linear_ticks(0, 2e7, 3)), "0 1e7 2e7");
}

TEST(LinearTicks, LieInsideRiseEvenlyAndReadBack) {
  std::mt19937_64 random(20240607);
  std::uniform_real_distribution<double> mantissa(-1, 1), exponent(-300, 300);
  for (int i = 0; i < 2000; ++i) {
    double lo = mantissa(random) * std::pow(10, exponent(random));
    double hi = mantissa(random) * std::pow(10, exponent(random));
    if (lo > hi) std::swap(lo, hi);
    const auto ticks = linear_ticks(lo, hi, 8);
    SCOPED_TRACE(testing::Message() << std::hexfloat << lo << " " << hi << ": " << labels(ticks));
    ASSERT_GE(ticks.size(), 2u);
    ASSERT_LE(ticks.size(), 8u);
    for (std::size_t k = 0; k < ticks.size(); ++k) {
      EXPECT_GE(ticks[k].value, lo);
      EXPECT_LE(ticks[k].value, hi);
      EXPECT_EQ(std::strtod(ticks[k].label.c_str(), nullptr), ticks[k].value);
      if (k >= 2) {
        const double step = ticks[1].value - ticks[0].value;
        EXPECT_NEAR(ticks[k].value - ticks[k - 1].value, step, 1e-6 * step);
      }
    }
  }
}

TEST(LinearTicks, OfNothingAreNone) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(linear_ticks(1, 1, 5).empty());
  EXPECT_TRUE(linear_ticks(2, 1, 5).empty());
  EXPECT_TRUE(linear_ticks(0, inf, 5).empty());
  EXPECT_TRUE(linear_ticks(std::nan(""), 1, 5).empty());
  EXPECT_TRUE(linear_ticks(-1e308, 1e308, 5).empty()) << "the span overflows";
}

TEST(LogarithmicTicks, ArePowersOfTenThinnedEvenly) {
  EXPECT_EQ(labels(logarithmic_ticks(0.1, 1000, 8)), "0.1 1 10 100 1000");
  EXPECT_EQ(labels(logarithmic_ticks(1e-9, 1, 6)), "1e-9 1e-7 1e-5 1e-3 1e-1");
  EXPECT_EQ(labels(logarithmic_ticks(2, 8, 4)), "2 4 6 8") << "no two powers fit";
}

Plot plot_of(std::vector<std::pair<double, double>> values, SeriesKind kind) {
  Plot plot{.title = "t", .x = {.label = "x"}, .y = {.label = "y"}};
  plot.series = {{"s", kind, std::move(values)}};
  return plot;
}

TEST(Svg, DrawsLinesStepsAndPointsDifferently) {
  const std::vector<std::pair<double, double>> values{{0, 0}, {1, 1}, {2, 0}};
  const auto path = [](const std::string& svg) { return svg.substr(svg.rfind("d=\"M")); };
  EXPECT_NE(path(svg_plot(plot_of(values, SeriesKind::line), "p")).find('L'), std::string::npos);
  EXPECT_NE(path(svg_plot(plot_of(values, SeriesKind::step), "p")).find('V'), std::string::npos);
  EXPECT_NE(path(svg_plot(plot_of(values, SeriesKind::points), "p")).find("h0"), std::string::npos);
}

TEST(Svg, BreaksALineAtAPointThatCannotBeDrawn) {
  const std::string svg = svg_plot(plot_of({{0, 0}, {1, 1}, {2, std::nan("")}, {3, 1}, {4, 0}}, SeriesKind::line), "p");
  const std::string path = svg.substr(svg.rfind("d=\"M"));
  EXPECT_EQ(std::count(path.begin(), path.end(), 'M'), 2);
  EXPECT_EQ(std::count(path.begin(), path.end(), 'L'), 2);
}

TEST(Svg, HasNoUnusableNumberForAnyInput) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  const std::vector<std::vector<std::pair<double, double>>> inputs{
      {}, {{1, 1}}, {{0, 0}}, {{inf, 1}, {1, -inf}}, {{-1e308, 1e308}, {1e308, -1e308}}, {{1, 1e-320}, {2, 1e300}}};
  for (const auto& input : inputs) {
    for (const bool logarithmic : {false, true}) {
      Plot plot = plot_of(input, SeriesKind::line);
      plot.x.logarithmic = plot.y.logarithmic = logarithmic;
      const std::string svg = svg_plot(plot, "p");
      EXPECT_EQ(svg.find("nan"), std::string::npos) << svg;
      EXPECT_EQ(svg.find("inf"), std::string::npos) << svg;
    }
  }
}

TEST(Svg, KeepsAGivenRange) {
  Plot plot = plot_of({{0, 0}, {1, 1}}, SeriesKind::line);
  plot.x.range = {{0, 10}};
  EXPECT_NE(svg_plot(plot, "p").find(">10</text>"), std::string::npos);
}

}  // namespace
}  // namespace certibound::report
