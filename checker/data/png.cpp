// PNG by libpng, to the integers stored in the file: no gamma, no change of depth but grey of 1, 2, 4 bits to 0..255.
//
// libpng reports errors by longjmp. So every call into it stands in a small function whose only objects are those of
// the decoder, which outlives the jump; no destructor is ever skipped.
#include "picture.hpp"
#include "readers.hpp"

#include <png.h>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace certibound::data {
namespace {

constexpr std::uint64_t kMostFileBytes = std::uint64_t{1} << 30;

struct Decoder {
  std::span<const std::uint8_t> file;
  std::size_t at = 0;
  char message[128] = "out of memory";
  png_structp png = nullptr;
  png_infop info = nullptr;
  png_uint_32 width = 0, height = 0;
  int channels = 0, depth = 0;  // after the transformations below
  std::size_t row_bytes = 0;
  std::vector<std::uint8_t> bytes;
  std::vector<png_bytep> rows;

  explicit Decoder(std::span<const std::uint8_t> all) : file(all) {}
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { png_destroy_read_struct(&png, &info, nullptr); }
};

void on_error(png_structp png, png_const_charp text) {
  Decoder& decoder = *static_cast<Decoder*>(png_get_error_ptr(png));
  std::snprintf(decoder.message, sizeof decoder.message, "%s", text);
  png_longjmp(png, 1);
}

void on_warning(png_structp, png_const_charp) {}  // ancillary chunks do not touch the pixels

void on_read(png_structp png, png_bytep out, std::size_t count) {
  Decoder& decoder = *static_cast<Decoder*>(png_get_io_ptr(png));
  if (count > decoder.file.size() - decoder.at) png_error(png, "the file is cut short");
  std::memcpy(out, decoder.file.data() + decoder.at, count);
  decoder.at += count;
}

// False if libpng met an error; its text is then in decoder.message.
bool read_header(Decoder& decoder) {
  decoder.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &decoder, on_error, on_warning);
  if (decoder.png == nullptr) return false;
  if (setjmp(png_jmpbuf(decoder.png)) != 0) return false;
  decoder.info = png_create_info_struct(decoder.png);
  if (decoder.info == nullptr) return false;
  png_set_read_fn(decoder.png, &decoder, on_read);
  png_set_user_limits(decoder.png, kMaxImageSide, kMaxImageSide);
  png_read_info(decoder.png, decoder.info);
  int color = 0;
  png_get_IHDR(decoder.png, decoder.info, &decoder.width, &decoder.height, &decoder.depth, &color, nullptr, nullptr,
               nullptr);
  if (color == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(decoder.png);
  if (color == PNG_COLOR_TYPE_GRAY && decoder.depth < 8) png_set_expand_gray_1_2_4_to_8(decoder.png);
  if (png_get_valid(decoder.png, decoder.info, PNG_INFO_tRNS) != 0) png_set_tRNS_to_alpha(decoder.png);
  png_set_interlace_handling(decoder.png);
  png_read_update_info(decoder.png, decoder.info);
  decoder.channels = png_get_channels(decoder.png, decoder.info);
  decoder.depth = png_get_bit_depth(decoder.png, decoder.info);
  decoder.row_bytes = png_get_rowbytes(decoder.png, decoder.info);
  return true;
}

bool read_pixels(Decoder& decoder) {
  if (setjmp(png_jmpbuf(decoder.png)) != 0) return false;
  png_read_image(decoder.png, decoder.rows.data());
  png_read_end(decoder.png, nullptr);
  return true;
}

void check_size(const ByteSource& source, const Decoder& decoder) {
  // Deflate expands at most 1032 times; a header that claims more lies, and is not worth the memory.
  if (std::uint64_t{decoder.row_bytes} * decoder.height > 1032 * (decoder.file.size() + 1)) {
    source.fail("its header claims " + std::to_string(decoder.width) + " x " + std::to_string(decoder.height) +
                " pixels, more than " + std::to_string(decoder.file.size()) + " bytes can hold; the file is damaged");
  }
}

std::int32_t value_at(const Decoder& decoder, std::size_t index) {
  if (decoder.depth == 8) return decoder.bytes[index];
  return decoder.bytes[2 * index] << 8 | decoder.bytes[2 * index + 1];  // PNG is big-endian
}

// The colour channels; an alpha channel (the last of 2 or 4) must be opaque, since there is no one way to remove it.
DataSet::Values colours(const ByteSource& source, const Decoder& decoder) {
  const std::size_t pixels = std::size_t{decoder.width} * decoder.height;
  const std::size_t stored = static_cast<std::size_t>(decoder.channels);
  const std::size_t kept = stored - (stored % 2 == 0 ? 1 : 0);
  const std::int32_t opaque = decoder.depth == 8 ? 255 : 65535;
  std::vector<std::int32_t> values;
  values.reserve(pixels * kept);
  for (std::size_t p = 0; p < pixels; ++p) {
    for (std::size_t k = 0; k < kept; ++k) values.push_back(value_at(decoder, p * stored + k));
    if (kept < stored && value_at(decoder, p * stored + kept) != opaque) {
      source.fail("is transparent at row " + std::to_string(p / decoder.width) + ", column " +
                  std::to_string(p % decoder.width) + "; flatten it onto a background first");
    }
  }
  if (decoder.depth == 8) return std::vector<std::uint8_t>(values.begin(), values.end());
  return values;
}

}  // namespace

bool looks_like_png(std::span<const std::uint8_t> head) {
  static constexpr std::uint8_t magic[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  return head.size() >= 8 && std::equal(magic, magic + 8, head.begin());
}

DataSet read_png(ByteSource& source, int crop) {
  const std::vector<std::uint8_t> file = source.read_rest(kMostFileBytes);
  Decoder decoder(file);
  const auto damaged = [&]() {
    source.fail(std::string("is not a readable PNG (") + decoder.message + "); fetch or export it again");
  };
  if (!read_header(decoder)) damaged();
  check_size(source, decoder);
  decoder.bytes.resize(decoder.row_bytes * decoder.height);
  for (png_uint_32 i = 0; i < decoder.height; ++i) decoder.rows.push_back(decoder.bytes.data() + i * decoder.row_bytes);
  if (!read_pixels(decoder)) damaged();
  Picture picture{.width = static_cast<int>(decoder.width),
                  .height = static_cast<int>(decoder.height),
                  .channels = decoder.channels <= 2 ? 1 : 3,
                  .values = colours(source, decoder)};
  return square_set(source, "PNG", std::move(picture), crop);
}

}  // namespace certibound::data
