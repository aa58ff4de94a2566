// Nachum et al., ICLR 2022: the combinatorial steps of Theorem 1 (Appendix B), Lemma 1 (Appendix E) and Remarks 1 and
// 2. Statements about all real images that are bilinear in them are decided on pairs of unit images, whose values are
// the coefficients; channels only add such statements up. Patches are cyclic, rows i..i+r-1 and columns j..j+r-1 mod
// n.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"

#include <certibound/image/gram.hpp>
#include <certibound/interval/rational.hpp>

#include <algorithm>

namespace certibound::papers {
namespace {

constexpr int kLargestSide = 6;

Image unit_image(int n, int pixel) {
  std::vector<std::int32_t> values(static_cast<std::size_t>(n * n), 0);
  values[static_cast<std::size_t>(pixel)] = 1;
  return {n, 1, std::move(values)};
}

// The coefficient of x_p y_q in the sum of <[x]_ij, [y]_ij> over all patches.
std::int64_t coefficient(int n, int r, int p, int q) {
  std::int64_t sum = 0;
  for (const PatchGram& gram : patch_gram(unit_image(n, p), unit_image(n, q), r)) sum += gram.xy;
  return sum;
}

// That this coefficient is r^2 for p = q and 0 otherwise.
FiniteOutcome decide_windows(const std::string& consequence, const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int n = 1; n <= kLargestSide; ++n) {
    for (int r = 1; r <= n; ++r) {
      for (int p = 0; p < n * n && !stop; ++p) {
        for (int q = 0; q < n * n; ++q, ++cases) holds = holds && coefficient(n, r, p, q) == (p == q ? r * r : 0);
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(
      holds,
      "Pixel (u,v) lies in the patch (i,j) iff u-i and v-j mod n are in {0,..,r-1}: for r values of i and r of j, once "
      "each, as r <= n. So x_p y_q has the coefficient r^2 for p = q and 0 otherwise in sum_ij <[x]_ij,[y]_ij>, in "
      "each channel, that is sum_ij <[x]_ij,[y]_ij> = r^2 <x,y>" +
          consequence + " Machine: these coefficients, all pairs of pixels, n = 1.." + std::to_string(kLargestSide) +
          ", 1 <= r <= n.",
      cases);
}

// Pixels modulo n, by coordinates.
int wrap(int i, int n) { return ((i % n) + n) % n; }

// Whether the tap (i,j) meets the same pixel in (F*x)_uv and in <F,[x]_uv>, for all taps and one pixel (the rest
// follow by translation).
bool terms_agree(int n, int r) {
  for (int i = 0; i < r; ++i) {
    if (wrap(-i, n) != wrap(i, n)) return false;
  }
  return true;
}

FiniteOutcome refute_term_by_term(const std::atomic<bool>&) {
  for (int n = 1; n <= kLargestSide; ++n) {
    for (int r = 1; r <= n; ++r) {
      if (terms_agree(n, r)) continue;
      // x = y = 1 at pixel (1,1): the taps of (F*x)_00 and of <F,[x]_00> that meet it.
      int by_convolution = 0, by_patch = 0;
      for (int i = 0; i < r; ++i) {
        for (int j = 0; j < r; ++j) {
          by_convolution += wrap(-i, n) == 1 && wrap(-j, n) == 1 ? 1 : 0;
          by_patch += wrap(i, n) == 1 && wrap(j, n) == 1 ? 1 : 0;
        }
      }
      return refuted_if(
          by_convolution == 0 && by_patch == 1,
          {{"n", std::to_string(n)},
           {"r", std::to_string(r)},
           {"d", "1"},
           {"x = y", "1 at pixel (1,1), else 0"},
           {"(i,j)", "(0,0)"},
           {"(F*x)_00", "0"},
           {"<F,[x]_00>", "F_11"}},
          "By (4), (F*x)_00 = sum F_ij x_{-i,-j} reads the rows and columns 0 and 2 = -1 mod 3 and misses the pixel "
          "(1,1); the patch [x]_00 has the rows and columns 0 and 1. With sigma(t) = t the term at (0,0) is 0 on the "
          "left and E F_11^2 = nu^2 > 0 on the right. For n <= 2 the two agree, since -1 = 1 mod 2.",
          1);
    }
  }
  return refuted_if(false, {}, "", 0);
}

// That (F*x)_uv is the flipped filter against the patch at (u-r+1, v-r+1).
FiniteOutcome decide_as_sums(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int n = 1; n <= 12; ++n) {
    for (int r = 1; r <= n; ++r) {
      for (int u = 0; u < n && !stop; ++u) {
        const int corner = wrap(u - r + 1, n);
        for (int i = 0; i < r; ++i, ++cases) holds = holds && wrap(u - i, n) == wrap(corner + (r - 1 - i), n);
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(
      holds,
      "(F*x)_uv = <F',[x]_{u-r+1,v-r+1}> with the filter turned by 180 degrees, F'_ijk = F_{r-1-i,r-1-j,k}, because u "
      "- i = (u-r+1) + (r-1-i), and likewise for columns. The entries are iid, so F' has the law of F; (u,v) -> "
      "(u-r+1,v-r+1) permutes Z_n x Z_n. Hence the sums of the terms are equal. Machine: the index map in one "
      "direction, n = 1..12, 1 <= r <= n; the other direction is the same map.",
      cases);
}

// That no pixel occurs twice in a patch.
FiniteOutcome decide_remark1(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int n = 1; n <= 8; ++n) {
    for (int r = 1; r <= n; ++r) {
      for (int p = 0; p < n * n && !stop; ++p) {
        const Image e = unit_image(n, p);
        for (const PatchGram& gram : patch_gram(e, e, r)) {
          holds = holds && gram.xx <= 1;
          ++cases;
        }
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "For r <= n the r rows of a patch are distinct mod n, and so are its columns: no entry of x occurs "
                    "twice in [x]_ij, and |x|^2 - |[x]_ij|^2 is the sum of the squares of the others, >= 0. Machine: "
                    "each pixel in each patch at most once, n = 1..8, 1 <= r <= n.",
                    cases);
}

// All images with entries +1, -1 of this shape: their norms and the norms of their patches.
bool signs_have_the_norms(int n, int d, long& cases) {
  const int entries = n * n * d;
  for (int pattern = 0; pattern < 1 << entries; ++pattern) {
    std::vector<std::int32_t> values;
    for (int i = 0; i < entries; ++i) values.push_back((pattern >> i & 1) != 0 ? 1 : -1);
    const Image x(n, d, std::move(values));
    if (x.squared_norm() != d * n * n) return false;
    for (int r = 1; r <= n; ++r, ++cases) {
      const std::vector<PatchGram> gram = patch_gram(x, x, r);
      if (!std::all_of(gram.begin(), gram.end(), [&](const PatchGram& g) { return g.xx == d * r * r; })) return false;
    }
  }
  return true;
}

FiniteOutcome decide_remark2(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (const auto& [n, d] : {std::pair{1, 1}, {1, 2}, {1, 3}, {2, 1}, {2, 2}, {3, 1}}) {
    if (stop) return stopped();
    holds = holds && signs_have_the_norms(n, d, cases);
  }
  for (int n = 1; n <= 50; ++n) {
    for (int r = 1; r <= n; ++r) {
      const Rational square = Rational(r * r) / Rational(n * n);  // R^2 = dr^2 / (dn^2)
      holds = holds && square * Rational(n * n) / Rational(r * r) == 1;
    }
  }
  return reduced_if(
      holds,
      "The n^2 d entries of x, and the r^2 d entries of a patch (r <= n), have square 1. So |[x]_ij|/|x| = r/n for all "
      "(i,j), Corollary 1 applies with R = r/n, the least R it allows, and K = D L^2 R^2 n^2/(eps nu_sigma^2 r^2) = D "
      "L^2/(eps nu_sigma^2): n, r, d and nu cancel. Machine: the norms for all images of signs with (n,d) = (1,1), "
      "(1,2), (1,3), (2,1), (2,2), (3,1), all r; R^2 n^2/r^2 = 1 in rationals for 1 <= r <= n <= 50.",
      cases);
}

}  // namespace

std::vector<FiniteClaim> nachum22_theorem1_claims() {
  const std::string cyclic = "patches wrap around mod n (not stated in Appendix A)";
  const std::string images = "all n, d >= 1, 1 <= r <= n, real n x n x d images x, y";
  const std::string step = "E<sigma(F*x),sigma(F*y)> = sum_ij E[sigma(<F,[x]_ij>) sigma(<F,[y]_ij>)]";
  return {
      {"nachum22.thm1.windows", "nachum22", "App. B, last display", "", cyclic,
       "sum over i,j in Z_n of |[x]_ij|^2 = r^2 |x|^2", images,
       [](const std::atomic<bool>& stop) { return decide_windows("; the claim is y = x.", stop); }},
      {"nachum22.thm1.step17a.reading_a", "nachum22", "App. B, (17a)", "",
       "(a) term by term at each (i,j), with (F*x)_ij = <F,[x]_ij>; " + cyclic, step, images + ", entries of F iid",
       refute_term_by_term},
      {"nachum22.thm1.step17a.reading_b", "nachum22", "App. B, (17a)", "",
       "(b) as sums over all (i,j); entries of F iid, sigma such that the expectations exist; " + cyclic, step, images,
       decide_as_sums},
      {"nachum22.rem1", "nachum22", "Remark 1", "", cyclic, "|[x]_ij| <= |x| and |[y]_ij| <= |y| for all i, j", images,
       decide_remark1},
      {"nachum22.rem2.K", "nachum22", "Remark 2", "",
       "R = r/n, the maximum in Corollary 1, so that neither d nor r remains in K; " + cyclic,
       "x, y in {+1,-1}^{n x n x d}: |x|^2 = |y|^2 = d n^2, |[x]_ij|^2 = |[y]_ij|^2 = d r^2, and Corollary 1 applies "
       "with K = D L^2/(eps nu_sigma^2)",
       "all n, d >= 1, 1 <= r <= n", decide_remark2},
      {"nachum22.lem1.steps", "nachum22", "App. E", "", cyclic, "sum_ij nu^2 <[x]_ij,[y]_ij> = <x,y> for nu^2 = 1/r^2",
       images,
       [](const std::atomic<bool>& stop) { return decide_windows(", and nu^2 = 1/r^2 makes it <x,y>.", stop); }},
  };
}

}  // namespace certibound::papers
