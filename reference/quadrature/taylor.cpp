// The recurrences. Each computes y = f(x) from a differential equation for y in which x' appears linearly, so that
// coefficient k of y needs those of lower index only; `convolution` is the one inner loop.
#include <certibound/quadrature/taylor.hpp>

#include "hurwitz_zeta.hpp"
#include "sum_of_products.hpp"

#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound {
namespace {

using UnaryInterval = Interval (*)(const Interval&);
using BinaryInterval = Interval (*)(const Interval&, const Interval&);
using Size = std::size_t;

constexpr Precision kQuickBits = 53;

// ---- the two kinds of scalars ----

Interval like(const Rational& value, const Interval& x) { return {value, x.precision()}; }
Interval like(long value, const Interval& x) { return {value, x.precision()}; }
QuickInterval like(const Rational& value, const QuickInterval&) { return QuickInterval(Interval(value, kQuickBits)); }
QuickInterval like(long value, const QuickInterval&) { return QuickInterval(Interval(value, kQuickBits)); }
Interval like(const Interval& value, const Interval& x) { return value.at_precision(x.precision()); }
QuickInterval like(const Interval& value, const QuickInterval&) { return QuickInterval(value); }

Interval value_of(UnaryInterval f, const Interval& x) { return f(x); }
QuickInterval value_of(UnaryInterval f, const QuickInterval& x) { return QuickInterval(f(x.interval())); }
Interval value_of(BinaryInterval f, const Interval& x, const Interval& y) { return f(x, y); }
QuickInterval value_of(BinaryInterval f, const QuickInterval& x, const QuickInterval& y) {
  return QuickInterval(f(x.interval(), y.interval()));
}

Interval power(const Interval& x, long n) { return pown(x, n); }
QuickInterval power(const QuickInterval& x, long n) { return QuickInterval(pown(x.interval(), n)); }

Interval pi_like(const Interval& x) { return Interval::pi(x.precision()); }
QuickInterval pi_like(const QuickInterval&) { return QuickInterval(Interval::pi(kQuickBits)); }

int sign_of(const Float& x) { return x.sign(); }
int sign_of(double x) { return x > 0 ? 1 : (x < 0 ? -1 : 0); }
const Float& lower(const Interval& x) { return x.lo(); }
const Float& upper(const Interval& x) { return x.hi(); }
double lower(const QuickInterval& x) { return x.lo; }
double upper(const QuickInterval& x) { return x.hi; }

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

Interval sum_over(const std::vector<Interval>& a, const std::vector<Interval>& b, Size k, Size from, Size to) {
  return detail::sum_of_products(a, b, k, from, to);
}

QuickInterval sum_over(const std::vector<QuickInterval>& a, const std::vector<QuickInterval>& b, Size k, Size from,
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

// v y' = x' s with v_0 free of 0:  k y_k v_0 = s k x_k - sum_{i=1}^{k-1} i y_i v_{k-i}.
template <typename S>
BasicTaylor<S> integrated_quotient(const S& value, const BasicTaylor<S>& divisor, const BasicTaylor<S>& x) {
  if (is_constant(x)) return {value, x.order()};
  const Size known = std::min(x.known(), divisor.known() + 1);
  const S zero = like(0L, value);
  std::vector<S> c{value}, dy{zero};
  for (Size k = 1; k < known; ++k) {
    const S by = like(static_cast<long>(k), value);
    S rest = (k < x.stored().size() ? by * x.stored()[k] : zero) - convolution(dy, divisor.stored(), k, 1, k - 1);
    dy.push_back(rest / divisor.stored()[0]);
    c.push_back(dy.back() / by);
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

// y = x^p: x y' = p x' y, that is k x_0 y_k = sum_{i=1}^{k} (p i - (k - i)) x_i y_{k-i}. REQUIRES: 0 not in x_0.
template <typename S>
BasicTaylor<S> constant_power(const S& value, const S& p, const BasicTaylor<S>& x) {
  return composed(value, x, [&](std::vector<S>& c) {
    const S zero = like(0L, value), p1 = p + like(1L, value);
    for (Size k = 1; k < x.known(); ++k) {
      S sum = zero;
      for (Size i = 1; i <= k && i < x.stored().size(); ++i) {
        const S weight = p1 * like(static_cast<long>(i), value) - like(static_cast<long>(k), value);
        sum = sum + weight * x.stored()[i] * c[k - i];
      }
      c.push_back(sum / (like(static_cast<long>(k), value) * x.stored()[0]));
    }
  });
}

// The pair s' = c x', c' = sign s x'.
template <typename S>
std::pair<BasicTaylor<S>, BasicTaylor<S>> circular(const S& sine, const S& cosine, bool hyperbolic,
                                                   const BasicTaylor<S>& x) {
  if (is_constant(x)) return {BasicTaylor<S>(sine, x.order()), BasicTaylor<S>(cosine, x.order())};
  const std::vector<S> dx = weighted(x.stored());
  std::vector<S> s{sine}, c{cosine};
  for (Size k = 1; k < x.known(); ++k) {
    const S by = like(static_cast<long>(k), sine);
    S next_s = convolution(dx, c, k, 1, k) / by, next_c = convolution(dx, s, k, 1, k) / by;
    s.push_back(std::move(next_s));
    c.push_back(hyperbolic ? next_c : -next_c);
  }
  return {from_list(std::move(s), x), from_list(std::move(c), x)};
}

// y' = v x' with v = 1 +- y^2 (tan, tanh), whose value v_0 is handed over since 1 - tanh^2 cancels.
template <typename S>
BasicTaylor<S> tangent(const S& value, const S& slope, bool hyperbolic, const BasicTaylor<S>& x) {
  return composed(value, x, [&](std::vector<S>& c) {
    const std::vector<S> dx = weighted(x.stored());
    std::vector<S> v{slope};
    for (Size k = 1; k < x.known(); ++k) {
      c.push_back(convolution(dx, v, k, 1, k) / like(static_cast<long>(k), value));
      const S square = convolution(c, c, k, 0, k);
      v.push_back(hyperbolic ? -square : square);
    }
  });
}

template <typename S>
BasicTaylor<S> shifted(const BasicTaylor<S>& x, long n) {
  return x + BasicTaylor<S>(like(n, x.coefficient(0)), x.order());
}

// (1 - x)(1 + x), which does not lose the sign near the ends as 1 - x^2 does.
template <typename S>
BasicTaylor<S> one_minus_square(const BasicTaylor<S>& x) {
  return (-shifted(x, -1)) * shifted(x, 1);
}

template <typename S>
BasicTaylor<S> halved(const BasicTaylor<S>& x) {
  return x * BasicTaylor<S>(like(Rational(1, 2), x.coefficient(0)), x.order());
}

// asin and acos: the derivative is +-1 / sqrt(1 - x^2), known inside (-1, 1).
template <typename S>
BasicTaylor<S> arc(UnaryInterval f, bool falling, const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S &box = x.stored()[0], one = like(1L, box);
  if (upper(one) < upper(box) || lower(box) < lower(-one)) return nothing<S>(x.order());
  const S value = value_of(f, box);
  if (!(upper(box) < upper(one)) || !(lower(-one) < lower(box))) return only_value(value, x);
  const BasicTaylor<S> root = sqrt(one_minus_square(x));
  return integrated_quotient(value, falling ? -root : root, x);
}

// f where every member of the box is greater than the bound, with `smooth` the list of its coefficients.
template <typename S, typename Smooth>
BasicTaylor<S> right_of(long bound, const BasicTaylor<S>& x, Smooth smooth) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  return lower(like(bound, box)) < lower(box) ? smooth() : nothing<S>(x.order());
}

}  // namespace

template <typename S>
BasicTaylor<S> BasicTaylor<S>::variable(const S& box, long order) {
  return variable(box, order, like(1L, box));
}

template <typename S>
BasicTaylor<S> BasicTaylor<S>::variable(const S& box, long order, const S& step) {
  std::vector<S> c{box};
  if (order > 0) c.push_back(step);
  return {std::move(c), order, static_cast<Size>(order) + 1};
}

template <typename S>
S BasicTaylor<S>::coefficient(std::size_t k) const {
  if (k < c_.size()) return c_[k];
  if constexpr (std::is_same_v<S, Interval>) {
    const Precision bits = c_.empty() ? kQuickBits : c_[0].precision();
    return k < known_ ? Interval(0, bits) : Interval::entire(bits);
  } else {
    return k < known_ ? S() : S::entire();
  }
}

template <typename S>
BasicTaylor<S> constant(const Rational& value, const BasicTaylor<S>& x) {
  return {like(value, x.coefficient(0)), x.order()};
}

template <typename S>
BasicTaylor<S> constant(const Interval& value, const BasicTaylor<S>& x) {
  return {like(value, x.coefficient(0)), x.order()};
}

// ---- arithmetic ----

template <typename S>
BasicTaylor<S> operator-(const BasicTaylor<S>& x) {
  std::vector<S> c = x.stored();
  for (S& s : c) s = -s;
  return {std::move(c), x.order(), x.known()};
}

template <typename S>
BasicTaylor<S> operator+(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  const Size known = std::min(x.known(), y.known());
  const bool longer = x.stored().size() > y.stored().size();
  std::vector<S> c = longer ? x.stored() : y.stored();
  const std::vector<S>& other = longer ? y.stored() : x.stored();
  if (c.size() > known) c.resize(known);
  for (Size k = 0; k < c.size() && k < other.size(); ++k) c[k] = c[k] + other[k];
  return {std::move(c), std::min(x.order(), y.order()), known};
}

template <typename S>
BasicTaylor<S> operator-(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  const Size known = std::min(x.known(), y.known());
  std::vector<S> c = x.stored();
  if (c.size() > known) c.resize(known);
  for (Size k = 0; k < known && k < y.stored().size(); ++k) {
    if (k < c.size()) {
      c[k] = c[k] - y.stored()[k];
    } else {
      c.push_back(-y.stored()[k]);
    }
  }
  return {std::move(c), std::min(x.order(), y.order()), known};
}

template <typename S>
BasicTaylor<S> operator*(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  const Size known = std::min(x.known(), y.known());
  const long order = std::min(x.order(), y.order());
  if (known == 0) return nothing<S>(order);
  const Size size = std::min(known, x.stored().size() + y.stored().size() - 1);
  std::vector<S> c;
  c.reserve(size);
  for (Size k = 0; k < size; ++k) c.push_back(convolution(x.stored(), y.stored(), k, 0, k));
  return {std::move(c), order, known};
}

// y q = x:  q_k y_0 = x_k - sum_{i=1}^{k} y_i q_{k-i}.
template <typename S>
BasicTaylor<S> operator/(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  const Size known = std::min(x.known(), y.known());
  const long order = std::min(x.order(), y.order());
  if (known == 0 || has_zero(y.stored()[0])) return nothing<S>(order);
  const Size size = y.stored().size() == 1 ? std::min(known, x.stored().size()) : known;
  const S zero = like(0L, y.stored()[0]);
  std::vector<S> q;
  for (Size k = 0; k < size; ++k) {
    const S rest = k < x.stored().size() ? x.stored()[k] : zero;
    q.push_back((k == 0 ? rest : rest - convolution(y.stored(), q, k, 1, k)) / y.stored()[0]);
  }
  return {std::move(q), order, known};
}

// Each product of two different coefficients occurs twice.
template <typename S>
BasicTaylor<S> sqr(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const std::vector<S>& a = x.stored();
  const Size size = std::min(x.known(), 2 * a.size() - 1);
  const S two = like(2L, a[0]);
  std::vector<S> c{sqr(a[0])};
  for (Size k = 1; k < size; ++k) {
    S sum = two * convolution(a, a, k, 0, (k - 1) / 2);
    if (k % 2 == 0 && k / 2 < a.size()) sum = sum + sqr(a[k / 2]);
    c.push_back(std::move(sum));
  }
  return {std::move(c), x.order(), x.known()};
}

template <typename S>
BasicTaylor<S> pown(const BasicTaylor<S>& x, long n) {
  if (!x.is_known()) return x;
  if (n < 0) {
    if (has_zero(x.stored()[0])) return nothing<S>(x.order());
    return BasicTaylor<S>(like(1L, x.stored()[0]), x.order()) / pown(x, -n);
  }
  BasicTaylor<S> out(like(1L, x.stored()[0]), x.order()), base = x;
  for (unsigned long rest = static_cast<unsigned long>(n); rest != 0; rest >>= 1) {
    if (rest & 1) out = out * base;
    if (rest > 1) base = sqr(base);
  }
  std::vector<S> c = out.stored();
  c[0] = power(x.stored()[0], n);
  return {std::move(c), out.order(), out.known()};
}

// On a base that may be 0 the value alone is known, and only for exponents that are certainly positive.
template <typename S>
BasicTaylor<S> pow(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  const long order = std::min(x.order(), y.order());
  if (!x.is_known() || !y.is_known() || sign_of(lower(x.stored()[0])) < 0) return nothing<S>(order);
  const S value = value_of(static_cast<BinaryInterval>(pow), x.stored()[0], y.stored()[0]);
  if (has_zero(x.stored()[0])) return positive(y.stored()[0]) ? only_value(value, x) : nothing<S>(order);
  if (is_constant(y)) return constant_power(value, y.stored()[0], x);
  return exponential(value, y * log(x));
}

template <typename S>
BasicTaylor<S> sqrt(const BasicTaylor<S>& x) {
  return x.is_known() && sign_of(lower(x.stored()[0])) < 0 ? nothing<S>(x.order()) : sqrt_of_nonnegative(x);
}

// y^2 = x:  2 y_0 y_k = x_k - sum_{i=1}^{k-1} y_i y_{k-i}.
template <typename S>
BasicTaylor<S> sqrt_of_nonnegative(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  if (negative(x.stored()[0])) return nothing<S>(x.order());
  const S value = value_of(static_cast<UnaryInterval>(sqrt), x.stored()[0]);
  if (!positive(value)) return only_value(value, x);
  return composed(value, x, [&](std::vector<S>& c) {
    const S twice = value + value, two = like(2L, value), zero = like(0L, value);
    for (Size k = 1; k < x.known(); ++k) {
      S rest = k < x.stored().size() ? x.stored()[k] : zero;
      if (k >= 3) rest = rest - two * convolution(c, c, k, 1, (k - 1) / 2);
      if (k % 2 == 0) rest = rest - sqr(c[k / 2]);
      c.push_back(rest / twice);
    }
  });
}

template <typename S>
BasicTaylor<S> cbrt(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S value = value_of(static_cast<UnaryInterval>(cbrt), x.stored()[0]);
  if (has_zero(x.stored()[0])) return only_value(value, x);
  return constant_power(value, like(Rational(1, 3), value), x);
}

// ---- exponentials and logarithms ----

template <typename S>
BasicTaylor<S> exp(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return exponential(value_of(static_cast<UnaryInterval>(exp), x.stored()[0]), x);
}

template <typename S>
BasicTaylor<S> expm1(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const BasicTaylor<S> whole = exp(x);
  std::vector<S> c = whole.stored();
  c[0] = value_of(static_cast<UnaryInterval>(expm1), x.stored()[0]);
  return {std::move(c), whole.order(), whole.known()};
}

template <typename S>
BasicTaylor<S> log(const BasicTaylor<S>& x) {
  return right_of(0, x,
                  [&] { return integrated_quotient(value_of(static_cast<UnaryInterval>(log), x.stored()[0]), x, x); });
}

template <typename S>
BasicTaylor<S> log1p(const BasicTaylor<S>& x) {
  return right_of(-1, x, [&] {
    const BasicTaylor<S> divisor = shifted(x, 1);
    if (!positive(divisor.stored()[0])) return nothing<S>(x.order());
    return integrated_quotient(value_of(static_cast<UnaryInterval>(log1p), x.stored()[0]), divisor, x);
  });
}

// ---- trigonometric and hyperbolic functions ----

template <typename S>
BasicTaylor<S> sin(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  return circular(value_of(static_cast<UnaryInterval>(sin), box), value_of(static_cast<UnaryInterval>(cos), box), false,
                  x)
      .first;
}

template <typename S>
BasicTaylor<S> cos(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  return circular(value_of(static_cast<UnaryInterval>(sin), box), value_of(static_cast<UnaryInterval>(cos), box), false,
                  x)
      .second;
}

// Unbounded values mean a pole within the box.
template <typename S>
BasicTaylor<S> tan(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S value = value_of(static_cast<UnaryInterval>(tan), x.stored()[0]);
  if (!value.is_bounded()) return nothing<S>(x.order());
  return tangent(value, like(1L, value) + sqr(value), false, x);
}

template <typename S>
BasicTaylor<S> asin(const BasicTaylor<S>& x) {
  return arc(static_cast<UnaryInterval>(asin), false, x);
}

template <typename S>
BasicTaylor<S> acos(const BasicTaylor<S>& x) {
  return arc(static_cast<UnaryInterval>(acos), true, x);
}

template <typename S>
BasicTaylor<S> atan(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return integrated_quotient(value_of(static_cast<UnaryInterval>(atan), x.stored()[0]), shifted(sqr(x), 1), x);
}

template <typename S>
BasicTaylor<S> sinh(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  return circular(value_of(static_cast<UnaryInterval>(sinh), box), value_of(static_cast<UnaryInterval>(cosh), box),
                  true, x)
      .first;
}

template <typename S>
BasicTaylor<S> cosh(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  return circular(value_of(static_cast<UnaryInterval>(sinh), box), value_of(static_cast<UnaryInterval>(cosh), box),
                  true, x)
      .second;
}

// 1 - tanh(x)^2 = 1/cosh(x)^2.
template <typename S>
BasicTaylor<S> tanh(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  const S slope = value_of([](const Interval& t) { return reciprocal(sqr(cosh(t))); }, box);
  return tangent(value_of(static_cast<UnaryInterval>(tanh), box), slope, true, x);
}

template <typename S>
BasicTaylor<S> asinh(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  return integrated_quotient(value_of(static_cast<UnaryInterval>(asinh), x.stored()[0]), sqrt(shifted(sqr(x), 1)), x);
}

template <typename S>
BasicTaylor<S> acosh(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  if (lower(box) < lower(like(1L, box))) return nothing<S>(x.order());
  const S value = value_of(static_cast<UnaryInterval>(acosh), box);
  const BasicTaylor<S> square = -one_minus_square(x);
  if (!positive(square.stored()[0])) return only_value(value, x);
  return integrated_quotient(value, sqrt(square), x);
}

template <typename S>
BasicTaylor<S> atanh(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const BasicTaylor<S> divisor = one_minus_square(x);
  if (!positive(divisor.stored()[0])) return nothing<S>(x.order());  // then |x| < 1 on the box
  return integrated_quotient(value_of(static_cast<UnaryInterval>(atanh), x.stored()[0]), divisor, x);
}

// ---- piecewise functions ----

template <typename S>
BasicTaylor<S> abs(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  const bool at_kink = !(lower(box) < upper(box));  // unless the sign is certain: one number says nothing of both sides
  if (positive(box) || (nonnegative(box) && !at_kink)) return x;
  if (negative(box) || (nonpositive(box) && !at_kink)) return -x;
  return only_value(value_of(static_cast<UnaryInterval>(abs), x.stored()[0]), x);
}

template <typename S>
BasicTaylor<S> max(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  const long order = std::min(x.order(), y.order());
  if (!x.is_known() || !y.is_known()) return nothing<S>(order);
  const S &a = x.stored()[0], &b = y.stored()[0];
  const bool at_kink = !(lower(a) < upper(a)) && !(lower(b) < upper(b));
  if (upper(b) < lower(a) || (upper(b) <= lower(a) && !at_kink)) return x;
  if (upper(a) < lower(b) || (upper(a) <= lower(b) && !at_kink)) return y;
  return only_value(value_of(static_cast<BinaryInterval>(max), a, b), x);
}

template <typename S>
BasicTaylor<S> min(const BasicTaylor<S>& x, const BasicTaylor<S>& y) {
  return -max(-x, -y);
}

template <typename S>
BasicTaylor<S> sign(const BasicTaylor<S>& x) {
  if (!x.is_known()) return x;
  const S& box = x.stored()[0];
  if (positive(box)) return {like(1L, box), x.order()};
  if (negative(box)) return {like(-1L, box), x.order()};
  return only_value(value_of(static_cast<UnaryInterval>(sign), box), x);
}

template <typename S>
BasicTaylor<S> step(const BasicTaylor<S>& x) {
  return halved(shifted(sign(x), 1));
}

// ---- error functions and the gamma family ----

// erf' = 2/sqrt(pi) exp(-x^2).
template <typename S>
BasicTaylor<S> erf_slope(const BasicTaylor<S>& x) {
  const S root = value_of(static_cast<UnaryInterval>(sqrt), pi_like(x.stored()[0]));
  return exp(-sqr(x)) * BasicTaylor<S>(like(2L, root) / root, x.order());
}

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

// ---- both kinds ----

#define CERTIBOUND_UNARY(S, f) template BasicTaylor<S> f(const BasicTaylor<S>&);
#define CERTIBOUND_BINARY(S, f) template BasicTaylor<S> f(const BasicTaylor<S>&, const BasicTaylor<S>&);
#define CERTIBOUND_TAYLOR(S)                                                                                          \
  template class BasicTaylor<S>;                                                                                      \
  template BasicTaylor<S> constant(const Rational&, const BasicTaylor<S>&);                                           \
  template BasicTaylor<S> constant(const Interval&, const BasicTaylor<S>&);                                           \
  template BasicTaylor<S> pown(const BasicTaylor<S>&, long);                                                          \
  CERTIBOUND_BINARY(S, operator+)                                                                                     \
  CERTIBOUND_BINARY(S, operator-)                                                                                     \
  CERTIBOUND_BINARY(S, operator*)                                                                                     \
  CERTIBOUND_BINARY(S, operator/) CERTIBOUND_BINARY(S, pow) CERTIBOUND_BINARY(S, min) CERTIBOUND_BINARY(S, max)       \
      CERTIBOUND_UNARY(S, operator-) CERTIBOUND_UNARY(S, sqr) CERTIBOUND_UNARY(S, sqrt)                               \
          CERTIBOUND_UNARY(S, sqrt_of_nonnegative) CERTIBOUND_UNARY(S, cbrt) CERTIBOUND_UNARY(S, exp)                 \
              CERTIBOUND_UNARY(S, expm1) CERTIBOUND_UNARY(S, log) CERTIBOUND_UNARY(S, log1p) CERTIBOUND_UNARY(S, sin) \
                  CERTIBOUND_UNARY(S, cos) CERTIBOUND_UNARY(S, tan) CERTIBOUND_UNARY(S, asin)                         \
                      CERTIBOUND_UNARY(S, acos) CERTIBOUND_UNARY(S, atan) CERTIBOUND_UNARY(S, sinh)                   \
                          CERTIBOUND_UNARY(S, cosh) CERTIBOUND_UNARY(S, tanh) CERTIBOUND_UNARY(S, asinh)              \
                              CERTIBOUND_UNARY(S, acosh) CERTIBOUND_UNARY(S, atanh) CERTIBOUND_UNARY(S, abs)          \
                                  CERTIBOUND_UNARY(S, sign) CERTIBOUND_UNARY(S, step) CERTIBOUND_UNARY(S, erf)        \
                                      CERTIBOUND_UNARY(S, erfc) CERTIBOUND_UNARY(S, normal_density)                   \
                                          CERTIBOUND_UNARY(S, normal_cdf) CERTIBOUND_UNARY(S, digamma)                \
                                              CERTIBOUND_UNARY(S, lgamma) CERTIBOUND_UNARY(S, gamma)

CERTIBOUND_TAYLOR(Interval)
CERTIBOUND_TAYLOR(QuickInterval)

}  // namespace certibound
