// The shared r-boundary d_r(A, B) of two sets of pixels on the torus Z_n x Z_n.
//
// (i, j) belongs to d_r(A, B) iff, with all offsets in {-r..r} and addition in Z_n,
//   (15a) some (i + a1, j + b1) is in A and some (i + c1, j + d1) is in B, and
//   (15b) for some offsets (i + a2, j + b2) is not in A or (i + c2, j + d2) is not in B.
// Source: Nachum, Hazla, Gastpar & Khina, A Johnson-Lindenstrauss Framework for Randomly Initialized CNNs, ICLR 2022,
// Definition 2. Any r >= 0 is taken here; for 2r + 1 >= n every square is the whole torus.
//
// Two independent ways: the definition with its quantifiers, and by morphology. (15a) says that (i, j) lies in the
// dilations of A and of B by the (2r+1)-square, and the negation of (15b) that it lies in the erosions of A and of B,
// that is of A cap B; the erosion lies in the dilations, so the counts subtract.
#pragma once

#include <certibound/image/binary_image.hpp>

namespace certibound {

// {p : the (2r+1)-square around p meets A}, {p : it is contained in A}; exact, O(n^2) whatever r.
// Throw std::invalid_argument if r < 0.
BinaryImage dilation(const BinaryImage& a, int r);
BinaryImage erosion(const BinaryImage& a, int r);

// d_r(A, B) by dilation and erosion, and its number of pixels |dil A cap dil B| - |ero(A cap B)|; O(n^2).
// Throw std::invalid_argument if r < 0 or the tori differ.
BinaryImage r_boundary(const BinaryImage& a, const BinaryImage& b, int r);
std::int64_t r_boundary_count(const BinaryImage& a, const BinaryImage& b, int r);

// d_r(A, B) by the quantifiers of Definition 2, all offsets -r..r taken literally; O(n^2 r^2). For checks.
BinaryImage r_boundary_by_definition(const BinaryImage& a, const BinaryImage& b, int r);

}  // namespace certibound
