// Limits by the rules of calculus, operation by operation. What is not known to have a limit is `unknown`, and that spreads;
// so do the indeterminate forms oo - oo, 0 oo, oo/oo, 0/0 unless the leading terms of both parts are known.
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

// How a quantity behaves as the end is approached: c s^a (log s)^b (1 + o(1)) with c not 0, where s tends to +oo: s = |x|
// at an infinite end, 1/|x - end| at a number. Or, with growth 1 (-1): it grows (decays) faster than every power of s, with
// the sign of c.
struct Lead {
  bool known = false;
  int growth = 0;
  Exact exact;   // c, if known so
  Range c;       // encloses c; its sign is certain
  Rational a = 0;
  long b = 0;
};

// unknown: there may be no limit. The side of a finite limit: are the values close to the end certainly all above it,
// below it, or equal to it?
struct Tendency {
  enum Kind { unknown, finite, plus_infinity, minus_infinity } kind = unknown;
  enum Side { any, above, below, equal } side = any;
  Exact exact;  // of a finite limit, if known
  Range value;  // of a finite limit: encloses it
  Lead lead;

  bool is_infinite() const { return kind == plus_infinity || kind == minus_infinity; }
};

int sign_of(const Exact& exact, const Range& value) {
  if (exact.is_zero()) return 0;
  if (certainly_positive(value)) return 1;
  if (certainly_negative(value)) return -1;
  return exact.sign();
}

// 1 or -1: the limit certainly has the sign, infinity included; 0: it is certainly zero; 2: not known.
int sign_of(const Tendency& x) {
  if (x.kind == Tendency::plus_infinity) return 1;
  if (x.kind == Tendency::minus_infinity) return -1;
  return x.kind == Tendency::unknown ? 2 : sign_of(x.exact, x.value);
}
int sign_of(const Lead& x) { return sign_of(x.exact, x.c); }

constexpr long kMaxLogPower = 1'000'000;  // products of two such numbers still are a long

Lead lead(int growth, const Exact& exact, const Range& c, const Rational& a, long b) {
  const int sign = sign_of(exact, c);
  const bool known = (sign == 1 || sign == -1) && -kMaxLogPower <= b && b <= kMaxLogPower;
  return {known, growth, exact, c, a, b};
}
Range fixed(const Rational& value) { return language::constant(value, kBits); }
Lead power_lead(const Rational& c, const Rational& a, long b = 0) { return lead(0, Exact(c), fixed(c), a, b); }
Lead fast(int growth, int sign) { return lead(growth, Exact(Rational(sign)), fixed(sign), 0, 0); }

// -1, 0, 1: x grows slower than y, alike, faster.
int compare(const Lead& x, const Lead& y) {
  if (x.growth != y.growth) return x.growth < y.growth ? -1 : 1;
  if (x.growth != 0) return 0;
  if (x.a != y.a) return x.a < y.a ? -1 : 1;
  return x.b < y.b ? -1 : x.b > y.b ? 1 : 0;
}

Lead operator-(const Lead& x) { return x.known ? lead(x.growth, -x.exact, -x.c, x.a, x.b) : x; }

// Of fast ones only signs are known, so that unlike ones may cancel.
Lead operator+(const Lead& x, const Lead& y) {
  if (!x.known || !y.known) return {};
  const int order = compare(x, y);
  if (order != 0) return order > 0 ? x : y;
  if (x.growth != 0) return sign_of(x) == sign_of(y) ? x : Lead{};
  return lead(0, x.exact + y.exact, x.c + y.c, x.a, x.b);
}

Lead operator*(const Lead& x, const Lead& y) {
  if (!x.known || !y.known || x.growth * y.growth < 0) return {};
  const int growth = x.growth != 0 ? x.growth : y.growth;
  if (growth != 0) return fast(growth, sign_of(x) * sign_of(y));
  return lead(0, x.exact * y.exact, x.c * y.c, x.a + y.a, x.b + y.b);
}

Lead reciprocal(const Lead& x) {
  if (!x.known) return {};
  if (x.growth != 0) return fast(-x.growth, sign_of(x));
  return lead(0, Exact(Rational(1)) / x.exact, fixed(1) / x.c, -x.a, -x.b);
}

// x^e for x > 0 (for an integer e: any x).
Lead power(const Lead& x, const Rational& e) {
  const bool whole = denominator(e) == 1 && abs(e) <= 1000;
  if (!x.known || (!whole && sign_of(x) != 1) || (!whole && x.b != 0)) return {};
  const long n = whole ? numerator(e).convert_to<long>() : 0;
  const int sign = sign_of(x) == 1 || n % 2 == 0 ? 1 : -1;
  if (e.is_zero()) return power_lead(1, 0);
  if (x.growth != 0) return fast(e > 0 ? x.growth : -x.growth, sign);
  const Exact c = whole ? language::power(x.exact, n) : language::real_power(x.exact, Exact(e));
  const Range value = whole ? language::power(x.c, n) : language::real_power(x.c, fixed(e));
  return lead(0, c, value, x.a * e, whole ? x.b * n : 0);
}

Tendency infinity(int sign, Lead own = {}) {
  return {sign > 0 ? Tendency::plus_infinity : Tendency::minus_infinity, Tendency::any, {}, {}, std::move(own)};
}

// A finite limit; if it is not zero it leads itself.
Tendency finite(Exact exact, Range value, Tendency::Side side, Lead own = {}) {
  if (!own.known) own = lead(0, exact, value, 0, 0);
  return {Tendency::finite, side, std::move(exact), std::move(value), std::move(own)};
}

Tendency number(const Exact& value, Tendency::Side side, Lead own = {}) {
  if (!value.known()) return {};
  return finite(value, Range{value.enclosure(kBits), true, false, false}, side, std::move(own));
}
Tendency zero(Tendency::Side side, Lead own = {}) { return number(Exact(Rational(0)), side, std::move(own)); }
Tendency one(Tendency::Side side) { return number(Exact(Rational(1)), side); }

// What the lead alone says.
Tendency from_lead(const Lead& x) {
  if (!x.known) return {};
  const int sign = sign_of(x);
  const int size = x.growth != 0 ? x.growth : x.a != 0 ? (x.a > 0 ? 1 : -1) : x.b > 0 ? 1 : x.b < 0 ? -1 : 0;
  if (size > 0) return infinity(sign, x);
  if (size < 0) return zero(sign > 0 ? Tendency::above : Tendency::below, x);
  return finite(x.exact, x.c, Tendency::any, x);
}

Tendency::Side opposite(Tendency::Side side) {
  return side == Tendency::above ? Tendency::below : side == Tendency::below ? Tendency::above : side;
}

Tendency operator-(const Tendency& x) {
  if (x.is_infinite()) return infinity(-sign_of(x), -x.lead);
  if (x.kind == Tendency::unknown) return {};
  return finite(-x.exact, -x.value, opposite(x.side), -x.lead);
}

Tendency operator+(const Tendency& x, const Tendency& y) {
  if (x.kind == Tendency::unknown || y.kind == Tendency::unknown) return {};
  const Lead sum = x.lead + y.lead;
  if (x.is_infinite() && y.is_infinite()) return x.kind == y.kind ? infinity(sign_of(x), sum) : from_lead(sum);
  if (x.is_infinite()) return infinity(sign_of(x), x.lead);
  if (y.is_infinite()) return infinity(sign_of(y), y.lead);
  const bool same = x.side == y.side || y.side == Tendency::equal;
  const Tendency::Side side = same ? x.side : x.side == Tendency::equal ? y.side : Tendency::any;
  const bool plain = sum.known && sum.growth == 0 && sum.a.is_zero() && sum.b == 0;
  return finite(x.exact + y.exact, x.value + y.value, side, plain ? Lead{} : sum);
}

Tendency operator*(const Tendency& x, const Tendency& y) {
  const int a = sign_of(x), b = sign_of(y);
  if (x.kind == Tendency::unknown || y.kind == Tendency::unknown) return {};
  const Lead both = x.lead * y.lead;
  if (x.is_infinite() || y.is_infinite()) {
    if (a == 2 || b == 2 || a * b == 0) return from_lead(both);
    return infinity(a * b, both);
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
  return finite(x.exact * y.exact, x.value * y.value, side, both);
}

Tendency reciprocal(const Tendency& x) {
  if (x.kind == Tendency::unknown) return {};
  const Lead own = reciprocal(x.lead);
  if (x.is_infinite()) return zero(sign_of(x) > 0 ? Tendency::above : Tendency::below, own);
  const int sign = sign_of(x);
  if (sign == 0) {
    if (own.known) return from_lead(own);
    return x.side == Tendency::above ? infinity(1) : x.side == Tendency::below ? infinity(-1) : Tendency{};
  }
  if (sign == 2) return {};
  return finite(Exact(Rational(1)) / x.exact, fixed(1) / x.value, opposite(x.side));
}

Tendency power(const Tendency& x, long n) {
  if (n < 0) return reciprocal(power(x, -n));
  if (n == 0) return one(Tendency::equal);
  if (n > 1000 || x.kind == Tendency::unknown) return {};
  const Lead own = power(x.lead, Rational(n));
  if (x.is_infinite()) return infinity(n % 2 == 0 ? 1 : sign_of(x), own);
  Tendency::Side side = Tendency::any;
  const int sign = sign_of(x);
  if (n % 2 == 1 || sign == 1) side = x.side;
  if (n % 2 == 0 && sign == -1) side = opposite(x.side);
  if (n % 2 == 0 && sign == 0) side = x.side == Tendency::any ? Tendency::any : Tendency::above;
  if (x.side == Tendency::equal) side = Tendency::equal;
  return finite(language::power(x.exact, n), language::power(x.value, n), side, own);
}

// f of a finite limit, for an f that is continuous where it has values and increasing (`rises`) or decreasing.
template <typename F>
Tendency continuous(const Tendency& x, F f, bool monotone, bool rises, Lead own = {}) {
  const Range value = f(x.value);
  if (value.value.is_empty()) return {};
  const Tendency::Side side = x.side == Tendency::equal ? x.side
                              : !monotone               ? Tendency::any
                              : rises                   ? x.side
                                                        : opposite(x.side);
  return finite(f(x.exact), value, side, std::move(own));
}

class Limits {
 public:
  Limits(const Terms& terms, const Rational* end, bool from_lower) : t_(terms) {
    const Tendency::Side side = from_lower ? Tendency::above : Tendency::below;
    const Rational sign = from_lower ? 1 : -1;
    if (end == nullptr) {
      variable_ = infinity(from_lower ? -1 : 1, power_lead(-sign, 1));
    } else {
      variable_ = number(Exact(*end), side, end->is_zero() ? power_lead(sign, -1) : Lead{});
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
      case Op::rational: {
        const Rational& value = t_.rational_value(node);
        return finite(Exact(value), fixed(value), Tendency::equal);
      }
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
    if (x.is_infinite() && x.kind == y.kind) return infinity(sign_of(x));  // which of the two leads is not asked
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
      return continuous(x, [&](const auto& v) { return raised(v, *c); }, true, true, power(x.lead, *c));
    }
    if (c != nullptr && *c != 0 && x.kind == Tendency::plus_infinity) return raised_infinity(x, *c);
    if (x.kind == Tendency::finite && sign_of(x) != 1 && x.side != Tendency::above) return {};  // may be 0^y
    return function(Op::exp, at(node.b) * function(Op::log, x));
  }
  static Tendency raised_infinity(const Tendency& x, const Rational& c) {
    const Lead own = power(x.lead, c);
    return c > 0 ? infinity(1, own) : zero(Tendency::above, own);
  }
  static Range raised(const Range& x, const Rational& c) { return language::real_power(x, language::constant(c, kBits)); }
  static Exact raised(const Exact& x, const Rational& c) { return language::real_power(x, Exact(c)); }

  Tendency function(Op op, const Tendency& x) const {
    if (x.kind == Tendency::unknown) return {};
    return x.is_infinite() ? at_infinity(op, x) : at_number(op, x);
  }

  // exp(v) for v that grows like a power of s, or faster.
  static Lead exponential_lead(const Lead& v) {
    const bool like_power = v.known && (v.growth > 0 || (v.growth == 0 && v.a > 0));
    return like_power ? fast(sign_of(v), 1) : Lead{};
  }
  // log(v) for v ~ c s^a (log s)^b, a not 0: a log s.
  static Lead logarithm_lead(const Lead& v) {
    return v.known && v.growth == 0 && v.a != 0 ? power_lead(v.a, 0, 1) : Lead{};
  }
  // exp(-v^2) and what decays alike.
  static Lead gaussian_lead(const Lead& v) {
    return v.known && (v.growth > 0 || (v.growth == 0 && v.a > 0)) ? fast(-1, 1) : Lead{};
  }

  static Tendency at_infinity(Op op, const Tendency& x) {
    const int sign = sign_of(x);
    const bool up = sign > 0;
    const Tendency half_pi = number(Exact::pi() / Exact(Rational(2)), Tendency::below);
    switch (op) {
      case Op::sqrt: return up ? infinity(1, power(x.lead, Rational(1, 2))) : Tendency{};
      case Op::log:
      case Op::log1p: return up ? infinity(1, logarithm_lead(x.lead)) : Tendency{};
      case Op::gamma:
      case Op::lgamma: return up ? infinity(1) : Tendency{};
      case Op::cbrt: return infinity(sign);
      case Op::sinh: return infinity(sign, fast_if_known(exponential_lead(up ? x.lead : -x.lead), sign));
      case Op::cosh: return infinity(1, exponential_lead(up ? x.lead : -x.lead));
      case Op::abs: return infinity(1, up ? x.lead : -x.lead);
      case Op::exp: return up ? infinity(1, exponential_lead(x.lead)) : zero(Tendency::above, exponential_lead(x.lead));
      case Op::expm1: return up ? infinity(1, exponential_lead(x.lead)) : -one(Tendency::below);
      case Op::atan: return up ? half_pi : -half_pi;
      case Op::tanh:
      case Op::erf: return up ? one(Tendency::below) : -one(Tendency::below);
      case Op::erfc:
        return up ? zero(Tendency::above, gaussian_lead(x.lead)) : number(Exact(Rational(2)), Tendency::below);
      case Op::Phi: return up ? one(Tendency::below) : zero(Tendency::above, gaussian_lead(x.lead));
      case Op::phi: return zero(Tendency::above, gaussian_lead(x.lead));
      default: return {};
    }
  }
  static Lead fast_if_known(const Lead& v, int sign) { return v.known ? fast(v.growth, sign) : v; }

  static Tendency at_number(Op op, const Tendency& x) {
    const int zero_sign = sign_of(x);
    const auto rising = [&](auto f) { return continuous(x, f, true, true); };
    // f(u) = u (1 + o(1)) as u -> 0
    const auto like_itself = [&](auto f) { return continuous(x, f, true, true, zero_sign == 0 ? x.lead : Lead{}); };
    const auto falling = [&](auto f) { return continuous(x, f, true, false); };
    const auto other = [&](auto f) { return continuous(x, f, false, false); };
    switch (op) {
      case Op::sqrt: return continuous(x, [](const auto& v) { return sqrt(v); }, true, true, power(x.lead, Rational(1, 2)));
      case Op::cbrt: return rising([](const auto& v) { return cbrt(v); });
      case Op::exp: return rising([](const auto& v) { return exp(v); });
      case Op::expm1: return like_itself([](const auto& v) { return expm1(v); });
      case Op::sinh: return like_itself([](const auto& v) { return sinh(v); });
      case Op::tanh: return like_itself([](const auto& v) { return tanh(v); });
      case Op::atan: return like_itself([](const auto& v) { return atan(v); });
      case Op::asin: return like_itself([](const auto& v) { return asin(v); });
      case Op::acos: return falling([](const auto& v) { return acos(v); });
      case Op::erf: return rising([](const auto& v) { return erf(v); });
      case Op::erfc: return falling([](const auto& v) { return erfc(v); });
      case Op::Phi: return rising([](const auto& v) { return normal_cdf(v); });
      case Op::phi: return other([](const auto& v) { return normal_density(v); });
      case Op::sin:
        if (zero_sign == 0) return like_itself([](const auto& v) { return sin(v); });
        return other([](const auto& v) { return sin(v); });
      case Op::cos: return other([](const auto& v) { return cos(v); });
      case Op::cosh: return other([](const auto& v) { return cosh(v); });
      case Op::abs:
        if (zero_sign == 0 && x.lead.known) return zero(Tendency::above, sign_of(x.lead) > 0 ? x.lead : -x.lead);
        return other([](const auto& v) { return abs(v); });
      case Op::log:
        if (zero_sign == 0) return infinity(-1, logarithm_lead(x.lead));  // the argument has values > 0 only
        return zero_sign == 1 ? rising([](const auto& v) { return log(v); }) : Tendency{};
      case Op::log1p: {
        const Tendency shifted = number(Exact(Rational(1)), Tendency::equal) + x;
        if (sign_of(shifted) == 0) return infinity(-1);
        if (zero_sign == 0) return like_itself([](const auto& v) { return log1p(v); });
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
