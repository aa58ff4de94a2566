// Sums of c x^n exp(k x) with rational c and k, and functions that are such sums on the pieces of the real line: what the
// activation `piecewise` is made of.
#pragma once

#include <certibound/interval/functions.hpp>

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace certibound {

inline constexpr int kMaxPieceDegree = 20;
inline constexpr std::size_t kMaxPieces = 32;
inline constexpr std::size_t kMaxRates = 8;

class ExpPolynomial {
 public:
  using Polynomial = std::vector<Rational>;  // coefficients, the last one not 0

  ExpPolynomial() = default;
  // c x^n exp(k x)
  ExpPolynomial(const Rational& c, int n, const Rational& k);

  bool is_zero() const { return terms_.empty(); }
  // Its value if it is a constant.
  std::optional<Rational> constant() const;
  int degree() const;
  // k -> polynomial
  const std::map<Rational, Polynomial>& terms() const { return terms_; }

  ExpPolynomial derivative() const;
  // f(-x)
  ExpPolynomial reflected() const;
  Interval at(const Interval& x) const;
  // Exactly: e^(k a) for different k and a rational a != 0 are linearly independent over the rationals (Lindemann and
  // Weierstrass), so a sum of them is 0 only if every coefficient is.
  bool vanishes_at(const Rational& a) const;

  friend ExpPolynomial operator+(const ExpPolynomial& x, const ExpPolynomial& y);
  friend ExpPolynomial operator-(const ExpPolynomial& x, const ExpPolynomial& y);
  friend ExpPolynomial operator*(const ExpPolynomial& x, const ExpPolynomial& y);

 private:
  void add(const Rational& rate, std::size_t power, const Rational& c);
  void normalise();

  std::map<Rational, Polynomial> terms_;
};

// pieces[i] lies between cuts[i - 1] and cuts[i], cuts increasing; the point cuts[i] belongs to pieces[i] if closed[i],
// else to pieces[i + 1].
struct PiecewiseFunction {
  std::vector<Rational> cuts;
  std::vector<bool> closed;
  std::vector<ExpPolynomial> pieces;

  // The piece that holds 0.
  const ExpPolynomial& at_zero() const;
  // The derivative almost everywhere.
  PiecewiseFunction derivative() const;
  // Right limit less left limit at cuts[i], as a function to be taken at the cut.
  ExpPolynomial jump(std::size_t i) const { return pieces[i + 1] - pieces[i]; }
};

// "x < -1: -1; x <= 1: x; 1". Pieces are sums and products of numbers, x, x^n and exp(k x); anything else is answered
// with a sentence that says what is wanted.
std::variant<PiecewiseFunction, std::string> parse_piecewise(std::string_view text);

}  // namespace certibound
