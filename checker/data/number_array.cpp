// Numbers of an NPY file, bit for bit.
#include <certibound/data/number_array.hpp>

#include "readers.hpp"

#include <algorithm>
#include <bit>

namespace certibound {
namespace {

using data::ByteSource;
using data::ElementType;
using Kind = ElementType::Kind;

constexpr std::uint64_t kMostNumbers = std::uint64_t{1} << 31;
constexpr std::size_t kChunk = std::size_t{1} << 18;

std::string type_name(const ByteSource& source, ElementType type) {
  if (type.kind == Kind::floating) return "float" + std::to_string(8 * type.bytes);
  if (type.kind == Kind::unsigned_integer && type.bytes == 2) return "uint16";
  source.fail("holds integers; expected float32, float64, float16, or uint16 with the bits of a 16-bit format");
}

std::uint64_t count_of(const ByteSource& source, const std::vector<std::uint64_t>& shape) {
  std::uint64_t count = 1;
  for (const std::uint64_t side : shape) {
    if (side != 0 && count > kMostNumbers / side) {
      source.fail("has the shape " + shape_text(shape) + ", more than 2^31 numbers; split it");
    }
    count *= side;
  }
  return count;
}

std::uint64_t load_bits(const std::uint8_t* bytes, ElementType type) {
  std::uint64_t bits = 0;
  for (int k = 0; k < type.bytes; ++k) {
    bits |= static_cast<std::uint64_t>(bytes[k]) << (8 * (type.little_endian ? k : type.bytes - 1 - k));
  }
  return bits;
}

void append(NumberArray& array, std::uint64_t bits, int bytes) {
  if (bytes == 2) {
    array.bits.push_back(static_cast<std::uint16_t>(bits));
  } else if (bytes == 4) {
    array.values.push_back(std::bit_cast<float>(static_cast<std::uint32_t>(bits)));
  } else {
    array.values.push_back(std::bit_cast<double>(bits));
  }
}

}  // namespace

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  std::string text = "(";
  for (const std::uint64_t side : shape) text += (text.size() > 1 ? ", " : "") + std::to_string(side);
  return text + ")";
}

NumberArray load_numbers(const std::filesystem::path& path) {
  ByteSource source(path);
  if (!data::looks_like_npy(source.head())) source.fail("is no NPY file; save the array with numpy.save");
  const data::NpyHeader header = data::read_npy_header(source);
  NumberArray out;
  out.type = type_name(source, header.type);
  out.shape = header.shape;
  const std::uint64_t count = count_of(source, header.shape);
  const auto width = static_cast<std::uint64_t>(header.type.bytes);
  if (count > source.most_remaining() / width) source.require_possible(count * width);
  std::vector<std::uint8_t> chunk;
  for (std::uint64_t done = 0; done < count;) {
    const std::uint64_t step = std::min<std::uint64_t>(count - done, kChunk);
    chunk.resize(step * width);
    source.read(chunk, "its numbers");
    for (std::uint64_t i = 0; i < step; ++i) append(out, load_bits(chunk.data() + i * width, header.type), header.type.bytes);
    done += step;
  }
  source.require_end();
  return out;
}

}  // namespace certibound
