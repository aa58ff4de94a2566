// Polynomials in one variable that are not negative on an interval, as weighted sums of squares. Untrusted: the rule `squares`
// checks the identity.
//
// Every one of them is such a sum (Markov and Lukacs; Polya and Szego, Problems and Theorems II, part VI, 45-47), and it is made,
// not searched for: the polynomial is split into a square and a squarefree rest by FLINT; a rest without real roots in the
// interval is, with its roots z and conj z side by side, c |prod (t - z)|^2, the squares of a real and of an imaginary part. What
// rounding the roots leaves over is taken up by a little of each even power that was set aside before (Chevillard, Harrison,
// Joldes, Lauter, Theoretical Computer Science 412, 2011, section 5.2).
#pragma once

#include <certibound/interval/rational.hpp>

#include <functional>
#include <optional>
#include <vector>

namespace certibound::prover {

using Dense = std::vector<Rational>;  // the coefficients of x^0, x^1, ..; the last is not zero

// The closure of where x is: nothing stands for no bound.
struct Stretch {
  std::optional<Rational> lo, hi;
};

// factor * (x - lo if by_lo) * (hi - x if by_hi) * root^2
struct LineSquare {
  Rational factor;
  bool by_lo = false, by_hi = false;
  Dense root;
};

using Stop = std::function<bool()>;

// p as a sum of such; nothing if p is negative somewhere on the stretch, is too large, or `stop` says so. `strict`: only if p is
// positive wherever its square part and the weights are, and then the first one is a constant times those.
// REQUIRES: p is not zero; lo < hi.
std::optional<std::vector<LineSquare>> line_squares(const Dense& p, const Stretch& stretch, bool strict, const Stop& stop);

Dense product(const Dense& a, const Dense& b);
Dense sum(const Dense& a, const Dense& b);

}  // namespace certibound::prover
