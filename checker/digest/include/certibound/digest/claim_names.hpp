// What the id of a published claim says about it. An id is paper.place[.part]..., and some parts have a meaning:
//   reading_a, reading_b, ...   one reading of a text that has several
//   corrected                   the smallest correction of what is printed
//   tightness                   how far a bound is from the truth; not printed
//   new (nachum22, arpit19), s01, s02, ... (pooling24) as the place: sharper than the paper, not printed there
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certibound::digest {

// "a.b.c" -> a, b, c.
std::vector<std::string> parts_of(std::string_view id);

bool is_sharper(std::string_view id);
bool is_tightness(std::string_view id);
bool is_correction(std::string_view id);

// The paper says it: none of the three above.
bool is_printed(std::string_view id);

struct Reading {
  std::string stem;   // the id up to the part `reading_a`
  std::string label;  // "a"
};
std::optional<Reading> reading_of(std::string_view id);

// Whether `id` is `stem`, or `stem` and further parts.
bool is_below(std::string_view id, std::string_view stem);

// The ids whose part `corrected` may stand below this one, nearest first: the id itself, then without its last part, and so
// on down to paper.place.
std::vector<std::string> stems_of(std::string_view id);

}  // namespace certibound::digest
