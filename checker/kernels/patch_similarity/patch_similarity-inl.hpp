// The sum over patches for one x and eight y side by side, one in each lane.
//
// The inner products c of patches are sliding sums: down the columns first, then along the row, four additions a position
// whatever the side of the filter. All of them are integers below 2^53, so they are exact in any order. Then, with N = |x_p||y_p|
// and c >= 0 for images of values >= 0,
//   N Rhat(c/N) = c + N h(v),   v = 1 - c/N,   h(v) = v^(3/2) P(v)   (rhat-inl.hpp; P by the polynomial of rhat).
// 1 - c/N loses digits for parallel patches, harmlessly: there h is small beside c.
//
// Relative error of a sum, u = 2^-53; all summands are >= 0.
//   1/|x_p|, 1/|y_p|   two roundings each (root, quotient): 1.5 u; their product and that with c one each: c/N to 5 u
//   v                  absolute error 5 u c/N + u/2; N h'(v) = N acos(c/N)/pi times that: at most 5 u times c acos(c/N)/pi <= 0.18 N
//                      plus u N/4; N Rhat >= N/pi                                                                   < 3.7 u
//   h                  root 1/2, v root 1/2, c0 + w and the product one each, N one and a half, N h one: < 6 u of N h,
//                      which is at most N Rhat
//   sums               n summands in a row and n rows: (2n - 2) u; the exact sum of c and the last addition: u
// Together below (2n + 8) u to first order.
#if defined(CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP
#undef CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP
#else
#define CERTIBOUND_KERNELS_PATCH_SIMILARITY_INL_HPP
#endif

#include "blocks-inl.hpp"
#include "rhat/rhat-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace certibound::kernels::HWY_NAMESPACE {

inline constexpr std::size_t kPairLanes = 8;

// columns[j] += sign * sum over channels of x[row][j] y[row][j], for all lanes.
template <bool add, class D>
HWY_INLINE void take_row(D d, const double* HWY_RESTRICT x, const double* HWY_RESTRICT y, double* HWY_RESTRICT columns, std::size_t n,
                         std::size_t channels) {
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t l = 0; l < kPairLanes; l += hn::Lanes(d)) {
      auto sum = hn::Load(d, columns + j * kPairLanes + l);
      for (std::size_t k = 0; k < channels; ++k) {
        const auto a = hn::Set(d, x[j * channels + k]);
        const auto b = hn::LoadU(d, y + (j * channels + k) * kPairLanes + l);
        sum = add ? fma(a, b, sum) : fnma(a, b, sum);
      }
      hn::Store(sum, d, columns + j * kPairLanes + l);
    }
  }
}

// N h(1 - c/N).
template <class D, class V = hn::Vec<D>>
HWY_INLINE V excess(D d, V c, V norm, V inverse) {
  using Table = tables::Rhat<double>;
  const V zero = hn::Zero(d);
  Block<D, 1> v;
  v.part[0] = hn::Max(fnma(c, inverse, hn::Set(d, 1.0)), zero);
  const auto w = odd_even(d, Table::coefficients, Table::lo, v);
  const V p = hn::Add(hn::Set(d, Table::hi), w.part[0]);
  const V root = hn::Sqrt(v.part[0]);
  return hn::Mul(hn::Mul(hn::Mul(v.part[0], root), p), norm);
}

// x: n n channels; x_norm, x_inverse: n n; the others the same with kPairLanes lanes. columns: work space of n lanes.
void patch_sums_of_block(const double* x, const double* x_norm, const double* x_inverse, const double* y, const double* y_norm,
                         const double* y_inverse, double* columns, std::size_t n, std::size_t channels, std::size_t side, double* out) {
  const hn::CappedTag<double, kPairLanes> d;
  const std::size_t lanes = hn::Lanes(d), row = n * channels, vectors = kPairLanes / lanes;
  HWY_ALIGN double exact[kPairLanes] = {}, total[kPairLanes] = {};
  std::fill_n(columns, n * kPairLanes, 0.0);
  for (std::size_t i = 0; i < side; ++i) take_row<true>(d, x + i * row, y + i * row * kPairLanes, columns, n, channels);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t part = 0; part < vectors; ++part) {
      const std::size_t l = part * lanes;
      const auto column = [&](std::size_t j) { return hn::Load(d, columns + j * kPairLanes + l); };
      auto c = hn::Zero(d), of_row = hn::Zero(d), exact_of_row = hn::Zero(d);
      for (std::size_t j = 0; j < side; ++j) c = hn::Add(c, column(j));
      for (std::size_t j = 0; j < n; ++j) {
        const std::size_t at = i * n + j;
        if (x_norm[at] != 0) {
          const auto norm = hn::Mul(hn::Set(d, x_norm[at]), hn::LoadU(d, y_norm + at * kPairLanes + l));
          const auto inverse = hn::Mul(hn::Set(d, x_inverse[at]), hn::LoadU(d, y_inverse + at * kPairLanes + l));
          exact_of_row = hn::Add(exact_of_row, c);
          of_row = hn::Add(of_row, excess(d, c, norm, inverse));
        }
        const std::size_t next = j + side < n ? j + side : j + side - n;
        c = hn::Add(c, hn::Sub(column(next), column(j)));
      }
      hn::Store(hn::Add(hn::Load(d, exact + l), exact_of_row), d, exact + l);
      hn::Store(hn::Add(hn::Load(d, total + l), of_row), d, total + l);
    }
    const std::size_t below = i + side < n ? i + side : i + side - n;
    take_row<true>(d, x + below * row, y + below * row * kPairLanes, columns, n, channels);
    take_row<false>(d, x + i * row, y + i * row * kPairLanes, columns, n, channels);
  }
  for (std::size_t l = 0; l < kPairLanes; ++l) out[l] = exact[l] + total[l];
}

}  // namespace certibound::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();
#endif
