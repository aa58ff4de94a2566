// Proposition 1 and the assumption of Theorem 3 of arpit19 on the smallest networks: one unit a layer, x = 1. Only the
// signs of the weights matter, and all sign patterns are equally likely.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <algorithm>

namespace certibound::papers {
namespace {

using arpit19::make;

// The loss f^2/2: err = dl/da^2 = 1(a^2) h^2 and dl/da^1 = 1(a^1) W^2 err, by (5) and (20), with 1(0) = 0.
struct TwoLayers {
  int w1, w2;
  int h1() const { return std::max(w1, 0); }
  int a2() const { return w2 * h1(); }
  int err() const { return a2() > 0 ? a2() : 0; }
  int first() const { return w1 > 0 ? w2 * err() : 0; }
};

std::vector<TwoLayers> sign_patterns() { return {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}; }

template <class Event>
long count(Event event) {
  const std::vector<TwoLayers> all = sign_patterns();
  return std::count_if(all.begin(), all.end(), event);
}

FiniteOutcome refute_proposition1(const std::atomic<bool>&) {
  const int h1 = std::max(-1, 0);
  bool always_zero = true;
  for (int w = -3; w <= 3; ++w) always_zero = always_zero && w * h1 == 0;
  return refuted_if(always_zero && h1 == 0,
                    {{"l", "2"}, {"n_0 = n_1 = n_2", "1"}, {"x", "1"}, {"W^1", "-1"}, {"h^1", "0"}},
                    "h^1 = 0 gives a^2 = W^2 h^1 = 0 for every W^2, so 1(a^2) is the constant 1(0) and not "
                    "Bernoulli(1/2). In general h^(l-1) = 0 "
                    "has the probability 1 - prod_{j<l} (1 - 2^(-n_j)) for x != 0. The weights -3..3 were tried.",
                    7);
}

FiniteOutcome refute_independence_next(const std::atomic<bool>&) {
  const long nonzero = count([](const TwoLayers& net) { return net.err() != 0; });
  const long negative = count([](const TwoLayers& net) { return net.w2 < 0; });
  const long both = count([](const TwoLayers& net) { return net.err() != 0 && net.w2 < 0; });
  return refuted_if(
      nonzero == 1 && 4 * both != nonzero * negative,
      {{"L", "2"}, {"n", "1"}, {"x", "1"}, {"loss", "f^2/2"}, {"P(err != 0)", "1/4"}, {"P(err != 0 and W^2 < 0)", "0"}},
      "Independence would make the last probability 1/4 times 1/2. In general: where row i of W^(l+1) has no positive "
      "entry, "
      "a_i^(l+1) <= 0, since h^l >= 0, and dl/da_i^(l+1) = 0; that has a positive probability, so independence makes "
      "dl/da_i^(l+1) = 0 almost surely. For l = L-1 it says err = 0: for L >= 2 the assumption leaves nothing to "
      "prove.",
      4);
}

FiniteOutcome refute_independence_same(const std::atomic<bool>&) {
  const long nonzero = count([](const TwoLayers& net) { return net.first() != 0; });
  const long masked = count([](const TwoLayers& net) { return net.w1 <= 0; });
  const long both = count([](const TwoLayers& net) { return net.first() != 0 && net.w1 <= 0; });
  return refuted_if(nonzero == 1 && 4 * both != nonzero * masked,
                    {{"L", "2"},
                     {"n", "1"},
                     {"x", "1"},
                     {"loss", "f^2/2"},
                     {"P(dl/da^1 != 0)", "1/4"},
                     {"P(dl/da^1 != 0 and 1(a^1) = 0)", "0"}},
                    "Independence would make the last probability 1/4 times 1/2. In general dl/da^l = 1(a^l) o (...) "
                    "vanishes where 1(a^l) "
                    "does, which has probability 1/2, so independence makes dl/da^l = 0 almost surely.",
                    4);
}

}  // namespace

std::vector<FiniteClaim> arpit19_theorem3_claims() {
  const std::string printed =
      "Similar to He et al. (2016), we have assumed that dl/da is independent from 1(a^l) and W^(l+1) at "
      "initialization";
  const std::string domain =
      "He initialisation, differentiable losses for which the gradient is not almost surely 0, 1(0) = 0, L >= 2";
  return {make("prop1", "Proposition 1",
               "conditioned on h^(l-1), each dimension of 1(a^l) follows an i.i.d. Bernoulli distribution with "
               "probability 0.5",
               "any value of h^(l-1), any l", "given h^(l-1), the entries of 1(a^l) are iid Bernoulli(1/2)",
               "all l, widths, values of h^(l-1)", refute_proposition1),
          make("thm3.assumption.reading_a", "footnote 1", printed, "(a) dl/da^(l+1), the vector multiplied in (20)",
               "dl/da^(l+1) is independent of 1(a^l) and W^(l+1)", domain, refute_independence_next),
          make("thm3.assumption.reading_b", "footnote 1", printed, "(b) dl/da^l, as scanned",
               "dl/da^l is independent of 1(a^l) and W^(l+1)", domain, refute_independence_same)};
}

}  // namespace certibound::papers
