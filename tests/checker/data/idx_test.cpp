// IDX files: what is read, and what is refused.
#include "files.hpp"

namespace certibound {
namespace {

TEST(Idx, ReadsBytes) {
  const Folder folder;
  const DataSet set = load(folder.write("a", idx(8, {2, 2, 2}, std::string("\x00\x01\x7f\x80\xff\x05\x06\x07", 8))));
  EXPECT_EQ(set.size(), 2U);
  EXPECT_EQ(set.side(), 2);
  EXPECT_EQ(set.channels(), 1);
  EXPECT_EQ(values_of(set.image(0)), (std::vector<std::int32_t>{0, 1, 127, 128}));
  EXPECT_EQ(values_of(set.image(1)), (std::vector<std::int32_t>{255, 5, 6, 7}));
  EXPECT_EQ(set.description(), "a: IDX, 2 images, 2 x 2");
  EXPECT_THROW(set.image(2), std::out_of_range);
}

TEST(Idx, ReadsEveryTypeBigEndian) {
  const Folder folder;
  EXPECT_EQ(values_of(load(folder.write("i1", idx(0x09, {1, 1}, "\x80"))).image(0))[0], -128);
  EXPECT_EQ(values_of(load(folder.write("i2", idx(0x0B, {1, 1}, "\xff\xfe"))).image(0))[0], -2);
  EXPECT_EQ(values_of(load(folder.write("i4", idx(0x0C, {1, 1}, big_endian(0x80000000)))).image(0))[0],
            -2147483647 - 1);
  EXPECT_EQ(values_of(load(folder.write("f4", idx(0x0D, {1, 1}, big_endian(0xc2280000)))).image(0))[0], -42);
  EXPECT_EQ(values_of(load(folder.write("f8", idx(0x0E, {1, 1}, big_endian(0x40450000) + big_endian(0)))).image(0))[0],
            42);
}

TEST(Idx, ReadsColourImages) {
  const Folder folder;
  const DataSet set = load(folder.write("a", idx(8, {2, 1, 1, 3}, "\x01\x02\x03\x04\x05\x06")));
  EXPECT_EQ(set.channels(), 3);
  EXPECT_EQ(values_of(set.image(1)), (std::vector<std::int32_t>{4, 5, 6}));
}

TEST(Idx, ReadsGzipWhateverTheNameSays) {
  const Folder folder;
  const std::string bytes = idx(8, {1, 2, 2}, "\x01\x02\x03\x04");
  EXPECT_EQ(load(folder.write("plain.gz", bytes)).size(), 1U);
  EXPECT_EQ(load(folder.write("packed.png", gzip(bytes))).size(), 1U);
  EXPECT_EQ(load(folder.write("twice", gzip(bytes.substr(0, 9)) + gzip(bytes.substr(9)))).size(), 1U);
}

TEST(Idx, RefusesFractions) {
  const Folder folder;
  expect_bad_content(folder.write("half", idx(0x0D, {1, 1}, big_endian(0x3f000000))), "value 0.5");
  expect_bad_content(folder.write("nan", idx(0x0D, {1, 1}, big_endian(0x7fc00000))), "not a 32-bit integer");
  expect_bad_content(folder.write("inf", idx(0x0D, {1, 1}, big_endian(0x7f800000))), "not a 32-bit integer");
  expect_bad_content(folder.write("big", idx(0x0D, {1, 1}, big_endian(0x4f000000))), "2147483648");
}

TEST(Idx, RefusesShapesThatAreNoImages) {
  const Folder folder;
  expect_bad_content(folder.write("labels", idx(8, {4}, "\x01\x02\x03\x04")), "labels");
  expect_bad_content(folder.write("oblong", idx(8, {1, 2, 3}, "\x01\x02\x03\x04\x05\x06")), "2 x 3");
  expect_bad_content(folder.write("no_colour", idx(8, {1, 1, 4}, "\x01\x02\x03\x04")), "1 x 4");
  expect_bad_content(folder.write("none", idx(8, {0, 2, 2}, "")), "no images");
  expect_bad_content(folder.write("flat", idx(8, {3, 0, 0}, "")), "no images");
  expect_bad_content(folder.write("five", idx(8, {1, 1, 1, 1, 1}, "\x01")), "(1, 1, 1, 1, 1)");
}

TEST(Idx, RefusesHeadersThatLieBeforeAllocating) {
  const Folder folder;
  const std::string four = "\x01\x02\x03\x04";
  expect_bad_content(folder.write("long", idx(8, {1000000000, 28, 28}, four)), "promises 784000000000 bytes");
  expect_bad_content(folder.write("longer", idx(0x0E, {1U << 30, 32768, 32768}, four)), "can follow");
  expect_bad_content(folder.write("longest", idx(8, {0xffffffffU, 0xffffffffU, 0xffffffffU}, four)), "beyond side");
  expect_bad_content(folder.write("packed", gzip(idx(8, {100000, 28, 28}, four))), "can follow");
  expect_bad_content(folder.write("short", idx(8, {2, 2, 2}, four)), "promises 8 bytes");
  expect_bad_content(folder.write("packed_short", gzip(idx(8, {2, 2, 2}, four))), "4 bytes are missing");
  expect_bad_content(folder.write("more", idx(8, {1, 2, 2}, four + "\x05")), "more bytes than its header");
  expect_bad_content(folder.write("packed_more", gzip(idx(8, {1, 2, 2}, four + "\x05"))), "more bytes than its header");
}

TEST(Idx, RefusesUnknownTypes) {
  const Folder folder;
  expect_bad_content(folder.write("a", idx(0x0A, {1, 1}, "\x01")), "type byte 10");
}

}  // namespace
}  // namespace certibound
