// Axis ticks at round numbers. For the eye only: nothing is decided with these doubles.
#pragma once

#include <string>
#include <vector>

namespace certibound::report {

struct Tick {
  double value;
  std::string label;
};

// Multiples of 1, 2 or 5 times a power of ten inside [lo, hi], the finest such step with at most `most` of them.
// The label, read back, is the value. Empty if lo < hi does not hold or the ends are not finite. REQUIRES: most >= 2.
std::vector<Tick> linear_ticks(double lo, double hi, int most);

// Powers of ten inside [lo, hi] with at most `most` of them (every second, third, ... power where needed); where fewer
// than two fit, linear ticks. REQUIRES: 0 < lo < hi, most >= 2.
std::vector<Tick> logarithmic_ticks(double lo, double hi, int most);

}  // namespace certibound::report
