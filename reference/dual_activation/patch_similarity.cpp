// Exact integer Gram data in, enclosures of the sums over patches out; the formulas are derived in the header.
#include <certibound/dual_activation/patch_similarity.hpp>

#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <bit>

namespace certibound {
namespace {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

// Bits carried beyond those asked for: a sum over 2^30 patches of terms with a few roundings each still keeps its
// relative width, as all terms of a sum have the same sign.
constexpr Precision kGuardBits = 16;

int bit_length(UInt128 v) {
  const auto high = static_cast<std::uint64_t>(v >> 64);
  const auto low = static_cast<std::uint64_t>(v);
  return high != 0 ? 128 - std::countl_zero(high) : 64 - std::countl_zero(low);
}

// The tightest enclosure of an integer. REQUIRES: |v| < 2^127.
Interval enclose(Int128 v, Precision bits) {
  static_assert(sizeof(unsigned long) == 8, "the two halves of an integer are passed as unsigned long");
  const UInt128 magnitude = v < 0 ? -static_cast<UInt128>(v) : static_cast<UInt128>(v);
  Float exact(128);  // all three steps below are exact at 128 bits
  mpfr_set_ui(exact.get(), static_cast<unsigned long>(magnitude >> 64), MPFR_RNDN);
  mpfr_mul_2ui(exact.get(), exact.get(), 64, MPFR_RNDN);
  mpfr_add_ui(exact.get(), exact.get(), static_cast<unsigned long>(magnitude), MPFR_RNDN);
  if (v < 0) mpfr_neg(exact.get(), exact.get(), MPFR_RNDN);
  return Interval(exact, exact).at_precision(bits);
}

Int128 product(std::int64_t a, std::int64_t b) { return static_cast<Int128>(a) * b; }

// Equal Gram data, and how many patches have them.
struct Group {
  PatchGram gram;
  long count;
};

std::vector<Group> group(std::vector<PatchGram> gram) {
  std::sort(gram.begin(), gram.end());
  std::vector<Group> groups;
  for (const PatchGram& g : gram) {
    if (groups.empty() || groups.back().gram != g) groups.push_back({g, 0});
    ++groups.back().count;
  }
  return groups;
}

// g(D, c) = sqrt(D) - c atan(sqrt(D)/c) for D > 0, c >= 0, with relative width a few 2^-bits.
// With u = D/c^2 <= 1: g >= sqrt(D) (u/3 - u^2/5) >= sqrt(D) (2u/15), so the subtraction loses log2(1/u) + 3 bits.
Interval excess(Int128 d, std::int64_t c, Precision bits) {
  if (c == 0) return sqrt(enclose(d, bits));
  const int loss = bit_length(static_cast<UInt128>(product(c, c))) - bit_length(static_cast<UInt128>(d));
  const Precision working = bits + 4 + std::max(loss, 0);
  const Interval root = sqrt(enclose(d, working));
  const Interval cosine_side(static_cast<long>(c), working);
  return (root - cosine_side * narrow_atan(root / cosine_side)).at_precision(bits);
}

std::int64_t magnitude(std::int64_t c) { return c < 0 ? -c : c; }

// |x_p||y_p| with relative width a few 2^-bits; the integer |c| itself for parallel patches, whatever the precision of
// the product of the squares.
Interval norm_product(const PatchGram& gram, Precision bits) {
  const Int128 square = product(gram.xx, gram.yy);
  if (square == product(gram.xy, gram.xy)) return Interval(static_cast<long>(magnitude(gram.xy)), bits);
  return sqrt(enclose(square, bits));
}

PatchSums sums_of(const std::vector<Group>& groups, const std::vector<Interval>& norms, Precision bits) {
  Int128 positive = 0;  // sum max(c, 0), at most 2^30 2^62
  Int128 negative = 0;  // sum max(-c, 0)
  Interval norm_sum(0L, bits), excess_sum(0L, bits), slack_sum(0L, bits);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& [gram, count] = groups[i];
    const std::int64_t c = magnitude(gram.xy);
    (gram.xy < 0 ? negative : positive) += product(c, count);
    const Interval times(count, bits);
    norm_sum = norm_sum + times * norms[i];
    const Int128 d = product(gram.xx, gram.yy) - product(c, c);
    if (d == 0) continue;  // a zero patch, or rho_p = 1 or -1, where Rhat meets its chord
    excess_sum = excess_sum + times * excess(d, c, bits);
    // |x_p||y_p| - |c| without cancellation.
    slack_sum = slack_sum + times * enclose(d, bits) / (norms[i] + Interval(static_cast<long>(c), bits));
  }
  const Interval excesses = excess_sum / Interval::pi(bits);
  // (|x_p||y_p| - |c|)/2 exceeds g/pi at least by the factor pi/2 (attained at c = 0): the difference keeps
  // its digits.
  const Interval chords = slack_sum / Interval(2L, bits) - excesses;
  return {enclose(positive - negative, bits), norm_sum, enclose(positive, bits) + excesses,
          enclose(negative, bits) + excesses, chords};
}

std::vector<Interval> norm_products(const std::vector<Group>& groups, Precision bits) {
  std::vector<Interval> norms;
  norms.reserve(groups.size());
  for (const Group& g : groups) norms.push_back(norm_product(g.gram, bits));
  return norms;
}

PatchSums sums_of(const std::vector<Group>& groups, Precision bits) {
  return sums_of(groups, norm_products(groups, bits), bits);
}

// s^2 |x||y| - sum |x_p||y_p| >= 0, where sum |x_p|^2 = s^2 |x|^2 =: s^2 X and likewise Y, as half the sum of
//   (a |x_p| - |y_p| / a)^2 = E^2 / (sqrt(XY) (|x_p|^2 Y + |y_p|^2 X + 2 |x_p||y_p| sqrt(XY))),
//   a^2 = sqrt(Y/X),  E = |x_p|^2 Y - |y_p|^2 X, an exact integer of at most 124 bits:
// exactly 0 in the case of equality and without cancellation near it.
Interval cauchy_schwarz_gap(const std::vector<Group>& groups, const std::vector<Interval>& norms, std::int64_t x,
                            std::int64_t y, Precision bits) {
  const Interval root = sqrt(enclose(product(x, y), bits));
  const Interval twice_root = Interval(2L, bits) * root;
  Interval sum(0L, bits);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& [gram, count] = groups[i];
    const Int128 a = product(gram.xx, y);
    const Int128 b = product(gram.yy, x);
    if (a == b) continue;
    const Interval square = sqr(enclose(a - b, bits));
    sum = sum + Interval(count, bits) * square / (enclose(a + b, bits) + norms[i] * twice_root);
  }
  return sum / twice_root;
}

Interval similarity(std::int64_t xx, std::int64_t yy, std::int64_t xy, Precision bits) {
  if (product(xx, yy) == product(xy, xy)) return Interval(xy < 0 ? -1L : 1L, bits);
  const Interval quotient = Interval(static_cast<long>(xy), bits) / sqrt(enclose(product(xx, yy), bits));
  return intersection(quotient, Interval(Rational(-1), Rational(1), bits));
}

}  // namespace

Interval narrow_atan(const Interval& t) {
  Float lo(t.precision());
  mpfr_atan(lo.get(), t.lo().get(), MPFR_RNDD);
  Float hi(lo);
  if (!lo.is_zero()) mpfr_nextabove(hi.get());  // atan(t.lo) < hi, or both are 0
  Float width(t.precision());
  mpfr_sub(width.get(), t.hi().get(), t.lo().get(), MPFR_RNDU);
  mpfr_add(hi.get(), hi.get(), width.get(), MPFR_RNDU);
  return Interval(lo, hi);
}

PatchSums patch_sums(std::vector<PatchGram> gram, Precision bits) {
  const PatchSums s = sums_of(group(std::move(gram)), bits + kGuardBits);
  return {s.inner.at_precision(bits), s.norms.at_precision(bits), s.relu.at_precision(bits),
          s.relu_minus_inner.at_precision(bits), s.chord_minus_relu.at_precision(bits)};
}

std::optional<PatchSimilarity> patch_similarity(const Image& x, const Image& y, int side, Precision bits) {
  const std::vector<Group> groups = group(patch_gram(x, y, side));
  if (x.is_zero() || y.is_zero()) return std::nullopt;
  const Precision working = bits + kGuardBits;
  const std::int64_t xx = x.squared_norm();
  const std::int64_t yy = y.squared_norm();
  const std::int64_t xy = inner_product(x, y);
  const std::vector<Interval> norms = norm_products(groups, working);
  const PatchSums sums = sums_of(groups, norms, working);
  const Interval scale = enclose(product(side, side), working) * norm_product({xx, yy, xy}, working);
  const Interval zero(0L, working), one(1L, working), two(2L, working);
  const Interval rho = similarity(xx, yy, xy, working);

  PatchSimilarity result;
  result.rho_in = rho.at_precision(bits);
  result.rho_out = (sums.relu / scale).at_precision(bits);
  result.weight = (sums.norms / scale).at_precision(bits);
  result.lower = max(rho, zero).at_precision(bits);
  result.upper = ((one + rho) / two).at_precision(bits);
  // For rho_in < 0 the lower bound is 0 and the difference is rho_out itself.
  result.above_lower = ((xy < 0 ? sums.relu : sums.relu_minus_inner) / scale).at_precision(bits);
  const Interval spread = cauchy_schwarz_gap(groups, norms, xx, yy, working) / two;
  result.below_upper = ((spread + sums.chord_minus_relu) / scale).at_precision(bits);
  return result;
}

Interval expected_inner_product(const Image& x, const Image& y, int side, Precision bits) {
  const Precision working = bits + kGuardBits;
  const PatchSums sums = sums_of(group(patch_gram(x, y, side)), working);
  return (sums.relu / enclose(product(side, side), working)).at_precision(bits);
}

Interval weighted_lower(const PatchSimilarity& similarity) {
  const Interval zero(0L, similarity.weight.precision());
  if (equal(similarity.weight, zero)) return zero;
  return similarity.weight * rhat(similarity.rho_in / similarity.weight);
}

Interval weighted_upper(const PatchSimilarity& similarity) {
  return (similarity.weight + similarity.rho_in) / Interval(2L, similarity.weight.precision());
}

}  // namespace certibound
