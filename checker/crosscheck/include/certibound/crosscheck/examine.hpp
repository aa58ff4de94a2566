// Everything that can be found out about a compiled kernel by calling it: `certibound kernel check`.
//
// The kernel runs in a child process (worker.hpp); what it does to its own floating-point environment, memory or life is a
// finding and cannot touch the judgement, which is made here.
//
// What the figures mean. `worst` is certified for the points of the check: its upper end bounds every judged point, its lower
// end and its input are proven by interval arithmetic alone. Between the points nothing is proven, unless `exhaustive`: then
// every number of the format was judged. A monotonicity violation is certified point by point.
#pragma once

#include <certibound/crosscheck/function.hpp>
#include <certibound/crosscheck/worker.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace certibound::crosscheck {

struct Sample {
  double x = 0, y = 0, out = 0;  // y only with two inputs
};

struct BinadeCount {
  std::uint64_t points = 0, misrounded = 0;
  double max_error = 0;  // ULP, upper bound
  double input = 0;      // where
};

// How many errors are at most 1/2, 1, 2, 4, .. 2^60 ULP, and more or infinite.
inline constexpr std::size_t kErrorClasses = 63;

// The errors of a set of points.
struct Measured {
  std::uint64_t points = 0;            // judged, inside the domain
  std::uint64_t misrounded = 0;        // not the number nearest to the exact value
  std::uint64_t rounding_unknown = 0;  // nearest number not decided
  std::uint64_t not_finite = 0;        // NaN, or an infinity where the value is no overflow
  std::uint64_t outside = 0;           // points where the function is undefined
  std::uint64_t outside_infinite = 0;  // of these, with an infinite output
  std::uint64_t outside_number = 0;    // of these, with a finite output
  std::uint64_t unknown = 0;           // points where the reference does not know whether there is a value
  std::uint64_t rigorous = 0;          // points judged by the enclosures
  Interval worst_error = Interval(0, 53);
  Sample worst{std::numeric_limits<double>::infinity()};  // meaningless without points
  std::optional<Sample> first_number_outside;
  std::map<int, BinadeCount> binades;  // by the exponent of |x|: 2^k <= |x| < 2^(k+1); 0 counts with the smallest number
  std::array<std::uint64_t, kErrorClasses> classes{};
};

struct SpecialRow {
  Sample sample;
  Place place = Place::unknown;
  Interval error;       // inside
  bool judged = false;  // false where the reference says nothing, as at infinity
  bool ok = true;       // NaN outside and for NaN (infinity outside too, unless `nan_outside`), a finite error inside
};

// x < y, and the kernel goes the other way than the function certainly does; or f(-x) is not +-f(x) as it has to be.
struct PairCount {
  std::uint64_t pairs = 0, violations = 0;
  Sample first, second;  // the first violation
};

// Something a kernel must not do, whatever its error.
struct Fault {
  enum class Kind { crash, hang, environment, writes_outside, not_repeatable } kind;
  std::string text;             // one sentence
  std::optional<Sample> input;  // where it was isolated
};

struct Examination {
  std::string function;  // text of the reference
  Format format = kDouble;
  int inputs = 1;
  double lo = 0, hi = 0;  // the points lie between
  std::vector<double> ends;
  std::string where;  // the inputs that are judged, in words (Function::where)
  Parity parity = Parity::none;
  bool leans_on_arb = false;
  bool whole = false;  // Function::whole: `misrounded` counts wrong results, and `worst` is one of them if there is any
  std::optional<Interval> expected;  // of a whole function at `worst`
  bool exhaustive = false;
  std::uint64_t seed = 1;

  Measured measured;
  std::vector<SpecialRow> special;
  PairCount monotone, symmetric;
  // Before the climb, which tries other points for another kernel: for comparing kernels on the same points.
  std::uint64_t same_points = 0, same_misrounded = 0;
  std::uint64_t climbed = 0;  // points tried by the search for the worst one
  std::vector<Fault> faults;
  double nanoseconds = 0;  // per element, thread CPU time, best of several calls; 0 if not measured
  bool stopped = false;    // by the user or by a fault: the figures cover a part of the points

  // No fault, no missing and no superfluous NaN; what the error is, is another question.
  bool behaves() const;
};

struct ExamineOptions {
  std::uint64_t points = 0;  // 0: every number of a 32-bit format with one input; else a number that takes some seconds
  std::uint64_t seed = 1;
  unsigned jobs = 1;
  std::optional<double> lo, hi;  // the part of the line to check; not for a function with a place of its own (Function::where)
  std::vector<Sample> extra;     // further inputs, as the worst one of an earlier check
  Precision bits = 128;
  std::function<bool()> stop = [] { return false; };
  std::function<void(double)> progress = [](double) {};  // share done, from one thread
};

// Throws WorkerError if the kernel cannot be loaded, std::invalid_argument (one line for the user) if the function is
// undefined on all of the part to check.
Examination examine(const Function& function, const KernelPlace& kernel, const ExamineOptions& options);

// The same judgement of arrays that exist: x, out (and y) are numbers of the format or NaN. Only `measured`, `special` for NaN
// and infinite inputs, and `faults` (none) are filled in. REQUIRES: equal lengths; y empty for one input.
Examination examine_values(const Function& function, const Format& format, const std::vector<double>& x,
                           const std::vector<double>& y, const std::vector<double>& out, const ExamineOptions& options);

}  // namespace certibound::crosscheck
