// The finite claims of this paper, one list a file; finite_claims.cpp joins them.
#pragma once

#include <certibound/papers/finite_claim.hpp>

#include <vector>

namespace certibound::papers {

std::vector<FiniteClaim> pooling24_finite_claims();

std::vector<FiniteClaim> pooling24_small_claims();
std::vector<FiniteClaim> pooling24_table2_claims();
std::vector<FiniteClaim> pooling24_table2_setup_claims();
std::vector<FiniteClaim> pooling24_cnn_claims();
std::vector<FiniteClaim> pooling24_maxima_claims();
std::vector<FiniteClaim> pooling24_rates_claims();
std::vector<FiniteClaim> pooling24_steps_claims();
std::vector<FiniteClaim> pooling24_experiment_claims();

}  // namespace certibound::papers
