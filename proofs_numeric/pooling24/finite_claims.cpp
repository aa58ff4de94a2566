#include "finite_claims.hpp"

namespace certibound::papers {

std::vector<FiniteClaim> pooling24_finite_claims() {
  std::vector<FiniteClaim> out;
  for (const auto& list :
       {pooling24_small_claims(), pooling24_table2_claims(), pooling24_table2_setup_claims(), pooling24_cnn_claims(),
        pooling24_maxima_claims(), pooling24_rates_claims(), pooling24_steps_claims(), pooling24_experiment_claims()}) {
    out.insert(out.end(), list.begin(), list.end());
  }
  return out;
}

}  // namespace certibound::papers
