// Reads "x < -1: -1; x < 1: x; 1".
//
//   pieces  ::=  { "x" ("<" | "<=") number ":" sum ";" } sum
//   sum     ::=  ["-" | "+"] product { ("+" | "-") product }
//   product ::=  power { ("*" | "/") power }          a divisor is a number
//   power   ::=  atom [ "^" integer ]
//   atom    ::=  number | "x" | "exp" "(" sum ")" | "(" sum ")"      exp takes k x, k a number
#include <certibound/dual_activation/exp_polynomial.hpp>

namespace certibound {
namespace {

struct Refused {
  std::string sentence;
};

constexpr int kMaxNesting = 50;
constexpr unsigned kMaxCoefficientBits = 20000;

bool is_too_long(const Rational& x) {
  const auto bits = [](const Integer& n) { return n == 0 ? 0U : static_cast<unsigned>(msb(abs(n))); };
  return bits(numerator(x)) > kMaxCoefficientBits || bits(denominator(x)) > kMaxCoefficientBits;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  PiecewiseFunction pieces() {
    PiecewiseFunction out;
    for (;;) {
      const std::size_t start = at_;
      if (const auto cut = condition()) {
        if (!out.cuts.empty() && cut->first <= out.cuts.back()) refuse(start, "the bounds of the pieces must increase");
        out.cuts.push_back(cut->first);
        out.closed.push_back(cut->second);
        out.pieces.push_back(sum());
        if (!take(";")) refuse(at_, "expected ';' and the next piece; the last piece has no condition");
        if (out.pieces.size() >= kMaxPieces) refuse(at_, "at most " + std::to_string(kMaxPieces) + " pieces");
      } else {
        out.pieces.push_back(sum());
        space();
        if (at_ != text_.size()) refuse(at_, "the piece without a condition is the last one");
        return out;
      }
    }
  }

 private:
  [[noreturn]] void refuse(std::size_t place, const std::string& why) const {
    const std::string_view rest = text_.substr(std::min(place, text_.size()));
    throw Refused{why + (rest.empty() ? " at the end" : ", at '" + std::string(rest.substr(0, 24)) + "'")};
  }

  void space() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  bool take(std::string_view word) {
    space();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  std::string_view word() {
    space();
    std::size_t end = at_;
    while (end < text_.size() && ((text_[end] >= 'a' && text_[end] <= 'z') ||
                                  (text_[end] >= 'A' && text_[end] <= 'Z') || text_[end] == '_')) {
      ++end;
    }
    return text_.substr(at_, end - at_);
  }

  // A decimal without sign, "12", "0.5", "1e-3".
  std::optional<Rational> number() {
    space();
    std::size_t end = at_;
    const auto digit = [&](std::size_t i) { return i < text_.size() && text_[i] >= '0' && text_[i] <= '9'; };
    while (digit(end) || (end < text_.size() && text_[end] == '.')) ++end;
    if (end == at_) return std::nullopt;
    if (end < text_.size() && text_[end] == 'e') {
      const bool has_sign = end + 1 < text_.size() && (text_[end + 1] == '-' || text_[end + 1] == '+');
      std::size_t exponent = end + (has_sign ? 2 : 1);
      if (digit(exponent)) {
        while (digit(exponent)) ++exponent;
        end = exponent;
      }
    }
    const auto value = parse_rational(text_.substr(at_, end - at_));
    if (!value) refuse(at_, "not a number");
    at_ = end;
    return value;
  }

  // "x < a:" and whether a belongs to it; nothing, and no step forward, if there is no such condition here.
  std::optional<std::pair<Rational, bool>> condition() {
    const std::size_t start = at_;
    if (!take("x") || !take("<")) {
      at_ = start;
      return std::nullopt;
    }
    const bool closed = at_ < text_.size() && text_[at_] == '=';
    if (closed) ++at_;
    const std::size_t place = at_;
    const auto bound = sum().constant();
    if (!bound) refuse(place, "a bound is a number, such as -1 or 2/3");
    if (!take(":")) refuse(at_, "expected ':' after the condition");
    return std::pair(*bound, closed);
  }

  ExpPolynomial checked(std::size_t place, ExpPolynomial value) const {
    if (value.degree() > kMaxPieceDegree) refuse(place, "the degree is at most " + std::to_string(kMaxPieceDegree));
    if (value.terms().size() > kMaxRates)
      refuse(place, "at most " + std::to_string(kMaxRates) + " different exponents");
    for (const auto& [rate, p] : value.terms()) {
      if (is_too_long(rate)) refuse(place, "this number has too many digits");
      for (const Rational& c : p) {
        if (is_too_long(c)) refuse(place, "this number has too many digits");
      }
    }
    return value;
  }

  ExpPolynomial sum() {
    if (++nesting_ > kMaxNesting) refuse(at_, "too many parentheses");
    const bool negative = take("-");
    if (!negative) take("+");
    ExpPolynomial value = product();
    if (negative) value = ExpPolynomial() - value;
    for (;;) {
      const std::size_t place = at_;
      if (take("+")) {
        value = checked(place, value + product());
      } else if (take("-")) {
        value = checked(place, value - product());
      } else {
        --nesting_;
        return value;
      }
    }
  }

  ExpPolynomial product() {
    ExpPolynomial value = power();
    for (;;) {
      const std::size_t place = at_;
      if (take("*")) {
        value = checked(place, value * power());
      } else if (take("/")) {
        const auto divisor = power().constant();
        if (!divisor || *divisor == 0) refuse(place, "a divisor is a number other than 0");
        value = checked(place, value * ExpPolynomial(1 / *divisor, 0, 0));
      } else {
        return value;
      }
    }
  }

  ExpPolynomial power() {
    const std::size_t place = at_;
    const ExpPolynomial base = atom();
    if (!take("^")) return base;
    const auto exponent = number();
    if (!exponent || denominator(*exponent) != 1 || *exponent > kMaxPieceDegree) {
      refuse(place, "an exponent is an integer from 0 to " + std::to_string(kMaxPieceDegree));
    }
    ExpPolynomial value(1, 0, 0);
    for (long i = numerator(*exponent).convert_to<long>(); i > 0; --i) value = checked(place, value * base);
    return value;
  }

  ExpPolynomial atom() {
    if (const auto value = number()) return {*value, 0, 0};
    const std::size_t place = at_;
    const std::string_view name = word();
    if (name == "x") {
      ++at_;
      return {1, 1, 0};
    }
    if (name == "exp") {
      at_ += name.size();
      if (!take("(")) refuse(at_, "expected '(' after exp");
      const ExpPolynomial inside = sum();
      if (!take(")")) refuse(at_, "expected ')'");
      return exponential(place, inside);
    }
    if (!name.empty())
      refuse(place, "a piece is made of numbers, x, x^n and exp(k x); found '" + std::string(name) + "'");
    if (take("(")) {
      const ExpPolynomial inside = sum();
      if (!take(")")) refuse(at_, "expected ')'");
      return inside;
    }
    refuse(place, "expected a number, x, exp(k x) or '('");
  }

  ExpPolynomial exponential(std::size_t place, const ExpPolynomial& inside) const {
    const auto& terms = inside.terms();
    if (terms.empty()) return {1, 0, 0};
    const auto& p = terms.begin()->second;
    const bool linear = terms.size() == 1 && terms.begin()->first == 0 && p.size() == 2 && p[0] == 0;
    if (!linear) refuse(place, "exp takes k x with a number k, so that the coefficients stay rational");
    return {1, 0, p[1]};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int nesting_ = 0;
};

}  // namespace

std::variant<PiecewiseFunction, std::string> parse_piecewise(std::string_view text) {
  try {
    return Reader(text).pieces();
  } catch (const Refused& refused) {
    return refused.sentence;
  }
}

}  // namespace certibound
