// The finite claims of this paper, one list a file; finite_claims.cpp joins them.
#pragma once

#include <certibound/papers/finite_claim.hpp>

#include <vector>

namespace certibound::papers {

std::vector<FiniteClaim> nachum22_finite_claims();

std::vector<FiniteClaim> nachum22_theorem1_claims();
std::vector<FiniteClaim> nachum22_remark3_claims();
std::vector<FiniteClaim> nachum22_remark4_claims();
std::vector<FiniteClaim> nachum22_definition2_claims();
std::vector<FiniteClaim> nachum22_example1_claims();
std::vector<FiniteClaim> nachum22_theorem5_claims();
std::vector<FiniteClaim> nachum22_appendix_h_claims();
std::vector<FiniteClaim> nachum22_theorem5_sharper_claims();
std::vector<FiniteClaim> nachum22_constants_claims();
std::vector<FiniteClaim> nachum22_figures_claims();

}  // namespace certibound::papers
