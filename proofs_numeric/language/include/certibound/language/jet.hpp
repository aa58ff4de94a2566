// Jets: Taylor coefficients f^(k)(x)/k! in one variable, k = 0..order, over Range or Exact.
//
// Over a range X the coefficients enclose f^(k)(x)/k! for every x in X; over a point they are the value itself. Taylor's
// theorem joins the two: f(x) = sum_{j<k} f_j(p) (x-p)^j + f_k(xi) (x-p)^k. If f_0(p) = ... = f_{k-1}(p) = 0 exactly and
// f_k >= 0 on the whole of X, then f >= 0 on X to the right of p. This is how a claim whose sides meet is decided.
// Recurrences: Griewank & Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, section 13.2.
#pragma once

#include <certibound/language/evaluate.hpp>

#include <vector>

namespace certibound::language {

template <typename S>
struct Jet {
  std::vector<S> c;  // coefficients 0..order
};

// Scalars of the jet algebra: an integer like `like`, and a coefficient about which nothing is known.
Range scalar(const Rational& value, const Range& like);
Exact scalar(const Rational& value, const Exact& like);
Range pi_like(const Range& like);
Exact pi_like(const Exact& like);
Range unknown_like(const Range& like);
Exact unknown_like(const Exact& like);
bool known_nonnegative(const Range& x);
bool known_nonnegative(const Exact& x);

// Enclosures of the Taylor coefficients of the root in variable `variable` over the box `variables`.
std::vector<Range> enclose_jet(const Program& program, std::size_t root, const std::vector<Range>& variables,
                               std::size_t variable, int order, Precision bits);

// The exact Taylor coefficients at a rational point; unknown ones stay unknown.
std::vector<Exact> exact_jet(const Program& program, std::size_t root, const std::vector<Rational>& point,
                             std::size_t variable, int order);

}  // namespace certibound::language
