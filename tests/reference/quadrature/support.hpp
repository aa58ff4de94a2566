// Shared by the tests of this room.
#pragma once

#include <certibound/quadrature/integrate.hpp>

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <cstdint>
#include <memory>
#include <random>

namespace certibound::test {

template <typename N>
N number(long p, long q, const N& like) {
  return constant(Rational(p, q), like);
}

using SharedIntegrand = std::shared_ptr<const Integrand>;

template <typename F>
SharedIntegrand shared(F f) {
  return std::make_shared<IntegrandOf<F>>(std::move(f));
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  long below(long n) { return std::uniform_int_distribution<long>(0, n - 1)(engine_); }
  // A multiple of 2^-30 of [lo, hi].
  Rational between(const Rational& lo, const Rational& hi) {
    return lo + (hi - lo) * Rational(below((1L << 30) + 1), 1L << 30);
  }

 private:
  std::mt19937_64 engine_;
};

// sum_{k<n} c_k(p) (x-p)^k + c_n(box) (x-p)^n, with c over the box and at p.
inline Interval taylor_value(const Taylor& at, const Taylor& over, std::size_t n, const Interval& step) {
  Interval sum = over.coefficient(n) * pown(step, static_cast<long>(n));
  for (std::size_t k = 0; k < n; ++k) sum = sum + at.coefficient(k) * pown(step, static_cast<long>(k));
  return sum;
}

}  // namespace certibound::test
