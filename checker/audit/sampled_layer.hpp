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

  // Cosines between what the two images become; NaN where one of them is zero or there are no filters.
  struct Cosines {
    double features;  // the outputs of this layer: rho_out of (12) in nachum22
    double averages;  // their averages over all positions, one for each filter: global average pooling of pooling24
    double maxima;    // their maxima, likewise
  };
  Cosines cosines(const Image& x, const Image& y) const {
    Cosine features, averages, maxima;
    std::vector<Pooled> pooled(filters_.size());
    std::vector<double> patch_x, patch_y;
    for (int i = 0; i < x.side(); ++i) {
      for (int j = 0; j < x.side(); ++j) {
        copy_patch(x, i, j, patch_x);
        copy_patch(y, i, j, patch_y);
        for (std::size_t k = 0; k < filters_.size(); ++k) {
          const double u = rectified(filters_[k], patch_x), v = rectified(filters_[k], patch_y);
          features.add(u, v);
          pooled[k].add(u, v);
        }
      }
    }
    for (const Pooled& p : pooled) {
      averages.add(p.sum_x, p.sum_y);
      maxima.add(p.most_x, p.most_y);
    }
    return {features.value(), averages.value(), maxima.value()};
  }

 private:
  struct Cosine {
    double xx = 0, yy = 0, xy = 0;
    void add(double u, double v) { xx += u * u, yy += v * v, xy += u * v; }
    double value() const { return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : std::numeric_limits<double>::quiet_NaN(); }
  };

  struct Pooled {
    double sum_x = 0, sum_y = 0, most_x = 0, most_y = 0;
    void add(double u, double v) {
      sum_x += u, sum_y += v;
      most_x = std::max(most_x, u), most_y = std::max(most_y, v);
    }
  };

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
