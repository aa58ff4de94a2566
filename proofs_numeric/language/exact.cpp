#include <certibound/language/exact.hpp>

#include <certibound/interval/relations.hpp>

namespace certibound::language {
namespace {

constexpr std::size_t kMaxTerms = 64;
constexpr unsigned kLargestBits = 8192;        // of a coefficient; beyond it a value is given up as unknown
constexpr unsigned long kTrialLimit = 10'000;  // largest prime whose square is looked for under a root

bool too_large(const Rational& q) {
  return mpz_sizeinbase(mpq_numref(q.backend().data()), 2) > kLargestBits ||
         mpz_sizeinbase(mpq_denref(q.backend().data()), 2) > kLargestBits;
}

// n = square^2 * squarefree, if that is certain after trial division.
std::optional<std::pair<Integer, Integer>> split_square(Integer n) {
  Integer square = 1, squarefree = 1;
  for (unsigned long p = 2; p <= kTrialLimit && n > 1; ++p) {
    while (n % (p * p) == 0) {
      n /= p * p;
      square *= p;
    }
    if (n % p == 0) {
      n /= p;
      squarefree *= p;
    }
  }
  if (mpz_perfect_square_p(n.backend().data()) != 0) return std::pair{Integer(square * sqrt(n)), squarefree};
  // What is left has no factor up to the limit, so it is squarefree if below limit^3 (not p^2 q) and no square.
  if (n < Integer(kTrialLimit) * kTrialLimit * kTrialLimit) return std::pair{square, Integer(squarefree * n)};
  return std::nullopt;
}

Exact one() { return Exact(Rational(1)); }
Exact rational(long n, long d = 1) { return Exact(Rational(n, d)); }
bool equal(const Exact& x, const Exact& y) { return (x - y).is_zero(); }

}  // namespace

Exact::Exact(const Rational& value) : known_(!too_large(value)) {
  if (known_) add({0, 1}, value);
}

Exact Exact::pi() { return monomial(1, 1, 2); }

Exact Exact::monomial(const Rational& coefficient, const Integer& radicand, int half_powers_of_pi) {
  Exact out;
  out.known_ = !too_large(coefficient);
  if (out.known_) out.add({half_powers_of_pi, radicand}, coefficient);
  return out;
}

void Exact::add(const Monomial& monomial, const Rational& coefficient) {
  Rational& entry = terms_[monomial];
  entry += coefficient;
  if (entry.is_zero()) {
    terms_.erase(monomial);
  } else if (too_large(entry) || terms_.size() > kMaxTerms) {
    *this = Exact();
  }
}

std::optional<Rational> Exact::rational() const {
  if (!known_) return std::nullopt;
  if (terms_.empty()) return Rational(0);
  const auto& [monomial, coefficient] = *terms_.begin();
  if (terms_.size() > 1 || monomial != Monomial{0, 1}) return std::nullopt;
  return coefficient;
}

Interval Exact::enclosure(Precision bits) const {
  Interval sum(0, bits);
  const Interval root_pi = certibound::sqrt(Interval::pi(bits));
  for (const auto& [monomial, coefficient] : terms_) {
    sum = sum + Interval(coefficient, bits) * certibound::sqrt(Interval(Rational(monomial.second), bits)) *
                    pown(root_pi, monomial.first);
  }
  return sum;
}

int Exact::sign() const {
  if (!known_) return 2;
  if (terms_.empty()) return 0;
  for (Precision bits = 64; bits <= 4096; bits *= 4) {
    const Interval value = enclosure(bits);
    if (!contains_zero(value)) return value.lo().sign();
  }
  return 2;
}

Exact operator-(const Exact& x) {
  Exact out = x;
  for (auto& [monomial, coefficient] : out.terms_) coefficient = -coefficient;
  return out;
}

Exact operator+(const Exact& x, const Exact& y) {
  if (!x.known_ || !y.known_) return {};
  Exact out = x;
  for (const auto& [monomial, coefficient] : y.terms_) {
    if (out.known_) out.add(monomial, coefficient);
  }
  return out;
}

Exact operator*(const Exact& x, const Exact& y) {
  if (!x.known_ || !y.known_ || x.terms_.size() * y.terms_.size() > kMaxTerms) return {};
  Exact out((Rational(0)));
  for (const auto& [a, p] : x.terms_) {
    for (const auto& [b, q] : y.terms_) {
      // sqrt(m) sqrt(n) = gcd sqrt(m n / gcd^2), squarefree again
      const Integer common = gcd(a.second, b.second);
      const Integer radicand = a.second / common * (b.second / common);
      if (out.known_) out.add({a.first + b.first, radicand}, p * q * Rational(common));
    }
  }
  return out;
}

// x/y for y of one term; and for x = c y, where the quotient is the rational c.
Exact operator/(const Exact& x, const Exact& y) {
  if (!x.known_ || y.terms_.empty()) return {};  // an unknown y has no terms, either
  if (y.terms_.size() > 1) {
    const auto same = x.terms_.find(y.terms_.begin()->first);
    if (x.terms_.empty()) return x;
    const Exact ratio = same == x.terms_.end() ? Exact() : Exact(Rational(same->second / y.terms_.begin()->second));
    return (x - ratio * y).is_zero() ? ratio : Exact();
  }
  const auto& [monomial, coefficient] = *y.terms_.begin();
  return x * Exact::monomial(1 / (coefficient * Rational(monomial.second)), monomial.second, -monomial.first);
}

Exact sqrt(const Exact& x) {
  if (x.is_zero()) return x;
  if (x.terms_.size() != 1) return {};
  const auto& [monomial, coefficient] = *x.terms_.begin();
  if (monomial.second != 1 || monomial.first % 2 != 0 || coefficient < 0) return {};
  const auto parts = split_square(numerator(coefficient) * denominator(coefficient));
  if (!parts) return {};
  return Exact::monomial(Rational(parts->first, denominator(coefficient)), parts->second, monomial.first / 2);
}

Exact power(const Exact& x, long n) {
  if (!x.known()) return {};
  if (n < 0) return x.is_zero() ? Exact() : one() / power(x, -n);
  if (const auto q = x.rational(); q && n <= 4096) return Exact(certibound::power(*q, n));
  if (n > 64) return {};
  Exact out = one();
  for (long i = 0; i < n; ++i) out = out * x;
  return out;
}

Exact real_power(const Exact& x, const Exact& y) {
  const auto exponent = y.rational();
  if (!x.known() || !exponent) return {};
  if (x.is_zero()) return *exponent > 0 ? x : Exact();
  if (x.sign() != 1) return {};
  if (equal(x, one())) return one();
  if (denominator(*exponent) == 2 && abs(numerator(*exponent)) <= 4096) {
    return power(sqrt(x), numerator(*exponent).convert_to<long>());
  }
  return {};
}

Exact min(const Exact& x, const Exact& y) { return -max(-x, -y); }
Exact max(const Exact& x, const Exact& y) {
  const int sign = (x - y).sign();
  return sign == 2 ? Exact() : sign >= 0 ? x : y;
}
Exact abs(const Exact& x) { return max(x, -x); }

Exact cbrt(const Exact& x) {
  const auto q = x.rational();
  if (!q) return {};
  Integer n, d;
  const bool exact_n = mpz_root(n.backend().data(), mpq_numref(q->backend().data()), 3) != 0;
  const bool exact_d = mpz_root(d.backend().data(), mpq_denref(q->backend().data()), 3) != 0;
  return exact_n && exact_d ? Exact(Rational(n, d)) : Exact();
}

Exact exp(const Exact& x) { return x.is_zero() ? one() : Exact(); }
Exact log(const Exact& x) { return equal(x, one()) ? rational(0) : Exact(); }
Exact log1p(const Exact& x) { return x.is_zero() ? x : Exact(); }
Exact expm1(const Exact& x) { return x.is_zero() ? x : Exact(); }

// sin at the multiples of pi/6 and pi/4; everything else follows from it.
Exact sin(const Exact& x) {
  const auto turns = (x / Exact::pi()).rational();  // x = turns * pi
  if (!turns) return {};
  const Rational twelfths = *turns * 12;
  if (denominator(twelfths) != 1) return {};
  Integer step = numerator(twelfths) % 24;
  if (step < 0) step += 24;
  const long k = step.convert_to<long>();
  const long folded = k % 12 > 6 ? 12 - k % 12 : k % 12;  // sin(pi - x) = sin x
  const int sign = k < 12 ? 1 : -1;
  switch (folded) {
    case 0: return rational(0);
    case 2: return rational(sign, 2);
    case 3: return Exact::monomial(Rational(sign, 2), 2, 0);
    case 4: return Exact::monomial(Rational(sign, 2), 3, 0);
    case 6: return rational(sign);
    default: return {};
  }
}
Exact cos(const Exact& x) { return sin(x + Exact::pi() * rational(1, 2)); }
Exact tan(const Exact& x) { return sin(x) / cos(x); }

Exact asin(const Exact& x) {
  for (long twelfths = -6; twelfths <= 6; ++twelfths) {
    const Exact angle = Exact::pi() * rational(twelfths, 12);
    const Exact value = sin(angle);
    if (value.known() && equal(value, x)) return angle;
  }
  return {};
}
Exact acos(const Exact& x) { return Exact::pi() * rational(1, 2) - asin(x); }

Exact atan(const Exact& x) {
  for (long twelfths = -5; twelfths <= 5; ++twelfths) {
    const Exact angle = Exact::pi() * rational(twelfths, 12);
    const Exact value = tan(angle);
    if (value.known() && equal(value, x)) return angle;
  }
  return {};
}

Exact sinh(const Exact& x) { return x.is_zero() ? x : Exact(); }
Exact cosh(const Exact& x) { return x.is_zero() ? one() : Exact(); }
Exact tanh(const Exact& x) { return x.is_zero() ? x : Exact(); }
Exact erf(const Exact& x) { return x.is_zero() ? x : Exact(); }
Exact erfc(const Exact& x) { return x.is_zero() ? one() : Exact(); }
Exact normal_cdf(const Exact& x) { return x.is_zero() ? rational(1, 2) : Exact(); }
// phi(0) = 1/sqrt(2 pi)
Exact normal_density(const Exact& x) { return x.is_zero() ? Exact::monomial(Rational(1, 2), 2, -1) : Exact(); }

// Gamma at small positive integers and half-integers.
Exact gamma(const Exact& x) {
  const auto q = x.rational();
  if (!q || *q <= 0 || *q > 200 || denominator(*q) > 2) return {};
  Exact out = denominator(*q) == 1 ? one() : Exact::monomial(1, 1, 1);
  for (Rational factor = denominator(*q) == 1 ? Rational(1) : Rational(1, 2); factor < *q; factor += 1) {
    out = out * Exact(factor);
  }
  return out;
}
Exact lgamma(const Exact& x) { return equal(x, one()) || equal(x, rational(2)) ? rational(0) : Exact(); }
Exact digamma(const Exact&) { return {}; }

// pi Rhat(rho) = sqrt(1 - rho^2) + (pi - acos rho) rho
Exact rhat(const Exact& rho) {
  return (sqrt(one() - rho * rho) + (Exact::pi() - acos(rho)) * rho) / Exact::pi();
}
Exact rhat_derivative(const Exact& rho) { return one() - acos(rho) / Exact::pi(); }

}  // namespace certibound::language
