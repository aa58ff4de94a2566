// Ball: a real number known to lie within mid +- rad, computed by Arb (FLINT). The fast engine beside the trusted Interval.
//
// Every result contains the value of the function for every real number of the argument ball. Where the function is not
// defined on the whole ball, or nothing is known, the result is indeterminate: is_finite() is false and interval() is
// entire. That is the opposite of the set-based Interval, which forgets the part outside the domain.
//
// The working precision, in bits, is carried by the value; the result of an operation has the larger one of its operands.
// Precision and exponents are bounded by memory only: nothing underflows or overflows inside a computation.
#pragma once

#include <certibound/interval/interval.hpp>

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>  // FLINT 3
#else
#include <arb.h>
#endif

#include <utility>

namespace certibound {

class Ball {
 public:
  // Zero.
  explicit Ball(Precision bits = 53) : bits_(bits) { arb_init(value_); }
  Ball(long value, Precision bits) : Ball(bits) { arb_set_si(value_, value); }
  Ball(const Rational& value, Precision bits);
  // Encloses every member, at the precision of x. The empty set and unbounded sets give the indeterminate ball.
  explicit Ball(const Interval& x);
  // The value exactly.
  explicit Ball(const Float& x);

  Ball(const Ball& other) : Ball(other.bits_) { arb_set(value_, other.value_); }
  Ball(Ball&& other) noexcept : Ball(other.bits_) { arb_swap(value_, other.value_); }
  Ball& operator=(const Ball& other) {
    arb_set(value_, other.value_);
    bits_ = other.bits_;
    return *this;
  }
  Ball& operator=(Ball&& other) noexcept {
    arb_swap(value_, other.value_);
    std::swap(bits_, other.bits_);
    return *this;
  }
  ~Ball() { arb_clear(value_); }

  static Ball pi(Precision bits);
  static Ball indeterminate(Precision bits);
  // The union of both, enlarged to a ball.
  static Ball hull(const Ball& a, const Ball& b);

  arb_ptr get() { return value_; }
  arb_srcptr get() const { return value_; }
  Precision precision() const { return bits_; }
  Ball at_precision(Precision bits) const;  // the same set, rounded outward

  bool is_finite() const { return arb_is_finite(value_) != 0; }
  // The least interval with ends of that precision (its own if none is given) around the ball; entire if not finite.
  Interval interval(Precision bits) const;
  Interval interval() const { return interval(bits_); }

 private:
  arb_t value_;
  Precision bits_;
};

// Gives back what Arb, FLINT and MPFR keep for this thread; a thread that used them calls it before it ends.
void free_thread_caches();

// What is certain of every member of the ball.
inline bool certainly_positive(const Ball& x) { return arb_is_positive(x.get()) != 0; }
inline bool certainly_negative(const Ball& x) { return arb_is_negative(x.get()) != 0; }
inline bool certainly_nonnegative(const Ball& x) { return arb_is_nonnegative(x.get()) != 0; }

Ball operator-(const Ball& x);
Ball operator+(const Ball& x, const Ball& y);
Ball operator-(const Ball& x, const Ball& y);
Ball operator*(const Ball& x, const Ball& y);
Ball operator/(const Ball& x, const Ball& y);           // indeterminate if y contains 0
Ball fma(const Ball& x, const Ball& y, const Ball& z);  // x y + z
Ball sqr(const Ball& x);
Ball pown(const Ball& x, long n);
Ball pow(const Ball& x, const Ball& y);
Ball sqrt(const Ball& x);
// The root of a number known not to be negative, whose ball may stick out below 0.
Ball sqrt_of_nonnegative(const Ball& x);
Ball rootn(const Ball& x, unsigned long n);

Ball exp(const Ball& x);
Ball expm1(const Ball& x);
Ball log(const Ball& x);
Ball log1p(const Ball& x);
Ball sin(const Ball& x);
Ball cos(const Ball& x);
Ball tan(const Ball& x);
Ball asin(const Ball& x);
Ball acos(const Ball& x);
Ball atan(const Ball& x);
Ball atan2(const Ball& y, const Ball& x);
Ball sinh(const Ball& x);
Ball cosh(const Ball& x);
Ball tanh(const Ball& x);
Ball asinh(const Ball& x);
Ball acosh(const Ball& x);
Ball atanh(const Ball& x);
Ball abs(const Ball& x);
Ball min(const Ball& x, const Ball& y);
Ball max(const Ball& x, const Ball& y);

Ball erf(const Ball& x);
Ball erfc(const Ball& x);
Ball normal_cdf(const Ball& x);      // Phi, without cancellation for x < 0
Ball normal_density(const Ball& x);  // phi
Ball gamma(const Ball& x);
Ball lgamma(const Ball& x);  // x > 0
Ball digamma(const Ball& x);

}  // namespace certibound
