#include "normal_form.hpp"

#include <set>

namespace certibound::language {
namespace {

constexpr std::size_t kMaxWork = 200'000;  // terms added in all, so that the question costs a fraction of a second
constexpr long kMaxPower = 64;
constexpr long kMaxTurns = 1'000'000;  // multiples of pi taken from the argument of a sine
constexpr unsigned long kLargestPrime = 10'000;

std::size_t size(const Factors& factors) {
  std::size_t out = 0;
  for (const auto& [factor, exponent] : factors) out += factor.size() * static_cast<std::size_t>(exponent);
  return out;
}

// About the number of terms that an operation of these two adds up, powers aside.
std::size_t cost(const Quotient& a, const Quotient& b) {
  return (a.numerator.size() + size(a.denominator) + 1) * (b.numerator.size() + size(b.denominator) + 1);
}

const Quotient& one() {
  static const Quotient value = whole(constant(1));
  return value;
}
Quotient number(const Rational& value) { return whole(constant(value)); }

bool is_polynomial(const Quotient& q) { return q.denominator.empty(); }
bool is_rational(const Quotient& q) { return is_polynomial(q) && is_constant(q.numerator); }
Rational rational_value(const Quotient& q) { return constant_value(q.numerator); }

// A sum of polynomials is made in one pass over both; anything else costs about the product of the sizes.
std::size_t cost(Op op, const Quotient& a, const Quotient& b) {
  const bool is_sum = (op == Op::add || op == Op::sub) && is_polynomial(a) && is_polynomial(b);
  return is_sum ? a.numerator.size() + b.numerator.size() + 1 : cost(a, b);
}

// Of u and -u, the one whose numerator's first coefficient is positive comes first.
bool flips(const Quotient& u) { return !u.numerator.empty() && u.numerator.begin()->second < 0; }

}  // namespace

void NormalForm::spend(std::size_t terms) {
  work_ += terms;
  if (work_ > kMaxWork) throw GivenUp{};
}

Quotient NormalForm::of(NodeId root) {
  const std::vector<bool> needed = terms_.reachable({root});
  values_.assign(static_cast<std::size_t>(root) + 1, {});
  static const Quotient kNone;
  for (NodeId id = 0; id <= root; ++id) {
    const auto i = static_cast<std::size_t>(id);
    if (!needed[i]) continue;
    const Node& node = terms_[id];
    const Quotient& a = node.a < 0 ? kNone : values_[static_cast<std::size_t>(node.a)];
    const Quotient& b = node.b < 0 ? kNone : values_[static_cast<std::size_t>(node.b)];
    spend(cost(node.op, a, b));
    values_[i] = node.op == Op::call ? call_atom(id) : reduced(node_value(node, id, a, b));
    spend(values_[i].numerator.size() + size(values_[i].denominator));
  }
  return values_.back();
}

Quotient NormalForm::node_value(const Node& node, NodeId id, const Quotient& a, const Quotient& b) {
  switch (node.op) {
    case Op::rational: return number(terms_.rational_value(terms_[id]));
    case Op::pi: return leaf(Op::pi);
    case Op::e: return exponential(one());
    case Op::variable: return leaf(Op::variable, node.n);
    case Op::neg: return -a;
    case Op::add: return a + b;
    case Op::sub: return a + -b;
    case Op::mul: return a * b;
    case Op::div: return a / b;
    case Op::power: return power(a, node.n);
    case Op::sqrt: return square_root(a);
    case Op::exp:
      if (terms_[node.a].op == Op::log) return values_[static_cast<std::size_t>(terms_[node.a].a)];  // exp(log u) = u
      return exponential(a);
    case Op::expm1: return exponential(a) + number(-1);
    case Op::log: return logarithm(a);
    case Op::log1p: return logarithm(reduced(one() + a));
    case Op::sin: return circular(a, 0);
    case Op::cos: return circular(a, 1);
    case Op::tan: return circular(a, 0) / circular(a, 1);
    case Op::acos: return arc_cosine(a);
    case Op::cbrt: return cube_root(a);
    case Op::cosh: return cosh(a);
    case Op::sinh: return sinh(a);
    case Op::tanh: return sinh(a) / cosh(a);
    case Op::phi: return exponential(a * a * number(Rational(-1, 2))) / square_root(leaf(Op::pi) * number(2));
    case Op::erfc: return one() + -function(Op::erf, a);
    case Op::abs: return absolute(a);
    case Op::max: return (a + b + absolute(reduced(a + -b))) * number(Rational(1, 2));
    case Op::min: return (a + b + -absolute(reduced(a + -b))) * number(Rational(1, 2));
    case Op::Rhat: return rhat(a);
    case Op::Rhat1: return one() + -(arc_cosine(a) / leaf(Op::pi));
    case Op::real_power:
      if (is_rational(b)) return rational_power(a, rational_value(b));
      return opaque(Op::real_power, {a, b});
    default: return function(node.op, a);
  }
}

Quotient NormalForm::atom(const std::string& name, Atom atom) {
  const auto [found, is_new] = names_.try_emplace(name, static_cast<AtomId>(atoms_.size()));
  if (is_new) atoms_.push_back(std::move(atom));
  return whole(single(found->second));
}

Quotient NormalForm::leaf(Op op, long n) {
  return atom("l" + std::to_string(static_cast<int>(op)) + "," + std::to_string(n), {op, n});
}

Quotient NormalForm::opaque(Op op, std::vector<Quotient> operands) {
  std::string name = "f" + std::to_string(static_cast<int>(op)) + "(";
  for (const Quotient& operand : operands) name += key(operand) + ";";
  return atom(name, {op, 0, std::move(operands)});
}

// Calls are the same atom where their operands have the same normal forms.
Quotient NormalForm::call_atom(NodeId id) {
  const Call& call = terms_.call_of(terms_[id]);
  std::string name = "call" + std::to_string(static_cast<int>(call.what)) + (call.from_minus_infinity ? "-" : "") +
                     (call.to_infinity ? "+" : "") + call.name + "(" + std::to_string(call.arguments) + ":";
  for (const NodeId operand : call.operands) name += key(values_[static_cast<std::size_t>(operand)]) + ";";
  return atom(name + (call.body ? call.body->key : "") + ")", {Op::call, id});
}

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

void NormalForm::relate(const Quotient& atom, long degree, const Polynomial& value) {
  relations_.try_emplace(atom.numerator.begin()->first.begin()->first, Relation{degree, value});
}

Quotient NormalForm::power(const Quotient& a, long n) {
  if (n > kMaxPower || n < -kMaxPower) throw GivenUp{};
  Quotient out = one();
  for (long i = 0; i < (n < 0 ? -n : n); ++i) {
    spend(cost(out, a));
    out = out * a;
  }
  return n < 0 ? one() / out : out;
}

// sqrt(c v) = sqrt(c) sqrt(v) for a rational c > 0; the square of sqrt(v) is v.
Quotient NormalForm::square_root(const Quotient& u) {
  if (u.numerator.empty()) return number(0);
  if (is_rational(u)) return root_of_rational(rational_value(u));
  if (!is_polynomial(u)) return opaque(Op::sqrt, {u});
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

// exp(p/q m) = exp(m/q)^p
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

// Lower powers by the relations of the atoms.
Polynomial NormalForm::without_powers(const Polynomial& p) {
  Polynomial out;
  for (const auto& [monomial, coefficient] : p) {
    Polynomial product = constant(coefficient);
    for (const auto& [index, exponent] : monomial) {
      const auto relation = relations_.find(index);
      const long times = relation == relations_.end() ? 0 : exponent / relation->second.degree;
      for (long i = 0; i < times; ++i) {
        spend(product.size() * relation->second.value.size());
        product = product * relation->second.value;
      }
      const long rest = times == 0 ? exponent : exponent - times * relation->second.degree;
      if (rest > 0) product = product * single(index, rest);
    }
    out = std::move(out) + product;
  }
  return out;
}

// q/factor^exponent, with the powers of an atom lowered; the power of a sum stays one, for the sake of its size.
Quotient NormalForm::divided_by(Quotient q, const Polynomial& factor, long exponent) {
  const Monomial& first = factor.begin()->first;
  const bool is_atom = factor.size() == 1 && first.size() == 1;
  const auto relation = is_atom ? relations_.find(first.begin()->first) : relations_.end();
  if (relation != relations_.end()) {
    const long times = exponent / relation->second.degree;
    for (long i = 0; i < times; ++i) q = q / whole(relation->second.value);
    exponent -= times * relation->second.degree;
  }
  const Quotient lowered = whole(without_powers(factor));
  for (long i = 0; i < exponent; ++i) q = q / lowered;
  return q;
}

// Powers lowered (what replaces one may bring new ones), common factors cancelled.
Quotient NormalForm::reduced(Quotient q) {
  for (int pass = 0; pass < 8; ++pass) {
    Quotient next = whole(without_powers(q.numerator));
    for (const auto& [factor, exponent] : q.denominator) next = divided_by(std::move(next), factor, exponent);
    cancel(next);
    const bool stable = next.numerator == q.numerator && next.denominator == q.denominator;
    q = std::move(next);
    if (stable) break;
  }
  return q;
}

AtomId NormalForm::variable_atom(long index) {
  return leaf(Op::variable, index).numerator.begin()->first.begin()->first;
}

std::vector<AtomId> NormalForm::function_atoms(const Polynomial& p) const {
  std::set<AtomId> found;
  for (const auto& [monomial, coefficient] : p) {
    for (const auto& [index, exponent] : monomial) {
      const Atom& a = atoms_[static_cast<std::size_t>(index)];
      const bool of_constant = !a.operands.empty() && is_rational(a.operands[0]);
      if (a.op != Op::pi && a.op != Op::variable && a.op != Op::call && !of_constant) found.insert(index);
    }
  }
  return {found.begin(), found.end()};
}

NodeId NormalForm::to_term(const Polynomial& p, Terms& out) const {
  NodeId sum = -1;
  for (const auto& [monomial, coefficient] : p) {
    NodeId product = -1;
    for (const auto& [index, exponent] : monomial) {
      const NodeId factor = out.power(to_term(atoms_[static_cast<std::size_t>(index)], out), exponent);
      product = product < 0 ? factor : out.apply(Op::mul, product, factor);
    }
    const bool negative = sum >= 0 && coefficient < 0;
    const Rational size = negative ? Rational(-coefficient) : coefficient;
    if (product < 0) {
      product = out.rational(size);
    } else if (size != 1) {
      product = out.apply(Op::mul, out.rational(size), product);
    }
    sum = sum < 0 ? product : out.apply(negative ? Op::sub : Op::add, sum, product);
  }
  return sum < 0 ? out.rational(0) : sum;
}

NodeId NormalForm::to_term(const Factors& factors, Terms& out) const {
  NodeId product = -1;
  for (const auto& [factor, exponent] : factors) {
    const NodeId power = out.power(to_term(factor, out), exponent);
    product = product < 0 ? power : out.apply(Op::mul, product, power);
  }
  return product < 0 ? out.rational(1) : product;
}

NodeId NormalForm::to_term(const Quotient& q, Terms& out) const {
  const NodeId top = to_term(q.numerator, out);
  return q.denominator.empty() ? top : out.apply(Op::div, top, to_term(q.denominator, out));
}

NodeId NormalForm::to_term(const Atom& atom, Terms& out) const {
  switch (atom.op) {
    case Op::pi: return out.constant(Op::pi);
    case Op::variable: return out.variable(static_cast<int>(atom.n));
    case Op::call: {
      std::vector<NodeId> variables;
      for (std::size_t i = 0; i < variables_; ++i) variables.push_back(out.variable(static_cast<int>(i)));
      return terms_.substitute(static_cast<NodeId>(atom.n), variables, out);
    }
    default: {
      const NodeId a = to_term(atom.operands[0], out);
      return out.apply(atom.op, a, atom.operands.size() > 1 ? to_term(atom.operands[1], out) : -1);
    }
  }
}

}  // namespace certibound::language
