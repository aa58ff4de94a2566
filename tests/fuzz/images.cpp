// The readers of IDX, NPY, PNG and CIFAR, plain and gzip-compressed: any bytes are images or refused with a DataError.
#include <certibound/data/data_set.hpp>

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "promise.hpp"

using namespace certibound;

namespace {

// A file without a disk, at a path of its own.
class MemoryFile {
 public:
  MemoryFile(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("fuzz", 0)) {
    PROMISE(descriptor_ >= 0);
    PROMISE(write(descriptor_, data, size) == static_cast<ssize_t>(size));
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(data, size);
  try {
    const DataSet set = load(std::filesystem::path(file.path()));
    PROMISE(set.size() >= 1 && set.side() >= 1 && set.channels() >= 1);
    for (std::size_t i = 0; i < std::min<std::size_t>(set.size(), 16); ++i) PROMISE(set.image(i).side() == set.side());
  } catch (const DataError& error) {
    const std::string_view message = error.what();
    PROMISE(!message.empty());
    for (const char c : message) PROMISE(c >= ' ' && c <= '~');  // one line, and no bytes of the file raw
    PROMISE(error.problem() == DataProblem::content);
  }
  return 0;
}
