// Text in and out. MPFR prints end points with directed rounding, so the printed interval contains the true one.
#include <certibound/interval/text.hpp>

#include "detail.hpp"

#include <memory>

namespace certibound {
namespace {

struct FreeMpfrString {
  void operator()(char* s) const { mpfr_free_str(s); }
};
using MpfrString = std::unique_ptr<char, FreeMpfrString>;

void strip_trailing_zeros(std::string& digits) {
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
}

// 0.d1d2d3... * 10^exponent as ordinary decimal text, scientific where it would need many zeros.
std::string place_point(std::string digits, long exponent) {
  strip_trailing_zeros(digits);
  const long size = static_cast<long>(digits.size());
  if (exponent > 0 && exponent <= 21) {
    if (size <= exponent) return digits + std::string(static_cast<std::size_t>(exponent - size), '0');
    return digits.insert(static_cast<std::size_t>(exponent), ".");
  }
  if (exponent <= 0 && exponent > -5) return "0." + std::string(static_cast<std::size_t>(-exponent), '0') + digits;
  if (size > 1) digits.insert(1, ".");
  return digits + "e" + std::to_string(exponent - 1);
}

std::string decimal(const Float& x, int digits, mpfr_rnd_t direction) {
  if (x.is_infinite()) return x.sign() > 0 ? "inf" : "-inf";
  if (x.is_zero()) return "0";
  mpfr_exp_t exponent = 0;
  const MpfrString text(mpfr_get_str(nullptr, &exponent, 10, static_cast<std::size_t>(std::max(digits, 2)), x.get(), direction));
  std::string mantissa = text.get();
  const bool negative = mantissa.front() == '-';
  if (negative) mantissa.erase(0, 1);
  return (negative ? "-" : "") + place_point(std::move(mantissa), exponent);
}

// All hexadecimal digits, hence exact. mpfr_printf("%Ra") would print the decimal point of the locale.
std::string hex(const Float& x) {
  if (x.is_infinite()) return x.sign() > 0 ? "inf" : "-inf";
  if (x.is_zero()) return "0x0p+0";
  mpfr_exp_t exponent = 0;
  const MpfrString text(mpfr_get_str(nullptr, &exponent, 16, 0, x.get(), MPFR_RNDN));
  std::string digits = text.get();
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  strip_trailing_zeros(digits);
  if (digits.size() > 1) digits.insert(1, ".");
  const long power = 4 * (exponent - 1);
  return (negative ? "-0x" : "0x") + digits + (power < 0 ? "p" : "p+") + std::to_string(power);
}

// An end point literal: an exact rational, or inf with a sign.
struct End {
  Rational value;
  int infinite = 0;  // -1, 0 or 1
};

std::optional<End> parse_end(std::string_view text) {
  if (text == "inf" || text == "+inf") return End{0, 1};
  if (text == "-inf") return End{0, -1};
  const auto value = parse_rational(text);
  return value ? std::optional(End{*value}) : std::nullopt;
}

Float rounded(const End& end, Precision bits, mpfr_rnd_t direction) {
  if (end.infinite != 0) return detail::infinite(bits, end.infinite);
  Float out(bits);
  mpfr_set_q(out.get(), end.value.backend().data(), direction);
  return out;
}

// Compared exactly: rounding outward would hide an inverted pair of near ends.
bool ordered(const End& lo, const End& hi) {
  if (lo.infinite != 0 || hi.infinite != 0) return lo.infinite <= 0 && hi.infinite >= 0;
  return lo.value <= hi.value;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

}  // namespace

std::string lo_to_decimal(const Interval& x, int digits) { return decimal(x.lo(), digits, MPFR_RNDD); }
std::string hi_to_decimal(const Interval& x, int digits) { return decimal(x.hi(), digits, MPFR_RNDU); }

std::string to_string(const Interval& x, int digits) {
  if (x.is_empty()) return "[empty]";
  if (x.is_entire()) return "[entire]";
  return "[" + lo_to_decimal(x, digits) + ", " + hi_to_decimal(x, digits) + "]";
}

std::string to_string(const Decorated& x, int digits) {
  return to_string(x.value, digits) + "_" + to_string(x.decoration);
}

std::string to_hex(const Interval& x) {
  if (x.is_empty()) return "[empty]";
  return "[" + hex(x.lo()) + ", " + hex(x.hi()) + "]";
}

std::optional<Interval> parse_interval(std::string_view text, Precision bits) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  const std::string_view inside = trimmed(text.substr(1, text.size() - 2));
  if (inside == "empty" || inside.empty()) return Interval::empty(bits);
  if (inside == "entire" || inside == ",") return Interval::entire(bits);
  const auto comma = inside.find(',');
  const std::string_view first = trimmed(inside.substr(0, comma));
  const std::string_view second = comma == std::string_view::npos ? first : trimmed(inside.substr(comma + 1));
  const auto lo = parse_end(first.empty() ? "-inf" : first);
  const auto hi = parse_end(second.empty() ? "inf" : second);
  if (!lo || !hi || !ordered(*lo, *hi)) return std::nullopt;
  return Interval(rounded(*lo, bits, MPFR_RNDD), rounded(*hi, bits, MPFR_RNDU));
}

std::optional<Decorated> parse_decorated(std::string_view text, Precision bits) {
  const auto mark = text.rfind('_');
  if (mark == std::string_view::npos) {
    const auto bare = parse_interval(text, bits);
    return bare ? std::optional(Decorated(*bare)) : std::nullopt;
  }
  const auto value = parse_interval(text.substr(0, mark), bits);
  if (!value) return std::nullopt;
  for (const Decoration d : {Decoration::trv, Decoration::def, Decoration::dac, Decoration::com}) {
    if (text.substr(mark + 1) != to_string(d)) continue;
    const bool possible = d == Decoration::trv || (!value->is_empty() && (d != Decoration::com || value->is_bounded()));
    return possible ? std::optional(Decorated(*value, d)) : std::nullopt;
  }
  return std::nullopt;
}

std::string common_digits(const Interval& x, int digits) {
  for (int count = digits; count > 1; --count) {
    std::string lo = decimal(x.lo(), count, MPFR_RNDN);
    if (lo == decimal(x.hi(), count, MPFR_RNDN)) return lo;
  }
  return to_string(x, 6);
}

}  // namespace certibound
