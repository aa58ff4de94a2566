// Taylor coefficients: against the power series of Arb, against Taylor's formula on boxes, and silence where there are none.
#include "functions.hpp"

#if __has_include(<flint/arb_poly.h>)
#include <flint/arb_hypgeom.h>
#include <flint/arb_poly.h>
#else
#include <arb_hypgeom.h>
#include <arb_poly.h>
#endif

#include <gtest/gtest.h>

#include <string>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20270108;
constexpr Precision kFine = 320;

using Series = void (*)(arb_poly_t, const arb_poly_t, slong, slong);

void tanh_series(arb_poly_t out, const arb_poly_t x, slong n, slong bits) {
  arb_poly_t c;
  arb_poly_init(c);
  arb_poly_sinh_cosh_series(out, c, x, n, bits);
  arb_poly_div_series(out, out, c, n, bits);
  arb_poly_clear(c);
}

void cbrt_series(arb_poly_t out, const arb_poly_t x, slong n, slong bits) {
  const Ball third(Rational(1, 3), bits);
  arb_poly_pow_arb_series(out, x, third.get(), n, bits);
}

struct Pair {
  const char* name;
  SharedIntegrand f;
  Series series;
  Rational lo, hi;
};

#define CERTIBOUND_PAIR(f, series, lo, hi) \
  Pair { #f, shared([](const auto& x) { return f(x); }), series, lo, hi }

std::vector<Pair> pairs() {
  const Rational third(1, 3), most(9, 10);
  return {CERTIBOUND_PAIR(sqrt, arb_poly_sqrt_series, third, 5),
          CERTIBOUND_PAIR(cbrt, cbrt_series, third, 5),
          CERTIBOUND_PAIR(exp, arb_poly_exp_series, -5, 5),
          CERTIBOUND_PAIR(log, arb_poly_log_series, third, 9),
          CERTIBOUND_PAIR(log1p, arb_poly_log1p_series, -most, 3),
          CERTIBOUND_PAIR(sin, arb_poly_sin_series, -9, 9),
          CERTIBOUND_PAIR(cos, arb_poly_cos_series, -9, 9),
          CERTIBOUND_PAIR(tan, arb_poly_tan_series, -1, 1),
          CERTIBOUND_PAIR(asin, arb_poly_asin_series, -most, most),
          CERTIBOUND_PAIR(acos, arb_poly_acos_series, -most, most),
          CERTIBOUND_PAIR(atan, arb_poly_atan_series, -4, 4),
          CERTIBOUND_PAIR(sinh, arb_poly_sinh_series, -4, 4),
          CERTIBOUND_PAIR(cosh, arb_poly_cosh_series, -4, 4),
          CERTIBOUND_PAIR(tanh, tanh_series, -6, 6),
          CERTIBOUND_PAIR(erf, arb_hypgeom_erf_series, -4, 4),
          CERTIBOUND_PAIR(erfc, arb_hypgeom_erfc_series, -4, 4),
          CERTIBOUND_PAIR(gamma, arb_poly_gamma_series, third, 6),
          CERTIBOUND_PAIR(lgamma, arb_poly_lgamma_series, third, 6),
          CERTIBOUND_PAIR(digamma, arb_poly_digamma_series, third, 6)};
}

#undef CERTIBOUND_PAIR

// The argument p + c_1 h + c_2 h^2 as both kinds of Taylor and as a polynomial of Arb.
struct Argument {
  Argument(Random& random, const Rational& lo, const Rational& hi, long order)
      : c{random.between(lo, hi), random.between(-1, 1), random.between(-1, 1)},
        fine(list<Interval>(128), order, static_cast<std::size_t>(order) + 1),
        quick(list<QuickInterval>(53), order, static_cast<std::size_t>(order) + 1) {}

  template <typename S>
  std::vector<S> list(Precision bits) const {
    std::vector<S> out;
    for (const Rational& value : c) out.push_back(S(Interval(value, bits)));
    return out;
  }

  std::string text() const { return to_string(c[0]) + " + " + to_string(c[1]) + " h + " + to_string(c[2]) + " h^2"; }

  std::vector<Rational> c;
  Taylor fine;
  QuickTaylor quick;
};

TEST(Taylor, EnclosesTheSeriesOfArb) {
  Random random(kSeed);
  constexpr long kOrder = 20;
  for (const Pair& pair : pairs()) {
    for (int round = 0; round < 20; ++round) {
      const Argument x(random, pair.lo, pair.hi, kOrder);
      arb_poly_t in, out;
      arb_poly_init(in);
      arb_poly_init(out);
      for (slong i = 0; i < 3; ++i) arb_poly_set_coeff_arb(in, i, Ball(x.c[static_cast<std::size_t>(i)], kFine).get());
      pair.series(out, in, kOrder + 1, kFine);
      const Taylor fine = (*pair.f)(x.fine);
      const QuickTaylor quick = (*pair.f)(x.quick);
      ASSERT_GT(fine.known(), static_cast<std::size_t>(kOrder)) << pair.name;
      ASSERT_GT(quick.known(), static_cast<std::size_t>(kOrder)) << pair.name;
      for (slong k = 0; k <= kOrder; ++k) {
        Ball expected(kFine);
        arb_poly_get_coeff_arb(expected.get(), out, k);
        const Interval value = expected.interval();
        const auto i = static_cast<std::size_t>(k);
        EXPECT_TRUE(subset(value, fine.coefficient(i)))
            << "seed " << kSeed << ": " << pair.name << " at " << x.text() << ", coefficient " << k << ": "
            << to_string(value, 40) << " not in " << to_string(fine.coefficient(i), 40);
        EXPECT_TRUE(subset(value, quick.coefficient(i).interval()))
            << "seed " << kSeed << ": " << pair.name << " at " << x.text() << ", coefficient " << k << " of doubles";
      }
      arb_poly_clear(in);
      arb_poly_clear(out);
    }
  }
}

TEST(Taylor, WidthAtAPointIsAFewUnits) {
  Random random(kSeed + 1);
  for (const Unary& f : smooth_functions()) {
    for (int round = 0; round < 5; ++round) {
      const Interval p(random.between(f.lo, f.hi), 128);
      const Taylor value = (*f.f)(Taylor::variable(Interval(p.lo(), p.lo()), 12));
      for (std::size_t k = 0; k <= 12; ++k) {
        const Interval c = value.coefficient(k);
        // Absolutely, where a coefficient may be 0; in units of the largest of its neighbours.
        const Interval scale = Interval(1, 128) + abs(c);
        EXPECT_TRUE(certainly(less(Interval(wid(c), wid(c)), scale * pown(Interval(2, 128), -90))))
            << f.name << " at " << to_string(p, 20) << ", coefficient " << k << " = " << to_string(c, 40);
      }
    }
  }
}

// f(x) = sum_{k<n} f_k(p) (x-p)^k + c (x-p)^n with c in the coefficient over the box, for x, p in the box. `at` and `value`
// are evaluated at 320 bits.
void check_formula(const Integrand& f, const Rational& lo, const Rational& hi, Random& random, const std::string& name) {
  const Rational a = random.between(lo, hi), b = random.between(lo, hi);
  const Interval box(std::min(a, b), std::max(a, b), 64);
  const Rational p = random.between(std::min(a, b), std::max(a, b)), x = random.between(std::min(a, b), std::max(a, b));
  const long order = 1 + random.below(12);
  const Taylor over = f(Taylor::variable(box, order)), at = f(Taylor::variable(Interval(p, kFine), order));
  const QuickTaylor quick = f(QuickTaylor::variable(QuickInterval(box), order));
  const Interval value = f(Interval(x, kFine)), step(Rational(x - p), kFine);
  for (std::size_t n = 0; n < over.known(); ++n) {
    ASSERT_FALSE(disjoint(value, taylor_value(at, over, n, step)))
        << name << " on " << to_string(box, 12) << " from " << to_string(p) << " to " << to_string(x) << ", order " << n;
  }
  ASSERT_GE(over.known(), quick.known()) << name << " on " << to_string(box, 12);
  for (std::size_t n = 0; n < quick.known(); ++n) {
    const Taylor rounded({std::vector<Interval>(n + 1, quick.coefficient(n).interval())}, order, n + 1);
    ASSERT_FALSE(disjoint(value, taylor_value(at, rounded, n, step)))
        << name << " on doubles of " << to_string(box, 12) << " from " << to_string(p) << " to " << to_string(x) << ", order " << n;
  }
}

TEST(Taylor, CoefficientsOverABoxObeyTaylorsFormula) {
  Random random(kSeed + 2);
  for (const Unary& f : smooth_functions()) {
    for (int round = 0; round < 60; ++round) {
      check_formula(*f.f, f.lo, f.hi, random, f.name);
      ASSERT_FALSE(HasFatalFailure()) << "seed " << kSeed + 2;
    }
  }
}

// Also where a kink, a pole or the end of a domain may lie within the box.
TEST(Taylor, RandomCompositionsObeyTaylorsFormula) {
  Random random(kSeed + 3);
  std::vector<Unary> functions = smooth_functions();
  std::erase_if(functions, [](const Unary& f) { return std::string(f.name) == "sqrt_of_nonnegative"; });  // a promise
  functions.push_back({"abs", shared([](const auto& x) { return abs(x); }), -1, 1});
  functions.push_back({"max(x, x^2)", shared([](const auto& x) { return max(x, sqr(x)); }), -1, 1});
  functions.push_back({"sign", shared([](const auto& x) { return sign(x); }), -1, 1});
  struct Composition {
    const Integrand *outer, *inner, *factor;
    Taylor operator()(const Taylor& x) const { return (*outer)((*inner)(x)) * (*factor)(x); }
    QuickTaylor operator()(const QuickTaylor& x) const { return (*outer)((*inner)(x)) * (*factor)(x); }
    ComplexBall operator()(const ComplexBall& x) const { return (*outer)((*inner)(x)) * (*factor)(x); }
    Germ operator()(const Germ& x) const { return (*outer)((*inner)(x)) * (*factor)(x); }
  };
  long defined = 0;
  for (int round = 0; round < 3000; ++round) {
    const auto pick = [&]() -> const Unary& { return functions[static_cast<std::size_t>(random.below(static_cast<long>(functions.size())))]; };
    const Unary &outer = pick(), &inner = pick(), &factor = pick();
    const IntegrandOf<Composition> f(Composition{outer.f.get(), inner.f.get(), factor.f.get()});
    const Rational lo = random.between(-3, 3), hi = lo + Rational(1, 1 + random.below(8));
    const std::string name = std::string(outer.name) + " of " + inner.name + " times " + factor.name;
    defined += f(Taylor::variable(Interval(lo, hi, 64), 0)).is_known();
    check_formula(f, lo, hi, random, name);
    ASSERT_FALSE(HasFatalFailure()) << "seed " << kSeed + 3 << ", round " << round;
  }
  EXPECT_GT(defined, 300);
}

TEST(Taylor, KnowsNothingBeyondAKinkOrTheEndOfADomain) {
  struct Edge {
    const char* name;
    SharedIntegrand f;
    Rational lo, hi;
    std::size_t known;
  };
#define CERTIBOUND_EDGE(expression, lo, hi, known) \
  Edge { #expression, shared([](const auto& x) { return expression; }), lo, hi, known }
  const Edge edges[] = {CERTIBOUND_EDGE(abs(x), -1, 2, 1),
                        CERTIBOUND_EDGE(abs(x), 0, 0, 1),
                        CERTIBOUND_EDGE(abs(x), 0, 2, 5),
                        CERTIBOUND_EDGE(max(x, sqr(x)), 0, 2, 1),
                        CERTIBOUND_EDGE(min(x, number(1, 1, x)), 1, 1, 1),
                        CERTIBOUND_EDGE(sign(x), 0, 1, 1),
                        CERTIBOUND_EDGE(step(x), -1, 0, 1),
                        CERTIBOUND_EDGE(sqrt(x), 0, 1, 1),
                        CERTIBOUND_EDGE(sqrt(x), Rational(-1, 1000), 1, 0),
                        CERTIBOUND_EDGE(sqrt_of_nonnegative(x), Rational(-1, 1000), 1, 1),
                        CERTIBOUND_EDGE(x * sqrt(x), 0, 0, 1),
                        CERTIBOUND_EDGE(number(0, 1, x) * sqrt(x), -1, 1, 0),
                        CERTIBOUND_EDGE(log(x), 0, 1, 0),
                        CERTIBOUND_EDGE(log(x), -2, -1, 0),
                        CERTIBOUND_EDGE(log1p(x), -1, 1, 0),
                        CERTIBOUND_EDGE(number(1, 1, x) / x, -1, 1, 0),
                        CERTIBOUND_EDGE(number(0, 1, x) / x, -1, 1, 0),
                        CERTIBOUND_EDGE(pown(x, -2), -1, 1, 0),
                        CERTIBOUND_EDGE(tan(x), 1, 2, 0),
                        CERTIBOUND_EDGE(asin(x), 0, 1, 1),
                        CERTIBOUND_EDGE(acos(x), 0, Rational(1001, 1000), 0),
                        CERTIBOUND_EDGE(acosh(x), 1, 2, 1),
                        CERTIBOUND_EDGE(acosh(x), 0, 2, 0),
                        CERTIBOUND_EDGE(atanh(x), 0, 1, 0),
                        CERTIBOUND_EDGE(gamma(x), 0, 1, 0),
                        CERTIBOUND_EDGE(lgamma(x), -1, 1, 0),
                        CERTIBOUND_EDGE(digamma(x), -1, Rational(-1, 2), 0),
                        CERTIBOUND_EDGE(pow(x, number(5, 2, x)), 0, 1, 1),
                        CERTIBOUND_EDGE(pow(x, number(-1, 2, x)), 0, 1, 0),
                        CERTIBOUND_EDGE(pow(x, x), -1, 1, 0),
                        CERTIBOUND_EDGE(cbrt(x), -1, 1, 1)};
#undef CERTIBOUND_EDGE
  for (const Edge& edge : edges) {
    EXPECT_EQ((*edge.f)(Taylor::variable(Interval(edge.lo, edge.hi, 64), 4)).known(), edge.known) << edge.name;
    EXPECT_EQ((*edge.f)(QuickTaylor::variable(QuickInterval(Interval(edge.lo, edge.hi, 64)), 4)).known(), edge.known)
        << edge.name;
  }
}

TEST(Taylor, WidthOverABoxIsThatOfTheDerivative) {
  // f_1 of tanh on [0, 1] is 1/cosh^2: exactly its range, since each rule starts from one function of the box.
  const Taylor value = tanh(Taylor::variable(Interval(Rational(0), Rational(1), 128), 1));
  const Interval one(1, 128), expected = reciprocal(sqr(cosh(Interval(Rational(0), Rational(1), 128))));
  EXPECT_TRUE(subset(value.coefficient(1), expected + Interval(Rational(-1, 1L << 60), Rational(1, 1L << 60), 128)));
}

}  // namespace
}  // namespace certibound::test
