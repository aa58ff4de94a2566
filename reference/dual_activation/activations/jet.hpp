// Truncated Taylor series: c[k] encloses f^(k)(rho)/k! for every rho of a box, k = 0 .. order.
//
// The derivatives of the closed forms come from these recurrences (Moore, Methods and Applications of Interval Analysis,
// SIAM 1979, section 3.4): no difference of nearby values anywhere. A coefficient that does not exist is empty, and so is
// all that depends on it.
#pragma once

#include <certibound/interval/functions.hpp>

#include <utility>
#include <vector>

namespace certibound {

class Jet {
 public:
  // A constant. REQUIRES: order >= 0.
  Jet(const Interval& constant, int order);
  // value + slope h.
  static Jet line(const Interval& value, const Interval& slope, int order);
  // value + the primitive of the given derivative, of one order more.
  static Jet primitive(const Interval& value, const Jet& derivative);

  int order() const { return static_cast<int>(c_.size()) - 1; }
  Precision precision() const { return c_[0].precision(); }
  const Interval& operator[](int k) const { return c_[static_cast<std::size_t>(k)]; }
  Interval& operator[](int k) { return c_[static_cast<std::size_t>(k)]; }
  // f^(k) itself.
  Interval derivative(int k) const;
  // The same without the coefficients above `order`.
  Jet truncated(int order) const;
  // f', of one order less. REQUIRES: order() >= 1.
  Jet differentiated() const;

 private:
  std::vector<Interval> c_;
};

// Operands of one order.
Jet operator-(const Jet& x);
Jet operator+(const Jet& x, const Jet& y);
Jet operator-(const Jet& x, const Jet& y);
Jet operator*(const Jet& x, const Jet& y);
Jet operator/(const Jet& x, const Jet& y);
Jet operator*(const Interval& x, const Jet& y);
Jet sqrt(const Jet& x);
Jet exp(const Jet& x);
std::pair<Jet, Jet> sinh_cosh(const Jet& x);
Jet normal_density(const Jet& x);
Jet normal_cdf(const Jet& x);

}  // namespace certibound
