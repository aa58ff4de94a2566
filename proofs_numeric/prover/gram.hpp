// A polynomial as a sum of weighted squares: the search for Gram matrices, and their rounding to exact rationals.
#pragma once

#include "multinomial.hpp"

#include <functional>
#include <optional>
#include <vector>

namespace certibound::prover {

// weight * z^T G z with G positive semidefinite, z the basis.
struct GramBlock {
  Multinomial weight;
  std::vector<Multinomial> basis;
};

struct WeightedSquare {
  std::size_t block;  // index into the given blocks, whose weight it has
  Rational factor;    // > 0
  Multinomial root;
};

// target = sum of factor * weight * root^2, an exact identity in the ring. `zeros`: points at which the target is zero and no
// weight negative: every root whose weight is positive there has to vanish.
std::optional<std::vector<WeightedSquare>> sum_of_squares(const Ring& ring, const Multinomial& target,
                                                          const std::vector<GramBlock>& blocks,
                                                          const std::vector<std::vector<Rational>>& zeros,
                                                          const std::function<bool()>& stop);

}  // namespace certibound::prover
