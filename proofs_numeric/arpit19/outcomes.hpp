// A short way to make the finite claims of this paper.
#pragma once

#include "../papers/outcomes.hpp"

namespace certibound::papers::arpit19 {

inline FiniteClaim make(const std::string& id, const std::string& at, const std::string& printed,
                        const std::string& reads, const std::string& statement, const std::string& domain, Run run) {
  return {"arpit19." + id, "arpit19", at, printed, reads, statement, domain, std::move(run)};
}

}  // namespace certibound::papers::arpit19
