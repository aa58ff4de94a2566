// The audit of images on small sets whose answers are known or can be summed up again.
#include <certibound/audit/image_audit.hpp>
#include <certibound/data/portable_random.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <stdexcept>

namespace certibound {
namespace {

using Bytes = std::vector<std::uint8_t>;

// `count` images of n x n x d with values 0..255 in blobs: noise over a slope, so that pairs differ but correlate.
DataSet made_images(std::size_t count, int n, int d, std::uint64_t seed) {
  PortableRandom random(seed, 99);
  Bytes values;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t slope = random.below(20);
    for (int p = 0; p < n * n * d; ++p) {
      values.push_back(static_cast<std::uint8_t>((slope * static_cast<std::uint64_t>(p) + random.below(120)) % 256));
    }
  }
  return DataSet("made", "MADE", n, d, std::move(values));
}

ImageAuditOptions small_options(std::size_t pairs) {
  ImageAuditOptions options;
  options.pairs = pairs;
  options.sampled_filters = 0;
  return options;
}

bool same(const Panel& a, const Panel& b) {
  if (a.pairs.size() != b.pairs.size()) return false;
  for (std::size_t i = 0; i < a.pairs.size(); ++i) {
    const PairRecord &p = a.pairs[i], &q = b.pairs[i];
    if (p.first != q.first || p.second != q.second || !equal(p.similarity.rho_out, q.similarity.rho_out)) return false;
    if (p.sampled_rho_out != q.sampled_rho_out) return false;
  }
  return equal(a.line.slope, b.line.slope);
}

TEST(ImageAudit, DependsOnSeedButNotOnThreads) {
  const DataSet data = made_images(30, 8, 1, 1);
  ImageAuditOptions options = small_options(12);
  options.sampled_filters = 5;
  const ImageAudit one = audit_images(data, options);
  options.jobs = 3;
  const ImageAudit three = audit_images(data, options);
  EXPECT_TRUE(same(one.images, three.images));
  EXPECT_TRUE(same(one.gaussian, three.gaussian));
  EXPECT_TRUE(equal(one.theorem5[1].tightness.mean, three.theorem5[1].tightness.mean));
  options.seed = 2;
  const ImageAudit other = audit_images(data, options);
  EXPECT_FALSE(same(one.images, other.images));
  EXPECT_FALSE(same(one.gaussian, other.gaussian));
}

TEST(ImageAudit, DrawsDistinctPairs) {
  const DataSet data = made_images(12, 5, 1, 2);
  const ImageAudit audit = audit_images(data, small_options(50));
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (const PairRecord& pair : audit.images.pairs) {
    EXPECT_LT(pair.first, pair.second);
    EXPECT_LT(pair.second, data.size());
    EXPECT_TRUE(seen.emplace(pair.first, pair.second).second);
  }
  EXPECT_EQ(seen.size(), 50U);
}

TEST(ImageAudit, UsesSmallSetsUp) {
  const ImageAudit audit = audit_images(made_images(4, 5, 1, 3), small_options(6));
  EXPECT_EQ(audit.images.pairs.size(), 6U);
  EXPECT_EQ(audit.images.pairs.back().first, 2U);
  EXPECT_EQ(audit.images.pairs.back().second, 3U);
  EXPECT_EQ(audit_images(made_images(2, 5, 1, 3), small_options(100)).images.pairs.size(), 1U);
}

TEST(ImageAudit, RecordsAreThoseOfPatchSimilarity) {
  const DataSet data = made_images(10, 6, 3, 4);
  const ImageAudit audit = audit_images(data, small_options(9));
  for (const PairRecord& pair : audit.images.pairs) {
    const PatchSimilarity s = *patch_similarity(data.image(pair.first), data.image(pair.second), 3, 64);
    EXPECT_TRUE(equal(s.rho_in, pair.similarity.rho_in));
    EXPECT_TRUE(equal(s.rho_out, pair.similarity.rho_out));
    EXPECT_TRUE(equal(pair.above_curve, s.rho_out - rhat(s.rho_in)));
  }
}

TEST(ImageAudit, DecidesBothBoundsOfEveryPair) {
  const ImageAudit audit = audit_images(made_images(20, 7, 2, 5), small_options(30));
  for (const Panel* panel : {&audit.images, &audit.gaussian}) {
    EXPECT_EQ(panel->lower.holds, 30U);
    EXPECT_EQ(panel->upper.holds, 30U);
    EXPECT_EQ(panel->lower.violated + panel->lower.undecided + panel->upper.violated + panel->upper.undecided, 0U);
  }
}

TEST(ImageAudit, SpreadsEncloseTheirPairs) {
  const ImageAudit audit = audit_images(made_images(20, 7, 1, 6), small_options(25));
  const Spread& s = audit.images.above_lower;
  ASSERT_EQ(s.count, 25U);
  Rational low_sum = 0, high_sum = 0;
  for (const PairRecord& pair : audit.images.pairs) {
    const Interval& value = pair.similarity.above_lower;
    EXPECT_TRUE(possibly(less_equal(s.min, value)) && possibly(less_equal(value, s.max)));
    low_sum += to_rational(value.lo());
    high_sum += to_rational(value.hi());
  }
  EXPECT_TRUE(subset(Interval(low_sum / 25, high_sum / 25, 200), s.mean));
  EXPECT_TRUE(equal(s.min, audit.images.pairs[s.argmin].similarity.above_lower));
  EXPECT_TRUE(equal(s.max, audit.images.pairs[s.argmax].similarity.above_lower));
  EXPECT_FALSE(equal(s.min, s.max));
}

TEST(ImageAudit, GaussianPanelReachesBothEndsExactly) {
  const ImageAudit audit = audit_images(made_images(3, 5, 1, 7), small_options(5));
  const std::vector<PairRecord>& pairs = audit.gaussian.pairs;
  ASSERT_EQ(pairs.size(), 5U);
  EXPECT_TRUE(equal(pairs.front().similarity.rho_in, Interval(-1L, 64)));
  EXPECT_TRUE(equal(pairs.front().similarity.rho_out, Interval(0L, 64)));
  EXPECT_TRUE(equal(pairs.back().similarity.rho_in, Interval(1L, 64)));
  EXPECT_TRUE(equal(pairs.back().similarity.rho_out, Interval(1L, 64)));
  const Interval near_curve(Rational("-1/40"), Rational("1/40"), 64);
  for (const PairRecord& pair : pairs)
    EXPECT_TRUE(subset(pair.above_curve, near_curve)) << to_string(pair.above_curve, 9);
}

TEST(ImageAudit, SampledLayerScattersAroundTheMean) {
  ImageAuditOptions options = small_options(8);
  options.sampled_filters = 400;
  const ImageAudit audit = audit_images(made_images(10, 10, 1, 8), options);
  for (const Panel* panel : {&audit.images, &audit.gaussian}) {
    for (const PairRecord& pair : panel->pairs) {
      const double mean = mpfr_get_d(mid(pair.similarity.rho_out).get(), MPFR_RNDN);
      EXPECT_NEAR(pair.sampled_rho_out, mean, 0.05) << "seed 1";
    }
  }
  const ImageAudit without = audit_images(made_images(3, 5, 1, 8), small_options(3));
  for (const PairRecord& pair : without.images.pairs) EXPECT_TRUE(std::isnan(pair.sampled_rho_out));
}

// Proportional images stay proportional; pooled outputs are not negative, so their cosines are neither.
TEST(ImageAudit, SampledPoolingKeepsWhatItMust) {
  Bytes values;
  for (int scale : {1, 2}) {
    for (int k = 0; k < 36; ++k) values.push_back(static_cast<std::uint8_t>(scale * (k % 7)));
  }
  ImageAuditOptions options = small_options(1);
  options.sampled_filters = 20;
  const ImageAudit same = audit_images(DataSet("made", "made", 6, 1, values), options);
  EXPECT_NEAR(same.images.pairs.at(0).sampled_averages, 1, 1e-12);
  EXPECT_NEAR(same.images.pairs.at(0).sampled_maxima, 1, 1e-12);
  for (const PairRecord& pair : same.gaussian.pairs) {
    EXPECT_GE(pair.sampled_averages, pair.sampled_rho_out) << "seed 1";  // by Cauchy and Schwarz on average; here always
    EXPECT_GE(pair.sampled_maxima, 0);
    EXPECT_LE(pair.sampled_maxima, 1 + 1e-12);
  }
}

TEST(ImageAudit, PutsZeroImagesAside) {
  Bytes values(5 * 9, 7);
  for (int p = 0; p < 9; ++p) values[static_cast<std::size_t>(p)] = 0;  // image 0
  const ImageAudit audit = audit_images(DataSet("made", "MADE", 3, 1, values), small_options(10));
  EXPECT_EQ(audit.images.pairs.size(), 6U);
  EXPECT_EQ(audit.images.zero_pairs, 4U);
}

TEST(ImageAudit, RefusesSetsItCannotUse) {
  EXPECT_THROW(audit_images(made_images(1, 5, 1, 9), small_options(3)), DataError);
  EXPECT_THROW(audit_images(DataSet("zero", "MADE", 2, 1, Bytes(8, 0)), small_options(3)), DataError);
  EXPECT_THROW(audit_images(DataSet("zeros", "MADE", 3, 1, Bytes(9 * 100, 0)), small_options(3)), DataError);
  EXPECT_THROW(audit_images(made_images(5, 2, 1, 9), small_options(3)), DataError);  // filter 3 on side 2
  Bytes one(9 * 100, 0);
  one[0] = 1;  // a single image that is not zero
  EXPECT_THROW(audit_images(DataSet("one", "MADE", 3, 1, one), small_options(3)), DataError);
  ImageAuditOptions options = small_options(0);
  EXPECT_THROW(audit_images(made_images(3, 5, 1, 9), options), std::invalid_argument);
  options.pairs = 1;
  options.radii = {-1};
  EXPECT_THROW(audit_images(made_images(3, 5, 1, 9), options), std::invalid_argument);
}

TEST(ImageAudit, CountsPairsOfTheorem5) {
  ImageAuditOptions options = small_options(10);
  const DataSet data = made_images(8, 9, 1, 10);
  for (const Theorem5Panel& panel : audit_images(data, options).theorem5) {
    EXPECT_EQ(panel.decided_pairs, 10U);
    EXPECT_EQ(panel.empty_pairs + panel.without_boundary, 0U);
    for (const Tally* t : {&panel.lower_16a, &panel.upper_16a, &panel.lower_16b, &panel.upper_16b})
      EXPECT_EQ(t->holds, 10U);
    EXPECT_EQ(panel.tightness.count, 10U);
    EXPECT_TRUE(subset(hull(panel.tightness.min, panel.tightness.max), Interval(Rational(0), Rational("1/6"), 64)));
  }
  options.threshold_level = 255;
  const ImageAudit none = audit_images(data, options);
  EXPECT_EQ(none.theorem5[0].empty_pairs, 10U);
  EXPECT_EQ(none.theorem5[0].decided_pairs, 0U);
  EXPECT_TRUE(none.theorem5[0].tightness.min.is_empty());
  options.threshold_level = -1;
  const ImageAudit all = audit_images(data, options);
  EXPECT_EQ(all.theorem5[0].decided_pairs, 10U);
  EXPECT_EQ(all.theorem5[0].without_boundary, 10U);
}

TEST(ImageAudit, TellsItsProgress) {
  std::map<std::string, std::size_t> last;
  ImageAuditOptions options = small_options(4);
  options.jobs = 2;
  options.progress = [&](std::string_view stage, std::size_t done, std::size_t total) {
    EXPECT_EQ(total, 4U);
    EXPECT_EQ(done, ++last[std::string(stage)]);
  };
  audit_images(made_images(6, 5, 1, 11), options);
  EXPECT_EQ(last.size(), 4U);
  for (const auto& [stage, done] : last) EXPECT_EQ(done, 4U) << stage;
}

TEST(ImageAudit, SaysHowAlikeChannelsAre) {
  // The channels of the first image are (3, 4), (4, 3) and (0, 10) and zeros.
  const Bytes one = {3, 4, 0, 4, 3, 10, 0, 0, 0, 0, 0, 0}, two = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  Bytes both = one;
  both.insert(both.end(), two.begin(), two.end());
  ImageAuditOptions options = small_options(1);
  options.side = 1;
  const ChannelPanel channels = audit_images(DataSet("made", "MADE", 2, 3, both), options).channels;
  EXPECT_EQ(channels.degrees.count, 2U);
  // Angles acos(24/25), acos(4/5), acos(3/5), of which the last two make 90 degrees; norms 5, 5, 10.
  EXPECT_NEAR(mpfr_get_d(mid(channels.degrees.max).get(), MPFR_RNDN), (std::acos(24 / 25.0) * 180 / M_PI + 90) / 3, 1e-12);
  EXPECT_TRUE(contains(channels.difference.max, Rational("1/3")));
  EXPECT_TRUE(contains_zero(channels.degrees.min) && contains_zero(channels.difference.min));  // equal channels
  EXPECT_EQ(audit_images(made_images(4, 5, 1, 3), small_options(2)).channels.degrees.count, 0U);
}

TEST(ImageAudit, PutsImagesWithAZeroChannelAside) {
  const Bytes values = {1, 0, 1, 0, 1, 0, 1, 0, 1, 2, 1, 2, 1, 2, 1, 2};
  ImageAuditOptions options = small_options(1);
  options.side = 1;
  const ChannelPanel channels = audit_images(DataSet("made", "MADE", 2, 2, values), options).channels;
  EXPECT_EQ(channels.put_aside, 1U);
  EXPECT_TRUE(contains(channels.difference.mean, Rational("1/2")));
}

std::vector<Interval> points(const std::vector<Rational>& values) {
  std::vector<Interval> result;
  for (const Rational& v : values) result.push_back(Interval(v, 64));
  return result;
}

TEST(FitLine, EnclosesExactLeastSquares) {
  // y = 2 x + 1 with residuals 1, -2, 1 at x = 0, 1, 2: they are orthogonal to 1 and x, so the line stays.
  const LineFit line = fit_line(points({0, 1, 2}), points({2, 1, 6}));
  EXPECT_TRUE(contains(line.slope, Rational(2)));
  EXPECT_TRUE(contains(line.intercept, Rational(1)));
  EXPECT_TRUE(contains(line.slope_through_origin, Rational("13/5")));
  const Interval tiny(Rational("-1/1000000000000000000"), Rational("1/1000000000000000000"), 64);
  EXPECT_TRUE(subset(line.slope - Interval(2L, 64), tiny));
  EXPECT_TRUE(subset(line.intercept - Interval(1L, 64), tiny));
}

TEST(FitLine, EnclosesTheLinesOfAllMembers) {
  const Interval low = Interval(Rational("1/10"), Rational("2/10"), 64);
  const LineFit line = fit_line({low, Interval(1L, 64)}, {Interval(0L, 64), Interval(1L, 64)});
  EXPECT_TRUE(contains(line.slope, Rational("10/9")) && contains(line.slope, Rational("10/8")));
  EXPECT_TRUE(contains(line.intercept, Rational("-1/9")) && contains(line.intercept, Rational("-1/4")));
}

TEST(FitLine, IsEmptyWhereThePointsDetermineNone) {
  const LineFit same_x = fit_line(points({3, 3}), points({1, 2}));
  EXPECT_TRUE(same_x.slope.is_empty() && same_x.intercept.is_empty());
  EXPECT_TRUE(contains(same_x.slope_through_origin, Rational("1/2")));
  EXPECT_TRUE(fit_line({}, {}).slope_through_origin.is_empty());
  EXPECT_TRUE(fit_line(points({0}), points({1})).slope_through_origin.is_empty());
}

}  // namespace
}  // namespace certibound
