// PNG files: exact values of every colour type that is read, and what is refused.
#include "files.hpp"

namespace certibound {
namespace {

TEST(Png, ReadsGrey) {
  const Folder folder;
  const DataSet set = load(folder.write("a", png({2, 2}, std::string("\x00\x7f\x80\xff", 4))));
  EXPECT_EQ(values_of(set.image(0)), (std::vector<std::int32_t>{0, 127, 128, 255}));
  EXPECT_EQ(set.description(), "a: PNG, 1 image, 2 x 2");
}

TEST(Png, ReadsColours) {
  const Folder folder;
  const DataSet set = load(folder.write("a", png({1, 1, 8, PNG_COLOR_TYPE_RGB}, "\x01\x02\xf3")));
  EXPECT_EQ(set.channels(), 3);
  EXPECT_EQ(values_of(set.image(0)), (std::vector<std::int32_t>{1, 2, 0xf3}));
  EXPECT_EQ(set.description(), "a: PNG, 1 image, 1 x 1 x 3");
}

TEST(Png, KeepsSixteenBitsExactly) {
  const Folder folder;
  const std::string rows = std::string("\x00\x01\x01\x00\xff\xff\x12\x34", 8);
  EXPECT_EQ(values_of(load(folder.write("a", png({2, 2, 16}, rows))).image(0)),
            (std::vector<std::int32_t>{1, 256, 65535, 0x1234}));
}

TEST(Png, SpreadsFewGreyLevelsOverAllOf255) {
  const Folder folder;
  EXPECT_EQ(values_of(load(folder.write("a", png({2, 2, 1}, "\x40\x80"))).image(0)),
            (std::vector<std::int32_t>{0, 255, 255, 0}));
  EXPECT_EQ(values_of(load(folder.write("b", png({2, 2, 2}, std::string("\x10\xb0", 2)))).image(0)),
            (std::vector<std::int32_t>{0, 85, 170, 255}));
}

TEST(Png, LooksPalettesUp) {
  const Folder folder;
  const Png palette{2, 2, 8, PNG_COLOR_TYPE_PALETTE, {{1, 2, 3}, {200, 100, 0}}};
  const DataSet set = load(folder.write("a", png(palette, std::string("\0\1\1\0", 4))));
  EXPECT_EQ(set.channels(), 3);
  EXPECT_EQ(values_of(set.image(0)), (std::vector<std::int32_t>{1, 2, 3, 200, 100, 0, 200, 100, 0, 1, 2, 3}));
}

TEST(Png, ReadsInterlacedRows) {
  const Folder folder;
  std::string rows;
  for (int p = 0; p < 81; ++p) rows += static_cast<char>(p);
  Png shape{9, 9};
  const std::vector<std::int32_t> plain = values_of(load(folder.write("a", png(shape, rows))).image(0));
  shape.interlaced = true;
  EXPECT_EQ(values_of(load(folder.write("b", png(shape, rows))).image(0)), plain);
  EXPECT_EQ(plain[80], 80);
}

TEST(Png, DropsOnlyAnOpaqueAlphaChannel) {
  const Folder folder;
  EXPECT_EQ(values_of(load(folder.write("a", png({1, 1, 8, PNG_COLOR_TYPE_RGBA}, "\x01\x02\x03\xff"))).image(0)),
            (std::vector<std::int32_t>{1, 2, 3}));
  EXPECT_EQ(values_of(load(folder.write("b", png({1, 1, 8, PNG_COLOR_TYPE_GRAY_ALPHA}, "\x07\xff"))).image(0)),
            (std::vector<std::int32_t>{7}));
  EXPECT_EQ(values_of(load(folder.write("c", png({1, 1, 16, PNG_COLOR_TYPE_GRAY_ALPHA}, "\x07\x01\xff\xff"))).image(0)),
            (std::vector<std::int32_t>{0x701}));
  expect_bad_content(folder.write("d", png({1, 1, 8, PNG_COLOR_TYPE_RGBA}, "\x01\x02\x03\xfe")),
                     "transparent at row 0");
  const Png palette{2, 2, 8, PNG_COLOR_TYPE_PALETTE, {{1, 2, 3}, {4, 5, 6}}, {255, 0}};
  expect_bad_content(folder.write("e", png(palette, std::string("\0\0\1\0", 4))), "transparent at row 1, column 0");
}

TEST(Png, RefusesOblongImages) {
  const Folder folder;
  expect_bad_content(folder.write("a", png({3, 2}, "\1\2\3\4\5\6")), "3 pixels wide and 2 high");
}

// A valid file whose header chunk is replaced, with its checksum made right.
std::string with_claimed_size(std::string bytes, std::uint32_t width, std::uint32_t height) {
  bytes.replace(16, 8, big_endian(width) + big_endian(height));
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.data() + 12), 17);
  bytes.replace(29, 4, big_endian(static_cast<std::uint32_t>(crc)));
  return bytes;
}

TEST(Png, RefusesHeadersThatLieBeforeAllocating) {
  const Folder folder;
  const std::string good = png({2, 2}, "\1\2\3\4");
  expect_bad_content(folder.write("a", with_claimed_size(good, 30000, 30000)), "30000 x 30000");
  expect_bad_content(folder.write("b", with_claimed_size(good, 100000, 100000)), "not a readable PNG");
  expect_bad_content(folder.write("c", with_claimed_size(good, 0, 0)), "not a readable PNG");
  expect_bad_content(folder.write("d", with_claimed_size(good, 3, 3)), "not a readable PNG");
}

TEST(Png, RefusesDamage) {
  const Folder folder;
  std::string bytes = png({2, 2}, "\1\2\3\4");
  for (const std::size_t length :
       {std::size_t{8}, std::size_t{20}, std::size_t{33}, bytes.size() - 12, bytes.size() - 1}) {
    expect_bad_content(folder.write("cut", bytes.substr(0, length)), "not a readable PNG");
  }
  bytes[45] ^= 1;
  expect_bad_content(folder.write("flipped", bytes), "not a readable PNG");
}

}  // namespace
}  // namespace certibound
