// The finite claims of this paper, one list a file; finite_claims.cpp joins them.
#pragma once

#include <certibound/papers/finite_claim.hpp>

#include <vector>

namespace certibound::papers {

std::vector<FiniteClaim> arpit19_lemma2_claims();
std::vector<FiniteClaim> arpit19_grid_claims();
std::vector<FiniteClaim> arpit19_theorem2_claims();
std::vector<FiniteClaim> arpit19_theorem3_claims();
std::vector<FiniteClaim> arpit19_figure_claims();
std::vector<FiniteClaim> arpit19_sampled_claims();

std::vector<FiniteClaim> arpit19_finite_claims();

}  // namespace certibound::papers
