// Arrays of floating-point numbers from NPY files, as they were computed elsewhere: not images, nothing is rounded.
#pragma once

#include <certibound/data/data_error.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace certibound {

struct NumberArray {
  std::string type;                 // "float64", "float32", "float16" or "uint16"
  std::vector<std::uint64_t> shape;
  std::vector<double> values;       // of float64 and float32, exact
  std::vector<std::uint16_t> bits;  // of float16 and uint16

  std::size_t size() const { return values.size() + bits.size(); }
};

// Reads an NPY file, plain or gzip: either byte order, C order (or one dimension), at most 2^31 numbers. Integers other than
// uint16, which may hold the bits of a 16-bit float, are refused. Throws DataError.
NumberArray load_numbers(const std::filesystem::path& path);

// "(3, 4)".
std::string shape_text(const std::vector<std::uint64_t>& shape);

}  // namespace certibound
