// Exact literals. A decimal or hexadecimal literal is the rational it spells; no rounding happens here.
#include <certibound/interval/rational.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

namespace certibound {
namespace {

struct Digits {
  std::string all;      // integer part followed by fraction, without the point
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

std::optional<long> read_exponent(std::string_view text) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (text.substr(0, 1) == "-") return std::nullopt;
  }
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  if (value > kMaxLiteralExponent || value < -kMaxLiteralExponent) return std::nullopt;
  return value;
}

// mantissa * radix^exponent, where the digits have the given base (10, or 16 with a base-2 exponent).
std::optional<Rational> read_scientific(std::string_view text) {
  const bool hex = text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  const auto digits = read_digits(text, hex ? 2 : 0, hex);
  if (!digits) return std::nullopt;
  long exponent = 0;
  if (digits->end < text.size()) {
    const char mark = static_cast<char>(std::tolower(static_cast<unsigned char>(text[digits->end])));
    if (mark != (hex ? 'p' : 'e')) return std::nullopt;
    const auto read = read_exponent(text.substr(digits->end + 1));
    if (!read) return std::nullopt;
    exponent = *read;
  }
  Integer mantissa;
  mpz_set_str(mantissa.backend().data(), digits->all.c_str(), hex ? 16 : 10);
  exponent -= (hex ? 4 : 1) * digits->after_point;
  return Rational(mantissa) * power(Rational(hex ? 2 : 10), exponent);
}

}  // namespace

std::optional<Rational> parse_rational(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto slash = text.find('/');
  auto value = read_scientific(text.substr(0, slash));
  if (!value) return std::nullopt;
  if (slash != std::string_view::npos) {
    const auto denominator = read_scientific(text.substr(slash + 1));
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
