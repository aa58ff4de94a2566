// What the tests of the tails of the norm law share: kernels of widths and errors run on points, held to a reference.
#pragma once

#include <certibound/crosscheck/ulp.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace certibound::kernels {

inline constexpr Precision kBits = 90;
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN(), kInfinity = std::numeric_limits<double>::infinity();

using Kernel = void (*)(const double*, const double*, double*, std::size_t);
using Reference = Interval (*)(long, const Rational&, Precision);

struct Points {
  std::vector<double> m, eps;

  void add(double width, double at) {
    m.push_back(width);
    eps.push_back(at);
  }
};

inline std::vector<double> run(Kernel kernel, const Points& x) {
  std::vector<double> out(x.m.size());
  kernel(x.m.data(), x.eps.data(), out.data(), out.size());
  return out;
}

// Largest errors over the points: of a probability relative, of its logarithm beyond 2^-52 of itself.
inline void expect_close(Kernel kernel, Kernel log_kernel, const Points& x, Reference reference, double relative) {
  const std::vector<double> p = run(kernel, x), log_p = run(log_kernel, x);
  const Interval one(1, kBits), room = Interval::point(0x1p-52, kBits), bound = Interval::point(relative, kBits);
  int normal = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const std::string at = std::to_string(x.m[i]) + " " + crosscheck::hex_float(x.eps[i]);
    const Interval exact = reference(static_cast<long>(x.m[i]), Rational(x.eps[i]), kBits);
    ASSERT_FALSE(exact.is_empty()) << at;
    ASSERT_TRUE(p[i] >= 0 && p[i] <= 1 && log_p[i] <= 0) << at;
    if (p[i] > 1e-300) {
      ++normal;
      const Interval error = abs(Interval::point(p[i], kBits) / exact - one);
      ASSERT_TRUE(certainly(less_equal(error, bound))) << at << ": " << p[i] << " errs by " << to_string(error, 3);
    }
    if (exact.lo().sign() <= 0) continue;  // below what MPFR can hold
    const Interval log_exact = log(exact), error = abs(Interval::point(log_p[i], kBits) - log_exact);
    ASSERT_TRUE(certainly(less_equal(error, bound + room * abs(log_exact))))
        << at << ": log " << log_p[i] << " errs by " << to_string(error, 3);
  }
  EXPECT_GT(normal, static_cast<int>(p.size()) / 2);
}

}  // namespace certibound::kernels
