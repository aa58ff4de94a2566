#include "finite_claims.hpp"

namespace certibound::papers {

std::vector<FiniteClaim> pooling24_finite_claims() { return {}; }

}  // namespace certibound::papers
