// A short way to make the finite claims of this paper.
#pragma once

#include "../papers/outcomes.hpp"

#include <cstdio>

namespace certibound::papers::pooling {

// For the texts of samples; no verdict rests on it.
inline std::string decimals(double value, int digits) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", digits, value);
  return text;
}

inline FiniteClaim claim(const std::string& id, const std::string& at, const std::string& printed,
                         const std::string& reads, const std::string& statement, const std::string& domain, Run run,
                         const std::string& cost = {}) {
  return {"pooling24." + id, "pooling24", at, printed, reads, statement, domain, std::move(run), cost};
}

}  // namespace certibound::papers::pooling
