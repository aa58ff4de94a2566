// Literals are the exact rationals they spell; garbage and giants are refused.
#include "inputs.hpp"

#include <certibound/interval/rational.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

namespace certibound::test {
namespace {

TEST(Literal, SpellsAnExactRational) {
  const std::pair<const char*, Rational> table[] = {
      {"0", 0},
      {"12", 12},
      {"-7", -7},
      {"0.1", Rational(1, 10)},
      {"-0.1", Rational(-1, 10)},
      {".5", Rational(1, 2)},
      {"5.", 5},
      {"007", 7},
      {"0.10", Rational(1, 10)},
      {"1e3", 1000},
      {"1E+3", 1000},
      {"1e-12", Rational(1, 1000000000000)},
      {"2.5e-3", Rational(1, 400)},
      {"12.5e2", 1250},
      {"1/3", Rational(1, 3)},
      {"-2/6", Rational(-1, 3)},
      {"0.1/0.3", Rational(1, 3)},
      {"1e3/2e1", 50},
      {"0x1p0", 1},
      {"0x10", 16},
      {"0x1.8p-3", Rational(3, 16)},
      {"-0X1.8P+3", -12},
      {"0xff", 255},
      {"0x.8", Rational(1, 2)},
      {"0xAbCp-4", Rational(0xabc, 16)},
      {"0x1e5", 0x1e5},
      {"-0", 0},
  };
  for (const auto& [text, expected] : table) {
    const auto read = parse_rational(text);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_EQ(*read, expected) << text;
  }
}

TEST(Literal, IsNotADouble) {
  EXPECT_NE(*parse_rational("0.1"), Rational(0.1));
  EXPECT_EQ(*parse_rational("0.1") + *parse_rational("0.2"), *parse_rational("0.3"));
}

TEST(Literal, GarbageIsRefused) {
  for (const char* text :
       {"",      "-",     "+",     "+1",    ".",    "-.",  "e",     "e5",       "1e",    "1e+",    "1e-",
        "1e+-5", "1e--5", "1e++5", "1e5.5", "1e 5", " 1",  "1 ",    "1..2",     "1.2.3", "--1",    "0x",
        "0x.",   "0xg",   "0x1p",  "0x1pa", "0b1",  "1p3", "1/",    "/1",       "1/0",   "1/0.0",  "0/0",
        "1/-3",  "1/2/3", "1f",    "nan",   "inf",  "1,5", "1_000", "\xc2\xbd", "1e1e1", "0x1e-3", "1\n"}) {
    EXPECT_FALSE(parse_rational(text).has_value()) << text;
  }
  EXPECT_FALSE(parse_rational(std::string_view("1\0", 2)).has_value());
}

TEST(Literal, LimitsAreWhereTheHeaderSays) {
  const std::string most(static_cast<std::size_t>(kMaxLiteralDigits), '9');
  EXPECT_TRUE(parse_rational(most).has_value());
  EXPECT_FALSE(parse_rational(most + "9").has_value());
  EXPECT_FALSE(parse_rational("0." + most).has_value());
  EXPECT_TRUE(parse_rational("1e4096").has_value() && parse_rational("1e-4096").has_value());
  EXPECT_FALSE(parse_rational("1e4097").has_value() || parse_rational("1e-4097").has_value());
  EXPECT_TRUE(parse_rational("0x1p-4096").has_value());
  EXPECT_FALSE(parse_rational("0x1p4097").has_value());
}

TEST(Literal, GiantsAreRefusedQuickly) {
  const auto start = std::chrono::steady_clock::now();
  const std::string million(1000000, '7');
  EXPECT_FALSE(parse_rational(million).has_value());
  EXPECT_FALSE(parse_rational("0." + million).has_value());
  EXPECT_FALSE(parse_rational("1/" + million).has_value());
  EXPECT_FALSE(parse_rational("0x" + million).has_value());
  for (const char* text :
       {"1e1000000000", "1e-1000000000", "0x1p1000000000", "1e99999999999999999999999", "1/1e1000000000"}) {
    EXPECT_FALSE(parse_rational(text).has_value()) << text;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2));
}

TEST(Literal, RoundTripsThroughItsText) {
  Inputs inputs(11);
  for (int k = repeats(500); k > 0; --k) {
    const Rational q(inputs.below(2000001) - 1000000, 1 + inputs.below(1000000));
    EXPECT_EQ(*parse_rational(to_string(q)), q);
  }
  EXPECT_EQ(to_string(Rational(-6, 4)), "-3/2");
  EXPECT_EQ(to_string(Rational(3)), "3");
}

TEST(Rational, OfAFloatIsExact) {
  Inputs inputs(12);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(200); k > 0; --k) {
      const Float x = inputs.number(bits);
      if (!mpfr_zero_p(x.get()) && std::abs(mpfr_get_exp(x.get())) > 4000) continue;
      EXPECT_EQ(mpfr_cmp_q(x.get(), to_rational(x).backend().data()), 0) << show(x);
    }
  }
  EXPECT_EQ(to_rational(number(0.1)), Rational(3602879701896397, 36028797018963968));
  EXPECT_EQ(to_rational(number(-0.0)), 0);
}

TEST(Rational, PowersOfBothSigns) {
  EXPECT_EQ(power(Rational(-2, 3), 3), Rational(-8, 27));
  EXPECT_EQ(power(Rational(-2, 3), -3), Rational(-27, 8));
  EXPECT_EQ(power(Rational(-2, 3), 2), Rational(4, 9));
  EXPECT_EQ(power(Rational(0), 0), 1);
  EXPECT_EQ(power(Rational(0), 5), 0);
  EXPECT_EQ(power(Rational(7, 5), 0), 1);
  EXPECT_EQ(power(Rational(1), std::numeric_limits<long>::min()), 1);
  EXPECT_EQ(power(Rational(-1), std::numeric_limits<long>::max()), -1);
}

TEST(Rational, NearestDoubleIsRoundedOnce) {
  EXPECT_EQ(to_double(Rational(1, 10)), 0.1);
  EXPECT_EQ(to_double(Rational(-1, 3)), -1.0 / 3);
  EXPECT_EQ(to_double(Rational(0)), 0.0);
  EXPECT_EQ(to_double(Rational(9007199254740993)), 9007199254740992.0);  // a tie goes to even
  EXPECT_EQ(to_double(Rational(9007199254740995)), 9007199254740996.0);
  const Rational step = power(Rational(2), -1074);  // the least double
  EXPECT_EQ(to_double(step), 0x1p-1074);
  EXPECT_EQ(to_double(Rational(step * 5 / 2)), 0x1p-1073);  // a tie goes to even
  EXPECT_EQ(to_double(Rational(step * 3 / 2)), 0x1p-1073);
  // Just above a tie between doubles below the normal range: rounding to 53 bits first would fall back on the tie.
  EXPECT_EQ(to_double(Rational(step * 5 / 2 + power(Rational(2), -1140))), 3 * 0x1p-1074);
  EXPECT_EQ(to_double(Rational(-step * 5 / 2 - power(Rational(2), -1140))), -3 * 0x1p-1074);
  EXPECT_EQ(to_double(power(Rational(10), 400)), HUGE_VAL);
}

}  // namespace
}  // namespace certibound::test
