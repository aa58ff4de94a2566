// CIFAR-10 and CIFAR-100, binary version: records of one label byte (0..9), or of two (coarse 0..19, fine 0..99), and 3072
// bytes of a 32 x 32 image, the red plane before the green and the blue one, each by rows.
// Source: A. Krizhevsky, "The CIFAR-10 dataset" and "The CIFAR-100 dataset", section "Binary version".
//
// The format has no magic number. A file is taken for it only if it is a whole number of records and every label is in its
// range; no other file is read to its end.
#include "readers.hpp"

namespace certibound::data {
namespace {

constexpr std::size_t kSide = 32;
constexpr std::size_t kPlane = kSide * kSide;
constexpr std::size_t kColours = 3;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30;  // five times CIFAR-10

struct Kind {
  const char* name;
  std::vector<std::uint8_t> label_limits;  // each label is below its limit
  std::size_t record() const { return label_limits.size() + kColours * kPlane; }
};

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{{"CIFAR-10", {10}}, {"CIFAR-100", {20, 100}}};
  return all;
}

bool labels_fit(const Kind& kind, std::span<const std::uint8_t> record) {
  for (std::size_t i = 0; i < kind.label_limits.size(); ++i) {
    if (record[i] >= kind.label_limits[i]) return false;
  }
  return true;
}

bool fits(const Kind& kind, std::span<const std::uint8_t> bytes) {
  if (bytes.empty() || bytes.size() % kind.record() != 0) return false;
  for (std::size_t at = 0; at < bytes.size(); at += kind.record()) {
    if (!labels_fit(kind, bytes.subspan(at))) return false;
  }
  return true;
}

// Planes to pixels, without the labels.
DataSet interleaved(const ByteSource& source, const Kind& kind, std::span<const std::uint8_t> bytes) {
  std::vector<std::uint8_t> values;
  values.reserve(bytes.size() / kind.record() * kColours * kPlane);
  for (std::size_t at = 0; at < bytes.size(); at += kind.record()) {
    const auto planes = bytes.subspan(at + kind.label_limits.size());
    for (std::size_t pixel = 0; pixel < kPlane; ++pixel) {
      for (std::size_t colour = 0; colour < kColours; ++colour) values.push_back(planes[colour * kPlane + pixel]);
    }
  }
  return DataSet(source.path(), kind.name, int{kSide}, int{kColours}, std::move(values));
}

}  // namespace

bool may_be_cifar(const ByteSource& source) {
  for (const Kind& kind : kinds()) {
    if (source.head().size() >= kind.label_limits.size() && labels_fit(kind, source.head()) &&
        source.may_hold_multiple_of(kind.record())) {
      return true;
    }
  }
  return false;
}

std::optional<DataSet> read_cifar(ByteSource& source) {
  const std::vector<std::uint8_t> bytes = source.read_rest(kMostBytes);
  source.require_end();
  for (const Kind& kind : kinds()) {
    if (fits(kind, bytes)) return interleaved(source, kind, bytes);
  }
  return std::nullopt;
}

}  // namespace certibound::data
