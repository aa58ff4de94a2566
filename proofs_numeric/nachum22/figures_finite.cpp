// Nachum et al., ICLR 2022: Definition 2 as a definition, the picture of Figure 2, and the experiments. What a figure
// shows of Gaussian images is sampled here; what it shows of data sets that are not part of this program is undecided,
// and says so.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"
#include "small_torus.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <random>

namespace certibound::papers {
namespace {

FiniteOutcome decide_definition2(const std::atomic<bool>& stop) {
  bool holds = true;
  long pairs = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    for (int p = 0; p < torus.pixels(); ++p) {
      const bool here = torus.on_boundary(torus.counts(a, b, p));
      holds = holds && here == torus.on_boundary(torus.counts(b, a, p));
      if (a == 0 || b == 0 || (a == torus.everything() && b == a)) holds = holds && !here;
    }
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(holds && complete,
                    "(15a) and (15b) ask for pixels of Z_n x Z_n, so d_r is a subset of it for all A, B, r. Exchanging A "
                    "and B exchanges the offsets a, b with c, d. (15a) fails where A or B is empty, (15b) where both are "
                    "everything. Machine: symmetry and the empty cases on " +
                        extent_of_pairs(Patches::periodic) + ": " + std::to_string(pairs) + " pairs.",
                    pairs);
}

Mask seen_by(const SmallTorus& torus, const std::function<bool(int)>& holds) {
  Mask out = 0;
  for (int p = 0; p < torus.pixels(); ++p) out |= holds(p) ? Mask{1} << p : 0;
  return out;
}

// All pairs of rectangles in the 6 x 6 square that leaves a margin of 1 on the 8 x 8 torus, r = 1, e, f >= 2: whether
// d_1(A,B) is the frame D_1(A cap B) less E_1(A cap B).
FiniteOutcome decide_frame(const std::atomic<bool>& stop) {
  const SmallTorus torus(8, 1);
  std::vector<Mask> boxes;
  for (int top = 1; top <= 6; ++top) {
    for (int left = 1; left <= 6; ++left) {
      for (int height = 1; top + height <= 7; ++height) {
        for (int width = 1; left + width <= 7; ++width) boxes.push_back(torus.rectangle(top, left, height, width));
      }
    }
  }
  bool holds = true;
  long pairs = 0;
  for (std::size_t i = 0; i < boxes.size() && !stop; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      const Mask both = boxes[i] & boxes[j];
      // A rectangle has sides >= 2 iff some 2 x 2 square lies in it.
      if ((both & both >> 1 & both >> 8 & both >> 9) == 0) continue;
      const Mask frame = seen_by(torus, [&](int p) {
        const int slots = torus.slots_in(both, p);
        return slots > 0 && slots < torus.slots();
      });
      holds = holds && frame == seen_by(torus, [&](int p) { return torus.on_boundary(torus.counts(boxes[i], boxes[j], p)); });
      ++pairs;
    }
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "d_r(A,B) = D_r A cap D_r B less E_r(A cap B) (nachum22.new.dr.boxes). On a line, without wrapping, "
                    "[a-r,b+r] and [c-r,d+r] meet in [max(a,c)-r, min(b,d)+r], the dilation of the intersection of [a,b] "
                    "and [c,d] where that is not empty; a rectangle is a product. So the picture is the frame of width 2r "
                    "along the edge of A cap B. Machine: all " +
                        std::to_string(pairs) +
                        " pairs of rectangles with a margin of 1 on the 8 x 8 torus and e, f >= 2, r = 1.",
                    pairs);
}

// Pairs of Gaussian images as in Theorem 4 and one ReLU layer with fresh filters for each pair.
class GaussianLayer {
 public:
  static constexpr int kSide = 16, kFilters = 100;
  static constexpr unsigned kSeed = 20220425;

  explicit GaussianLayer(int filter) : filter_(filter) {}

  // rho_in and rho_out of one pair drawn with the correlation rho.
  std::pair<double, double> draw(double rho) {
    const std::vector<double> x = normals(kSide * kSide);
    std::vector<double> y = normals(kSide * kSide);
    for (std::size_t i = 0; i < y.size(); ++i) y[i] = rho * x[i] + std::sqrt(1 - rho * rho) * y[i];
    double xx = 0, yy = 0, xy = 0;
    for (int l = 0; l < kFilters; ++l) {
      const std::vector<double> f = normals(filter_ * filter_);
      const std::vector<double> u = layer(f, x), v = layer(f, y);
      xx += inner(u, u);
      yy += inner(v, v);
      xy += inner(u, v);
    }
    return {inner(x, y) / std::sqrt(inner(x, x) * inner(y, y)), xy / std::sqrt(xx * yy)};
  }

 private:
  static double inner(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  }
  std::vector<double> normals(int count) {
    std::vector<double> out(static_cast<std::size_t>(count));
    for (double& value : out) value = normal_(random_);
    return out;
  }
  // R(F*x) by (4), cyclic.
  std::vector<double> layer(const std::vector<double>& f, const std::vector<double>& x) const {
    std::vector<double> out(x.size(), 0.0);
    for (int i = 0; i < filter_; ++i) {
      for (int j = 0; j < filter_; ++j) {
        const double weight = f[static_cast<std::size_t>(i * filter_ + j)];
        for (int u = 0; u < kSide; ++u) {
          const int row = (u - i + kSide) % kSide * kSide;
          for (int v = 0; v < kSide; ++v)
            out[static_cast<std::size_t>(u * kSide + v)] += weight * x[static_cast<std::size_t>(row + (v - j + kSide) % kSide)];
        }
      }
    }
    for (double& value : out) value = std::max(value, 0.0);
    return out;
  }

  int filter_;
  std::mt19937_64 random_{kSeed};
  std::normal_distribution<double> normal_;
};

double rhat_of(double rho) { return (std::sqrt(1 - rho * rho) + (std::numbers::pi - std::acos(rho)) * rho) / std::numbers::pi; }

std::string four_digits(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", value);
  return text;
}

FiniteOutcome sample_gaussian_images(int filter, int pairs, const std::atomic<bool>& stop) {
  GaussianLayer layer(filter);
  double sum = 0, squares = 0, worst = 0;
  for (int i = 0; i < pairs; ++i) {
    if (stop) return stopped();
    const auto [in, out] = layer.draw(-1 + (2 * i + 1.0) / pairs);
    const double off = out - rhat_of(std::clamp(in, -1.0, 1.0));
    sum += off;
    squares += off * off;
    worst = std::max(worst, std::abs(off));
  }
  const double mean = sum / pairs, deviation = std::sqrt((squares - sum * mean) / (pairs - 1));
  FiniteOutcome result;
  result.verdict = Verdict::sampled;
  result.cases = pairs;
  result.because = std::to_string(pairs) + " pairs of 16 x 16 images, correlations spread evenly over (-1,1), 100 filters " +
                   std::to_string(filter) + " x " + std::to_string(filter) + " each, mt19937_64 with seed " +
                   std::to_string(GaussianLayer::kSeed) + ": rho_out - Rhat(rho_in) has mean " + four_digits(mean) +
                   " (95% interval +- " + four_digits(1.96 * deviation / std::sqrt(pairs)) + "), standard deviation " +
                   four_digits(deviation) + ", largest modulus " + four_digits(worst) +
                   ". The size of the images is not stated in print. In expectation over filters and images the curve is "
                   "exact (nachum22.thm4).";
  return result;
}

// A measurement on data that are not here.
FiniteClaim on_data(const std::string& id, const std::string& at, const std::string& reads, const std::string& statement,
                    const std::string& data, const std::string& because) {
  return {"nachum22." + id, "nachum22", at,   "",
          reads,            statement,  data, [=](const std::atomic<bool>&) { return needs_data(because, data); }};
}

}  // namespace

std::vector<FiniteClaim> nachum22_figures_claims() {
  const std::string gaussian = "X, Y as in (14), F of variance 2/r^2; similarities do not depend on these variances";
  const std::string curve = "for pairs of Gaussian images (rho_in, rho_out) follows the curve Rhat";
  const std::string by_images = " `certibound images` computes rhobar_out and the bounds of Theorem 3 for images at hand.";
  return {
      {"nachum22.def2", "nachum22", "Definition 2", "", "consistency of the definition",
       "d_r(A,B) is well defined, symmetric in A and B, and empty if A or B is empty or both are everything", kAllRadii,
       decide_definition2},
      {"nachum22.fig2", "nachum22", "Figure 2", "", "rectangles that do not wrap around and have room r around them",
       "d_r(A,B) of two axis-aligned rectangles is the frame of width 2r along the edge of A cap B", "e, f >= 2r",
       decide_frame},
      {"nachum22.fig1.a", "nachum22", "Figure 1a", "", gaussian + "; filter 3 x 3", curve, "200 pairs, 100 filters",
       [](const std::atomic<bool>& stop) { return sample_gaussian_images(3, 200, stop); }},
      {"nachum22.slides.fig.a", "nachum22", "slide 'Main Results', (a)", "", gaussian + "; filter 11 x 11", curve,
       "40 pairs, 100 filters", [](const std::atomic<bool>& stop) { return sample_gaussian_images(11, 40, stop); }},
      on_data("slides.fig.b", "slide 'Main Results', (b)", "as nachum22.fig1.bcd", "ImageNet, filter 11 x 11 x 3: rho_out ~ rho_in",
                 "ImageNet", "The sample of pairs and of filters of the slide is not published." + by_images),
      on_data("fig1.bcd", "Figures 1b-1d", "200 random pairs each", "rho_out ~ rho_in on F-MNIST, CIFAR-10 and ImageNet; relation (2) breaks down",
                 "Fashion-MNIST, CIFAR-10, ImageNet",
                 "The pairs and filters of the figures are not published." + by_images),
      on_data("rem4.slope", "Remark 4", "one fit or three, with or without intercept: not said",
                 "the linear fit of rho_out against rho_in has slope 0.97", "Fashion-MNIST, CIFAR-10, ImageNet",
                 "The pairs and filters behind the fit are not published. Theorem 3 does not fix a slope: on its lower bound for rho "
                 ">= 0 it is 1, on its upper bound 1/2." + by_images),
      on_data("sec4.slope", "Section 4.2", "the same fit as Remark 4; a second layer is not measured in print",
                 "the linear fit has slope about 0.97, and the contraction intensifies with each additional layer",
                 "Fashion-MNIST, CIFAR-10, ImageNet",
                 "As nachum22.rem4.slope. In expectation no layer expands (nachum22.thm3.contract_text.reading_b)."),
      on_data("rgb.angles", "Section 4.1", "which averages, and what a relative difference of norms is: not said",
                 "over 10^4 random ImageNet images the angle between two channels is about 12.5 degrees, the relative "
                 "difference of channel norms about 9.2 %",
                 "ImageNet", "The 10^4 images are not named. `certibound images --crop N` computes both for images at hand, with its own definitions."),
  };
}

}  // namespace certibound::papers
