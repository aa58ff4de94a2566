// I(t) = integral over d > 0 of Phi(t)^n - F(t + d, t)^n,   F the distribution function of a pair (pair_law.hpp).
#pragma once

#include "gauss_legendre.hpp"
#include "pair_law.hpp"

namespace certibound::extremes {

class InnerIntegral {
 public:
  // nats: errors of size exp(-nats) (1 - rho) are wanted.
  InnerIntegral(const PairLaw& law, double nats, Precision bits);

  Ball operator()(const Ball& t) const;

 private:
  struct Place;  // what depends on t alone

  std::vector<Panel> panels(const Place& place) const;
  double choose_half(const Place& place, double left) const;
  Ball on_panel(const Place& place, const Panel& panel, Ball& beyond) const;
  Ball bound_of_density(const Place& place, const Panel& panel) const;
  Ball bound_of_integrand(const Place& place, const Panel& panel) const;
  Ball rest(const Place& place, const Ball& end) const;

  PairLaw law_, coarse_;
  double nats_, rho_, sigma_, upsilon_, tau_;  // estimates, for choices
  Precision bits_;
  GaussLegendre density_rule_, rule_;
  IntegrationMatrix to_right_;
};

}  // namespace certibound::extremes
