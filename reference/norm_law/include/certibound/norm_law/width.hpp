// Smallest widths at which a network keeps the norms of its activations, asked of three bounds.
//
// The question: N fixed inputs, L layers of width m, delta > 0. Each bound p(m) on the failure probability
// P(|r - 1| > e) of one layer and one input gives N L p(m) for all of them together (union bound); the smallest width
// is the smallest integer m >= 1 with N L p(m) <= delta, not strict.
//   published  p(m) = 2 exp(-m f(e))                    arpit19, Lemma 2 (7) (N = L = 1) and Theorem 1 (8)
//   Chernoff   p(m) = exp(-m I(e)) + exp(-m I(-e))      the best exponent of either tail
//   exact      p(m) = P(|r - 1| > e)                    the law itself, tail.hpp; the same for >= e
// The first two decrease in m, so what holds at M and fails at M - 1 is the smallest. That the third one decreases is
// not proven: its answer holds at M and fails at M - 1, and up to kMaxScannedWidth all smaller widths are shown to
// fail.
#pragma once

#include <certibound/interval/relations.hpp>

#include <optional>

namespace certibound {

struct WidthQuestion {
  Rational eps;         // 0 < eps < 1
  Rational delta;       // > 0; a probability
  Integer layers = 1;   // L >= 1
  Integer samples = 1;  // N >= 1
};

// Whether N L p(width) <= delta, by enclosures of rising precision; `unknown` only for (near) equality.
// REQUIRES: a question within the ranges above, width >= 1; for the exact law width <= kMaxTailWidth.
Certainty published_holds(const WidthQuestion& question, const Integer& width);
Certainty chernoff_holds(const WidthQuestion& question, const Integer& width);
Certainty exact_holds(const WidthQuestion& question, long width);

// The smallest widths, certified by the functions above at M and (for M > 1) at M - 1; nothing if these stay unknown.
std::optional<Integer> published_width(const WidthQuestion& question);
std::optional<Integer> chernoff_width(const WidthQuestion& question);

inline constexpr long kMaxScannedWidth = 128;

struct ExactWidth {
  long width;     // holds here, fails at width - 1
  bool smallest;  // and fails at every smaller width (shown one by one)
};

// Nothing if the Chernoff width is over `limit` (the exact one may still be below it) or a decision stays unknown.
std::optional<ExactWidth> exact_width(const WidthQuestion& question, long limit = 10'000'000);

}  // namespace certibound
