#include <certibound/concentration/orlicz.hpp>

#include "moments.hpp"

#include <algorithm>

namespace certibound {

using namespace concentration;

namespace {

enum class Place { below, above, unknown };  // of m(a) against 2

Place place_of(const Expectation& moment, const Interval& two) {
  if (moment.infinite) return Place::above;
  if (moment.value.is_empty()) return Place::unknown;
  if (certainly(less_equal(moment.value, two))) return Place::below;
  return certainly(less(two, moment.value)) ? Place::above : Place::unknown;
}

class RateSearch {
 public:
  RateSearch(const Variable& x, Orlicz psi, Precision bits) : x_(x), psi_(psi), bits_(bits), two_(2, bits) {}

  Place place(const Float& rate) const {
    const Interval at(rate, rate);
    return place_of(x_.absolute(psi_, at.at_precision(std::max(bits_, at.precision()))), two_);
  }

  // Near the greatest rate with m <= 2: by exponents of 2, then by halving. Nothing if m is not seen to cross 2.
  std::optional<Float> approximate() const {
    if (x_.proposal) return from_double(x_.proposal(psi_));
    constexpr long kFarthest = 1L << 20;
    long low = -1, high = 1;
    while (place(power_of_two(low)) != Place::below) {
      if ((low *= 2) < -kFarthest) return std::nullopt;
    }
    while (place(power_of_two(high)) != Place::above) {
      if ((high *= 2) > kFarthest) return std::nullopt;
    }
    while (high - low > 1) {
      const long middle = low + (high - low) / 2;
      (place(power_of_two(middle)) == Place::above ? high : low) = middle;
    }
    Float lo = power_of_two(low), hi = power_of_two(high);
    for (Precision k = 0; k < bits_; ++k) {
      const Float middle = mid(Interval(lo, hi));
      (place(middle) == Place::below ? lo : hi) =
          middle;  // undecided next to the rate sought, and next to the critical one
    }
    return lo;
  }

  // [a, b] with m(a) <= 2 and m(b) > 2, around `near`, tried in growing sizes.
  std::optional<Interval> certified(const Float& near, Precision wanted) const {
    std::optional<Float> lo, hi;
    for (Precision k = wanted; k > 0 && !(lo && hi); k -= std::max<Precision>(2, (wanted - k) / 4)) {
      const Interval at(near, near), unit(power(Rational(2), -k), bits_), one(1, bits_);
      if (!lo) {
        const Float left = (at * (one - unit)).lo();
        if (place(left) == Place::below) lo = left;
      }
      if (!hi) {
        const Float right = (at * (one + unit)).hi();
        if (place(right) == Place::above) hi = right;
      }
    }
    if (!lo || !hi) return std::nullopt;
    return Interval(*lo, *hi);
  }

 private:
  Float power_of_two(long exponent) const {
    Float out(bits_);
    mpfr_set_si_2exp(out.get(), 1, exponent, MPFR_RNDN);
    return out;
  }
  Float from_double(double value) const {
    Float out(bits_);
    mpfr_set_d(out.get(), value, MPFR_RNDN);
    return out;
  }

  const Variable& x_;
  Orlicz psi_;
  Precision bits_;
  Interval two_;
};

// The critical rate, enclosed, if m is at most 2 just below it. That takes twice the bits: m is a difference of large
// exponents there.
std::optional<Interval> critical_answer(const Variable& x, Orlicz psi, const Rational& critical, Precision wanted) {
  const Precision work = 2 * wanted + 80;
  const RateSearch search(x, psi, work);
  const Interval rate(critical, work), unit(power(Rational(2), -wanted - 8), work), one(1, work);
  if (rate.is_point() && search.place(rate.lo()) == Place::below) return rate;
  const Float below = (rate * (one - unit)).lo(), above = (rate * (one + unit)).hi();
  if (search.place(below) != Place::below || search.place(above) != Place::above) return std::nullopt;
  return Interval(below, above);
}

Interval from_rate(const Interval& rate, Orlicz psi, Precision bits) {
  return (psi == Orlicz::psi1 ? reciprocal(rate) : rsqrt(rate)).at_precision(bits);
}

}  // namespace

Interval orlicz_norm(const Variable& x, Orlicz psi, Precision bits) {
  if (x.is_zero) return {0, bits};
  const Interval nothing(Interval(0, bits).lo(), Interval::entire(bits).hi());
  if (!x.absolute || !x.critical_rate) return nothing;
  const Precision wanted = std::min(bits, x.most_bits), work = wanted + 40;
  const std::optional<Rational> critical = x.critical_rate(psi);
  if (critical) {
    if (*critical == 0) return Interval::empty(bits);
    const std::optional<Interval> rate = critical_answer(x, psi, *critical, wanted);
    if (rate) return from_rate(*rate, psi, bits);
  }
  const RateSearch search(x, psi, work);
  const std::optional<Float> near = search.approximate();
  if (!near || near->sign() <= 0) return nothing;
  const std::optional<Interval> rate = search.certified(*near, wanted + 8);
  return rate ? from_rate(*rate, psi, bits) : nothing;
}

}  // namespace certibound
