// Theorem 5 by way of Theorem 1: the patches of black-and-white pictures have integer Gram data, their pixel counts.
#include <certibound/boundary/theorem5.hpp>

#include <certibound/dual_activation/patch_similarity.hpp>

#include <limits>
#include <stdexcept>

namespace certibound {

Theorem5 theorem5(const BinaryImage& a, const BinaryImage& b, int r, Precision bits) {
  Theorem5 result;
  result.inner = intersection_count(a, b);
  result.boundary = r_boundary_count(a, b, r);  // also refuses r < 0 and different tori
  result.squared_distance = symmetric_difference_count(a, b);
  if (r > (std::numeric_limits<int>::max() - 1) / 2) throw std::invalid_argument("filter side 2r+1 is too large");

  const Precision working = bits + 8;
  const int side = 2 * r + 1;
  const PatchSums sums = patch_sums(patch_gram(to_image(a), to_image(b), side), working);
  const Interval excess =
      sums.relu_minus_inner / sqr(Interval(long{side}, working));  // sum_p <A_p, B_p> = side^2 <A,B>
  const Interval inner(static_cast<long>(result.inner), working);
  const Interval distance(static_cast<long>(result.squared_distance), working);
  result.excess = excess.at_precision(bits);
  result.expectation = (inner + excess).at_precision(bits);
  result.mean_distance = (distance - Interval(2L, working) * excess).at_precision(bits);
  return result;
}

Certainty Theorem5::lower_16a() const {
  return less_equal(Interval(static_cast<long>(-boundary), excess.precision()), excess);
}

Certainty Theorem5::upper_16a() const {
  return less_equal(excess, Interval(static_cast<long>(boundary), excess.precision()));
}

Certainty Theorem5::lower_16b() const {
  return less_equal(Interval(static_cast<long>(squared_distance - 2 * boundary), 64), mean_distance);
}

Certainty Theorem5::upper_16b() const {
  return less_equal(mean_distance, Interval(static_cast<long>(squared_distance + 2 * boundary), 64));
}

}  // namespace certibound
