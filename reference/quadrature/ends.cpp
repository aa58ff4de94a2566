// The integral next to an end from the germ of f there. Finite ends: x = end +- v^m with m = 2, which makes square roots
// regular, then 3. Infinite ends: x = +- s v^-m with m = 1, then 2. The piece is made smaller until the enclosure is
// narrow enough, or kept where it was narrowest.
#include "ends.hpp"

#include <certibound/interval/functions.hpp>

#include <algorithm>

namespace certibound::detail {
namespace {

// A power of two times 4, 5, 6 or 7 as a Float.
Float dyadic(long mantissa, long exponent) {
  Float out(53);
  mpfr_set_si_2exp(out.get(), mantissa, exponent, MPFR_RNDN);
  return out;
}

mpfr_exp_t exponent(const Float& x) { return x.is_zero() ? 0 : mpfr_get_exp(x.get()); }

// end + signed step, exactly.
Float moved(const Float& end, long sign, const Float& step) {
  const mpfr_exp_t top = std::max(end.is_zero() ? exponent(step) : exponent(end), exponent(step)) + 1;
  const mpfr_exp_t bottom =
      std::min(exponent(step) - step.precision(), end.is_zero() ? exponent(step) : exponent(end) - end.precision());
  Float out(std::max<Precision>(top - bottom + 2, 53));
  sign > 0 ? mpfr_add(out.get(), end.get(), step.get(), MPFR_RNDN)
           : mpfr_sub(out.get(), end.get(), step.get(), MPFR_RNDN);
  return out;
}

Germ majorised(const Majorant& m, const Germ& t) {
  const Interval sign = hull(Interval(-1, t.precision()), Interval(1, t.precision()));
  const auto c = [&](const Interval& value) { return Germ::constant(value, t); };
  return c(sign * m.factor) * pow(t, c(m.power)) * exp(c(m.rate) * t + c(m.gaussian) * sqr(t));
}

struct Try {
  std::optional<Interval> value;
  bool exponential = false;
  bool enough = false;  // narrow enough
};

// The germ of f dx, x = end + direction v^m resp. direction s v^-m, integrated. An integrand without a germ has its
// majorant taken where that holds.
Try attempt(const Job& job, const End& end, const Float& size, long j, long m, long order) {
  const Precision bits = job.bits;
  const Interval delta = pown(Interval(2, bits), -j), one(1, bits);
  const Germ v = Germ::variable(delta, order, bits);
  const long direction = end.infinite != 0 ? end.infinite : (end.left ? 1 : -1);
  Germ t = pown(v, m), weight = constant(Rational(m), v) * pown(v, m - 1);
  if (end.infinite != 0) {
    const Interval s = Interval(size, size).at_precision(bits) * pown(delta, m);
    t = Germ::constant(s, v) / pown(v, m);
    weight = Germ::constant(s * Interval(m, bits), v) / pown(v, m + 1);
  }
  const Germ step = direction > 0 ? t : -t;
  const Germ x = end.infinite != 0 ? step : Germ::constant(Interval(end.value, end.value), v) + step;
  const auto integrated = [&](const Germ& f) {
    const Germ whole = f * weight;
    return Try{whole.integral(), whole.decays_exponentially(), false};
  };
  // The end itself must be one number in the germ, or the piece would be another one.
  const Interval exact = Interval(end.value, end.value).at_precision(bits);
  Try out;
  if (end.infinite != 0 || exact.is_point()) out = integrated(job.f(x));
  if (!out.value && end.majorant != nullptr) {
    const int side = mpfr_cmp_q(size.get(), end.majorant->from.backend().data());
    if (end.infinite != 0 ? side >= 0 : side <= 0) out = integrated(majorised(*end.majorant, t));
  }
  return out;
}

struct Found {
  Float size{53};
  Interval value;
  long j = 1, m = 1, order = 0;
};

// Looks for a piece that is narrow enough, and keeps the narrowest of those that are not.
class Search {
 public:
  Search(const Job& job, const End& end) : job_(job), end_(end) {}

  Try at(const Float& size, long j, long m, long order) {
    Try result = attempt(job_, end_, size, j, m, order);
    result.enough = result.value && wid(*result.value) <= job_.tolerance;
    if (result.value && (result.enough || !best_ || wid(*result.value) < wid(best_->value))) {
      best_ = Found{.size = size, .value = *result.value, .j = j, .m = m, .order = order};
    }
    return result;
  }
  const std::optional<Found>& best() const { return best_; }

 private:
  const Job& job_;
  const End& end_;
  std::optional<Found> best_;
};

std::optional<Found> search_finite(const Job& job, const End& end, const Float& reach) {
  Search search(job, end);
  const long order = job.relative / 5 + 8, most = 2 * job.bits + job.relative;
  for (const long m : {2L, 3L}) {
    for (long k = 10; k <= most && !job.stopped(); k += k / 2) {
      // size = 2^(-j m) <= reach 2^-k, and less than 1
      const long j = std::max<long>((k - exponent(reach) + m) / m, 1);
      const Try result = search.at(dyadic(1, -j * m), j, m, order);
      if (result.enough) return search.best();
      if (!result.value && k > 60) break;
    }
  }
  return search.best();
}

std::optional<Found> search_infinite(const Job& job, const End& end) {
  Search search(job, end);
  const auto at = [&](long mantissa, long k, long m, long order) {
    const Float size = dyadic(mantissa, k);
    return search.at(size, std::max<long>((exponent(size) - 1) / m, 1), m, order);
  };
  constexpr long kFew = 6;
  for (long k = 1; k <= 60 && !job.stopped(); ++k) {
    const Try result = at(1, k, 1, kFew);
    if (result.value && !result.exponential) break;
    if (!result.enough) continue;
    for (long mantissa = 7; mantissa >= 5; --mantissa) {  // sizes between the half and the whole
      if (!at(mantissa, k - 3, 1, kFew).enough) break;
    }
    return search.best();
  }
  const long order = job.relative / 5 + 8;
  for (const long m : {1L, 2L}) {
    for (long k = 6; k <= 200 && !job.stopped(); k += k / 2) {
      if (at(1, k, m, order).enough) return search.best();
    }
  }
  return search.best();
}

}  // namespace

bool is_regular(const Job& job, const End& end, const Float& length) {
  if (end.infinite != 0) return false;
  constexpr long kOrder = 4;
  const Float step = dyadic(1, exponent(length) - 20);
  const Float inside = moved(end.value, end.left ? 1 : -1, step);
  const Interval box = end.left ? Interval(end.value, inside) : Interval(inside, end.value);
  const Taylor value = job.f(Taylor::variable(box, kOrder));
  return value.known() > kOrder && value.coefficient(0).is_bounded() && value.coefficient(kOrder).is_bounded();
}

std::optional<EndPieces> end_pieces(const Job& job, const End& end, const Float& reach) {
  const std::optional<Found> own = end.infinite != 0 ? search_infinite(job, end) : search_finite(job, end, reach);
  if (!own) return std::nullopt;
  const long direction = end.infinite != 0 ? end.infinite : (end.left ? 1 : -1);
  const auto piece = [&](const Float& size, const Interval& value) {
    return EndPiece{end.infinite != 0 ? moved(Float(dyadic(0, 0)), direction, size) : moved(end.value, direction, size),
                    value};
  };
  // The other cut: half the piece, respectively 5/4 of the bound.
  EndPieces out{piece(own->size, own->value), piece(own->size, own->value)};
  const long j = end.infinite != 0 ? own->j : own->j + 1;
  Float size = dyadic(1, -j * own->m);
  if (end.infinite != 0) {
    size = own->size;
    mpfr_mul_ui(size.get(), size.get(), 5, MPFR_RNDN);
    mpfr_div_2ui(size.get(), size.get(), 2, MPFR_RNDN);
  }
  const Try other = attempt(job, end, size, j, own->m, own->order);
  if (other.value) out.arb = piece(size, *other.value);
  return out;
}

}  // namespace certibound::detail
