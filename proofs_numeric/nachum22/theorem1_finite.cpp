#include "finite_claims.hpp"

namespace certibound::papers {

std::vector<FiniteClaim> nachum22_theorem1_claims() { return {}; }

}  // namespace certibound::papers
