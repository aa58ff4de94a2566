// The normal form of language/algebra.hpp under attack: what it says vanishes does, at random points.
#include "../language/support.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/language/algebra.hpp>
#include <certibound/language/evaluate.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

bool vanishes(const std::string& text) {
  const Expression e(text);
  return vanishes_identically(e.terms, e.root);
}

TEST(NormalForm, FindsIdentities) {
  for (const char* text : {
           "log(x*y) - log(x) - log(y)", "log(x/y) + log(y) - log(x)", "log(x^3) - 3*log(x)", "log(sqrt(x)) - log(x)/2", "log(exp(x)) - x",
           "exp(log(x)) - x", "exp(x + y) - exp(x)*exp(y)", "exp(-x)*exp(x) - 1", "exp(2*x) - exp(x)^2", "expm1(x) + 1 - exp(x)",
           "cosh(x)^2 - sinh(x)^2 - 1", "tanh(x) - sinh(x)/cosh(x)", "sinh(2*x) - 2*sinh(x)*cosh(x)", "log1p(x) - log(1 + x)",
           "sin(x)^2 + cos(x)^2 - 1", "tan(x)*cos(x) - sin(x)", "1 + tan(x)^2 - 1/cos(x)^2", "x^(3/2) - x*sqrt(x)",
           "x^(1/3)*x^(2/3) - x", "sqrt(4*x) - 2*sqrt(x)", "sqrt(8) - 2*sqrt(2)", "sqrt(6) - sqrt(2)*sqrt(3)", "abs(x)^2 - x^2", "abs(-x) - abs(x)",
           "max(x, y) + min(x, y) - x - y", "max(x, y) - max(y, x)", "(max(x, y) - min(x, y))^2 - (x - y)^2", "acos(x) + asin(x) - pi/2",
           "acos(-x) + acos(x) - pi", "Phi(x) + Phi(-x) - 1", "erf(x) + erfc(x) - 1", "phi(x)*sqrt(2*pi) - exp(-x^2/2)", "cbrt(x)^3 - x",
           "cbrt(-x) + cbrt(x)", "Rhat(x) - Rhat(-x) - x", "Rhat1(x) + Rhat1(-x) - 1", "log(6) - log(2) - log(3)", "exp(2*log(3)) - 9",
           "exp(log(2)/2) - sqrt(2)", "log(2*x) - log(2) - log(x)", "(x^4 - y^4)/(x - y) - (x + y)*(x^2 + y^2)", "1/(1 + 1/x) - x/(1 + x)",
           "sin(x + pi/2) - cos(x)", "cos(x + pi) + cos(x)", "sin(pi - x) - sin(x)", "cos(3*pi/2 - x) + sin(x)", "cos(pi/3) - 1/2",
           "sin(pi/4) - sqrt(2)/2", "sin(5*pi/6) - 1/2", "tan(pi/3) - sqrt(3)", "sin(asin(x)) - x", "cos(asin(x)) - sqrt(1 - x^2)",
           "sin(acos(x)) - sqrt(1 - x^2)", "cos(acos(x)) - x", "tan(atan(x)) - x", "sin(atan(x))*sqrt(1 + x^2) - x", "cos(-atan(x))^2*(1 + x^2) - 1",
           "log(x^2) - log((-x)^2)", "log(exp(x)*y) - x - log(y)"}) {
    EXPECT_TRUE(vanishes(text)) << text;
  }
}

// Nearly identities: valid for some signs only, or off by little.
TEST(NormalForm, FindsNoIdentityThatNeedsASign) {
  for (const char* text : {
           "sqrt(x^2) - x", "abs(x) - x", "log(x^2) - 2*log(-x) + 1", "cbrt(x^3) - x + 1e-30", "exp(x + y) - exp(x) - exp(y)", "x^(3/2) - x^2",
           "max(x, y) - x", "max(x, y) - min(x, y) - (x - y)", "sin(x) - sqrt(1 - cos(x)^2)", "cos(x) - sqrt(1 - sin(x)^2)", "asin(sin(x)) - x", "sin(x + pi/2) - sin(x)", "cos(x + pi) - cos(x)", "sin(x + 2) - sin(x)",
           "cos(asin(x)) - x", "sin(acos(x)) + sqrt(1 - x^2)", "sin(pi/5) - 1/2", "sin(pi*x) - sin(x)",
           "acos(cos(x)) - x", "atan(tan(x)) - x", "sqrt(x*y) - sqrt(-x)*sqrt(-y)*(-1)", "log(x*y) - log(x)", "sin(2*x) - 2*sin(x)",
           "cosh(x) - exp(x)/2", "tanh(x) + tanh(-x) + 1e-40", "erf(-x) - erf(x)", "sqrt(2) + sqrt(3) - sqrt(5)", "sqrt(2)*sqrt(3) - sqrt(5)",
           "pi - 355/113", "exp(1) - 271828/100000", "log(2) - 69314718/100000000", "sqrt(1000003)*1000 - 1000001", "x^(1/3) - cbrt(-x)",
           "(x - y)/(x - y)", "x/x", "x^0", "Phi(-x) - Phi(x)", "lgamma(x + 1) - lgamma(x)", "gamma(x + 1) - gamma(x)", "log(1 + x) - x",
           "sqrt(x + y) - sqrt(x) - sqrt(y)", "abs(x + y) - abs(x) - abs(y)", "abs(x*y) - x*y", "expect(x + T, T) - expect(S + T, S, T, x)"}) {
    EXPECT_FALSE(vanishes(text)) << text;
  }
}

// (..((x^64)^64)..)^64, `levels` deep: the exponent outgrows every machine number.
std::string tower(int levels) {
  std::string out = "x";
  for (int k = 0; k < levels; ++k) out = "(" + out + ")^64";
  return out;
}

TEST(NormalForm, DegreesDoNotOverflow) {
  EXPECT_TRUE(vanishes(tower(1) + " - x^64"));
  EXPECT_TRUE(vanishes(tower(2) + "/x^64 - (x^32)^62*(x^64)^32"));
  for (int k = 3; k < 40; ++k) {
    EXPECT_FALSE(vanishes(tower(k) + " - 1")) << k;
    EXPECT_FALSE(vanishes(tower(k) + " - " + tower(k + 11))) << k;
    EXPECT_FALSE(vanishes("1/" + tower(k) + " - " + tower(k))) << k;
    EXPECT_FALSE(vanishes("y/(" + tower(k) + " + 1) - y")) << k;
  }
}

TEST(NormalForm, CallsWithOtherNumbersOfArgumentsAreOtherCalls) {
  Terms terms;
  const NodeId one = parse_expression({"", "expect(x + T, T)"}, {"x"}, terms);
  const NodeId two = parse_expression({"", "expect(S + T, S, T, x)"}, {"x"}, terms);
  EXPECT_NE(one, two);
  EXPECT_NE(terms.key(one), terms.key(two));
}

// A random term close to the given one: rewritten by a rule that holds everywhere, for some signs, or almost.
class Rewriting {
 public:
  Rewriting(Terms& terms, Random& random) : t_(terms), random_(random) {}

  NodeId of(NodeId root) {
    // One node is rewritten in place, the others follow.
    const std::vector<bool> needed = t_.reachable({root});
    std::vector<NodeId> nodes;
    for (NodeId id = 0; id <= root; ++id) {
      if (needed[static_cast<std::size_t>(id)]) nodes.push_back(id);
    }
    const NodeId chosen = nodes[static_cast<std::size_t>(random_.below(static_cast<long>(nodes.size())))];
    std::vector<NodeId> image(static_cast<std::size_t>(root) + 1, -1);
    const Terms from = t_;
    for (const NodeId id : nodes) {
      const Node node = from[id];
      const auto at = [&](NodeId operand) { return image[static_cast<std::size_t>(operand)]; };
      NodeId out = node.op == Op::variable ? id : t_.same_operation(from, node, at);
      if (id == chosen) out = other(out);
      image[static_cast<std::size_t>(id)] = out;
    }
    return image.back();
  }

 private:
  NodeId f(Op op, NodeId a, NodeId b = -1) { return t_.apply(op, a, b); }
  NodeId number(long n, long d = 1) { return t_.rational(Rational(n, d)); }

  NodeId other(NodeId u) {
    const NodeId v = random_.term(t_, 2, 1);
    const Node node = t_[u];
    switch (random_.below(30)) {
      case 0: return f(Op::exp, f(Op::log, u));
      case 1: return f(Op::log, f(Op::exp, u));
      case 2: return t_.power(f(Op::sqrt, u), 2);
      case 3: return f(Op::sqrt, t_.power(u, 2));
      case 4: return f(Op::neg, f(Op::neg, u));
      case 5: return f(Op::sub, f(Op::add, u, v), v);
      case 6: return f(Op::div, f(Op::mul, u, v), v);
      case 7: return f(Op::div, number(1), f(Op::div, number(1), u));
      case 8: return f(Op::abs, u);
      case 9: return t_.power(f(Op::cbrt, u), 3);
      case 10: return f(Op::cbrt, t_.power(u, 3));
      case 11: return f(Op::max, u, f(Op::neg, u));
      case 12: return f(Op::add, f(Op::max, u, v), f(Op::sub, f(Op::min, u, v), v));
      case 13: return f(Op::sin, f(Op::asin, u));
      case 14: return f(Op::asin, f(Op::sin, u));
      case 15: return f(Op::mul, f(Op::tan, v), f(Op::div, u, f(Op::div, f(Op::sin, v), f(Op::cos, v))));
      case 16: return f(Op::mul, u, f(Op::add, t_.power(f(Op::sin, v), 2), t_.power(f(Op::cos, v), 2)));
      case 17: return f(Op::div, f(Op::log, f(Op::real_power, f(Op::exp, number(1)), u)), number(1));
      case 18: return f(Op::real_power, t_.power(u, 2), number(1, 2));
      case 19: return t_.power(f(Op::real_power, u, number(1, 3)), 3);
      case 20: return f(Op::div, f(Op::log, t_.power(f(Op::exp, u), 2)), number(2));
      case 21: return f(Op::sub, f(Op::Rhat, u), f(Op::Rhat, f(Op::neg, u)));
      case 22: return f(Op::mul, u, f(Op::add, f(Op::Phi, v), f(Op::Phi, f(Op::neg, v))));
      default: break;
    }
    switch (node.op) {
      case Op::log: return f(Op::add, f(Op::log, f(Op::div, node.a, v)), f(Op::log, v));
      case Op::exp: return f(Op::mul, f(Op::exp, f(Op::sub, node.a, v)), f(Op::exp, v));
      case Op::sin:
      case Op::asin:
      case Op::atan:
      case Op::erf:
      case Op::cbrt: return f(Op::neg, f(node.op, f(Op::neg, node.a)));
      case Op::cos:
      case Op::abs: return f(node.op, f(Op::neg, node.a));
      case Op::acos: return f(Op::sub, t_.constant(Op::pi), f(Op::acos, f(Op::neg, node.a)));
      case Op::sqrt: return f(Op::real_power, node.a, number(1, 2));
      case Op::sinh: return f(Op::mul, f(Op::tanh, node.a), f(Op::cosh, node.a));
      case Op::max:
      case Op::min:
      case Op::add:
      case Op::mul: return node.b < 0 ? u : f(node.op, node.b, node.a);
      case Op::div: return f(Op::mul, node.a, t_.power(node.b, -1));
      default: return u;
    }
  }

  Terms& t_;
  Random& random_;
};

TEST(NormalForm, EveryRandomIdentityHoldsWhereBothSidesHaveValues) {
  Random random(kSeed + 7);
  long pairs = 0, identities = 0, rewritten_identities = 0, points = 0, seen_different = 0;
  for (int k = 0; k < rounds(22'000); ++k) {
    Terms terms;
    const NodeId left = random.term(terms, 2, 2);
    NodeId right = left;
    const bool related = k % 4 != 0;
    if (related) {
      for (long n = random.below(3) + 1; n > 0; --n) right = Rewriting(terms, random).of(right);
    } else {
      right = random.term(terms, 2, 1 + k % 3 / 2);
    }
    const NodeId difference = terms.apply(Op::sub, left, right);
    ++pairs;
    const bool same = vanishes_identically(terms, difference);
    identities += same;
    rewritten_identities += same && left != right;
    if (!same && k % 16 != 0) continue;
    const Program program(terms, {difference});
    for (int n = 0; n < 4; ++n) {
      const std::vector<Rational> at{random.number(), random.number()};
      const Range value = enclose(program, to_ranges({point_side(at[0]), point_side(at[1])}, 128), 128)[0];
      if (!value.defined) continue;
      if (same) {
        ++points;
        ASSERT_TRUE(contains_zero(value.value)) << "seed " << kSeed + 7 << ", round " << k << ": " << to_text(terms, left, {"x", "y"}) << "  and  "
                                                << to_text(terms, right, {"x", "y"}) << " at " << to_string(at[0]) << ", " << to_string(at[1]);
      }
      seen_different += !contains_zero(value.value);
    }
  }
  EXPECT_GE(pairs, 20'000);
  EXPECT_GT(rewritten_identities, 3'000) << identities;
  EXPECT_GT(points, 3'000);
  EXPECT_GT(seen_different, 500);  // the points tell terms apart
}

// x log x: every value on the box lies inside, an end that is said not to be reached is not.
TEST(XLogX, EnclosesEveryValue) {
  Random random(kSeed + 8);
  constexpr Precision kBits = 64;
  for (int k = 0; k < rounds(4'000); ++k) {
    Side side = random.side_within(Rational(0), random.below(2) == 0 ? Rational(1) : Rational(random.below(100) + 1, 7));
    if (side.lo.is_zero()) side.lo_open = true;
    const Range out = x_log_x(to_range(side, kBits));
    ASSERT_TRUE(out.defined);
    for (int n = 0; n < 4; ++n) {
      const Rational x = random.member(side);
      const Interval point(x, kFine), value = point * log(point);
      ASSERT_FALSE(mpfr_cmp(value.hi().get(), out.value.lo().get()) < 0 || mpfr_cmp(value.lo().get(), out.value.hi().get()) > 0)
          << "seed " << kSeed + 8 << ", round " << k << ": " << to_text({side}, {"x"}) << " at " << to_string(x);
      ASSERT_FALSE(out.lo_open && mpfr_cmp(value.hi().get(), out.value.lo().get()) <= 0) << to_string(x);
      ASSERT_FALSE(out.hi_open && mpfr_cmp(value.lo().get(), out.value.hi().get()) >= 0) << to_string(x);
    }
  }
}

TEST(XLogX, HasNoValueAtZeroAndIsNarrowNearIt) {
  const auto at = [](const Rational& lo, const Rational& hi, bool open) {
    Side side{.lo = lo, .hi = hi};
    side.lo_open = open;
    return x_log_x(to_range(side, 64));
  };
  EXPECT_FALSE(at(0, 1, false).defined);
  EXPECT_FALSE(at(-1, 1, true).defined);
  EXPECT_TRUE(at(0, 1, true).defined);
  const Range near = at(0, Rational(1, 1 << 20), true);
  EXPECT_GT(mpfr_get_d(near.value.lo().get(), MPFR_RNDD), -1.4e-5);
  EXPECT_LE(mpfr_get_d(near.value.hi().get(), MPFR_RNDU), 0);
  // Through terms, with a factor and a sign.
  const Expression e("(-3*x)*log(x)");
  const Range out = enclose(Program(e.terms, {e.root}), to_ranges({Side{.lo = 0, .hi = 1, .lo_open = true}, point_side(1)}, 64), 64)[0];
  EXPECT_TRUE(out.defined);
  EXPECT_LT(mpfr_get_d(out.value.hi().get(), MPFR_RNDU), 1.2);
}

}  // namespace
}  // namespace certibound::language::test
