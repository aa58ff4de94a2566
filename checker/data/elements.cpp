// Numbers of any stored type as exact 32-bit integers, and the meaning of an array's shape.
#include "readers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace certibound::data {
namespace {

constexpr std::size_t kChunkElements = std::size_t{1} << 18;
constexpr std::uint64_t kMostImages = std::uint64_t{1} << 30;  // with at most 2^30 values each

std::string text_of(std::span<const std::uint64_t> shape) {
  std::string text = "(";
  for (const std::uint64_t side : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(side);
  return text + ")";
}

std::uint64_t load_bits(const std::uint8_t* bytes, ElementType type) {
  std::uint64_t bits = 0;
  for (int k = 0; k < type.bytes; ++k) {
    const int place = type.little_endian ? k : type.bytes - 1 - k;
    bits |= static_cast<std::uint64_t>(bytes[k]) << (8 * place);
  }
  return bits;
}

[[noreturn]] void fail_value(const ByteSource& source, const std::string& value, std::uint64_t index) {
  source.fail("value " + value + " (element " + std::to_string(index) +
              ") is not a 32-bit integer; scale the array and round it to integers (a scale changes no similarity)");
}

std::int32_t floating_value(const ByteSource& source, std::uint64_t bits, ElementType type, std::uint64_t index) {
  const double value = type.bytes == 4 ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(bits)))
                                       : std::bit_cast<double>(bits);
  const bool in_range = value >= std::numeric_limits<std::int32_t>::min() &&
                        value <= std::numeric_limits<std::int32_t>::max();  // false for NaN
  if (!in_range || value != std::trunc(value)) fail_value(source, std::to_string(value), index);
  return static_cast<std::int32_t>(value);
}

std::int32_t integer_value(const ByteSource& source, std::uint64_t bits, ElementType type, std::uint64_t index) {
  if (type.kind == ElementType::Kind::unsigned_integer) {
    if (bits > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max())) {
      fail_value(source, std::to_string(bits), index);
    }
    return static_cast<std::int32_t>(bits);
  }
  const int unused = 64 - 8 * type.bytes;
  const std::int64_t value = static_cast<std::int64_t>(bits << unused) >> unused;  // extends the sign
  if (value < std::numeric_limits<std::int32_t>::min() || value > std::numeric_limits<std::int32_t>::max()) {
    fail_value(source, std::to_string(value), index);
  }
  return static_cast<std::int32_t>(value);
}

std::vector<std::uint8_t> read_bytes(ByteSource& source, ElementType type, std::uint64_t count) {
  std::vector<std::uint8_t> values(count);
  source.read(values, "its pixels");
  if (type.kind == ElementType::Kind::boolean) {
    for (std::uint64_t i = 0; i < count; ++i) {
      if (values[i] > 1)
        source.fail("element " + std::to_string(i) + " is neither true nor false; the file is damaged");
    }
  }
  return values;
}

}  // namespace

Layout layout_of(const ByteSource& source, std::span<const std::uint64_t> shape, bool colour_alone) {
  const std::string text = text_of(shape);
  if (shape.size() == 1)
    source.fail("holds one row of numbers " + text + ", perhaps labels; give the file of the images");
  if (shape.size() < 2 || shape.size() > 4) {
    source.fail("has the shape " + text + "; expected (N, n, n), (N, n, n, d), (n, n) or (n, n, d)");
  }
  const bool one_colour = shape.size() == 3 && colour_alone && shape[0] == shape[1] && shape[1] != shape[2];
  const bool many = shape.size() >= 3 && !one_colour;
  const std::size_t rows = many ? 1 : 0;
  const std::uint64_t images = many ? shape[0] : 1;
  const std::uint64_t channels = shape.size() == rows + 3 ? shape[rows + 2] : 1;
  if (shape[rows] != shape[rows + 1]) {
    source.fail("has the shape " + text + ", whose images are not square (" + std::to_string(shape[rows]) + " x " +
                std::to_string(shape[rows + 1]) + "); crop or pad them, and put channels last");
  }
  if (images == 0 || shape[rows] == 0 || channels == 0) source.fail("has the shape " + text + ": no images");
  if (shape[rows] > kMaxImageSide || channels > kMaxImageChannels || images > kMostImages ||
      shape[rows] * shape[rows] * channels > kMaxImageValues) {
    source.fail("has the shape " + text + ", beyond side " + std::to_string(kMaxImageSide) + ", " +
                std::to_string(kMaxImageChannels) +
                " channels, 2^30 values an image or 2^30 images; split or shrink it");
  }
  return {images, static_cast<int>(shape[rows]), static_cast<int>(channels)};
}

DataSet::Values read_elements(ByteSource& source, ElementType type, std::uint64_t count) {
  const std::uint64_t width = static_cast<std::uint64_t>(type.bytes);
  if (count > source.most_remaining() / width) source.require_possible(count * width);  // <= 2^63
  if (type.bytes == 1 && type.kind != ElementType::Kind::signed_integer) return read_bytes(source, type, count);
  std::vector<std::int32_t> values;
  values.reserve(count);
  std::vector<std::uint8_t> chunk;
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t step = std::min<std::uint64_t>(count - done, kChunkElements);
    chunk.resize(step * width);
    source.read(chunk, "its pixels");
    for (std::uint64_t i = 0; i < step; ++i) {
      const std::uint64_t bits = load_bits(chunk.data() + i * width, type);
      values.push_back(type.kind == ElementType::Kind::floating ? floating_value(source, bits, type, done + i)
                                                                : integer_value(source, bits, type, done + i));
    }
    done += step;
  }
  return values;
}

}  // namespace certibound::data
