// JPEG files: values within what coding loses, sizes, crops, and what is refused.
#include "files.hpp"

namespace certibound {
namespace {

// 8 by 8 levels that differ from block to block, so that a picture out of place is noticed.
std::string level_blocks(int width, int height) {
  std::string out;
  for (int i = 0; i < height; ++i) {
    for (int j = 0; j < width; ++j) out += static_cast<char>(20 * (i / 8) + 50 * (j / 8));
  }
  return out;
}

TEST(Jpeg, ReadsGreyToAUnit) {
  const Folder folder;
  const DataSet set = load(folder.write("a", jpeg(16, 16, 1, level_blocks(16, 16))));
  EXPECT_EQ(set.description(), "a: JPEG, 1 image, 16 x 16");
  const Image image = set.image(0);
  for (int i = 0; i < 16; ++i) {
    for (int j = 0; j < 16; ++j) EXPECT_NEAR(image.at(i, j), 20 * (i / 8) + 50 * (j / 8), 1) << i << " " << j;
  }
}

TEST(Jpeg, ReadsColoursInTheirOrder) {
  const Folder folder;
  std::string pixels;
  for (int p = 0; p < 64; ++p) pixels += std::string("\xc8\x64\x32", 3);
  for (const bool progressive : {false, true}) {
    const DataSet set = load(folder.write("a", jpeg(8, 8, 3, pixels, progressive)));
    EXPECT_EQ(set.channels(), 3);
    EXPECT_NEAR(set.image(0).at(3, 3, 0), 200, 2);
    EXPECT_NEAR(set.image(0).at(3, 3, 1), 100, 2);
    EXPECT_NEAR(set.image(0).at(3, 3, 2), 50, 2);
  }
}

TEST(Jpeg, CropsTheCentralSquare) {
  const Folder folder;
  const std::filesystem::path wide = folder.write("wide", jpeg(32, 16, 1, level_blocks(32, 16)));
  expect_bad_content(wide, "--crop 16 or less");
  const DataSet set = load(wide, 16);
  EXPECT_EQ(set.description(), "wide: JPEG cropped, 1 image, 16 x 16");
  EXPECT_NEAR(set.image(0).at(0, 0), 50, 1);    // column 8 of the picture
  EXPECT_NEAR(set.image(0).at(15, 15), 120, 1);  // row 15, column 23
  const Image inner = load(wide, 2).image(0);    // rows 7 and 8, columns 15 and 16
  EXPECT_NEAR(inner.at(0, 0), 50, 1);
  EXPECT_NEAR(inner.at(1, 1), 120, 1);
  EXPECT_THROW(load(wide, 17), DataError);
  EXPECT_THROW(load(wide, -1), std::invalid_argument);
}

TEST(Jpeg, MakesOneSetOfPicturesOfManySizes) {
  const Folder folder;
  const std::vector<std::filesystem::path> files = {folder.write("a", jpeg(32, 16, 1, level_blocks(32, 16))),
                                                    folder.write("b", jpeg(8, 24, 1, level_blocks(8, 24))),
                                                    folder.write("c", png({9, 9}, std::string(81, '\7')))};
  const DataSet set = load(files, 8);
  EXPECT_EQ(set.size(), 3U);
  EXPECT_EQ(set.side(), 8);
  EXPECT_EQ(set.image(2).at(7, 7), 7);
  EXPECT_NEAR(set.image(1).at(0, 0), 20, 1);  // row 8
}

TEST(Jpeg, RefusesDamageAndLies) {
  const Folder folder;
  const std::string good = jpeg(16, 16, 1, level_blocks(16, 16));
  expect_bad_content(folder.write("cut", good.substr(0, good.size() / 2)), "not a readable JPEG");
  expect_bad_content(folder.write("no_end", good.substr(0, good.size() - 2)), "not a readable JPEG");
  std::string large = good;
  const std::size_t size = large.find("\xff\xc0") + 5;  // in the frame header: height, then width
  large.replace(size, 4, "\x7f\xff\x7f\xff");
  expect_bad_content(folder.write("large", large), "can hold; the file is damaged");
}

}  // namespace
}  // namespace certibound
