// Section 4 of arpit19: what the exact laws give for the quantities of Figures 1 and 2. For one fixed input |h^l|/|x|
// is the root of a product of independent copies of r (arpit19.new.product_law), so its mean is a power of E sqrt(r)
// and that of its square is 1.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_moments/moments.hpp>

#include <array>

namespace certibound::papers {
namespace {

using arpit19::make;

constexpr Precision kBits = 64;
constexpr std::array<long, 4> kWidths = {100, 500, 2000, 4060};

struct Spread {
  Interval mean, deviation;
};
// Mean and standard deviation of sqrt(r_1 ... r_k) at width n.
Spread root_of_product(long n, long k) {
  const Interval root = norm_deviations(n, kBits).root_mean;
  return {pown(root, k), sqrt(Interval(1L, kBits) - pown(root, 2 * k))};
}

FiniteOutcome enclose_spread(long factors, const std::string& because, const std::atomic<bool>& stop) {
  std::vector<NamedEnclosure> values;
  for (const long n : kWidths) {
    if (stop) return stopped();
    const Spread spread = root_of_product(n, factors);
    values.push_back({"mean at width " + std::to_string(n), spread.mean});
    values.push_back({"standard deviation at width " + std::to_string(n), spread.deviation});
  }
  const long cases = long(values.size());
  return enclosed(std::move(values), because, cases, kBits);
}

FiniteOutcome check_wider_is_better(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (long layer = 1; layer <= 10; ++layer) {
    for (std::size_t i = 1; i < kWidths.size(); ++i, ++cases) {
      if (stop) return stopped();
      const Spread narrow = root_of_product(kWidths[i - 1], layer), wide = root_of_product(kWidths[i], layer);
      holds = holds && certainly(less(narrow.mean, wide.mean)) && certainly(less(wide.mean, Interval(1L, kBits))) &&
              certainly(less(wide.deviation, narrow.deviation));
    }
  }
  return checked_if(holds,
                    "Machine: for layers 1..10 and from each of the widths 100, 500, 2000, 4060 to the next, the mean "
                    "of |h^l|/|x| over the "
                    "weights rises and stays below 1, and its standard deviation falls.",
                    cases, kBits);
}

constexpr std::array<long, 8> kSingleWidths = {500, 1000, 1500, 2000, 2500, 3000, 3500, 4000};

FiniteOutcome enclose_distortion(bool squared, const std::atomic<bool>& stop) {
  std::vector<NamedEnclosure> values;
  for (const long m : kSingleWidths) {
    if (stop) return stopped();
    const NormDeviations mean = norm_deviations(m, kBits);
    values.push_back({"m = " + std::to_string(m), squared ? mean.deviation : mean.root_deviation});
  }
  return enclosed(std::move(values),
                  "The expectation over the weights of the mean over any inputs, as every input has the same law; the "
                  "same in the backward pass "
                  "(arpit19.fig2.backward). fig2.theory has the values to compare with.",
                  long(kSingleWidths.size()), kBits);
}

// The e with 2 exp(-m f(e)) = 1/20, by bisection; f increases.
Interval theoretical_value(long m) {
  const Interval goal = log(Interval(40L, kBits)) / Interval(m, kBits);
  Rational lo = 0, hi = 1;
  for (int step = 0; step < 40; ++step) {
    const Rational middle = (lo + hi) / 2;
    if (certainly(less(published_exponent(middle, kBits), goal))) {
      lo = middle;
    } else if (certainly(less(goal, published_exponent(middle, kBits)))) {
      hi = middle;
    } else {
      break;
    }
  }
  return {lo, hi, kBits};
}

FiniteOutcome check_quotient_falls(const std::atomic<bool>& stop) {
  bool holds = true;
  std::vector<NamedEnclosure> values;
  for (const long m : kSingleWidths) {
    if (stop) return stopped();
    const Interval quotient = theoretical_value(m) / norm_deviations(m, kBits).root_deviation;
    holds = holds && (values.empty() || certainly(less(quotient, values.back().value)));
    values.push_back({"m = " + std::to_string(m), quotient});
  }
  FiniteOutcome out = checked_if(holds,
                                 "Machine: the quotient falls from each of the widths 500, 1000, ..., 4000 to the "
                                 "next. Its limit is about 7, not 1 "
                                 "(arpit19.fig2.tighter.corrected).",
                                 long(kSingleWidths.size()), kBits);
  out.enclosures = std::move(values);
  return out;
}

}  // namespace

std::vector<FiniteClaim> arpit19_figure_claims() {
  const std::string widths = "widths 100, 500, 2000, 4060";
  const std::string single = "m = 500, 1000, ..., 4000";
  const std::string tighter = "but becomes tighter for smaller values of e";
  const std::string distortion = "the mean value of the distortion |1 - |h|/|x||, and of the backward one";
  return {
      make("fig1.he", "4.1, Figure 1 left",
           "the mean ratio of hidden activation norm to the input norm over the dataset is roughly 1",
           "'roughly' has no size; what is enclosed is the law of |h^10|/|x| for one input over He's weights N(0, "
           "2/n_l), at the layer that is "
           "furthest from 1; a sample: arpit19.fig1.he.sampled",
           "mean and standard deviation of |h^10|/|x| over the weights", widths,
           [](const std::atomic<bool>& stop) {
             return enclose_spread(10,
                                   "The mean is (E sqrt(r))^10 and the standard deviation the root of 1 less its "
                                   "square; all inputs have this law.",
                                   stop);
           }),
      make("fig1.he_width", "4.1", "This approximation becomes better with larger width",
           "as arpit19.fig1.he, each layer", "|mean - 1| and the standard deviation of |h^l|/|x| fall with the width",
           widths + ", layers 1..10", check_wider_is_better),
      make("fig1.he_grad", "4.1, Figure 1 right",
           "the norm of weight gradient for each layer is roughly equal to the product of norm of input and "
           "norm of error at output, stronger for wider networks",
           "under the assumption of Theorem 3: for every layer the squared ratio is a product of 9 independent copies "
           "of r (i - 1 forward and 10 - i "
           "backward ones); without it see arpit19.fig1.he_grad.sampled",
           "mean and standard deviation of |dl/dW^i|/(|err||x|) over the weights, the same for i = 1..10", widths,
           [](const std::atomic<bool>& stop) {
             return enclose_spread(
                 9, "By (19) and (20) with independent factors: (E sqrt(r))^9, and the root of 1 less its square.",
                 stop);
           }),
      make("fig2.distortion.reading_a", "(25)-(26)", distortion, "(a) norms not squared; the mean over the weights",
           "E|1 - sqrt(r)|", single, [](const std::atomic<bool>& stop) { return enclose_distortion(false, stop); }),
      make("fig2.distortion.reading_b", "(25)-(26)", distortion, "(b) norms squared; the mean over the weights",
           "E|1 - r|", single, [](const std::atomic<bool>& stop) { return enclose_distortion(true, stop); }),
      make("fig2.tighter.reading_b", "4.2, Figure 2", tighter,
           "(b) the quotient of the theoretical e and the mean distortion, norms not squared",
           "the quotient falls as the width grows and e gets smaller", single, check_quotient_falls)};
}

}  // namespace certibound::papers
