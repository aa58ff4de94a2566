// Intervals as text. MPFR prints end points with directed rounding, so the printed interval contains the true one.
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
  const MpfrString text(
      mpfr_get_str(nullptr, &exponent, 10, static_cast<std::size_t>(std::max(digits, 2)), x.get(), direction));
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

std::string common_digits(const Interval& x, int digits) {
  for (int count = digits; count > 1; --count) {
    std::string lo = decimal(x.lo(), count, MPFR_RNDN);
    if (lo == decimal(x.hi(), count, MPFR_RNDN)) return lo;
  }
  return to_string(x, 6);
}

}  // namespace certibound
