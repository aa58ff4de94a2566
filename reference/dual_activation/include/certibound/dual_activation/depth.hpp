// What happens to a pair of inputs on its way through many wide layers.
//
// In the limit of infinite width the pre-activations of two inputs are a centred Gaussian pair in every layer, and a layer
// with weights of variance w/width and biases of variance b takes variances and covariance to
//   q' = w E s(X)^2 + b,   c' = w E[s(X) s(Y)] + b
// (Poole, Lahiri, Raghu, Sohl-Dickstein & Ganguli, Exponential Expressivity in Deep Neural Networks Through Transient
// Chaos, NIPS 2016, (3)-(5)). With the normalisation of Daniely, Frostig & Singer (NIPS 2016) or Nachum et al. (ICLR 2022),
// w = 1/E s(X)^2, the variances stay and rho' is the normalised dual of rho.
#pragma once

#include <certibound/dual_activation/activation.hpp>

namespace certibound {

enum class DepthMode {
  normalised,  // the variances stay, rho' = E[s(X) s(Y)] / sqrt(E s(X)^2 E s(Y)^2)
  raw          // the variances follow
};

struct DepthOptions {
  DepthMode mode = DepthMode::normalised;
  Rational weight = 1, bias = 0;  // w >= 0 and b >= 0, raw mode only
  std::stop_token stop = {};
};

// The pairs before the first layer and after each of `layers`, each an enclosure; fewer if a layer has no correlation
// (a variance becomes 0 or infinite) or the computation was stopped. The width grows by the slope of the map in each
// layer, so bits are to be added in proportion to the depth.
std::vector<GaussianPair> propagate(const Activation& s, const GaussianPair& input, int layers,
                                    const DepthOptions& options = {});

}  // namespace certibound
