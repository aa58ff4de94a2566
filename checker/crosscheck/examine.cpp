// The examination, in the order in which a kernel can fail it: loading, special values, lengths and places, the points, the
// neighbours and mirror images, the climb to the worst point, the speed.
#include <certibound/crosscheck/examine.hpp>

#include "caller.hpp"
#include "every_float.hpp"
#include "places.hpp"
#include "points.hpp"
#include "tally.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>
#include <exception>
#include <set>
#include <stdexcept>
#include <thread>
#include <tuple>

namespace certibound::crosscheck {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 12;
constexpr std::uint64_t kSecondInput = 0x5DEECE66DU;  // added to the seed for y

bool same_number(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0 || (std::isnan(a) && std::isnan(b)); }

// The number that a whole function has where the worst result was found.
void add_expected(const Function& function, Precision bits, Examination& found) {
  const Measured& m = found.measured;
  if (found.whole && m.points > 0) found.expected = function.at(m.worst.x, m.worst.y, bits).enclosure;
}

class Examiner {
 public:
  Examiner(const Function& function, const KernelPlace& place, const ExamineOptions& options)
      : function_(function), place_(place), options_(options), tally_(function, place_.format, options.bits, options.seed) {
    const double limit = largest(place.format);
    domain_ = find_domain(function, place.format, options.lo.value_or(-limit), options.hi.value_or(limit));
    if (!(domain_.lo <= domain_.hi)) {
      throw std::invalid_argument(function.text() + " is undefined at every number that was tried between the ends of the domain");
    }
    out_.function = function.text();
    out_.format = place.format;
    out_.inputs = place.inputs;
    out_.lo = domain_.lo;
    out_.hi = domain_.hi;
    out_.ends = domain_.ends;
    out_.where = function.where();
    out_.parity = function.parity();
    out_.leans_on_arb = function.leans_on_arb();
    out_.whole = function.whole();
    out_.seed = options.seed;
  }

  Examination run() {
    Caller caller(place_, faults_);
    const auto step = [this](auto work) {
      if (!faults_.fatal() && !options_.stop()) work();
    };
    step([&] { special_values(caller); });
    step([&] { lengths_and_places(caller); });
    const std::uint64_t special = tally_.points(), special_misrounded = tally_.misrounded();
    step([&] { all_points(); });
    out_.same_points = tally_.points() - special;
    out_.same_misrounded = tally_.misrounded() - special_misrounded;
    if (!out_.exhaustive && place_.inputs == 1) {
      step([&] { neighbours(caller); });
      step([&] { mirror_images(caller); });
    }
    if (!out_.exhaustive && !out_.whole) step([&] { climb(caller); });
    step([&] { speed(caller); });
    out_.measured = tally_.finish();
    add_expected(function_, options_.bits, out_);
    out_.faults = faults_.list();
    out_.stopped = options_.stop() || faults_.fatal();
    return out_;
  }

 private:
  bool fast() const { return function_.reference() != nullptr; }
  bool two() const { return place_.inputs == 2; }
  bool slow() const { return !function_.where().empty(); }  // a millisecond a point

  Sample point(std::uint64_t index) const {
    if (!function_.where().empty()) {
      const auto [x, y] = function_.point(place_.format, options_.seed, index);
      return {x, y, 0};
    }
    Sample out{check_point(place_.format, domain_, options_.seed, index), 0, 0};
    if (two()) out.y = check_point(place_.format, domain_, options_.seed + kSecondInput, random_bits(options_.seed, index) >> 20);
    return out;
  }

  // Calls the kernel on the samples and fills in their outputs; false after a crash or a hang.
  bool call(Caller& caller, std::vector<Sample>& samples) const {
    std::vector<double> x, y, out(samples.size());
    for (const Sample& s : samples) x.push_back(s.x);
    if (two()) {
      for (const Sample& s : samples) y.push_back(s.y);
    }
    for (std::size_t done = 0; done < x.size(); done += kBlock) {
      const std::size_t n = std::min(kBlock, x.size() - done);
      const auto part = [&](const std::vector<double>& v) { return std::span(v).subspan(done, n); };
      if (!caller.call(part(x), two() ? part(y) : std::span<const double>{}, std::span(out).subspan(done, n))) return false;
    }
    for (std::size_t i = 0; i < samples.size(); ++i) samples[i].out = out[i];
    return true;
  }

  // Work on indices 0 .. count - 1 by all threads, each with its own caller and tally.
  template <class Work>
  void in_parallel(std::uint64_t count, Work work) {
    std::atomic<std::uint64_t> next{0};
    std::mutex lock;
    std::exception_ptr failure;
    const auto run = [&](bool reports) {
      try {
        Caller caller(place_, faults_);
        Tally tally(function_, place_.format, options_.bits, options_.seed);
        PairCount monotone, symmetric;
        for (;;) {
          const std::uint64_t index = next++;
          if (index >= count || faults_.fatal() || options_.stop()) break;
          work(index, caller, tally, monotone, symmetric);
          if (reports) options_.progress(static_cast<double>(index) / static_cast<double>(count));
        }
        const std::lock_guard guard(lock);
        tally_.merge(tally);
        add(out_.monotone, monotone);
        add(out_.symmetric, symmetric);
      } catch (...) {
        const std::lock_guard guard(lock);
        failure = std::current_exception();
        next = count;
      }
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < options_.jobs; ++i) threads.emplace_back([&run] { run(false); });
    run(true);
    threads.clear();
    if (failure) std::rethrow_exception(failure);
  }

  static void add(PairCount& total, const PairCount& part) {
    const bool first = part.violations > 0 &&
                       (total.violations == 0 || std::fabs(part.first.x) < std::fabs(total.first.x));
    total.pairs += part.pairs;
    total.violations += part.violations;
    if (first) {
      total.first = part.first;
      total.second = part.second;
    }
  }

  void special_values(Caller& caller) {
    std::vector<double> x = {0.0, -0.0, 1, -1, std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity(),
                             std::numeric_limits<double>::quiet_NaN()};
    const double least = smallest(place_.format), normal = std::ldexp(1.0, place_.format.min_exponent - 1);
    const double most = largest(place_.format);
    for (const double v : {least, normal - least, normal, most}) x.insert(x.end(), {v, -v});
    for (const double end : domain_.limits) {
      const std::int64_t n = ordinal(place_.format, end), last = ordinal(place_.format, most);
      for (std::int64_t k = std::max(n - 1, -last); k <= std::min(n + 1, last); ++k) x.push_back(from_ordinal(place_.format, k));
    }
    std::vector<Sample> samples;
    for (const double a : x) {
      if (two()) {
        for (std::size_t i = 0; i < 15; ++i) samples.push_back({a, x[i], 0});
      } else {
        samples.push_back({a, 0, 0});
      }
    }
    for (const Sample& s : options_.extra) samples.push_back({s.x, two() ? s.y : 0, 0});
    // Outside a part that the user has chosen nothing is asked, but for NaN.
    const auto beyond = [this](double a) { return (options_.lo && a < *options_.lo) || (options_.hi && a > *options_.hi); };
    std::erase_if(samples, [&](const Sample& s) { return beyond(s.x) || (two() && beyond(s.y)); });
    std::vector<Sample> distinct;
    const auto same = [](const Sample& a, const Sample& b) { return same_number(a.x, b.x) && same_number(a.y, b.y); };
    for (const Sample& s : samples) {
      if (std::none_of(distinct.begin(), distinct.end(), [&](const Sample& d) { return same(s, d); })) distinct.push_back(s);
    }
    samples = std::move(distinct);
    if (!call(caller, samples)) return;
    for (const Sample& s : samples) out_.special.push_back(special_row(s));
  }

  SpecialRow special_row(const Sample& s) {
    SpecialRow row{s, Place::unknown, Interval::empty(53), false, true};
    if (std::isnan(s.x) || (two() && std::isnan(s.y))) {
      row.place = Place::outside;
      row.judged = true;
      row.ok = std::isnan(s.out);
      return row;
    }
    if (!std::isfinite(s.x) || !std::isfinite(s.y)) {
      row.judged = fast();  // its domain is bounded
      row.place = fast() ? Place::outside : Place::unknown;
      row.ok = !fast() || std::isnan(s.out);
      return row;
    }
    const Judgement judgement = judge(function_, place_.format, s.x, s.y, s.out, options_.bits);
    row.place = judgement.place;
    row.judged = judgement.place != Place::unknown;
    if (judgement.place == Place::inside) {
      row.error = judgement.error;
      row.ok = judgement.error.is_bounded();
      if (s.x >= domain_.lo && s.x <= domain_.hi) tally_.add(s);
    } else if (judgement.place == Place::outside) {
      row.ok = std::isnan(s.out) || (std::isinf(s.out) && !fast());
    }
    return row;
  }

  // The same inputs once more, and in pieces of 0, 1, 2, ... numbers: the bits have to be the same, and nothing before the
  // output written (beyond it a page that cannot be touched waits).
  void lengths_and_places(Caller& caller) {
    std::vector<Sample> samples;
    for (std::uint64_t i = 0; i < 2278; ++i) samples.push_back(point(i));  // 1 + 2 + ... + 67
    if (!call(caller, samples)) return;
    std::vector<Sample> again = samples;
    if (!call(caller, again)) return;
    compare_runs(samples, again, "a second call gave");
    std::size_t first = 0;
    for (std::size_t n = 0; n <= 67; first += n++) {
      std::vector<Sample> piece(samples.begin() + static_cast<std::ptrdiff_t>(first),
                                samples.begin() + static_cast<std::ptrdiff_t>(first + n));
      const std::vector<Sample> expected = piece;
      if (!call(caller, piece)) return;
      if (n == 0) {
        double nothing = 0;
        if (!caller.call({}, {}, std::span(&nothing, 0))) return;
      }
      compare_runs(expected, piece, "as one of " + std::to_string(n) + " numbers it gave");
      if (caller.wrote_before()) {
        faults_.add({Fault::Kind::writes_outside, "writes before the output array, of " + std::to_string(n) + " numbers", {}});
      }
    }
  }

  void compare_runs(const std::vector<Sample>& a, const std::vector<Sample>& b, const std::string& how) {
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (same_number(a[i].out, b[i].out)) continue;
      faults_.add({Fault::Kind::not_repeatable, hex_float(a[i].out) + ", but " + how + " " + hex_float(b[i].out) + ", at", a[i]});
      return;
    }
  }

  void all_points() {
    const bool every_float = place_.format.bytes == 4 && !two() && options_.points == 0;
    if (every_float && smooth_between_floats(function_, domain_.lo, domain_.hi)) {
      out_.exhaustive = true;
      return all_floats();
    }
    const std::uint64_t points = options_.points != 0 ? options_.points : fast() ? 1'000'000 : function_.whole() ? 500 : slow() ? 10'000 : 200'000;
    const std::uint64_t size = function_.whole() ? 16 : kBlock;  // of a block; a point costs some tens of milliseconds
    in_parallel((points + size - 1) / size, [&](std::uint64_t block, Caller& caller, Tally& tally, PairCount&, PairCount&) {
      std::vector<Sample> samples;
      for (std::uint64_t i = block * size; i < std::min(points, (block + 1) * size); ++i) samples.push_back(point(i));
      if (!call(caller, samples)) return;
      tally.add(samples);
    });
  }

  void all_floats() {
    constexpr std::uint32_t chunk = Worker::kCapacity;
    in_parallel(kFloatParts, [&](std::uint64_t part, Caller& caller, Tally& tally, PairCount& monotone, PairCount& symmetric) {
      const double most = largest(kFloat), lo = options_.lo.value_or(-most), hi = options_.hi.value_or(most);
      const auto start = static_cast<std::uint32_t>(part) * kPartFloats;
      const double least_size = std::bit_cast<float>(start), size = std::bit_cast<float>(start + kPartFloats - 1);
      if ((least_size > hi || size < lo) && (-size > hi || -least_size < lo)) return;
      FloatCheck check(function_, lo, hi, tally, monotone, symmetric);
      check.begin_part(static_cast<std::uint32_t>(part));
      std::vector<float> in(chunk), plus(chunk), minus(chunk);
      for (std::uint32_t first = start; first < start + kPartFloats; first += chunk) {
        for (std::uint32_t i = 0; i < chunk; ++i) in[i] = std::bit_cast<float>(first + i);
        if (!caller.call(in, plus)) return;
        for (float& x : in) x = -x;
        if (!caller.call(in, minus)) return;
        check.take(first, plus, minus);
      }
    });
    not_a_number();
  }

  // All 2^24 - 2 patterns of NaN.
  void not_a_number() {
    constexpr std::uint32_t chunk = Worker::kCapacity, first_nan = 0x7F800001U;
    in_parallel(2 * ((0x800000U + chunk - 1) / chunk), [&](std::uint64_t part, Caller& caller, Tally& tally, PairCount&, PairCount&) {
      const auto start = static_cast<std::uint32_t>(first_nan + part / 2 * chunk);
      const std::uint32_t sign = part % 2 == 0 ? 0 : 0x80000000U;
      std::vector<float> in;
      for (std::uint32_t bits = start; bits < std::min(start + chunk, 0x80000000U); ++bits) in.push_back(std::bit_cast<float>(bits | sign));
      std::vector<float> out(in.size());
      if (!caller.call(in, out)) return;
      for (std::size_t i = 0; i < in.size(); ++i) {
        if (!std::isnan(out[i])) tally.add_outside({in[i], 0, out[i]});
      }
    });
  }

  // Runs of consecutive numbers: the exact values are compared wherever the results differ.
  void neighbours(Caller& caller) {
    constexpr std::uint64_t runs = 64;
    constexpr std::int64_t length = 128;
    std::vector<Sample> samples;
    const std::int64_t last = ordinal(place_.format, domain_.hi);
    for (std::uint64_t i = 0; i < runs; ++i) {
      const std::int64_t start = std::min(ordinal(place_.format, point(~std::uint64_t{0} / 2 + 7 * i).x), last - length);
      for (std::int64_t k = 0; k < length; ++k) samples.push_back({from_ordinal(place_.format, start + k), 0, 0});
    }
    if (!call(caller, samples)) return;
    std::vector<Value> values;
    for (const Sample& s : samples) values.push_back(function_.at(s.x, 0, options_.bits));
    for (std::size_t i = 0; i + 1 < samples.size(); ++i) {
      if ((i + 1) % static_cast<std::size_t>(length) == 0) continue;
      compare_neighbours(samples[i], samples[i + 1], values[i], values[i + 1]);
    }
  }

  void compare_neighbours(const Sample& a, const Sample& b, const Value& f, const Value& g) {
    if (f.place != Place::inside || g.place != Place::inside || std::isnan(a.out) || std::isnan(b.out)) return;
    ++out_.monotone.pairs;
    const bool against = (a.out > b.out && certainly(less(f.enclosure, g.enclosure))) ||
                         (a.out < b.out && certainly(less(g.enclosure, f.enclosure)));
    if (!against) return;
    if (out_.monotone.violations++ == 0) {
      out_.monotone.first = a;
      out_.monotone.second = b;
    }
  }

  void mirror_images(Caller& caller) {
    if (function_.parity() == Parity::none) return;
    std::vector<Sample> samples;
    for (std::uint64_t i = 0; i < 16384; ++i) samples.push_back(point(i));
    std::vector<Sample> mirrored = samples;
    for (Sample& s : mirrored) s.x = -s.x;
    if (!call(caller, samples) || !call(caller, mirrored)) return;
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const double expected = function_.parity() == Parity::odd ? -samples[i].out : samples[i].out;
      ++out_.symmetric.pairs;
      if (expected == mirrored[i].out || (std::isnan(expected) && std::isnan(mirrored[i].out))) continue;
      if (out_.symmetric.violations++ == 0) {
        out_.symmetric.first = samples[i];
        out_.symmetric.second = mirrored[i];
      }
    }
  }

  // From the worst points so far to worse ones near them, at distances of 1 to 2^40 numbers.
  void climb(Caller& caller) {
    constexpr std::size_t beam = 24, children = 12;
    const std::size_t rounds = slow() ? 6 : 24;
    std::set<std::pair<double, double>> tried;
    std::uint64_t counter = 0;
    const int widest = std::min(40, place_.format.digits - 4);
    for (std::size_t round = 0; round < rounds && !options_.stop(); ++round) {
      std::vector<Sample> next;
      for (const Sample& parent : tally_.largest(beam)) {
        for (std::size_t child = 0; child < children; ++child) {
          Sample s = parent;
          (two() && child % 2 == 1 ? s.y : s.x) = moved(two() && child % 2 == 1 ? s.y : s.x, widest, counter++);
          if (slow()) std::tie(s.x, s.y) = function_.nearest_point(place_.format, s.x, s.y);
          if (tried.emplace(s.x, s.y).second) next.push_back(s);
        }
      }
      if (!call(caller, next)) return;
      out_.climbed += next.size();
      for (const Sample& s : next) tally_.add(s);
    }
  }

  double moved(double x, int widest, std::uint64_t counter) const {
    const std::uint64_t bits = random_bits(options_.seed ^ 0x9E37U, counter);
    const auto steps = static_cast<std::int64_t>(bits >> 8 & ((std::uint64_t{1} << (bits % static_cast<unsigned>(widest))) - 1)) + 1;
    const std::int64_t n = ordinal(place_.format, x) + ((bits >> 7 & 1) != 0 ? steps : -steps);
    const std::int64_t lo = ordinal(place_.format, domain_.lo), hi = ordinal(place_.format, domain_.hi);
    return from_ordinal(place_.format, std::clamp(n, lo, hi));
  }

  void speed(Caller& caller) {
    std::vector<double> x, y;
    const std::size_t size = function_.whole() ? 1024 : Worker::kCapacity / 2;  // a whole number takes a search
    for (std::uint64_t i = 0; x.size() < size; ++i) {
      if (slow()) {
        const Sample s = point(i);
        x.push_back(s.x);
        y.push_back(s.y);
        continue;
      }
      x.push_back(check_point(place_.format, domain_, options_.seed, 8 * i + 4));  // uniform on the domain cut to 2^0 .. 2^10
      if (two()) y.push_back(check_point(place_.format, domain_, options_.seed + kSecondInput, 8 * (i + 1) + 4));
    }
    out_.nanoseconds = caller.speed(x, y);
  }

  const Function& function_;
  KernelPlace place_;
  const ExamineOptions& options_;
  Domain domain_;
  Examination out_;
  Faults faults_;
  Tally tally_;
};

}  // namespace

bool Examination::behaves() const {
  const auto row_ok = [](const SpecialRow& row) { return row.ok; };
  return faults.empty() && measured.not_finite == 0 && measured.outside_number == 0 && !measured.first_number_outside &&
         std::all_of(special.begin(), special.end(), row_ok);
}

Examination examine(const Function& function, const KernelPlace& kernel, const ExamineOptions& options) {
  return Examiner(function, kernel, options).run();
}

Examination examine_values(const Function& function, const Format& format, const std::vector<double>& x,
                           const std::vector<double>& y, const std::vector<double>& out, const ExamineOptions& options) {
  Examination result;
  result.function = function.text();
  result.format = format;
  result.inputs = y.empty() ? 1 : 2;
  result.parity = function.parity();
  result.leans_on_arb = function.leans_on_arb();
  result.whole = function.whole();
  result.seed = options.seed;
  Tally total(function, format, options.bits, options.seed);
  std::atomic<std::size_t> next{0};
  std::mutex lock;
  std::exception_ptr failure;
  const auto run = [&] {
    try {
      Tally tally(function, format, options.bits, options.seed);
      for (std::size_t first = next.fetch_add(kBlock); first < x.size() && !options.stop(); first = next.fetch_add(kBlock)) {
        std::vector<Sample> finite;
        for (std::size_t i = first; i < std::min(first + kBlock, x.size()); ++i) {
          const Sample s{x[i], y.empty() ? 0 : y[i], out[i]};
          if (std::isnan(s.x) || std::isnan(s.y)) {
            tally.add_outside(s);
          } else if (!std::isfinite(s.x) || !std::isfinite(s.y)) {
            tally.add_unknown();
          } else {
            finite.push_back(s);
          }
        }
        tally.add(finite);
      }
      const std::lock_guard guard(lock);
      total.merge(tally);
    } catch (...) {
      const std::lock_guard guard(lock);
      failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < options.jobs; ++i) threads.emplace_back(run);
    run();
  }
  if (failure) std::rethrow_exception(failure);
  result.measured = total.finish();
  add_expected(function, options.bits, result);
  result.stopped = options.stop();
  return result;
}

}  // namespace certibound::crosscheck
