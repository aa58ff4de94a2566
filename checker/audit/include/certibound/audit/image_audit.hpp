// The audit on real images: Theorems 1, 3 and 5 and Figure 1 of Nachum, Hazla, Gastpar & Khina (ICLR 2022), measured on
// a set of images, with enclosures in place of floating point.
//
// Panel "images" (Figure 1 b-d, Remark 4): random pairs of the data set; rho_in, rho_out, W, both bounds of Theorem 3
// decided for each pair, and the least-squares line of rho_out on rho_in. Panel "gaussian" (Figure 1 a): the same for
// pairs of nearly Gaussian images of 28 x 28 whose correlations spread over [-1, 1] (see gaussian_images.hpp for how
// they are quantised). Theorem 5: the pairs of the first panel, thresholded to black and white. Colour images also say how alike
// their channels are (Section 4.1: over ImageNet about 12.5 degrees and 9.2 %; which averages the paper does not say).
//
// All numbers but the `sampled_` ones are enclosures computed from exact integers. Those are what the figures of the papers
// show: similarities of the outputs of one layer of finitely many random filters, in double arithmetic; for Figure 3 of
// pooling24 (Contraction property of pooling layer) also after global pooling.
#pragma once

#include <certibound/data/data_set.hpp>
#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/interval/relations.hpp>

#include <functional>
#include <string_view>

namespace certibound {

struct ImageAuditOptions {
  std::uint64_t seed = 1;
  std::size_t pairs = 200;             // of either panel
  int side = 3;                        // of the filter, pixels
  Precision bits = 64;                 // of the enclosures
  std::size_t sampled_filters = 100;   // 0: no sampling
  std::int32_t threshold_level = 127;  // black and white for Theorem 5: mean of the channels above this
  std::vector<int> radii = {1, 2};     // r of Theorem 5, filter side 2r+1
  unsigned jobs = 1;                   // threads; the result does not depend on it
  // Called with the stage, the pairs done and all pairs; never from two threads at once. May be empty.
  std::function<void(std::string_view stage, std::size_t done, std::size_t total)> progress;
};

// How often a bound was decided which way.
struct Tally {
  std::size_t holds = 0;
  std::size_t violated = 0;
  std::size_t undecided = 0;
};

// Least, greatest and mean value of a quantity over pairs, enclosed; empty intervals if count is 0.
struct Spread {
  Interval min, max, mean;
  std::size_t argmin = 0, argmax = 0;  // positions in Panel::pairs, by the midpoints of the enclosures
  std::size_t count = 0;
};

// Least-squares lines rho_out = slope rho_in + intercept and rho_out = slope_through_origin rho_in, enclosures over all
// values that the enclosures of the pairs allow. Empty if the pairs do not determine the line (all rho_in alike or 0).
struct LineFit {
  Interval slope, intercept, slope_through_origin;
};

struct PairRecord {
  std::size_t first = 0, second = 0;  // images of the set; in the Gaussian panel both the number of the pair
  PatchSimilarity similarity;
  Certainty lower_holds = Certainty::unknown;  // max(rho_in, 0) <= rho_out
  Certainty upper_holds = Certainty::unknown;  // rho_out <= (1 + rho_in) / 2
  Interval above_curve;        // rho_out - Rhat(rho_in), the distance from the curve of fully connected networks
  // SAMPLED, double arithmetic; NaN if not sampled or an output is zero.
  double sampled_rho_out = 0;
  double sampled_averages = 0;  // the cosine of the averages of each filter's outputs (global average pooling of pooling24)
  double sampled_maxima = 0;    // and of their maxima
};

struct Panel {
  std::string description;  // one line: what the images are
  std::vector<PairRecord> pairs;
  Tally lower, upper;  // Theorem 3
  Spread above_lower;  // rho_out - max(rho_in, 0)
  Spread below_upper;  // (1 + rho_in)/2 - rho_out
  Spread above_curve;
  Spread weight;  // W
  LineFit line;
  std::size_t zero_pairs = 0;  // pairs drawn and put aside because an image is zero
};

struct Theorem5Panel {
  int radius = 0;
  std::size_t empty_pairs = 0;    // put aside: a thresholded image is empty
  std::size_t decided_pairs = 0;  // pairs for which both bounds of (16a) certainly hold
  Tally lower_16a, upper_16a, lower_16b, upper_16b;
  Spread tightness;                  // (E<R(F*A), R(F*B)> - <A, B>) / |d_r(A, B)| over pairs with |d_r| > 0
  std::size_t without_boundary = 0;  // pairs with |d_r| = 0, where the expectation is <A, B> exactly
};

// Over the colour images that occur in the pairs; see channel_alikeness.hpp for what is averaged within one image.
struct ChannelPanel {
  Spread degrees;     // angle between channels
  Spread difference;  // of their norms, in proportion to the larger one
  std::size_t put_aside = 0;  // images with a channel that is zero
};

struct ImageAudit {
  std::string data;  // description of the set
  std::uint64_t seed = 0;
  int side = 0;
  Precision bits = 0;
  std::size_t sampled_filters = 0;
  std::int32_t threshold_level = 0;
  Panel images;
  Panel gaussian;
  std::vector<Theorem5Panel> theorem5;  // in the order of the radii
  ChannelPanel channels;                // empty for images of one channel
};

// The whole audit; 400 pairs of 28 x 28 images with 100 sampled filters take about 7 s on one core. The pairs are
// distinct and unordered; a set with no more pairs than asked for is used up.
// Throws DataError (content) if the set has no two images, too few non-zero images, or images smaller than the filter.
// REQUIRES: pairs >= 1, side >= 1, bits >= 24, radii >= 0 (else std::invalid_argument).
ImageAudit audit_images(const DataSet& data, const ImageAuditOptions& options);

// The least-squares lines through the points (x_i, y_i). REQUIRES: as many x as y.
LineFit fit_line(const std::vector<Interval>& x, const std::vector<Interval>& y);

}  // namespace certibound
