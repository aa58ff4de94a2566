// Damaged files of every format: each prefix and each changed byte of a good file is read or refused with a DataError
// of one line; nothing else ever leaves the reader. The first bytes and the last, where headers and checksums lie, are
// taken one by one, those between in steps.
#include "files.hpp"

#include <map>

namespace certibound {
namespace {

std::map<std::string, std::string> good_files() {
  std::string pixels;
  for (int p = 0; p < 75; ++p) pixels += static_cast<char>(3 * p);
  return {{"idx", idx(8, {3, 5, 5}, pixels)},
          {"idx.gz", gzip(idx(8, {3, 5, 5}, pixels))},
          {"npy", npy("|u1", "(3, 5, 5)", pixels)},
          {"npy16", npy(">i2", "(2, 4, 4)", pixels.substr(0, 64))},
          {"npy.gz", gzip(npy("|u1", "(3, 5, 5)", pixels))},
          {"png", png({5, 5, 8, PNG_COLOR_TYPE_RGB}, pixels)},
          {"jpeg", jpeg(5, 5, 3, pixels)},
          {"png.gz", gzip(png({5, 5, 8, PNG_COLOR_TYPE_RGB}, pixels))}};
}

std::vector<std::size_t> places(std::size_t size) {
  std::vector<std::size_t> result;
  for (std::size_t at = 0; at < size; ++at) {
    if (at < 40 || at + 12 >= size || at % 5 == 0) result.push_back(at);
  }
  return result;
}

// Whether the file was read; fails the test on any other outcome than a proper refusal.
bool reads_or_refuses(const std::filesystem::path& path, const std::string& what_was_done) {
  try {
    const DataSet set = load(path);
    for (std::size_t i = 0; i < set.size(); ++i) set.image(i);
    return true;
  } catch (const DataError& error) {
    EXPECT_EQ(error.problem(), DataProblem::content) << what_was_done << ": " << error.what();
    EXPECT_EQ(std::string(error.what()).find('\n'), std::string::npos) << what_was_done << ": " << error.what();
    return false;
  } catch (const std::exception& error) {
    ADD_FAILURE() << what_was_done << " let another exception out: " << error.what();
    return false;
  }
}

TEST(DamagedFiles, EveryProperPrefixIsRefused) {
  const Folder folder;
  for (const auto& [name, bytes] : good_files()) {
    EXPECT_TRUE(reads_or_refuses(folder.write(name, bytes), name));
    for (const std::size_t length : places(bytes.size())) {
      const std::string done = name + " cut to " + std::to_string(length);
      EXPECT_FALSE(reads_or_refuses(folder.write(name, bytes.substr(0, length)), done)) << done;
    }
  }
}

TEST(DamagedFiles, EveryChangedByteIsReadOrRefused) {
  const Folder folder;
  for (const auto& [name, bytes] : good_files()) {
    int refused = 0;
    for (const std::size_t at : places(bytes.size())) {
      for (const int change : {0xff, 0x01, 0x80}) {
        if (at >= 20 && change != 0xff) continue;
        std::string changed = bytes;
        changed[at] = static_cast<char>(changed[at] ^ change);
        refused += !reads_or_refuses(folder.write(name, changed), name + " byte " + std::to_string(at));
      }
    }
    EXPECT_GT(refused, 0) << name;
  }
}

TEST(DamagedFiles, CutGzipSaysSo) {
  const Folder folder;
  std::string pixels;
  for (unsigned p = 0; p < 1U << 16; ++p) pixels += static_cast<char>(p * p / 7 % 256);
  const std::string packed = gzip(idx(8, {1, 256, 256}, pixels));
  EXPECT_EQ(load(folder.write("whole", packed)).size(), 1U);
  expect_bad_content(folder.write("cut", packed.substr(0, packed.size() / 2)), "gzip data is cut short");
  expect_bad_content(folder.write("no_checksum", packed.substr(0, packed.size() - 4)), "gzip data is cut short");
  std::string wrong = packed;
  wrong[wrong.size() - 6] ^= 1;
  expect_bad_content(folder.write("wrong_checksum", wrong), "gzip data is damaged");
}

}  // namespace
}  // namespace certibound
