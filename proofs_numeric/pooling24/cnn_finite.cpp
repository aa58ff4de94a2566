// Pooling in a CNN, by images that 1 x 1 kernels decide exactly. With one weight w ~ N(0,1) the feature of a pixel is
// r(w x_p), and
//   A_x = r(w) P + r(-w) N,   P, N the means of max(x,0) and max(-x,0) over the pixels; M_x likewise with their maxima.
// As r(w) r(-w) = 0 and E r(w)^2 = E r(-w)^2 = 1/2, the mean similarity is the cosine of the vectors (P, N) of x and y,
// a rational under a root. 1 x 1 is an odd kernel size, on which all boundary rules agree; a constant image does the
// same for every k, circular or valid, since all its patches are equal.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <algorithm>
#include <set>

namespace certibound::papers {
namespace {

using namespace pooling;

constexpr Precision kBits = 96;

struct Signs {
  Rational above, below;  // P and N
};
using Pixels = std::vector<long>;

Signs averages(const Pixels& x) {
  Signs out{0, 0};
  const Rational count(static_cast<long>(x.size()));
  for (const long v : x) (v > 0 ? out.above : out.below) += Rational(v > 0 ? v : -v) / count;
  return out;
}
Signs maxima(const Pixels& x) {
  Signs out{0, 0};
  for (const long v : x) {
    out.above = std::max(out.above, Rational(v));
    out.below = std::max(out.below, Rational(-v));
  }
  return out;
}
// The square of the mean similarity, which is not negative.
Rational squared_cosine(const Signs& x, const Signs& y) {
  const Rational inner = x.above * y.above + x.below * y.below;
  return inner * inner / ((x.above * x.above + x.below * x.below) * (y.above * y.above + y.below * y.below));
}
// Of the ReLU features: pixels of equal sign count, those of different sign do not.
Rational squared_relu(const Pixels& x, const Pixels& y) {
  Rational inner = 0, xx = 0, yy = 0;
  for (std::size_t p = 0; p < x.size(); ++p) {
    if ((x[p] > 0) == (y[p] > 0)) inner += Rational(x[p]) * y[p];
    xx += Rational(x[p]) * x[p], yy += Rational(y[p]) * y[p];
  }
  return inner * inner / (xx * yy);
}

const Pixels kOnes(4, 1), kMinusOnes(4, -1);
const Witness kConstant{{"x", "1 everywhere"}, {"y", "-1 everywhere"}, {"d, k", "any"}, {"similarity", "0"}};

bool constant_pair_is_orthogonal() {
  return squared_cosine(averages(kOnes), averages(kMinusOnes)) == 0 &&
         squared_cosine(maxima(kOnes), maxima(kMinusOnes)) == 0 && squared_relu(kOnes, kMinusOnes) == 0;
}

FiniteOutcome refute_by_constants(const std::string& because) {
  return refuted_if(constant_pair_is_orthogonal(), kConstant,
                    "All pre-activations are S for x and -S for y, S the sum of the kernel, so every pooled pair is "
                    "r(S) and r(-S), of "
                    "product 0. " +
                        because);
}

FiniteOutcome refute_compare(const std::atomic<bool>&) {
  const Pixels x{3, -1, -1, -1}, y{-3, 1, 1, 1};
  const Rational average = squared_cosine(averages(x), averages(y)), maximum = squared_cosine(maxima(x), maxima(y));
  return refuted_if(average == 1 && maximum == Rational(9, 25),
                    {{"d, k", "2 and 1"},
                     {"x", "(3, -1; -1, -1)"},
                     {"y", "-x"},
                     {"mean similarity of averages", "1"},
                     {"mean similarity of maxima", "3/5"}},
                    "Both averages are 3|w|/4, since the positive and the negative part of x have the same mean: 1 - "
                    "rho is 0 for them. "
                    "The maxima are 3 r(w) + r(-w) and r(w) + 3 r(-w). Row kappa = 25 of Table 2 shows the same, "
                    "0.9771 against 0.7174.");
}

// The images of four pixels with values -scale, 0, scale.
std::vector<Pixels> small_images(long scale) {
  std::vector<Pixels> out;
  for (int code = 0; code < 81; ++code) {
    Pixels pixels;
    for (int digit = 0, rest = code; digit < 4; ++digit, rest /= 3) pixels.push_back(scale * (rest % 3 - 1));
    out.push_back(std::move(pixels));
  }
  return out;
}

// For 1 x 1 kernels, where patches are pixels: y with values in {-2, 0, 2}, x with values in {-1, 0, 1}.
FiniteOutcome decide_compare(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0, differing = 0;
  for (const Pixels& x : small_images(1)) {
    if (stop) return stopped();
    const std::set<long> values(x.begin(), x.end());
    if (values == std::set<long>{0}) continue;
    for (const Pixels& y : small_images(2)) {
      std::set<long> halves;
      for (const long v : y) halves.insert(v / 2);
      if (halves != values) continue;
      const Rational average = squared_cosine(averages(x), averages(y));
      holds = holds && squared_cosine(maxima(x), maxima(y)) == 1 && average <= 1;
      differing += average < 1 ? 1 : 0;
      ++cases;
    }
  }
  return reduced_if(
      holds && differing > 0,
      "M_x is the largest of 0 and <alpha,W> over the patches alpha of x: it depends on their set alone, and "
      "M_y = c M_x for every W if the patches of y are c times those of x. So 1 - rho(M_x,M_y) = 0, and "
      "1 - rho(A_x,A_y) >= 0 (Cauchy-Schwarz), > 0 where the numbers of the patches differ enough. Machine, "
      "1 x 1 kernels: all images of 4 pixels with values -1, 0, 1 against those with values -2, 0, 2 and "
      "the same set of patches up to the factor 2; in " +
          std::to_string(differing) + " of the pairs 1 - rho(A_x,A_y) is positive.",
      cases);
}

// x = 1, y = -1 on the lower half: rho = 0 and most patches are equal or opposite.
FiniteOutcome refute_fit(const std::atomic<bool>&) {
  const int d = 32;
  std::vector<std::int32_t> x(static_cast<std::size_t>(d) * d, 1), y(x);
  std::fill(y.begin() + d * d / 2, y.end(), -1);
  const auto s = patch_similarity(Image(d, 1, std::move(x)), Image(d, 1, std::move(y)), 3, kBits);
  const Interval kernel = rhat(Interval(0L, kBits));
  FiniteOutcome out =
      refuted_if(s && certainly(less(kernel, s->rho_out)) && contains(s->rho_in, Rational(0)),
                 {{"d, k", "32 and 3, circular"},
                  {"x", "1 everywhere"},
                  {"y", "1 on rows 1-16, -1 on rows 17-32"},
                  {"rho(x,y)", "0"}},
                 "Nearly half of the patches are equal and nearly half opposite, so the mean similarity of the ReLU "
                 "features is near 1/2, while "
                 "rhat(0) = 1/pi. In general rho_F lies between B rhat(rho/B) and (B + rho)/2 (pooling24.s25).",
                 1, kBits);
  if (s) out.enclosures = {{"rho_F", s->rho_out}, {"rhat(0)", kernel}};
  return out;
}

}  // namespace

std::vector<FiniteClaim> pooling24_cnn_claims() {
  const auto by_constants = [](const std::string& because) {
    return [because](const std::atomic<bool>&) { return refute_by_constants(because); };
  };
  const std::string every = "any pair of images, any kernel size, i.i.d. N(0,1) kernels";
  const std::string rate = "1 - rho(M_x,M_y) = O(1/log n)";
  return {
      claim("cor43.statement.mean", "Corollary 4.3", rate,
            "mean similarity; n = d^2 (a), the number of output positions (b) or any other window size that grows with "
            "d (c)",
            "for any pair x, y: 1 - rho(M_x,M_y) = O(1/log n)", every,
            by_constants("So 1 - rho is 1 for every d, and no n that grows makes it small.")),
      claim("cor43.statement.realised", "Corollary 4.3", rate,
            "realised cosine over m channels; n as in cor43.statement.mean",
            "for any pair x, y: 1 - rho(M_x,M_y) = O(1/log n)", every,
            by_constants("M_x and M_y have disjoint supports, so the cosine is 0 for every W where neither vanishes, "
                         "all but a share of "
                         "2^(1-m) of them, whatever d.")),
      claim("cor43.identical", "before Corollary 4.3",
            "max pooling in CNN has almost identical contraction behaviour to that in FCN",
            "mean similarity, every pair",
            "for every pair, 1 - rho(M_x,M_y) of the CNN tends to 0 with the number of positions, as in FCN", every,
            by_constants("In an FCN with windows of n the same pair has 1 - rho_M below (13/2)/log n "
                         "(pooling24.thm42.statement.mean).")),
      claim("cor43.transfer", "App. C",
            "the technique of proving Theorem 4.2 is applicable, thus the bound still holds",
            "any pair x, y; mean similarity", "the bound 1 - rho(M_x,M_y) = O(1/log n) holds for the CNN", every,
            by_constants(
                "What fails is (14)-(15): the positions are not independent, Var M is (pi - 1)(E M)^2 for every d.")),
      claim("disc.main_source.cnn.average", "abstract, 1.1, Conclusion",
            "the global pooling layer, not the convolutional layer, is the main source of contraction",
            "mean similarity, average pooling, every pair",
            "for every pair, pooling reduces 1 - rho by a larger factor than the ReLU layer does", every,
            by_constants("ReLU takes 1 - rho from 2 to 1, pooling leaves it at 1.")),
      claim("disc.main_source.cnn.max", "abstract, 1.1, Conclusion",
            "the global pooling layer, not the convolutional layer, is the main source of contraction",
            "mean similarity, max pooling, every pair",
            "for every pair, pooling reduces 1 - rho by a larger factor than the ReLU layer does", every,
            by_constants("ReLU takes 1 - rho from 2 to 1, pooling leaves it at 1.")),
      claim("exp.max_heavy.cnn", "Section 3.1",
            "max pooling contracts points heavily for CNN whatever the data distribution is",
            "mean similarity, every pair: 1 - rho after max pooling is below 1 - rho after ReLU",
            "max pooling contracts every pair in a CNN", every,
            by_constants("1 - rho is 1 before and after max pooling.")),
      claim("abs.max_data_indep.cnn.reading_a", "abstract, contribution 3",
            "max pooling is not sensitive to the data distribution in CNN",
            "(a) the rate at which 1 - rho falls with the number of positions, mean similarity",
            "the rate is the same for all pairs x, y not parallel", every,
            by_constants("So 1 - rho does not fall with d at all, while it is 0 for y = 2x and falls like 1/log n or "
                         "faster where the patches of "
                         "either image are orthogonal and of one norm (pooling24.thm42.statement.mean).")),
      claim("abs.max_data_indep.cnn.reading_b", "abstract, contribution 3",
            "max pooling is not sensitive to the data distribution in CNN", "(b) the value of 1 - rho, mean similarity",
            "1 - rho(M_x,M_y) is the same for all pairs", every,
            by_constants("1 - rho is 1 for this pair and 0 for y = x.")),
      claim("thm42.compare.cnn", "Section 5", "the max pooling has heavier concentration than average pooling in CNN",
            "mean similarity, every pair", "1 - rho of the maxima is at most 1 - rho of the averages", every,
            refute_compare),
      claim("thm42.compare.cnn.corrected", "Section 5",
            "max pooling in CNN has at least the concentration of average pooling for images whose patches are the "
            "same up to "
            "one positive factor, in whatever number and order: 1 - rho(M_x,M_y) = 0",
            "mean similarity; x and y not zero, any odd k and boundary rule",
            "1 - rho of the maxima is 0, at most 1 - rho of the averages",
            "pairs x, y with the same set of patches up to one positive factor", decide_compare,
            "a condition on the pair: maxima do not see how often a patch occurs, averages do. Of independent Gaussian "
            "images "
            "average pooling has the heavier concentration (pooling24.fig3.gaussian)"),
      claim("claim.cnn_fits_rhat.reading_b", "1.1",
            "CNN without average pooling fits the usual arccosine kernel, which is data-independent",
            "(b) every pair of images; mean similarity of the ReLU features", "rho_F = rhat(rho(x,y))", every,
            refute_fit),
  };
}

}  // namespace certibound::papers
