// The recurrences. Each computes y = f(x) from a differential equation for y in which x' appears linearly, so that
// coefficient k of y needs those of lower index only; `convolution` is the one inner loop.
#include "taylor_lists.hpp"

namespace certibound {

using namespace taylor;

namespace {

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

// (1 - x)(1 + x), which does not lose the sign near the ends as 1 - x^2 does.
template <typename S>
BasicTaylor<S> one_minus_square(const BasicTaylor<S>& x) {
  return (-shifted(x, -1)) * shifted(x, 1);
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

// ---- both kinds ----

#define CERTIBOUND_UNARY(S, f) template BasicTaylor<S> f(const BasicTaylor<S>&);
#define CERTIBOUND_BINARY(S, f) template BasicTaylor<S> f(const BasicTaylor<S>&, const BasicTaylor<S>&);
#define CERTIBOUND_TAYLOR(S)                                                                                    \
  template class BasicTaylor<S>;                                                                                \
  template BasicTaylor<S> constant(const Rational&, const BasicTaylor<S>&);                                     \
  template BasicTaylor<S> constant(const Interval&, const BasicTaylor<S>&);                                     \
  template BasicTaylor<S> pown(const BasicTaylor<S>&, long);                                                    \
  CERTIBOUND_BINARY(S, operator+) CERTIBOUND_BINARY(S, operator-) CERTIBOUND_BINARY(S, operator*)               \
  CERTIBOUND_BINARY(S, operator/) CERTIBOUND_BINARY(S, pow) CERTIBOUND_BINARY(S, min) CERTIBOUND_BINARY(S, max) \
  CERTIBOUND_UNARY(S, operator-) CERTIBOUND_UNARY(S, sqr) CERTIBOUND_UNARY(S, sqrt)                             \
  CERTIBOUND_UNARY(S, sqrt_of_nonnegative) CERTIBOUND_UNARY(S, cbrt) CERTIBOUND_UNARY(S, exp)                   \
  CERTIBOUND_UNARY(S, expm1) CERTIBOUND_UNARY(S, log) CERTIBOUND_UNARY(S, log1p) CERTIBOUND_UNARY(S, sin)       \
  CERTIBOUND_UNARY(S, cos) CERTIBOUND_UNARY(S, tan) CERTIBOUND_UNARY(S, asin) CERTIBOUND_UNARY(S, acos)         \
  CERTIBOUND_UNARY(S, atan) CERTIBOUND_UNARY(S, sinh) CERTIBOUND_UNARY(S, cosh) CERTIBOUND_UNARY(S, tanh)       \
  CERTIBOUND_UNARY(S, asinh) CERTIBOUND_UNARY(S, acosh) CERTIBOUND_UNARY(S, atanh) CERTIBOUND_UNARY(S, abs)     \
  CERTIBOUND_UNARY(S, sign) CERTIBOUND_UNARY(S, step)

CERTIBOUND_TAYLOR(Interval)
CERTIBOUND_TAYLOR(QuickInterval)

}  // namespace certibound
