// "Contraction property of pooling layer" (OpenReview KdR88Qskmw): the index sets, shapes and patch counts of Section
// 2 and Appendices A, B, E, F, by enumeration. [n] = {1..n} as in its table of notation; boundary rules: patches.hpp.
#include "finite_claims.hpp"
#include "outcomes.hpp"
#include "patches.hpp"

#include <algorithm>
#include <numeric>

namespace certibound::papers {
namespace {

using namespace pooling;

constexpr int kMostOdd = 9, kMostSide = 24, kMostWindows = 12;

// For k = 1, 3, .., 9 and d = 1..24.
template <typename Decide>
FiniteOutcome for_all_sizes(const Decide& holds, const std::string& because, const std::atomic<bool>& stop) {
  bool all = true;
  long cases = 0;
  for (int k = 1; k <= kMostOdd; k += 2) {
    for (int d = 1; d <= kMostSide && !stop; ++d, ++cases) all = all && holds(d, k);
  }
  if (stop) return stopped();
  return reduced_if(all, because, cases);
}

FiniteOutcome decide_count(Border border, const std::atomic<bool>& stop) {
  bool attained = false;
  FiniteOutcome out = for_all_sizes(
      [&](int d, int k) {
        const std::vector<std::set<int>> patches = patches_in_line(d, k, border);
        // A square patch is a product, so two are disjoint iff they are so in one direction: so is the count.
        return std::all_of(patches.begin(), patches.end(), [&](const auto& given) {
          const long count = meeting(patches, given);
          attained = attained || count == 2 * k - 1;
          return count <= 2 * k - 1;
        });
      },
      "Two patches meet only if their centres differ by at most k-1 in each direction (mod d if circular): at most "
      "2k-1 positions a direction, so at most (2k-1)^2 patches, the given one included. Machine: the counts in one "
      "direction for k = 1, 3, 5, 7, 9 and d = 1..24; 2k-1 is attained.",
      stop);
  return stop || attained ? out : reduced_if(false, out.because, out.cases);
}

// (6) defines the entry at u in one direction iff every index u - i is a pixel, by this rule.
FiniteOutcome decide_convolution(Border border, const std::atomic<bool>& stop) {
  const std::string reason = border == Border::circular
                                 ? "is a pixel mod d, so all d^2 sums are defined."
                                 : "is a pixel or counts as a zero, so all d^2 sums are defined.";
  return for_all_sizes(
      [=](int d, int k) { return patches_in_line(d, k, border).size() == static_cast<std::size_t>(d); },
      "Every index u - i " + reason + " Machine: d positions a direction for k = 1, 3, 5, 7, 9 and d = 1..24.", stop);
}

FiniteOutcome refute_valid_convolution(const std::atomic<bool>&) {
  return refuted_if(patches_in_line(3, 3, Border::valid).size() == 1,
                    {{"d", "3"}, {"k", "3"}, {"entries defined", "1"}, {"entries of a d x d image", "9"}},
                    "The sum for z_uv reads x_{u-i,v-j} for i, j = -1, 0, 1, pixels of a 3 x 3 image only at its "
                    "centre. In general (d-k+1)^2 entries are defined, fewer than d^2 for every k > 1.");
}

FiniteOutcome decide_valid_convolution(const std::atomic<bool>& stop) {
  return for_all_sizes(
      [](int d, int k) {
        return patches_in_line(d, k, Border::valid).size() == static_cast<std::size_t>(std::max(0, d - k + 1));
      },
      "The sum at u is defined iff u - i is a pixel for every |i| <= (k-1)/2, that is for (k+1)/2 <= u <= d - (k-1)/2: "
      "d-k+1 positions a direction. Machine: their number for k = 1, 3, 5, 7, 9 and d = 1..24 (none if d < k).",
      stop);
}

// {first + 1, .., first + n}.
std::set<int> window(int first, int n) {
  std::vector<int> rows(static_cast<std::size_t>(n));
  std::iota(rows.begin(), rows.end(), first + 1);
  return {rows.begin(), rows.end()};
}

// Whether P_i = {first(i) + 1, .., first(i) + n}, i = 1..m, are disjoint and make up {1..mn}.
template <typename First>
bool form_partition(int m, int n, const First& first) {
  std::set<int> covered;
  std::size_t counted = 0;
  for (int i = 1; i <= m; ++i) {
    const std::set<int> part = window(first(i), n);
    covered.insert(part.begin(), part.end());
    counted += part.size();
  }
  return counted == covered.size() && covered == window(0, m * n);
}

FiniteOutcome refute_partition(const std::atomic<bool>&) {
  return refuted_if(!form_partition(1, 1, [](int i) { return i; }),
                    {{"m", "1"}, {"n", "1"}, {"P_1", "{2}"}, {"[mn]", "{1}"}},
                    "With i = 1..m the sets cover {n+1, .., (m+1)n}: neuron 1 is in no part and (m+1)n is no neuron, "
                    "for all m, n. i = 0..m-1 would give a partition.");
}

// The windows {(i-1)n+1, .., in}.
FiniteOutcome decide_windows(const std::string& because) {
  bool holds = true;
  for (int m = 1; m <= kMostWindows; ++m) {
    for (int n = 1; n <= kMostWindows; ++n) holds = holds && form_partition(m, n, [n](int i) { return (i - 1) * n; });
  }
  return reduced_if(holds, because, kMostWindows * kMostWindows);
}

FiniteOutcome decide_partition(const std::atomic<bool>&) {
  return decide_windows(
      "(i-1)n < j <= in holds for one i only, the least integer that is at least j/n, and it lies in [m] iff j does in "
      "[mn]. Machine: the windows are disjoint and make up [mn] for m, n = 1..12.");
}

// The windows are disjoint and equally large, so that the summands of (10) are one function of separate rows of W.
FiniteOutcome decide_iid(const std::atomic<bool>&) {
  return decide_windows(
      "(A_{x,i} - A_{y,i})^2 is one and the same function of the n rows of window i, the rows are i.i.d., and no row "
      "is "
      "in two windows. Machine: the windows {(i-1)n+1, .., in} are disjoint, of n rows each, and exhaust the m n rows, "
      "for m, n = 1..12. (As printed, for i in [m], they begin at n+1: pooling24.def.partition.)");
}

// (4)-(5): one maximum for each window of n neurons.
std::size_t components(int m, int n) {
  std::vector<int> hidden(static_cast<std::size_t>(m * n)), pooled;
  std::iota(hidden.begin(), hidden.end(), 1);
  for (auto at = hidden.begin(); at != hidden.end(); at += n) pooled.push_back(*std::max_element(at, at + n));
  return pooled.size();
}

FiniteOutcome refute_dimension(const std::atomic<bool>&) {
  return refuted_if(components(1, 2) == 1,
                    {{"m", "1"}, {"n", "2"}, {"components of M by (4)-(5)", "1"}, {"components of M by App. B", "2"}},
                    "(4)-(5) give one component for each i in [m], App. B asks for n. The two agree only for m = n.");
}

FiniteOutcome decide_dimension(const std::atomic<bool>&) {
  bool holds = true;
  for (int m = 1; m <= kMostWindows; ++m) {
    for (int n = 1; n <= kMostWindows; ++n) holds = holds && components(m, n) == static_cast<std::size_t>(m);
  }
  return reduced_if(holds,
                    "(4)-(5) give one component for each window, and there are m. Machine: the components of the "
                    "maxima over windows of n of m n numbers, m, n = 1..12.",
                    kMostWindows * kMostWindows);
}

// The figure is an image; the text has neither its caption nor what is drawn where.
FiniteOutcome describe_figure(const std::atomic<bool>&) {
  FiniteOutcome out;
  out.verdict = Verdict::informal;
  out.because =
      "Which patches are drawn, and for which k, cannot be read from the text. What it illustrates is decided: the "
      "patches not disjoint from alpha_i are those whose centres differ from i by at most k-1 in each direction "
      "(pooling24.appE.count).";
  return out;
}

}  // namespace

std::vector<FiniteClaim> pooling24_small_claims() {
  const std::string notation = "[m] = {1..m}, as in the table of notation", all = "all m, n >= 1",
                    convolution = "Section 2, (6)", valid = "boundary rule: valid";
  std::vector<FiniteClaim> out = {
      claim("def.partition", "Section 2, before (2)", "", notation,
            "P_i = {in+1, .., (i+1)n} for i in [m] is a partition of [mn]", all, refute_partition),
      claim("def.partition.corrected", "Section 2, before (2)",
            "P_i = {(i-1)n+1, .., in} for i in [m] is a partition of [mn]", notation,
            "P_i = {(i-1)n+1, .., in} for i in [m] is a partition of [mn]", all, decide_partition,
            "nothing: i - 1 in place of i"),
      claim("thm41.iid_sum", "App. A, (10)", "", "", "the m summands are i.i.d.", all + ", all x, y", decide_iid),
      claim("def.Mdim", "App. B, first line", "M : R^{mn} -> R^n", "M as defined by (4)-(5) in Section 2",
            "M maps R^{mn} to R^n", all, refute_dimension),
      claim("def.Mdim.corrected", "App. B, first line", "M : R^{mn} -> R^m", "M as defined by (4)-(5) in Section 2",
            "M maps R^{mn} to R^m", all, decide_dimension, "nothing: m in place of n, as in Section 2")};
  for (const Border border : {Border::circular, Border::zero_padding, Border::valid}) {
    const std::string rule = std::string("boundary rule: ") + name_of(border);
    const Run decide = [=](const std::atomic<bool>& stop) { return decide_convolution(border, stop); };
    out.push_back(claim(std::string("def.conv.") + name_of(border), convolution, "", rule,
                        "x in R^{d x d}, W in R^{k x k}: z = r(W*x) is d x d under the displayed sum",
                        "all d >= 1, odd k >= 1", border == Border::valid ? Run(refute_valid_convolution) : decide));
    out.push_back(claim(std::string("appE.count.") + name_of(border), "App. E, reason for (i)", "", rule,
                        "at most (2k-1)^2 patches of size k are not disjoint from a given one",
                        "all d >= 1, odd k >= 1",
                        [=](const std::atomic<bool>& stop) { return decide_count(border, stop); }));
  }
  out.push_back(claim("def.conv.valid.corrected", convolution,
                      "without padding z = r(W*x) is (d-k+1) x (d-k+1), for d >= k", valid,
                      "x in R^{d x d}, W in R^{k x k}: z = r(W*x) is (d-k+1) x (d-k+1) under the displayed sum",
                      "all d >= k, odd k >= 1", decide_valid_convolution,
                      "the size of the output; or a boundary rule, circular or zero padding, with which it is d x d"));
  out.push_back(claim("figF", "App. F, Figure 6", "", "the figure is not in the text",
                      "the drawn patches are disjoint from alpha_i or not, as the figure says", "", describe_figure));
  return out;
}

}  // namespace certibound::papers
