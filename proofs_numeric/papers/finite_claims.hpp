// The lists of finite claims, one a file; registry.cpp joins them. Internal to this room.
#pragma once

#include <certibound/papers/finite_claim.hpp>

#include <vector>

namespace certibound::papers {

std::vector<FiniteClaim> nachum22_theorem1_claims();
std::vector<FiniteClaim> nachum22_remark3_claims();
std::vector<FiniteClaim> nachum22_remark4_claims();
std::vector<FiniteClaim> nachum22_definition2_claims();
std::vector<FiniteClaim> nachum22_example1_claims();
std::vector<FiniteClaim> nachum22_theorem5_claims();
std::vector<FiniteClaim> nachum22_appendix_h_claims();
std::vector<FiniteClaim> nachum22_theorem5_sharper_claims();
std::vector<FiniteClaim> pooling24_finite_claims();
std::vector<FiniteClaim> pooling24_table2_claims();

}  // namespace certibound::papers
