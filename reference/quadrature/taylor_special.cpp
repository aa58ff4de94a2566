// Taylor coefficients of the error functions, of the normal law and of the gamma family.
#include "hurwitz_zeta.hpp"
#include "taylor_lists.hpp"

namespace certibound {

using namespace taylor;

namespace {

// erf' = 2/sqrt(pi) exp(-x^2).
template <typename S>
BasicTaylor<S> erf_slope(const BasicTaylor<S>& x) {
  const S root = value_of(static_cast<UnaryInterval>(sqrt), pi_like(x.stored()[0]));
  return exp(-sqr(x)) * BasicTaylor<S>(like(2L, root) / root, x.order());
}

// sum_k p_k (x - x_0)^k by Horner's rule, p_k the coefficients of the outer function on the box of x_0.
template <typename S>
BasicTaylor<S> composition(const std::vector<S>& p, const BasicTaylor<S>& x) {
  if (is_constant(x)) return {p[0], x.order()};
  std::vector<S> inner = x.stored();
  inner[0] = like(0L, inner[0]);
  const BasicTaylor<S> u(std::move(inner), x.order(), x.known());
  BasicTaylor<S> out(p.back(), x.order());
  for (Size k = p.size() - 1; k-- > 0;) out = out * u + BasicTaylor<S>(p[k], x.order());
  std::vector<S> c = out.stored();
  c.resize(std::min(c.size(), x.known()), p[0]);
  return {std::move(c), x.order(), x.known()};
}

Interval interval_of(const Interval& x) { return x; }
Interval interval_of(const QuickInterval& x) { return x.interval(); }

template <typename S>
std::vector<S> digamma_list(const S& box, Size count) {
  std::vector<S> out;
  for (const Interval& c : detail::digamma_coefficients(interval_of(box), count)) out.push_back(like(c, box));
  return out;
}

}  // namespace

template <typename S>
BasicTaylor<S> erf(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return integrated(value_of(static_cast<UnaryInterval>(erf), x.stored()[0]), erf_slope(x), x);
}

template <typename S>
BasicTaylor<S> erfc(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return integrated(value_of(static_cast<UnaryInterval>(erfc), x.stored()[0]), -erf_slope(x), x);
}

template <typename S>
BasicTaylor<S> normal_density(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return exponential(value_of(static_cast<UnaryInterval>(normal_density), x.stored()[0]), -halved(sqr(x)));
}

template <typename S>
BasicTaylor<S> normal_cdf(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return integrated(value_of(static_cast<UnaryInterval>(normal_cdf), x.stored()[0]), normal_density(x), x);
}

template <typename S>
BasicTaylor<S> digamma(const BasicTaylor<S>& x) {
  return right_of(0, x, [&] {
    if (!x.stored()[0].is_bounded()) {
      return only_value(value_of(static_cast<UnaryInterval>(digamma), x.stored()[0]), x);
    }
    return composition(digamma_list(x.stored()[0], is_constant(x) ? 1 : x.known()), x);
  });
}

// lgamma' = digamma, whose coefficients are those of lgamma times their index.
template <typename S>
BasicTaylor<S> lgamma(const BasicTaylor<S>& x) {
  return right_of(0, x, [&] {
    const S value = value_of(static_cast<UnaryInterval>(lgamma), x.stored()[0]);
    if (is_constant(x)) return BasicTaylor<S>(value, x.order());
    if (!x.stored()[0].is_bounded()) return only_value(value, x);
    const std::vector<S> slope = digamma_list(x.stored()[0], x.known());
    std::vector<S> p{value};
    for (Size k = 1; k < x.known(); ++k) p.push_back(slope[k - 1] / like(static_cast<long>(k), value));
    return composition(p, x);
  });
}

template <typename S>
BasicTaylor<S> gamma(const BasicTaylor<S>& x) {
  return right_of(0, x,
                  [&] { return exponential(value_of(static_cast<UnaryInterval>(gamma), x.stored()[0]), lgamma(x)); });
}

#define CERTIBOUND_UNARY(S, f) template BasicTaylor<S> f(const BasicTaylor<S>&);
#define CERTIBOUND_TAYLOR(S)                                                                                          \
  CERTIBOUND_UNARY(S, erf) CERTIBOUND_UNARY(S, erfc) CERTIBOUND_UNARY(S, normal_density)                              \
  CERTIBOUND_UNARY(S, normal_cdf) CERTIBOUND_UNARY(S, digamma) CERTIBOUND_UNARY(S, lgamma) CERTIBOUND_UNARY(S, gamma)

CERTIBOUND_TAYLOR(Interval)
CERTIBOUND_TAYLOR(QuickInterval)

}  // namespace certibound
