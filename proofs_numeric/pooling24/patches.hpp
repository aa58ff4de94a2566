// Which patches an image has. k is odd; the patch of a pixel is the k x k square around it, so that everything is
// decided in one direction. The paper states no boundary rule; there are three:
//   circular      indices mod d, one patch for each of the d^2 pixels
//   zero_padding  patches cut at the border, one for each pixel
//   valid         only the patches inside the image, (d-k+1)^2 of them
#pragma once

#include <set>
#include <vector>

namespace certibound::papers::pooling {

enum class Border { circular, zero_padding, valid };
const char* name_of(Border border);

// The positions, in one direction, of the patches of size k in an image of side d, each as the set of its pixels.
std::vector<std::set<int>> patches_in_line(int d, int k, Border border);

bool meet(const std::set<int>& a, const std::set<int>& b);

// How many of the patches meet this one.
long meeting(const std::vector<std::set<int>>& patches, const std::set<int>& given);

}  // namespace certibound::papers::pooling
