// A term of one variable as a function made of pieces of c x^n e^(kx), whose Gaussian expectations have closed forms.
#pragma once

#include <certibound/dual_activation/exp_polynomial.hpp>
#include <certibound/language/terms.hpp>

#include <optional>
#include <vector>

namespace certibound::external {

// The variables of the term are `captured` numbers, then the one of the function. Nothing if it is no such function with
// rational coefficients, cuts and rates: numbers that are not exact are not taken for rationals. Equal to the term wherever
// the term is defined, which is all of the line but finitely many points (x/|x|).
std::optional<PiecewiseFunction> pieces_of(const language::Terms& terms, language::NodeId root,
                                           const std::vector<Interval>& captured);

}  // namespace certibound::external
