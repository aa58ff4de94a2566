// Every float through a kernel, judged by Taylor expansions with a proven remainder: billions of points in a minute.
#pragma once

#include "tally.hpp"

#include <cstdint>
#include <span>

namespace certibound::crosscheck {

// The work is cut into parts of 2^20 numbers with consecutive bit patterns, each with its negatives: 0 .. kFloatParts - 1 hold
// all finite floats.
inline constexpr std::uint32_t kFloatParts = 0x7F800000U >> 20;
inline constexpr std::uint32_t kPartFloats = 1U << 20;

// Whether an expansion holds for 2^16 neighbouring floats, so that trying all of them is a matter of a minute; false for
// functions that turn between neighbouring floats, as sin does beyond 2^24. `lo`, `hi`: the part of the line to check.
bool smooth_between_floats(const Function& function, double lo, double hi);

class FloatCheck {
 public:
  // Numbers outside [lo, hi] are left out. The references have to outlive it.
  FloatCheck(const Function& function, double lo, double hi, Tally& tally, PairCount& monotone, PairCount& symmetric)
      : function_(function), lo_(lo), hi_(hi), tally_(tally), monotone_(monotone), symmetric_(symmetric) {}

  // Takes the results of the kernel for the magnitudes with bits first .. first + n - 1 (n <= 2^16, first a multiple of it):
  // `plus` for the numbers themselves, `minus` for their negatives.
  void take(std::uint32_t first, std::span<const float> plus, std::span<const float> minus);
  // Called before the chunks of a part: tries one expansion for all of it.
  void begin_part(std::uint32_t part);

 private:
  struct Known {
    std::uint32_t first = 0, count = 0;  // bits of the magnitudes; count = 0: nothing
    double center = 0;
    Expansion expansion;
    double error = 0;  // of the expansion and of the two roundings in the comparison
  };
  Known expand(bool negative, std::uint32_t first, std::uint32_t count) const;
  void judge(bool negative, std::uint32_t first, std::span<const float> out, const Known* known);
  void judge_with(const Known& known, bool negative, std::uint32_t first, std::span<const float> out);
  void judge_each(bool negative, std::uint32_t first, std::span<const float> out);
  bool judge_infinite(bool negative, std::uint32_t first, std::span<const float> out);
  bool outside(bool negative, std::uint32_t first, std::span<const float> out);
  void compare_neighbours(bool negative, std::uint32_t first, std::span<const float> out, int direction);
  void compare_signs(std::uint32_t first, std::span<const float> plus, std::span<const float> minus);

  const Function& function_;
  double lo_, hi_;
  Tally& tally_;
  PairCount& monotone_;
  PairCount& symmetric_;
  Known whole_[2] = {};  // of the present part, positive and negative
};

}  // namespace certibound::crosscheck
