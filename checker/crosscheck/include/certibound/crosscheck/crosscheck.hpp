// The error of a kernel in ULP, certified: a kernel or arrays that it made, against a reference function.
//
// How a point is judged. The fast reference gives its error to about 2^-34 ULP, by a bound proven by hand. The rigorous
// reference (outward-rounded MPFR) judges again: the 256 points with the largest errors; every point where the fast one
// cannot tell ulp(x) or the nearest number; and one point in `rigorous_one_in`, chosen by the seed. At each of them
// the two must agree within the proven bound, else std::logic_error: a defect of this library. So for the points of the
// check, the reported largest error is proven given the hand proof; its input and its lower bound are proven by MPFR
// alone. Between the points nothing is proven: the figure is a measurement with that many inputs.
#pragma once

#include <certibound/crosscheck/reference.hpp>
#include <certibound/crosscheck/ulp.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace certibound::crosscheck {

// out[i] = f(in[i]) for i < n.
template <class T>
using Kernel = std::function<void(const T* in, T* out, std::size_t n)>;

struct Options {
  std::size_t points = 1'000'000;
  std::uint64_t seed = 1;
  Precision bits = 128;               // of the rigorous reference
  std::uint64_t rigorous_one_in = 100;  // 1: every point
};

// The largest error among some points, and where.
template <class T>
struct Worst {
  Interval error = Interval(0, 53);  // ULP; [., oo) if an output is NaN or infinite
  T input = 0;
  T output = 0;
};

template <class T>
struct Region {
  double lo, hi;  // lo <= x < hi (the last one: <=)
  std::size_t points = 0;
  std::size_t misrounded = 0;
  double max_error = 0;  // ULP, upper bound
  T worst_input = 0;
};

// Inputs that random points miss: signed zeros, the smallest and largest subnormal, the ends of the domain and their
// neighbours inside, and (expected NaN) the neighbours outside, 2, infinities, NaN.
template <class T>
struct SpecialValue {
  T input;
  T output;
  bool expects_nan;
  Interval error;  // ULP; empty where NaN is expected
  bool ok;         // NaN where it is expected, finite elsewhere (how far off is for `error` to say)
};

template <class T>
struct Report {
  std::size_t points = 0;      // inside the domain
  Worst<T> worst;
  std::size_t misrounded = 0;  // not the number nearest to the exact value
  std::size_t rounding_unknown = 0;  // nearest number not decided at `bits` (counted neither way)
  std::size_t not_finite = 0;  // NaN or infinite outputs inside the domain
  std::size_t outside = 0;     // inputs outside the domain, NaN among them (arrays only)
  std::size_t outside_not_nan = 0;  // of these, with an output that is not NaN
  std::size_t rigorous = 0;    // points that the rigorous reference judged
  std::uint64_t seed = 0;
  std::array<Region<T>, 4> regions{};
  std::vector<SpecialValue<T>> special;  // of check_kernel

  double misrounded_share() const;  // of `points`; 0 if there are none
  // Every output is within `ulp` of the exact value, and NaN exactly where it should be.
  bool within(double ulp) const;
};

// The kernel on its special values and on options.points points, dense in every binade of |x| and of the distance from
// both ends of the domain, and uniform; in blocks of 2^15. T: double or float.
template <class T>
Report<T> check_kernel(const Reference& reference, const Kernel<T>& kernel, const Options& options = {});

// Arrays made elsewhere; options.points is not used. REQUIRES: in.size() == out.size().
template <class T>
Report<T> check_values(const Reference& reference, std::span<const T> in, std::span<const T> out,
                       const Options& options = {});

extern template Report<double> check_kernel(const Reference&, const Kernel<double>&, const Options&);
extern template Report<float> check_kernel(const Reference&, const Kernel<float>&, const Options&);
extern template Report<double> check_values(const Reference&, std::span<const double>, std::span<const double>,
                                            const Options&);
extern template Report<float> check_values(const Reference&, std::span<const float>, std::span<const float>,
                                           const Options&);

}  // namespace certibound::crosscheck
