#include <certibound/quadrature/quick_interval.hpp>

namespace certibound {

QuickInterval::QuickInterval(const Interval& x) {
  if (x.is_empty()) {
    *this = entire();
  } else {
    lo = mpfr_get_d(x.lo().get(), MPFR_RNDD);
    hi = mpfr_get_d(x.hi().get(), MPFR_RNDU);
  }
}

Interval QuickInterval::interval() const {
  Float below(53), above(53);
  mpfr_set_d(below.get(), lo, MPFR_RNDN);  // exact
  mpfr_set_d(above.get(), hi, MPFR_RNDN);
  return {below, above};
}

}  // namespace certibound
