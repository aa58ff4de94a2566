#include "picture.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

namespace certibound::data {
namespace {

template <typename Element>
std::vector<Element> central_square(const std::vector<Element>& values, const Picture& picture, int side) {
  const auto row = static_cast<std::size_t>(picture.width * picture.channels);
  const auto kept = static_cast<std::size_t>(side * picture.channels);
  const auto top = static_cast<std::size_t>((picture.height - side) / 2);
  const auto left = static_cast<std::size_t>((picture.width - side) / 2 * picture.channels);
  std::vector<Element> out;
  out.reserve(kept * static_cast<std::size_t>(side));
  for (std::size_t i = 0; i < static_cast<std::size_t>(side); ++i) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>((top + i) * row + left);
    out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(kept));
  }
  return out;
}

}  // namespace

DataSet square_set(const ByteSource& source, const std::string& format, Picture picture, int crop) {
  const std::string size = std::to_string(picture.width) + " pixels wide and " + std::to_string(picture.height) + " high";
  const int most = std::min(picture.width, picture.height);
  if (crop == 0 && picture.width != picture.height) {
    source.fail("is " + size + "; give --crop " + std::to_string(most) + " or less to cut the central square out of each picture");
  }
  if (crop > most) source.fail("is " + size + ", too small for --crop " + std::to_string(crop) + "; crop to at most " + std::to_string(most));
  const int side = crop > 0 ? crop : picture.width;
  DataSet::Values values =
      std::visit([&](auto& all) { return DataSet::Values(side == picture.width && side == picture.height ? std::move(all) : central_square(all, picture, side)); },
                 picture.values);
  return DataSet(source.path(), crop > 0 ? format + " cropped" : format, side, picture.channels, std::move(values));
}

}  // namespace certibound::data
