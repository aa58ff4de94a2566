// The Hermite coefficients of softsign at one variance, its kink taken apart; the formulas and bounds are in softsign.cpp.
#pragma once

#include <certibound/ball/ball.hpp>

#include <array>
#include <stop_token>
#include <vector>

namespace certibound {

// Rules of thumb, on which nothing that is proven depends.
struct SoftsignPlan {
  // bits: correct ones of the dual. patient: whether the caller can say stop.
  SoftsignPlan(const Float& q1, const Float& q2, Precision bits, bool patient);
  // Whether s is its polynomial of degree 2m + 1 in |x| to as many bits at this variance.
  bool is_polynomial(const Float& q) const;

  long last = 0;   // N, odd
  int powers = 0;  // m
  Precision work = 0;

 private:
  bool polynomial_at(double log_q) const;

  double nats_ = 0;
};

// Squares of the L2 norms of a function of a standard normal and of its first two derivatives.
using SoftsignEnergies = std::array<Ball, 3>;

// With f(x) = s(sqrt(q) x): s or, where it is a polynomial to the bits of the plan, that polynomial P.
struct SoftsignLaw {
  // Left half-made on a request to stop.
  SoftsignLaw(const Float& variance, const SoftsignPlan& plan, const std::stop_token& stop);

  Precision bits;
  Ball q;
  std::vector<Ball> s, c;             // coefficients of f and C times sqrt(n!), for n = 1, 3, 5, .. N
  SoftsignEnergies of_s, of_c, of_r;  // what the coefficients leave of the energies of f, C and R = f - C
  SoftsignEnergies total;             // the energies of f
  SoftsignEnergies error;             // upper bounds of the energies of s(sqrt(q) x) - f(x); 0 where f is s

 private:
  void fill_c(long last, const std::stop_token& stop);
  void fill_s(long last, const std::stop_token& stop);
  void fill_polynomial();
  void fill_half_moments();
  void whole_energies();
  void polynomial_energies();
  void subtract_coefficients();
  const Ball& half_moment(int k) const { return half_moments_[static_cast<std::size_t>(k)]; }
  Ball polynomial_energy(int derivative, int first, int step) const;

  Ball z_, density_;
  int powers_;
  std::vector<Ball> half_moments_;  // int_0^oo x^k phi
};

}  // namespace certibound
