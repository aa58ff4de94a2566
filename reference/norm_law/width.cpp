// Widths by a search that proposes and enclosures that decide: the search keeps a bracket `fails at lo, holds at hi`,
// both decided, and ends when they are neighbours. How a candidate is chosen has no part in the answer being right.
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_law/width.hpp>

#include <algorithm>
#include <functional>

namespace certibound {
namespace {

using Decision = std::function<Certainty(const Integer&)>;

// Enough for widths up to about 10^1000; the exact law, whose values cost more, stops earlier.
constexpr Precision kFirstBits = 64, kMostBits = 8192, kMostBitsExact = 1024;

Rational copies(const WidthQuestion& q) { return Rational(q.layers * q.samples); }

// Decides N L p <= delta for an enclosure p(bits).
template <typename P>
Certainty decide(const WidthQuestion& q, Precision most, P p) {
  for (Precision bits = kFirstBits; bits <= most; bits *= 2) {
    const Certainty c = less_equal(Interval(copies(q), bits) * p(bits), Interval(q.delta, bits));
    if (c != Certainty::unknown) return c;
  }
  return Certainty::unknown;
}

Integer floor_of(const Float& x) {
  const Rational value = to_rational(x);
  const Integer n = numerator(value), d = denominator(value);
  return n >= 0 ? Integer(n / d) : Integer(-((-n + d - 1) / d));
}

// The smallest width of a decreasing bound near the guess.
std::optional<Integer> search(const Decision& holds, Integer guess) {
  Integer lo = 0, hi = guess > 1 ? guess : Integer(1);
  for (Integer step = 1;; step *= 2) {
    const Certainty c = holds(hi);
    if (c == Certainty::unknown) return std::nullopt;
    if (c == Certainty::certain) break;
    lo = hi;
    hi += step;
  }
  for (Integer step = 1; hi - lo > 1; step *= 2) {
    const Integer middle = (lo + hi) / 2, near = hi - step;
    const Integer candidate = near > middle ? near : middle;
    const Certainty c = holds(candidate);
    if (c == Certainty::unknown) return std::nullopt;
    (c == Certainty::certain ? hi : lo) = candidate;
  }
  return hi;
}

// log(factor N L / delta) / exponent, where exp(-m exponent) factor N L = delta.
Interval real_width(const WidthQuestion& q, long factor, const Interval& exponent) {
  return log(Interval(Rational(copies(q) * factor / q.delta), exponent.precision())) / exponent;
}

Integer ceiling_guess(const Interval& x) { return floor_of(x.lo()) + 1; }

Interval log_failure(const WidthQuestion& q, long width) {
  return log(Interval(copies(q), kFirstBits) * norm_failure(width, q.eps, kFirstBits));
}

// The bracket of the exact search with the logarithms of N L p at its ends.
struct Bracket {
  long lo, hi;  // fails at lo (0: no width at all), holds at hi
  Interval log_lo, log_hi;
};

// Where the line through the ends meets log delta; from one end only, with the slope -I(e), which is nearly that of log
// p.
long proposal(const WidthQuestion& q, const Bracket& b) {
  const Interval target = log(Interval(q.delta, kFirstBits));
  const Interval hi(b.hi, kFirstBits);
  const Interval slope =
      b.lo == 0 ? -chernoff_exponent(q.eps, kFirstBits) : (b.log_hi - b.log_lo) / Interval(b.hi - b.lo, kFirstBits);
  const Interval meeting = hi + (target - b.log_hi) / slope;
  if (!meeting.is_bounded()) return b.lo + (b.hi - b.lo) / 2;
  const Integer at = ceiling_guess(meeting);
  return static_cast<long>(std::clamp(at, Integer(b.lo + 1), Integer(b.hi - 1)));
}

// Whether all widths below fail: then `width` is the smallest one. Otherwise the first that holds, if that is known.
std::optional<ExactWidth> scanned(const WidthQuestion& q, long width) {
  for (long m = 1; m < width; ++m) {
    const Certainty c = exact_holds(q, m);
    if (c == Certainty::unknown) return ExactWidth{width, false};
    if (c == Certainty::certain) return ExactWidth{m, true};
  }
  return ExactWidth{width, true};
}

}  // namespace

Certainty published_holds(const WidthQuestion& q, const Integer& width) {
  return decide(q, kMostBits, [&](Precision bits) {
    return Interval(2, bits) * exp(-(Interval(Rational(width), bits) * published_exponent(q.eps, bits)));
  });
}

Certainty chernoff_holds(const WidthQuestion& q, const Integer& width) {
  return decide(q, kMostBits, [&](Precision bits) {
    const Interval m(Rational(width), bits);
    return exp(-(m * chernoff_exponent(q.eps, bits))) + exp(-(m * chernoff_exponent(-q.eps, bits)));
  });
}

Certainty exact_holds(const WidthQuestion& q, long width) {
  return decide(q, kMostBitsExact, [&](Precision bits) { return norm_failure(width, q.eps, bits); });
}

std::optional<Integer> published_width(const WidthQuestion& q) {
  const Interval at = real_width(q, 2, published_exponent(q.eps, kMostBits));
  return search([&](const Integer& m) { return published_holds(q, m); }, ceiling_guess(at));
}

// Both exponents are at least I(e) > 0, so that the width lies between those of one and of two times exp(-m I(e)).
std::optional<Integer> chernoff_width(const WidthQuestion& q) {
  const Interval at = real_width(q, 1, chernoff_exponent(q.eps, kFirstBits));
  const Integer guess = ceiling_guess(at);
  const Decision holds = [&](const Integer& m) { return chernoff_holds(q, m); };
  if (guess < 2) return search(holds, 1);
  // Only the search from a width that fails needs few steps; otherwise the bracket starts at 0, which is right as well.
  return search(holds, guess - 1);
}

std::optional<ExactWidth> exact_width(const WidthQuestion& q, long limit) {
  const std::optional<Integer> above = chernoff_width(q);
  if (!above || *above > limit) return std::nullopt;
  Bracket b{0, static_cast<long>(*above), Interval(), Interval()};
  if (exact_holds(q, b.hi) != Certainty::certain)
    return std::nullopt;  // true by Markov's inequality, but decided anyway
  b.log_hi = log_failure(q, b.hi);
  for (int round = 0; b.hi - b.lo > 1; ++round) {
    // In turn: the line; the neighbour towards the other side, which mostly ends the search; the middle.
    long candidate = round % 3 == 2 ? b.lo + (b.hi - b.lo) / 2 : proposal(q, b);
    if (b.lo > 0 && round % 3 == 1 && b.hi - candidate > 1) candidate = std::max(candidate - 1, b.lo + 1);
    const Certainty c = exact_holds(q, candidate);
    if (c == Certainty::unknown) return std::nullopt;
    (c == Certainty::certain ? b.hi : b.lo) = candidate;
    (c == Certainty::certain ? b.log_hi : b.log_lo) = log_failure(q, candidate);
  }
  return b.hi <= kMaxScannedWidth ? scanned(q, b.hi) : ExactWidth{b.hi, false};
}

}  // namespace certibound
