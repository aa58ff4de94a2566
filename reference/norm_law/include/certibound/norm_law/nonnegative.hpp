// An enclosure lo <= x <= hi of a number x >= 0 that is changed in place: what a recurrence of many thousand steps does
// with Interval, at a fraction of its cost, since nothing is allocated and no sign is asked for.
#pragma once

#include <certibound/interval/interval.hpp>

namespace certibound {

class NonNegative {
 public:
  // Zero.
  explicit NonNegative(Precision bits) : lo_(bits), hi_(bits) {
    mpfr_set_zero(lo_.get(), 1);
    mpfr_set_zero(hi_.get(), 1);
  }
  // The part of x from 0 on, at its precision. REQUIRES: x bounded, not empty, x.hi() >= 0.
  explicit NonNegative(const Interval& x) : lo_(x.lo()), hi_(x.hi()) {
    if (lo_.sign() < 0) mpfr_set_zero(lo_.get(), 1);
  }

  // Each rounds lo down and hi up, at the precision this object has. No operand is negative, so lo takes lo and hi hi.
  void add(const NonNegative& y) {
    mpfr_add(lo_.get(), lo_.get(), y.lo_.get(), MPFR_RNDD);
    mpfr_add(hi_.get(), hi_.get(), y.hi_.get(), MPFR_RNDU);
  }
  void add_product(const NonNegative& x, const NonNegative& y) {
    mpfr_fma(lo_.get(), x.lo_.get(), y.lo_.get(), lo_.get(), MPFR_RNDD);
    mpfr_fma(hi_.get(), x.hi_.get(), y.hi_.get(), hi_.get(), MPFR_RNDU);
  }
  void multiply(const NonNegative& y) {
    mpfr_mul(lo_.get(), lo_.get(), y.lo_.get(), MPFR_RNDD);
    mpfr_mul(hi_.get(), hi_.get(), y.hi_.get(), MPFR_RNDU);
  }
  void divide(const NonNegative& y) {  // REQUIRES: y.lo > 0
    mpfr_div(lo_.get(), lo_.get(), y.hi_.get(), MPFR_RNDD);
    mpfr_div(hi_.get(), hi_.get(), y.lo_.get(), MPFR_RNDU);
  }
  void multiply(long n) {  // REQUIRES: n >= 0
    mpfr_mul_si(lo_.get(), lo_.get(), n, MPFR_RNDD);
    mpfr_mul_si(hi_.get(), hi_.get(), n, MPFR_RNDU);
  }
  void divide(long n) {  // REQUIRES: n >= 1
    mpfr_div_si(lo_.get(), lo_.get(), n, MPFR_RNDD);
    mpfr_div_si(hi_.get(), hi_.get(), n, MPFR_RNDU);
  }

  Interval interval() const { return {lo_, hi_}; }

 private:
  Float lo_, hi_;
};

}  // namespace certibound
