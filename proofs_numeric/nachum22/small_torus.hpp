// Sets of pixels on a small torus Z_n x Z_n, n <= 8, as 64-bit masks (pixel (i, j) is bit i n + j), and what the
// centred (2r+1) x (2r+1) patches see of them: the exact data of Definition 2 and Theorem 5 of Nachum et al., ICLR
// 2022.
//
// A patch has k = (2r+1)^2 slots, one an offset in {-r..r}^2; where 2r+1 > n a pixel fills as many slots as offsets
// meet it. With a, b, s the slots of a patch in A, B, A cap B, (8) with nu^2 = 2/k and nu_R^2 = 1/2 reads
//   E<R(F*A), R(F*B)> = sum G,   G = sqrt(ab) Rhat(s / sqrt(ab)) / k   (0 if a b = 0).
// Every pixel fills k slots in all, so <A,B> = sum s/k and the excess E<R(F*A), R(F*B)> - <A,B> is the sum of
//   t(a, b, s) = G - s/k = sqrt(ab) Rhat(-s / sqrt(ab)) / k >= 0.
#pragma once

#include <certibound/image/binary_image.hpp>
#include <certibound/interval/functions.hpp>

#include <atomic>
#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace certibound::papers {

using Mask = std::uint64_t;

struct PatchCounts {
  int a = 0, b = 0, s = 0;
};

// What an enclosure says of G in [0, 1]; `unsettled` never occurs, and would make every claim that asks undecided.
enum class PatchValue { zero, between, one, unsettled };

// t and G for all possible counts of one r, from exact integers by patch_sums(); the sums below are formed in integers.
class PatchTerms {
 public:
  static constexpr int kFractionBits = 40;  // of the fixed-point bounds
  static constexpr int kLargestRadius = 3;
  static constexpr Precision kBits = 96;  // of the enclosures they are rounded from

  explicit PatchTerms(int r);
  static const PatchTerms& of(int r);  // made once; REQUIRES: 0 <= r <= kLargestRadius

  int slots() const { return k_; }
  // All (a, b, s) with 0 <= s <= a, b and a + b - s <= k: the counts of any patch of any torus, for this r.
  const std::vector<PatchCounts>& possible() const { return possible_; }
  // t <= value / 2^kFractionBits, and >=. REQUIRES: possible counts.
  std::int64_t lower(const PatchCounts& c) const { return lower_[index(c)]; }
  std::int64_t upper(const PatchCounts& c) const { return upper_[index(c)]; }
  PatchValue value(const PatchCounts& c) const { return values_[index(c)]; }

 private:
  std::size_t index(const PatchCounts& c) const;

  int k_;
  std::vector<PatchCounts> possible_;
  std::vector<std::int64_t> lower_, upper_;
  std::vector<PatchValue> values_;
};

inline constexpr std::int64_t kUnit = std::int64_t{1} << PatchTerms::kFractionBits;
inline constexpr const char* kAllRadii =
    "all n >= 1, r in [n] (patches periodic where 2r+1 > n), A, B subset Z_n x Z_n";

class SmallTorus {
 public:
  SmallTorus(int n, int r);  // REQUIRES: 1 <= n <= 8, r >= 0

  int side() const { return n_; }
  int radius() const { return r_; }
  int pixels() const { return n_ * n_; }
  int slots() const { return (2 * r_ + 1) * (2 * r_ + 1); }
  Mask everything() const { return pixels() == 64 ? ~Mask{0} : (Mask{1} << pixels()) - 1; }

  // The slots of the patch around the pixel that lie in the set.
  int slots_in(Mask set, int pixel) const {
    int sum = 0;
    for (const Mask layer : layers_[static_cast<std::size_t>(pixel)]) sum += std::popcount(set & layer);
    return sum;
  }
  PatchCounts counts(Mask a, Mask b, int pixel) const {
    return {slots_in(a, pixel), slots_in(b, pixel), slots_in(a & b, pixel)};
  }
  // Definition 2: (15a) the patch meets A and meets B, (15b) it is not contained in A or not contained in B.
  bool on_boundary(const PatchCounts& c) const { return c.a > 0 && c.b > 0 && (c.a < slots() || c.b < slots()); }

  Mask rectangle(int row, int column, int height, int width) const;  // cyclic; REQUIRES: 0 <= height, width <= n

 private:
  int n_, r_;
  std::vector<std::vector<Mask>> layers_;  // layer m of a patch: the pixels that fill more than m of its slots
};

struct PairSums {
  std::int64_t inner = 0, boundary = 0;             // <A,B>, |d_r(A,B)|, pixels
  std::int64_t excess_lower = 0, excess_upper = 0;  // of E<R(F*A), R(F*B)> - <A,B>, in units of 2^-kFractionBits
};
PairSums pair_sums(const SmallTorus& torus, const PatchTerms& terms, Mask a, Mask b);

// The pairs on which statements about Theorem 5 are tried: all pairs of subsets of Z_n x Z_n for n = 1, 2, 3 and r in
// [n], and all pairs of cyclic rectangles, up to translation, for n = 4, 5, 6 and 1 <= r <= (n-1)/2.
enum class Patches { inside, periodic };  // only 2r+1 <= n, or every r in [n]
// Visits until a visit returns false or `stop` is set; whether all pairs were visited.
bool for_each_pair(Patches patches, const std::atomic<bool>& stop,
                   const std::function<bool(const SmallTorus&, Mask a, Mask b)>& visit);
std::string extent_of_pairs(Patches patches);

BinaryImage to_binary_image(const SmallTorus& torus, Mask set);
std::string to_text(const SmallTorus& torus, Mask set);  // "{(0,0), (1,2)}", "{}"

}  // namespace certibound::papers
