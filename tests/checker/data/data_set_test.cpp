// Which format a file has, sets from many files, and files that are none.
#include "files.hpp"

namespace certibound {
namespace {

TEST(DataSet, IsToldByFirstBytesNotByName) {
  const Folder folder;
  EXPECT_EQ(load(folder.write("a.png", npy("|u1", "(1, 1)", "\5"))).description(), "a.png: NPY, 1 image, 1 x 1");
  EXPECT_EQ(load(folder.write("a.npy", png({1, 1}, "\5"))).description(), "a.npy: PNG, 1 image, 1 x 1");
  EXPECT_EQ(load(folder.write("a.idx", gzip(png({1, 1}, "\5")))).image(0).at(0, 0), 5);
  EXPECT_EQ(load(folder.write("b.npy", gzip(npy("|u1", "(1, 1)", "\5")))).image(0).at(0, 0), 5);
}

TEST(DataSet, JoinsFilesOfOneSize) {
  const Folder folder;
  const std::vector<std::filesystem::path> files = {folder.write("a", png({1, 1}, "\5")),
                                                    folder.write("b", npy("<i4", "(2, 1, 1)", std::string(8, '\1'))),
                                                    folder.write("c", png({1, 1}, "\6"))};
  const DataSet set = load(files);
  EXPECT_EQ(set.size(), 4U);
  EXPECT_EQ(set.image(0).at(0, 0), 5);
  EXPECT_EQ(set.image(2).at(0, 0), 0x01010101);
  EXPECT_EQ(set.image(3).at(0, 0), 6);
  EXPECT_EQ(set.description(), "a and 2 more files: PNG+NPY, 4 images, 1 x 1");
}

TEST(DataSet, RefusesFilesOfDifferentSizesNamingBoth) {
  const Folder folder;
  const std::vector<std::filesystem::path> sizes = {folder.write("a", png({1, 1}, "\5")),
                                                    folder.write("b", png({2, 2}, "\1\2\3\4"))};
  const std::vector<std::filesystem::path> colours = {sizes[0],
                                                      folder.write("c", png({1, 1, 8, PNG_COLOR_TYPE_RGB}, "\1\2\3"))};
  for (const auto& [files, first, second] :
       {std::tuple{sizes, "1 x 1", "2 x 2"}, std::tuple{colours, "1 x 1", "1 x 1 x 3"}}) {
    try {
      load(files);
      ADD_FAILURE() << "no error";
    } catch (const DataError& error) {
      const std::string what = error.what();
      EXPECT_EQ(error.problem(), DataProblem::content);
      EXPECT_NE(what.find(std::string("images of ") + second + ","), std::string::npos) << what;
      EXPECT_NE(what.find(std::string("images of ") + first + ";"), std::string::npos) << what;
      EXPECT_NE(what.find(files[0].string()), std::string::npos) << what;
    }
  }
}

TEST(DataSet, MissingFilesAndDirectoriesAreFailedResources) {
  const Folder folder;
  for (const auto& path : {folder.path() / "none", folder.path(), std::filesystem::path("/dev/null")}) {
    const DataError error = error_of(path);
    EXPECT_EQ(error.problem(), DataProblem::resource) << error.what();
    EXPECT_EQ(std::string(error.what()).rfind(path.string() + ": ", 0), 0U) << error.what();
  }
  EXPECT_NE(std::string(error_of(folder.path()).what()).find("directory"), std::string::npos);
}

TEST(DataSet, RefusesEmptyAndUnknownFiles) {
  const Folder folder;
  expect_bad_content(folder.write("a", ""), "is empty");
  expect_bad_content(folder.write("b", gzip("")), "is empty");
  expect_bad_content(folder.write("c", "x"), "neither IDX, NPY, PNG nor JPEG");
  expect_bad_content(folder.write("d", "hello world, this is text\n"), "neither IDX, NPY, PNG nor JPEG");
  expect_bad_content(folder.write("e", "PK\3\4..........."), "npz");
  expect_bad_content(folder.write("f", "\xff\xd8\xff\xe0........."), "not a readable JPEG");
  expect_bad_content(folder.write("g", "GIF89a........"), "GIF");
  EXPECT_THROW(load(std::span<const std::filesystem::path>()), DataError);
}

TEST(DataSet, RefusesPartsOfImages) {
  using Bytes = std::vector<std::uint8_t>;
  EXPECT_THROW(DataSet("p", "X", 2, 1, Bytes(5)), std::invalid_argument);
  EXPECT_THROW(DataSet("p", "X", 2, 1, Bytes()), std::invalid_argument);
  EXPECT_THROW(DataSet("p", "X", 0, 1, Bytes(4)), std::invalid_argument);
  EXPECT_EQ(DataSet("p", "X", 2, 1, Bytes(8)).size(), 2U);
}

}  // namespace
}  // namespace certibound
