// Reflection, duplication, inverses and derivatives of the elementary functions, by overlap at several precisions: both
// sides enclose the same number, so they meet, and each is narrow enough for that to say something.
#include "inputs.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

constexpr std::uint64_t kSeed = 20261130;
constexpr Precision kBits[] = {24, 53, 113, 200};

class Identity {
 public:
  Identity(Inputs& inputs, Precision bits)
      : one(1, bits), two(2, bits), three(3, bits), half(Rational(1, 2), bits), pi(Interval::pi(bits)), inputs_(inputs),
        bits_(bits) {}

  // A point between 2^least and 2^most, of all the bits there are; `any` has either sign.
  Interval positive(int least, int most) const {
    Float x = scaled(1 + inputs_.below(1 << 30) * 0x1p-30, least + inputs_.below(most - least), bits_);
    Float rest = scaled(inputs_.below(1 << 30) * 0x1p-30, mpfr_get_exp(x.get()) - 31, bits_);
    mpfr_add(x.get(), x.get(), rest.get(), MPFR_RNDN);
    return {x, x};
  }
  Interval any(int least, int most) const { return inputs_.below(2) == 0 ? positive(least, most) : -positive(least, most); }
  Interval fraction() const { return positive(-12, 0); }  // in (0, 1)

  // wide: by how many bits the width may exceed that of one rounding of the greater side.
  void meets(const Interval& left, const Interval& right, const char* what, const Interval& x, long wide = 12) const {
    ASSERT_FALSE(left.is_empty() || right.is_empty() || disjoint(left, right))
        << what << " at " << show(x) << ": " << show(left) << " and " << show(right) << ", seed " << kSeed;
    for (const Interval* side : {&left, &right}) {
      ASSERT_TRUE(side->is_bounded()) << what << " at " << show(x);
      if (side->is_point()) continue;
      const Float width = wid(*side), size = mag(*side);
      EXPECT_LE(mpfr_get_exp(width.get()), std::max<mpfr_exp_t>(mpfr_get_exp(size.get()), -4) - bits_ + wide)
          << "width: " << what << " at " << show(x) << ": " << show(*side);
    }
  }
  // (f(x + h) - f(x))/h = f'(somewhere between).
  template <typename F, typename Slope>
  void has_slope(F f, Slope slope, const Interval& x, const char* what) const {
    const Float end = (x + abs(x) * point(std::ldexp(1.0, -3 - inputs_.below(8)), bits_)).hi();
    const Interval y(end, end), difference = (f(y) - f(x)) / (y - x), between = slope(hull(x, y));
    EXPECT_FALSE(difference.is_empty() || between.is_empty() || disjoint(difference, between))
        << what << " at " << show(x) << ": " << show(difference) << " and " << show(between) << ", seed " << kSeed;
  }

  const Interval one, two, three, half, pi;

 private:
  Inputs& inputs_;
  Precision bits_;
};

template <typename Check>
void at_every_precision(Check check) {
  Inputs inputs(kSeed);
  for (const Precision bits : kBits) {
    const Identity identity(inputs, bits);
    for (int k = repeats(200); k > 0; --k) check(identity);
  }
}

TEST(Identities, OfPowersAndRoots) {
  at_every_precision([](const Identity& i) {
    const Interval x = i.any(-40, 40), y = i.any(-40, 40), p = i.positive(-40, 40);
    i.meets(sqr(x + y) - sqr(x - y), Interval(4, x.precision()) * x * y, "four products", x, 90);
    i.meets((x + y) * (x - y), sqr(x) - sqr(y), "difference of squares", x, 90);
    i.meets(fma(x, y, x), x * (y + i.one), "fma", x, 90);
    i.meets(x * reciprocal(x), i.one, "reciprocal", x);
    i.meets(pown(x, 7) * pown(x, -5), sqr(x), "pown", x);
    i.meets(sqr(sqrt(p)), p, "sqrt", p);
    i.meets(rsqrt(p) * sqrt(p), i.one, "rsqrt", p);
    i.meets(pown(cbrt(x), 3), x, "cbrt", x);
    i.meets(pown(rootn(p, 6), 6), p, "rootn", p);
    i.meets(pow(p, i.one / i.three), cbrt(p), "pow of a third", p);
    i.meets(pow(p, i.half) * pow(p, -i.half), i.one, "pow", p);
    i.meets(sqr(hypot(x, y)), sqr(x) + sqr(y), "hypot", x);
    i.has_slope([](const Interval& t) { return sqrt(t); }, [&](const Interval& t) { return rsqrt(t) * i.half; }, p, "sqrt'");
  });
}

TEST(Identities, OfExponentialsAndLogarithms) {
  at_every_precision([](const Identity& i) {
    const Interval x = i.any(-20, 4), y = i.any(-20, 4), p = i.positive(-40, 40), q = i.positive(-40, 40);
    i.meets(exp(x) * exp(-x), i.one, "reflection of exp", x);
    i.meets(exp(x + y), exp(x) * exp(y), "exp of a sum", x, 18);
    i.meets(expm1(i.two * x), expm1(x) * (expm1(x) + i.two), "duplication of expm1", x, 18);
    i.meets(exp2(x), exp(x * log(i.two)), "exp2", x, 18);
    i.meets(exp10(x), exp(x * log(Interval(10, x.precision()))), "exp10", x, 18);
    i.meets(log(p * q), log(p) + log(q), "log of a product", p);
    i.meets(log(exp(x)), x, "log of exp", x, 24);
    i.meets(log1p(expm1(x)), x, "log1p of expm1", x, 40);
    i.meets(log2(p) * log(i.two), log(p), "log2", p);
    i.meets(log10(p) * log2(Interval(10, p.precision())), log2(p), "log10", p);
    i.has_slope([](const Interval& t) { return exp(t); }, [](const Interval& t) { return exp(t); }, x, "exp'");
    i.has_slope([](const Interval& t) { return log(t); }, [](const Interval& t) { return reciprocal(t); }, p, "log'");
  });
}

TEST(Identities, OfTheTrigonometricFunctions) {
  at_every_precision([](const Identity& i) {
    const Interval x = i.any(-20, 4), u = i.fraction(), p = i.positive(-20, 20);
    i.meets(sqr(sin(x)) + sqr(cos(x)), i.one, "Pythagoras", x);
    i.meets(sin(i.two * x), i.two * sin(x) * cos(x), "duplication of sin", x);
    i.meets(cos(i.two * x), i.one - i.two * sqr(sin(x)), "duplication of cos", x);
    i.meets(sin(i.pi - x), sin(x), "reflection of sin", x, 18);
    i.meets(sin(-x), -sin(x), "oddness of sin", x);
    i.meets(cos(i.pi / i.two - x), sin(x), "complement", x, 18);
    i.meets(tan(x) * cos(x), sin(x), "tan", x, 40);
    i.meets(asin(u) + acos(u), i.pi / i.two, "asin + acos", u);
    i.meets(acos(-u), i.pi - acos(u), "reflection of acos", u);
    i.meets(atan(p) + atan(reciprocal(p)), i.pi / i.two, "reflection of atan", p);
    i.meets(sin(asin(u)), u, "sin of asin", u, 18);
    i.meets(atan2(u, i.one), atan(u), "atan2 on the right", u);
    i.meets(atan2(-u, -i.one), atan(u) - i.pi, "atan2 on the left", u);
    i.has_slope([](const Interval& t) { return sin(t); }, [](const Interval& t) { return cos(t); }, x, "sin'");
    i.has_slope([](const Interval& t) { return atan(t); },
                [&](const Interval& t) { return reciprocal(i.one + sqr(t)); }, p, "atan'");
  });
}

TEST(Identities, OfTheHyperbolicFunctions) {
  at_every_precision([](const Identity& i) {
    const Interval x = i.any(-20, 3), u = i.fraction() * i.half, p = i.positive(-12, 20);
    i.meets(sqr(cosh(x)) - sqr(sinh(x)), i.one, "Pythagoras", x, 40);
    i.meets(sinh(i.two * x), i.two * sinh(x) * cosh(x), "duplication of sinh", x, 18);
    i.meets(cosh(i.two * x), i.one + i.two * sqr(sinh(x)), "duplication of cosh", x, 18);
    i.meets(tanh(x) * cosh(x), sinh(x), "tanh", x, 18);
    i.meets(tanh(i.two * x) * (i.one + sqr(tanh(x))), i.two * tanh(x), "duplication of tanh", x);
    i.meets(tanh(-x), -tanh(x), "oddness of tanh", x);
    i.meets(sinh(asinh(x)), x, "sinh of asinh", x, 18);
    i.meets(cosh(acosh(i.one + p)), i.one + p, "cosh of acosh", p, 30);
    i.meets(i.two * atanh(u), log1p(u) - log1p(-u), "atanh by log1p", u, 18);
    i.has_slope([](const Interval& t) { return tanh(t); }, [](const Interval& t) { return reciprocal(sqr(cosh(t))); }, x,
                "tanh'");
  });
}

TEST(Identities, OfTheErrorFunctions) {
  at_every_precision([](const Identity& i) {
    const Interval x = i.any(-20, 3);
    i.meets(erf(x) + erfc(x), i.one, "erf + erfc", x);
    i.meets(erf(-x), -erf(x), "oddness of erf", x);
    i.meets(erfc(-x), i.two - erfc(x), "reflection of erfc", x);
    i.meets(normal_cdf(x) + normal_cdf(-x), i.one, "reflection of Phi", x);
    i.meets(normal_cdf(x * sqrt(i.two)) * i.two, i.one + erf(x), "Phi by erf", x, 24);
    i.meets(sqr(normal_density(x)) * i.two * i.pi, exp(-sqr(x)), "phi by exp", x, 24);
    i.has_slope([](const Interval& t) { return normal_cdf(t); }, [](const Interval& t) { return normal_density(t); }, x,
                "Phi'");
  });
}

TEST(Identities, OfThePiecewiseFunctions) {
  at_every_precision([](const Identity& i) {
    const Interval x = i.any(-20, 12), y = i.any(-20, 12);
    i.meets(abs(x) * sign(x), x, "sign", x);
    i.meets(max(x, y) + min(x, y), x + y, "max + min", x, 40);
    i.meets(max(x, y), (x + y + abs(x - y)) / i.two, "max by abs", x, 40);
    i.meets(floor(-x), -ceil(x), "floor and ceil", x);
    i.meets(trunc(-x), -trunc(x), "oddness of trunc", x);
    i.meets(floor(x) + i.one, floor(x + i.one), "period of floor", x, 40);
  });
}

// Sides that differ by two units in the last place do not meet.
TEST(IdentitiesTest, TellsAnIdentityThatDoesNotHold) {
  for (const Precision bits : kBits) {
    const Interval x = point(0.3125, bits), off = Interval(1, bits) + Interval(scaled(1, 2 - bits), scaled(1, 2 - bits));
    EXPECT_TRUE(disjoint(sin(x), sin(x) * off)) << bits;
    EXPECT_TRUE(disjoint(sqr(sin(x)) + sqr(cos(x)), off * off)) << bits;
  }
}

}  // namespace
}  // namespace certibound::test
