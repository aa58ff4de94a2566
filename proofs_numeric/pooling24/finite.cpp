// "Contraction property of pooling layer" (OpenReview KdR88Qskmw): the index sets, shapes and patch counts of Section
// 2 and Appendices B, E, F, by enumeration. [n] = {1..n} as in its table of notation; k is odd; the patch of a pixel
// is the k x k square around it. The paper states no boundary rule, so rows about patches are decided for each of
// three:
//   circular      indices mod d, one patch for each of the d^2 pixels
//   zero_padding  patches cut at the border, one for each pixel
//   valid         only the patches inside the image, (d-k+1)^2 of them
#include "finite_claims.hpp"

#include <algorithm>
#include <set>

namespace certibound::papers {
namespace {

enum class Border { circular, zero_padding, valid };

const char* name_of(Border border) {
  switch (border) {
    case Border::circular:
      return "circular";
    case Border::zero_padding:
      return "zero_padding";
    case Border::valid:
      return "valid";
  }
  return "";
}

// The positions, in one direction, of the patches of size k in an image of side d, each as the set of its pixels.
std::vector<std::set<int>> patches_in_line(int d, int k, Border border) {
  std::vector<std::set<int>> out;
  const int half = (k - 1) / 2;
  for (int centre = 0; centre < d; ++centre) {
    if (border == Border::valid && (centre - half < 0 || centre + half >= d)) continue;
    std::set<int> pixels;
    for (int i = centre - half; i <= centre + half; ++i) {
      if (border == Border::circular) pixels.insert(((i % d) + d) % d);
      if (border != Border::circular && i >= 0 && i < d) pixels.insert(i);
    }
    out.push_back(std::move(pixels));
  }
  return out;
}

bool meet(const std::set<int>& a, const std::set<int>& b) {
  return std::any_of(a.begin(), a.end(), [&](int i) { return b.count(i) != 0; });
}

FiniteOutcome decide_count(Border border, const std::atomic<bool>& stop) {
  FiniteOutcome out;
  bool holds = true, attained = false;
  for (int k = 1; k <= 9; k += 2) {
    for (int d = 1; d <= 24 && !stop; ++d, ++out.cases) {
      const std::vector<std::set<int>> patches = patches_in_line(d, k, border);
      for (const std::set<int>& given : patches) {
        // A square patch is a product, so two are disjoint iff they are so in one direction: the count is a product,
        // too.
        const auto count =
            std::count_if(patches.begin(), patches.end(), [&](const auto& other) { return meet(given, other); });
        holds = holds && count <= 2 * k - 1;
        attained = attained || count == 2 * k - 1;
      }
    }
  }
  if (stop) {
    out.left = {"stopped before the enumeration was complete"};
    return out;
  }
  out.verdict = holds && attained ? Verdict::reduced : Verdict::undecided;
  if (out.verdict == Verdict::undecided)
    out.left = {"the machine part of the argument was not confirmed in every case"};
  out.because =
      "Two patches meet only if their centres differ by at most k-1 in each direction (mod d if circular): at most "
      "2k-1 positions a direction, so at most (2k-1)^2 patches, the given one included. Machine: the counts in one "
      "direction for k = 1, 3, 5, 7, 9 and d = 1..24; 2k-1 is attained.";
  return out;
}

// (6) defines the entry at u in one direction iff every index u - i is a pixel, by this rule.
FiniteOutcome decide_convolution(Border border, const std::atomic<bool>& stop) {
  FiniteOutcome out;
  if (border == Border::valid) {
    const auto defined = patches_in_line(3, 3, border).size();
    out.verdict = defined == 1 ? Verdict::refuted : Verdict::undecided;
    if (out.verdict == Verdict::refuted) {
      out.witness = {{"d", "3"}, {"k", "3"}, {"entries defined", "1"}, {"entries of a d x d image", "9"}};
    }
    out.because =
        "The sum for z_uv reads x_{u-i,v-j} for i, j = -1, 0, 1, pixels of a 3 x 3 image only at its centre. In "
        "general (d-k+1)^2 entries are defined, fewer than d^2 for every k > 1.";
    out.cases = 1;
    return out;
  }
  bool holds = true;
  for (int k = 1; k <= 9; k += 2) {
    for (int d = 1; d <= 24 && !stop; ++d, ++out.cases) {
      holds = holds && patches_in_line(d, k, border).size() == static_cast<std::size_t>(d);
    }
  }
  if (stop) {
    out.left = {"stopped before the enumeration was complete"};
    return out;
  }
  out.verdict = holds ? Verdict::reduced : Verdict::undecided;
  if (!holds) out.left = {"the machine part of the argument was not confirmed in every case"};
  out.because = border == Border::circular
                    ? "Every index u - i is a pixel mod d, so all d^2 sums are defined."
                    : "Every index u - i is a pixel or counts as a zero, so all d^2 sums are defined.";
  out.because += " Machine: d positions a direction for k = 1, 3, 5, 7, 9 and d = 1..24.";
  return out;
}

FiniteOutcome refute_partition(const std::atomic<bool>&) {
  FiniteOutcome out;
  for (int m = 1; m <= 4; ++m) {
    for (int n = 1; n <= 4; ++n) {
      std::set<int> covered, hidden;
      for (int i = 1; i <= m; ++i) {
        for (int j = i * n + 1; j <= (i + 1) * n; ++j) covered.insert(j);
      }
      for (int j = 1; j <= m * n; ++j) hidden.insert(j);
      ++out.cases;
      if (covered == hidden) continue;
      out.verdict = Verdict::refuted;
      out.witness = {{"m", std::to_string(m)}, {"n", std::to_string(n)}, {"P_1", "{2}"}, {"[mn]", "{1}"}};
      out.because =
          "With i = 1..m the sets cover {n+1, .., (m+1)n}: neuron 1 is in no part and (m+1)n is no neuron, for all m, "
          "n. i = 0..m-1 would give a partition.";
      return out;
    }
  }
  return out;
}

FiniteOutcome refute_dimension(const std::atomic<bool>&) {
  FiniteOutcome out;
  out.verdict = Verdict::refuted;
  out.witness = {{"m", "1"}, {"n", "2"}, {"components of M by (4)-(5)", "1"}, {"components of M by App. B", "2"}};
  out.because = "(4)-(5) give one component for each i in [m], App. B asks for n. The two agree only for m = n.";
  out.cases = 1;
  return out;
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

FiniteClaim make(const std::string& id, const std::string& at, const std::string& printed, const std::string& reads,
                 const std::string& statement, const std::string& domain,
                 std::function<FiniteOutcome(const std::atomic<bool>&)> run) {
  return {"pooling24." + id, "pooling24", at, printed, reads, statement, domain, std::move(run)};
}

}  // namespace

std::vector<FiniteClaim> pooling24_small_claims() {
  std::vector<FiniteClaim> out = {
      make("def.partition", "Section 2, before (2)", "", "[m] = {1..m}, as in the table of notation",
           "P_i = {in+1, .., (i+1)n} for i in [m] is a partition of [mn]", "all m, n >= 1", refute_partition),
      make("def.Mdim", "App. B, first line", "M : R^{mn} -> R^n", "M as defined by (4)-(5) in Section 2",
           "M maps R^{mn} to R^n", "all m, n >= 1", refute_dimension)};
  for (const Border border : {Border::circular, Border::zero_padding, Border::valid}) {
    const std::string rule = std::string("boundary rule: ") + name_of(border);
    out.push_back(make(std::string("def.conv.") + name_of(border), "Section 2, (6)", "", rule,
                       "x in R^{d x d}, W in R^{k x k}: z = r(W*x) is d x d under the displayed sum",
                       "all d >= 1, odd k >= 1",
                       [=](const std::atomic<bool>& stop) { return decide_convolution(border, stop); }));
    out.push_back(make(std::string("appE.count.") + name_of(border), "App. E, reason for (i)", "", rule,
                       "at most (2k-1)^2 patches of size k are not disjoint from a given one", "all d >= 1, odd k >= 1",
                       [=](const std::atomic<bool>& stop) { return decide_count(border, stop); }));
  }
  out.push_back(make("figF", "App. F, Figure 6", "", "the figure is not in the text",
                     "the drawn patches are disjoint from alpha_i or not, as the figure says", "", describe_figure));
  return out;
}

}  // namespace certibound::papers
