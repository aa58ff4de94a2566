// Nachum et al., ICLR 2022, Remark 3 and Figure 3: the examples that attain the bounds of Theorem 3,
//   max{<x,y>, 0} <= E<R(F*x), R(F*y)> <= |x||y| (1+rho)/2,
// and what the paper says of tightness. The filter has mean 0 and variance 2/r^2.
//
// For r = 1 and one channel, R(F x_i) R(F y_i) = F^2 x_i y_i on one half-line of F if x_i y_i > 0, and 0 otherwise, and
// E F^2 1{F > 0} = 1: so E<R(F*x), R(F*y)> = sum_i max(x_i y_i, 0), which the examples turn into polynomials in rho.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound::papers {
namespace {

constexpr Precision kBits = 96;

// u + v rho.
struct Linear {
  Rational u = 0, v = 0;
  bool operator==(const Linear&) const = default;
  Linear operator+(const Linear& o) const { return {u + o.u, v + o.v}; }
  Linear operator-() const { return {-u, -v}; }
  Rational at(const Rational& rho) const { return u + v * rho; }
};

// sign sqrt(radicand), an entry of the vectors of Remark 3; sign 0 is the entry 0.
struct Coefficient {
  int sign = 0;
  Linear radicand;
};

// Two vectors over a range of rho, and what is claimed of them.
struct Example {
  std::vector<Coefficient> x, y;
  Rational from, to;          // rho
  Linear inner, expectation;  // claimed <x,y> and E<R(F*x),R(F*y)>, r = 1
};

// Exact algebra: unit norms, inner product and the sum of max(x_i y_i, 0), as polynomials in rho.
bool holds_exactly(const Example& e) {
  Linear xx, yy, xy, positive;
  for (std::size_t i = 0; i < e.x.size(); ++i) {
    const Coefficient &p = e.x[i], &q = e.y[i];
    for (const Coefficient* entry : {&p, &q}) {
      if (entry->sign != 0 && (entry->radicand.at(e.from) < 0 || entry->radicand.at(e.to) < 0)) return false;
    }
    if (p.sign != 0) xx = xx + p.radicand;
    if (q.sign != 0) yy = yy + q.radicand;
    if (p.sign * q.sign == 0) continue;
    if (!(p.radicand == q.radicand)) return false;  // the product would not be rational in rho
    xy = xy + (p.sign * q.sign > 0 ? p.radicand : -p.radicand);
    if (p.sign * q.sign > 0) positive = positive + p.radicand;
  }
  const Linear one{1, 0};
  return xx == one && yy == one && xy == e.inner && positive == e.expectation;
}

const Coefficient kNothing{};
Coefficient root(int sign, const Rational& u, const Rational& v) { return {sign, {u, v}}; }

Example upper_example() {
  const Rational half(1, 2);
  return {{root(1, half, half), root(1, half, -half)},
          {root(1, half, half), root(-1, half, -half)},
          -1,
          1,
          {0, 1},
          {half, half}};
}
Example zero_example() {
  return {{root(1, 1, -1), root(1, 0, 1), kNothing}, {kNothing, root(-1, 0, 1), root(1, 1, -1)}, 0, 1, {0, -1}, {0, 0}};
}
Example lower_example() {
  return {{root(1, 1, -1), root(1, 0, 1), kNothing}, {kNothing, root(1, 0, 1), root(1, 1, -1)}, 0, 1, {0, 1}, {0, 1}};
}

// The examples once more as integer images, on the pixels that carry the three coefficients: p^2 + q^2 = m^2 makes rho
// and its roots rational, and the similarities are compared with the bounds exactly.
struct Layout {
  int side, filter;
  std::vector<int> first, second, third;  // pixels, one list for each coefficient
};

Image place(const Layout& layout, int first, int second, int third) {
  std::vector<std::int32_t> values(static_cast<std::size_t>(layout.side * layout.side), 0);
  for (const int p : layout.first) values[static_cast<std::size_t>(p)] = first;
  for (const int p : layout.second) values[static_cast<std::size_t>(p)] = second;
  for (const int p : layout.third) values[static_cast<std::size_t>(p)] = third;
  return {layout.side, 1, std::move(values)};
}

bool attains_lower(const Image& x, const Image& y, int filter) {
  const auto s = patch_similarity(x, y, filter, kBits);
  return s && equal(s->above_lower, Interval(0L, 2));
}
bool attains_upper(const Image& x, const Image& y, int filter) {
  const auto s = patch_similarity(x, y, filter, kBits);
  return s && equal(s->below_upper, Interval(0L, 2));
}

bool attained_on_images(const Layout& layout) {
  for (const auto& [p, q] : {std::pair{3, 4}, {4, 3}, {5, 12}, {12, 5}, {8, 15}}) {
    const bool lower = attains_lower(place(layout, p, q, 0), place(layout, 0, q, p), layout.filter);
    const bool zero = attains_lower(place(layout, p, q, 0), place(layout, 0, -q, p), layout.filter);
    const bool upper = attains_upper(place(layout, p, q, 0), place(layout, p, -q, 0), layout.filter);
    if (!lower || !zero || !upper) return false;
  }
  return true;
}

const Layout kFlat{2, 1, {0}, {1}, {2}};
// Three pixels of Z_2r x Z_2r of which no r x r patch holds two.
Layout apart(int r) { return {2 * r, r, {0}, {r}, {2 * r * r}}; }

const char* const kHalfLine =
    "For r = 1, E<R(F*x),R(F*y)> = sum_i max(x_i y_i, 0), since F ~ N(0,2) has E F^2 1{F>0} = 1. ";

FiniteOutcome decide_example(const Example& example, const std::string& products) {
  return reduced_if(holds_exactly(example) && attained_on_images(kFlat),
                    std::string(kHalfLine) + products +
                        " Machine: these identities in exact polynomials in rho, and on integer images (Pythagorean "
                        "triples) through the patch sums.",
                    1, kBits);
}

FiniteOutcome decide_tightness() {
  return reduced_if(holds_exactly(upper_example()) && holds_exactly(lower_example()) && holds_exactly(zero_example()),
                    "Remark 3 (nachum22.rem3.upper.reading_a, rem3.lower, rem3.zero): for every rho in [-1,1] the "
                    "upper bound is attained, for rho in [0,1] the lower bound rho, for -rho in [0,1] the lower bound "
                    "0, with unit x, y, r = 1, placed in a 2 x 2 image. Machine: the three examples in exact "
                    "polynomials in rho.",
                    3);
}

// One patch position only up to permutation: r = n. Then rho_ij = rho for all (i,j).
FiniteOutcome refute_full_patch(int n, const std::string& because) {
  const Interval value = rhat(Interval(0L, kBits));
  const Interval lower(0L, kBits), upper(Rational(1, 2), kBits);
  FiniteOutcome out = refuted_if(certainly(less(lower, value)) && certainly(less(value, upper)),
                                 {{"n", std::to_string(n)},
                                  {"r", std::to_string(n)},
                                  {"rho", "0"},
                                  {"rhobar_out for every such x, y", "1/pi"},
                                  {"lower bound", "0"},
                                  {"upper bound", "1/2"}},
                                 because, 1);
  out.bits = kBits;
  out.enclosures = {{"1/pi", value}};
  return out;
}

FiniteOutcome decide_general_r(const std::atomic<bool>& stop) {
  bool holds = true;
  long patches = 0;
  for (int r = 2; r <= 6 && !stop; ++r) {
    const Layout layout = apart(r);
    const Image marks = place(layout, 1, 1, 1);
    for (const PatchGram& gram : patch_gram(marks, marks, r)) {
      holds = holds && gram.xx <= 1;
      ++patches;
    }
    holds = holds && attained_on_images(layout);
  }
  if (stop) return stopped();
  return reduced_if(
      holds,
      "n = 2r: the pixels (0,0), (0,r), (r,0) are r apart in a cyclic direction, so no r x r patch holds two of them, "
      "and r^2 patches hold each. With the coefficients of Remark 3 at these pixels, times one fixed vector over the "
      "channels, (1/r^2) sum |[x]_ij||[y]_ij| Rhat(rho_ij) is the sum for r = 1. So for every r > 1 and rho equality "
      "holds in (13). Machine: at most one of the pixels in each of the " +
          std::to_string(patches) + " patches for r = 2..6, and equality on integer images there.",
      patches, kBits);
}

FiniteOutcome decide_higher_dimension(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int m = 1; m <= 8 && !stop; ++m, ++cases) {
    Layout layout{5, 1, {}, {}, {}};
    for (int i = 0; i < m; ++i) {
      layout.first.push_back(i);
      layout.second.push_back(8 + i);
      layout.third.push_back(16 + i);
    }
    holds = holds && attained_on_images(layout);
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "Each coefficient c of Remark 3 becomes c/sqrt(m) on m pixels of its own: norms, <x,y> and sum_i "
                    "max(x_i y_i, 0) are sums of m equal parts and do not change. Machine: equality in (13) on integer "
                    "images, m = 1..8.",
                    cases, kBits);
}

FiniteClaim make(const std::string& id, const std::string& at, const std::string& reads, const std::string& statement,
                 const std::string& domain, std::function<FiniteOutcome(const std::atomic<bool>&)> run) {
  return {"nachum22." + id, "nachum22", at, "", reads, statement, domain, std::move(run)};
}

std::vector<FiniteClaim> examples() {
  const std::string flat = "r = 1, filter entry N(0, 2); vectors are images with these pixels, else 0; ";
  const std::string upper_text = "E<R(F*x),R(F*y)> = |x||y|(1+rho)/2, <x,y> = rho, |x| = |y| = 1";
  const auto upper = [](const std::atomic<bool>&) {
    return decide_example(upper_example(),
                          "Products (1+rho)/2 and -(1-rho)/2, so <x,y> = rho and the sum is (1+rho)/2.");
  };
  return {
      make("rem3.upper.reading_a", "Remark 3", flat + "(a) the lost formulas as stated here",
           "x = (sqrt((1+rho)/2), sqrt((1-rho)/2)), y = (sqrt((1+rho)/2), -sqrt((1-rho)/2)): " + upper_text,
           "rho in [-1, 1]", upper),
      make("rem3.upper.reading_b", "Remark 3", flat + "(b) existence; the vectors of reading (a) serve",
           "for each rho there are unit x, y in R^2 with " + upper_text, "rho in [-1, 1]", upper),
      make("rem3.zero", "Remark 3", flat + "embedded in an n x n image, n >= 2",
           "x = (sqrt(1-rho), sqrt(rho), 0), y = (0, -sqrt(rho), sqrt(1-rho)): <x,y> = -rho and E<R(F*x),R(F*y)> = 0",
           "rho in [0, 1]",
           [](const std::atomic<bool>&) {
             return decide_example(zero_example(), "Products 0, -rho, 0: <x,y> = -rho, no positive one.");
           }),
      make("rem3.lower", "Remark 3",
           flat + "embedded in an n x n image, n >= 2; rho in [0,1] as in the sentence before",
           "x = (sqrt(1-rho), sqrt(rho), 0), y = (0, sqrt(rho), sqrt(1-rho)): <x,y> = E<R(F*x),R(F*y)> = rho",
           "rho in [0, 1]",
           [](const std::atomic<bool>&) {
             return decide_example(lower_example(), "Products 0, rho, 0: both sums are rho.");
           }),
  };
}

std::vector<FiniteClaim> tightness() {
  const std::string attained =
      "for each rho in [-1,1] some n, r, x, y of similarity rho attain the lower, and some the upper bound";
  const std::string general =
      "for |rho| < 1 there are x, y of similarity rho with equality in the lower, and such with equality in the upper "
      "bound of (13)";
  const std::string same_patch =
      "All patches are the whole image, permuted, so rho_ij = rho and rhobar_out = Rhat(rho) for all x, y != 0; at rho "
      "= 0 this is 1/pi, strictly between 0 and 1/2 (and so it is at every |rho| < 1).";
  const auto tight = [](const std::atomic<bool>&) { return decide_tightness(); };
  return {
      make("rem3.tight", "Remark 3", "each bound is attained at each rho by some x, y, n, r", attained,
           "rho in [-1, 1]", tight),
      make("eq3.tight.reading_a", "Section 1.1, (3)", "(a) for each rho some n, r, x, y", attained, "rho in [-1, 1]",
           tight),
      make("eq3.tight.reading_b", "Section 1.1, (3)", "(b) for each rho and for each n, r as well",
           "for each rho, n, r some x, y attain the bounds", "rho in [-1, 1], all 1 <= r <= n",
           [=](const std::atomic<bool>&) { return refute_full_patch(1, same_patch); }),
      make("rem3.general_r.reading_a", "Remark 3", "(a) for some n > r", general, "r > 1, some n > r",
           decide_general_r),
      make("rem3.general_r.reading_b", "Remark 3", "(b) for every pair 1 < r <= n", general, "all 1 < r <= n",
           [=](const std::atomic<bool>&) { return refute_full_patch(2, same_patch); }),
      make("fig3.higher_dim", "Figure 3", "r = 1; higher dimension = more pixels",
           "distributing each coefficient of Remark 3 equally over m pixels leaves both similarities as they are",
           "all m >= 1", decide_higher_dimension),
  };
}

}  // namespace

std::vector<FiniteClaim> nachum22_remark3_claims() {
  std::vector<FiniteClaim> out = tightness();
  for (FiniteClaim& claim : examples()) out.push_back(std::move(claim));
  return out;
}

}  // namespace certibound::papers
