// Draws the pairs, evaluates them (in threads, each pair on its own), and sums up.
#include <certibound/audit/image_audit.hpp>

#include "channel_alikeness.hpp"
#include "sampled_layer.hpp"

#include <certibound/boundary/theorem5.hpp>
#include <certibound/data/gaussian_images.hpp>
#include <certibound/dual_activation/relu.hpp>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

namespace certibound {
namespace {

constexpr int kGaussianSide = 28;  // pixels, as the first data set of Figure 1
// Streams of the seed, one for each use of randomness.
constexpr std::uint32_t kPairStream = 1, kGaussianStream = 2, kFilterStream = 3, kGaussianFilterStream = 4;

[[noreturn]] void refuse(const DataSet& data, const std::string& message) {
  throw DataError(DataProblem::content, data.path(), message);
}

// Calls work(i) for i < count in `jobs` threads; the first exception is passed on.
template <typename Work>
void for_each_pair(std::size_t count, const ImageAuditOptions& options, std::string_view stage, Work work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::size_t done = 0;
  std::exception_ptr error;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
        const std::lock_guard lock(mutex);
        ++done;
        if (options.progress) options.progress(stage, done, count);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!error) error = std::current_exception();
        next = count;
      }
    }
  };
  {
    std::vector<std::jthread> helpers;
    const std::size_t jobs = std::min<std::size_t>(options.jobs, count);
    for (std::size_t k = 1; k < jobs; ++k) {
      helpers.emplace_back([&run] {
        run();
        mpfr_free_cache();  // MPFR keeps constants per thread
      });
    }
    run();
  }
  if (error) std::rethrow_exception(error);
}

void count(Tally& tally, Certainty c) {
  ++(c == Certainty::certain ? tally.holds : c == Certainty::impossible ? tally.violated : tally.undecided);
}

// position: of each value among the pairs (of the channels: among the images).
Spread spread_of(const std::vector<Interval>& values, const std::vector<std::size_t>& position) {
  Spread s;
  s.count = values.size();
  if (values.empty()) return s;
  s.min = s.max = values.front();
  Interval sum(0L, values.front().precision() + 16);
  std::size_t least = 0, greatest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    s.min = min(s.min, values[i]);
    s.max = max(s.max, values[i]);
    sum = sum + values[i];
    if (mid(values[i]) < mid(values[least])) least = i;
    if (mid(values[greatest]) < mid(values[i])) greatest = i;
  }
  s.mean = (sum / Interval(static_cast<long>(s.count), sum.precision())).at_precision(values.front().precision());
  s.argmin = position[least];
  s.argmax = position[greatest];
  return s;
}

Spread spread_over(const Panel& panel, Interval (*value)(const PairRecord&)) {
  std::vector<Interval> values;
  std::vector<std::size_t> position;
  for (std::size_t i = 0; i < panel.pairs.size(); ++i) {
    values.push_back(value(panel.pairs[i]));
    position.push_back(i);
  }
  return spread_of(values, position);
}

void sum_up(Panel& panel) {
  std::vector<Interval> x, y;
  for (const PairRecord& pair : panel.pairs) {
    count(panel.lower, pair.lower_holds);
    count(panel.upper, pair.upper_holds);
    x.push_back(pair.similarity.rho_in);
    y.push_back(pair.similarity.rho_out);
  }
  panel.above_lower = spread_over(panel, [](const PairRecord& p) { return p.similarity.above_lower; });
  panel.below_upper = spread_over(panel, [](const PairRecord& p) { return p.similarity.below_upper; });
  panel.above_curve = spread_over(panel, [](const PairRecord& p) { return p.above_curve; });
  panel.weight = spread_over(panel, [](const PairRecord& p) { return p.similarity.weight; });
  panel.line = fit_line(x, y);
}

// REQUIRES: x, y not zero.
PairRecord evaluate(const Image& x, const Image& y, const SampledLayer& layer, const ImageAuditOptions& options) {
  PairRecord record;
  record.similarity = *patch_similarity(x, y, options.side, options.bits);
  const Interval zero(0L, options.bits);
  record.lower_holds = less_equal(zero, record.similarity.above_lower);
  record.upper_holds = less_equal(zero, record.similarity.below_upper);
  record.above_curve = record.similarity.rho_out - rhat(record.similarity.rho_in);
  const SampledLayer::Cosines sampled = layer.cosines(x, y);
  record.sampled_rho_out = sampled.features;
  record.sampled_averages = sampled.averages;
  record.sampled_maxima = sampled.maxima;
  return record;
}

using IndexPair = std::pair<std::size_t, std::size_t>;

// Distinct unordered pairs of non-zero images: all of them if there are no more than asked for, else drawn uniformly.
std::vector<IndexPair> draw_pairs(const DataSet& data, const ImageAuditOptions& options, std::size_t& zero_pairs) {
  const std::size_t n = data.size();
  if (n < 2) refuse(data, "holds one image; pairs need at least two");
  const auto usable = [&](const IndexPair& p) {
    const bool zero = data.image(p.first).is_zero() || data.image(p.second).is_zero();
    zero_pairs += zero;
    return !zero;
  };
  std::vector<IndexPair> pairs;
  if (n * (n - 1) / 2 <= options.pairs) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = i + 1; j < n; ++j) {
        if (usable({i, j})) pairs.emplace_back(i, j);
      }
    }
    if (pairs.empty()) refuse(data, "no pair of its images is without a zero image; similarity needs non-zero images");
    return pairs;
  }
  PortableRandom random(options.seed, kPairStream);
  std::set<IndexPair> seen;
  while (pairs.size() < options.pairs) {
    const std::size_t i = random.below(n);
    std::size_t j = random.below(n - 1);
    if (j >= i) ++j;
    const IndexPair pair = std::minmax(i, j);
    if (!seen.insert(pair).second) continue;
    if (usable(pair)) pairs.push_back(pair);
    if (zero_pairs > 20 * options.pairs || seen.size() == n * (n - 1) / 2) {
      if (pairs.size() == options.pairs) break;
      refuse(data, "too many of its images are zero (" + std::to_string(zero_pairs) +
                       " pairs put aside); similarity needs non-zero images");
    }
  }
  return pairs;
}

Panel image_panel(const DataSet& data, const ImageAuditOptions& options) {
  Panel panel;
  panel.description = data.description();
  const std::vector<IndexPair> pairs = draw_pairs(data, options, panel.zero_pairs);
  const SampledLayer layer(options.sampled_filters, options.side, data.channels(),
                           PortableRandom(options.seed, kFilterStream));
  panel.pairs.resize(pairs.size());
  for_each_pair(pairs.size(), options, "image pairs", [&](std::size_t i) {
    PairRecord record = evaluate(data.image(pairs[i].first), data.image(pairs[i].second), layer, options);
    record.first = pairs[i].first;
    record.second = pairs[i].second;
    panel.pairs[i] = std::move(record);
  });
  sum_up(panel);
  return panel;
}

Panel gaussian_panel(const ImageAuditOptions& options) {
  Panel panel;
  const int n = std::max(kGaussianSide, options.side);
  panel.description = "nearly Gaussian images (sums of 48 uniform 16-bit integers), " + std::to_string(n) + " x " +
                      std::to_string(n) + ", correlations spread over [-1, 1]";
  const SampledLayer layer(options.sampled_filters, options.side, 1,
                           PortableRandom(options.seed, kGaussianFilterStream));
  PortableRandom random(options.seed, kGaussianStream);
  std::vector<ImagePair> images;
  for (std::size_t i = 0; i < options.pairs; ++i) {
    images.push_back(gaussian_pair(n, 1, spread_correlation(i, options.pairs), random));
  }
  panel.pairs.resize(images.size());
  for_each_pair(images.size(), options, "Gaussian pairs", [&](std::size_t i) {
    PairRecord record = evaluate(images[i].first, images[i].second, layer, options);
    record.first = record.second = i;
    panel.pairs[i] = std::move(record);
  });
  sum_up(panel);
  return panel;
}

void record_theorem5(Theorem5Panel& panel, const std::vector<Theorem5>& results) {
  std::vector<Interval> tightness;
  std::vector<std::size_t> position;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const Theorem5& t = results[i];
    if (t.excess.is_empty()) {  // left as made: an empty set
      ++panel.empty_pairs;
      continue;
    }
    count(panel.lower_16a, t.lower_16a());
    count(panel.upper_16a, t.upper_16a());
    count(panel.lower_16b, t.lower_16b());
    count(panel.upper_16b, t.upper_16b());
    panel.decided_pairs += certainly(t.lower_16a()) && certainly(t.upper_16a());
    if (t.boundary == 0) {
      ++panel.without_boundary;
      continue;
    }
    tightness.push_back(t.excess / Interval(static_cast<long>(t.boundary), t.excess.precision()));
    position.push_back(i);
  }
  panel.tightness = spread_of(tightness, position);
}

Theorem5Panel theorem5_panel(const DataSet& data, const Panel& images, int radius, const ImageAuditOptions& options) {
  Theorem5Panel panel;
  panel.radius = radius;
  std::vector<Theorem5> results(images.pairs.size());
  for_each_pair(results.size(), options, "Theorem 5, r = " + std::to_string(radius), [&](std::size_t i) {
    const BinaryImage a = threshold(data.image(images.pairs[i].first), options.threshold_level);
    const BinaryImage b = threshold(data.image(images.pairs[i].second), options.threshold_level);
    if (!a.is_empty() && !b.is_empty()) results[i] = theorem5(a, b, radius, options.bits);
  });
  record_theorem5(panel, results);
  return panel;
}

ChannelPanel channel_panel(const DataSet& data, const Panel& images, Precision bits) {
  ChannelPanel panel;
  if (data.channels() < 2) return panel;
  std::set<std::size_t> seen;
  for (const PairRecord& pair : images.pairs) seen.insert({pair.first, pair.second});
  std::vector<Interval> degrees, difference;
  std::vector<std::size_t> position;
  for (const std::size_t i : seen) {
    const auto alike = channel_alikeness(data.image(i), bits);
    if (!alike) {
      ++panel.put_aside;
      continue;
    }
    degrees.push_back(alike->degrees);
    difference.push_back(alike->difference);
    position.push_back(i);
  }
  panel.degrees = spread_of(degrees, position);
  panel.difference = spread_of(difference, position);
  return panel;
}

void check(const DataSet& data, const ImageAuditOptions& options) {
  const bool radii_fit = std::all_of(options.radii.begin(), options.radii.end(), [](int r) { return r >= 0; });
  if (options.pairs < 1 || options.side < 1 || options.bits < 24 || !radii_fit) {
    throw std::invalid_argument("an image audit needs pairs >= 1, side >= 1, bits >= 24 and radii >= 0");
  }
  if (options.side > data.side()) {
    refuse(data, "its images of side " + std::to_string(data.side()) + " are smaller than the filter of side " +
                     std::to_string(options.side) + "; choose a smaller filter");
  }
}

}  // namespace

LineFit fit_line(const std::vector<Interval>& x, const std::vector<Interval>& y) {
  const Precision bits = 128;  // the sums of products below cancel by a few digits
  Interval sx(0L, bits), sy(0L, bits), sxx(0L, bits), sxy(0L, bits);
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Interval u = x[i].at_precision(std::max(bits, x[i].precision()));
    sx = sx + u;
    sy = sy + y[i];
    sxx = sxx + sqr(u);
    sxy = sxy + u * y[i];
  }
  const Interval m(static_cast<long>(x.size()), bits);
  const Interval spread = m * sxx - sqr(sx);
  LineFit line;
  if (!contains_zero(sxx)) line.slope_through_origin = sxy / sxx;
  if (!contains_zero(spread)) {
    line.slope = (m * sxy - sx * sy) / spread;
    line.intercept = (sy - line.slope * sx) / m;
  }
  return line;
}

ImageAudit audit_images(const DataSet& data, const ImageAuditOptions& options) {
  check(data, options);
  ImageAudit audit;
  audit.data = data.description();
  audit.seed = options.seed;
  audit.side = options.side;
  audit.bits = options.bits;
  audit.sampled_filters = options.sampled_filters;
  audit.threshold_level = options.threshold_level;
  audit.images = image_panel(data, options);
  audit.gaussian = gaussian_panel(options);
  for (const int radius : options.radii) {
    audit.theorem5.push_back(theorem5_panel(data, audit.images, radius, options));
  }
  audit.channels = channel_panel(data, audit.images, options.bits);
  return audit;
}

}  // namespace certibound
