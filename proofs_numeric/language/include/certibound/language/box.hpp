// Boxes with exact rational ends: the pieces a domain is cut into.
#pragma once

#include <certibound/language/range.hpp>

#include <string>
#include <vector>

namespace certibound::language {

// The values of one variable. An infinite end is open. An integer side has finite integer ends, or hi infinite.
struct Side {
  Rational lo, hi;  // meaningless where infinite
  bool lo_infinite = false, hi_infinite = false;
  bool lo_open = false, hi_open = false;
  bool integer = false;

  bool is_point() const { return !lo_infinite && !hi_infinite && lo == hi; }
  bool is_empty() const;
};

using Box = std::vector<Side>;

Side point_side(const Rational& value);

// The enclosure of a side, with its open ends; outward rounding opens an end too.
Range to_range(const Side& side, Precision bits);
std::vector<Range> to_ranges(const Box& box, Precision bits);

bool is_empty(const Box& box);
bool contains(const Box& box, const std::vector<Rational>& point);

// The two halves of a box that together contain every point (of an integer side: every integer) of it. The cut goes
// through the side that is widest in proportion to the same side of `scale`; unbounded sides first.
// An integer side that is one point, or a box of points, cannot be cut: the halves are then empty.
std::pair<Box, Box> bisect(const Box& box, const Box& scale);
// The two parts below and above a value strictly inside side i; both contain it (an integer side is cut above it).
std::pair<Box, Box> cut(const Box& box, std::size_t i, const Rational& at);

// The box cut at every value listed for a side that lies strictly inside it; the parts together contain all its points.
std::vector<Box> cut_at(const Box& box, const std::vector<std::vector<Rational>>& values);

// "x in [0, 1/2), integer m in 1..8", for people: an end of more than 24 characters is rounded outward to 15 digits.
std::string to_text(const Box& box, const std::vector<std::string>& names);

}  // namespace certibound::language
