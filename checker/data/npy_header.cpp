// The header of an NPY file: a Python dictionary literal with exactly the keys descr, fortran_order and shape.
// Source: NumPy Enhancement Proposal 1 and numpy.lib.format, versions 1.0, 2.0 and 3.0. A small reader of just this
// literal; anything else is refused.
#include "readers.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string_view>

namespace certibound::data {
namespace {

constexpr std::uint32_t kMostHeaderBytes = 1 << 16;
using Kind = ElementType::Kind;

class Literal {
 public:
  Literal(const ByteSource& source, std::string_view text) : source_(source), text_(text) {}

  bool accept(char c) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void expect(char c) {
    if (!accept(c)) fail(std::string("expected '") + c + "'");
  }
  std::string_view word() {  // letters, as True and False
    skip_space();
    const std::size_t start = at_;
    while (at_ < text_.size() && std::isalpha(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
    return text_.substr(start, at_ - start);
  }
  std::string_view quoted() {
    skip_space();
    if (at_ == text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) fail("expected a quoted word");
    const char quote = text_[at_++];
    const std::size_t end = text_.find(quote, at_);
    if (end == std::string_view::npos) fail("a quote is not closed");
    const std::string_view inside = text_.substr(at_, end - at_);
    at_ = end + 1;
    return inside;
  }
  std::uint64_t number() {
    skip_space();
    std::uint64_t value = 0;
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      if (at_ - start >= 18) fail("a number is too long");
      value = 10 * value + static_cast<std::uint64_t>(text_[at_++] - '0');
    }
    if (at_ == start) fail("expected a number");
    return value;
  }
  void expect_end() {
    skip_space();
    if (at_ != text_.size()) fail("unexpected text after it");
  }
  [[noreturn]] void fail(const std::string& what) const {
    source_.fail("its NPY header is not readable at byte " + std::to_string(at_) + ": " + what +
                 "; save the array again with numpy.save");
  }

 private:
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
  }

  const ByteSource& source_;
  std::string_view text_;
  std::size_t at_ = 0;
};

ElementType npy_type(const ByteSource& source, std::string_view descr) {
  const auto refuse = [&]() {
    source.fail("holds elements of type '" + std::string(descr) + "'; convert the array to uint8 or int32 (astype)");
  };
  if (descr.size() != 3 || std::string_view("<>|=").find(descr[0]) == std::string_view::npos) refuse();
  const int bytes = descr[2] - '0';
  if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8) refuse();
  if (bytes > 1 && (descr[0] == '|' || descr[0] == '=')) refuse();  // a byte order is needed and must be named
  const bool little = descr[0] != '>';
  switch (descr[1]) {
    case 'b':
      if (bytes == 1) return {Kind::boolean, 1, little};
      break;
    case 'u':
      return {Kind::unsigned_integer, bytes, little};
    case 'i':
      return {Kind::signed_integer, bytes, little};
    case 'f':
      if (bytes >= 2) return {Kind::floating, bytes, little};
      break;
    default:
      break;
  }
  refuse();
  return {Kind::boolean, 1, little};  // not reached: refuse throws
}

std::vector<std::uint64_t> shape_of(Literal& literal) {
  std::vector<std::uint64_t> shape;
  literal.expect('(');
  while (!literal.accept(')')) {
    if (shape.size() == 32) literal.fail("more than 32 dimensions");
    shape.push_back(literal.number());
    if (!literal.accept(',')) {
      literal.expect(')');
      break;
    }
  }
  return shape;
}

NpyHeader parse(const ByteSource& source, std::string_view text) {
  Literal literal(source, text);
  std::optional<ElementType> type;
  std::optional<std::vector<std::uint64_t>> shape;
  std::optional<bool> fortran;
  literal.expect('{');
  while (!literal.accept('}')) {
    const std::string_view key = literal.quoted();
    literal.expect(':');
    if (key == "descr" && !type) {
      if (literal.accept('[')) source.fail("holds records, not numbers; save a plain array of uint8 or int32");
      type = npy_type(source, literal.quoted());
    } else if (key == "fortran_order" && !fortran) {
      const std::string_view value = literal.word();
      if (value != "True" && value != "False") literal.fail("expected True or False");
      fortran = value == "True";
    } else if (key == "shape" && !shape) {
      shape = shape_of(literal);
    } else {
      literal.fail("unknown or repeated key '" + std::string(key) + "'");
    }
    if (!literal.accept(',')) {
      literal.expect('}');
      break;
    }
  }
  literal.expect_end();
  if (!type || !shape || !fortran) literal.fail("descr, shape or fortran_order is missing");
  // For one dimension or fewer both orders are the same.
  if (*fortran && shape->size() > 1)
    source.fail("is stored in Fortran order; save numpy.ascontiguousarray of the array");
  return {*type, *shape};
}

}  // namespace

NpyHeader read_npy_header(ByteSource& source) {
  std::uint8_t start[8];
  source.read(start, "its NPY header");
  const int version = start[6];
  if (version < 1 || version > 3) {
    source.fail("NPY version " + std::to_string(version) + " is unknown; save the array again with numpy.save");
  }
  std::uint8_t length_bytes[4] = {0, 0, 0, 0};
  source.read({length_bytes, version == 1 ? std::size_t{2} : std::size_t{4}}, "its NPY header");
  const std::uint32_t length = length_bytes[0] | std::uint32_t{length_bytes[1]} << 8 |
                               std::uint32_t{length_bytes[2]} << 16 | std::uint32_t{length_bytes[3]} << 24;
  if (length > kMostHeaderBytes)
    source.fail("its NPY header claims " + std::to_string(length) + " bytes; it is damaged");
  std::vector<std::uint8_t> bytes(length);
  source.read(bytes, "its NPY header");
  return parse(source, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace certibound::data
