// Bytes of a regular file, plain or gzip-compressed (told by its first two bytes), with a bound on how many can follow.
#pragma once

#include <certibound/data/data_error.hpp>

#include <zlib.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <vector>

namespace certibound::data {

class ByteSource {
 public:
  // Throws DataError (resource) if the file is missing, unreadable, a directory or not a regular file; (content) if it
  // is empty.
  explicit ByteSource(const std::filesystem::path& path);
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // The first bytes, at most 8, without consuming them.
  std::span<const std::uint8_t> head() const { return head_; }

  // Fills `out` or throws DataError (content) that says what was cut.
  void read(std::span<std::uint8_t> out, const char* what);
  // All that is left; throws DataError (content) beyond `limit` bytes.
  std::vector<std::uint8_t> read_rest(std::uint64_t limit);
  // Throws DataError (content) if bytes are left, or if the gzip checksum is wrong.
  void require_end();
  // No more bytes than this can follow. Deflate expands at most 1032 times (zlib, "Maximum Expansion Factor").
  std::uint64_t most_remaining() const;
  // Whether the length can be a multiple of `record` bytes: unknown (true) where the file is compressed.
  bool may_hold_multiple_of(std::uint64_t record) const { return packed_ != nullptr || file_size_ % record == 0; }
  // Throws DataError (content) if a header promises more bytes than can follow.
  void require_possible(std::uint64_t promised) const;

  [[noreturn]] void fail(const std::string& message) const;  // content

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  // The state of zlib, ended with its owner.
  struct Inflater {
    z_stream stream{};
    std::vector<std::uint8_t> input;
    bool between_members = false;  // a gzip file is one or more members, each with a checksum at its end
    bool finished = false;
    ~Inflater() { inflateEnd(&stream); }
  };

  std::size_t read_some(std::span<std::uint8_t> out);
  std::size_t read_plain(std::span<std::uint8_t> out);
  std::size_t read_packed(std::span<std::uint8_t> out);
  bool refill();
  void start_inflater();
  [[noreturn]] void fail_packed(int code) const;

  std::filesystem::path path_;
  std::uint64_t file_size_ = 0;
  std::uint64_t consumed_ = 0;
  std::unique_ptr<std::FILE, Close> file_;
  std::unique_ptr<Inflater> packed_;  // nothing for a plain file
  std::vector<std::uint8_t> head_;
  std::size_t head_used_ = 0;
};

}  // namespace certibound::data
