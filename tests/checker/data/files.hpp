// Files of every format, good and bad, that the tests write into a folder of their own.
#pragma once

#include <certibound/data/data_set.hpp>

#include <gtest/gtest.h>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace certibound {

// A folder that exists as long as the object.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "certibound_data_XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::filesystem::path write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return path_ / name;
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string gzip(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out(compressBound(static_cast<uLong>(bytes.size())) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

inline std::string big_endian(std::uint32_t v) {
  return {static_cast<char>(v >> 24), static_cast<char>(v >> 16), static_cast<char>(v >> 8), static_cast<char>(v)};
}

inline std::string idx(std::uint8_t type, const std::vector<std::uint32_t>& shape, const std::string& payload) {
  std::string bytes = {0, 0, static_cast<char>(type), static_cast<char>(shape.size())};
  for (const std::uint32_t side : shape) bytes += big_endian(side);
  return bytes + payload;
}

// With this text as header, padded as numpy does.
inline std::string npy_with_header(std::string header, const std::string& payload, char version = 1) {
  const std::size_t prefix = version == 1 ? 10 : 12;
  while ((prefix + header.size() + 1) % 64 != 0) header += ' ';
  header += '\n';
  std::string bytes = std::string("\x93NUMPY") + version + '\0';
  for (int k = 0; k < (version == 1 ? 2 : 4); ++k) bytes += static_cast<char>(header.size() >> (8 * k));
  return bytes + header + payload;
}

inline std::string npy(const std::string& descr, const std::string& shape, const std::string& payload) {
  return npy_with_header("{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }", payload);
}

struct Png {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  int depth = 8;
  int color = PNG_COLOR_TYPE_GRAY;
  std::vector<png_color> palette = {};
  std::vector<std::uint8_t> palette_alpha = {};
  bool interlaced = false;
};

// `rows` holds the packed rows one after another, as libpng takes them.
inline std::string png(const Png& p, const std::string& rows) {
  std::string out;
  png_structp write = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
  png_infop info = png_create_info_struct(write);
  png_set_write_fn(
      write, &out,
      [](png_structp s, png_bytep data, std::size_t n) {
        static_cast<std::string*>(png_get_io_ptr(s))->append(reinterpret_cast<char*>(data), n);
      },
      nullptr);
  png_set_IHDR(write, info, p.width, p.height, p.depth, p.color,
               p.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (!p.palette.empty()) png_set_PLTE(write, info, p.palette.data(), static_cast<int>(p.palette.size()));
  if (!p.palette_alpha.empty()) {
    png_set_tRNS(write, info, p.palette_alpha.data(), static_cast<int>(p.palette_alpha.size()), nullptr);
  }
  png_write_info(write, info);
  const std::size_t row_bytes = png_get_rowbytes(write, info);
  std::vector<png_bytep> pointers;
  for (std::uint32_t i = 0; i < p.height; ++i) {
    pointers.push_back(reinterpret_cast<png_bytep>(const_cast<char*>(rows.data())) + i * row_bytes);
  }
  png_write_image(write, pointers.data());
  png_write_end(write, info);
  png_destroy_write_struct(&write, &info);
  return out;
}

// The same bytes on every machine with this libjpeg; `rows` holds grey or (channels 3) RGB pixels.
inline std::string jpeg(unsigned width, unsigned height, int channels, const std::string& rows, bool progressive = false) {
  jpeg_error_mgr errors{};
  jpeg_compress_struct state{};
  state.err = jpeg_std_error(&errors);
  jpeg_create_compress(&state);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&state, &bytes, &size);
  state.image_width = width;
  state.image_height = height;
  state.input_components = channels;
  state.in_color_space = channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(&state);
  jpeg_set_quality(&state, 100, TRUE);
  if (progressive) jpeg_simple_progression(&state);
  jpeg_start_compress(&state, TRUE);
  while (state.next_scanline < height) {
    auto* row = reinterpret_cast<JSAMPROW>(const_cast<char*>(rows.data())) + std::size_t{state.next_scanline} * width * static_cast<unsigned>(channels);
    jpeg_write_scanlines(&state, &row, 1);
  }
  jpeg_finish_compress(&state);
  const std::string out(reinterpret_cast<const char*>(bytes), size);
  jpeg_destroy_compress(&state);
  std::free(bytes);
  return out;
}

// The error that loading this file throws; fails the test if there is none.
inline DataError error_of(const std::filesystem::path& path) {
  try {
    load(path);
  } catch (const DataError& error) {
    return error;
  }
  ADD_FAILURE() << path << " was read without an error";
  return DataError(DataProblem::content, path, "no error");
}

// Bad content, in one line that names the file and contains this phrase.
inline void expect_bad_content(const std::filesystem::path& path, const std::string& phrase) {
  const DataError error = error_of(path);
  const std::string what = error.what();
  EXPECT_EQ(error.problem(), DataProblem::content) << what;
  EXPECT_EQ(what.rfind(path.string() + ": ", 0), 0U) << what;
  EXPECT_NE(what.find(phrase), std::string::npos) << what;
  EXPECT_EQ(what.find('\n'), std::string::npos) << what;
}

inline std::vector<std::int32_t> values_of(const Image& x) { return {x.values().begin(), x.values().end()}; }

}  // namespace certibound
