// Which reader takes a file, and a set of images made from one or many.
#include "readers.hpp"

#include <algorithm>
#include <new>
#include <string_view>

namespace certibound {
namespace {

std::size_t count_of(const DataSet::Values& values) {
  return std::visit([](const auto& v) { return v.size(); }, values);
}

std::vector<std::int32_t> widened(DataSet::Values values) {
  if (auto* words = std::get_if<std::vector<std::int32_t>>(&values)) return std::move(*words);
  const auto& bytes = std::get<std::vector<std::uint8_t>>(values);
  return std::vector<std::int32_t>(bytes.begin(), bytes.end());
}

std::string size_text(const DataSet& set) {
  const std::string n = std::to_string(set.side());
  return n + " x " + n + (set.channels() > 1 ? " x " + std::to_string(set.channels()) : "");
}

// A hint for files that people try.
std::string guess(std::span<const std::uint8_t> head) {
  const auto starts = [&](std::string_view magic) {
    return head.size() >= magic.size() &&
           std::equal(magic.begin(), magic.end(), head.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
  };
  if (starts("PK")) return "looks like a zip or .npz archive; save the array alone with numpy.save";
  if (starts("GIF8")) return "looks like a GIF; convert it to PNG";
  if (starts("\x89HDF")) return "looks like HDF5; save the array with numpy.save";
  if (starts("\x80")) return "looks like a Python pickle; save the array with numpy.save (of CIFAR take the binary version)";
  return "is neither IDX, NPY, PNG nor JPEG (told by its first bytes), nor a batch of CIFAR's binary version (told by its length and "
         "labels); convert it to one of them, and unpack an archive first";
}

// REQUIRES: crop >= 0.
DataSet read(const std::filesystem::path& path, int crop) {
  data::ByteSource source(path);
  if (data::looks_like_png(source.head())) return data::read_png(source, crop);
  if (data::looks_like_jpeg(source.head())) return data::read_jpeg(source, crop);
  if (data::looks_like_npy(source.head())) return data::read_npy(source);
  if (data::looks_like_idx(source.head())) return data::read_idx(source);
  if (data::may_be_cifar(source)) {
    if (std::optional<DataSet> set = data::read_cifar(source)) return *std::move(set);
  }
  source.fail(guess(source.head()));
}

}  // namespace

DataSet::DataSet(std::filesystem::path path, std::string format, int n, int d, Values values)
    : path_(std::move(path)), format_(std::move(format)), n_(n), d_(d), values_(std::move(values)) {
  if (n < 1 || d < 1 || count_of(values_) == 0 || count_of(values_) % values_per_image() != 0) {
    throw std::invalid_argument("a data set needs a whole number of images");
  }
}

std::size_t DataSet::values_per_image() const {
  return static_cast<std::size_t>(n_) * static_cast<std::size_t>(n_) * static_cast<std::size_t>(d_);
}

std::size_t DataSet::size() const { return count_of(values_) / values_per_image(); }

std::string DataSet::description() const {
  const std::string more = files_ > 1 ? " and " + std::to_string(files_ - 1) + " more files" : "";
  return path_.filename().string() + more + ": " + format_ + ", " + std::to_string(size()) +
         (size() == 1 ? " image, " : " images, ") + size_text(*this);
}

Image DataSet::image(std::size_t i) const {
  if (i >= size()) throw std::out_of_range("image " + std::to_string(i) + " of " + std::to_string(size()));
  const auto copy = [&](const auto& all) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(i * values_per_image());
    return std::vector<std::int32_t>(first, first + static_cast<std::ptrdiff_t>(values_per_image()));
  };
  try {
    return Image(n_, d_, std::visit(copy, values_));
  } catch (const std::invalid_argument& error) {
    throw DataError(DataProblem::content, path_, "image " + std::to_string(i) + ": " + error.what());
  }
}

void DataSet::append(const DataSet& other) {
  if (n_ != other.n_ || d_ != other.d_) {
    throw DataError(DataProblem::content, other.path_,
                    "holds images of " + size_text(other) + ", but " + path_.string() + " holds images of " +
                        size_text(*this) + "; give files of one size");
  }
  using Bytes = std::vector<std::uint8_t>;
  if (std::holds_alternative<Bytes>(values_) && std::holds_alternative<Bytes>(other.values_)) {
    const Bytes& more = std::get<Bytes>(other.values_);
    std::get<Bytes>(values_).insert(std::get<Bytes>(values_).end(), more.begin(), more.end());
  } else {
    std::vector<std::int32_t> all = widened(std::move(values_));
    const std::vector<std::int32_t> more = widened(other.values_);
    all.insert(all.end(), more.begin(), more.end());
    values_ = std::move(all);
  }
  if (format_.find(other.format_) == std::string::npos) format_ += "+" + other.format_;
  files_ += other.files_;
}

DataSet load(const std::filesystem::path& path, int crop) { return load(std::span(&path, 1), crop); }

DataSet load(std::span<const std::filesystem::path> paths, int crop) {
  if (crop < 0) throw std::invalid_argument("load: a square to cut out has a side of at least one pixel");
  if (paths.empty()) throw DataError(DataProblem::content, "", "no file of images was given");
  const std::filesystem::path* current = &paths.front();
  try {
    DataSet all = read(paths.front(), crop);
    for (const std::filesystem::path& path : paths.subspan(1)) {
      current = &path;
      all.append(read(path, crop));
    }
    return all;
  } catch (const std::bad_alloc&) {
    throw DataError(DataProblem::resource, *current, "its images do not fit in memory; give fewer or smaller ones");
  }
}

}  // namespace certibound
