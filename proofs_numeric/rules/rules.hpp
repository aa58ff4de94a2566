// What each rule of the table in rules.cpp is. Internal to this room.
#pragma once

#include <certibound/rules/goal.hpp>

#include <certibound/rules/rules.hpp>

namespace certibound::rules {

using Claims = std::vector<Claim>;
using Words = std::vector<std::string>;

// Every side condition is one ENSURE: in all builds, failing closed.
#define ENSURE(condition, reason)              \
  do {                                         \
    if (!(condition)) throw Rejected(reason);  \
  } while (false)

Claims conjunction(const Claim& goal, const Words& words);
Claims disjunct(const Claim& goal, const Words& words);
Claims suppose(const Claim& goal, const Words& words);
Claims split(const Claim& goal, const Words& words);
Claims isolate(const Claim& goal, const Words& words);
Claims relax(const Claim& goal, const Words& words);
Claims forget(const Claim& goal, const Words& words);
Claims climb(const Claim& goal, const Words& words);
Claims limit(const Claim& goal, const Words& words);
Claims concave(const Claim& goal, const Words& words);
Claims bowl(const Claim& goal, const Words& words);
Claims ascend(const Claim& goal, const Words& words);
Claims descend(const Claim& goal, const Words& words);
Claims values(const Claim& goal, const Words& words);
Claims product(const Claim& goal, const Words& words);
Claims logarithms(const Claim& goal, const Words& words);
Claims exponentials(const Claim& goal, const Words& words);
Claims either(const Claim& goal, const Words& words);
Claims sign(const Claim& goal, const Words& words);
Claims quadratic(const Claim& goal, const Words& words);
Claims cosine(const Claim& goal, const Words& words);
Claims reciprocal(const Claim& goal, const Words& words);
Claims reflect(const Claim& goal, const Words& words);
Claims square(const Claim& goal, const Words& words);
Claims ratio(const Claim& goal, const Words& words);
Claims affine(const Claim& goal, const Words& words);
Claims squares(const Claim& goal, const Words& words);

}  // namespace certibound::rules
