// The pieces next to a singular or infinite end. Internal to this room.
#pragma once

#include "routes.hpp"

#include <optional>

namespace certibound::detail {

struct End {
  int infinite = 0;  // -1 or 1 for -oo and oo
  Float value{53};   // exact, if finite
  bool left = true;  // the range lies to its right
  const Majorant* majorant = nullptr;
};

// From the end to the cut the integral is enclosed by `value`; the rest is for the routes.
struct EndPiece {
  Float cut{53};
  Interval value;
};

struct EndPieces {
  EndPiece own, arb;  // cut at different places
};

// Whether f is smooth up to a finite end, as far as an enclosure next to it tells. `length` is that of the range.
bool is_regular(const Job& job, const End& end, const Float& length);

// The last pieces at this end; nothing if no enclosure of a bounded integral is found. `reach` bounds the size of the
// piece at a finite end.
std::optional<EndPieces> end_pieces(const Job& job, const End& end, const Float& reach);

}  // namespace certibound::detail
