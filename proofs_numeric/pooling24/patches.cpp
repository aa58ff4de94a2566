#include "patches.hpp"

#include <algorithm>

namespace certibound::papers::pooling {

const char* name_of(Border border) {
  return border == Border::circular ? "circular" : border == Border::valid ? "valid" : "zero_padding";
}

std::vector<std::set<int>> patches_in_line(int d, int k, Border border) {
  std::vector<std::set<int>> out;
  const int half = k / 2, first = border == Border::valid ? half : 0, last = border == Border::valid ? d - half : d;
  for (int centre = first; centre < last; ++centre) {
    std::set<int> pixels;
    for (int i = centre - half; i <= centre + half; ++i) {
      if (border == Border::circular) pixels.insert(((i % d) + d) % d);
      if (border != Border::circular && i >= 0 && i < d) pixels.insert(i);
    }
    out.push_back(std::move(pixels));
  }
  return out;
}

bool meet(const std::set<int>& a, const std::set<int>& b) {
  return std::any_of(a.begin(), a.end(), [&](int i) { return b.count(i) != 0; });
}

long meeting(const std::vector<std::set<int>>& patches, const std::set<int>& given) {
  return std::count_if(patches.begin(), patches.end(), [&](const auto& other) { return meet(given, other); });
}

}  // namespace certibound::papers::pooling
