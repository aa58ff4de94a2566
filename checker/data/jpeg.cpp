// JPEG by libjpeg: grey or RGB of 8 bits, by its exact-integer inverse transform (JDCT_ISLOW) and its smooth upsampling of
// colour. The standard leaves a decoder the last unit of a value; the set is what this library's decoder says.
//
// libjpeg reports errors by longjmp. So every call into it stands in a small function whose only objects are those of the
// decoder, which outlives the jump; no destructor is ever skipped.
#include "picture.hpp"
#include "readers.hpp"

#include <cstddef>
#include <cstdio>  // jpeglib.h needs FILE

#include <jpeglib.h>

#include <csetjmp>

namespace certibound::data {
namespace {

constexpr std::uint64_t kMostFileBytes = std::uint64_t{1} << 30;

struct Decoder {
  jpeg_error_mgr errors{};
  std::jmp_buf jump{};
  char message[JMSG_LENGTH_MAX] = "out of memory";
  jpeg_decompress_struct state{};
  std::vector<std::uint8_t> bytes;

  Decoder() {
    state.err = jpeg_std_error(&errors);
    state.client_data = this;
  }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  ~Decoder() { jpeg_destroy_decompress(&state); }
};

// Warnings too: libjpeg warns where it has to invent pixels.
[[noreturn]] void on_error(j_common_ptr state) {
  Decoder& decoder = *static_cast<Decoder*>(state->client_data);
  state->err->format_message(state, decoder.message);
  std::longjmp(decoder.jump, 1);
}
void on_message(j_common_ptr state, int level) {
  if (level < 0) on_error(state);
}

bool read_header(Decoder& decoder, std::span<const std::uint8_t> file) {
  decoder.errors.error_exit = on_error;
  decoder.errors.emit_message = on_message;
  if (setjmp(decoder.jump) != 0) return false;
  jpeg_create_decompress(&decoder.state);
  jpeg_mem_src(&decoder.state, file.data(), static_cast<unsigned long>(file.size()));
  jpeg_read_header(&decoder.state, TRUE);
  decoder.state.dct_method = JDCT_ISLOW;
  decoder.state.out_color_space = decoder.state.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
  return true;
}

// REQUIRES: bytes has the size of all rows.
bool read_pixels(Decoder& decoder) {
  if (setjmp(decoder.jump) != 0) return false;
  jpeg_start_decompress(&decoder.state);
  const std::size_t row = std::size_t{decoder.state.output_width} * static_cast<std::size_t>(decoder.state.output_components);
  while (decoder.state.output_scanline < decoder.state.output_height) {
    JSAMPROW line = decoder.bytes.data() + decoder.state.output_scanline * row;
    jpeg_read_scanlines(&decoder.state, &line, 1);
  }
  jpeg_finish_decompress(&decoder.state);
  return true;
}

void check_header(const ByteSource& source, const Decoder& decoder, std::size_t file_bytes) {
  const jpeg_decompress_struct& state = decoder.state;
  const std::string size = std::to_string(state.image_width) + " x " + std::to_string(state.image_height);
  if (state.num_components != 1 && state.num_components != 3) {
    source.fail("has " + std::to_string(state.num_components) + " channels (CMYK?); convert it to RGB");
  }
  if (state.image_width > kMaxImageSide || state.image_height > kMaxImageSide) {
    source.fail("is " + size + " pixels; at most " + std::to_string(kMaxImageSide) + " a side are read");
  }
  // A block of 8 x 8 takes at least one bit a channel, so that 64 pixels of a channel stand for an eighth of a byte.
  if (std::uint64_t{state.image_width} * state.image_height / 512 > file_bytes) {
    source.fail("its header claims " + size + " pixels, more than " + std::to_string(file_bytes) + " bytes can hold; the file is damaged");
  }
}

}  // namespace

bool looks_like_jpeg(std::span<const std::uint8_t> head) {
  return head.size() >= 3 && head[0] == 0xff && head[1] == 0xd8 && head[2] == 0xff;
}

DataSet read_jpeg(ByteSource& source, int crop) {
  const std::vector<std::uint8_t> file = source.read_rest(kMostFileBytes);
  Decoder decoder;
  const auto damaged = [&]() {
    source.fail(std::string("is not a readable JPEG (") + decoder.message + "); fetch or export it again");
  };
  if (!read_header(decoder, file)) damaged();
  check_header(source, decoder, file.size());
  const int channels = decoder.state.num_components;
  decoder.bytes.resize(std::size_t{decoder.state.image_width} * decoder.state.image_height * static_cast<std::size_t>(channels));
  if (!read_pixels(decoder)) damaged();
  Picture picture{.width = static_cast<int>(decoder.state.image_width),
                  .height = static_cast<int>(decoder.state.image_height),
                  .channels = channels,
                  .values = std::move(decoder.bytes)};
  return square_set(source, "JPEG", std::move(picture), crop);
}

}  // namespace certibound::data
