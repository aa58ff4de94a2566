// The kernels of this library that compute a function of one variable or two, with the error their headers promise: for the tests,
// the benchmarks and the command line.
#pragma once

#include <certibound/crosscheck/crosscheck.hpp>

#include <string_view>
#include <vector>

namespace certibound::crosscheck {

// out[i] = f(x[i], y[i]) for i < n.
using PairKernel = std::function<void(const double* x, const double* y, double* out, std::size_t n)>;

struct BuiltinKernel {
  std::string_view name;
  std::string_view reference;  // its name
  std::string_view type;       // "double" or "float": which of the functions is set
  double promised;             // ULP; the error stays below (or at, where it is 0.5: correctly rounded)
  std::string_view known;      // "proven", "exhaustive" (all floats of the domain checked) or "measured"
  Kernel<double> on_double;
  Kernel<float> on_float;
  std::string_view domain = "";  // "A..B" where it is smaller than that of the function
  PairKernel on_pairs = nullptr;  // of two inputs
};

// Those of a function of reference.hpp.
const std::vector<BuiltinKernel>& builtin_kernels();

// These, and those of other functions (function.hpp).
const std::vector<const BuiltinKernel*>& all_kernels();

}  // namespace certibound::crosscheck
