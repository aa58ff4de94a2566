// Runs the script and reads its lines; the input goes through a temporary file, for popen has one direction.
#include "numpy_peer.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

namespace certibound::bench {
namespace {

// A file that is gone when this is.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::span<const std::uint8_t> content) {
    const int file = mkstemp(name_);
    good_ = file >= 0 && write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size());
    if (file >= 0) close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { unlink(name_); }
  const char* name() const { return name_; }
  bool good() const { return good_; }

 private:
  char name_[32] = "/tmp/certibound_bench_XXXXXX";
  bool good_;
};

}  // namespace

std::optional<NumpyRun> run_numpy(const std::string& arguments, std::span<const std::uint8_t> input) {
  const TemporaryFile file(input);
  if (!file.good()) return std::nullopt;
  const std::string command =
      std::string("exec ") + CERTIBOUND_PYTHON + " \"" + CERTIBOUND_BENCH_DIR + "/numpy_peer.py\" " + arguments + " <" + file.name() + " 2>/dev/null";
  std::FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  NumpyRun out{{}, -1};
  char word[64];
  while (std::fscanf(pipe, "%63s", word) == 1) {
    if (std::strcmp(word, "ns") == 0) {
      if (std::fscanf(pipe, "%lf", &out.ns) != 1) out.ns = -1;
    } else {
      out.values.push_back(std::strtod(word, nullptr));
    }
  }
  if (pclose(pipe) != 0 || out.ns < 0) return std::nullopt;
  return out;
}

}  // namespace certibound::bench
