// Functions that a kernel can be checked against and that the claim language does not have. Internal to this room.
#pragma once

#include <certibound/crosscheck/function.hpp>

#include <span>

namespace certibound::crosscheck {

struct Inputs {
  double x = 0, y = 0;
};

struct Named {
  std::string_view name;
  int arity;
  // Of a point, REQUIRES: finite inputs. `unknown` outside of what the enclosures cover.
  Value (*at)(double x, double y, Precision bits);
  bool leans_on_arb = false;
  // Two inputs: which ones are judged, for people; a point among them from two random words; the nearest of them to any point.
  std::string_view where = "";
  Inputs (*point)(std::uint64_t first, std::uint64_t second) = nullptr;
  Inputs (*nearest)(Inputs) = nullptr;
  bool whole = false;  // its values are whole numbers: a result is right or wrong
};

std::span<const Named> named_functions();
const Named* find_named(std::string_view name);  // null if there is none

}  // namespace certibound::crosscheck
