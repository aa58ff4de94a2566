#include <certibound/dual_activation/exp_polynomial.hpp>

#include <algorithm>

namespace certibound {

ExpPolynomial::ExpPolynomial(const Rational& c, int n, const Rational& k) {
  add(k, static_cast<std::size_t>(n), c);
  normalise();
}

void ExpPolynomial::add(const Rational& rate, std::size_t power, const Rational& c) {
  Polynomial& p = terms_[rate];
  if (p.size() <= power) p.resize(power + 1, Rational(0));
  p[power] += c;
}

void ExpPolynomial::normalise() {
  for (auto it = terms_.begin(); it != terms_.end();) {
    Polynomial& p = it->second;
    while (!p.empty() && p.back() == 0) p.pop_back();
    it = p.empty() ? terms_.erase(it) : std::next(it);
  }
}

std::optional<Rational> ExpPolynomial::constant() const {
  if (terms_.empty()) return Rational(0);
  const auto& [rate, p] = *terms_.begin();
  if (terms_.size() > 1 || rate != 0 || p.size() > 1) return std::nullopt;
  return p[0];
}

int ExpPolynomial::degree() const {
  std::size_t size = 1;
  for (const auto& [rate, p] : terms_) size = std::max(size, p.size());
  return static_cast<int>(size) - 1;
}

ExpPolynomial ExpPolynomial::derivative() const {
  ExpPolynomial out;
  for (const auto& [rate, p] : terms_) {
    for (std::size_t n = 0; n < p.size(); ++n) {
      if (n >= 1) out.add(rate, n - 1, p[n] * static_cast<long>(n));
      out.add(rate, n, p[n] * rate);
    }
  }
  out.normalise();
  return out;
}

ExpPolynomial ExpPolynomial::reflected() const {
  ExpPolynomial out;
  for (const auto& [rate, p] : terms_) {
    for (std::size_t n = 0; n < p.size(); ++n) out.add(-rate, n, n % 2 == 0 ? p[n] : Rational(-p[n]));
  }
  out.normalise();
  return out;
}

Interval ExpPolynomial::at(const Interval& x) const {
  const Precision bits = x.precision();
  Interval sum(0L, bits);
  for (const auto& [rate, p] : terms_) {
    Interval value(0L, bits);
    for (std::size_t n = p.size(); n-- > 0;) value = fma(value, x, Interval(p[n], bits));
    sum = sum + (rate == 0 ? value : value * exp(Interval(rate, bits) * x));
  }
  return sum;
}

bool ExpPolynomial::vanishes_at(const Rational& a) const {
  Rational together = 0;
  for (const auto& [rate, p] : terms_) {
    Rational value = 0;
    for (std::size_t n = p.size(); n-- > 0;) value = value * a + p[n];
    if (a != 0 && value != 0) return false;
    together += value;
  }
  return together == 0;
}

ExpPolynomial operator+(const ExpPolynomial& x, const ExpPolynomial& y) {
  ExpPolynomial out = x;
  for (const auto& [rate, p] : y.terms_) {
    for (std::size_t n = 0; n < p.size(); ++n) out.add(rate, n, p[n]);
  }
  out.normalise();
  return out;
}

ExpPolynomial operator-(const ExpPolynomial& x, const ExpPolynomial& y) { return x + ExpPolynomial(-1, 0, 0) * y; }

ExpPolynomial operator*(const ExpPolynomial& x, const ExpPolynomial& y) {
  ExpPolynomial out;
  for (const auto& [k, p] : x.terms_) {
    for (const auto& [l, r] : y.terms_) {
      for (std::size_t m = 0; m < p.size(); ++m) {
        for (std::size_t n = 0; n < r.size(); ++n) out.add(k + l, m + n, p[m] * r[n]);
      }
    }
  }
  out.normalise();
  return out;
}

const ExpPolynomial& PiecewiseFunction::at_zero() const {
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (cuts[i] > 0 || (cuts[i] == 0 && closed[i])) return pieces[i];
  }
  return pieces.back();
}

PiecewiseFunction PiecewiseFunction::derivative() const {
  PiecewiseFunction out = *this;
  for (ExpPolynomial& piece : out.pieces) piece = piece.derivative();
  return out;
}

}  // namespace certibound
