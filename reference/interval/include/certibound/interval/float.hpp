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

// Up to kOwnBits the limbs lie in the object itself (MPFR's custom interface): a bisection makes and drops millions of end
// points, and the heap would take longer than the arithmetic.
class Float {
 public:
  explicit Float(Precision bits = 53) { make(bits); }  // NaN, as MPFR starts
  Float(const Float& other) { copy(other); }
  Float(Float&& other) noexcept { take(other); }
  Float& operator=(const Float& other) {
    if (this != &other) {
      drop();
      copy(other);
    }
    return *this;
  }
  Float& operator=(Float&& other) noexcept {
    if (this != &other) {
      drop();
      take(other);
    }
    return *this;
  }
  ~Float() { drop(); }

  // For MPFR's functions, except those that change a precision or exchange numbers (set_prec, prec_round, swap, clear).
  mpfr_ptr get() { return value_; }
  mpfr_srcptr get() const { return value_; }

  Precision precision() const { return mpfr_get_prec(value_); }
  bool is_nan() const { return mpfr_nan_p(value_) != 0; }
  bool is_infinite() const { return mpfr_inf_p(value_) != 0; }
  bool is_finite() const { return mpfr_number_p(value_) != 0; }
  bool is_zero() const { return mpfr_zero_p(value_) != 0; }
  int sign() const { return mpfr_sgn(value_); }  // REQUIRES: not NaN

 private:
  static constexpr Precision kOwnBits = 256;

  bool owns_limbs() const { return precision() <= kOwnBits; }
  void make(Precision bits) {
    if (bits <= kOwnBits) {
      mpfr_custom_init_set(value_, MPFR_NAN_KIND, 0, bits, limbs_);
    } else {
      mpfr_init2(value_, bits);
    }
  }
  void copy(const Float& other) {
    make(other.precision());
    mpfr_set(value_, other.value_, MPFR_RNDN);  // exact: the same precision
  }
  void take(Float& other) {
    if (other.owns_limbs()) return copy(other);
    value_[0] = other.value_[0];
    other.make(MPFR_PREC_MIN);
  }
  void drop() {
    if (!owns_limbs()) mpfr_clear(value_);
  }

  mpfr_t value_;
  mp_limb_t limbs_[kOwnBits / GMP_NUMB_BITS];
};

// Exact comparison of two numbers of any precision: negative, zero or positive. REQUIRES: neither is NaN.
int compare(const Float& a, const Float& b);

inline bool operator==(const Float& a, const Float& b) { return compare(a, b) == 0; }
inline bool operator<(const Float& a, const Float& b) { return compare(a, b) < 0; }
inline bool operator<=(const Float& a, const Float& b) { return compare(a, b) <= 0; }

}  // namespace certibound
