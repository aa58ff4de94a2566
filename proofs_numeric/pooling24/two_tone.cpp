#include "two_tone.hpp"

#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/functions.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace certibound::papers::pooling {
namespace {

long inner(const std::vector<int>& a, const std::vector<int>& b) {
  long sum = 0;
  for (std::size_t p = 0; p < a.size(); ++p) sum += long{a[p]} * b[p];
  return sum;
}

// |a||b| Rhat(cos), exact where the vectors are parallel or opposite.
Interval relu_product(const std::vector<int>& a, const std::vector<int>& b, Precision bits) {
  const long aa = inner(a, a), bb = inner(b, b), ab = inner(a, b);
  if (ab * ab == aa * bb) return Interval(std::max(ab, 0L), bits);  // also if one of them is 0
  const Interval root = sqrt(Interval(aa * bb, bits));
  return root * rhat(Interval(ab, bits) / root);
}

double cosine(double ab, double aa, double bb) { return ab / std::sqrt(aa * bb); }

Sampled summary(const std::vector<double>& values) {
  double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  const double count = static_cast<double>(values.size()), mean = sum / count;
  for (const double v : values) squares += (v - mean) * (v - mean);
  return {mean, std::sqrt(squares / (count - 1))};
}

}  // namespace

std::vector<PatchPair> patch_pairs(const TwoTone& images, int kernel, Border border) {
  const int d = images.side, half = kernel / 2;
  std::map<std::pair<std::vector<int>, std::vector<int>>, long> places;
  const int first = border == Border::valid ? half : 0, last = border == Border::valid ? d - half : d;
  for (int u = first; u < last; ++u) {
    for (int v = first; v < last; ++v) {
      std::vector<int> x, y;
      for (int i = u - half; i <= u + half; ++i) {
        for (int j = v - half; j <= v + half; ++j) {
          const bool outside = i < 0 || j < 0 || i >= d || j >= d;
          const bool block = ((i + d) % d) < images.kappa && ((j + d) % d) < images.kappa;
          const bool zero = outside && border == Border::zero_padding;
          x.push_back(zero ? 0 : block ? images.x_block : images.x_rest);
          y.push_back(zero ? 0 : block ? images.y_block : images.y_rest);
        }
      }
      ++places[{std::move(x), std::move(y)}];
    }
  }
  std::vector<PatchPair> out;
  for (const auto& [patches, count] : places) out.push_back({patches.first, patches.second, count});
  return out;
}

Interval similarity(const TwoTone& images, Precision bits) {
  const long in = long{images.kappa} * images.kappa, rest = long{images.side} * images.side - in;
  const long xy = in * images.x_block * images.y_block + rest * images.x_rest * images.y_rest;
  const long xx = in * images.x_block * images.x_block + rest * images.x_rest * images.x_rest;
  const long yy = in * images.y_block * images.y_block + rest * images.y_rest * images.y_rest;
  return Interval(xy, bits) / sqrt(Interval(xx, bits) * Interval(yy, bits));
}

MeanSimilarities mean_similarities(const std::vector<PatchPair>& patches, Precision bits) {
  Interval fg(0L, bits), sum_fg(0L, bits), sum_ff(0L, bits), sum_gg(0L, bits);
  long ff = 0, gg = 0;
  for (const PatchPair& p : patches) {
    fg = fg + Interval(p.places, bits) * relu_product(p.x, p.y, bits);
    ff += p.places * inner(p.x, p.x);
    gg += p.places * inner(p.y, p.y);
    for (const PatchPair& q : patches) {
      const Interval weight(p.places * q.places, bits);
      sum_fg = sum_fg + weight * relu_product(p.x, q.y, bits);
      sum_ff = sum_ff + weight * relu_product(p.x, q.x, bits);
      sum_gg = sum_gg + weight * relu_product(p.y, q.y, bits);
    }
  }
  return {fg / sqrt(Interval(ff, bits) * Interval(gg, bits)), sum_fg / sqrt(sum_ff * sum_gg)};
}

SampledCosines sample_cosines(const std::vector<PatchPair>& patches, int channels, int runs, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> kernel(patches.front().x.size()), relu, average, maximum;
  const auto feature = [&](const std::vector<int>& patch) {
    double sum = 0;
    for (std::size_t p = 0; p < kernel.size(); ++p) sum += kernel[p] * patch[p];
    return std::max(sum, 0.0);
  };
  for (int run = 0; run < runs; ++run) {
    double fg = 0, ff = 0, gg = 0, aab = 0, aaa = 0, abb = 0, mab = 0, maa = 0, mbb = 0;
    for (int channel = 0; channel < channels; ++channel) {
      for (double& w : kernel) w = normal(random);
      double sum_f = 0, sum_g = 0, max_f = 0, max_g = 0;
      for (const PatchPair& p : patches) {
        const double f = feature(p.x), g = feature(p.y), places = static_cast<double>(p.places);
        fg += places * f * g, ff += places * f * f, gg += places * g * g;
        sum_f += places * f, sum_g += places * g;
        max_f = std::max(max_f, f), max_g = std::max(max_g, g);
      }
      aab += sum_f * sum_g, aaa += sum_f * sum_f, abb += sum_g * sum_g;
      mab += max_f * max_g, maa += max_f * max_f, mbb += max_g * max_g;
    }
    relu.push_back(cosine(fg, ff, gg));
    average.push_back(cosine(aab, aaa, abb));
    maximum.push_back(cosine(mab, maa, mbb));
  }
  return {summary(relu), summary(average), summary(maximum)};
}

}  // namespace certibound::papers::pooling
