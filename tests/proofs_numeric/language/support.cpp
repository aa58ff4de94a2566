#include "support.hpp"

#include <certibound/language/evaluate.hpp>

#include <algorithm>
#include <cstdlib>

namespace certibound::language::test {

int rounds(int base) {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  const double multiplier = text == nullptr ? 1.0 : std::atof(text);
  return multiplier > 0 ? static_cast<int>(base * multiplier) + 1 : base;
}

Claim claim_of(const std::string& clauses) {
  return parse_document({"test.claim", "claim test {\n" + clauses + "\n}\n"}).claims.at(0);
}

Expression::Expression(const std::string& text) : root(parse_expression({"<test>", text}, {"x", "y"}, terms)) {}

namespace {

enum class Inside { no, unknown, yes };

Inside from(Certainty c) {
  return c == Certainty::certain ? Inside::yes : c == Certainty::impossible ? Inside::no : Inside::unknown;
}

Inside both(Inside a, Inside b) { return std::min(a, b); }

Interval whole(long n) { return {n, kFine}; }
Inside above(const Interval& x, long c) { return from(less(whole(c), x)); }
Inside at_least(const Interval& x, long c) { return from(less_equal(whole(c), x)); }
Inside within_one(const Interval& x) { return both(at_least(x, -1), at_least(-x, -1)); }

Inside nonzero(const Interval& x) {
  if (x.is_point() && x.lo().is_zero()) return Inside::no;
  return contains_zero(x) ? Inside::unknown : Inside::yes;
}

// Is the operation defined at these operands? Written down from the definition of the language, not from its code.
Inside inside(Op op, const Interval& a, const Interval& b, long n) {
  switch (op) {
    case Op::div: return nonzero(b);
    case Op::power: return n < 0 ? nonzero(a) : Inside::yes;
    case Op::real_power: return std::max(above(a, 0), both(at_least(a, 0), above(b, 0)));
    case Op::sqrt: return at_least(a, 0);
    case Op::log:
    case Op::gamma:
    case Op::lgamma: return above(a, 0);
    case Op::log1p: return above(a, -1);
    case Op::asin:
    case Op::acos:
    case Op::Rhat:
    case Op::Rhat1: return within_one(a);
    case Op::tan: return tan(a).is_entire() ? Inside::unknown : Inside::yes;
    default: return Inside::yes;
  }
}

Interval rhat1(const Interval& rho) { return whole(1) - acos(rho) / Interval::pi(kFine); }

Interval rhat(const Interval& rho) {
  if (rho.is_point() && mpfr_cmp_si(rho.lo().get(), 1) == 0) return whole(1);
  if (rho.is_point() && mpfr_cmp_si(rho.lo().get(), -1) == 0) return whole(0);
  return sqrt((whole(1) - rho) * (whole(1) + rho)) / Interval::pi(kFine) + rhat1(rho) * rho;
}

Interval value(Op op, const Interval& a, const Interval& b, long n) {
  switch (op) {
    case Op::power: return pown(a, n);
    case Op::real_power: return pow(a, b);
    case Op::Rhat: return rhat(a);
    case Op::Rhat1: return rhat1(a);
    case Op::neg: return -a;
    case Op::add: return a + b;
    case Op::sub: return a - b;
    case Op::mul: return a * b;
    case Op::div: return a / b;
    case Op::min: return min(a, b);
    case Op::max: return max(a, b);
    case Op::sqrt: return sqrt(a);
    case Op::cbrt: return cbrt(a);
    case Op::exp: return exp(a);
    case Op::log: return log(a);
    case Op::log1p: return log1p(a);
    case Op::expm1: return expm1(a);
    case Op::sin: return sin(a);
    case Op::cos: return cos(a);
    case Op::tan: return tan(a);
    case Op::asin: return asin(a);
    case Op::acos: return acos(a);
    case Op::atan: return atan(a);
    case Op::sinh: return sinh(a);
    case Op::cosh: return cosh(a);
    case Op::tanh: return tanh(a);
    case Op::abs: return abs(a);
    case Op::erf: return erf(a);
    case Op::erfc: return erfc(a);
    case Op::Phi: return normal_cdf(a);
    case Op::phi: return normal_density(a);
    case Op::gamma: return gamma(a);
    case Op::lgamma: return lgamma(a);
    default: return Interval::entire(kFine);
  }
}

Interval leaf(const Terms& terms, const Node& node, const std::vector<Rational>& point) {
  if (node.op == Op::pi) return Interval::pi(kFine);
  if (node.op == Op::e) return Interval::e(kFine);
  if (node.op == Op::rational) return {terms.rational_value(node), kFine};
  return {point.at(static_cast<std::size_t>(node.n)), kFine};
}

}  // namespace

Truth truth_of(const Terms& terms, NodeId root, const std::vector<Rational>& point) {
  const std::vector<bool> needed = terms.reachable({root});
  std::vector<Truth> values(static_cast<std::size_t>(root) + 1);
  for (NodeId id = 0; id <= root; ++id) {
    if (!needed[static_cast<std::size_t>(id)]) continue;
    const Node& node = terms[id];
    Truth& out = values[static_cast<std::size_t>(id)];
    if (node.a < 0) {
      out = {leaf(terms, node, point), true, false};
      continue;
    }
    const Truth& a = values[static_cast<std::size_t>(node.a)];
    const Truth& b = values[static_cast<std::size_t>(node.b < 0 ? node.a : node.b)];
    const Inside own = inside(node.op, a.value, b.value, node.n);
    out.defined = a.defined && b.defined && own == Inside::yes;
    out.undefined = a.undefined || b.undefined || (a.defined && b.defined && own == Inside::no);
    if (out.defined) out.value = value(node.op, a.value, b.value, node.n);
  }
  return values.back();
}

Rational Random::number() {
  static const std::vector<Rational> kCorners = {0, 1, -1, 2, -2, Rational(1, 2), Rational(-1, 2), Rational(1, 3),
                                                 Rational(-1, 3), 3, -3, Rational(1, 1 << 20), 10, -10, 40};
  if (below(2) == 0) return kCorners[static_cast<std::size_t>(below(static_cast<long>(kCorners.size())))];
  return Rational(below(4001) - 2000, below(3) == 0 ? 7 * (below(90) + 1) : 256);
}

Side Random::side() {
  Side out;
  do {
    out.lo = number();
    out.hi = number();
  } while (!(out.lo < out.hi));
  out.lo_open = below(2) == 0;
  out.hi_open = below(2) == 0;
  if (below(8) == 0) out.lo_infinite = out.lo_open = true;
  if (below(8) == 0) out.hi_infinite = out.hi_open = true;
  return out;
}

Side Random::side_within(const Rational& lo, const Rational& hi) {
  const auto cut = [&] {
    const long k = below(8);
    return k == 0 ? lo : k == 1 ? hi : Rational(lo + (hi - lo) * Rational(below(255) + 1, 256));
  };
  Side out;
  do {
    out.lo = cut();
    out.hi = cut();
  } while (!(out.lo < out.hi));
  out.lo_open = below(2) == 0;
  out.hi_open = below(2) == 0;
  return out;
}

Rational Random::member(const Side& side) {
  const Rational lo = side.lo_infinite ? Rational((side.hi_infinite ? Rational(0) : side.hi) - 1000) : side.lo;
  const Rational hi = side.hi_infinite ? Rational(lo + 2000) : side.hi;
  const long k = below(8);
  if (k == 0 && !side.lo_open) return lo;
  if (k == 1 && !side.hi_open) return hi;
  const Rational weight = k < 4 ? Rational(1, Integer(1) << static_cast<unsigned>(below(40) + 1)) : Rational(below(1023) + 1, 1024);
  return k % 2 == 0 ? Rational(lo + (hi - lo) * weight) : Rational(hi - (hi - lo) * weight);
}

NodeId Random::term(Terms& terms, int variables, int depth) {
  if (depth == 0 || below(6) == 0) {
    if (below(3) != 0) return terms.variable(static_cast<int>(below(variables)));
    const long k = below(12);
    return k == 0 ? terms.constant(Op::pi) : k == 1 ? terms.constant(Op::e) : terms.rational(number());
  }
  const NodeId a = term(terms, variables, depth - 1);
  if (below(2) == 0) {
    static constexpr Op kBinary[] = {Op::add, Op::sub, Op::mul, Op::div, Op::min, Op::max, Op::real_power, Op::add, Op::mul};
    return terms.apply(kBinary[below(std::size(kBinary))], a, term(terms, variables, depth - 1));
  }
  if (below(4) == 0) return terms.power(a, below(9) - 3);
  const auto& unary = unary_operations();
  return terms.apply(unary[static_cast<std::size_t>(below(static_cast<long>(unary.size())))], a);
}

const std::vector<Op>& unary_operations() {
  static const std::vector<Op> all = {Op::neg,  Op::sqrt, Op::cbrt, Op::exp,  Op::log,  Op::log1p, Op::expm1, Op::sin,   Op::cos,
                                      Op::tan,  Op::asin, Op::acos, Op::atan, Op::sinh, Op::cosh,  Op::tanh,  Op::abs,   Op::erf,
                                      Op::erfc, Op::Phi,  Op::phi,  Op::gamma, Op::lgamma, Op::Rhat, Op::Rhat1};
  return all;
}

}  // namespace certibound::language::test
