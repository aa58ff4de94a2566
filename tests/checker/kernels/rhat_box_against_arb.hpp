// Boxes of correlations, and the enclosures of rhat_box on them held against Arb's.
#pragma once

#include <certibound/ball/relu.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/rhat_box.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace certibound::kernels {

struct Boxes {
  std::vector<double> lo, hi;
  void add(double a, double b) {
    lo.push_back(std::min(a, b));
    hi.push_back(std::max(a, b));
  }
};

// Ends near -1, 0 and 1 in all magnitudes, and uniform ones; boxes of all widths, points too.
inline Boxes random_boxes(std::size_t n) {
  std::mt19937_64 engine(23);
  const auto unit = [&] { return std::ldexp(static_cast<double>(engine() >> 11), -53); };
  const auto place = [&] {
    const double small = std::exp2(-60 * unit()), sign = engine() % 2 == 0 ? 1 : -1;
    switch (engine() % 4) {
      case 0: return 2 * unit() - 1;
      case 1: return small - 1;
      case 2: return 1 - small;
      default: return sign * small;
    }
  };
  Boxes out;
  for (std::size_t i = 0; i < n; ++i) {
    const double a = place();
    switch (i % 3) {
      case 0: out.add(a, a); break;
      case 1: out.add(a, place()); break;
      default: out.add(a, std::clamp(a + std::exp2(-50 * unit()), -1.0, 1.0));
    }
  }
  return out;
}

// Rhat is increasing: the hull of Arb's enclosures at the two ends holds its range, and is at most that much wider.
inline void expect_contains_arb(std::size_t n) {
  const Boxes boxes = random_boxes(n);
  std::vector<double> lo(n), hi(n);
  rhat_box(boxes.lo.data(), boxes.hi.data(), lo.data(), hi.data(), n);
  const Precision bits = 192;
  const auto arb = [&](double x) {
    Ball rho(bits);
    arb_set_d(rho.get(), x);
    return rhat(rho).interval(bits + 64);
  };
  const Interval slack = Interval::point(5.5 * 0x1p-53, 64);
  for (std::size_t i = 0; i < n; ++i) {
    const Interval at_lo = arb(boxes.lo[i]), at_hi = arb(boxes.hi[i]);
    const Interval below = Interval::point(lo[i], 64), above = Interval::point(hi[i], 64);
    // Encloses: no tolerance.
    ASSERT_TRUE(certainly(less_equal(below, at_lo))) << boxes.lo[i] << ": " << lo[i] << " and " << to_string(at_lo, 25);
    ASSERT_TRUE(certainly(less_equal(at_hi, above))) << boxes.hi[i] << ": " << hi[i] << " and " << to_string(at_hi, 25);
    // Width, as the header promises.
    ASSERT_TRUE(certainly(less_equal(at_lo - below, slack * at_lo))) << boxes.lo[i];
    ASSERT_TRUE(certainly(less_equal(above - at_hi, slack * at_hi))) << boxes.hi[i];
  }
}

}  // namespace certibound::kernels
