// sin, cos, tan: which extremes and poles lie inside, at all sizes of the argument.
#include "functions.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace certibound::test {
namespace {

const Unary& named(const char* name) {
  for (const Unary& f : unary_functions()) {
    if (std::string(f.name) == name) return f;
  }
  throw std::logic_error(name);
}

// k pi / 2 rounded to a neighbour.
Float quarter_turns(long k, Precision bits, mpfr_rnd_t direction) {
  Float exact(bits + 100);
  mpfr_const_pi(exact.get(), MPFR_RNDN);
  mpfr_mul_si(exact.get(), exact.get(), k, MPFR_RNDN);
  mpfr_div_2ui(exact.get(), exact.get(), 1, MPFR_RNDN);
  return rounded(exact, bits, direction);
}

// Is (offset + 4 j) pi / 2 in x for an integer j? Decided by real numbers, not by counting quadrants.
bool contains_quarter(const Interval& x, long offset) {
  const Precision bits = fine(x.precision()) + 2000;
  Float turn(bits), first(bits), last(bits);
  mpfr_const_pi(turn.get(), MPFR_RNDN);
  const auto turns = [&](Float& out, const Float& end) {
    mpfr_div(out.get(), end.get(), turn.get(), MPFR_RNDN);
    mpfr_mul_2ui(out.get(), out.get(), 1, MPFR_RNDN);
    mpfr_sub_si(out.get(), out.get(), offset, MPFR_RNDN);
    mpfr_div_2ui(out.get(), out.get(), 2, MPFR_RNDN);
  };
  turns(first, x.lo());
  turns(last, x.hi());
  mpfr_ceil(first.get(), first.get());
  mpfr_floor(last.get(), last.get());
  return first <= last;
}

Interval expected_wave(const Unary& f, const Interval& x, long top) {
  const Precision bits = x.precision();
  const Truth a = truth(f, x.lo(), bits), b = truth(f, x.hi(), bits);
  Float lo = std::min(a.lo, b.lo), hi = std::max(a.hi, b.hi);
  if (contains_quarter(x, top + 2)) lo = number(-1, bits);
  if (contains_quarter(x, top)) hi = number(1, bits);
  return {lo, hi};
}

// Intervals up to a few turns long, many with ends next to multiples of pi / 2.
Interval arc(Inputs& inputs, Precision bits) {
  const auto end = [&]() {
    if (inputs.below(2) == 0) {
      return quarter_turns(inputs.below(25) - 12, bits, inputs.below(2) == 0 ? MPFR_RNDD : MPFR_RNDU);
    }
    return number((inputs.below(2000001) - 1000000) * 0x1p-16, bits);
  };
  const Float a = end(), b = end();
  return b < a ? Interval(b, a) : Interval(a, b);
}

TEST(Waves, WidthIsThatOfTheExactRange) {
  Inputs inputs(6);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(250); k > 0; --k) {
      const Interval x = arc(inputs, bits);
      EXPECT_TRUE(same(sin(x), expected_wave(named("sin"), x, 1))) << "sin " << show(x) << " gives " << show(sin(x));
      EXPECT_TRUE(same(cos(x), expected_wave(named("cos"), x, 0))) << "cos " << show(x) << " gives " << show(cos(x));
    }
  }
}

TEST(Waves, NeighboursOfEveryQuarterTurn) {
  for (const Precision bits : kPrecisions) {
    for (long k = -9; k <= 9; ++k) {
      if (k == 0) continue;
      const Float below = quarter_turns(k, bits, MPFR_RNDD), above = quarter_turns(k, bits, MPFR_RNDU);
      for (const Interval& x : {Interval(below, above), Interval(below, below), Interval(above, above)}) {
        EXPECT_TRUE(same(sin(x), expected_wave(named("sin"), x, 1))) << "sin " << show(x) << " gives " << show(sin(x));
        EXPECT_TRUE(same(cos(x), expected_wave(named("cos"), x, 0))) << "cos " << show(x) << " gives " << show(cos(x));
      }
    }
  }
}

TEST(Waves, WholeRangeFromOneTurnOn) {
  const Interval whole = box(-1, 1);
  EXPECT_TRUE(same(sin(box(0, 6.2831853071795871)), whole));
  EXPECT_TRUE(same(cos(box(-3.5, 3.5)), whole));
  EXPECT_TRUE(same(sin(box(-kInf, 0)), whole) && same(cos(box(0, kInf)), whole));
  EXPECT_TRUE(same(sin(Interval::entire(53)), whole) && same(cos(Interval::entire(53)), whole));
  EXPECT_TRUE(same(sin(box(1e22, 1.0000000000000001e23)), whole));
  EXPECT_TRUE(same(sin(point(0)), point(0)) && same(cos(point(0)), point(1)));
  EXPECT_TRUE(same(cos(box(-1, 1)), Interval(cos(point(1)).lo(), number(1))));
}

TEST(Waves, HugeArgumentsAreReducedExactly) {
  for (const char* name : {"sin", "cos", "tan"}) {
    const Unary& f = named(name);
    for (const Float& x : {number(1e22), number(1e300), number(-1e300), scaled(1.5, 2000), scaled(-1.75, 65000, 300),
                           scaled(1.0, 65535), scaled(1.0, -70000), scaled(-1.25, -70000)}) {
      const Truth exact = truth(f, x, x.precision());
      const Interval value = f.bare(Interval(x, x));
      EXPECT_TRUE(same(value, Interval(exact.lo, exact.hi))) << name << " of " << show(x) << " gives " << show(value);
      EXPECT_LT(wid(value), number(1e-10));
    }
  }
}

TEST(Waves, BeyondTheReducedSizesTheWholeRange) {
  for (const Float& x : {scaled(1.5, 65536), scaled(1.0, 70000), scaled(-1.25, 1000000000), largest_finite(53)}) {
    EXPECT_TRUE(same(sin(Interval(x, x)), box(-1, 1)) && same(cos(Interval(x, x)), box(-1, 1))) << show(x);
    EXPECT_TRUE(tan(Interval(x, x)).is_entire()) << show(x);
    const Interval long_arc = x.sign() > 0 ? Interval(number(0), x) : Interval(x, number(0));
    EXPECT_TRUE(same(sin(long_arc), box(-1, 1)) && tan(long_arc).is_entire()) << show(x);
  }
}

TEST(Waves, LeastArgumentsEnd) {
  for (const Precision bits : kPrecisions) {
    const Float least = smallest_positive(bits);
    Float minus = least;
    mpfr_neg(minus.get(), minus.get(), MPFR_RNDN);
    for (const char* name : {"sin", "cos", "tan"}) {
      const Unary& f = named(name);
      for (const Interval& x : {Interval(least, least), Interval(minus, minus), Interval(minus, least)}) {
        const Interval value = f.bare(x);
        for (const Float& end : {x.lo(), x.hi()}) {
          const Truth exact = truth(f, end, fine(bits));
          EXPECT_TRUE(value.lo() <= exact.lo && exact.hi <= value.hi()) << name << " of " << show(x);
        }
      }
    }
  }
}

TEST(Tangent, EntireAcrossEachPoleAndTightBetween) {
  const Unary& f = named("tan");
  for (const Precision bits : kPrecisions) {
    for (long k = -7; k <= 7; k += 2) {
      const Float below = quarter_turns(k, bits, MPFR_RNDD), above = quarter_turns(k, bits, MPFR_RNDU);
      EXPECT_TRUE(tan(Interval(below, above)).is_entire()) << k;
      const Float before = quarter_turns(k - 2, bits, MPFR_RNDU);
      const Interval branch(before, below), value = tan(branch);
      EXPECT_TRUE(same(value, Interval(truth(f, before, bits).lo, truth(f, below, bits).hi))) << show(value);
      EXPECT_TRUE(value.is_bounded() && value.lo().sign() < 0 && value.hi().sign() > 0) << show(value);
      EXPECT_TRUE(tan(Interval(before, above)).is_entire()) << k;
    }
  }
  EXPECT_TRUE(same(tan(box(0, 1)), Interval(number(0), truth(f, number(1), 53).hi)));
  EXPECT_TRUE(tan(box(1, 2)).is_entire() && tan(box(-2, -1)).is_entire() && tan(box(0, 100)).is_entire());
  EXPECT_TRUE(tan(box(1, 5)).is_entire() && tan(box(0, kInf)).is_entire() && tan(Interval::entire(53)).is_entire());
  EXPECT_FALSE(tan(box(2, 4)).is_entire());
  EXPECT_TRUE(tan(Interval::empty(53)).is_empty());
}

TEST(InverseWaves, CutTheDomain) {
  const Interval pi = Interval::pi(53), half(quarter_turns(1, 53, MPFR_RNDD), quarter_turns(1, 53, MPFR_RNDU));
  EXPECT_TRUE(same(asin(box(-2, 2)), Interval((-half).lo(), half.hi())));
  EXPECT_TRUE(same(acos(box(-2, 2)), Interval(number(0), pi.hi())));
  EXPECT_TRUE(same(acos(box(1, 2)), point(0)) && same(acos(box(-2, -1)), pi));
  EXPECT_TRUE(same(acos(box(0.5, 1.0000001)), Interval(number(0), truth(named("acos"), number(0.5), 53).hi)));
  EXPECT_TRUE(same(asin(box(1, 2)), half) && same(asin(box(-2, -1)), -half));
  EXPECT_TRUE(asin(box(1.5, 2)).is_empty() && acos(box(-3, -1.5)).is_empty());
  EXPECT_TRUE(asin(Interval::empty(53)).is_empty() && acos(Interval::empty(53)).is_empty());
  EXPECT_TRUE(same(atan(Interval::entire(53)), Interval((-half).lo(), half.hi())));
  EXPECT_TRUE(same(atan(box(0, kInf)), Interval(number(0), half.hi())));
}

}  // namespace
}  // namespace certibound::test
