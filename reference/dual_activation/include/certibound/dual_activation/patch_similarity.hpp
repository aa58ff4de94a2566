// Mean similarity of two images after one convolution layer with Gaussian filters and ReLU (Theorem 1).
//
// For x, y in Z^(n x n x d) and s x s x d filters with iid N(0, 2/s^2) entries,
//   E<R(F*x), R(F*y)> = (1/s^2) sum_p |x_p||y_p| Rhat(rho_p),   rho_p = <x_p, y_p> / (|x_p||y_p|),
// over all n^2 cyclic patches p, a zero patch counting 0; E|R(F*x)|^2 = |x|^2, so the mean similarity of the outputs is
//   rho_out = E<R(F*x), R(F*y)> / (|x||y|).
// Source: I. Nachum, J. Hazla, M. Gastpar, A. Khina, A Johnson-Lindenstrauss Framework for Randomly Initialized CNNs,
// ICLR 2022: Theorem 1 with (8)-(9), (12) and Theorem 3 with (13).
//
// Method. All |x_p|^2, |y_p|^2, c = <x_p, y_p> are exact integers, and so is D = |x_p|^2 |y_p|^2 - c^2. As
// Rhat(rho) = rho + Rhat(-rho),
//   |x_p||y_p| Rhat(rho_p) = max(c, 0) + g(D, |c|) / pi,   g = sqrt(D) - |c| atan(sqrt(D) / |c|) >= 0,
// where the first sum is exact, g vanishes exactly for parallel and antiparallel patches (D = 0), and the cancellation
// in g (like (sqrt(D)/c)^2) is met by as many more bits. Patches with equal Gram data are evaluated once: on pictures
// with flat regions or two colours most of them fall together, elsewhere the sort costs less than one arc tangent each
// hundred patches.
#pragma once

#include <certibound/image/gram.hpp>
#include <certibound/interval/functions.hpp>

#include <optional>

namespace certibound {

// Enclosures of sums over patches, each of relative width at most 2^(4 - bits), and exactly 0 where the sum is 0.
struct PatchSums {
  Interval inner;             // sum <x_p, y_p>, an integer
  Interval norms;             // sum |x_p||y_p|
  Interval relu;              // sum |x_p||y_p| Rhat(rho_p)
  Interval relu_minus_inner;  // sum |x_p||y_p| (Rhat(rho_p) - rho_p) = sum |x_p||y_p| Rhat(-rho_p), no cancellation
  Interval chord_minus_relu;  // sum |x_p||y_p| ((1 + rho_p)/2 - Rhat(rho_p)), no cancellation
};

// REQUIRES: Gram data of vectors, i.e. xx, yy >= 0 and xy^2 <= xx yy; bits >= 2.
PatchSums patch_sums(std::vector<PatchGram> gram, Precision bits);

// What Theorems 1 and 3 say of one pair of non-zero images. Absolute width of every member: at most 2^(5 - bits).
struct PatchSimilarity {
  Interval rho_in;   // <x, y> / (|x||y|); exactly 1 or -1 for (anti)parallel images
  Interval rho_out;  // the mean similarity of the outputs
  Interval weight;   // W = sum |x_p||y_p| / (s^2 |x||y|), |rho_in| <= W <= 1
  Interval lower;    // max(rho_in, 0), the lower bound of Theorem 3
  Interval upper;    // (1 + rho_in) / 2, its upper bound
  // The differences rho_out - lower and upper - rho_out, computed without cancellation (relative width 2^(6 - bits))
  // and exactly 0 where they vanish, so that the bounds are decided where they are attained, too.
  Interval above_lower;
  Interval below_upper;
};

// The similarity of one pair; nothing if an image is zero (rho_in is then undefined).
//   side  of the filter, pixels (patches wrap around); bits  precision of the result
// Throws std::invalid_argument as patch_gram does.
std::optional<PatchSimilarity> patch_similarity(const Image& x, const Image& y, int side, Precision bits);

// E<R(F*x), R(F*y)> itself, defined for all images; 0 if one is zero.
Interval expected_inner_product(const Image& x, const Image& y, int side, Precision bits);

// W Rhat(rho_in / W) and (W + rho_in) / 2, candidates for bounds of rho_out by the two numbers rho_in and W. Where
// W = 0 (no patch is non-zero in both images; rho_in = rho_out = 0) the first is taken as its limit 0.
Interval weighted_lower(const PatchSimilarity& similarity);
Interval weighted_upper(const PatchSimilarity& similarity);

// Enclosure of the arc tangent on a narrow t >= 0 from one evaluation, the costly step of all the above, by
// atan(hi) <= atan(lo) + (hi - lo). Width: at most wid(t) and four units in the last place. Public for its test.
// REQUIRES: t bounded, not empty, t >= 0.
Interval narrow_atan(const Interval& t);

}  // namespace certibound
