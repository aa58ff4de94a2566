// The exponents against their printed formulas at a precision that makes the cancellation harmless.
#include "by_mpfr.hpp"

#include <certibound/norm_law/exponent.hpp>

namespace certibound {
namespace {

using test::exact;

const char* const kNearMinusOne = "-0.999999999999999999999999999999999999999999999999";
const char* const kPlaces[] = {"1e6",  "4999",   "5",       "1.001", "1",    "0.5",  "0.1",   "1e-3",
                               "1e-8", "1e-300", "-1e-300", "-1e-8", "-0.1", "-0.5", "-0.99", kNearMinusOne};

constexpr Precision kPlenty = 3000;

Interval printed_f(const Rational& e) {
  const Interval one(1, kPlenty), x(e, kPlenty);
  return x / Interval(4, kPlenty) + log(Interval(2, kPlenty) / (one + sqrt(one + x)));
}

// I as a function of the saddle t.
Interval printed_i(const Rational& t) {
  const Interval one(1, kPlenty), two(2, kPlenty), v(t, kPlenty);
  return v * (v - one) / two - log((one + v) / two);
}

TEST(PublishedExponent, EnclosesThePrintedFormula) {
  for (const char* e : kPlaces) test::expect_encloses(published_exponent(exact(e), 64), printed_f(exact(e)), e);
}

TEST(ChernoffExponent, EnclosesThePrintedFormulaAtRationalSaddles) {
  for (const char* text : {"1/4", "1/2", "9/10", "999999/1000000", "1000001/1000000", "11/10", "13/10", "1324/1000",
                           "7/5", "2", "10", "1000000/3"}) {
    const Rational t = exact(text), e = 2 * t * t * t / (1 + t) - 1;
    test::expect_encloses(chernoff_exponent(e, 64), printed_i(t), text);
    EXPECT_TRUE(contains(chernoff_saddle_less_one(e, 64), Rational(t - 1))) << text;
  }
}

TEST(Exponents, WidthIsFewUnitsHoweverSmallTheArgument) {
  for (const char* e : kPlaces) {
    for (const Precision bits : {53, 128, 1000}) {
      test::expect_narrow(published_exponent(exact(e), bits), bits - 6, e);
      test::expect_narrow(chernoff_exponent(exact(e), bits), bits - 6, e);
    }
  }
}

// Every decade, with many bits and with few: the roundings at 64 bits must contain the value at 3000.
TEST(Exponents, EncloseTheFinerValueOnEveryDecade) {
  Rational e("1000000");
  for (int decade = 6; decade >= -300; --decade, e /= 10) {
    for (const Rational& x : {e, Rational(-e)}) {
      if (x <= -1) continue;
      const std::string where = "1e" + std::to_string(decade);
      test::expect_encloses(published_exponent(x, 64), published_exponent(x, 1500), where);
      test::expect_encloses(chernoff_exponent(x, 64), chernoff_exponent(x, 1500), where);
      test::expect_narrow(published_exponent(x, 64), 58, where);
      test::expect_narrow(chernoff_exponent(x, 64), 58, where);
    }
  }
}

TEST(Exponents, BestOneIsLargerAndWithinASixteenth) {
  for (const char* text : kPlaces) {
    const Rational e = exact(text);
    if (e > 1) continue;
    const Interval f = published_exponent(e, kPlenty), best = chernoff_exponent(e, kPlenty);
    EXPECT_TRUE(certainly(less(f, best))) << text;
    if (e < 0) continue;
    EXPECT_TRUE(certainly(less(Interval(15, kPlenty) * best, Interval(16, kPlenty) * f))) << text;
    EXPECT_TRUE(certainly(less(best, chernoff_exponent(-e, kPlenty)))) << text;
  }
}

TEST(Exponents, ZeroIsExactAndOutsideIsEmpty) {
  EXPECT_TRUE(equal(published_exponent(0, 64), Interval(0, 64)));
  EXPECT_TRUE(equal(chernoff_exponent(0, 64), Interval(0, 64)));
  EXPECT_TRUE(published_exponent(-1, 64).is_empty());
  EXPECT_TRUE(chernoff_exponent(-1, 64).is_empty());
  EXPECT_TRUE(chernoff_saddle_less_one(exact("-1.5"), 64).is_empty());
}

}  // namespace
}  // namespace certibound
