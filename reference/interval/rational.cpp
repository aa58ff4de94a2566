// Exact literals. A decimal or hexadecimal literal is the rational it spells; no rounding happens here.
#include "detail.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace certibound {
namespace {

struct Digits {
  std::string all;  // integer part followed by fraction, without the point
  long after_point = 0;
  std::size_t end = 0;  // first character not used
};

bool is_digit(char c, bool hex) {
  return hex ? std::isxdigit(static_cast<unsigned char>(c)) != 0 : (c >= '0' && c <= '9');
}

std::optional<Digits> read_digits(std::string_view text, std::size_t at, bool hex) {
  Digits out;
  bool seen_point = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !seen_point) {
      seen_point = true;
    } else if (is_digit(c, hex)) {
      out.all += c;
      out.after_point += seen_point ? 1 : 0;
    } else {
      break;
    }
  }
  out.end = at;
  if (out.all.empty() || out.all.size() > kMaxLiteralDigits) return std::nullopt;
  return out;
}

// An exponent beyond this leaves the range of Float in either direction, whatever its mantissa.
constexpr long kBeyondRange = 1L << 40;

std::optional<long> read_exponent(std::string_view text) {
  if (text.substr(0, 1) == "+") {
    text.remove_prefix(1);
    if (text.substr(0, 1) == "-") return std::nullopt;
  }
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc::invalid_argument || end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) value = text.front() == '-' ? -kBeyondRange : kBeyondRange;
  return std::clamp(value, -kBeyondRange, kBeyondRange);
}

}  // namespace

std::optional<detail::Scientific> detail::read_scientific(std::string_view text) {
  Scientific out;
  out.binary = text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  const auto digits = read_digits(text, out.binary ? 2 : 0, out.binary);
  if (!digits) return std::nullopt;
  if (digits->end < text.size()) {
    const char mark = static_cast<char>(std::tolower(static_cast<unsigned char>(text[digits->end])));
    if (mark != (out.binary ? 'p' : 'e')) return std::nullopt;
    const auto read = read_exponent(text.substr(digits->end + 1));
    if (!read) return std::nullopt;
    out.exponent = *read;
  }
  out.moderate = out.exponent <= kMaxLiteralExponent && out.exponent >= -kMaxLiteralExponent;
  mpz_set_str(out.mantissa.backend().data(), digits->all.c_str(), out.binary ? 16 : 10);
  out.exponent -= (out.binary ? 4 : 1) * digits->after_point;
  return out;
}

std::optional<Rational> detail::exact_value(const Scientific& number) {
  if (!number.moderate) return std::nullopt;
  return Rational(number.mantissa) * power(Rational(number.binary ? 2 : 10), number.exponent);
}

std::optional<Rational> parse_rational(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto slash = text.find('/');
  const auto exact = [](std::string_view part) {
    const auto number = detail::read_scientific(part);
    return number ? detail::exact_value(*number) : std::nullopt;
  };
  auto value = exact(text.substr(0, slash));
  if (!value) return std::nullopt;
  if (slash != std::string_view::npos) {
    const auto denominator = exact(text.substr(slash + 1));
    if (!denominator || denominator->is_zero()) return std::nullopt;
    *value /= *denominator;
  }
  return negative ? Rational(-*value) : *value;
}

std::string to_string(const Rational& value) { return value.str(); }

Rational to_rational(const Float& value) {
  Rational out;
  mpfr_get_q(out.backend().data(), value.get());
  return out;
}

double to_double(const Rational& value) {
  // Rounding to odd first (an inexact last bit is made 1) lets mpfr_get_d round once, in the subnormal range too.
  Float odd(64);
  const bool inexact = mpfr_set_q(odd.get(), value.backend().data(), MPFR_RNDZ) != 0;
  if (inexact && mpfr_min_prec(odd.get()) < 64) odd.sign() > 0 ? mpfr_nextabove(odd.get()) : mpfr_nextbelow(odd.get());
  return mpfr_get_d(odd.get(), MPFR_RNDN);
}

Rational power(const Rational& base, long exponent) {
  const auto wrapped = static_cast<unsigned long>(exponent);
  const unsigned long magnitude = exponent < 0 ? 0UL - wrapped : wrapped;  // right for LONG_MIN too
  Integer n, d;
  mpz_pow_ui(n.backend().data(), mpq_numref(base.backend().data()), magnitude);
  mpz_pow_ui(d.backend().data(), mpq_denref(base.backend().data()), magnitude);
  return exponent < 0 ? Rational(d, n) : Rational(n, d);
}

}  // namespace certibound
