// One MPFR number with an owner: the end point of an interval.
//
// MPFR keeps exponent range and flags per thread; this room never changes them, so the range is MPFR's default
// (2^-1073741823 .. 2^1073741823). Underflow to zero and overflow to infinity stay sound under directed rounding.
#pragma once

#include <certibound/interval/build_flags.hpp>

#include <gmp.h>
#include <mpfr.h>

namespace certibound {

// Working precision of an end point, in bits (never decimal digits).
using Precision = mpfr_prec_t;

class Float {
 public:
  explicit Float(Precision bits = 53) { mpfr_init2(value_, bits); }
  Float(const Float& other) {
    mpfr_init2(value_, mpfr_get_prec(other.value_));
    mpfr_set(value_, other.value_, MPFR_RNDN);
  }
  Float(Float&& other) noexcept : Float(MPFR_PREC_MIN) { mpfr_swap(value_, other.value_); }
  Float& operator=(const Float& other) {
    if (this != &other) {
      mpfr_set_prec(value_, mpfr_get_prec(other.value_));
      mpfr_set(value_, other.value_, MPFR_RNDN);
    }
    return *this;
  }
  Float& operator=(Float&& other) noexcept {
    mpfr_swap(value_, other.value_);
    return *this;
  }
  ~Float() { mpfr_clear(value_); }

  mpfr_ptr get() { return value_; }
  mpfr_srcptr get() const { return value_; }

  Precision precision() const { return mpfr_get_prec(value_); }
  bool is_nan() const { return mpfr_nan_p(value_) != 0; }
  bool is_infinite() const { return mpfr_inf_p(value_) != 0; }
  bool is_finite() const { return mpfr_number_p(value_) != 0; }
  bool is_zero() const { return mpfr_zero_p(value_) != 0; }
  int sign() const { return mpfr_sgn(value_); }  // REQUIRES: not NaN

 private:
  mpfr_t value_;
};

// Exact comparison of two numbers of any precision: negative, zero or positive. REQUIRES: neither is NaN.
int compare(const Float& a, const Float& b);

inline bool operator==(const Float& a, const Float& b) { return compare(a, b) == 0; }
inline bool operator<(const Float& a, const Float& b) { return compare(a, b) < 0; }
inline bool operator<=(const Float& a, const Float& b) { return compare(a, b) <= 0; }

}  // namespace certibound
