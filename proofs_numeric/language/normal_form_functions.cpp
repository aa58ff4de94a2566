// What the normal form knows of each function; algebra.hpp lists it.
#include "normal_form.hpp"

namespace certibound::language {
namespace {

constexpr long kMaxTurns = 1'000'000;  // multiples of pi taken from the argument of a sine
constexpr unsigned long kLargestPrime = 10'000;

// Of u and -u, the one whose numerator's first coefficient is positive comes first.
bool flips(const Quotient& u) { return !u.numerator.empty() && u.numerator.begin()->second < 0; }

}  // namespace

// f(u) with u and -u brought to the same atom where f has a symmetry.
Quotient NormalForm::function(Op op, const Quotient& u) {
  if (!flips(u)) return opaque(op, {u});
  switch (op) {
    case Op::asin:
    case Op::atan:
    case Op::erf: return -opaque(op, {-u});
    case Op::Phi: return one() + -opaque(op, {-u});
    default: return opaque(op, {u});
  }
}

// sqrt(c v) = sqrt(c) sqrt(v) for a rational c > 0; sqrt(exp(w)^k v) = exp(k w/2) sqrt(v) for a rational w; the square of sqrt(v) is v.
Quotient NormalForm::square_root(const Quotient& u) {
  if (u.numerator.empty()) return number(0);
  if (is_rational(u)) return root_of_rational(rational_value(u));
  if (!is_polynomial(u)) return opaque(Op::sqrt, {u});
  for (const auto& [index, exponent] : common_monomial(u.numerator)) {
    const Atom a = atoms_[static_cast<std::size_t>(index)];
    if (a.op != Op::exp || !is_rational(a.operands[0])) continue;
    const Polynomial rest = divided(u.numerator, Monomial{{index, exponent}});
    return exponential(a.operands[0] * number(Rational(exponent, 2))) * square_root(whole(rest));
  }
  const Rational scale = abs(content(u.numerator));
  const Polynomial rest = u.numerator * Rational(1 / scale);
  const Quotient root = opaque(Op::sqrt, {whole(rest)});
  relate(root, 2, rest);
  return root_of_rational(scale) * root;
}

// sqrt(n/d) = s sqrt(r)/d with n d = s^2 r, as far as small primes show.
Quotient NormalForm::root_of_rational(const Rational& value) {
  if (value <= 0) return opaque(Op::sqrt, {number(value)});
  Integer rest = numerator(value) * denominator(value), square = 1, free = 1;
  for (unsigned long p = 2; p <= kLargestPrime && Integer(p) * p <= rest; ++p) {
    while (rest % (p * p) == 0) {
      rest /= p * p;
      square *= p;
    }
    if (rest % p == 0) {
      rest /= p;
      free *= p;
    }
  }
  if (mpz_perfect_square_p(rest.backend().data()) != 0) {
    square *= sqrt(rest);
    rest = 1;
  }
  const Rational outside(square, denominator(value));
  Quotient out = number(outside);
  // One atom a prime, so that products of roots meet: sqrt(2) sqrt(3) = sqrt(6).
  const auto multiply = [&](const Integer& n) {
    const Quotient root = opaque(Op::sqrt, {number(Rational(n))});
    relate(root, 2, constant(Rational(n)));
    out = out * root;
  };
  for (unsigned long p = 2; p <= kLargestPrime && free > 1; ++p) {
    if (free % p != 0) continue;
    free /= p;
    multiply(Integer(p));
  }
  if (rest > 1) multiply(rest);
  return out;
}

// u^(p/q) for u >= 0: (u^(1/q))^p, where the q-th power of the atom is u.
Quotient NormalForm::rational_power(const Quotient& base, const Rational& exponent) {
  const Integer p = numerator(exponent), q = denominator(exponent);
  if (q > kMaxPower || abs(p) > kMaxPower) return opaque(Op::real_power, {base, number(exponent)});
  const long n = p.convert_to<long>();
  if (q == 1) return power(base, n);
  if (q == 2) return power(square_root(base), n);
  const Quotient root = opaque(Op::real_power, {base, number(Rational(1, q))});
  if (is_polynomial(base)) relate(root, q.convert_to<long>(), base.numerator);
  return power(root, n);
}

// exp(sum c_i m_i) = product of exp(c_i m_i); exp(-u) = 1/exp(u).
Quotient NormalForm::exponential(const Quotient& u) {
  if (!is_polynomial(u)) return flips(u) ? one() / opaque(Op::exp, {-u}) : opaque(Op::exp, {u});
  Quotient out = one();
  for (const auto& [monomial, coefficient] : u.numerator) out = out * exponential_of(monomial, coefficient);
  return out;
}

// exp(p/q m) = exp(m/q)^p, and the q-th power of exp(1/q) is e.
Quotient NormalForm::exponential_of(const Monomial& m, const Rational& coefficient) {
  if (m.size() == 1 && m.begin()->second == 1) {  // exp(c log q) = q^c for a rational q
    const Atom a = atoms_[static_cast<std::size_t>(m.begin()->first)];
    if (a.op == Op::log && is_rational(a.operands[0]) && rational_value(a.operands[0]) > 0) {
      return rational_power(a.operands[0], coefficient);
    }
  }
  const Integer p = numerator(coefficient);
  const bool split = abs(p) <= kMaxPower;
  const Rational unit = split ? Rational(1, denominator(coefficient)) : abs(coefficient);
  const Quotient base = opaque(Op::exp, {whole(Polynomial{{m, unit}})});
  if (m.empty() && split && unit != 1 && denominator(unit) <= kMaxPower) {
    relate(base, denominator(unit).convert_to<long>(), exponential_of(m, 1).numerator);
  }
  return power(base, split ? p.convert_to<long>() : coefficient < 0 ? -1 : 1);
}

// log u = log|n| - log|d| for u = n/d > 0.
Quotient NormalForm::logarithm(const Quotient& u) {
  if (u.numerator.empty()) return opaque(Op::log, {u});
  Quotient out = log_size(u.numerator);
  for (const auto& [factor, exponent] : u.denominator) out = out + log_size(factor) * number(Rational(-exponent));
  return out;
}

// log|p|, taken apart at the content and the monomial that divides p: log|c m q| = log|c| + log|m| + log|q|. The atom
// log|q| is written log q; which of q and -q stands in it is what came first.
Quotient NormalForm::log_size(const Polynomial& p) {
  const Rational scale = content(p);
  const Monomial common = common_monomial(p);
  Quotient out = log_of_rational(abs(scale));
  for (const auto& [index, exponent] : common) out = out + log_of_atom(index) * number(Rational(exponent));
  const Polynomial rest = divided(p * Rational(1 / abs(scale)), common);
  if (is_constant(rest)) return out;
  const std::string name = "log|" + key(content(rest) < 0 ? -rest : rest);
  return out + atom(name, {Op::log, 0, {whole(rest)}});
}

Quotient NormalForm::log_of_atom(AtomId index) {
  const Atom a = atoms_[static_cast<std::size_t>(index)];
  if (a.op == Op::exp) return a.operands[0];
  if (a.op == Op::sqrt) return logarithm(a.operands[0]) * number(Rational(1, 2));
  return opaque(Op::log, {whole(single(index))});
}

// The sum over its primes; of what has no small prime left, one atom.
Quotient NormalForm::log_of_rational(const Rational& value) {
  Quotient out = number(0);
  for (const bool top : {true, false}) {
    Integer rest = top ? numerator(value) : denominator(value);
    const auto add = [&](const Integer& n, long times) {
      out = out + opaque(Op::log, {number(Rational(n))}) * number(Rational(top ? times : -times));
    };
    for (unsigned long p = 2; p <= kLargestPrime && rest > 1; ++p) {
      long times = 0;
      for (; rest % p == 0; ++times) rest /= p;
      if (times > 0) add(Integer(p), times);
      if (Integer(p) * p > rest && rest > 1) break;  // a prime
    }
    if (rest > 1) add(rest, 1);
  }
  return out;
}

Quotient NormalForm::absolute(const Quotient& u) {
  if (is_rational(u)) return number(abs(rational_value(u)));
  const Quotient least = flips(u) ? -u : u;
  const Quotient value = opaque(Op::abs, {least});
  if (is_polynomial(u)) relate(value, 2, u.numerator * u.numerator);
  return value;
}

Quotient NormalForm::cube_root(const Quotient& u) {
  const Quotient argument = flips(u) ? -u : u;
  const Quotient root = opaque(Op::cbrt, {argument});
  if (is_polynomial(u)) relate(root, 3, argument.numerator);
  return flips(u) ? -root : root;
}

// sin(u + quarters pi/2), by the sine or cosine of what is left of u without its quarter turns.
Quotient NormalForm::circular(Quotient u, long quarters) {
  quarters += take_quarter_turns(u);
  const long turn = ((quarters % 4) + 4) % 4;
  const Quotient value = turn % 2 == 0 ? plain_sine(u) : plain_cosine(u);
  return turn >= 2 ? -value : value;
}

// The whole number nearest to 2 c, where u = c pi + .. is a polynomial; that many halves of pi are taken from u.
long NormalForm::take_quarter_turns(Quotient& u) {
  if (!is_polynomial(u)) return 0;
  const Monomial pi = leaf(Op::pi).numerator.begin()->first;
  const auto found = u.numerator.find(pi);
  if (found == u.numerator.end() || abs(found->second) > kMaxTurns) return 0;
  const Rational twice = found->second * 2 + Rational(1, 2);
  Integer nearest;
  mpz_fdiv_q(nearest.backend().data(), mpq_numref(twice.backend().data()), mpq_denref(twice.backend().data()));
  if (nearest == 0) return 0;
  u = u + leaf(Op::pi) * number(Rational(-nearest, Integer(2)));
  return nearest.convert_to<long>();
}

// 1/6 or 1/4 if u is that multiple of pi, else 0.
Rational NormalForm::known_angle(const Quotient& u) {
  for (const Rational& part : {Rational(1, 6), Rational(1, 4)}) {
    if (key(u) == key(leaf(Op::pi) * number(part))) return part;
  }
  return 0;
}

// What u is, if it is a single function value.
const NormalForm::Atom* NormalForm::single_atom(const Quotient& u) const {
  if (!is_polynomial(u) || u.numerator.size() != 1) return nullptr;
  const auto& [monomial, coefficient] = *u.numerator.begin();
  if (coefficient != 1 || monomial.size() != 1 || monomial.begin()->second != 1) return nullptr;
  return &atoms_[static_cast<std::size_t>(monomial.begin()->first)];
}

// sin^2 = 1 - cos^2 of the same argument; sin asin v = v, sin atan v = v/sqrt(1 + v^2).
Quotient NormalForm::plain_sine(const Quotient& u) {
  if (u.numerator.empty()) return number(0);
  if (flips(u)) return -plain_sine(-u);
  const Rational angle = known_angle(u);
  if (angle == Rational(1, 6)) return number(Rational(1, 2));
  if (angle == Rational(1, 4)) return root_of_rational(Rational(1, 2));
  if (const Atom* inner = single_atom(u); inner != nullptr && (inner->op == Op::asin || inner->op == Op::atan)) {
    const Quotient v = inner->operands[0];
    return inner->op == Op::asin ? v : v / square_root(reduced(one() + v * v));
  }
  const Quotient value = opaque(Op::sin, {u}), other = opaque(Op::cos, {u});
  relate(value, 2, constant(1) + -(other.numerator * other.numerator));
  return value;
}

// cos asin v = sqrt(1 - v^2), cos atan v = 1/sqrt(1 + v^2).
Quotient NormalForm::plain_cosine(const Quotient& u) {
  if (u.numerator.empty()) return one();
  if (flips(u)) return plain_cosine(-u);
  const Rational angle = known_angle(u);
  if (angle == Rational(1, 6)) return root_of_rational(Rational(3, 4));
  if (angle == Rational(1, 4)) return root_of_rational(Rational(1, 2));
  if (const Atom* inner = single_atom(u); inner != nullptr && (inner->op == Op::asin || inner->op == Op::atan)) {
    const Quotient v = inner->operands[0];
    return inner->op == Op::asin ? square_root(reduced(one() + -(v * v))) : one() / square_root(reduced(one() + v * v));
  }
  return opaque(Op::cos, {u});
}

Quotient NormalForm::cosh(const Quotient& u) {
  if (!hyperbolic_) return (exponential(u) + exponential(-u)) * number(Rational(1, 2));
  return u.numerator.empty() ? one() : opaque(Op::cosh, {flips(u) ? -u : u});
}
Quotient NormalForm::sinh(const Quotient& u) {
  if (!hyperbolic_) return (exponential(u) + -exponential(-u)) * number(Rational(1, 2));
  if (u.numerator.empty()) return number(0);
  const Quotient argument = flips(u) ? -u : u;
  const Quotient value = opaque(Op::sinh, {argument}), other = opaque(Op::cosh, {argument});
  relate(value, 2, other.numerator * other.numerator + constant(-1));
  return flips(u) ? -value : value;
}

// acos u = pi/2 - asin u
Quotient NormalForm::arc_cosine(const Quotient& u) {
  return leaf(Op::pi) * number(Rational(1, 2)) + -function(Op::asin, u);
}

// Rhat(u) = (sqrt(1 - u^2) + (pi - acos u) u)/pi
Quotient NormalForm::rhat(const Quotient& u) {
  const Quotient root = square_root(reduced(one() + -(u * u)));
  return (root + (leaf(Op::pi) + -arc_cosine(u)) * u) / leaf(Op::pi);
}

}  // namespace certibound::language
