// Theorem 5: how far one ReLU convolution layer moves the inner product of two black-and-white pictures.
//
// For sets A, B on Z_n x Z_n and a (2r+1) x (2r+1) filter of iid N(0, 2/(2r+1)^2) entries,
//   (16a)  <A,B> - |d_r| <= E<R(F*A), R(F*B)> <= <A,B> + |d_r|,
//   (16b)  |A-B|^2 - 2|d_r| <= E|R(F*A) - R(F*B)|^2 <= |A-B|^2 + 2|d_r|.
// Source: Nachum, Hazla, Gastpar & Khina, ICLR 2022, Theorem 5 and Appendix H.
//
// Fixed here: the entries have mean 0; patches are cyclic and centred; where 2r+1 > n each of the offsets -r..r counts,
// so that a pixel enters a patch as often as offsets meet it. Since E|R(F*A)|^2 = |A|^2 by (9), the middle of (16b) is
// |A-B|^2 - 2 (E<R(F*A), R(F*B)> - <A,B>); this is how it is computed, so each bound of (16b) says the same of the
// excess E<..> - <A,B> as the opposite bound of (16a).
#pragma once

#include <certibound/boundary/r_boundary.hpp>
#include <certibound/interval/relations.hpp>

namespace certibound {

struct Theorem5 {
  std::int64_t inner = 0;             // <A, B>, pixels
  std::int64_t boundary = 0;          // |d_r(A, B)|, pixels
  std::int64_t squared_distance = 0;  // |A - B|^2, pixels
  Interval excess;       // E<R(F*A), R(F*B)> - <A, B>, without cancellation; exactly 0 if every patch pair is parallel
  Interval expectation;  // E<R(F*A), R(F*B)>
  Interval mean_distance;  // E|R(F*A) - R(F*B)|^2

  // Whether the enclosures settle each bound.
  Certainty lower_16a() const;
  Certainty upper_16a() const;
  Certainty lower_16b() const;
  Certainty upper_16b() const;
};

// All quantities of Theorem 5; relative width of excess at most 2^(4 - bits). Patches with equal counts are evaluated
// once, so a pair of 28 x 28 pictures costs some hundred arc tangents (1 to 2 ms for r = 1, 2).
// Throws std::invalid_argument if r < 0, 2r+1 is not an int, the tori differ, or a patch count may exceed 2^62.
Theorem5 theorem5(const BinaryImage& a, const BinaryImage& b, int r, Precision bits);

}  // namespace certibound
