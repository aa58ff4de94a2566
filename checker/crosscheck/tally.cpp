// Counting, and the choice of the points that the enclosures judge again.
#include "tally.hpp"

#include "judge.hpp"
#include "points.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace certibound::crosscheck {
namespace {

constexpr std::size_t kCandidates = 256;
constexpr std::uint64_t kRigorousOneIn = 100;
constexpr std::uint64_t kQuickOneIn = 10'000;  // of those that the quick judge decides
static_assert(kQuickOneIn % kRigorousOneIn == 0);

double upper_end(const Interval& error) {
  return error.is_bounded() ? mpfr_get_d(error.hi().get(), MPFR_RNDU) : std::numeric_limits<double>::infinity();
}

Interval from_zero_to(double upper) {
  return std::isfinite(upper) ? hull(Interval(0, 53), Interval::point(upper)) : abs(Interval::entire(53));
}

FastJudgement judge_fast(const Format& format, double computed, FastValue value, double fast_error) {
  return format.digits == kFloat.digits ? judge_fast(static_cast<float>(computed), value, fast_error)
                                        : judge_fast(computed, value, fast_error);
}

// Where two points are equally bad, this one is named.
bool in_order(const Sample& a, const Sample& b) {
  return std::pair(std::fabs(a.x), std::pair(a.x, a.y)) < std::pair(std::fabs(b.x), std::pair(b.x, b.y));
}

// The two judges have to agree about the error.
void compare(const Function& function, const Interval& error, const FastJudgement& fast, double x) {
  if (!fast.certain || !std::isfinite(fast.error) || error.is_empty()) return;
  const Interval claimed = Interval::point(fast.error) + Interval::point(fast.uncertainty) * hull(Interval(-1, 53), Interval(1, 53));
  if (disjoint(error, claimed)) {
    throw std::logic_error("crosscheck: the fast judge of " + function.text() + " breaks its error bound at " + hex_float(x));
  }
}

}  // namespace

std::size_t error_class(double upper) {
  if (!(upper <= 0x1p60)) return kErrorClasses - 1;
  if (upper <= 0.5) return 0;
  int exponent = 0;
  const double significand = std::frexp(upper, &exponent);
  return static_cast<std::size_t>(significand == 0.5 ? exponent : exponent + 1);
}

Tally::Tally(const Function& function, const Format& format, Precision bits, std::uint64_t seed)
    : function_(function), format_(format), bits_(bits), seed_(seed) {}

bool Tally::before(const Candidate& a, const Candidate& b) {
  return a.upper > b.upper || (a.upper == b.upper && in_order(a.sample, b.sample));
}

BinadeCount& Tally::binade(double x) {
  return measured_.binades[x == 0 ? format_.min_exponent - format_.digits : std::ilogb(x)];
}

void Tally::count(const Sample& sample, double upper, bool misrounded) { count(binade(sample.x), sample, upper, misrounded); }

void Tally::count(BinadeCount& at, const Sample& sample, double upper, bool misrounded) {
  ++at.points;
  at.misrounded += misrounded ? 1 : 0;
  if (upper > at.max_error || (upper == at.max_error && in_order(sample, {at.input, 0, 0}))) {
    at.max_error = upper;
    at.input = sample.x;
  }
  ++measured_.points;
  measured_.misrounded += misrounded ? 1 : 0;
  ++measured_.classes[error_class(upper)];
}

void Tally::add(const Sample& sample) {
  const Reference* reference = function_.reference();
  const bool fast = reference != nullptr && format_.bytes >= 4 && sample.x > reference->lo && sample.x < reference->hi &&
                    std::isfinite(sample.out);
  if (!fast) return judge_rigorously(sample);
  const FastJudgement judgement = judge_fast(format_, sample.out, reference->fast(sample.x), reference->fast_error);
  const bool chosen = random_bits(~seed_, std::bit_cast<std::uint64_t>(sample.x)) % kRigorousOneIn == 0;
  if (chosen || !judgement.certain) {
    const Judgement rigorous = judge(function_, format_, sample.x, 0, sample.out, bits_);
    compare(function_, rigorous.error, judgement, sample.x);
    return count(sample, rigorous);
  }
  const double upper = judgement.error + judgement.uncertainty;
  count(sample, upper, judgement.misrounded);
  remember({upper, sample});
}

void Tally::add(const std::vector<Sample>& samples) {
  const Reference* reference = function_.reference();
  const QuickJudge quick = reference != nullptr && format_.digits == kDouble.digits ? reference->quick : nullptr;
  if (quick == nullptr) {
    for (const Sample& s : samples) add(s);
    return;
  }
  const std::size_t n = samples.size();
  std::vector<double> x(n), out(n), error(n);
  std::vector<Quick> what(n);
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = samples[i].x;
    out[i] = samples[i].out;
  }
  quick(x.data(), out.data(), n, error.data(), what.data());
  std::array<BinadeCount*, 2048> binades{};  // by the exponent as it stands in the number
  for (std::size_t i = 0; i < n; ++i) {
    const auto bits = std::bit_cast<std::uint64_t>(x[i]);
    // All that is decided here depends on the point alone, so the tally does not depend on the order of the points.
    const double most = error[i] + (kQuickUncertainty + error[i] * 0x1p-50);
    const double upper = what[i] == Quick::correct ? std::min(most, 0.5) : most;
    if (what[i] == Quick::open || error_class(upper) != error_class(std::min(error[i], upper)) ||
        random_bits(~seed_, bits) % kQuickOneIn == 0) {
      add(samples[i]);  // which takes the chosen ones to the enclosures, too
      continue;
    }
    BinadeCount*& at = binades[bits >> 52 & 0x7ff];
    if (at == nullptr || (bits & 0x7ff0000000000000ULL) == 0) at = &binade(x[i]);
    count(*at, samples[i], upper, what[i] == Quick::misrounded);
    if (candidates_.size() < kCandidates || candidates_.front().upper <= upper) {
      const FastJudgement judgement = judge_fast(format_, out[i], reference->fast(x[i]), reference->fast_error);
      remember({judgement.error + judgement.uncertainty, samples[i]});
    }
  }
}

void Tally::judge_rigorously(const Sample& sample) {
  count(sample, judge(function_, format_, sample.x, sample.y, sample.out, bits_));
}

void Tally::count(const Sample& sample, const Judgement& judgement) {
  if (judgement.place == Place::outside) return add_outside(sample);
  if (judgement.place == Place::unknown) {
    ++measured_.unknown;
    return;
  }
  ++measured_.rigorous;
  measured_.rounding_unknown += judgement.rounding == Rounding::unknown ? 1 : 0;
  const double upper = upper_end(judgement.error);
  if (!std::isfinite(upper)) ++measured_.not_finite;
  count(sample, upper, judgement.rounding == Rounding::wrong);
  raise(judgement.error, sample);
  remember({upper, sample});
}

void Tally::add_judged(const Sample& sample, double upper, std::uint64_t points, std::uint64_t misrounded,
                       const std::array<std::uint64_t, kErrorClasses>& classes) {
  BinadeCount& at = binade(sample.x);
  at.points += points;
  at.misrounded += misrounded;
  if (upper > at.max_error) {
    at.max_error = upper;
    at.input = sample.x;
  }
  measured_.points += points;
  measured_.misrounded += misrounded;
  for (std::size_t i = 0; i < kErrorClasses; ++i) measured_.classes[i] += classes[i];
  remember({upper, sample});
}

void Tally::add_outside(const Sample& sample) {
  ++measured_.outside;
  if (std::isnan(sample.out)) return;
  if (std::isinf(sample.out)) {
    ++measured_.outside_infinite;
    if (function_.reference() == nullptr) return;
  } else {
    ++measured_.outside_number;
  }
  auto& first = measured_.first_number_outside;
  if (!first || in_order(sample, *first)) first = sample;
}

void Tally::merge(const Tally& other) {
  Measured& a = measured_;
  const Measured& b = other.measured_;
  a.points += b.points;
  a.misrounded += b.misrounded;
  a.rounding_unknown += b.rounding_unknown;
  a.not_finite += b.not_finite;
  a.outside += b.outside;
  a.outside_infinite += b.outside_infinite;
  a.outside_number += b.outside_number;
  a.unknown += b.unknown;
  a.rigorous += b.rigorous;
  for (std::size_t i = 0; i < kErrorClasses; ++i) a.classes[i] += b.classes[i];
  if (b.first_number_outside && (!a.first_number_outside || in_order(*b.first_number_outside, *a.first_number_outside))) {
    a.first_number_outside = b.first_number_outside;
  }
  for (const auto& [exponent, count] : b.binades) {
    BinadeCount& at = a.binades[exponent];
    at.points += count.points;
    at.misrounded += count.misrounded;
    if (count.max_error > at.max_error ||
        (count.max_error == at.max_error && in_order({count.input, 0, 0}, {at.input, 0, 0}))) {
      at.max_error = count.max_error;
      at.input = count.input;
    }
  }
  raise(b.worst_error, b.worst);
  for (const Candidate& c : other.candidates_) remember(c);
}

std::vector<Sample> Tally::largest(std::size_t size) const {
  std::vector<Candidate> sorted = candidates_;
  std::sort(sorted.begin(), sorted.end(), before);
  std::vector<Sample> out;
  for (std::size_t i = 0; i < std::min(size, sorted.size()); ++i) out.push_back(sorted[i].sample);
  return out;
}

Measured Tally::finish() const {
  Tally copy = *this;
  for (const Candidate& c : candidates_) {
    const Judgement judgement = judge(function_, format_, c.sample.x, c.sample.y, c.sample.out, bits_);
    ++copy.measured_.rigorous;
    if (judgement.place == Place::inside) copy.raise(judgement.error, c.sample);
  }
  // Whatever was left out, here or in a part, has no larger error than the least of the candidates.
  if (candidates_.size() == kCandidates) {
    copy.measured_.worst_error = max(copy.measured_.worst_error, from_zero_to(candidates_.front().upper));
  }
  return copy.measured_;
}

// Keeps the largest error and its input: no bound at all stands above everything finite; of two errors that overlap, the one
// with the larger lower end is named.
void Tally::raise(const Interval& error, const Sample& sample) {
  Interval& worst = measured_.worst_error;
  const bool larger = worst.is_bounded() && (!error.is_bounded() || worst.lo() < error.lo());
  const bool equal = worst.is_bounded() == error.is_bounded() && (!error.is_bounded() || worst.lo() == error.lo());
  if (larger || (equal && in_order(sample, measured_.worst))) measured_.worst = sample;
  worst = max(worst, error);
}

void Tally::remember(const Candidate& candidate) {
  if (candidates_.size() == kCandidates) {
    const auto same = [&](const Candidate& c) { return c.sample.x == candidate.sample.x && c.sample.y == candidate.sample.y; };
    if (!before(candidate, candidates_.front()) || std::any_of(candidates_.begin(), candidates_.end(), same)) {
      return;
    }
    std::pop_heap(candidates_.begin(), candidates_.end(), before);
    candidates_.pop_back();
  }
  candidates_.push_back(candidate);
  std::push_heap(candidates_.begin(), candidates_.end(), before);
}

}  // namespace certibound::crosscheck
