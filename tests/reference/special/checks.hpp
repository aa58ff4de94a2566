// What the tests of this room share: exact inputs, reference decimals, random numbers.
#pragma once

#include <certibound/interval.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>

namespace certibound::test {

inline constexpr std::uint64_t kSeed = 20261125;

inline Interval number(const std::string& text, Precision bits = 128) { return {*parse_rational(text), bits}; }

// How often a random test repeats: `base` times the environment variable CERTIBOUND_TEST_MULTIPLIER (default 1).
inline int rounds(int base) {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  const double multiplier = text == nullptr ? 1.0 : std::atof(text);
  return multiplier > 0 ? static_cast<int>(base * multiplier) + 1 : base;
}

// Correct bits: of the width relative to the size; 1000000 for a point.
inline long correct_bits(const Interval& x) {
  if (x.is_empty() || !x.is_bounded()) return -1;
  if (x.is_point()) return 1'000'000;
  const Float size = mig(x), width = wid(x);
  if (size.is_zero()) return 0;
  return mpfr_get_exp(size.get()) - mpfr_get_exp(width.get());
}

// x agrees with a decimal that is correct to its last digits but two, and is narrow.
inline void expect_decimal(const Interval& x, const std::string& decimal, const char* what) {
  const Rational value = *parse_rational(decimal);
  const Rational slack = (value < 0 ? Rational(-value) : value) * power(Rational(10), -26);
  const Interval around(value - slack, value + slack, 160);
  EXPECT_TRUE(subset(x, around)) << what << ": " << to_string(x, 32) << " is not " << decimal;
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  long below(long n) { return static_cast<long>(engine_() % static_cast<std::uint64_t>(n)); }
  // A positive number of 30 bits between 2^least and 2^most.
  Rational positive(long least, long most) {
    const Rational mantissa(below(1L << 30) + (1L << 30), 1L << 30);
    return mantissa * power(Rational(2), least + below(most - least));
  }
  Rational fraction() { return Rational(below((1L << 30) - 1) + 1, 1L << 30); }  // in (0, 1)

 private:
  std::mt19937_64 engine_;
};

// [x (1 - w), x (1 + w)] for a random small w.
inline Interval around(Random& random, const Rational& x, Precision bits) {
  const Rational w = random.positive(-40, -4);
  return {Rational(x * (1 - w)), Rational(x * (1 + w)), bits};
}

}  // namespace certibound::test
