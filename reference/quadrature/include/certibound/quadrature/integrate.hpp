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

struct QuadratureOptions {
  // Working precision of both routes.
  Precision bits = 128;
  // Subdivision stops where the width is known to be below 2^-goal, absolutely or relative to the integral. No promise:
  // the result carries its own width. 0 stands for bits - 20.
  long goal = 0;
  // Points at which the integrand is not smooth, where known: the range is split there. An enclosed one gets a piece of
  // its own. Those of abs, min, max, sign and step are found by bisection where they are not given.
  std::vector<Interval> kinks;
  // The most pieces that either route may evaluate.
  long max_pieces = 20000;
  // Asked between pieces; true ends the computation with what is known (not certain).
  std::function<bool()> stop;
};

struct Integral {
  Interval value = Interval::entire(53);  // the intersection if confirmed, else what is known
  Interval arb = Interval::entire(53);
  Interval own = Interval::entire(53);
  bool confirmed = false;  // both routes gave a bounded enclosure, and the two overlap
  std::string note;        // a sentence where not confirmed, or where a route leans on something
};

// The integral of f from a to b (minus that from b to a if b < a).
Integral integral(const Integrand& f, const Endpoint& a, const Endpoint& b, const QuadratureOptions& options = {});

}  // namespace certibound
