// The judgement of one point: by the fast reference where that is certain, by the rigorous one otherwise.
#pragma once

#include <certibound/crosscheck/reference.hpp>
#include <certibound/crosscheck/ulp.hpp>

namespace certibound::crosscheck {

// What the fast reference says of a point.
struct FastJudgement {
  double error;       // ULP
  double uncertainty;  // |error - true error| <= uncertainty, ULP
  bool misrounded;
  bool certain;  // false: ulp(x) or the nearest number is open; the point has to go to the rigorous reference
};

// `computed` against hi + lo (1 + fast_error). T: double or float. REQUIRES: computed is finite.
template <class T>
FastJudgement judge_fast(T computed, FastValue exact, double fast_error);

struct RigorousJudgement {
  Interval error;  // ULP
  Rounding rounding;
};

// The enclosure of reference at x with `bits`, and with twice and four times as many if the nearest number is open.
template <class T>
RigorousJudgement judge_rigorously(const Reference& reference, T x, T computed, Precision bits);

}  // namespace certibound::crosscheck
