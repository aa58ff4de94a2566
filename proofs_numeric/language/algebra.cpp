#include <certibound/language/algebra.hpp>

#include "normal_form.hpp"

namespace certibound::language {

bool vanishes_identically(const Terms& terms, NodeId root) {
  try {
    const Quotient value = NormalForm(terms, 0).of(root);
    return value.numerator.empty();
  } catch (const GivenUp&) {
    return false;
  }
}

namespace {

// Differences and sums of variables, and a variable less a small number: what often divides a difference that touches zero.
std::vector<Polynomial> linear_candidates(NormalForm& form, std::size_t variables) {
  std::vector<Polynomial> x, out;
  for (std::size_t i = 0; i < variables; ++i) x.push_back(single(form.variable_atom(static_cast<long>(i))));
  for (std::size_t i = 0; i < variables; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      out.push_back(x[i] + -x[j]);
      out.push_back(x[i] + x[j]);
      out.push_back(x[i] + x[j] + constant(-1));
      out.push_back(x[i] * x[j] + constant(-1));
    }
    for (const Rational& root : {Rational(1), Rational(-1), Rational(1, 2), Rational(-1, 2), Rational(2), Rational(-2),
                                 Rational(1, 3), Rational(2, 3), Rational(3), Rational(1, 4), Rational(3, 4), Rational(4),
                                 Rational(3, 2)}) {
      out.push_back(x[i] * Rational(denominator(root)) + constant(Rational(-numerator(root))));
    }
  }
  return out;
}

}  // namespace

std::optional<Fraction> as_fraction(Terms& terms, NodeId root, std::size_t variables, bool hyperbolic) {
  try {
    const Terms from = terms;
    NormalForm form(from, variables, hyperbolic);
    const Quotient value = form.of(root);
    if (value.numerator.empty()) return std::nullopt;
    const Monomial common = common_monomial(value.numerator);
    Polynomial rest = divided(value.numerator, common);
    NodeId factor = form.to_term(Polynomial{{common, Rational(1)}}, terms);
    for (const Polynomial& candidate : linear_candidates(form, variables)) {
      long times = 0;
      for (auto less = exact_quotient(rest, candidate); less && !is_constant(rest); ++times) {
        rest = std::move(*less);
        less = exact_quotient(rest, candidate);
      }
      if (times == 0) continue;
      factor = terms.apply(Op::mul, factor, terms.power(form.to_term(candidate, terms), times));
    }
    return Fraction{factor, form.to_term(rest, terms), form.to_term(value.denominator, terms)};
  } catch (const GivenUp&) {
    return std::nullopt;
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

std::vector<Linear> linear_parts(Terms& terms, NodeId root, std::size_t variables) {
  std::vector<Linear> out;
  try {
    const Terms from = terms;
    NormalForm form(from, variables);
    const Quotient value = form.of(root);
    for (const AtomId atom : form.function_atoms(value.numerator)) {
      const auto parts = split_linear(value.numerator, atom);
      if (!parts) continue;
      out.push_back({form.to_term(single(atom), terms), form.to_term(parts->first, terms), form.to_term(parts->second, terms)});
    }
  } catch (const GivenUp&) {
    out.clear();
  } catch (const TooLarge&) {
    out.clear();
  }
  return out;
}

std::optional<Quadratic> as_quadratic(Terms& terms, NodeId root, std::size_t variables, int variable) {
  try {
    const Terms from = terms;
    NormalForm form(from, variables);
    const Quotient value = form.of(root);
    if (!value.denominator.empty()) return std::nullopt;
    const AtomId x = form.variable_atom(variable);
    Polynomial coefficient[3];
    for (const auto& [monomial, factor] : value.numerator) {
      Monomial rest = monomial;
      const long power = rest.count(x) == 0 ? 0 : rest[x];
      if (power > 2) return std::nullopt;
      rest.erase(x);
      coefficient[power].emplace(std::move(rest), factor);
    }
    if (coefficient[2].empty()) return std::nullopt;
    const Quadratic out{form.to_term(coefficient[2], terms), form.to_term(coefficient[1], terms),
                        form.to_term(coefficient[0], terms)};
    for (const NodeId id : {out.a, out.b, out.c}) {
      if (terms.depends_on(id, variable)) return std::nullopt;
    }
    return out;
  } catch (const GivenUp&) {
    return std::nullopt;
  } catch (const TooLarge&) {
    return std::nullopt;
  }
}

}  // namespace certibound::language
