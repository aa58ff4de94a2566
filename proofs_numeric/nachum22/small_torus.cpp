// The patches of a small torus as masks, and the terms of Theorem 5 as integers between which the true values lie.
#include "small_torus.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <array>

namespace certibound::papers {
namespace {

// value 2^kFractionBits as an integer, rounded down or up. The true value is below 2^(kFractionBits + 1).
std::int64_t fixed_point(const Float& value, mpfr_rnd_t rounding) {
  Float scaled(value);
  mpfr_mul_2si(scaled.get(), scaled.get(), PatchTerms::kFractionBits, MPFR_RNDN);  // exact
  return mpfr_get_si(scaled.get(), rounding);
}

PatchValue classify(const Interval& g) {
  const Interval zero(0L, 2), one(1L, 2);
  if (equal(g, zero)) return PatchValue::zero;
  if (equal(g, one)) return PatchValue::one;
  return certainly(less(zero, g)) && certainly(less(g, one)) ? PatchValue::between : PatchValue::unsettled;
}

std::vector<PatchCounts> possible_counts(int k) {
  std::vector<PatchCounts> out;
  for (int a = 0; a <= k; ++a) {
    for (int b = 0; b <= k; ++b) {
      for (int s = std::max(0, a + b - k); s <= std::min(a, b); ++s) out.push_back({a, b, s});
    }
  }
  return out;
}

using Visit = std::function<bool(const SmallTorus&, Mask, Mask)>;

bool for_each_subset_pair(const SmallTorus& torus, const std::atomic<bool>& stop, const Visit& visit) {
  for (Mask a = 0; a <= torus.everything(); ++a) {
    if (stop) return false;
    for (Mask b = 0; b <= torus.everything(); ++b) {
      if (!visit(torus, a, b)) return false;
    }
  }
  return true;
}

std::vector<Mask> rectangles(const SmallTorus& torus) {
  const int n = torus.side();
  std::vector<Mask> out;
  for (int height = 1; height <= n; ++height) {
    for (int width = 1; width <= n; ++width) {
      for (int row = 0; row < (height == n ? 1 : n); ++row) {
        for (int column = 0; column < (width == n ? 1 : n); ++column) {
          out.push_back(torus.rectangle(row, column, height, width));
        }
      }
    }
  }
  return out;
}

// The first rectangle has its corner at (0, 0): nothing in Theorem 5 changes under translation.
bool for_each_rectangle_pair(const SmallTorus& torus, const std::atomic<bool>& stop, const Visit& visit) {
  const std::vector<Mask> all = rectangles(torus);
  for (int height = 1; height <= torus.side(); ++height) {
    for (int width = 1; width <= torus.side(); ++width) {
      if (stop) return false;
      const Mask a = torus.rectangle(0, 0, height, width);
      if (!std::all_of(all.begin(), all.end(), [&](Mask b) { return visit(torus, a, b); })) return false;
    }
  }
  return true;
}

}  // namespace

PatchTerms::PatchTerms(int r) : k_((2 * r + 1) * (2 * r + 1)), possible_(possible_counts(k_)) {
  const auto side = static_cast<std::size_t>(k_ + 1);
  lower_.resize(side * side * side);
  upper_.resize(side * side * side);
  values_.resize(side * side * side, PatchValue::unsettled);
  const Interval slots(long{k_}, kBits);
  for (const PatchCounts& c : possible_) {
    const PatchSums sums = patch_sums({{c.a, c.b, c.s}}, kBits);
    const Interval t = sums.relu_minus_inner / slots;
    lower_[index(c)] = fixed_point(t.lo(), MPFR_RNDD);
    upper_[index(c)] = fixed_point(t.hi(), MPFR_RNDU);
    values_[index(c)] = classify(sums.relu / slots);
  }
}

std::size_t PatchTerms::index(const PatchCounts& c) const {
  const auto side = static_cast<std::size_t>(k_ + 1);
  return (static_cast<std::size_t>(c.a) * side + static_cast<std::size_t>(c.b)) * side + static_cast<std::size_t>(c.s);
}

const PatchTerms& PatchTerms::of(int r) {
  static const std::array<PatchTerms, 3> small{PatchTerms(0), PatchTerms(1), PatchTerms(2)};
  if (r < 3) return small[static_cast<std::size_t>(r)];
  static const PatchTerms three(3);
  return three;
}

SmallTorus::SmallTorus(int n, int r) : n_(n), r_(r), layers_(static_cast<std::size_t>(n * n)) {
  std::vector<int> times(static_cast<std::size_t>(n), 0);  // how many offsets meet the pixel at this distance
  for (int offset = -r; offset <= r; ++offset) ++times[static_cast<std::size_t>(((offset % n) + n) % n)];
  const auto times_from = [&](int from, int to) { return times[static_cast<std::size_t>(((to - from) % n + n) % n)]; };
  for (int p = 0; p < n * n; ++p) {
    std::vector<Mask>& layers = layers_[static_cast<std::size_t>(p)];
    for (int q = 0; q < n * n; ++q) {
      const int filled = times_from(p / n, q / n) * times_from(p % n, q % n);
      if (static_cast<int>(layers.size()) < filled) layers.resize(static_cast<std::size_t>(filled));
      for (int m = 0; m < filled; ++m) layers[static_cast<std::size_t>(m)] |= Mask{1} << q;
    }
  }
}

Mask SmallTorus::rectangle(int row, int column, int height, int width) const {
  Mask out = 0;
  for (int i = 0; i < height; ++i) {
    for (int j = 0; j < width; ++j) out |= Mask{1} << (((row + i) % n_) * n_ + (column + j) % n_);
  }
  return out;
}

PairSums pair_sums(const SmallTorus& torus, const PatchTerms& terms, Mask a, Mask b) {
  PairSums sums;
  sums.inner = std::popcount(a & b);
  for (int p = 0; p < torus.pixels(); ++p) {
    const PatchCounts c = torus.counts(a, b, p);
    sums.boundary += torus.on_boundary(c) ? 1 : 0;
    sums.excess_lower += terms.lower(c);
    sums.excess_upper += terms.upper(c);
  }
  return sums;
}

bool for_each_pair(Patches patches, const std::atomic<bool>& stop, const Visit& visit) {
  for (int n = 1; n <= 3; ++n) {
    for (int r = 0; r < n; ++r) {
      if (patches == Patches::inside && 2 * r + 1 > n) continue;
      if (!for_each_subset_pair(SmallTorus(n, r), stop, visit)) return false;
    }
  }
  for (int n = 4; n <= 6; ++n) {
    for (int r = 1; 2 * r + 1 <= n; ++r) {
      if (!for_each_rectangle_pair(SmallTorus(n, r), stop, visit)) return false;
    }
  }
  return true;
}

std::string extent_of_pairs(Patches patches) {
  return patches == Patches::inside ? "all pairs of subsets of Z_1^2 and Z_2^2 (r = 0) and of Z_3^2 (r = 0, 1), and "
                                      "all pairs of cyclic rectangles of Z_n^2, n = 4, 5, 6, 1 <= r <= (n-1)/2"
                                    : "all pairs of subsets of Z_n^2, n = 1, 2, 3, r in [n], and all pairs of cyclic "
                                      "rectangles of Z_n^2, n = 4, 5, 6, 1 <= r <= (n-1)/2";
}

BinaryImage to_binary_image(const SmallTorus& torus, Mask set) {
  BinaryImage out(torus.side());
  for (int p = 0; p < torus.pixels(); ++p) {
    if ((set >> p & 1) != 0) out.insert(p / torus.side(), p % torus.side());
  }
  return out;
}

std::string to_text(const SmallTorus& torus, Mask set) {
  std::string out;
  for (int p = 0; p < torus.pixels(); ++p) {
    if ((set >> p & 1) == 0) continue;
    out +=
        (out.empty() ? "(" : ", (") + std::to_string(p / torus.side()) + "," + std::to_string(p % torus.side()) + ")";
  }
  return "{" + out + "}";
}

}  // namespace certibound::papers
