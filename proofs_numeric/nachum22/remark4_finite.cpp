// Nachum et al., ICLR 2022, Remark 4: when the lower bound of Theorem 3 is attained; and Section 1.1: that the mean
// output similarity is not a function of the input similarity. Exact integer images; the filter has mean 0 and
// variance 2/r^2.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound::papers {
namespace {

constexpr Precision kBits = 96;

// Whether E = <x,y> exactly when each patch has rho_ij = 1 or is zero in x or in y, on all images of {-1,0,1}.
FiniteOutcome decide_equality_a(const std::atomic<bool>& stop) {
  const int n = 2, images = 81;
  const auto image = [&](int code) {
    std::vector<std::int32_t> values;
    for (int i = 0; i < n * n; ++i, code /= 3) values.push_back(code % 3 - 1);
    return Image(n, 1, std::move(values));
  };
  bool holds = true;
  long pairs = 0;
  for (int a = 0; a < images && !stop; ++a) {
    for (int b = 0; b < images; ++b) {
      for (int r = 1; r <= n; ++r, ++pairs) {
        const std::vector<PatchGram> gram = patch_gram(image(a), image(b), r);
        const bool condition = std::all_of(gram.begin(), gram.end(), [](const PatchGram& g) {
          return g.xx == 0 || g.yy == 0 || (g.xy > 0 && g.xy * g.xy == g.xx * g.yy);
        });
        const Interval excess = patch_sums(gram, kBits).relu_minus_inner;
        holds = holds && (condition ? equal(excess, Interval(0L, 2)) : certainly(less(Interval(0L, 2), excess)));
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "By (8), r^2 (E<R(F*x),R(F*y)> - <x,y>) = sum_ij |[x]_ij||[y]_ij| (Rhat(rho_ij) - rho_ij), no term "
                    "negative, and Rhat(rho) > rho for -1 <= rho < 1 while Rhat(1) = 1 "
                    "(nachum22.eq2.contraction.reading_a). So it vanishes iff each term has a zero patch or rho_ij = "
                    "1. Machine: all " +
                        std::to_string(pairs) + " pairs of 2 x 2 images with entries -1, 0, 1, r = 1, 2.",
                    pairs, kBits);
}

FiniteOutcome refute_equality_b(const std::atomic<bool>&) {
  const Image x(1, 1, {1}), y(1, 1, {-1});
  const Interval value = expected_inner_product(x, y, 1, kBits);
  return refuted_if(
      equal(value, Interval(0L, 2)) && inner_product(x, y) == -1,
      {{"n = r = d", "1"}, {"x", "1"}, {"y", "-1"}, {"E<R(F*x),R(F*y)>", "0"}, {"max{<x,y>,0}", "0"}, {"rho_00", "-1"}},
      "R(F) R(-F) = 0, so equality holds, yet rho_00 = -1 and neither patch is zero. The second example of Remark 3 "
      "fails likewise for every 0 < rho <= 1.",
      1);
}

// Two pairs of 2 x 2 images, r = 1, with rho_in = 0: rhobar_out = 0 and 1/2.
FiniteOutcome decide_depends(const std::atomic<bool>&) {
  const auto similarity = [](std::vector<std::int32_t> x, std::vector<std::int32_t> y) {
    return patch_similarity(Image(2, 1, std::move(x)), Image(2, 1, std::move(y)), 1, kBits);
  };
  const auto low = similarity({1, 0, 0, 0}, {0, 1, 0, 0}), high = similarity({1, 1, 0, 0}, {1, -1, 0, 0});
  const Interval zero(0L, kBits), half(Rational(1, 2), kBits);
  FiniteOutcome out;
  const bool differ = low && high && equal(low->rho_in, zero) && equal(high->rho_in, zero) &&
                      equal(low->rho_out, zero) && equal(high->rho_out, half);
  out.verdict = differ ? Verdict::proved : Verdict::undecided;
  out.because =
      "r = 1, pixels (0,0) and (0,1) of a 2 x 2 image, else 0: x = (1,0), y = (0,1) give rho_in = 0 and rhobar_out = "
      "0; x = (1,1), y = (1,-1) give rho_in = 0 and rhobar_out = 1/2, both exactly.";
  if (!differ) out.left = {"the two similarities were not enclosed exactly"};
  out.cases = 2;
  out.bits = kBits;
  return out;
}

FiniteClaim make(const std::string& id, const std::string& at, const std::string& reads, const std::string& statement,
                 const std::string& domain, std::function<FiniteOutcome(const std::atomic<bool>&)> run) {
  return {"nachum22." + id, "nachum22", at, "", reads, statement, domain, std::move(run)};
}

}  // namespace

std::vector<FiniteClaim> nachum22_remark4_claims() {
  const std::string reads = "the condition holds at all (i,j); filter of mean 0 and variance 2/r^2; ";
  const std::string images = "all n, d, 1 <= r <= n, images x, y";
  const std::string condition = "equality iff for all (i,j): rho_ij = 1 or [x]_ij = 0 or [y]_ij = 0";
  return {
      make("rem4.equality.reading_a", "Remark 4", reads + "(a) equality E<R(F*x),R(F*y)> = <x,y>", condition, images,
           decide_equality_a),
      make("rem4.equality.reading_b", "Remark 4", reads + "(b) equality E<R(F*x),R(F*y)> = max{<x,y>,0}", condition,
           images, refute_equality_b),
      make("intro.depends", "Section 1.1", "existence of two pairs with equal rho_in and different rhobar_out",
           "ReLU CNN layer: rhobar_out is not a function of rho_in alone", "images x, y != 0", decide_depends),
  };
}

}  // namespace certibound::papers
