// NPY, the format of numpy.save: a header (npy_header.cpp), then the values.
#include "readers.hpp"

#include <algorithm>

namespace certibound::data {

bool looks_like_npy(std::span<const std::uint8_t> head) {
  static constexpr std::uint8_t magic[6] = {0x93, 'N', 'U', 'M', 'P', 'Y'};
  return head.size() >= 6 && std::equal(magic, magic + 6, head.begin());
}

DataSet read_npy(ByteSource& source) {
  const NpyHeader header = read_npy_header(source);
  if (header.type.kind == ElementType::Kind::floating && header.type.bytes == 2) {
    source.fail("holds elements of type float16; convert the array to uint8 or int32 (astype)");
  }
  const Layout layout = layout_of(source, header.shape, true);
  DataSet::Values values = read_elements(source, header.type, layout.values());
  source.require_end();
  return DataSet(source.path(), "NPY", layout.side, layout.channels, std::move(values));
}

}  // namespace certibound::data
