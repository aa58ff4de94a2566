#include "finite_claims.hpp"

namespace certibound::papers {

std::vector<FiniteClaim> arpit19_finite_claims() {
  std::vector<FiniteClaim> out;
  for (const auto& list : {arpit19_lemma2_claims(), arpit19_grid_claims(), arpit19_theorem2_claims(),
                           arpit19_theorem3_claims(), arpit19_figure_claims(), arpit19_sampled_claims()}) {
    out.insert(out.end(), list.begin(), list.end());
  }
  return out;
}

}  // namespace certibound::papers
