// "Contraction property of pooling layer", Section 3.1 and Table 2: the pair of images as printed, in blocks of +1
// and -1,
//   x = [ 1 (kappa x kappa), -1 (kappa x (d-kappa)) ; -1 ((d-kappa) x kappa), -1 (corner) ],   y = -x block by block,
// its mean, its variance and its cosine, for every d at once: sizes are linear forms in d and kappa, sums exact
// integers. Layout (a): the corner is kappa x kappa, as printed; (b): it is (d-kappa) x (d-kappa).
#include "finite_claims.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <array>

namespace certibound::papers {
namespace {

enum class Layout { a, b };

struct Row {
  long kappa;
  const char* rho;   // column rho(x,y), as printed
  const char* relu;  // third column
};
constexpr std::array<Row, 5> kTable{{{5, "-0.9922", "0.0002"},
                                     {10, "-0.9684", "0.0006"},
                                     {15, "-0.9177", "0.0012"},
                                     {20, "-0.8696", "0.0017"},
                                     {25, "-0.7952", "0.0022"}}};

// of_d d + of_kappa kappa.
struct Size {
  long of_d, of_kappa;
  bool operator==(const Size&) const = default;
  Size operator+(const Size& o) const { return {of_d + o.of_d, of_kappa + o.of_kappa}; }
  long at(long d, long kappa) const { return of_d * d + of_kappa * kappa; }
};
constexpr Size kSide{1, 0}, kKappa{0, 1}, kRest{1, -1};

struct Block {
  int x, y;  // the value of every pixel of the block
  Size height, width;
};

// Top left, top right, bottom left, bottom right.
std::array<Block, 4> blocks(Layout layout) {
  const Size corner = layout == Layout::a ? kKappa : kRest;
  return {{{1, -1, kKappa, kKappa}, {-1, 1, kKappa, kRest}, {-1, 1, kRest, kKappa}, {-1, 1, corner, corner}}};
}

// Whether the blocks are a d x d matrix, as an identity of forms and for one d and kappa.
bool form_square(Layout layout) {
  const auto [tl, tr, bl, br] = blocks(layout);
  return tl.height == tr.height && bl.height == br.height && tl.width + tr.width == kSide &&
         bl.width + br.width == kSide && tl.height + bl.height == kSide;
}
bool form_square(Layout layout, long d, long kappa) {
  const auto [tl, tr, bl, br] = blocks(layout);
  const auto at = [&](const Size& size) { return size.at(d, kappa); };
  return d >= kappa && at(tl.height) == at(tr.height) && at(bl.height) == at(br.height) &&
         at(tl.width) + at(tr.width) == d && at(bl.width) + at(br.width) == d && at(tl.height) + at(bl.height) == d;
}

long sum_of_x(Layout layout, long d, long kappa) {
  long sum = 0;
  for (const Block& b : blocks(layout)) sum += b.x * b.height.at(d, kappa) * b.width.at(d, kappa);
  return sum;
}

// The sides d at which the blocks may form an image of this kappa and the mean or variance may be as claimed: beyond
// 2 kappa the -1 outweigh (d^2 - 2 kappa^2 >= d^2/2 > d for d > 2 kappa >= 2).
std::vector<long> sides(Layout layout, long kappa) {
  std::vector<long> out;
  for (long d = kappa; d <= 2 * kappa; ++d) {
    if (form_square(layout, d, kappa)) out.push_back(d);
  }
  return out;
}

FiniteOutcome outcome(Verdict verdict, const std::string& because,
                      std::vector<std::pair<std::string, std::string>> witness, long cases) {
  FiniteOutcome out;
  out.verdict = verdict;
  out.because = because;
  out.witness = std::move(witness);
  out.cases = cases;
  return out;
}

FiniteOutcome not_confirmed() {
  FiniteOutcome out;
  out.left = {"the exact arithmetic did not confirm the finding"};
  return out;
}

FiniteOutcome decide_layout_a(const std::atomic<bool>&) {
  long fitting = 0, cases = 0;
  for (const Row& row : kTable) {
    for (long d = row.kappa; d <= 200; ++d, ++cases) fitting += form_square(Layout::a, d, row.kappa) ? 1 : 0;
  }
  const bool as_said = fitting == 5 && form_square(Layout::a, 10, 5) && form_square(Layout::a, 20, 10);
  if (!as_said) return not_confirmed();
  return outcome(Verdict::refuted,
                 "The lower blocks have d-kappa and kappa rows, so they stand side by side only if d = 2 kappa; then "
                 "all four are kappa x kappa. No one d serves two rows of the table.",
                 {{"kappa", "5 and 10"}, {"d needed for kappa = 5", "10"}, {"d needed for kappa = 10", "20"}}, cases);
}

FiniteOutcome decide_layout_b(const std::atomic<bool>&) {
  if (!form_square(Layout::b)) return not_confirmed();
  return outcome(Verdict::proved,
                 "As identities of linear forms in d and kappa: both rows of blocks have equal heights, kappa and "
                 "d-kappa, and widths that add up to d, for every 0 <= kappa <= d. So one d >= 25 serves the whole "
                 "table.",
                 {}, 1);
}

// The mean is never 0: for kappa = 5 at no d, and for no kappa at all.
FiniteOutcome decide_mean(Layout layout) {
  long cases = 0;
  for (const Row& row : kTable) {
    for (const long d : sides(layout, row.kappa)) {
      if (sum_of_x(layout, d, row.kappa) == 0) return not_confirmed();
      ++cases;
    }
  }
  if (layout == Layout::a) {
    return outcome(
        Verdict::refuted,
        "d = 2 kappa, and x has kappa^2 entries +1 and 3 kappa^2 entries -1: the sum is -2 kappa^2 for every kappa.",
        {{"kappa", "5"},
         {"d", "10 (the only one that fits)"},
         {"sum of the entries of x", std::to_string(sum_of_x(layout, 10, 5))}},
        cases);
  }
  return outcome(Verdict::refuted,
                 "x has kappa^2 entries +1 and d^2 - kappa^2 entries -1: the sum 2 kappa^2 - d^2 is 0 for no integers "
                 "kappa, d >= 1, as sqrt(2) is irrational.",
                 {{"kappa", "5"}, {"d", "any"}, {"sum of the entries of x", "50 - d^2, and 7^2 < 50 < 8^2"}}, cases);
}

enum class Normaliser { n, n_minus_1 };

// sum (x_i - mean)^2 = N - S^2/N with N = d^2 pixels of value +-1 and sum S.
Rational variance(Layout layout, Normaliser normaliser, long d, long kappa) {
  const Rational pixels = d * d, sum = sum_of_x(layout, d, kappa);
  return (pixels - sum * sum / pixels) / (normaliser == Normaliser::n ? pixels : pixels - 1);
}

FiniteOutcome decide_variance(Layout layout, Normaliser normaliser) {
  long cases = 0;
  for (const Row& row : kTable) {
    for (const long d : sides(layout, row.kappa)) {
      if (variance(layout, normaliser, d, row.kappa) == 1) return not_confirmed();
      ++cases;
    }
  }
  const bool by_n = normaliser == Normaliser::n;
  if (layout == Layout::a) {
    return outcome(Verdict::refuted,
                   std::string("d = 2 kappa and the mean is -1/2, so the variance is ") +
                       (by_n ? "3/4 for every kappa." : "3 kappa^2/(4 kappa^2 - 1), which is 1 for kappa = 1 only."),
                   {{"kappa", "5"},
                    {"d", "10 (the only one that fits)"},
                    {"sample variance", to_string(variance(layout, normaliser, 10, 5))}},
                   cases);
  }
  const std::string formula = "With S = 2 kappa^2 - d^2 the sum of squares about the mean is d^2 - S^2/d^2; ";
  return outcome(
      Verdict::refuted,
      formula +
          (by_n ? "divided by d^2 it is 1 only if S = 0, which no integers allow."
                : "divided by d^2 - 1 it is 1 only if S = d or S = -d, 2 kappa^2 = d(d+1) or d(d-1): kappa = 1, 6, 35, "
                  ".., and none of the table. For d > 2 kappa, -S > d; the machine tried kappa <= d <= 2 kappa.") +
          " The mean square about 0 is 1, trivially.",
      {{"kappa", "5"},
       {"d", "any"},
       {by_n ? "needed" : "needed, one of", by_n ? "d^2 = 50" : "d(d+1) = 50, d(d-1) = 50; but 6 7 = 42 and 7 8 = 56"}},
      cases);
}

// Corresponding blocks of x and y are opposite, so the cosine is -1 for every d.
FiniteOutcome decide_rho_column(Layout layout) {
  const auto all = blocks(layout);
  const bool opposite = std::all_of(all.begin(), all.end(), [](const Block& b) { return b.x == -b.y; });
  const Rational nearest =
      *parse_rational(kTable[0].rho) - Rational(1, 20000);  // the least value that prints as -0.9922
  if (!opposite || !(Rational(-1) < nearest)) return not_confirmed();
  return outcome(Verdict::refuted,
                 "Each block of y is minus the block of x, so y = -x and <x,y>/(|x||y|) = -1 for every d and every "
                 "kappa, which none of the five printed values allows.",
                 {{"kappa", "5"}, {"d", "any"}, {"rho(x,y)", "-1"}, {"printed", kTable[0].rho}}, 5);
}

// Images of +1 and -1, circular padding: all patches have norm k, so the third column is the mean of Rhat(rho_ij),
// and the mean of rho_ij is rho(x,y). Rounded values: within 1/20000 of what is printed.
const Rational kHalfDigit(1, 20000);
constexpr Precision kBits = 96;

// d = k = 53, x all ones, y = -1 but for eleven pixels.
FiniteOutcome decide_first_pair() {
  const int d = 53;
  std::vector<std::int32_t> x(static_cast<std::size_t>(d * d), 1), y(x.size(), -1);
  std::fill(y.begin(), y.begin() + 11, 1);
  const Image image_x(d, 1, std::move(x)), image_y(d, 1, std::move(y));
  const auto s = patch_similarity(image_x, image_y, d, kBits);
  const Rational rho = Rational(inner_product(image_x, image_y)) / Rational(image_x.squared_norm());
  const Rational printed_rho = *parse_rational(kTable[0].rho), printed_relu = *parse_rational(kTable[0].relu);
  const bool first = printed_rho - kHalfDigit <= rho && rho <= printed_rho + kHalfDigit;
  const bool third = s && subset(s->rho_out, Interval(printed_relu - kHalfDigit, printed_relu + kHalfDigit, kBits));
  if (!first || !third) return not_confirmed();
  FiniteOutcome out =
      outcome(Verdict::proved,
              "d = k = 53, circular: x all ones, y = -1 except for eleven pixels +1. rho(x,y) = -1 + 22/2809 = " +
                  to_string(rho) +
                  ", every patch is the whole image, so the third column is Rhat of it; both print as in the table.",
              {}, 1);
  out.bits = kBits;
  out.enclosures = {{"rho(x,y)", Interval(rho, kBits)}, {"third column", s->rho_out}};
  return out;
}

FiniteOutcome refute_pair(const Row& row) {
  const Rational least_rho = *parse_rational(row.rho) - kHalfDigit, most_relu = *parse_rational(row.relu) + kHalfDigit;
  const Interval least = Interval(rhat(Interval(least_rho, kBits)).lo(), rhat(Interval(least_rho, kBits)).hi());
  const Interval most(most_relu, kBits);
  if (!certainly(less(most, least))) return not_confirmed();
  FiniteOutcome out = outcome(Verdict::refuted,
                              "All patches have norm k, so the third column is the mean of Rhat(rho_ij) over the "
                              "patches and rho(x,y) is the mean of rho_ij. Rhat is convex and increasing, so the third "
                              "column is at least Rhat(rho(x,y)) >= Rhat(printed - 0.00005), more than the printed "
                              "value allows, for every d, k and pair.",
                              {{"kappa", std::to_string(row.kappa)},
                               {"least rho(x,y) that prints so", to_string(least_rho)},
                               {"largest third column that prints so", to_string(most_relu)}},
                              1);
  out.bits = kBits;
  out.enclosures = {{"least possible third column", least}};
  return out;
}

FiniteClaim make(const std::string& id, const std::string& reads, const std::string& statement,
                 const std::string& domain, std::function<FiniteOutcome(const std::atomic<bool>&)> run) {
  return {"pooling24.tab2." + id, "pooling24", "Section 3.1, Table 2", "", reads, statement, domain, std::move(run)};
}

void add_layout(std::vector<FiniteClaim>& out, Layout layout) {
  const std::string letter = layout == Layout::a ? "a" : "b";
  const std::string reading = ".reading_" + letter;
  const std::string reads = layout == Layout::a ? "(a) sizes literally as printed, corner blocks kappa x kappa"
                                                : "(b) corner blocks (d-kappa) x (d-kappa)";
  const std::string domain = "kappa = 5, 10, 15, 20, 25, any d for which the blocks form an image";
  out.push_back(
      make("pair_layout" + reading, reads, "the printed blocks form d x d images for the kappa of the table, for one d",
           layout == Layout::a ? "kappa = 5, 10, 15, 20, 25, d >= 25" : "kappa = 5, 10, 15, 20, 25, every d >= 25",
           layout == Layout::a ? decide_layout_a : decide_layout_b));
  out.push_back(make("zero_mean" + reading, reads, "x and y have zero sample mean for every kappa used", domain,
                     [=](const std::atomic<bool>&) { return decide_mean(layout); }));
  out.push_back(make("unit_variance" + reading + ".by_n", reads + "; sum of squares about the mean divided by N = d^2",
                     "x and y have unit sample variance for every kappa used", domain,
                     [=](const std::atomic<bool>&) { return decide_variance(layout, Normaliser::n); }));
  out.push_back(make("unit_variance" + reading + ".by_n_minus_1",
                     reads + "; sum of squares about the mean divided by N - 1 = d^2 - 1",
                     "x and y have unit sample variance for every kappa used", domain,
                     [=](const std::atomic<bool>&) { return decide_variance(layout, Normaliser::n_minus_1); }));
  out.push_back(make("rho_column" + reading, reads + "; to the printed digits, for one d",
                     "the column rho(x,y) is the cosine similarity of the printed pair", domain,
                     [=](const std::atomic<bool>&) { return decide_rho_column(layout); }));
}

}  // namespace

std::vector<FiniteClaim> pooling24_table2_claims() {
  std::vector<FiniteClaim> out;
  add_layout(out, Layout::a);
  add_layout(out, Layout::b);
  for (const Row& row : kTable) {
    out.push_back(make(
        "pm1_pairs.kappa_" + std::to_string(row.kappa),
        "not printed; third column as ratio of expectations, N(0,s^2) weights; to the printed digits = within 0.00005",
        "there is a pair of images of +1 and -1 with rho(x,y) = " + std::string(row.rho) + " and third column " +
            row.relu,
        "any d, any odd k, circular padding",
        [row](const std::atomic<bool>&) { return row.kappa == 5 ? decide_first_pair() : refute_pair(row); }));
  }
  return out;
}

}  // namespace certibound::papers
