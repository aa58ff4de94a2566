// NPY files: types, byte orders and shapes that are read, and all that is refused.
#include "files.hpp"

namespace certibound {
namespace {

TEST(Npy, ReadsBytesInEveryShape) {
  const Folder folder;
  const std::string twelve = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c";
  const DataSet many = load(folder.write("a", npy("|u1", "(3, 2, 2)", twelve)));
  EXPECT_EQ(many.size(), 3U);
  EXPECT_EQ(values_of(many.image(2)), (std::vector<std::int32_t>{9, 10, 11, 12}));
  const DataSet colour = load(folder.write("b", npy("|u1", "(2, 2, 3)", twelve)));
  EXPECT_EQ(colour.size(), 1U);
  EXPECT_EQ(colour.channels(), 3);
  const DataSet both = load(folder.write("c", npy("|u1", "(4, 1, 1, 3)", twelve)));
  EXPECT_EQ(both.size(), 4U);
  EXPECT_EQ(values_of(both.image(1)), (std::vector<std::int32_t>{4, 5, 6}));
  EXPECT_EQ(load(folder.write("d", npy("|u1", "(2, 2)", twelve.substr(0, 4)))).size(), 1U);
  const DataSet cube = load(folder.write("e", npy("|u1", "(2, 2, 2)", twelve.substr(0, 8))));
  EXPECT_EQ(cube.size(), 2U);  // (a, b, b) is a images, also where a = b
  EXPECT_EQ(cube.channels(), 1);
}

std::int32_t single(const Folder& folder, const std::string& descr, const std::string& payload) {
  return load(folder.write("x", npy(descr, "(1, 1)", payload))).image(0).at(0, 0);
}

TEST(Npy, ReadsEveryTypeInBothByteOrders) {
  const Folder folder;
  EXPECT_EQ(single(folder, "|i1", "\xff"), -1);
  EXPECT_EQ(single(folder, "|b1", "\x01"), 1);
  EXPECT_EQ(single(folder, "<u2", "\x01\xff"), 0xff01);
  EXPECT_EQ(single(folder, ">u2", "\x01\xff"), 0x01ff);
  EXPECT_EQ(single(folder, "<i2", "\x01\xff"), -255);
  EXPECT_EQ(single(folder, ">i2", "\xff\x01"), -255);
  EXPECT_EQ(single(folder, "<i4", "\x01\x02\x03\x84"), static_cast<std::int32_t>(0x84030201));
  EXPECT_EQ(single(folder, ">i4", "\x04\x03\x02\x01"), 0x04030201);
  EXPECT_EQ(single(folder, "<u4", "\xff\xff\xff\x7f"), 2147483647);
  EXPECT_EQ(single(folder, "<i8", "\xfe\xff\xff\xff\xff\xff\xff\xff"), -2);
  EXPECT_EQ(single(folder, ">f4", "\xc2\x28" + std::string(2, '\0')), -42);
  EXPECT_EQ(single(folder, "<f8", std::string(4, '\0') + std::string("\0\0\x45\x40", 4)), 42);
}

TEST(Npy, RefusesValuesOutOfRange) {
  const Folder folder;
  expect_bad_content(folder.write("a", npy("<u4", "(1, 1)", std::string("\0\0\0\x80", 4))), "value 2147483648");
  expect_bad_content(folder.write("b", npy("<i8", "(1, 1)", std::string("\0\0\0\0\x01\0\0\0", 8))), "value 4294967296");
  expect_bad_content(folder.write("c", npy("<u8", "(1, 1)", std::string(8, '\xff'))), "18446744073709551615");
  expect_bad_content(folder.write("d", npy("<f4", "(1, 1)", std::string("\0\0\0\x3f", 4))), "value 0.5");
  expect_bad_content(folder.write("e", npy("|b1", "(1, 1)", "\x02")), "neither true nor false");
  const std::string low = std::string("\0\0\0\x80", 4);
  const std::filesystem::path both = folder.write("f", npy("<i4", "(1, 1, 2)", low + low));
  EXPECT_THROW(load(both).image(0), DataError);  // the squared norm is 2^63
}

TEST(Npy, RefusesOtherTypes) {
  const Folder folder;
  for (const char* descr : {"<f2", "|O", "<c8", "<U3", "|S1", "<i3", "i4", "=i4", "|i4", "<f1", "<b4", "", "<u16"}) {
    expect_bad_content(folder.write("a", npy(descr, "(1, 1)", std::string(16, '\1'))), "elements of type");
  }
  expect_bad_content(
      folder.write("b", npy_with_header("{'descr': [('r', '|u1')], 'fortran_order': False, 'shape': (1, 1), }", "\1")),
      "records");
}

TEST(Npy, RefusesFortranOrder) {
  const Folder folder;
  expect_bad_content(
      folder.write("a", npy_with_header("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 2), }", "\1\2\3\4")),
      "Fortran order");
}

TEST(Npy, ReadsAllVersionsAndLooseHeaders) {
  const Folder folder;
  const std::string header = "{'shape':(2,2),\"fortran_order\" : False,'descr':'|u1'}";
  for (const char version : {'\1', '\2', '\3'}) {
    EXPECT_EQ(load(folder.write("a", npy_with_header(header, "\1\2\3\4", version))).image(0).at(1, 0), 3);
  }
  expect_bad_content(folder.write("b", npy_with_header(header, "\1\2\3\4", '\4')), "version 4");
}

TEST(Npy, RefusesBrokenHeaders) {
  const Folder folder;
  for (const char* header :
       {"", "{", "{}", "[1]", "{'descr': '|u1', 'fortran_order': False}", "{'descr': '|u1', 'shape': (1, 1)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), 'shape': (1, 1)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1), 'more': 1}",
        "{'descr': '|u1', 'fortran_order': Maybe, 'shape': (1, 1)}", "{'descr': '|u1",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 1)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1 1)}",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 1)} x",
        "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999999999999, 1)}"}) {
    expect_bad_content(folder.write("a", npy_with_header(header, "\1")), "NPY header");
  }
  std::string long_header = npy_with_header("{}", "", 2);
  long_header[11] = '\x7f';
  expect_bad_content(folder.write("b", long_header), "claims");
}

TEST(Npy, RefusesShapesThatAreNoSquareImages) {
  const Folder folder;
  const std::string payload(48, '\1');
  expect_bad_content(folder.write("a", npy("|u1", "(2, 3, 4)", payload.substr(0, 24))), "3 x 4");
  expect_bad_content(folder.write("b", npy("|u1", "(1, 3, 4, 4)", payload)), "3 x 4");  // channels first
  expect_bad_content(folder.write("c", npy("|u1", "(48,)", payload)), "labels");
  expect_bad_content(folder.write("d", npy("|u1", "()", "\1")), "has the shape ()");
  expect_bad_content(folder.write("e", npy("|u1", "(0, 2, 2)", "")), "no images");
}

TEST(Npy, RefusesSizesThatLie) {
  const Folder folder;
  expect_bad_content(folder.write("a", npy("|u1", "(1000000, 1000, 1000)", "\1")), "promises 1000000000000 bytes");
  expect_bad_content(folder.write("b", npy("<i4", "(2, 2)", std::string(15, '\1'))), "promises 16 bytes");
  expect_bad_content(folder.write("c", npy("<i4", "(2, 2)", std::string(17, '\1'))), "more bytes than its header");
}

}  // namespace
}  // namespace certibound
