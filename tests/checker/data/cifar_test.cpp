// The binary version of CIFAR: planes become pixels, and what only resembles it is refused.
#include "files.hpp"

namespace certibound {
namespace {

constexpr std::size_t kPlane = 32 * 32;

// Pixel p has the colours (p, p + 1, 7) modulo 256.
std::string record(const std::string& labels) {
  std::string bytes = labels;
  for (std::size_t p = 0; p < kPlane; ++p) bytes += static_cast<char>(p);
  for (std::size_t p = 0; p < kPlane; ++p) bytes += static_cast<char>(p + 1);
  return bytes + std::string(kPlane, '\7');
}

void expect_pixels(const Image& image) {
  const std::vector<std::int32_t> values = values_of(image);
  ASSERT_EQ(values.size(), 3 * kPlane);
  for (std::size_t p = 0; p < kPlane; ++p) {
    EXPECT_EQ(values[3 * p], static_cast<std::int32_t>(p % 256));
    EXPECT_EQ(values[3 * p + 1], static_cast<std::int32_t>((p + 1) % 256));
    EXPECT_EQ(values[3 * p + 2], 7);
  }
}

TEST(Cifar, ReadsTenClasses) {
  const Folder folder;
  const DataSet set = load(folder.write("a", record("\6") + record("\t")));
  EXPECT_EQ(set.description(), "a: CIFAR-10, 2 images, 32 x 32 x 3");
  expect_pixels(set.image(0));
  expect_pixels(set.image(1));
}

TEST(Cifar, ReadsAHundredClasses) {
  const Folder folder;
  const DataSet set = load(folder.write("a", record("\x13\x63") + record(std::string(2, '\0'))));
  EXPECT_EQ(set.description(), "a: CIFAR-100, 2 images, 32 x 32 x 3");
  expect_pixels(set.image(1));
}

TEST(Cifar, ReadsGzipAndSeveralBatches) {
  const Folder folder;
  const std::filesystem::path files[] = {folder.write("a", gzip(record("\1"))), folder.write("b", record("\2"))};
  EXPECT_EQ(load(files).description(), "a and 1 more files: CIFAR-10, 2 images, 32 x 32 x 3");
}

TEST(Cifar, RefusesLabelsBeyondItsClasses) {
  const Folder folder;
  expect_bad_content(folder.write("first", record("\n")), "nor a batch of CIFAR's binary version");
  expect_bad_content(folder.write("later", record("\1") + record("\n")), "nor a batch of CIFAR's binary version");
  expect_bad_content(folder.write("fine", record("\x13\x64")), "nor a batch of CIFAR's binary version");
  expect_bad_content(folder.write("coarse", record("\x14\x01")), "nor a batch of CIFAR's binary version");
}

TEST(Cifar, RefusesPartsOfRecords) {
  const Folder folder;
  const std::string whole = record("\1");
  expect_bad_content(folder.write("cut", whole.substr(0, 3000)), "nor a batch of CIFAR's binary version");
  expect_bad_content(folder.write("packed", gzip(whole + "\1\1")), "nor a batch of CIFAR's binary version");
}

}  // namespace
}  // namespace certibound
