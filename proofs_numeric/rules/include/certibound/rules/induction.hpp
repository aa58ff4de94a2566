// What the rule `descend` makes of a difference before it looks at its limit.
#pragma once

#include <certibound/language/terms.hpp>

namespace certibound::rules {

// The term with each log gamma(c x + b), c > 0, that is added to it (rational factors allowed) replaced by
// (c x + b - 1/2) log(c x) - c x + log(2 pi)/2. The difference of both tends to 0 as x -> oo (Whittaker & Watson, 12.33).
language::NodeId with_stirling(language::Terms& terms, language::NodeId root, int variable);

}  // namespace certibound::rules
