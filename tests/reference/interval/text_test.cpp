// Intervals in and out of text.
#include "inputs.hpp"

#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

namespace certibound::test {
namespace {

// A decimal read by GMP, not by the room under test: digits, point, exponent.
Rational read_decimal(const std::string& text) {
  const auto mark = text.find('e');
  std::string digits = text.substr(0, mark);
  long exponent = mark == std::string::npos ? 0 : std::stol(text.substr(mark + 1));
  if (const auto dot = digits.find('.'); dot != std::string::npos) {
    exponent -= static_cast<long>(digits.size() - dot - 1);
    digits.erase(dot, 1);
  }
  Integer mantissa, scale;
  mpz_set_str(mantissa.backend().data(), digits.c_str(), 10);
  mpz_ui_pow_ui(scale.backend().data(), 10, static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(mantissa, scale) : Rational(mantissa * scale);
}

TEST(Text, PrintsOutward) {
  Inputs inputs(9);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(150); k > 0; --k) {
      const Float end = inputs.number(bits);
      if (!mpfr_zero_p(end.get()) && std::abs(mpfr_get_exp(end.get())) > 4000) continue;
      const int digits = 1 + inputs.below(30);
      const Interval x(end, end);
      const Rational lo = read_decimal(lo_to_decimal(x, digits)), hi = read_decimal(hi_to_decimal(x, digits));
      EXPECT_LE(mpfr_cmp_q(end.get(), hi.backend().data()), 0) << show(end) << " " << hi_to_decimal(x, digits);
      EXPECT_GE(mpfr_cmp_q(end.get(), lo.backend().data()), 0) << show(end) << " " << lo_to_decimal(x, digits);
    }
  }
}

TEST(Text, ParsedPrintContainsTheInterval) {
  Inputs inputs(10);
  for (const Precision bits : kPrecisions) {
    for (int k = repeats(150); k > 0; --k) {
      const Interval x = inputs.interval(bits);
      const std::string text = to_string(x, 2 + inputs.below(20));
      const auto read = parse_interval(text, bits);
      ASSERT_TRUE(read.has_value()) << text;
      if (x.is_empty()) {
        EXPECT_TRUE(read->is_empty());
      } else {
        EXPECT_TRUE(read->lo() <= x.lo() && x.hi() <= read->hi()) << show(x) << " as " << text;
      }
      const auto hex = parse_interval(to_hex(x), bits);
      ASSERT_TRUE(hex.has_value()) << to_hex(x);
      EXPECT_TRUE(same(*hex, x)) << show(x) << " as " << to_hex(x);
    }
  }
}

TEST(Text, DecimalLayout) {
  EXPECT_EQ(to_string(Interval(Rational(1, 3), 53), 5), "[0.33333, 0.33334]");
  EXPECT_EQ(to_string(Interval(Rational(-1, 3), 53), 5), "[-0.33334, -0.33333]");
  EXPECT_EQ(to_string(point(0.5), 5), "[0.5, 0.5]");
  EXPECT_EQ(to_string(box(-1, 2), 5), "[-1, 2]");
  EXPECT_EQ(to_string(box(0, 1200), 5), "[0, 1200]");
  EXPECT_EQ(to_string(point(12.5), 5), "[12.5, 12.5]");
  EXPECT_EQ(to_string(point(123456.75), 4), "[123400, 123500]");
  EXPECT_EQ(to_string(point(0x1p-20), 3), "[9.53e-7, 9.54e-7]");
  EXPECT_EQ(to_string(point(1e20), 30), "[100000000000000000000, 100000000000000000000]");
  EXPECT_EQ(to_string(point(1e21), 30), "[1e21, 1e21]");
  EXPECT_EQ(to_string(point(0x1p-13), 2), "[0.00012, 0.00013]");
  EXPECT_EQ(to_string(box(1, kInf), 3), "[1, inf]");
  EXPECT_EQ(to_string(box(-kInf, 1), 3), "[-inf, 1]");
  EXPECT_EQ(to_string(Interval::entire(53), 3), "[entire]");
  EXPECT_EQ(to_string(Interval::empty(53), 3), "[empty]");
  EXPECT_EQ(to_string(Interval(Rational(999999, 1000000), 53), 3), "[0.999, 1]");
  EXPECT_EQ(to_string(Decorated(box(1, 2)), 3), "[1, 2]_com");
  EXPECT_EQ(to_string(Decorated(Interval::empty(53)), 3), "[empty]_trv");
  EXPECT_EQ(to_string(Decorated(box(1, kInf)), 3), "[1, inf]_dac");
  EXPECT_EQ(to_string(Decorated(box(1, 2), Decoration::def), 3), "[1, 2]_def");
}

TEST(Text, HexadecimalLayout) {
  EXPECT_EQ(to_hex(box(1.5, 1.5625)), "[0x1.8p+0, 0x1.9p+0]");
  EXPECT_EQ(to_hex(box(-0.1, 255)), "[-0x1.999999999999ap-4, 0xf.fp+4]");
  EXPECT_EQ(to_hex(box(-0.0, kInf)), "[0x0p+0, inf]");
  EXPECT_EQ(to_hex(box(-kInf, 16)), "[-inf, 0x1p+4]");
  EXPECT_EQ(to_hex(Interval::empty(53)), "[empty]");
}

TEST(Text, CommonDigitsAreThoseOfAllMembers) {
  Float third(200);
  mpfr_set_ui(third.get(), 1, MPFR_RNDN);
  mpfr_div_ui(third.get(), third.get(), 3, MPFR_RNDN);
  EXPECT_EQ(common_digits(Interval(third, third), 10), "0.3333333333");
  EXPECT_EQ(common_digits(box(0.318309885, 0.318309887), 10), "0.31830989");
  EXPECT_EQ(common_digits(point(0.5), 20), "0.5");
  EXPECT_EQ(common_digits(box(0.999, 1.001), 10), "1");
  EXPECT_EQ(common_digits(box(-0.25, 0.5), 10), "[-0.25, 0.5]");
  EXPECT_EQ(common_digits(box(-1e-30, 1e-30), 10), to_string(box(-1e-30, 1e-30), 6));
}

}  // namespace
}  // namespace certibound::test
