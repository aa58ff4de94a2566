// What the recurrences of Taylor coefficients share: both kinds of scalars by the same names, and lists of coefficients.
// Internal to this room.
#pragma once

#include "sum_of_products.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/quadrature/taylor.hpp>

#include <algorithm>

namespace certibound::taylor {

using UnaryInterval = Interval (*)(const Interval&);
using BinaryInterval = Interval (*)(const Interval&, const Interval&);
using Size = std::size_t;

inline constexpr Precision kQuickBits = 53;

// ---- the two kinds of scalars ----

inline Interval like(const Rational& value, const Interval& x) { return {value, x.precision()}; }
inline Interval like(long value, const Interval& x) { return {value, x.precision()}; }
inline QuickInterval like(const Rational& value, const QuickInterval&) { return QuickInterval(Interval(value, kQuickBits)); }
inline QuickInterval like(long value, const QuickInterval&) { return QuickInterval(Interval(value, kQuickBits)); }
inline Interval like(const Interval& value, const Interval& x) { return value.at_precision(x.precision()); }
inline QuickInterval like(const Interval& value, const QuickInterval&) { return QuickInterval(value); }

inline Interval value_of(UnaryInterval f, const Interval& x) { return f(x); }
inline QuickInterval value_of(UnaryInterval f, const QuickInterval& x) { return QuickInterval(f(x.interval())); }
inline Interval value_of(BinaryInterval f, const Interval& x, const Interval& y) { return f(x, y); }
inline QuickInterval value_of(BinaryInterval f, const QuickInterval& x, const QuickInterval& y) {
  return QuickInterval(f(x.interval(), y.interval()));
}

inline Interval power(const Interval& x, long n) { return pown(x, n); }
inline QuickInterval power(const QuickInterval& x, long n) { return QuickInterval(pown(x.interval(), n)); }

inline Interval pi_like(const Interval& x) { return Interval::pi(x.precision()); }
inline QuickInterval pi_like(const QuickInterval&) { return QuickInterval(Interval::pi(kQuickBits)); }

inline int sign_of(const Float& x) { return x.sign(); }
inline int sign_of(double x) { return x > 0 ? 1 : (x < 0 ? -1 : 0); }
inline const Float& lower(const Interval& x) { return x.lo(); }
inline const Float& upper(const Interval& x) { return x.hi(); }
inline double lower(const QuickInterval& x) { return x.lo; }
inline double upper(const QuickInterval& x) { return x.hi; }

template <typename S>
bool positive(const S& x) {
  return sign_of(lower(x)) > 0;
}
template <typename S>
bool nonnegative(const S& x) {
  return sign_of(lower(x)) >= 0;
}
template <typename S>
bool negative(const S& x) {
  return sign_of(upper(x)) < 0;
}
template <typename S>
bool nonpositive(const S& x) {
  return sign_of(upper(x)) <= 0;
}
template <typename S>
bool has_zero(const S& x) {
  return !positive(x) && !negative(x);
}

// ---- coefficient lists ----

inline Interval sum_over(const std::vector<Interval>& a, const std::vector<Interval>& b, Size k, Size from, Size to) {
  return detail::sum_of_products(a, b, k, from, to);
}

inline QuickInterval sum_over(const std::vector<QuickInterval>& a, const std::vector<QuickInterval>& b, Size k, Size from,
                       Size to) {
  QuickInterval sum;
  for (Size i = from; i <= to; ++i) sum = sum + a[i] * b[k - i];
  return sum;
}

// sum of a_i b_{k-i} for from <= i <= to, where missing coefficients are 0. REQUIRES: neither list is empty.
template <typename S>
S convolution(const std::vector<S>& a, const std::vector<S>& b, Size k, Size from, Size to) {
  const Size first = std::max(from, k + 1 > b.size() ? k + 1 - b.size() : 0), last = std::min({to, k, a.size() - 1});
  return first <= last ? sum_over(a, b, k, first, last) : like(0L, a[0]);
}

// i a_i, the coefficients of h a'(h).
template <typename S>
std::vector<S> weighted(const std::vector<S>& a) {
  std::vector<S> out;
  out.reserve(a.size());
  for (Size i = 0; i < a.size(); ++i) out.push_back(like(static_cast<long>(i), a[i]) * a[i]);
  return out;
}

template <typename S>
bool is_constant(const BasicTaylor<S>& x) {
  return x.stored().size() == 1 && x.known() == static_cast<Size>(x.order()) + 1;
}

template <typename S>
BasicTaylor<S> nothing(long order) {
  return {std::vector<S>{}, order, Size{0}};
}

// Coefficients 0 .. known-1 as computed, nothing beyond.
template <typename S>
BasicTaylor<S> from_list(std::vector<S> c, const BasicTaylor<S>& x) {
  const Size known = c.size();
  return {std::move(c), x.order(), known};
}

template <typename S>
BasicTaylor<S> only_value(S value, const BasicTaylor<S>& x) {
  return {std::vector<S>{std::move(value)}, x.order(), Size{1}};
}

// f(x) where f is smooth on the box: `climb` appends coefficients 1 .. known-1 to the list that holds the value.
template <typename S, typename Climb>
BasicTaylor<S> composed(const S& value, const BasicTaylor<S>& x, Climb climb) {
  if (is_constant(x)) return {value, x.order()};
  std::vector<S> c{value};
  c.reserve(x.known());
  climb(c);
  return from_list(std::move(c), x);
}

// y' = v x' with v known by its coefficients: k y_k = sum i x_i v_{k-i}.
template <typename S>
BasicTaylor<S> integrated(const S& value, const BasicTaylor<S>& derivative, const BasicTaylor<S>& x) {
  if (is_constant(x)) return {value, x.order()};
  const Size known = std::min(x.known(), derivative.known() + 1);
  const std::vector<S> dx = weighted(x.stored());
  std::vector<S> c{value};
  for (Size k = 1; k < known; ++k) {
    c.push_back(convolution(dx, derivative.stored(), k, 1, k) / like(static_cast<long>(k), value));
  }
  return from_list(std::move(c), x);
}

// exp and its like: y' = y x'.
template <typename S>
BasicTaylor<S> exponential(const S& value, const BasicTaylor<S>& x) {
  return composed(value, x, [&](std::vector<S>& c) {
    const std::vector<S> dx = weighted(x.stored());
    for (Size k = 1; k < x.known(); ++k) {
      c.push_back(convolution(dx, c, k, 1, k) / like(static_cast<long>(k), value));
    }
  });
}

template <typename S>
BasicTaylor<S> shifted(const BasicTaylor<S>& x, long n) {
  return x + BasicTaylor<S>(like(n, x.coefficient(0)), x.order());
}

template <typename S>
BasicTaylor<S> halved(const BasicTaylor<S>& x) {
  return x * BasicTaylor<S>(like(Rational(1, 2), x.coefficient(0)), x.order());
}

// f where every member of the box is greater than the bound, with `smooth` the list of its coefficients.
template <typename S, typename Smooth>
BasicTaylor<S> right_of(long bound, const BasicTaylor<S>& x, Smooth smooth) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  return lower(like(bound, box)) < lower(box) ? smooth() : nothing<S>(x.order());
}

}  // namespace certibound::taylor
