// The functions of the interval room beside the same functions by Arb: one line a function. Arb shares no code with MPFR
// for them.
#pragma once

#include "inputs.hpp"

#include <certibound/ball/ball.hpp>

#include <vector>

namespace certibound::test {

struct TwoEngines {
  const char* name;
  std::size_t arity;
  Interval (*interval)(const Interval* x);
  Ball (*ball)(const Ball* x);
  double lo, hi;  // where half of the random arguments are drawn; the rest are of all sizes
  // Arguments beyond 2^reach in size are left out: what Arb does there takes too long, or is not a number.
  long reach = 2'000'000;
  // A point at which Arb has a value and the room has none (pow of a negative number); null where there is no such point.
  bool (*excluded)(const Float* x) = nullptr;
  int slack = 0;  // units in the last place by which an end may lie outside the tightest one
};

const std::vector<TwoEngines>& two_engines();

inline void PrintTo(const TwoEngines& row, std::ostream* out) { *out << row.name; }

}  // namespace certibound::test
