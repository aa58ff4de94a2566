// Quotients N/D at an end of the domain where both vanish, as f(e)/e^2 at e = 0.
//
// If N and D vanish at c to order k, then N(x) = (x - c)^k N_k(u) and D(x) = (x - c)^k D_k(v) with Taylor coefficients at points
// u, v between c and x (Lagrange), so that N/D lies in N_k(X)/D_k(X) on a box X with the end c, c itself left out.
#pragma once

#include <certibound/language/box.hpp>
#include <certibound/language/evaluate.hpp>

#include <map>
#include <optional>

namespace certibound::prover {

class EndQuotient {
 public:
  // Of a term that is a quotient, or minus one, in one variable; any other has no such ends. REQUIRES: `terms` outlives it.
  EndQuotient(const language::Terms& terms, language::NodeId root, const language::Box& domain);

  // All values on a box with such an excluded end; nothing where nothing is known.
  std::optional<Interval> enclose(const language::Box& box, Precision bits) const;

 private:
  struct End {
    bool lower;
    Rational at;
    int order;
  };
  void look_at(bool lower, const Rational& at);

  const language::Terms& terms_;
  bool negative_ = false;
  std::optional<language::Program> numerator_, denominator_;
  std::vector<End> ends_;
};

}  // namespace certibound::prover
