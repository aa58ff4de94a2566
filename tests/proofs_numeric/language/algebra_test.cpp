// Identities by algebra: what is said to vanish does vanish wherever it is defined.
#include "support.hpp"

#include <certibound/language/algebra.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

bool vanishes(const std::string& text) {
  const Expression e(text);
  return vanishes_identically(e.terms, e.root);
}

TEST(Algebra, FindsIdentities) {
  for (const char* text : {"x - x", "(x + y)^2 - x^2 - 2*x*y - y^2", "(x^3 - y^3)/(x - y) - x^2 - x*y - y^2", "1/x - 1/(x*y)*y",
                           "sqrt(x)^2 - x", "sqrt(x)^4 - x^2", "1/(1 + sqrt(1 - x)) - (1 - sqrt(1 - x))/x", "sin(-x) + sin(x)",
                           "cos(x - y) - cos(y - x)", "acos(-x) - pi + acos(x)", "erfc(-x) + erfc(x) - 2", "Phi(x) + Phi(-x) - 1",
                           "Rhat(x) - Rhat(-x) - x", "Rhat1(x) - 1 + acos(x)/pi", "Rhat(x)*pi - sqrt(1 - x^2) - (pi - acos(x))*x",
                           "abs(x - y) - abs(y - x)", "cbrt(-x) + cbrt(x)", "exp(x)*y - y*exp(x)", "x^0 - 1", "0*log(x)",
                           "phi(-x)*x - x*phi(x)", "tanh(x - 1) + tanh(1 - x)", "pi*e_ - e_*pi",
                           "sqrt(e_) - exp(1/2)", "sqrt(2*e_)*exp(-1/2) - sqrt(2)", "exp(1/3)^3 - e_", "sqrt(x*e_^3) - e_*exp(1/2)*sqrt(x)",
                           "sqrt(exp(x))^2 - exp(x)", "exp(2/3)*exp(1/3) - e_"}) {
    EXPECT_TRUE(vanishes(text)) << text;
  }
}

TEST(Algebra, FindsNoIdentityWhereThereIsNone) {
  for (const char* text : {"x", "x - y", "sqrt(x^2) - x", "abs(x) - x", "sin(-x) - sin(x)", "cos(-x) + cos(x)", "acos(-x) - acos(x)",
                           "exp(-x) - exp(x)", "gamma(-x) + gamma(x)", "Rhat(-x) - Rhat(x)", "erfc(-x) - erfc(x)", "sqrt(x)^3 - x",
                           "max(x, y) - max(y, x) + x", "x^y - y^x", "log(-x) + log(x)", "sqrt(-x) - sqrt(x)", "Phi(-x) - Phi(x)",
                           "lgamma(-x) - lgamma(x)", "x^(1/2) + sqrt(x)", "pi - 22/7", "e_ - pi", "sqrt(1/x)^2 - x", "exp(x)^2 - exp(x)",
                           "log1p(-x) - log1p(x)", "expm1(-x) + expm1(x)", "1/0",
                           "sqrt(e_) - e_", "exp(1/2) - exp(1/3)", "sqrt(x*e_) - exp(1/2)*x", "0/0", "x/(y - y)", "(x - x)/(y - y)"}) {
    EXPECT_FALSE(vanishes(text)) << text;
  }
}

// Random terms plus a rewriting of themselves: whatever is called an identity is tried at points.
TEST(Algebra, EveryRandomIdentityHoldsAtEveryPoint) {
  Random random(kSeed);
  long identities = 0, points = 0;
  for (int k = 0; k < rounds(120); ++k) {
    Terms terms;
    const NodeId a = random.term(terms, 2, 2), b = random.term(terms, 2, 2), minus_a = terms.apply(Op::neg, a);
    const auto& unary = unary_operations();
    const Op op = unary[static_cast<std::size_t>(random.below(static_cast<long>(unary.size())))];
    const NodeId f = terms.apply(op, a), g = terms.apply(op, minus_a);
    const NodeId candidates[] = {
        terms.apply(Op::sub, f, g), terms.apply(Op::add, f, g), terms.apply(Op::sub, terms.power(terms.apply(Op::sqrt, a), 2), a),
        terms.apply(Op::sub, terms.apply(Op::sqrt, terms.power(a, 2)), a),
        terms.apply(Op::sub, terms.apply(Op::div, terms.apply(Op::mul, a, b), b), a),
        terms.apply(Op::sub, terms.power(terms.apply(Op::add, a, b), 2),
                    terms.apply(Op::mul, terms.apply(Op::add, b, a), terms.apply(Op::sub, a, minus_a))),
        terms.apply(Op::sub, terms.apply(Op::Rhat, a), terms.apply(Op::add, terms.apply(Op::Rhat, minus_a), a)),
        terms.apply(Op::sub, terms.apply(Op::div, f, b), terms.apply(Op::mul, f, terms.power(b, -1)))};
    for (const NodeId root : candidates) {
      if (!vanishes_identically(terms, root)) continue;
      ++identities;
      for (int n = 0; n < 4; ++n) {
        const Truth truth = truth_of(terms, root, {random.number(), random.number()});
        points += truth.defined;
        ASSERT_TRUE(!truth.defined || contains_zero(truth.value))
            << "seed " << kSeed << ", round " << k << ": " << to_text(terms, root, {"x", "y"});
      }
    }
  }
  EXPECT_GT(identities, 80);
  EXPECT_GT(points, 80);
}

}  // namespace
}  // namespace certibound::language::test
