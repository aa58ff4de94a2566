// What the columns of the table are made of.
#pragma once

#include <certibound/width/bounds.hpp>
#include <certibound/width/laws.hpp>

namespace certibound::width {

// factor exp(-N exponent).
struct Exponential {
  Interval factor, exponent;
};
using Exponentials = std::function<std::vector<Exponential>(const WidthQuestion&, Precision)>;
using Threshold = std::function<Interval(const WidthQuestion&, Precision)>;

// The smallest N with N >= X, or N > X.
WidthColumn above(const char* key, const char* formula, Threshold x, bool strict = false, std::string note = {});

// The smallest N whose sum of exponentials is at most delta.
WidthColumn decaying(const char* key, const char* formula, Exponentials terms, std::string note = {});

// The smallest m with P(|S_m/m - 1| >= eps) <= threshold. `upper` are exponentials whose sum bounds that probability, so
// that the search starts at a width that serves.
WidthColumn by_law(const char* key, const char* formula, const MeanLaw& law, Threshold threshold, Exponentials upper,
                   std::string note = {});

// Theorem 1 of arpit19 as it is stated, for one sample exactly: the width n at which N P(R < (1-e)^L or R > (1+e)^L) <= delta,
// R = r_1 ... r_L by the room `contour`, while n - 1 fails. Whether the probability falls with n is not known, so smaller
// widths are not excluded, and the note says so.
WidthColumn by_product(const char* key, const char* formula, Exponentials upper);

// No answer, and the reason.
WidthColumn without(const char* key, std::string reason);

// delta itself.
Interval delta_of(const WidthQuestion& q, Precision bits);

// The largest p with samples (1 - (1 - p)^layers) <= delta; 1 if delta >= samples.
Interval per_layer(const WidthQuestion& q, Precision bits);

// Subspace of dimension d, one layer: a net. An eta-net of the unit sphere of R^d has at most (1 + 2/eta)^d points; with
// e1 < e kept at each of them and s = sup |ReLU(Ru)| over unit u, s <= sqrt(1+e1) + eta s, so that for all unit u
//   sqrt(1-e1) - eta s <= |ReLU(Ru)| <= s = sqrt(1+e1)/(1-eta),
// because |ReLU(R(a+b))| <= |ReLU(Ra)| + |ReLU(Rb)|. These ends lie within sqrt(1-e), sqrt(1+e) if eta is at most
//   1 - sqrt((1+e1)/(1+e))  and  q/(1+q), q = (sqrt(1-e1) - sqrt(1-e))/sqrt(1+e1).
// Any e1 < e is right; the best of 64 is taken.
struct Net {
  Rational e1, eta;
};
Net best_net(const WidthQuestion& q);

}  // namespace certibound::width
