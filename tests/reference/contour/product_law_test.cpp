// The law of products against the law of one layer, a rigorous convolution on a grid, and exact values.
#include <certibound/contour/product_law.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/norm_law/tail.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace certibound {
namespace {

Rational exact(const char* text) { return *parse_rational(text); }

bool narrow(const Interval& x, Precision bits) {
  Float allowed = mig(x);
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDU);
  return wid(x) <= allowed;
}

void expect_norm_law(long m, const Rational& e, Precision bits) {
  const std::string where = std::to_string(m) + " " + to_string(e) + " ";
  const NormTails law = norm_tails(m, e, bits + 4);
  const Interval upper = product_upper_tail({m}, 1 + e, bits);
  EXPECT_FALSE(disjoint(upper, law.upper)) << where << to_string(upper, 25) << to_string(law.upper, 25);
  EXPECT_TRUE(narrow(upper, bits - 8)) << where << to_string(upper, 25);
  if (e >= 1) return;
  const Interval lower = product_lower_tail({m}, 1 - e, bits);
  EXPECT_FALSE(disjoint(lower, law.lower)) << where << to_string(lower, 25) << to_string(law.lower, 25);
  EXPECT_TRUE(narrow(lower, bits - 8)) << where << to_string(lower, 25);
}

TEST(ProductLaw, OneLayerIsTheNormLaw) {
  for (const long m : {1L, 2L, 3L, 5L, 17L, 100L, 1000L, 30000L}) {
    for (const char* text : {"1/100", "1/10", "1/2", "9/10"}) {
      if (m <= 1000 || exact(text) < Rational(1, 2)) expect_norm_law(m, exact(text), 60);
    }
  }
}

TEST(ProductLaw, OneLayerAtManyAndAtFewBits) {
  for (const Precision bits : {20, 200}) {
    expect_norm_law(7, Rational(1, 3), bits);
    expect_norm_law(400, Rational(1, 3), bits);
  }
}

// Where layers with few positive rows begin to rule, and do.
TEST(ProductLaw, OneLayerFarOut) {
  for (const char* text : {"19/20", "99/100", "999999/1000000", "5", "1000"}) {
    for (const long m : {1L, 4L, 40L, 500L}) expect_norm_law(m, exact(text), 50);
  }
}

// Places where balls once grew with every factor, an estimate lay far above the tail, or the sum did not see its end.
TEST(ProductLaw, OneLayerWhereItOnceWasWideOrSlow) {
  expect_norm_law(7358, exact("0.606098"), 30);
  expect_norm_law(3409, exact("0.9609126"), 40);
  expect_norm_law(357, exact("0.897737"), 20);
}

// Two tails of 1000 equal layers: the products of as many balls stay narrow.
TEST(ProductLaw, AThousandLayers) {
  const ProductTails tails = product_tails(std::vector<long>(1000, 50), exact("1e-20"), 60);
  EXPECT_TRUE(narrow(tails.upper, 52) && narrow(tails.lower, 52)) << to_string(tails.upper, 20);
}

TEST(ProductLaw, TailsAddUpToOne) {
  for (const std::vector<long>& widths : {std::vector<long>{1, 1}, {2, 3}, {10, 10, 10}, {1000, 500, 2000, 1000}}) {
    for (const char* text : {"1/10", "1", "3"}) {
      const ProductTails tails = product_tails(widths, exact(text), 80);
      const Interval sum = tails.upper + tails.lower;
      EXPECT_TRUE(contains(sum, Rational(1))) << widths.size() << " " << text << to_string(sum, 20);
      EXPECT_TRUE(narrow(sum, 40)) << widths.size() << " " << text << to_string(sum, 20);
      EXPECT_TRUE(narrow(tails.upper, 70) && narrow(tails.lower, 70)) << widths.size() << " " << text;
    }
  }
}

// Both tails are monotone in t through the place where one becomes the complement of the other.
TEST(ProductLaw, IsMonotone) {
  const std::vector<long> widths{6, 9, 6};
  ProductTails last{Interval(1, 60), Interval(0, 60)};
  for (int i = -20; i <= 8; ++i) {
    const Rational t = i < 0 ? Rational(1, power(2, -i)) : Rational(power(2, i));
    const ProductTails now = product_tails(widths, t, 50);
    EXPECT_TRUE(certainly(less(now.upper, last.upper))) << i;
    EXPECT_TRUE(certainly(less(last.lower, now.lower))) << i;
    last = now;
  }
}

// P(r_1 r_2 >= t) for widths (1, m): r_1 = 0 or 2 g^2, each half the time. An independent route: the mean over r_2 in cells.
TEST(ProductLaw, AFewRowsAndManyLieBetweenTheEndsOfCells) {
  const long m = 50;
  const Rational t(3, 2), step(1, 256);
  Interval least(0, 80), most(0, 80), above = Interval(1, 80);  // above: P(r_2 >= x)
  const auto single = [&](const Rational& x) { return erfc(sqrt(Interval(Rational(x / 4), 80))) / Interval(2, 80); };
  const auto at_least = [&](const Rational& x) {
    return x >= 1 ? norm_upper_tail(m, x - 1, 60) : Interval(1, 80) - norm_lower_tail(m, 1 - x, 60);
  };
  for (Rational x = step; x < 3; x += step) {
    const Interval next = at_least(x), mass = above - next;
    if (x > step) least = least + mass * single(t / (x - step));
    most = most + mass * single(t / x);
    above = next;
  }
  most = most + above / Interval(2, 80);
  const Interval p = product_upper_tail({1, m}, t, 60);
  EXPECT_TRUE(certainly(less(least, p)) && certainly(less(p, most))) << to_string(p, 20);
  EXPECT_LE(compare((most - least).hi(), Interval(Rational(1, 500), 60).lo()), 0) << to_string(most - least, 10);
}

// Depth at usual widths, in a moment: 50 layers, and a width of a million. The normal limit of log r, mean -5/(2m), variance
// 5/m, is met within its error of order 1/sqrt(m).
TEST(ProductLaw, DeepAndWideNetworksTendToTheNormalLaw) {
  for (const auto& [m, layers] : {std::pair{1000L, 50L}, {1'000'000L, 4L}}) {
    const std::vector<long> widths(static_cast<std::size_t>(layers), m);
    const Interval sd = sqrt(Interval(Rational(5 * layers, m), 80));
    const Interval log_t = sd - Interval(Rational(5 * layers, 2 * m), 80);
    const ProductTails tails = product_tails(widths, to_rational(exp(log_t).lo()), 50);
    const Interval limit = erfc(Interval(1, 80) / sqrt(Interval(2, 80))) / Interval(2, 80);
    EXPECT_TRUE(narrow(tails.upper, 42)) << to_string(tails.upper, 20);
    EXPECT_LE(compare(mag(tails.upper - limit), Interval(Rational(1, 100), 60).lo()), 0) << to_string(tails.upper, 20);
  }
}

TEST(ProductLaw, AskedToStopItKnowsLess) {
  const ProductTails tails = product_tails({1000, 1000}, 1, 60, [] { return true; });
  EXPECT_TRUE(subset(product_tails({1000, 1000}, 1, 60).upper, tails.upper));
  EXPECT_FALSE(narrow(tails.upper, 4));
}

// log r of one layer on cells of length h: a second route by rounding each log r down, or up, to the grid.
class Grid {
 public:
  // P(j h <= log r < (j+1) h) for |j| <= n, the rest in two buckets.
  Grid(long m, const Rational& h, long n) : n_(n) {
    std::vector<Interval> above;  // P(r >= exp(jh)) for j = -n .. n+1
    for (long j = -n; j <= n + 1; ++j) above.push_back(at_least(m, h * j));
    for (long j = -n; j <= n; ++j) {
      const std::size_t i = static_cast<std::size_t>(j + n);
      cells_.push_back(max(above[i] - above[i + 1], Interval(0, 60)));
    }
    below_ = max(Interval(1, 60) - above.front(), Interval(0, 60));
    beyond_ = above.back();
  }
  // P(r >= exp(x)): the event at a rational a little above and below exp(x).
  static Interval at_least(long m, const Rational& x) {
    const Interval t = exp(Interval(x, 80));
    const auto tail = [&](const Float& at) {
      const Rational r = to_rational(at);
      return r >= 1 ? norm_upper_tail(m, r - 1, 60) : Interval(1, 60) - norm_lower_tail(m, 1 - r, 60);
    };
    return hull(tail(t.lo()), tail(t.hi()));
  }
  long n_;
  std::vector<Interval> cells_;
  Interval below_, beyond_;
};

// P(r1 r2 >= exp(k h)), r1, r2 of two grids: cells whose sums surely reach, and cells whose sums may reach.
Interval two_layers(const Grid& a, const Grid& b, long k) {
  const std::size_t size = a.cells_.size();
  std::vector<Interval> from_top(size + 1, Interval(0, 60));  // P(r2 in cell j or higher, without the last bucket)
  for (std::size_t j = size; j-- > 0;) from_top[j] = from_top[j + 1] + b.cells_[j];
  const auto reach = [&](long j) {
    return from_top[static_cast<std::size_t>(std::clamp(j + b.n_, 0L, static_cast<long>(size)))];
  };
  Interval surely(0, 60), maybe(0, 60);
  for (std::size_t i = 0; i < size; ++i) {
    const long at = static_cast<long>(i) - a.n_;
    surely = surely + a.cells_[i] * reach(k - at);
    maybe = maybe + a.cells_[i] * reach(k - at - 1);
  }
  const Interval outside = a.below_ * b.beyond_ + a.beyond_ + b.beyond_;
  return hull(surely, maybe + outside);
}

TEST(ProductLaw, LiesInTheConvolutionOnAGrid) {
  const Rational h(1, 64);
  const Grid narrow_grid(20, h, 200), wide_grid(100, h, 200);
  for (const auto& [m1, m2] : {std::pair{20L, 20L}, {20L, 100L}, {100L, 100L}}) {
    const Grid &a = m1 == 20 ? narrow_grid : wide_grid, &b = m2 == 20 ? narrow_grid : wide_grid;
    for (const long k : {-40L, -10L, 0L, 7L, 30L}) {
      const Interval t = exp(Interval(Rational(h * k), 100));
      const Interval above = product_upper_tail({m1, m2}, to_rational(t.hi()), 60);
      const Interval grid = two_layers(a, b, k);
      // exp(kh) lies below t.hi(), by 2^-99 only.
      EXPECT_FALSE(disjoint(grid, above)) << m1 << " " << m2 << " " << k << to_string(grid, 10) << to_string(above, 10);
      EXPECT_TRUE(certainly(less(above, Interval(grid.hi(), grid.hi()))));
      EXPECT_TRUE(narrow(above, 50)) << to_string(above, 20);
      EXPECT_LE(compare(wid(grid), Interval(Rational(1, 20), 60).lo()), 0) << to_string(grid, 10);
    }
  }
}

// arpit19.new.am_form: prod r_l >= (1+e)^L forces the mean of the r_l, which has the law of width L n, above 1+e.
TEST(ProductLaw, LiesBelowTheLawOfTheMean) {
  for (const long n : {5L, 50L, 400L}) {
    for (const long layers : {2L, 5L, 10L}) {
      const Rational e(1, 5);
      const std::vector<long> widths(static_cast<std::size_t>(layers), n);
      const Interval p = product_upper_tail(widths, power(1 + e, layers), 60);
      EXPECT_TRUE(certainly(less(p, norm_upper_tail(n * layers, e, 60)))) << n << " " << layers;
    }
  }
}

TEST(ProductLaw, ZeroIsAnAtom) {
  const Interval p = product_lower_tail({3, 4}, exact("1e-20"), 60);
  const Rational dead = 1 - Rational(7, 8) * Rational(15, 16);
  EXPECT_TRUE(certainly(less(Interval(dead, 200), p)));
  EXPECT_TRUE(certainly(less(p, Interval(dead + Rational(1, 1'000'000), 200)))) << to_string(p, 20);
}

TEST(ProductLaw, EmptyOutsideItsDomain) {
  EXPECT_TRUE(product_upper_tail({}, 1, 60).is_empty());
  EXPECT_TRUE(product_upper_tail({10, 0}, 1, 60).is_empty());
  EXPECT_TRUE(product_lower_tail({10}, 0, 60).is_empty());
  EXPECT_TRUE(product_lower_tail({kMostProductWidth + 1}, 1, 60).is_empty());
}

}  // namespace
}  // namespace certibound
