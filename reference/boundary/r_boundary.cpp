// The r-boundary, once by morphology on sliding counts and once by its definition.
#include <certibound/boundary/r_boundary.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace certibound {
namespace {

void require_radius(int r) {
  if (r < 0) throw std::invalid_argument("r-boundary with negative r = " + std::to_string(r));
}

// The offset of smallest reach that covers a circle of n pixels is n / 2: beyond it a square is the whole torus.
int effective_radius(int r, int n) { return std::min(r, n / 2); }

// For each of the n pixels at line[0], line[stride], ..: whether some pixel within cyclic distance r is set.
// Keeps the count of set pixels in the sliding window of min(2r+1, n) pixels.
void dilate_line(std::uint8_t* line, int n, std::size_t stride, int r, std::vector<std::uint8_t>& buffer) {
  const auto set = [&](int i) { return buffer[static_cast<std::size_t>(((i % n) + n) % n)]; };
  for (int i = 0; i < n; ++i) buffer[static_cast<std::size_t>(i)] = line[static_cast<std::size_t>(i) * stride];
  const bool whole = 2 * r + 1 >= n;
  int count = 0;
  for (int i = whole ? 0 : -r; i <= (whole ? n - 1 : r); ++i) count += set(i);
  for (int i = 0; i < n; ++i) {
    line[static_cast<std::size_t>(i) * stride] = count > 0 ? 1 : 0;
    if (!whole) count += set(i + r + 1) - set(i - r);
  }
}

BinaryImage complement(const BinaryImage& a) {
  BinaryImage result(a.side());
  for (int i = 0; i < a.side(); ++i) {
    for (int j = 0; j < a.side(); ++j) {
      if (!a.contains(i, j)) result.insert(i, j);
    }
  }
  return result;
}

// Whether pred(i + a, j + b) holds for some offsets a, b in {-r..r}, addition in Z_n.
template <typename Pred>
bool some_in_square(int n, int i, int j, int r, Pred pred) {
  const auto wrap = [n](int v) { return ((v % n) + n) % n; };
  for (int a = -r; a <= r; ++a) {
    for (int b = -r; b <= r; ++b) {
      if (pred(wrap(i + a), wrap(j + b))) return true;
    }
  }
  return false;
}

}  // namespace

BinaryImage dilation(const BinaryImage& a, int r) {
  require_radius(r);
  const int n = a.side();
  const int reach = effective_radius(r, n);
  const std::size_t size = static_cast<std::size_t>(n);
  std::vector<std::uint8_t> bits(a.bits().begin(), a.bits().end());
  std::vector<std::uint8_t> buffer(size);
  for (std::size_t i = 0; i < size; ++i) dilate_line(bits.data() + i * size, n, 1, reach, buffer);
  for (std::size_t j = 0; j < size; ++j) dilate_line(bits.data() + j, n, size, reach, buffer);
  BinaryImage result(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (bits[static_cast<std::size_t>(i) * size + static_cast<std::size_t>(j)] != 0) result.insert(i, j);
    }
  }
  return result;
}

BinaryImage erosion(const BinaryImage& a, int r) { return complement(dilation(complement(a), r)); }

BinaryImage r_boundary(const BinaryImage& a, const BinaryImage& b, int r) {
  return difference(intersection(dilation(a, r), dilation(b, r)), erosion(intersection(a, b), r));
}

std::int64_t r_boundary_count(const BinaryImage& a, const BinaryImage& b, int r) {
  return intersection_count(dilation(a, r), dilation(b, r)) - erosion(intersection(a, b), r).count();
}

BinaryImage r_boundary_by_definition(const BinaryImage& a, const BinaryImage& b, int r) {
  require_radius(r);
  const int n = a.side();
  if (b.side() != n) throw std::invalid_argument("r-boundary of sets on tori of different sides");
  BinaryImage result(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      const bool meets_a = some_in_square(n, i, j, r, [&](int u, int v) { return a.contains(u, v); });
      const bool meets_b = some_in_square(n, i, j, r, [&](int u, int v) { return b.contains(u, v); });
      const bool leaves_a = some_in_square(n, i, j, r, [&](int u, int v) { return !a.contains(u, v); });
      const bool leaves_b = some_in_square(n, i, j, r, [&](int u, int v) { return !b.contains(u, v); });
      if (meets_a && meets_b && (leaves_a || leaves_b)) result.insert(i, j);
    }
  }
  return result;
}

}  // namespace certibound
