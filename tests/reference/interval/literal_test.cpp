// Interval literals: exact, rounded outward once, refused where ill-formed.
#include "inputs.hpp"

#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

// What the literal is expected to name: both ends as rationals.
void expect_ends(const std::string& text, const Rational& lo, const Rational& hi) {
  for (const Precision bits : {Precision{2}, Precision{53}, Precision{300}}) {
    const auto read = parse_interval(text, bits);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_TRUE(same(*read, Interval(lo, hi, bits))) << text << " gives " << show(*read);
    EXPECT_EQ(read->precision(), bits) << text;
  }
}

TEST(Literal, EndsAreExactAndRoundedOutwardOnce) {
  expect_ends("[1/3, 2/3]", Rational(1, 3), Rational(2, 3));
  expect_ends("[0.1]", Rational(1, 10), Rational(1, 10));
  expect_ends("[ 1 ,  2 ]", 1, 2);
  expect_ends("[-1e-3, 0x1.8p1]", Rational(-1, 1000), 3);
  expect_ends("[+1, +2.5E+1]", 1, 25);
  expect_ends("[-.5,.5]", Rational(-1, 2), Rational(1, 2));
  expect_ends("[-5.,-4.]", -5, -4);
  expect_ends("[-1/2, +4/8]", Rational(-1, 2), Rational(1, 2));
  expect_ends("[0X1P-2, 0x.8p0]", Rational(1, 4), Rational(1, 2));
  expect_ends("[007]", 7, 7);
  const auto thirds = parse_interval("[1/3, 2/3]", 53);
  EXPECT_TRUE(same(*thirds, box(0x1.5555555555555p-2, 0x1.5555555555556p-1)));
  EXPECT_TRUE(same(*parse_interval("[0.1]", 53), box(0x1.9999999999999p-4, 0x1.999999999999ap-4)));
}

TEST(Literal, UnboundedEmptyAndEntire) {
  for (const char* text : {"[1, inf]", "[1, INF]", "[1,+Infinity]", "[1,]", "[ 1 , ]"}) {
    EXPECT_TRUE(same(*parse_interval(text, 53), box(1, kInf))) << text;
  }
  for (const char* text : {"[-inf, 3]", "[,3]", "[ , 3]", "[-INFINITY,3]"}) {
    EXPECT_TRUE(same(*parse_interval(text, 53), box(-kInf, 3))) << text;
  }
  for (const char* text : {"[-inf, +inf]", "[entire]", "[ENTIRE]", "[ Entire ]", "[,]", "[ , ]", "10??"}) {
    EXPECT_TRUE(parse_interval(text, 53)->is_entire()) << text;
  }
  for (const char* text : {"[]", "[ ]", "[empty]", "[ Empty ]"}) {
    EXPECT_TRUE(parse_interval(text, 53)->is_empty()) << text;
    EXPECT_EQ(parse_interval(text, 100)->precision(), 100) << text;
  }
}

TEST(Literal, UncertainForm) {
  expect_ends("3.56?1", Rational(355, 100), Rational(357, 100));
  expect_ends("3.56?1e2", 355, 357);
  expect_ends("3.56?1E-2", Rational(355, 10000), Rational(357, 10000));
  expect_ends("3.56?", Rational(3555, 1000), Rational(3565, 1000));
  expect_ends("3.560?2u", Rational(356, 100), Rational(3562, 1000));
  expect_ends("3.560?2D", Rational(3558, 1000), Rational(356, 100));
  expect_ends("-10?", Rational(-21, 2), Rational(-19, 2));
  expect_ends("-10?u", -10, Rational(-19, 2));
  expect_ends("-10?d", Rational(-21, 2), -10);
  expect_ends("-10?12", -22, 2);
  expect_ends("+10?3", 7, 13);
  expect_ends("0.0?", Rational(-1, 20), Rational(1, 20));
  expect_ends("-0?u", 0, Rational(1, 2));
  expect_ends(".5?1", Rational(4, 10), Rational(6, 10));
  expect_ends("5.?", Rational(9, 2), Rational(11, 2));
  expect_ends("2.500?5ue4", 25000, 25050);
  expect_ends("2.5?0", Rational(5, 2), Rational(5, 2));
  expect_ends("7?007", 0, 14);  // decimal, whatever its zeros
  EXPECT_TRUE(same(*parse_interval("10??u", 53), box(10, kInf)));
  EXPECT_TRUE(same(*parse_interval("-10??d", 53), box(-kInf, -10)));
  EXPECT_TRUE(same(*parse_interval("1.5??ue1", 53), box(15, kInf)));
  for (const char* text : {"?",       "?1",     "-?",       "3.5?1x", "3.5?-1",  "3.5?1.5", "3.5?ud", "3.5?u1",
                           "3.5?1e",  "3.5?1.", "3.5?e1.5", "3e1?1",  "0x3?1",   "1/3?1",   "3.5???", "3.5?1e2u",
                           "[3.5?1]", "3.5 ?1", "3.5?1 ",   "inf?1",  "3.5?0x1", "--3?1",   ".?1",    "3.5?1/2"}) {
    EXPECT_FALSE(parse_interval(text, 53).has_value()) << text;
  }
}

TEST(Literal, UncertainFormOfRandomNumbers) {
  Inputs inputs(41);
  for (int k = repeats(300); k > 0; --k) {
    const int digits = 1 + inputs.below(900000), places = inputs.below(6), exponent = inputs.below(41) - 20;
    const int radius = inputs.below(3) == 0 ? -1 : inputs.below(5000), way = inputs.below(3);
    std::string mantissa = std::to_string(digits);
    while (static_cast<int>(mantissa.size()) <= places) mantissa.insert(0, "0");
    mantissa.insert(mantissa.size() - static_cast<std::size_t>(places), ".");
    const bool negative = inputs.below(2) == 0;
    const std::string text = (negative ? "-" : "") + mantissa + "?" + (radius < 0 ? "" : std::to_string(radius)) +
                             (way == 0   ? "u"
                              : way == 1 ? "d"
                                         : "") +
                             "e" + std::to_string(exponent);
    const Rational unit = power(Rational(10), exponent - places), centre = Rational(negative ? -digits : digits) * unit;
    const Rational distance = radius < 0 ? Rational(unit / 2) : Rational(radius * unit);
    const Rational lo = way == 0 ? centre : Rational(centre - distance);
    const Rational hi = way == 1 ? centre : Rational(centre + distance);
    const auto read = parse_interval(text, 53);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_TRUE(same(*read, Interval(lo, hi, 53))) << text << " gives " << show(*read) << ", seed 41";
  }
}

TEST(Literal, MalformedOnesAreRefused) {
  for (const char* text : {"",
                           "[",
                           "]",
                           "1",
                           "[1",
                           "1]",
                           "(1,2)",
                           "[1,2)",
                           "[,3)",
                           "[2,1]",
                           "[1,2,3]",
                           "[1;2]",
                           "[a]",
                           "[nan]",
                           "[1,nan]",
                           "[inf]",
                           "[-inf]",
                           "[inf, inf]",
                           "[-inf, -inf]",
                           "[inf, -inf]",
                           "[1, -inf]",
                           "[inf, 1]",
                           "[1/0]",
                           "[1 2]",
                           "[--1]",
                           "[+-1]",
                           "[-+1]",
                           "[++1]",
                           "[1,2]]",
                           "[[1,2]",
                           "[1,2] ",
                           " [1,2]",
                           "[1,2]_com",
                           "[1e, 2]",
                           "[0x, 1]",
                           "[infin]",
                           "[- 1]",
                           "[1e+-2]",
                           "[1e 2]",
                           "[.]",
                           "[1..2]",
                           "[1/-2]",
                           "[nai]",
                           "[NaI]",
                           "[empty,]",
                           "[entire,1]",
                           "[1/2/3]",
                           "[0x1.8p1.5, 9]",
                           "[1p2]",
                           "[1e9999/3]",
                           "[1,2]com",
                           "[1_com]"}) {
    EXPECT_FALSE(parse_interval(text, 53).has_value()) << text;
    if (std::string(text) != "[1,2]_com") {
      EXPECT_FALSE(parse_decorated(text, 53).has_value()) << text;
    }
  }
  EXPECT_FALSE(parse_interval("[" + std::string(5000, '1') + "]", 53).has_value());
  EXPECT_FALSE(parse_interval("1?" + std::string(5000, '1'), 53).has_value());
}

// Both ends round to an interval around 1, but the literal names an empty range.
TEST(Literal, InvertedEndsAreRefusedEvenIfRoundingWouldHideIt) {
  EXPECT_FALSE(parse_interval("[1.00000000000000000000000000002, 1.00000000000000000000000000001]", 53).has_value());
  EXPECT_TRUE(parse_interval("[1.00000000000000000000000000001, 1.00000000000000000000000000002]", 53).has_value());
  EXPECT_FALSE(parse_interval("[1.00000000000000000000000000002e5000, 1.00000000000000000000000000001e5000]", 53));
  EXPECT_TRUE(parse_interval("[1.00000000000000000000000000001e5000, 1.00000000000000000000000000002e5000]", 53));
  EXPECT_TRUE(parse_interval("[10e4999, 1e5000]", 53) && parse_interval("[1e5000, 10e4999]", 53));
  const std::string many(4000, '7');  // the greatest literals: one unit in the 4001st digit
  EXPECT_FALSE(parse_interval("[" + many + "2e5000," + many + "1e5000]", 53).has_value());
  EXPECT_TRUE(parse_interval("[" + many + "1e5000," + many + "2e5000]", 53).has_value());
}

// Beyond the exponents of exact rationals the ends are rounded by MPFR, outward all the same.
TEST(Literal, GreatExponents) {
  for (const Precision bits : {Precision{24}, Precision{53}, Precision{200}}) {
    const auto large = parse_interval("[1e5000]", bits), small = parse_interval("[-1e-5000]", bits);
    ASSERT_TRUE(large && small);
    EXPECT_TRUE(same(*large, Interval(power(Rational(10), 5000), bits))) << show(*large);
    EXPECT_TRUE(same(*small, Interval(-power(Rational(10), -5000), bits))) << show(*small);
    const auto binary = parse_interval("[-0x1.8p1000000, 0x.003p-1000000]", bits);
    ASSERT_TRUE(binary.has_value());
    EXPECT_TRUE(same(*binary, Interval(scaled(-1.5, 1000000, bits), scaled(3, -1000012, bits)))) << show(*binary);
    const auto uncertain = parse_interval("12?3e5000", bits);
    ASSERT_TRUE(uncertain.has_value());
    EXPECT_TRUE(same(*uncertain, Interval(9 * power(Rational(10), 5000), 15 * power(Rational(10), 5000), bits)));
  }
}

// 2^1073741823 = 10^323228496.6..: bounded literals beyond it are no longer bounded once rounded.
TEST(Literal, OverflowLowersTheDecorationAndUnderflowDoesNot) {
  using enum Decoration;
  const auto decoration_of = [](const char* text) { return parse_decorated(text, 53).value().decoration; };
  EXPECT_EQ(decoration_of("[1, 1e323228496]_com"), com);
  EXPECT_EQ(decoration_of("[1, 1e323228497]_com"), dac);
  EXPECT_EQ(decoration_of("[1, 1e323228497]"), dac);
  EXPECT_EQ(decoration_of("[-1e99999999999999999999999, 1]_com"), dac);
  EXPECT_EQ(decoration_of("[-1e99999999999999999999999, 1]_def"), def);
  EXPECT_EQ(decoration_of("1?1e999999999999_com"), dac);
  EXPECT_EQ(decoration_of("[1e-99999999999999999999999, 1]_com"), com);
  const auto over = parse_interval("[1e999999999999]", 53), under = parse_interval("[-1e-999999999999]", 53);
  EXPECT_TRUE(same(*over, Interval(largest_finite(53), number(kInf)))) << show(*over);
  EXPECT_TRUE(same(*under, -Interval(number(0), smallest_positive(53)))) << show(*under);
  EXPECT_TRUE(same(*parse_interval("[0x1p1073741823]", 53), Interval(largest_finite(53), number(kInf))));
  EXPECT_TRUE(parse_interval("[0x.8p1073741823]", 53)->is_point());
}

TEST(Literal, Decorated) {
  using enum Decoration;
  const struct {
    const char* text;
    double lo, hi;
    Decoration expected;
  } table[] = {
      {"[1, 2]_com", 1, 2, com},      {"[1, 2]_def", 1, 2, def},          {"[1, 2]_DAC", 1, 2, dac},
      {"[1, 2]_Trv", 1, 2, trv},      {"[1, inf]", 1, kInf, dac},         {"[1, inf]_dac", 1, kInf, dac},
      {"[1, inf]_trv", 1, kInf, trv}, {"[entire]_def", -kInf, kInf, def}, {"[,]", -kInf, kInf, dac},
      {"[1, 2]", 1, 2, com},          {"10?3_def", 7, 13, def},           {"10??u_dac", 10, kInf, dac},
  };
  for (const auto& row : table) {
    const auto read = parse_decorated(row.text, 53);
    ASSERT_TRUE(read.has_value()) << row.text;
    EXPECT_TRUE(same(read->value, box(row.lo, row.hi)) && read->decoration == row.expected) << row.text;
  }
  for (const char* text : {"[empty]", "[]_trv", "[ Empty ]_TRV"}) {
    const auto read = parse_decorated(text, 53);
    EXPECT_TRUE(read && read->value.is_empty() && read->decoration == trv) << text;
  }
}

TEST(Literal, DecorationsThatTheSetCannotHaveAreRefused) {
  for (const char* text :
       {"[1, inf]_com", "[entire]_com", "[,]_com", "10??u_com", "0.0??_com", "[empty]_def", "[empty]_dac",
        "[empty]_com",  "[1, 2]_ill",   "[1, 2]_", "[1, 2]com", "_com",      "[2, 1]_com",  "[1, 2]_com_com",
        "[1, 2]_com ",  "[1, 2] _com",  "[nai]",   "[nai]_trv", "[1, 2]_co", "[1_com, 2]"}) {
    EXPECT_FALSE(parse_decorated(text, 53).has_value()) << text;
  }
}

TEST(Literal, OfEveryPrintedIntervalContainsIt) {
  Inputs inputs(42);
  for (int k = repeats(300); k > 0; --k) {
    const Decorated x(inputs.interval(53));
    const auto read = parse_decorated(to_string(x, 2 + inputs.below(20)), 53);
    ASSERT_TRUE(read.has_value()) << to_string(x, 20);
    EXPECT_TRUE(subset(x.value, read->value) && read->decoration <= x.decoration) << show(x) << ", seed 42";
  }
}

}  // namespace
}  // namespace certibound::test
