#include <certibound/width/smallest.hpp>

#include <algorithm>

namespace certibound {
namespace {

constexpr Precision kFirstBits = 64, kMostBits = 8192;
// A law costs more than a formula.
constexpr Precision kMostBitsOfLaw = 1024, kCoarseBits = 24;

bool stopped(const Stop& stop) { return stop && stop(); }

Integer floor_of(const Float& x) {
  const Rational value = to_rational(x);
  const Integer n = numerator(value), d = denominator(value);
  return n >= 0 ? Integer(n / d) : Integer(-((-n + d - 1) / d));
}

Interval failure(const MeanLaw& law, long m, const Rational& e, Precision bits) {
  return law.upper(m, e, bits) + law.lower(m, e, bits);
}

Interval quick_upper(const MeanLaw& law, long m, const Rational& e, Precision bits) {
  return law.quick_upper != nullptr && m >= law.quick_from ? law.quick_upper(m, e, bits) : law.upper(m, e, bits);
}
Interval quick_lower(const MeanLaw& law, long m, const Rational& e, Precision bits) {
  return law.quick_lower != nullptr && m >= law.quick_from ? law.quick_lower(m, e, bits) : law.lower(m, e, bits);
}

Certainty holds_at(const MeanLaw& law, const Rational& e, const Narrowing& threshold, long m) {
  return at_most([&](Precision bits) { return failure(law, m, e, bits); }, threshold, kMostBitsOfLaw);
}

// A width at which the law certainly holds, and the widths failing_from .. width - 1 at which it certainly fails.
struct Search {
  const MeanLaw& law;
  const Rational& e;
  const Narrowing& threshold;
  const Stop& stop;

  // Whether all widths lo..hi certainly fail, by one comparison at few bits.
  bool block_fails(long lo, long hi) const {
    const Rational stretch(hi, lo), shrink(lo, hi);
    const Rational up = stretch * (1 + e) - 1, down = 1 - shrink * (1 - e);
    const Interval least = quick_upper(law, lo, up, kCoarseBits) + quick_lower(law, hi, down, kCoarseBits);
    return certainly(less(threshold(kFirstBits), least));
  }

  std::optional<LawWidth> bracket(long start) const {
    long lo = 0, hi = std::clamp(start, 1L, law.most);
    for (long step = std::max(hi / 16, 1L);; step *= 2) {
      const Certainty c = holds_at(law, e, threshold, hi);
      if (c == Certainty::unknown || (c == Certainty::impossible && hi == law.most)) return std::nullopt;
      if (c == Certainty::certain) break;
      lo = hi;
      hi = law.most - hi > step ? hi + step : law.most;
    }
    for (int round = 0; hi - lo > 1; ++round) {
      // In turn: the line; the neighbour towards the other side, which mostly ends the search; the middle.
      long candidate = round % 3 == 2 ? lo + (hi - lo) / 2 : proposal(lo, hi);
      if (round % 3 == 1 && lo > 0 && hi - candidate > 1) candidate = std::max(candidate - 1, lo + 1);
      const Certainty c = holds_at(law, e, threshold, candidate);
      if (c == Certainty::unknown) return std::nullopt;
      (c == Certainty::certain ? hi : lo) = candidate;
    }
    return LawWidth{hi, std::max(lo, 1L)};
  }

  // Where the line through log p at both ends meets the logarithm of the threshold; the middle if that fails.
  long proposal(long lo, long hi) const {
    if (lo == 0) return hi / 2;
    const auto log_p = [&](long m) {
      return log(quick_upper(law, m, e, kFirstBits) + quick_lower(law, m, e, kFirstBits));
    };
    const Interval at_lo = log_p(lo), at_hi = log_p(hi), length(hi - lo, kFirstBits);
    const Interval meeting = (log(threshold(kFirstBits)) - at_lo) / (at_hi - at_lo) * length;
    if (meeting.is_empty() || !meeting.is_bounded()) return lo + (hi - lo) / 2;
    const Integer offset = floor_of(mid(meeting));
    return lo + static_cast<long>(std::clamp(offset, Integer(1), Integer(hi - lo - 1)));
  }

  // Excludes the widths below. A smaller width that holds takes the place of the answer.
  LawWidth exclude(LawWidth found) const {
    long step = 1;
    while (found.failing_from > 1 && !stopped(stop)) {
      const long hi = found.failing_from - 1, lo = std::max(hi - step + 1, 1L);
      if (block_fails(lo, hi)) {
        found.failing_from = lo;
        step += step / 8 + 1;
      } else if (lo < hi) {
        step = std::max(step * 2 / 3, 1L);
      } else {
        const Certainty c = holds_at(law, e, threshold, hi);
        if (c == Certainty::unknown) break;
        if (c == Certainty::certain) found.width = hi;
        found.failing_from = hi;
      }
    }
    return found;
  }
};

}  // namespace

Certainty at_most(const Narrowing& left, const Narrowing& right, Precision most) {
  for (Precision bits = kFirstBits; bits <= most; bits *= 2) {
    const Interval a = left(bits), b = right(bits);
    if (a.is_empty() || b.is_empty()) return Certainty::unknown;
    const Certainty c = less_equal(a, b);
    if (c != Certainty::unknown) return c;
  }
  return Certainty::unknown;
}

std::optional<Integer> least_above(const Narrowing& x, bool strict) {
  for (Precision bits = kFirstBits; bits <= kMostBits; bits *= 2) {
    const Interval value = x(bits);
    if (value.is_empty() || !value.is_bounded()) continue;
    const auto above = [&](const Float& end) -> Integer {
      const Integer whole = floor_of(end);
      return strict || Rational(whole) != to_rational(end) ? Integer(whole + 1) : whole;
    };
    const Integer lo = above(value.lo()), hi = above(value.hi());
    if (lo == hi) return std::max(lo, Integer(1));
    if (hi <= 1) return Integer(1);
  }
  return std::nullopt;
}

std::optional<Integer> least_monotone(const std::function<Certainty(const Integer&)>& holds, const Integer& guess,
                                      const Stop& stop) {
  Integer lo = 0, hi = std::max(guess, Integer(1));
  for (Integer step = 1;; step *= 2) {
    const Certainty c = stopped(stop) ? Certainty::unknown : holds(hi);
    if (c == Certainty::unknown) return std::nullopt;
    if (c == Certainty::certain) break;
    lo = hi;
    hi += step;
  }
  for (Integer step = 1; hi - lo > 1; step *= 2) {
    const Integer middle = (lo + hi) / 2, near = hi - step;
    const Integer candidate = near > middle ? near : middle;
    const Certainty c = stopped(stop) ? Certainty::unknown : holds(candidate);
    if (c == Certainty::unknown) return std::nullopt;
    (c == Certainty::certain ? hi : lo) = candidate;
  }
  return hi;
}

std::optional<LawWidth> least_of_law(const MeanLaw& law, const Rational& e, const Narrowing& threshold, long start,
                                     const Stop& stop) {
  if (e <= 0 || e >= 1) return std::nullopt;
  const Search search{law, e, threshold, stop};
  const std::optional<LawWidth> found = search.bracket(start);
  return found ? std::optional(search.exclude(*found)) : std::nullopt;
}

}  // namespace certibound
