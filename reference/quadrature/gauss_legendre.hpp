// Gauss-Legendre rules with enclosed nodes and weights. Internal to this room.
#pragma once

#include <certibound/interval/functions.hpp>

#include <memory>
#include <vector>

namespace certibound::detail {

// On [-1, 1], for a function f with 2n continuous derivatives,
//   int f = sum_i weight_i f(node_i) + error f^(2n)(xi)/(2n)!  with some xi in (-1, 1),
//   error = 2^(2n+1) (n!)^4 / ((2n+1) ((2n)!)^2).
// Source: Davis & Rabinowitz, Methods of Numerical Integration, 2nd ed., Academic Press 1984, (2.7.12).
struct GaussRule {
  long n = 0;
  // Those in [0, 1), falling; each positive node stands for its negative as well.
  std::vector<Interval> nodes, weights;
  bool has_middle = false;  // the last node is 0
  Interval error;
};

// The rule of n points, nodes and weights of a width of a few units at this precision. Kept for the next call; may be
// called from several threads. REQUIRES: n >= 1.
std::shared_ptr<const GaussRule> gauss_rule(long n, Precision bits);

// The numbers of points that the adaptive routes use, rising: a few a factor of two, so that few rules are made.
const std::vector<long>& gauss_degrees();

}  // namespace certibound::detail
