// The value of expect(E, X, Y, rho): standard normals X, Y of correlation rho.
#pragma once

#include <certibound/language/calls.hpp>

#include <functional>
#include <vector>

namespace certibound::external {

// REQUIRES: a call of that kind. Entire where nothing is known.
//   rho = 1, -1:  an expectation of one variable, as expect(E, X): both routes of the quadrature.
//   else E is taken apart into a sum of products f(L) g(M), L and M linear in X and Y (product_form.hpp). Of each
//   product: one variable alone: the quadrature again. f and g made of pieces (pieces.hpp): the closed form, which the
//   first terms of the Hermite series must meet. Otherwise the Hermite series (mehler.hpp).
//   An E without that form has no value here.
Interval pair_expectation(const language::Call& call, const std::vector<Interval>& operands, Precision bits,
                          const std::function<bool()>& stop);

}  // namespace certibound::external
