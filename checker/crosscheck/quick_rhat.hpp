// The errors of computed values of Rhat in ULP, many at once: the first of three judges. What it leaves open goes to the series
// of series.cpp, and from there to the enclosures.
#pragma once

#include <certibound/crosscheck/reference.hpp>

namespace certibound::crosscheck {

// Relative error of the value behind a judgement; proven in quick_rhat.cpp. In ULP at most 2^53 times that: kQuickUncertainty
// is the double of it.
inline constexpr double kQuickError = 0x1p-65;
static_assert(kQuickUncertainty == 2 * 0x1p53 * kQuickError);

void judge_rhat_quickly(const double* x, const double* out, std::size_t n, double* error, Quick* what);  // a QuickJudge

// That value itself, for the tests: hi + lo, for x inside (-1, 1).
void quick_rhat(const double* x, std::size_t n, double* hi, double* lo);

}  // namespace certibound::crosscheck
