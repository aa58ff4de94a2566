// Limits by the rules of calculus, operation by operation. What is not known to have a limit is `unknown`, and that spreads;
// so do the indeterminate forms oo - oo, 0 oo, oo/oo, 0/0.
#include "limits.hpp"

#include <certibound/language/evaluate.hpp>

namespace certibound::rules {
namespace {

using language::Exact;
using language::Node;
using language::NodeId;
using language::Op;
using language::Range;
using language::Terms;

constexpr Precision kBits = 256;

// unknown: there may be no limit. The side of a finite limit: are the values close to the end certainly all above it,
// below it, or equal to it?
struct Tendency {
  enum Kind { unknown, finite, plus_infinity, minus_infinity } kind = unknown;
  enum Side { any, above, below, equal } side = any;
  Exact exact;  // of a finite limit, if known
  Range value;  // of a finite limit: encloses it

  bool is_zero() const { return kind == finite && exact.is_zero(); }
  bool is_infinite() const { return kind == plus_infinity || kind == minus_infinity; }
};

Tendency infinity(int sign) { return {sign > 0 ? Tendency::plus_infinity : Tendency::minus_infinity, Tendency::any, {}, {}}; }

Tendency finite(Exact exact, Range value, Tendency::Side side) {
  return {Tendency::finite, side, std::move(exact), std::move(value)};
}

Tendency number(const Exact& value, Tendency::Side side) {
  if (!value.known()) return {};
  return finite(value, Range{value.enclosure(kBits), true, false, false}, side);
}

// 1 or -1: the limit certainly has the sign, infinity included; 0: it is certainly zero; 2: not known.
int sign_of(const Tendency& x) {
  if (x.kind == Tendency::plus_infinity) return 1;
  if (x.kind == Tendency::minus_infinity) return -1;
  if (x.kind == Tendency::unknown) return 2;
  if (x.exact.is_zero()) return 0;
  if (certainly_positive(x.value)) return 1;
  if (certainly_negative(x.value)) return -1;
  return x.exact.sign();
}

Tendency::Side opposite(Tendency::Side side) {
  return side == Tendency::above ? Tendency::below : side == Tendency::below ? Tendency::above : side;
}

Tendency operator-(const Tendency& x) {
  if (x.is_infinite()) return infinity(-sign_of(x));
  if (x.kind == Tendency::unknown) return {};
  return finite(-x.exact, -x.value, opposite(x.side));
}

Tendency operator+(const Tendency& x, const Tendency& y) {
  if (x.kind == Tendency::unknown || y.kind == Tendency::unknown) return {};
  if (x.is_infinite() || y.is_infinite()) {
    if (x.is_infinite() && y.is_infinite() && x.kind != y.kind) return {};
    return x.is_infinite() ? x : y;
  }
  const bool same = x.side == y.side || y.side == Tendency::equal;
  const Tendency::Side side = same ? x.side : x.side == Tendency::equal ? y.side : Tendency::any;
  return finite(x.exact + y.exact, x.value + y.value, side);
}

Tendency operator*(const Tendency& x, const Tendency& y) {
  const int a = sign_of(x), b = sign_of(y);
  if (x.kind == Tendency::unknown || y.kind == Tendency::unknown) return {};
  if (x.is_infinite() || y.is_infinite()) {
    if (a == 2 || b == 2 || a * b == 0) return {};
    return infinity(a * b);
  }
  // The side is kept where one factor is 0 in the limit and the other has a sign, or both are 0 from known sides.
  Tendency::Side side = Tendency::any;
  const auto scaled = [](Tendency::Side s, int sign) { return sign > 0 ? s : opposite(s); };
  if (x.side == Tendency::equal && y.side == Tendency::equal) side = Tendency::equal;
  if (a == 0 && (b == 1 || b == -1)) side = scaled(x.side, b);
  if (b == 0 && (a == 1 || a == -1)) side = scaled(y.side, a);
  if (x.side == Tendency::equal && (a == 1 || a == -1)) side = scaled(y.side, a);
  if (y.side == Tendency::equal && (b == 1 || b == -1)) side = scaled(x.side, b);
  const auto direction = [](Tendency::Side s) { return s == Tendency::above ? 1 : s == Tendency::below ? -1 : 0; };
  if (a == 0 && b == 0 && direction(x.side) * direction(y.side) != 0) {
    side = direction(x.side) * direction(y.side) > 0 ? Tendency::above : Tendency::below;
  }
  return finite(x.exact * y.exact, x.value * y.value, side);
}

Tendency reciprocal(const Tendency& x) {
  if (x.kind == Tendency::unknown) return {};
  if (x.is_infinite()) return number(Exact(Rational(0)), sign_of(x) > 0 ? Tendency::above : Tendency::below);
  const int sign = sign_of(x);
  if (sign == 0) {
    return x.side == Tendency::above ? infinity(1) : x.side == Tendency::below ? infinity(-1) : Tendency{};
  }
  if (sign == 2) return {};
  return finite(Exact(Rational(1)) / x.exact, language::constant(1, kBits) / x.value, opposite(x.side));
}

Tendency power(const Tendency& x, long n) {
  if (n < 0) return reciprocal(power(x, -n));
  if (n == 0) return number(Exact(Rational(1)), Tendency::equal);
  if (n > 1000) return {};
  if (x.kind == Tendency::unknown) return {};
  if (x.is_infinite()) return infinity(n % 2 == 0 ? 1 : sign_of(x));
  Tendency::Side side = Tendency::any;
  const int sign = sign_of(x);
  if (n % 2 == 1 || sign == 1) side = x.side;
  if (n % 2 == 0 && sign == -1) side = opposite(x.side);
  if (n % 2 == 0 && sign == 0) side = x.side == Tendency::any ? Tendency::any : Tendency::above;
  if (x.side == Tendency::equal) side = Tendency::equal;
  return finite(language::power(x.exact, n), language::power(x.value, n), side);
}

// f of a finite limit, for an f that is continuous where it has values and increasing (`rises`) or decreasing.
template <typename F>
Tendency continuous(const Tendency& x, F f, bool monotone, bool rises) {
  const Range value = f(x.value);
  if (value.value.is_empty()) return {};
  const Tendency::Side side = x.side == Tendency::equal ? x.side
                              : !monotone               ? Tendency::any
                              : rises                   ? x.side
                                                        : opposite(x.side);
  return finite(f(x.exact), value, side);
}

Tendency zero(Tendency::Side side) { return number(Exact(Rational(0)), side); }
Tendency one(Tendency::Side side) { return number(Exact(Rational(1)), side); }

class Limits {
 public:
  Limits(const Terms& terms, const Rational* end, bool from_lower) : t_(terms) {
    if (end == nullptr) {
      variable_ = infinity(from_lower ? -1 : 1);
    } else {
      variable_ = number(Exact(*end), from_lower ? Tendency::above : Tendency::below);
    }
  }

  Tendency of(NodeId root) {
    const std::vector<bool> needed = t_.reachable({root});
    values_.resize(static_cast<std::size_t>(root) + 1);
    for (NodeId id = 0; id <= root; ++id) {
      if (needed[static_cast<std::size_t>(id)]) values_[static_cast<std::size_t>(id)] = value(t_[id]);
    }
    return values_.back();
  }

 private:
  const Tendency& at(NodeId id) const { return values_[static_cast<std::size_t>(id)]; }

  Tendency value(const Node& node) const {
    switch (node.op) {
      case Op::rational: return number(Exact(t_.rational_value(node)), Tendency::equal);
      case Op::pi: return number(Exact::pi(), Tendency::equal);
      case Op::e: return finite(Exact(), language::e_range(kBits), Tendency::equal);
      case Op::variable: return variable_;
      case Op::neg: return -at(node.a);
      case Op::add: return at(node.a) + at(node.b);
      case Op::sub: return at(node.a) + -at(node.b);
      case Op::mul: return at(node.a) * at(node.b);
      case Op::div: return at(node.a) * reciprocal(at(node.b));
      case Op::power: return power(at(node.a), node.n);
      case Op::min:
      case Op::max: return extremum(node);
      case Op::real_power: return real_power(node);
      case Op::call: return {};
      default: return function(node.op, at(node.a));
    }
  }

  // max(x, y) is continuous; at infinity only where both go there.
  Tendency extremum(const Node& node) const {
    const Tendency& x = at(node.a);
    const Tendency& y = at(node.b);
    if (x.is_infinite() && x.kind == y.kind) return x;
    if (x.kind != Tendency::finite || y.kind != Tendency::finite) return {};
    const bool least = node.op == Op::min;
    return finite(least ? min(x.exact, y.exact) : max(x.exact, y.exact),
                  least ? min(x.value, y.value) : max(x.value, y.value), Tendency::any);
  }

  // x^c for a rational c > 0 rises from 0 at 0 to oo; other powers are exp(y log x).
  Tendency real_power(const Node& node) const {
    const Rational* c = t_.as_rational(node.b);
    const Tendency& x = at(node.a);
    if (c != nullptr && *c > 0 && x.kind == Tendency::finite) {
      return continuous(x, [&](const auto& v) { return raised(v, *c); }, true, true);
    }
    if (x.kind == Tendency::finite && sign_of(x) != 1 && x.side != Tendency::above) return {};  // may be 0^y
    return function(Op::exp, at(node.b) * function(Op::log, x));
  }
  static Range raised(const Range& x, const Rational& c) { return language::real_power(x, language::constant(c, kBits)); }
  static Exact raised(const Exact& x, const Rational& c) { return language::real_power(x, Exact(c)); }

  Tendency function(Op op, const Tendency& x) const {
    if (x.kind == Tendency::unknown) return {};
    return x.is_infinite() ? at_infinity(op, sign_of(x)) : at_number(op, x);
  }

  static Tendency at_infinity(Op op, int sign) {
    const bool up = sign > 0;
    const Tendency half_pi = number(Exact::pi() / Exact(Rational(2)), Tendency::below);
    switch (op) {
      case Op::sqrt:
      case Op::log:
      case Op::log1p:
      case Op::gamma:
      case Op::lgamma: return up ? infinity(1) : Tendency{};
      case Op::cbrt:
      case Op::sinh: return infinity(sign);
      case Op::cosh:
      case Op::abs: return infinity(1);
      case Op::exp: return up ? infinity(1) : zero(Tendency::above);
      case Op::expm1: return up ? infinity(1) : -one(Tendency::below);
      case Op::atan: return up ? half_pi : -half_pi;
      case Op::tanh:
      case Op::erf: return up ? one(Tendency::below) : -one(Tendency::below);
      case Op::erfc: return up ? zero(Tendency::above) : number(Exact(Rational(2)), Tendency::below);
      case Op::Phi: return up ? one(Tendency::below) : zero(Tendency::above);
      case Op::phi: return zero(Tendency::above);
      default: return {};
    }
  }

  static Tendency at_number(Op op, const Tendency& x) {
    const auto rising = [&](auto f) { return continuous(x, f, true, true); };
    const auto falling = [&](auto f) { return continuous(x, f, true, false); };
    const auto other = [&](auto f) { return continuous(x, f, false, false); };
    const int sign = sign_of(x);
    switch (op) {
      case Op::sqrt: return rising([](const auto& v) { return sqrt(v); });
      case Op::cbrt: return rising([](const auto& v) { return cbrt(v); });
      case Op::exp: return rising([](const auto& v) { return exp(v); });
      case Op::expm1: return rising([](const auto& v) { return expm1(v); });
      case Op::sinh: return rising([](const auto& v) { return sinh(v); });
      case Op::tanh: return rising([](const auto& v) { return tanh(v); });
      case Op::atan: return rising([](const auto& v) { return atan(v); });
      case Op::asin: return rising([](const auto& v) { return asin(v); });
      case Op::acos: return falling([](const auto& v) { return acos(v); });
      case Op::erf: return rising([](const auto& v) { return erf(v); });
      case Op::erfc: return falling([](const auto& v) { return erfc(v); });
      case Op::Phi: return rising([](const auto& v) { return normal_cdf(v); });
      case Op::phi: return other([](const auto& v) { return normal_density(v); });
      case Op::sin: return other([](const auto& v) { return sin(v); });
      case Op::cos: return other([](const auto& v) { return cos(v); });
      case Op::cosh: return other([](const auto& v) { return cosh(v); });
      case Op::abs: return sign == 0 && x.side != Tendency::any && x.side != Tendency::equal
                               ? zero(Tendency::above)
                               : other([](const auto& v) { return abs(v); });
      case Op::log:
        if (sign == 0) return infinity(-1);  // the argument has values > 0 only
        return sign == 1 ? rising([](const auto& v) { return log(v); }) : Tendency{};
      case Op::log1p: {
        const Tendency shifted = number(Exact(Rational(1)), Tendency::equal) + x;
        if (sign_of(shifted) == 0) return infinity(-1);
        return sign_of(shifted) == 1 ? rising([](const auto& v) { return log1p(v); }) : Tendency{};
      }
      case Op::Rhat: return rising([](const auto& v) { return rhat(v); });
      case Op::Rhat1: return rising([](const auto& v) { return rhat_derivative(v); });
      default: return {};
    }
  }

  const Terms& t_;
  Tendency variable_;
  std::vector<Tendency> values_;
};

}  // namespace

bool limit_has_sign(const Terms& terms, NodeId root, const Rational* end, bool from_lower, language::Sign sign) {
  const int found = sign_of(Limits(terms, end, from_lower).of(root));
  return found == 1 || (found == 0 && sign == language::Sign::nonnegative);
}

}  // namespace certibound::rules
