// Pairs of nearly Gaussian images with a given correlation, as in Theorem 4 and Figure 1(a) of Nachum, Hazla, Gastpar &
// Khina, ICLR 2022: X has independent entries, Y = rho X + sqrt(1 - rho^2) Z with Z like X and independent of it.
//
// Entries are integers (nearly_normal, standard deviation 2^18) and rho is a multiple of 2^-16, so that the similarity
// of a pair can be computed from exact integers: the quantisation is part of the definition of the pair, not an error.
#pragma once

#include <certibound/data/portable_random.hpp>
#include <certibound/image/image.hpp>

namespace certibound {

struct ImagePair {
  Image first;
  Image second;
};

// A pair of n x n x d images whose entries correlate like rho = steps / 65536, up to the rounding of entries to
// integers (2^-18 standard deviations) and of sqrt(1 - rho^2) to 16 bits. For steps = 65536 the images are equal, for
// -65536 opposite. Throws std::invalid_argument if |steps| > 65536 or the shape is beyond Image's limits.
ImagePair gaussian_pair(int n, int d, std::int32_t steps, PortableRandom& random);

// The i-th of `count` correlations spread evenly over [-1, 1], ends included, in steps of 1/65536.
// REQUIRES: 0 <= i < count; a single one is 0.
std::int32_t spread_correlation(std::size_t i, std::size_t count);

}  // namespace certibound
