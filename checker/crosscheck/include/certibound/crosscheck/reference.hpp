// The functions a kernel can be checked against.
//
// Each has at least two references. The rigorous one is an Interval function (MPFR, outward rounding). The fast one is a
// double-double value with a relative error that is proven by hand (series.cpp) and compared with the rigorous one on a
// random part of the points of every check; without it every point goes to the rigorous one. Rhat has a third one, faster
// and coarser, for many points at once (quick_rhat.hpp).
#pragma once

#include <certibound/interval/interval.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace certibound::crosscheck {

// hi + lo, |lo| <= ulp(hi)/2.
struct FastValue {
  double hi, lo;
};

// What the quick judge says of a point: the computed value is the nearest double, is not, or that is not certain.
enum class Quick : unsigned char { correct, misrounded, open };

// error[i]: the error of out[i] against f(x[i]) in ULP, within kQuickUncertainty and 2^-50 of itself. `open` also where x or out
// is not finite or x is not inside the domain; error[i] says nothing then.
using QuickJudge = void (*)(const double* x, const double* out, std::size_t n, double* error, Quick* what);
inline constexpr double kQuickUncertainty = 0x1p-11;

struct Reference {
  std::string_view name;     // as in the claim language: "Rhat"
  std::string_view formula;  // for people
  double lo, hi;             // the domain [lo, hi], lo < 0 < hi; a kernel has to give NaN outside
  std::array<double, 3> cuts;  // where a report cuts the domain into regions, increasing
  Interval (*enclosure)(const Interval& x);
  FastValue (*fast)(double x);  // null if there is none. REQUIRES of the caller: lo < x < hi
  // |hi + lo - f(x)| <= fast_error |f(x)| for every double x inside the domain; a power of two.
  double fast_error;
  QuickJudge quick = nullptr;  // null if there is none
};

// All of them: "Rhat" and "dRhat" (the derivative of Rhat).
const std::vector<Reference>& references();

// Null if there is none of that name.
const Reference* find_reference(std::string_view name);

}  // namespace certibound::crosscheck
