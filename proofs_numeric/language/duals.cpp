// The closed forms of reference/dual_activation/activations, with their sources there; the tests hold each against its
// enclosures. Written as terms they can be differentiated, simplified and uniformised like anything else in a claim.
#include "duals.hpp"

#include <algorithm>

namespace certibound::language {
namespace {

constexpr long kMaxHermiteDegree = 1000;

// Terms with operators, for this file only.
struct T {
  Terms* terms;
  NodeId id;
};
T operator+(T a, T b) { return {a.terms, a.terms->apply(Op::add, a.id, b.id)}; }
T operator-(T a, T b) { return {a.terms, a.terms->apply(Op::sub, a.id, b.id)}; }
T operator*(T a, T b) { return {a.terms, a.terms->apply(Op::mul, a.id, b.id)}; }
T operator/(T a, T b) { return {a.terms, a.terms->apply(Op::div, a.id, b.id)}; }
T of(Op op, T a) { return {a.terms, a.terms->apply(op, a.id)}; }
T square(T a) { return {a.terms, a.terms->power(a.id, 2)}; }

class Duals {
 public:
  Duals(Terms& terms, NodeId rho, const Variances& q)
      : terms_(&terms), rho_{&terms, rho}, q1_{&terms, q.q1}, q2_{&terms, q.q2}, both_one_(q.both_one) {}

  // max(x, 0) + a min(x, 0)
  T two_slopes(const Rational& a) const {
    const T shape = number((1 - a) * (1 - a) / 2) * of(Op::Rhat, rho_) + number(a) * rho_;
    return both_one_ ? shape : scale() * shape;
  }
  // The jump at 0; REQUIRES: both variances 1 (a variable of variance 0 stays at the jump).
  T step() const { return number(Rational(1, 4)) + of(Op::asin, rho_) / (number(2) * pi()); }
  T sign() const { return number(2) * of(Op::asin, rho_) / pi(); }
  T erf() const {
    const T c = covariance();
    return number(2) * of(Op::atan, number(2) * c / of(Op::sqrt, discriminant(c))) / pi();
  }
  T gelu() const {
    const T c = covariance(), one = number(1);
    const T a = (one + q1_) * (one + q2_), d2 = a - square(c), d = of(Op::sqrt, d2);
    const T angle = pi() / number(2) + of(Op::atan, c / d);
    return ((square(c) + q1_ * q2_ * d2) / (a * d) + c * angle) / (number(2) * pi());
  }
  T sine() const { return of(Op::exp, number(-1) * half_sum()) * of(Op::sinh, covariance()); }
  T cosine() const { return of(Op::exp, number(-1) * half_sum()) * of(Op::cosh, covariance()); }
  T exponential() const { return of(Op::exp, half_sum() + covariance()); }
  T gaussian() const { return number(1) / of(Op::sqrt, discriminant(covariance())); }
  T relu2() const {
    const T root = of(Op::sqrt, number(1) - square(rho_)), angle = pi() - of(Op::acos, rho_);
    const T shape = (number(3) * rho_ * root + angle * (number(1) + number(2) * square(rho_))) / (number(2) * pi());
    return both_one_ ? shape : q1_ * q2_ * shape;
  }

 private:
  T number(const Rational& value) const { return {terms_, terms_->rational(value)}; }
  T pi() const { return {terms_, terms_->constant(Op::pi)}; }
  T scale() const { return of(Op::sqrt, q1_ * q2_); }
  T covariance() const { return both_one_ ? rho_ : rho_ * scale(); }
  T half_sum() const { return (q1_ + q2_) / number(2); }
  // (1 + 2 q1)(1 + 2 q2) - 4 c^2
  T discriminant(T c) const {
    return (number(1) + number(2) * q1_) * (number(1) + number(2) * q2_) - number(4) * square(c);
  }

  Terms* terms_;
  T rho_, q1_, q2_;
  bool both_one_;
};

std::optional<NodeId> with_parameter(Terms& terms, const std::string& name, const Rational& parameter, NodeId rho,
                                     const Variances& q) {
  if (name == "leaky") return Duals(terms, rho, q).two_slopes(parameter).id;
  const bool degree = denominator(parameter) == 1 && parameter >= 0 && parameter <= kMaxHermiteDegree;
  if (name != "hermite" || !degree) return std::nullopt;
  if (q.both_one) return terms.power(rho, numerator(parameter).convert_to<long>());
  return terms.call({.what = Special::dual,
                     .operands = {rho, q.q1, q.q2},
                     .arguments = 3,
                     .name = "hermite(" + to_string(parameter) + ")"});
}

}  // namespace

const std::vector<std::string>& activation_names() {
  static const std::vector<std::string> names = {"relu", "leaky",    "abs",   "step",     "sign",     "erf",
                                                 "gelu", "sin",      "cos",   "exp",      "relu2",    "hermite",
                                                 "tanh", "sigmoid",  "silu",  "softplus", "elu",      "selu",
                                                 "mish", "hardtanh", "relu6", "softsign", "gaussian", "identity"};
  return names;
}

std::optional<NodeId> dual_term(Terms& terms, const std::string& name, const std::optional<Rational>& parameter,
                                NodeId rho, const Variances& q) {
  if (parameter) return with_parameter(terms, name, *parameter, rho, q);
  if (name == "leaky" || name == "hermite") return std::nullopt;
  const Duals duals(terms, rho, q);
  if (name == "relu") return duals.two_slopes(0).id;
  if (name == "abs") return duals.two_slopes(-1).id;
  if (name == "identity") return duals.two_slopes(1).id;
  if (name == "step" && q.both_one) return duals.step().id;
  if (name == "sign" && q.both_one) return duals.sign().id;
  if (name == "erf") return duals.erf().id;
  if (name == "gelu") return duals.gelu().id;
  if (name == "sin") return duals.sine().id;
  if (name == "cos") return duals.cosine().id;
  if (name == "exp") return duals.exponential().id;
  if (name == "gaussian") return duals.gaussian().id;
  if (name == "relu2") return duals.relu2().id;
  return terms.call({.what = Special::dual, .operands = {rho, q.q1, q.q2}, .arguments = 3, .name = name});
}

}  // namespace certibound::language
