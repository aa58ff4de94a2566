#include "finite_claims.hpp"

namespace certibound::papers {

std::vector<FiniteClaim> nachum22_finite_claims() {
  std::vector<FiniteClaim> out;
  for (const auto& list :
       {nachum22_theorem1_claims(), nachum22_remark3_claims(), nachum22_remark4_claims(), nachum22_definition2_claims(),
        nachum22_example1_claims(), nachum22_theorem5_claims(), nachum22_appendix_h_claims(),
        nachum22_theorem5_sharper_claims(), nachum22_constants_claims(), nachum22_figures_claims()}) {
    out.insert(out.end(), list.begin(), list.end());
  }
  return out;
}

}  // namespace certibound::papers
