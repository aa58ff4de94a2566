// One convolution layer of finitely many random filters with ReLU, in double arithmetic: what an experiment measures,
// beside the enclosures of its mean. Deterministic for a seed: the filters come from PortableRandom, and all sums run
// in a fixed order (IEEE doubles without contraction). Internal to this room; nothing here is rigorous.
#pragma once

#include <certibound/data/portable_random.hpp>
#include <certibound/image/image.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace certibound {

class SampledLayer {
 public:
  // count filters of side x side x d with nearly normal entries of deviation 1; a scale common to all filters changes
  // no similarity.
  SampledLayer(std::size_t count, int side, int d, PortableRandom random) : side_(side), filters_(count) {
    for (auto& filter : filters_) {
      for (int k = 0; k < side * side * d; ++k) {
        filter.push_back(random.nearly_normal() / PortableRandom::kNearlyNormalDeviation);
      }
    }
  }

  // rho_out of (12) for the outputs of this layer; NaN if one of them is zero or there are no filters.
  double similarity(const Image& x, const Image& y) const {
    double xx = 0, yy = 0, xy = 0;
    std::vector<double> patch_x, patch_y;
    for (int i = 0; i < x.side(); ++i) {
      for (int j = 0; j < x.side(); ++j) {
        copy_patch(x, i, j, patch_x);
        copy_patch(y, i, j, patch_y);
        for (const auto& filter : filters_) {
          const double u = rectified(filter, patch_x);
          const double v = rectified(filter, patch_y);
          xx += u * u;
          yy += v * v;
          xy += u * v;
        }
      }
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN();
  }

 private:
  // The patch with its corner at this pixel. Which patch and which orientation of the filter belong to an output does
  // not matter: the similarity sums over all outputs, and the law of a filter is symmetric.
  void copy_patch(const Image& x, int row, int column, std::vector<double>& patch) const {
    patch.clear();
    for (int a = 0; a < side_; ++a) {
      for (int b = 0; b < side_; ++b) {
        for (int k = 0; k < x.channels(); ++k) {
          patch.push_back(x.at((row + a) % x.side(), (column + b) % x.side(), k));
        }
      }
    }
  }

  static double rectified(const std::vector<double>& filter, const std::vector<double>& patch) {
    double sum = 0;
    for (std::size_t k = 0; k < filter.size(); ++k) sum += filter[k] * patch[k];
    return std::max(sum, 0.0);
  }

  int side_;
  std::vector<std::vector<double>> filters_;
};

}  // namespace certibound
