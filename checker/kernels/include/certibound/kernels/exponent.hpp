// Exponents of the upper tail of r = |ReLU(Ru)|^2/|u|^2, R with m rows of iid N(0, 2/m) entries, on arrays:
//   P(r >= 1 + e) <= exp(-m f(e)),  f(e) = e/4 + log(2/(1 + sqrt(1+e)))                     published
//   P(r >= 1 + e) <= exp(-m I(e)),  I(e) = sup_l l(1+e)/2 - log((1 + (1-2l)^(-1/2))/2)      best Chernoff
// Sources: reference/norm_law/exponent.hpp (Arpit & Bengio 2019, Lemma 2, (7); Cramer).
//
//   eps   n numbers in any alignment        out   n results; may be eps itself, else must not overlap it
// Domain 0 <= e <= 2^20; NaN elsewhere (the exponents of the lower tail, f(-e) and I(-e), are not computed here). Both are
// about e^2 for small e: where that leaves the range of double, below e = 10^-162 or so, the results are 0. REQUIRES: rounding
// to nearest, no flush-to-zero. The bits of a result depend on its argument alone and are the same on every target.
#pragma once

#include <cstddef>

namespace certibound::kernels {

// f. Error measured, see README.md of the room; the roundings are counted in exponent/exponent-inl.hpp.
void published_exponent(const double* eps, double* out, std::size_t n);

// I. Error measured, as above; that Newton's method converges on all of the domain is measured, too.
void chernoff_exponent(const double* eps, double* out, std::size_t n);

}  // namespace certibound::kernels
