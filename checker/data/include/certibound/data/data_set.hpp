// DataSet: equally large square images read from files a user has: IDX, NPY, PNG, JPEG, CIFAR, each also
// gzip-compressed.
//
// The format is told by the content of the file, never by its name. Values are kept as the exact integers the file
// holds (no gamma, no scaling of depth); what cannot be read exactly is refused with a message.
//
//   IDX  (N, n, n) or (N, n, n, d), or one image (n, n); 8-, 16-, 32-bit integers, floats that are integers
//   NPY  the same shapes and (n, n, d); C order, either byte order; bool, integers, floats that are integers
//   PNG  grey or RGB of 1 to 16 bits, palettes; an alpha channel only where it is opaque everywhere. Grey of 1, 2 or 4
//        bits is spread to 0..255
//   JPEG grey or RGB of 8 bits, as libjpeg decodes it (ImageNet's format)
//   CIFAR  the binary version of CIFAR-10 and CIFAR-100, without its labels
//
// In NPY a shape (a, b, c) is a images if b = c, otherwise one image of c channels if a = b.
#pragma once

#include <certibound/data/data_error.hpp>
#include <certibound/image/image.hpp>

#include <span>
#include <string>
#include <variant>
#include <vector>

namespace certibound {

class DataSet {
 public:
  // 8-bit values stay bytes, so that 60,000 images of 28 x 28 take 47 MB.
  using Values = std::variant<std::vector<std::uint8_t>, std::vector<std::int32_t>>;

  // REQUIRES: values holds a whole number of images of side n with d channels, n, d >= 1 (else std::invalid_argument).
  DataSet(std::filesystem::path path, std::string format, int n, int d, Values values);

  std::size_t size() const;  // images
  int side() const { return n_; }
  int channels() const { return d_; }
  const std::filesystem::path& path() const { return path_; }  // the first file, for messages
  // One line: "train-images-idx3-ubyte.gz: IDX, 60000 images, 28 x 28".
  std::string description() const;

  // Image i, a copy. Throws std::out_of_range, or DataError if its squared norm exceeds kMaxSquaredNorm.
  Image image(std::size_t i) const;

  // Appends the images of another set. Throws DataError naming both files and sizes if the sizes differ.
  void append(const DataSet& other);

 private:
  std::size_t values_per_image() const;

  std::filesystem::path path_;
  std::string format_;
  int n_;
  int d_;
  Values values_;
  std::size_t files_ = 1;
};

// Reads one file, or several files of images of one size as one set, in the order given.
// Throws DataError. Memory is allocated only after a header's claim was held against the length of the file (for gzip:
// against the most that so many compressed bytes can expand to).
// crop: pictures (PNG, JPEG) may have any size, and their central squares of this side are taken, nothing is scaled; 0: they
// have to be square. Arrays (IDX, NPY, CIFAR) are never cut. REQUIRES: crop >= 0 (else std::invalid_argument).
DataSet load(const std::filesystem::path& path, int crop = 0);
DataSet load(std::span<const std::filesystem::path> paths, int crop = 0);

}  // namespace certibound
