// Plain reading, or inflation of every gzip member with its checksum. zlib's own file layer (gzread) is not used, since
// it takes a file that is cut inside its last checksum for a whole one (seen with 1.2.13).
#include "byte_source.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace certibound::data {
namespace {

constexpr std::uint64_t kMostExpansion = 1032;
constexpr std::size_t kBuffer = std::size_t{1} << 16;

[[noreturn]] void fail_resource(const std::filesystem::path& path, const std::string& message) {
  throw DataError(DataProblem::resource, path, message);
}

std::uint64_t size_of_regular_file(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) fail_resource(path, "no such file");
  if (error) fail_resource(path, "cannot be looked at: " + error.message());
  if (status.type() == fs::file_type::directory) fail_resource(path, "is a directory; name the files in it");
  if (status.type() != fs::file_type::regular) fail_resource(path, "is not a regular file; save the data to one");
  const std::uint64_t size = fs::file_size(path, error);
  if (error) fail_resource(path, "cannot be looked at: " + error.message());
  return size;
}

}  // namespace

ByteSource::ByteSource(const std::filesystem::path& path) : path_(path), file_size_(size_of_regular_file(path)) {
  if (file_size_ == 0) fail("is empty; expected images (IDX, NPY, PNG, CIFAR)");
  errno = 0;
  file_.reset(std::fopen(path.c_str(), "rb"));
  if (file_ == nullptr) fail_resource(path, std::string("cannot be opened: ") + std::strerror(errno));
  std::uint8_t magic[2] = {0, 0};
  const std::size_t got = read_plain(magic);
  std::rewind(file_.get());
  if (got == 2 && magic[0] == 0x1f && magic[1] == 0x8b) start_inflater();
  std::vector<std::uint8_t> head(8);
  head.resize(read_some(head));
  head_ = std::move(head);
  consumed_ = 0;
  if (head_.empty()) fail("is empty inside its gzip wrapping; expected images (IDX, NPY, PNG, CIFAR)");
}

void ByteSource::start_inflater() {
  packed_ = std::make_unique<Inflater>();
  packed_->input.resize(kBuffer);
  constexpr int kGzipOnly = 16;  // added to the window bits
  if (inflateInit2(&packed_->stream, MAX_WBITS + kGzipOnly) != Z_OK) fail_packed(Z_MEM_ERROR);
}

std::size_t ByteSource::read_some(std::span<std::uint8_t> out) {
  const std::size_t known = std::min(out.size(), head_.size() - head_used_);
  std::copy_n(head_.begin() + static_cast<std::ptrdiff_t>(head_used_), known, out.begin());
  head_used_ += known;
  const std::size_t more = packed_ ? read_packed(out.subspan(known)) : read_plain(out.subspan(known));
  consumed_ += known + more;
  return known + more;
}

std::size_t ByteSource::read_plain(std::span<std::uint8_t> out) {
  errno = 0;
  const std::size_t got = std::fread(out.data(), 1, out.size(), file_.get());
  if (std::ferror(file_.get()) != 0) fail_resource(path_, std::string("cannot be read: ") + std::strerror(errno));
  return got;
}

// More compressed bytes; false at the end of the file.
bool ByteSource::refill() {
  const std::size_t got = read_plain(packed_->input);
  packed_->stream.next_in = packed_->input.data();
  packed_->stream.avail_in = static_cast<uInt>(got);
  return got != 0;
}

std::size_t ByteSource::read_packed(std::span<std::uint8_t> out) {
  Inflater& z = *packed_;
  std::size_t done = 0;
  while (done < out.size() && !z.finished) {
    if (z.stream.avail_in == 0 && !refill()) {
      if (!z.between_members) fail_packed(Z_BUF_ERROR);
      z.finished = true;
      break;
    }
    if (z.between_members && inflateReset(&z.stream) != Z_OK) fail_packed(Z_MEM_ERROR);
    z.between_members = false;
    const std::size_t step = std::min(out.size() - done, std::size_t{1} << 30);  // zlib counts in 32 bits
    z.stream.next_out = out.data() + done;
    z.stream.avail_out = static_cast<uInt>(step);
    const int code = inflate(&z.stream, Z_NO_FLUSH);
    done += step - z.stream.avail_out;
    if (code == Z_STREAM_END) {
      z.between_members = true;  // only here zlib has compared the checksum and the length
    } else if (code != Z_OK && code != Z_BUF_ERROR) {
      fail_packed(code);
    }
  }
  return done;
}

void ByteSource::fail_packed(int code) const {
  if (code == Z_MEM_ERROR) fail_resource(path_, "not enough memory to unpack it");
  if (code == Z_BUF_ERROR) fail("the gzip data is cut short; fetch or compress the file again");
  const char* text = packed_->stream.msg;
  fail(std::string("the gzip data is damaged") + (text != nullptr ? std::string(" (") + text + ")" : "") +
       "; fetch or compress the file again");
}

void ByteSource::read(std::span<std::uint8_t> out, const char* what) {
  const std::size_t got = read_some(out);
  if (got < out.size()) {
    fail(std::string("is cut short in ") + what + ": " + std::to_string(out.size() - got) +
         " bytes are missing; fetch or write the file again");
  }
}

std::vector<std::uint8_t> ByteSource::read_rest(std::uint64_t limit) {
  std::vector<std::uint8_t> all;
  std::vector<std::uint8_t> chunk(std::size_t{1} << 16);
  for (;;) {
    const std::size_t got = read_some(chunk);
    if (all.size() + got > limit) fail("holds more than " + std::to_string(limit) + " bytes; split it");
    all.insert(all.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(got));
    if (got < chunk.size()) return all;
  }
}

void ByteSource::require_end() {
  std::uint8_t extra = 0;
  if (read_some({&extra, 1}) != 0) fail("holds more bytes than its header promises; the header or the file is wrong");
}

std::uint64_t ByteSource::most_remaining() const {
  const std::uint64_t all = packed_ ? file_size_ * kMostExpansion + kMostExpansion : file_size_;
  return all > consumed_ ? all - consumed_ : 0;
}

void ByteSource::require_possible(std::uint64_t promised) const {
  if (promised > most_remaining()) {
    fail("its header promises " + std::to_string(promised) + " bytes of data, but at most " +
         std::to_string(most_remaining()) + " can follow; the header or the file is wrong");
  }
}

// A message may quote bytes of the file: what is not printable ASCII, and what would run over the line, stays out of it.
void ByteSource::fail(const std::string& message) const {
  constexpr std::size_t kLongest = 400;
  std::string shown;
  for (const char c : message.substr(0, kLongest)) shown += c >= ' ' && c <= '~' ? c : '?';
  throw DataError(DataProblem::content, path_, message.size() > kLongest ? shown + "..." : shown);
}

}  // namespace certibound::data
