// Random intervals biased to corners, members of them, and what a failure prints. Nothing here calls a function under
// test: numbers are made and compared by plain MPFR.
#pragma once

#include <certibound/interval/decoration.hpp>

#include <cstdint>
#include <limits>
#include <ostream>
#include <random>
#include <string>
#include <vector>

namespace certibound::test {

inline constexpr Precision kPrecisions[] = {24, 53, 64, 128, 300};
inline constexpr double kInf = std::numeric_limits<double>::infinity();

// Members are drawn, and true values computed, at this precision for intervals of `bits`.
inline constexpr Precision fine(Precision bits) { return 2 * bits + 64; }

// How often a random test repeats: `base` times the environment variable CERTIBOUND_TEST_MULTIPLIER (default 1).
int repeats(int base);

// The interval with these double ends, kept exactly (a NaN end: the empty set).
Interval box(double lo, double hi, Precision bits = 53);
inline Interval point(double x, Precision bits = 53) { return box(x, x, bits); }
Float number(double x, Precision bits = 53);
// A number beyond the range of double: mantissa * 2^exponent.
Float scaled(double mantissa, long exponent, Precision bits = 53);
Float smallest_positive(Precision bits);
Float largest_finite(Precision bits);

// The value rounded once more; exact where `bits` is enough.
Float rounded(const Float& x, Precision bits, mpfr_rnd_t direction);

// End point by end point; the empty set only equals itself.
bool same(const Interval& x, const Interval& y);

// Hexadecimal, exact, with the precision: what is needed to repeat a failure.
std::string show(const Float& x);
std::string show(const Interval& x);
std::string show(const Decorated& x);

class Inputs {
 public:
  explicit Inputs(std::uint64_t seed);
  Inputs(const Inputs&) = delete;
  Inputs& operator=(const Inputs&) = delete;
  ~Inputs();

  int below(int n);  // uniform in 0..n-1
  // 0, +-1 and its neighbours, small integers and halves, multiples of pi/2, the least and largest numbers, all sizes.
  Float number(Precision bits);
  // Empty, entire, half-infinite, points, neighbours, thin and wide.
  Interval interval(Precision bits);
  // A random subset of x that is not empty. REQUIRES: x not empty.
  Interval part_of(const Interval& x);
  // The finite ends, and some numbers between, of fine(precision) bits. REQUIRES: x not empty.
  std::vector<Float> members(const Interval& x);

 private:
  Float uniform(Precision bits);  // in [0, 1)
  Float clamped(Float x, const Interval& to);

  std::mt19937_64 engine_;
  gmp_randstate_t bits_;
};

}  // namespace certibound::test

namespace certibound {

inline void PrintTo(const Interval& x, std::ostream* out) { *out << test::show(x); }
inline void PrintTo(const Float& x, std::ostream* out) { *out << test::show(x); }

}  // namespace certibound
