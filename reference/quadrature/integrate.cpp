// The range is cut into segments at the kinks; each segment has two ends, smooth, singular or infinite. What is enclosed
// once for both routes (ends and kinks that are not one number) is small and added to both.
#include <certibound/quadrature/integrate.hpp>

#include "ends.hpp"
#include "routes.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound {
namespace {

using detail::End;
using detail::EndPieces;
using detail::Job;

struct Sums {
  Interval arb, own;

  void add(const Interval& to_arb, const Interval& to_own) {
    arb = arb + to_arb;
    own = own + to_own;
  }
};

Integral nothing(Precision bits, std::string note) {
  Integral out;
  out.value = out.arb = out.own = Interval::entire(bits);
  out.note = std::move(note);
  return out;
}

Integral combined(const Sums& sums, bool stopped) {
  const bool arb = sums.arb.is_bounded() && !sums.arb.is_empty(), own = sums.own.is_bounded() && !sums.own.is_empty();
  Integral out = nothing(sums.own.precision(), "");
  if (arb) out.arb = sums.arb;
  if (own) out.own = sums.own;
  if (arb && own) {
    out.value = intersection(out.arb, out.own);
    out.confirmed = !out.value.is_empty();
    if (!out.confirmed) {
      out.value = Interval::entire(out.own.precision());
      out.note = "the two routes contradict each other: one of them is in error";
    }
  } else if (arb || own) {
    out.value = arb ? out.arb : out.own;
    out.note = arb ? "enclosed by Arb alone" : "enclosed by the own route alone";
  } else {
    out.note = "no route found a bound: the integral may not exist, or be of a kind that is not handled";
  }
  if (stopped) out.note += out.note.empty() ? "stopped before its goal" : "; stopped before its goal";
  return out;
}

// The integral between two members of an interval, in either order, is their distance times a value in the hull of the
// range (mean value theorem for integrals). From x to the exact point p:
Interval fringe(const Integrand& f, const Interval& x, const Float& p) {
  if (x.is_point()) return Interval(0, x.precision());
  const Interval values = f(x);
  return values.is_bounded() ? (Interval(p, p) - x) * values : Interval::entire(x.precision());
}

// Rough values of the integrand at points all over the range, for the size of the integral: it decides where subdivision
// stops, nothing else.
Float rough_size(const Integrand& f, const End& a, const End& b) {
  Float sum(53);
  mpfr_set_zero(sum.get(), 1);
  const auto sample = [&](const Interval& x, const Interval& weight) {
    const Interval value = f(x) * weight;
    if (!value.is_bounded()) return;
    const Float size = mag(value);
    mpfr_add(sum.get(), sum.get(), size.get(), MPFR_RNDN);
  };
  constexpr Precision kBits = 53;
  if (a.infinite == 0 && b.infinite == 0) {
    const Interval lo(a.value, a.value), length = Interval(b.value, b.value) - lo;
    constexpr long kPoints = 24;
    for (long i = 0; i < kPoints; ++i) {
      const Interval x = lo + length * Interval(Rational(2 * i + 1, 2 * kPoints + 1), kBits);
      sample(Interval(x.lo(), x.lo()), length / Interval(kPoints, kBits));
    }
    return sum;
  }
  for (long k = -8; k <= 8; ++k) {
    const Interval t = pown(Interval(2, kBits), k);
    if (a.infinite == 0) sample(Interval(a.value, a.value) + t, t);
    if (b.infinite == 0) sample(Interval(b.value, b.value) - t, t);
    if (a.infinite != 0 && b.infinite != 0) {
      sample(t, t);
      sample(-t, t);
    }
  }
  return sum;
}

Float two_to(long exponent) {
  Float out(53);
  mpfr_set_si_2exp(out.get(), 1, exponent, MPFR_RNDN);
  return out;
}

Float tolerance_of(const QuadratureOptions& options, long relative, const Float& size) {
  Float out(53);
  mpfr_mul_2si(out.get(), size.get(), -relative, MPFR_RNDU);
  if (options.absolute_goal > 0 && out < two_to(-options.absolute_goal)) out = two_to(-options.absolute_goal);
  if (out.is_zero() || !out.is_finite()) out = two_to(-relative);
  return out;
}

// One segment, smooth inside but for what bisection finds.
void integrate_segment(const Integrand& f, const QuadratureOptions& options, const End& a, const End& b, Sums& sums) {
  const long relative = options.relative_goal > 0 ? options.relative_goal : std::max<long>(options.bits - 20, 8);
  const Float size = rough_size(f, a, b);
  Job job{f, options, options.bits, tolerance_of(options, relative, size), relative};
  Float reach = two_to(0), length = two_to(0);
  if (a.infinite == 0 && b.infinite == 0) {
    mpfr_sub(length.get(), b.value.get(), a.value.get(), MPFR_RNDD);
    reach = length;
  }
  Job of_ends = job;
  mpfr_div_2ui(of_ends.tolerance.get(), job.tolerance.get(), 3, MPFR_RNDN);

  Float own[2] = {a.value, b.value}, arb[2] = {a.value, b.value};
  const End* ends[2] = {&a, &b};
  for (int side = 0; side < 2; ++side) {
    const End& end = *ends[side];
    if (is_regular(of_ends, end, length)) continue;
    const std::optional<EndPieces> pieces = end_pieces(of_ends, end, reach);
    if (pieces) {
      own[side] = pieces->own.cut;
      arb[side] = pieces->arb.cut;
      sums.add(pieces->arb.value, pieces->own.value);
    } else if (end.infinite != 0) {
      sums.add(Interval::entire(options.bits), Interval::entire(options.bits));
      return;
    }
  }
  const auto between = [&](Interval (*route)(const Job&, const Float&, const Float&), const Float* cut) {
    if (cut[0] < cut[1]) return route(job, cut[0], cut[1]);
    // A majorant may hold from further out than the other end reaches in: what was counted twice goes.
    return cut[1] < cut[0] ? -route(job, cut[1], cut[0]) : Interval(0, options.bits);
  };
  sums.add(between(detail::arb_route, arb), between(detail::own_route, own));
}

// The kinks inside the range, rising and disjoint; touching ones are joined.
std::vector<Interval> ordered(std::vector<Interval> kinks, const End& a, const End& b) {
  std::erase_if(kinks, [&](const Interval& k) {
    return k.is_empty() || !k.is_bounded() || (a.infinite == 0 && k.hi() <= a.value) ||
           (b.infinite == 0 && b.value <= k.lo());
  });
  std::sort(kinks.begin(), kinks.end(), [](const Interval& x, const Interval& y) { return x.lo() < y.lo(); });
  std::vector<Interval> out;
  for (Interval k : kinks) {
    if (a.infinite == 0 && k.lo() < a.value) k = Interval(a.value, k.hi());
    if (b.infinite == 0 && b.value < k.hi()) k = Interval(k.lo(), b.value);
    if (!out.empty() && k.lo() <= out.back().hi()) {
      out.back() = hull(out.back(), k);
    } else {
      out.push_back(std::move(k));
    }
  }
  return out;
}

Integral between_ends(const Integrand& f, const End& a, const End& b, const QuadratureOptions& options, Sums sums) {
  End from = a;
  for (const Interval& kink : ordered(options.kinks, a, b)) {
    End to{.infinite = 0, .value = kink.lo(), .left = false, .majorant = nullptr};
    if (from.infinite != 0 || from.value < to.value) integrate_segment(f, options, from, to, sums);
    if (!kink.is_point()) {
      const Interval values = f(kink);
      const Interval piece = values.is_bounded()
                                 ? values * (Interval(kink.hi(), kink.hi()) - Interval(kink.lo(), kink.lo()))
                                 : Interval::entire(options.bits);
      sums.add(piece, piece);
    }
    from = {.infinite = 0, .value = kink.hi(), .left = true, .majorant = nullptr};
  }
  if (from.infinite != 0 || b.infinite != 0 || from.value < b.value) integrate_segment(f, options, from, b, sums);
  return combined(sums, options.stop && options.stop());
}

End end_of(const Endpoint& x, bool left, const std::optional<Majorant>& majorant) {
  End out{.infinite = x.infinite(), .value = Float(53), .left = left, .majorant = majorant ? &*majorant : nullptr};
  if (x.infinite() == 0) out.value = mid(x.value());
  return out;
}

Integral negated(Integral x) {
  x.value = -x.value;
  x.arb = -x.arb;
  x.own = -x.own;
  return x;
}

}  // namespace

Integral integral(const Integrand& f, const Endpoint& a, const Endpoint& b, const QuadratureOptions& options) {
  const Precision bits = options.bits;
  for (const Endpoint* x : {&a, &b}) {
    if (x->infinite() == 0 && (x->value().is_empty() || !x->value().is_bounded())) {
      return nothing(bits, "an end of the range is not a number");
    }
  }
  End from = end_of(a, true, options.majorant_at_a), to = end_of(b, false, options.majorant_at_b);
  const bool reversed =
      from.infinite > to.infinite || (from.infinite == 0 && to.infinite == 0 && to.value < from.value);
  if (reversed) {
    QuadratureOptions swapped = options;
    std::swap(swapped.majorant_at_a, swapped.majorant_at_b);
    return negated(integral(f, b, a, swapped));
  }
  if (from.infinite != 0 && from.infinite == to.infinite) {
    return nothing(bits, "both ends of the range are the same infinity");
  }
  Sums sums{Interval(0, bits), Interval(0, bits)};
  if (from.infinite == 0) {
    const Interval piece = fringe(f, a.value(), from.value);
    sums.add(piece, piece);
  }
  if (to.infinite == 0) {
    const Interval piece = -fringe(f, b.value(), to.value);
    sums.add(piece, piece);
  }
  return between_ends(f, from, to, options, sums);
}

}  // namespace certibound
