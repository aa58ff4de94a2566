// Every float in [-1, 1], 2 130 706 434 of them, through the float kernels; about 20 s of one core.
//
// The standard is rhat_refined in double: its error is below 0.59 double ULP (proven, rhat_refined-inl.hpp), that is 2^-29.7
// float ULP. So the float next to its result is the float next to Rhat, unless that result is within one double ULP of
// a midpoint of two floats; those few go to the rigorous reference.
#include <certibound/crosscheck/builtin.hpp>
#include <certibound/kernels/rhat.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

namespace certibound::crosscheck {
namespace {

constexpr std::uint32_t kOne = 0x3F800000;  // the bits of 1.0F
constexpr std::uint32_t kBlock = 1U << 14;

// Calls f(floats, refined) for all floats with this sign bit, in blocks.
template <class F>
void for_all_floats(std::uint32_t sign, F f) {
  std::vector<float> x;
  std::vector<double> refined;
  for (std::uint32_t start = 0; start <= kOne; start += kBlock) {
    x.clear();
    for (std::uint32_t i = start; i <= kOne && i < start + kBlock; ++i) {
      x.push_back(std::bit_cast<float>(i | sign));
    }
    refined.assign(x.begin(), x.end());
    kernels::rhat_refined(refined.data(), refined.data(), refined.size());
    f(x, refined);
  }
}

// The 29 bits that a double has beyond a float are 1000... at a midpoint. (Rhat of a float is 0 or above 2^-40, so
// the float next to it is a normal number.)
bool near_midpoint(double y) {
  const std::uint64_t low = std::bit_cast<std::uint64_t>(y) & 0x1FFFFFFFU;
  return low >= 0x0FFFFFFFU && low <= 0x10000001U;
}

bool correct(float x, float y, double refined) {
  if (near_midpoint(refined)) {
    return rounding_of(y, find_reference("Rhat")->enclosure(Interval::point(x, 192))) == Rounding::correct;
  }
  return y == static_cast<float>(refined);
}

TEST(RhatFloat, RoundsEveryFloatCorrectly) {
  std::vector<float> y;
  for (const std::uint32_t sign : {0U, 0x80000000U}) {
    for_all_floats(sign, [&y](const std::vector<float>& x, const std::vector<double>& refined) {
      y.resize(x.size());
      kernels::rhat(x.data(), y.data(), x.size());
      for (std::size_t i = 0; i < x.size(); ++i) {
        ASSERT_TRUE(correct(x[i], y[i], refined[i])) << hex_float(x[i]);
      }
    });
  }
}

TEST(RhatFastFloat, KeepsItsPromiseOnEveryFloat) {
  double worst = 0;
  float worst_input = 0;
  std::size_t misrounded = 0;
  std::vector<float> y;
  for (const std::uint32_t sign : {0U, 0x80000000U}) {
    for_all_floats(sign, [&](const std::vector<float>& x, const std::vector<double>& refined) {
      y.resize(x.size());
      kernels::rhat_fast(x.data(), y.data(), x.size());
      for (std::size_t i = 0; i < x.size(); ++i) {
        if (y[i] == static_cast<float>(refined[i])) continue;  // within half an ULP and 2^-29
        ++misrounded;
        const double error = std::ldexp(std::fabs(y[i] - refined[i]), 23 - std::ilogb(refined[i]));
        if (error > worst) {
          worst = error;
          worst_input = x[i];
        }
      }
    });
  }
  RecordProperty("worst", std::to_string(worst));
  std::printf("worst %.6f ULP at %s, %zu misrounded\n", worst, hex_float(worst_input).c_str(), misrounded);
  EXPECT_LT(worst + 0x1p-29, 0.81);
}

}  // namespace
}  // namespace certibound::crosscheck
