// The kernels of this library that compute a function of reference.hpp, with the error their headers promise: one list
// for the tests, the benchmarks and the command line.
#pragma once

#include <certibound/crosscheck/crosscheck.hpp>

#include <string_view>
#include <vector>

namespace certibound::crosscheck {

struct BuiltinKernel {
  std::string_view name;
  std::string_view reference;  // its name
  std::string_view type;       // "double" or "float": which of the two functions is set
  double promised;             // ULP; the error stays below (or at, where it is 0.5: correctly rounded)
  std::string_view known;      // "proven" or "exhaustive" (all floats of the domain checked)
  Kernel<double> on_double;
  Kernel<float> on_float;
};

const std::vector<BuiltinKernel>& builtin_kernels();

}  // namespace certibound::crosscheck
