// Random boxes for the soundness tests of this room, and how many of them a run takes: some hundreds a function in the
// default tier, kFull a function in the exhaustive one (CERTIBOUND_EXHAUSTIVE), spread over shards of one seed each.
#pragma once

#include "values.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace certibound::test {

#ifdef CERTIBOUND_EXHAUSTIVE
inline constexpr int kShards = 10;
#else
inline constexpr int kShards = 1;
#endif
inline constexpr int kFull = 100'000;

// Boxes in one shard.
inline int boxes(int by_default) { return kShards == 1 ? repeats(by_default) : repeats(kFull / kShards); }

class Boxes {
 public:
  explicit Boxes(std::uint64_t seed) : inputs_(seed), seed_(seed) {}

  Precision bits() { return kPrecisions[inputs_.below(3)]; }

  // 20 random bits between 2^least and 2^most.
  Interval positive(long least, long most, Precision bits) {
    const double mantissa = 1 + inputs_.below(1 << 20) * 0x1p-20;
    return at_point(scaled(mantissa, least + inputs_.below(static_cast<int>(most - least)), bits));
  }
  Interval either_sign(long least, long most, Precision bits) {
    const Interval x = inputs_.below(30) == 0 ? point(0, bits) : positive(least, most, bits);
    return inputs_.below(2) == 0 ? x : -x;
  }
  // In (0, 1), next to both ends as well.
  Interval fraction(Precision bits) {
    const Interval x =
        inputs_.below(2) == 0 ? positive(-12, 0, bits) : at_point(scaled(inputs_.below(1 << 20) + 1, -21, bits));
    return inputs_.below(2) == 0 || x.hi() == number(1, bits) ? x : point(1, bits) - x;
  }

  // A box around or from x: the point itself, thin, or wide to one side or the other.
  Interval around(const Interval& x) {
    switch (inputs_.below(5)) {
      case 0: return x;
      case 1:
      case 2: {
        const Interval w = at_point(scaled(1, -1 - inputs_.below(40), x.precision()));
        return hull(x - x * w, x + x * w);
      }
      case 3: return hull(x, x * point(1 + inputs_.below(64) / 16.0, x.precision()));
      default: return hull(x, x * point(inputs_.below(64) / 64.0, x.precision()));
    }
  }

  Interval member(const Interval& box) { return test::member(inputs_, box); }
  int below(int n) { return inputs_.below(n); }
  std::uint64_t seed() const { return seed_; }

 private:
  Inputs inputs_;
  std::uint64_t seed_;
};

// The enclosure of the true value must meet that of the box: an empty intersection proves one of them wrong.
inline void expect_meets(const Interval& truth, const Interval& value, const std::string& at, const Boxes& boxes) {
  EXPECT_FALSE(truth.is_empty() || value.is_empty() || disjoint(truth, value))
      << at << ": " << show(value) << " misses " << show(truth) << ", seed " << boxes.seed();
}

}  // namespace certibound::test
