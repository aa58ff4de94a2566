// Rigorous integrals of one variable by two independent routes that confirm each other.
//
//   arb  acb_calc_integrate of Arb: adaptive bisection and Gauss-Legendre, the error bounded by the maximum of the
//        integrand on complex ellipses (F. Johansson, ICMS 2018, sections 3 and 4; after K. Petras, Self-validating
//        integration and approximation of piecewise analytic functions, J. Comput. Appl. Math. 145 (2002)).
//   own  adaptive bisection on the trusted Interval with Gauss-Legendre, nodes and weights enclosed, and the error from
//        an enclosure of the derivative of order 2n over the piece.
//
// Neither uses an epsilon or an estimate in place of a bound. Nothing known is the entire line, never an exception.
#pragma once

#include <certibound/quadrature/integrand.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace certibound {

// An end of the range of integration: a real number known to an interval, or infinite.
class Endpoint {
 public:
  // The integral is enclosed for every member of the interval as the end.
  Endpoint(Interval value) : value_(std::move(value)) {}
  static Endpoint minus_infinity() { return Endpoint(-1); }
  static Endpoint plus_infinity() { return Endpoint(1); }

  // -1, 0 (finite) or 1.
  int infinite() const { return infinite_; }
  // REQUIRES: finite.
  const Interval& value() const { return value_; }

 private:
  explicit Endpoint(int infinite) : infinite_(infinite) {}

  Interval value_;
  int infinite_ = 0;
};

// |f(x)| <= factor t^power exp(rate t + gaussian t^2), promised by the caller: at an infinite end for t = |x| >= from, at
// a finite one for the distance t <= from to it, and f defined there. For integrands without a germ (germ.hpp).
struct Majorant {
  Interval factor, power, rate, gaussian;
  Rational from;
};

struct QuadratureOptions {
  // Working precision of both routes.
  Precision bits = 128;
  // Subdivision stops at a width of 2^-relative_goal times the size of the integrand, or 2^-absolute_goal where that is
  // more. No promise: the result carries its own width. 0 stands for bits - 20, respectively for no absolute goal.
  long relative_goal = 0;
  long absolute_goal = 0;
  // Points at which the integrand is not smooth or is singular, where known: the range is split there. An enclosed one that
  // is not a single number gets a piece of its own, enclosed by the range of f. Those of abs, min, max, sign and step are
  // found by bisection where they are not given.
  std::vector<Interval> kinks = {};
  std::optional<Majorant> majorant_at_a = std::nullopt, majorant_at_b = std::nullopt;
  // The most pieces that either route may evaluate.
  long max_pieces = 3000;
  // Asked between pieces; true ends the computation with what is known (not certain).
  std::function<bool()> stop = nullptr;
};

struct Integral {
  Interval value = Interval::entire(53);  // the intersection if confirmed, else what is known
  Interval arb = Interval::entire(53);
  Interval own = Interval::entire(53);
  bool confirmed = false;  // both routes gave a bounded enclosure, and the two overlap
  std::string note;        // a sentence where not confirmed, or where a route leans on something
};

// The integral of f from a to b (minus that from b to a if b < a), as a Riemann integral, at singular and infinite ends as
// the limit of such, absolutely convergent.
//
// What is handled. Inside the range and at regular ends: everything that both number types enclose on small enough pieces,
// kinks and jumps included; an undefined point or an unbounded enclosure inside is not certain (give singular points as
// kinks). At singular ends (x - a)^p log(x - a)^j times a series in (x - a)^(1/2), and sums of such, p > -1; at infinite
// ends x^p log(x)^j exp(polynomial in x) times a series in x^(-1/2), and sums of such, absolutely integrable: whatever the
// germ of f (germ.hpp) or a majorant is certain of. Conditionally convergent integrals are not.
//
// Both routes enclose the last piece at a singular or infinite end by the same rules of germs, cut at different places, so
// that their agreement covers what lies between.
Integral integral(const Integrand& f, const Endpoint& a, const Endpoint& b, const QuadratureOptions& options = {});

}  // namespace certibound
