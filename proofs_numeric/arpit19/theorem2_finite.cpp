// Theorem 2 of arpit19, (13)-(16): where the values of h^1 = ReLU(W^0 x) lie, x in a subspace of dimension d. Exact
// integers: d = 1, X spanned by (1), so B = 1, and B' = W^0 B a column of two entries.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <array>

namespace certibound::papers {
namespace {

using arpit19::make;
using Plane = std::array<int, 2>;

Plane relu(const Plane& a) { return {a[0] > 0 ? a[0] : 0, a[1] > 0 ? a[1] : 0}; }
Plane image(const Plane& column, int z) { return relu({column[0] * z, column[1] * z}); }
bool independent(const Plane& p, const Plane& q) { return p[0] * q[1] != p[1] * q[0]; }

// Whether p is B'z for some z and has no negative entry: an element of the set of (16).
bool in_set_16(const Plane& column, const Plane& p) { return !independent(column, p) && p[0] >= 0 && p[1] >= 0; }

constexpr Plane kColumn = {1, -1};

FiniteOutcome refute_eq16(const std::atomic<bool>&) {
  const Plane h = image(kColumn, 1);
  return refuted_if(!in_set_16(kColumn, h), {{"d", "1"}, {"n_1", "2"}, {"B'", "(1,-1)"}, {"z", "1"}, {"h^1", "(1,0)"}},
                    "{B'z} cap R_+^2 is {0} for B' = (1,-1), while h^1 = ReLU(B') = (1,0). In general S_1 is the set "
                    "of ReLU(B'z), which "
                    "contains the set of (16) and is more than it as soon as some B'z has entries of both signs.",
                    1);
}

FiniteOutcome refute_subset(const std::atomic<bool>&) {
  long outside = 0, columns = 0;
  for (int a = -1; a <= 1; ++a) {
    for (int b = -1; b <= 1; ++b, ++columns) {
      if (independent(image({a, b}, 1), image({a, b}, -1))) ++outside;
    }
  }
  const bool confirmed = independent(image(kColumn, 1), image(kColumn, -1));
  return refuted_if(confirmed,
                    {{"d", "1"}, {"n_1", "2"}, {"B'", "(1,-1)"}, {"h^1 at z = 1", "(1,0)"}, {"h^1 at z = -1", "(0,1)"}},
                    "(1,0) and (0,1) span R^2, so no subspace of dimension d = 1 contains all values of h^1. So it is "
                    "for every B' with two "
                    "entries of opposite signs (" +
                        std::to_string(outside) + " of the " + std::to_string(columns) +
                        " columns with entries -1, 0, 1), half of all Gaussian ones. The set lies in a union of cones, "
                        "one for each sign "
                        "pattern of B'z, each within a subspace of dimension d (arpit19.thm2.statement.corrected).",
                    columns);
}

FiniteOutcome refute_recursion(const std::atomic<bool>&) {
  const Plane first = image(kColumn, 1), second = image(kColumn, -1);
  // W^1 = the identity: h^2 = ReLU(h^1) = h^1.
  const bool confirmed = independent(relu(first), relu(second));
  return refuted_if(confirmed,
                    {{"d", "1"},
                     {"n_1 = n_2", "2"},
                     {"B'", "(1,-1)"},
                     {"second weights", "identity"},
                     {"h^2 at z = 1", "(1,0)"},
                     {"h^2 at z = -1", "(0,1)"}},
                    "The step for the first layer is not true (arpit19.thm2.subset), and what it says of the second "
                    "one is not either: h^2 "
                    "takes the values (1,0) and (0,1), which no line contains. Lemma 3 for one subspace of dimension d "
                    "does not apply to "
                    "the layers after the first.",
                    1);
}

}  // namespace

std::vector<FiniteClaim> arpit19_theorem2_claims() {
  const std::string domain = "all n, n_1 >= 1, subspaces of dimension d <= n, W^0 in R^{n_1 x n}";
  return {make("thm2.eq16", "(16)", "S_1 = {B'z | z in R^d} cap R_+^{n_1}", "S_1 the set of values of h^1 = ReLU(B'z)",
               "ReLU(B'z) lies in {B'z} cap R_+^{n_1} for all z", domain, refute_eq16),
          make("thm2.subset", "after (16)",
               "h^1 takes values in a set that is strictly a subset of a d dimensional subspace of R^{n_1}", "",
               "all values of ReLU(B'z) lie in one subspace of dimension d", domain, refute_subset),
          make("thm2.recursion", "proof of Theorem 2",
               "we can recursively apply this strategy to all higher layers since the output of each layer lies on a "
               "subset of a subspace",
               "the output of each layer, here h^2, lies in a subspace of dimension d",
               "all values of h^2 lie in one subspace of dimension d", "all depths and widths", refute_recursion)};
}

}  // namespace certibound::papers
