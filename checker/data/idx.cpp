// IDX, the format of MNIST and its kin: two zero bytes, a type byte, the number of dimensions, each as a big-endian
// 32-bit number, then the values in C order, big-endian.
// Source: Y. LeCun, C. Cortes, C. Burges, The MNIST database of handwritten digits, "The IDX file format".
#include "readers.hpp"

namespace certibound::data {
namespace {

using Kind = ElementType::Kind;

ElementType idx_type(const ByteSource& source, std::uint8_t code) {
  switch (code) {
    case 0x08:
      return {Kind::unsigned_integer, 1, false};
    case 0x09:
      return {Kind::signed_integer, 1, false};
    case 0x0B:
      return {Kind::signed_integer, 2, false};
    case 0x0C:
      return {Kind::signed_integer, 4, false};
    case 0x0D:
      return {Kind::floating, 4, false};
    case 0x0E:
      return {Kind::floating, 8, false};
    default:
      source.fail("IDX type byte " + std::to_string(code) + " is unknown; the file is damaged");
  }
}

}  // namespace

bool looks_like_idx(std::span<const std::uint8_t> head) {
  return head.size() >= 4 && head[0] == 0 && head[1] == 0 && head[2] >= 0x08 && head[2] <= 0x0E && head[3] >= 1 &&
         head[3] <= 8;
}

DataSet read_idx(ByteSource& source) {
  std::uint8_t magic[4];
  source.read(magic, "its header");
  const ElementType type = idx_type(source, magic[2]);
  std::vector<std::uint64_t> shape;
  for (int k = 0; k < magic[3]; ++k) {
    std::uint8_t side[4];
    source.read(side, "its header");
    shape.push_back(std::uint64_t{side[0]} << 24 | std::uint64_t{side[1]} << 16 | std::uint64_t{side[2]} << 8 |
                    side[3]);
  }
  const Layout layout = layout_of(source, shape, false);
  DataSet::Values values = read_elements(source, type, layout.values());
  source.require_end();
  return DataSet(source.path(), "IDX", layout.side, layout.channels, std::move(values));
}

}  // namespace certibound::data
