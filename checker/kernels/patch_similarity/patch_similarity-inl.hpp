// The sum over patches for one x and sixteen y side by side, one in each lane.
//
// The inner products c of patches are sliding sums: down the columns first, then along the row, four additions a position
// whatever the side of the filter. All of them are integers below 2^53 (in float, where they fit, 2^24), so they are exact in any
// order; and each value belongs to side^2 patches, so their sum is side^2 <x, y>. Then, with N = |x_p||y_p| and c >= 0 for images of values >= 0,
//   N Rhat(c/N) = c + N h(v),   v = 1 - c/N,   h(v) = v^(3/2) P(v)   (rhat-inl.hpp; P by the polynomial of rhat).
// 1 - c/N loses digits for parallel patches, harmlessly: there h is small beside c.
//
// Relative error of a sum; all summands are >= 0. A rounding is at most u of its result, u = 2^-53 in double, 2^-24 in float. First order:
//                      double                                       float (norms and inverses rounded from double)
//   1/(|x_p||y_p|)     root and quotient for each, product: 5 u     one for each, product: 3 u
//   v                  that times c/N, and u/2 for the difference; N h'(v) = N acos(c/N)/pi times it is at most
//                      5 u c acos(c/N)/pi <= 5 u 0.18 N, and u N/4; relative to N Rhat >= N/pi:
//                      3.7 u                                        2.5 u
//   N h                root, v root, c0 + w, product, |x_p|, |y_p|, N, N h: one each; w's own roundings and the approximation
//                      (rhat_coeffs.inc) 0.2 u; together 8.2 u of N h, which is at most N Rhat
//   sums               n summands in a row, n rows and the exact     a row (n - 1) u; rows are summed in double
//                      sum of c: (2n - 1) u
//   together           below (2n + 11) u                             below (n + 10) u
#if defined(CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP
#undef CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP
#else
#define CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP
#endif

#include "blocks-inl.hpp"
#include "patch_similarity/patch_block.hpp"
#include "rhat/rhat-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

template <class T>
using PairTag = hn::CappedTag<T, kPairLanes>;
// Vectors of T that hold a lane for each y.
template <class T>
inline constexpr std::size_t kParts = kPairLanes / hn::MaxLanes(PairTag<T>());

// total[l] += x[l] in double.
template <class D, class T = hn::TFromD<D>>
HWY_INLINE void add_to_totals(D d, hn::Vec<D> x, double* HWY_RESTRICT total) {
  if constexpr (sizeof(T) == sizeof(double)) {
    hn::Store(hn::Add(hn::Load(d, total), x), d, total);
  } else {
#if HWY_TARGET == HWY_SCALAR
    total[0] += static_cast<double>(hn::GetLane(x));
#else
    const hn::Half<D> half;
    const hn::Rebind<double, decltype(half)> wide;
    double* upper = total + hn::Lanes(wide);
    hn::Store(hn::Add(hn::Load(wide, total), hn::PromoteTo(wide, hn::LowerHalf(half, x))), wide, total);
    hn::Store(hn::Add(hn::Load(wide, upper), hn::PromoteTo(wide, hn::UpperHalf(half, x))), wide, upper);
#endif
  }
}

// columns[j] += sum over channels of x[row][j] y[row][j] and, if with_old, -= that of the row that leaves. What is added is also
// added to `common`, lane by lane. known_channels: their number if it is a constant, else 0.
template <bool with_old, std::size_t known_channels, class S>
HWY_INLINE void take_row(const S* HWY_RESTRICT x, const S* HWY_RESTRICT y, const S* HWY_RESTRICT old_x, const S* HWY_RESTRICT old_y,
                         S* HWY_RESTRICT columns, std::size_t n, std::size_t any_channels, double* HWY_RESTRICT common) {
  const std::size_t channels = known_channels > 0 ? known_channels : any_channels;
  const PairTag<S> d;
  const std::size_t lanes = hn::Lanes(d);
  hn::Vec<PairTag<S>> added[2][kParts<S>];  // of even and of odd columns: two chains of additions instead of one
  for (auto& chain : added) {
    for (auto& sum : chain) sum = hn::Zero(d);
  }
  const auto take = [&](std::size_t j, std::size_t chain) HWY_ATTR {
    HWY_UNROLL(4)
    for (std::size_t p = 0; p < kParts<S>; ++p) {
      auto sum = hn::Load(d, columns + j * kPairLanes + p * lanes);
      for (std::size_t at = j * channels; at < (j + 1) * channels; ++at) {
        const auto a = hn::Set(d, x[at]), b = hn::LoadU(d, y + at * kPairLanes + p * lanes);
        sum = fma(a, b, sum);
        added[chain][p] = fma(a, b, added[chain][p]);
        if constexpr (with_old) sum = fnma(hn::Set(d, old_x[at]), hn::LoadU(d, old_y + at * kPairLanes + p * lanes), sum);
      }
      hn::Store(sum, d, columns + j * kPairLanes + p * lanes);
    }
  };
  std::size_t j = 0;
  for (; j + 2 <= n; j += 2) take(j, 0), take(j + 1, 1);
  if (j < n) take(j, 0);
  if (common == nullptr) return;
  for (std::size_t p = 0; p < kParts<S>; ++p) add_to_totals(d, hn::Add(added[0][p], added[1][p]), common + p * lanes);
}

// products[j] = columns[j] + ... + columns[j + side - 1], the columns of a cyclic row: first side columns again after the n.
// Two runs side by side, because each sum waits for the one before it.
template <class S>
HWY_INLINE void slide(S* HWY_RESTRICT columns, S* HWY_RESTRICT products, std::size_t n, std::size_t side) {
  const PairTag<S> d;
  const std::size_t half = n / 2;
  std::copy_n(columns, side * kPairLanes, columns + n * kPairLanes);
  for (std::size_t lane = 0; lane < kPairLanes; lane += hn::Lanes(d)) {
    const auto column = [&](std::size_t j) HWY_ATTR { return hn::Load(d, columns + j * kPairLanes + lane); };
    auto c = hn::Zero(d), far = hn::Zero(d);
    for (std::size_t k = 0; k < side; ++k) {
      c = hn::Add(c, column(k));
      far = hn::Add(far, column((half + k) % n));
    }
    const auto step = [&](std::size_t j, hn::Vec<PairTag<S>>& sum) HWY_ATTR {
      hn::Store(sum, d, products + j * kPairLanes + lane);
      sum = hn::Add(sum, hn::Sub(column(j + side), column(j)));
    };
    for (std::size_t j = 0; j < half; ++j) {
      step(j, c);
      step(half + j, far);
    }
    if (2 * half < n) step(2 * half, far);
  }
}

// N h(1 - c/N).
template <class Tag, std::size_t K>
HWY_INLINE Block<Tag, K> excess(Tag d, Block<Tag, K> c, Block<Tag, K> norm, Block<Tag, K> inverse) {
  using T = hn::TFromD<Tag>;
  using Table = tables::Rhat<T>;
  const auto v = max(fnma(c, inverse, splat<K>(d, T{1})), splat<K>(d, T{0}));
  const auto w = odd_even(d, Table::coefficients, Table::lo, v);
  return v * sqrt(v) * (splat<K>(d, Table::hi) + w) * norm;
}

// The excess at K (place, lane) of one row; places are columns, `products` those of the row.
template <std::size_t K, class S, class T>
HWY_INLINE Block<PairTag<T>, K> excess_at(const PatchBlock<S, T>& block, std::size_t row, const S* products, const std::uint32_t (&place)[K],
                                          const std::size_t (&lane)[K]) {
  const PairTag<T> d;
  Block<PairTag<T>, K> c, norm, inverse;
  HWY_UNROLL(4)
  for (std::size_t k = 0; k < K; ++k) {
    const std::size_t at = row * block.n + place[k];
    const S* product = products + place[k] * kPairLanes + lane[k];
    if constexpr (sizeof(S) == sizeof(T)) {
      c.part[k] = hn::Load(d, product);
    } else {
      c.part[k] = hn::PromoteTo(d, hn::Load(hn::Rebind<S, PairTag<T>>(), product));
    }
    norm.part[k] = hn::Mul(hn::Set(d, block.x_norm[at]), hn::LoadU(d, block.y_norm + at * kPairLanes + lane[k]));
    inverse.part[k] = hn::Mul(hn::Set(d, block.x_inverse[at]), hn::LoadU(d, block.y_inverse + at * kPairLanes + lane[k]));
  }
  return excess(d, c, norm, inverse);
}

// total[l] += the sum over the row's places of the excess, added in the order of the places.
template <class S, class T>
HWY_INLINE void add_row(const PatchBlock<S, T>& block, std::size_t row, const S* products, double* HWY_RESTRICT total) {
  const PairTag<T> d;
  const std::size_t lanes = hn::Lanes(d);
  const std::uint32_t *place = block.places + block.rows[row], *end = block.places + block.rows[row + 1];
  if constexpr (kParts<T> == 1) {  // two places side by side
    auto sum = hn::Zero(d);
    for (; place + 2 <= end; place += 2) {
      const auto h = excess_at<2>(block, row, products, {place[0], place[1]}, {0, 0});
      sum = hn::Add(hn::Add(sum, h.part[0]), h.part[1]);
    }
    if (place < end) sum = hn::Add(sum, excess_at<1>(block, row, products, {place[0]}, {0}).part[0]);
    add_to_totals(d, sum, total);
  } else {  // two vectors of one place side by side
    for (std::size_t lane = 0; lane < kPairLanes; lane += 2 * lanes) {
      auto sum = hn::Zero(d), next = hn::Zero(d);
      for (const std::uint32_t* at = place; at < end; ++at) {
        const auto h = excess_at<2>(block, row, products, {*at, *at}, {lane, lane + lanes});
        sum = hn::Add(sum, h.part[0]);
        next = hn::Add(next, h.part[1]);
      }
      add_to_totals(d, sum, total + lane);
      add_to_totals(d, next, total + lane + lanes);
    }
  }
}

template <std::size_t known_channels, class S, class T>
HWY_INLINE void patch_sums_of(const PatchBlock<S, T>& block, double* out) {
  const std::size_t n = block.n, side = block.side, row = n * block.channels;
  S *columns = block.work, *products = block.work + (n + side) * kPairLanes;
  HWY_ALIGN double common[kPairLanes] = {}, total[kPairLanes] = {};
  const auto x = [&](std::size_t i) { return block.x + i * row; };
  const auto y = [&](std::size_t i) { return block.y + i * row * kPairLanes; };
  std::fill_n(columns, n * kPairLanes, S{0});
  for (std::size_t i = 0; i < side; ++i) take_row<false, known_channels>(x(i), y(i), x(i), y(i), columns, n, block.channels, common);
  for (std::size_t i = 0; i < n; ++i) {
    if (block.rows[i] != block.rows[i + 1]) {
      slide(columns, products, n, side);
      add_row(block, i, products, total);
    }
    if (i + 1 == n) break;
    const bool first_time = i + side < n;  // each row is added to `common` once
    const std::size_t below = first_time ? i + side : i + side - n;
    take_row<true, known_channels>(x(below), y(below), x(i), y(i), columns, n, block.channels, first_time ? common : nullptr);
  }
  for (std::size_t l = 0; l < kPairLanes; ++l) out[l] = static_cast<double>(side * side) * common[l] + total[l];
}

template <class S, class T>
HWY_INLINE void patch_sums(const PatchBlock<S, T>& block, double* out) {
  block.channels == 1 ? patch_sums_of<1>(block, out) : patch_sums_of<0>(block, out);
}

void patch_sums_double(const PatchBlock<double, double>& block, double* out) { patch_sums(block, out); }
void patch_sums_mixed(const PatchBlock<float, double>& block, double* out) { patch_sums(block, out); }
void patch_sums_float(const PatchBlock<float, float>& block, double* out) { patch_sums(block, out); }

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
