// What `tail` computes: the exact law of one layer, or of a product of layers, its rates, the bounds on it, and mean values.
#pragma once

#include <certibound/interval/functions.hpp>

#include <functional>
#include <string>
#include <vector>

namespace certibound::cli {

struct TailQuestion {
  long width = 0;
  long layers = 1;
  Rational eps = {};
  int digits = 20;
  std::vector<Rational> levels = {};  // of quantiles
};

struct TailRow {
  std::string key, meaning;
  Interval value;
};

struct TailAnswer {
  std::vector<TailRow> exact, rates, bounds, law;
};

// The greatest widths: of the sums, and of the contour integral that takes over above.
inline constexpr long kMostSummedWidth = 100'000'000, kMostContourWidth = 1'000'000'000'000'000;

// Why there is no exact law for this question, or empty.
std::string without_law(const TailQuestion& q);

std::vector<TailRow> exact_rows(const TailQuestion& q, Precision bits, const std::function<bool()>& stop);
std::vector<TailRow> rate_rows(const TailQuestion& q, Precision bits);
std::vector<TailRow> bound_rows(const TailQuestion& q, Precision bits);
std::vector<TailRow> law_rows(const TailQuestion& q, Precision bits);

// Working precision for so many decimal digits.
Precision bits_for(int digits);
// Whether the relative width is at most 10^-digits.
bool has_digits(const Interval& x, int digits);

}  // namespace certibound::cli
