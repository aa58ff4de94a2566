// Pairs of images that are constant on a kappa x kappa block in the top left corner and constant elsewhere, as those of
// Table 2, through one convolution layer with Gaussian kernels, ReLU and global pooling.
//
// With f_i = r(<alpha_i,W>), g_j = r(<beta_j,W>) over the patches of x and y, the mean similarities are
//   ReLU features   sum_i E f_i g_i / sqrt(sum_i E f_i^2 sum_i E g_i^2)
//   averages        sum_ij E f_i g_j / sqrt(sum_ij E f_i f_j sum_ij E g_i g_j)
// and E f g = (1/2)|alpha||beta| Rhat(cos): integers under one root each, so that the sums are enclosed tightly. Of the
// maxima there is no such formula; they are sampled.
#pragma once

#include "patches.hpp"

#include <certibound/interval/interval.hpp>

#include <cstdint>
#include <vector>

namespace certibound::papers::pooling {

// Values are integers: multiples of 1/5 are scaled, which changes no similarity.
struct TwoTone {
  int side, kappa;
  int x_block, x_rest, y_block, y_rest;
};

// A patch of x, the patch of y at the same place, and at how many places the two stand.
struct PatchPair {
  std::vector<int> x, y;
  long places;
};
std::vector<PatchPair> patch_pairs(const TwoTone& images, int kernel, Border border);

// <x,y>/(|x||y|) of the images.
Interval similarity(const TwoTone& images, Precision bits);

struct MeanSimilarities {
  Interval relu, average;
};
MeanSimilarities mean_similarities(const std::vector<PatchPair>& patches, Precision bits);

// Means and standard deviations of the realised cosines of the features of `channels` kernels with N(0,1) entries, over
// `runs` of them; doubles, a fixed seed.
struct Sampled {
  double mean, deviation;
};
struct SampledCosines {
  Sampled relu, average, maximum;
};
SampledCosines sample_cosines(const std::vector<PatchPair>& patches, int channels, int runs, std::uint64_t seed);

}  // namespace certibound::papers::pooling
