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

std::optional<Fraction> as_fraction(Terms& terms, NodeId root, std::size_t variables, bool hyperbolic) {
  try {
    const Terms from = terms;
    NormalForm form(from, variables, hyperbolic);
    const Quotient value = form.of(root);
    if (value.numerator.empty()) return std::nullopt;
    const Monomial common = common_monomial(value.numerator);
    return Fraction{form.to_term(Polynomial{{common, Rational(1)}}, terms),
                    form.to_term(divided(value.numerator, common), terms), form.to_term(value.denominator, terms)};
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

}  // namespace certibound::language
