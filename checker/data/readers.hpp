// The readers of one format each, and what they share: shapes and numeric elements. Internal to this room.
#pragma once

#include "byte_source.hpp"

#include <certibound/data/data_set.hpp>

#include <optional>

namespace certibound::data {

// How a file stores one number.
struct ElementType {
  enum class Kind { boolean, unsigned_integer, signed_integer, floating } kind;
  int bytes;  // 1, 2, 4 or 8 (floating: 2, 4 or 8)
  bool little_endian;
};

// The images in an array of this shape.
struct Layout {
  std::uint64_t images;
  int side;
  int channels;
  std::uint64_t values() const {
    return images * static_cast<std::uint64_t>(side) * static_cast<std::uint64_t>(side) *
           static_cast<std::uint64_t>(channels);
  }
};

// Reads a shape as data_set.hpp says, or fails with a message that names it. All products fit in 64 bits afterwards.
//   colour_alone  whether three dimensions may be one image (n, n, d)
Layout layout_of(const ByteSource& source, std::span<const std::uint64_t> shape, bool colour_alone);

// Reads that many numbers as exact integers, after holding their size against the file.
DataSet::Values read_elements(ByteSource& source, ElementType type, std::uint64_t count);

// What the header of an NPY file says. REQUIRES: source at the start of the file.
struct NpyHeader {
  ElementType type;
  std::vector<std::uint64_t> shape;
};
NpyHeader read_npy_header(ByteSource& source);

bool looks_like_idx(std::span<const std::uint8_t> head);
bool looks_like_npy(std::span<const std::uint8_t> head);
bool looks_like_png(std::span<const std::uint8_t> head);
bool looks_like_jpeg(std::span<const std::uint8_t> head);
DataSet read_idx(ByteSource& source);
DataSet read_npy(ByteSource& source);
// crop: the side of the central square to keep; 0: the picture has to be square.
DataSet read_png(ByteSource& source, int crop);
DataSet read_jpeg(ByteSource& source, int crop);

// CIFAR has no magic number: whether its first labels and its length allow it, and nothing if the whole file does not.
bool may_be_cifar(const ByteSource& source);
std::optional<DataSet> read_cifar(ByteSource& source);

}  // namespace certibound::data
