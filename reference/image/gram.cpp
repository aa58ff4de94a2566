// Cyclic sliding sums, first along each row, then along each column.
#include <certibound/image/gram.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

namespace certibound {
namespace {

// Replaces the n values line[0], line[stride], .. by their cyclic window sums. The leaving value is subtracted before
// the entering one is added: for a window of all n values the sum never exceeds the total.
void slide(std::int64_t* line, std::size_t n, std::size_t stride, std::size_t side, std::vector<std::int64_t>& buffer) {
  for (std::size_t i = 0; i < n; ++i) buffer[i] = line[i * stride];
  const std::size_t rounds = side / n;  // the whole line is met this often
  const std::size_t rest = side % n;
  std::int64_t whole = 0;
  std::int64_t part = 0;
  for (std::size_t i = 0; i < n; ++i) whole += buffer[i];
  for (std::size_t i = 0; i < rest; ++i) part += buffer[i];
  for (std::size_t i = 0; i < n; ++i) {
    line[i * stride] = static_cast<std::int64_t>(rounds) * whole + part;
    if (rest == 0) continue;
    part -= buffer[i];
    part += buffer[(i + rest) % n];
  }
}

std::vector<std::int64_t> pixel_products(const Image& x, const Image& y) {
  const std::size_t pixels = static_cast<std::size_t>(x.side()) * static_cast<std::size_t>(x.side());
  const std::size_t d = static_cast<std::size_t>(x.channels());
  std::vector<std::int64_t> result(pixels, 0);
  for (std::size_t p = 0; p < pixels; ++p) {
    for (std::size_t k = 0; k < d; ++k) {
      result[p] += std::int64_t{x.values()[p * d + k]} * y.values()[p * d + k];
    }
  }
  return result;
}

void check_side(const Image& x, const Image& y, int side) {
  if (side < 1) throw std::invalid_argument("filter side " + std::to_string(side) + " is less than 1");
  const std::int64_t norm = std::max(x.squared_norm(), y.squared_norm());
  const std::int64_t times = (std::int64_t{side} + x.side() - 1) / x.side();  // a patch meets a pixel <= times^2 times
  if (norm > 0 && kMaxSquaredNorm / norm / times < times) {
    throw std::invalid_argument("filter side " + std::to_string(side) + " on an image of side " +
                                std::to_string(x.side()) + ": patch norms may exceed 2^62");
  }
}

}  // namespace

std::vector<std::int64_t> cyclic_window_sums(std::vector<std::int64_t> field, int n, int side) {
  const std::size_t size = static_cast<std::size_t>(n);
  const std::size_t window = static_cast<std::size_t>(side);
  std::vector<std::int64_t> buffer(size);
  for (std::size_t i = 0; i < size; ++i) slide(field.data() + i * size, size, 1, window, buffer);
  for (std::size_t j = 0; j < size; ++j) slide(field.data() + j, size, size, window, buffer);
  return field;
}

std::vector<PatchGram> patch_gram(const Image& x, const Image& y, int side) {
  require_same_shape(x, y);
  check_side(x, y, side);
  const int n = x.side();
  // By Cauchy-Schwarz over the pixels of a part of a patch, no partial sum exceeds the bound that check_side asks for.
  const std::vector<std::int64_t> xx = cyclic_window_sums(pixel_products(x, x), n, side);
  const std::vector<std::int64_t> yy = cyclic_window_sums(pixel_products(y, y), n, side);
  const std::vector<std::int64_t> xy = cyclic_window_sums(pixel_products(x, y), n, side);
  std::vector<PatchGram> result(xx.size());
  for (std::size_t p = 0; p < result.size(); ++p) result[p] = {xx[p], yy[p], xy[p]};
  return result;
}

}  // namespace certibound
