// The loop over the points, the choice of those that the rigorous reference judges again, and the report.
#include <certibound/crosscheck/crosscheck.hpp>

#include "judge.hpp"
#include "points.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace certibound::crosscheck {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 15;
constexpr std::size_t kRecheckedWorst = 256;

template <class T>
struct Candidate {
  double upper;  // ULP, from the fast reference
  T input;
  T output;
};

Interval from_zero_to(double upper, Precision bits) {
  if (!std::isfinite(upper)) {
    return abs(Interval::entire(bits));
  }
  return hull(Interval(0, bits), Interval::point(upper, bits));
}

// Takes points in any number of portions and makes the report.
template <class T>
class Accumulator {
 public:
  Accumulator(const Reference& reference, const Options& options) : reference_(reference), options_(options) {
    report_.seed = options.seed;
    double lo = reference.lo;
    for (std::size_t i = 0; i < report_.regions.size(); ++i) {
      report_.regions[i].lo = lo;
      report_.regions[i].hi = lo = i < reference.cuts.size() ? reference.cuts[i] : reference.hi;
    }
  }

  void add(T x, T y) {
    if (!(x >= reference_.lo && x <= reference_.hi)) {
      ++report_.outside;
      report_.outside_not_nan += std::isnan(y) ? 0 : 1;
      return;
    }
    const std::uint64_t index = report_.points++;
    Region<T>& region = region_of(x);
    ++region.points;
    if (!std::isfinite(y)) {
      ++report_.not_finite;
      note(region, x, std::numeric_limits<double>::infinity());
      raise(Interval::entire(options_.bits), x, y);
      return;
    }
    const bool fast = reference_.fast != nullptr && x != reference_.lo && x != reference_.hi;
    const bool chosen = options_.rigorous_one_in <= 1 ||
                        random_bits(~options_.seed, index) % options_.rigorous_one_in == 0;
    if (!fast) {
      judge(region, x, y);
      return;
    }
    const FastJudgement judgement = judge_fast(y, reference_.fast(x), reference_.fast_error);
    if (chosen || !judgement.certain) {
      compare(judge(region, x, y), judgement, x);
      return;
    }
    region.misrounded += judgement.misrounded ? 1 : 0;
    const double upper = judgement.error + judgement.uncertainty;
    note(region, x, upper);
    remember({upper, x, y});
  }

  Report<T> finish() {
    for (const Candidate<T>& c : candidates_) {
      const Interval error = judge_rigorously(reference_, c.input, c.output, options_.bits).error;
      compare(error, judge_fast(c.output, reference_.fast(c.input), reference_.fast_error), c.input);
      ++report_.rigorous;
      raise(error, c.input, c.output);
    }
    // The points that only the fast reference judged are below `rest_`.
    report_.worst.error = max(report_.worst.error, from_zero_to(rest_, options_.bits));
    for (const Region<T>& region : report_.regions) {
      report_.misrounded += region.misrounded;
    }
    return report_;
  }

 private:
  Region<T>& region_of(T x) {
    std::size_t i = 0;
    while (i + 1 < report_.regions.size() && x >= report_.regions[i].hi) {
      ++i;
    }
    return report_.regions[i];
  }

  static void note(Region<T>& region, T x, double upper) {
    if (upper > region.max_error) {
      region.max_error = upper;
      region.worst_input = x;
    }
  }

  // Keeps the largest error and its input: the first NaN or infinity (no bound at all) stands above everything finite;
  // of two errors that overlap, the one with the larger lower end is named.
  void raise(const Interval& error, T x, T y) {
    const Interval magnitude = abs(error);
    Worst<T>& worst = report_.worst;
    if (worst.error.is_bounded() && (!magnitude.is_bounded() || worst.error.lo() < magnitude.lo())) {
      worst.input = x;
      worst.output = y;
    }
    worst.error = max(worst.error, magnitude);
  }

  Interval judge(Region<T>& region, T x, T y) {
    const RigorousJudgement judgement = judge_rigorously(reference_, x, y, options_.bits);
    ++report_.rigorous;
    region.misrounded += judgement.rounding == Rounding::wrong ? 1 : 0;
    report_.rounding_unknown += judgement.rounding == Rounding::unknown ? 1 : 0;
    note(region, x, mpfr_get_d(judgement.error.hi().get(), MPFR_RNDU));
    raise(judgement.error, x, y);
    return judgement.error;
  }

  // The two references have to agree about the error, unless the fast one did not know ulp(x).
  void compare(const Interval& error, const FastJudgement& judgement, T x) const {
    if (!judgement.certain || !std::isfinite(judgement.error)) {
      return;
    }
    const Interval claimed = Interval::point(judgement.error) +
                             Interval::point(judgement.uncertainty) * hull(Interval(-1, 53), Interval(1, 53));
    if (disjoint(error, claimed)) {
      throw std::logic_error("crosscheck: the fast reference of " + std::string(reference_.name) +
                             " breaks its error bound at " + hex_float(x));
    }
  }

  // The points with the largest errors, smallest on top of the heap.
  void remember(const Candidate<T>& candidate) {
    const auto larger = [](const Candidate<T>& a, const Candidate<T>& b) { return a.upper > b.upper; };
    if (candidates_.size() == kRecheckedWorst) {
      if (candidate.upper <= candidates_.front().upper) {
        rest_ = std::max(rest_, candidate.upper);
        return;
      }
      std::pop_heap(candidates_.begin(), candidates_.end(), larger);
      rest_ = std::max(rest_, candidates_.back().upper);
      candidates_.pop_back();
    }
    candidates_.push_back(candidate);
    std::push_heap(candidates_.begin(), candidates_.end(), larger);
  }

  const Reference& reference_;
  const Options& options_;
  Report<T> report_;
  std::vector<Candidate<T>> candidates_;
  double rest_ = 0;
};

template <class T>
std::vector<T> special_inputs(const Reference& reference) {
  using Limits = std::numeric_limits<T>;
  const T infinity = Limits::infinity();
  const T lo = static_cast<T>(reference.lo);
  const T hi = static_cast<T>(reference.hi);
  return {T{0},
          -T{0},
          Limits::denorm_min(),
          -Limits::denorm_min(),
          std::nextafter(Limits::min(), T{0}),
          Limits::min(),
          lo,
          std::nextafter(lo, infinity),
          hi,
          std::nextafter(hi, -infinity),
          std::nextafter(lo, -infinity),
          std::nextafter(hi, infinity),
          2 * lo,
          2 * hi,
          -infinity,
          infinity,
          Limits::quiet_NaN()};
}

template <class T>
std::vector<SpecialValue<T>> check_special(const Reference& reference, const Kernel<T>& kernel, Precision bits) {
  const std::vector<T> inputs = special_inputs<T>(reference);
  std::vector<T> outputs(inputs.size());
  kernel(inputs.data(), outputs.data(), inputs.size());
  std::vector<SpecialValue<T>> table;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const T x = inputs[i];
    const T y = outputs[i];
    const bool inside = x >= reference.lo && x <= reference.hi;
    const Interval error = inside ? abs(judge_rigorously(reference, x, y, bits).error) : Interval::empty(bits);
    table.push_back({x, y, !inside, error, inside ? std::isfinite(y) : std::isnan(y)});
  }
  return table;
}

bool at_most(const Interval& error, double ulp) { return certainly(less_equal(error, Interval::point(ulp))); }

}  // namespace

template <class T>
double Report<T>::misrounded_share() const {
  return points == 0 ? 0 : static_cast<double>(misrounded) / static_cast<double>(points);
}

template <class T>
bool Report<T>::within(double ulp) const {
  const auto good = [ulp](const SpecialValue<T>& s) { return s.ok && (s.expects_nan || at_most(s.error, ulp)); };
  return not_finite == 0 && outside_not_nan == 0 && at_most(worst.error, ulp) &&
         std::all_of(special.begin(), special.end(), good);
}

template <class T>
Report<T> check_kernel(const Reference& reference, const Kernel<T>& kernel, const Options& options) {
  Accumulator<T> accumulator(reference, options);
  std::vector<T> in(kBlock);
  std::vector<T> out(kBlock);
  for (std::size_t done = 0; done < options.points;) {
    const std::size_t n = std::min(kBlock, options.points - done);
    for (std::size_t i = 0; i < n; ++i) {
      in[i] = check_point<T>(reference.lo, reference.hi, options.seed, done + i);
    }
    kernel(in.data(), out.data(), n);
    for (std::size_t i = 0; i < n; ++i) {
      accumulator.add(in[i], out[i]);
    }
    done += n;
  }
  Report<T> report = accumulator.finish();
  report.special = check_special(reference, kernel, options.bits);
  return report;
}

template <class T>
Report<T> check_values(const Reference& reference, std::span<const T> in, std::span<const T> out,
                       const Options& options) {
  Accumulator<T> accumulator(reference, options);
  for (std::size_t i = 0; i < in.size(); ++i) {
    accumulator.add(in[i], out[i]);
  }
  return accumulator.finish();
}

template struct Report<double>;
template struct Report<float>;
template Report<double> check_kernel(const Reference&, const Kernel<double>&, const Options&);
template Report<float> check_kernel(const Reference&, const Kernel<float>&, const Options&);
template Report<double> check_values(const Reference&, std::span<const double>, std::span<const double>,
                                     const Options&);
template Report<float> check_values(const Reference&, std::span<const float>, std::span<const float>, const Options&);

}  // namespace certibound::crosscheck
