// Interval literals (IEEE 1788-2015, 9.7): the grammar is in the README of this room. Numbers are exact until the ends of the
// interval are rounded outward, once each.
#include <certibound/interval/text.hpp>

#include "detail.hpp"

namespace certibound {
namespace {

// An end of an interval literal: infinite, or known as a rational, or too large or small for one.
struct End {
  int infinite = 0;  // -1, 0 or 1
  std::optional<Rational> exact;
  detail::Scientific number;  // with the sign in the mantissa, where there is no rational
};

struct Literal {
  bool empty = false;
  End lo{-1, {}, {}}, hi{1, {}, {}};
};

End finite(detail::Scientific number) {
  auto exact = detail::exact_value(number);
  return {0, std::move(exact), std::move(number)};
}

Float rounded(const End& end, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  const detail::Scientific& number = end.number;
  if (end.infinite != 0) {
    mpfr_set_inf(out.get(), end.infinite);
  } else if (end.exact) {
    mpfr_set_q(out.get(), end.exact->backend().data(), direction);
  } else if (number.binary) {
    mpfr_set_z_2exp(out.get(), number.mantissa.backend().data(), number.exponent, direction);
  } else {
    mpfr_strtofr(out.get(), (number.mantissa.str() + "e" + std::to_string(number.exponent)).c_str(), nullptr, 10,
                 direction);
  }
  return out;
}

// lo <= hi. Rationals are compared exactly, since rounding outward would hide an inverted pair of near ends. Where there is
// no rational, both ends are enclosed at a precision that tells any two different decimals of kMaxLiteralDigits digits
// apart: N 10^a and M 10^b, a >= b, differ by at least 10^b, the part 1/M > 10^-kMaxLiteralDigits of the second.
bool ordered(const End& lo, const End& hi) {
  if (lo.infinite != 0 || hi.infinite != 0) return lo.infinite <= 0 && hi.infinite >= 0;
  if (lo.exact && hi.exact) return *lo.exact <= *hi.exact;
  constexpr Precision kDeciding = 4 * kMaxLiteralDigits;
  return rounded(lo, kDeciding, MPFR_RNDD) <= rounded(hi, kDeciding, MPFR_RNDU);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// The sign in front of a number, taken off; -1 or 1.
int take_sign(std::string_view& text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  return negative ? -1 : 1;
}

std::optional<End> parse_end(std::string_view text) {
  const int sign = take_sign(text);
  if (text == "inf" || text == "infinity") return End{sign, {}, {}};
  if (text.starts_with('-')) return std::nullopt;
  if (const auto exact = parse_rational(text)) return End{0, Rational(sign * *exact), {}};
  auto number = detail::read_scientific(text);
  if (!number) return std::nullopt;
  number->mantissa *= sign;
  return finite(std::move(*number));
}

// m?r, m?ru, m?rd and an exponent: r units in the last place of m (half a unit without r, no bound with a second ?) to both
// sides, or upwards or downwards only.
std::optional<Literal> parse_uncertain(std::string_view text) {
  const auto mark = text.find('?');
  std::string_view middle = text.substr(0, mark), rest = text.substr(mark + 1);
  const int sign = take_sign(middle);
  if (middle.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  const auto value = detail::read_scientific(middle);
  const bool unbounded = rest.starts_with('?');
  if (unbounded) rest.remove_prefix(1);
  const std::string_view radius = rest.substr(0, unbounded ? 0 : rest.find_first_not_of("0123456789"));
  rest.remove_prefix(radius.size());
  const bool up = rest.starts_with('u'), down = rest.starts_with('d');
  if (up || down) rest.remove_prefix(1);
  if (!rest.empty() && !rest.starts_with('e')) return std::nullopt;
  const auto scale = detail::read_scientific("1" + std::string(rest));  // the exponent, with a mantissa of 1
  if (!value || !scale || radius.size() > kMaxLiteralDigits) return std::nullopt;

  const long tenth = radius.empty() ? 1 : 0;  // half a unit: 5 in the next decimal
  const auto end_at = [&](const Integer& offset) {
    const Integer mantissa = sign * value->mantissa * (tenth != 0 ? 10 : 1) + offset;
    return finite({mantissa, value->exponent + scale->exponent - tenth, false, scale->moderate});
  };
  Integer distance = 5;
  if (!radius.empty()) mpz_set_str(distance.backend().data(), std::string(radius).c_str(), 10);
  Literal out;
  if (down || !unbounded) out.hi = end_at(down ? Integer(0) : distance);
  if (up || !unbounded) out.lo = end_at(up ? Integer(0) : Integer(-distance));
  return out;
}

// A bare literal in lower case.
std::optional<Literal> parse_literal(std::string_view text) {
  if (text.find('?') != std::string_view::npos) return parse_uncertain(text);
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return std::nullopt;
  const std::string_view inside = trimmed(text.substr(1, text.size() - 2));
  Literal out;
  out.empty = inside == "empty" || inside.empty();
  if (out.empty || inside == "entire") return out;
  const auto comma = inside.find(',');
  const std::string_view first = trimmed(inside.substr(0, comma));
  const std::string_view second = comma == std::string_view::npos ? first : trimmed(inside.substr(comma + 1));
  const auto lo = first.empty() ? out.lo : parse_end(first);
  const auto hi = second.empty() ? out.hi : parse_end(second);
  if (!lo || !hi || !ordered(*lo, *hi)) return std::nullopt;
  out.lo = *lo;
  out.hi = *hi;
  return out;
}

Interval enclosure(const Literal& x, Precision bits) {
  if (x.empty) return Interval::empty(bits);
  return {rounded(x.lo, bits, MPFR_RNDD), rounded(x.hi, bits, MPFR_RNDU)};
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace

std::optional<Interval> parse_interval(std::string_view text, Precision bits) {
  const auto literal = parse_literal(lower_case(text));
  return literal ? std::optional(enclosure(*literal, bits)) : std::nullopt;
}

std::optional<Decorated> parse_decorated(std::string_view text, Precision bits) {
  const std::string all = lower_case(text);
  const auto mark = all.rfind('_');
  const auto literal = parse_literal(std::string_view(all).substr(0, mark));
  if (!literal) return std::nullopt;
  Interval value = enclosure(*literal, bits);
  if (mark == std::string::npos) return Decorated(std::move(value));
  for (const Decoration d : {Decoration::trv, Decoration::def, Decoration::dac, Decoration::com}) {
    if (all.substr(mark + 1) != to_string(d)) continue;
    // What the text says must be possible of the set that it names; what rounding then adds lowers the decoration.
    const bool bounded = literal->lo.infinite == 0 && literal->hi.infinite == 0;
    const bool possible = d == Decoration::trv || (!literal->empty && (d != Decoration::com || bounded));
    return possible ? std::optional(Decorated(std::move(value), d)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace certibound
