// ComplexBall: a complex number known to lie within a rectangle of two real balls, computed by Arb (FLINT), under the
// function names of Ball. It is what an integrand is evaluated on by the quadrature of Arb (integrate.hpp).
//
// Every result contains the values, at all members of the argument, of the complex continuation of the real function.
// With the flag `analytic` set it is known besides that the continuation is holomorphic on the argument; else the result
// is indeterminate. The flag is handed from the operands to the result (F. Johansson, Numerical integration in arbitrary-
// precision ball arithmetic, ICMS 2018, section 2).
//
// Where the argument holds real numbers outside the domain of the real function, the result is indeterminate also without
// the flag: log(-1) has a complex value, and still no integral of the real log over [-2, -1] exists.
//
// abs, min, max, sign and step are continued by the sign of the real part: abs(z) = z for Re z > 0 and -z for Re z < 0.
// Where the real part may be 0 they are indeterminate if the flag is set, else the union of both branches.
#pragma once

#include <certibound/ball/ball.hpp>

#if __has_include(<flint/acb.h>)
#include <flint/acb.h>  // FLINT 3
#else
#include <acb.h>
#endif

#include <utility>

namespace certibound {

class ComplexBall {
 public:
  // Zero.
  explicit ComplexBall(Precision bits = 53) : bits_(bits) { acb_init(value_); }
  ComplexBall(long value, Precision bits) : ComplexBall(bits) { acb_set_si(value_, value); }
  ComplexBall(const Rational& value, Precision bits) : ComplexBall(Ball(value, bits)) {}
  explicit ComplexBall(const Ball& real) : ComplexBall(real.precision()) { acb_set_arb(value_, real.get()); }
  explicit ComplexBall(const Interval& real) : ComplexBall(Ball(real)) {}
  // A copy of what Arb hands over, to be evaluated at this precision.
  ComplexBall(acb_srcptr value, Precision bits, bool analytic) : bits_(bits), analytic_(analytic) {
    acb_init(value_);
    acb_set(value_, value);
  }

  ComplexBall(const ComplexBall& other) : ComplexBall(other.value_, other.bits_, other.analytic_) {}
  ComplexBall(ComplexBall&& other) noexcept : bits_(other.bits_), analytic_(other.analytic_) {
    acb_init(value_);
    acb_swap(value_, other.value_);
  }
  ComplexBall& operator=(const ComplexBall& other) {
    acb_set(value_, other.value_);
    bits_ = other.bits_;
    analytic_ = other.analytic_;
    return *this;
  }
  ComplexBall& operator=(ComplexBall&& other) noexcept {
    acb_swap(value_, other.value_);
    std::swap(bits_, other.bits_);
    std::swap(analytic_, other.analytic_);
    return *this;
  }
  ~ComplexBall() { acb_clear(value_); }

  static ComplexBall indeterminate(Precision bits, bool analytic = false);

  acb_ptr get() { return value_; }
  acb_srcptr get() const { return value_; }
  Precision precision() const { return bits_; }
  bool analytic() const { return analytic_; }
  bool is_finite() const { return acb_is_finite(value_) != 0; }
  Ball real() const;
  Ball imaginary() const;

 private:
  acb_t value_;
  Precision bits_;
  bool analytic_ = false;
};

// A constant at the precision of `like`; an interval stands for each of its members at once.
ComplexBall constant(const Rational& value, const ComplexBall& like);
ComplexBall constant(const Interval& value, const ComplexBall& like);

ComplexBall operator-(const ComplexBall& x);
ComplexBall operator+(const ComplexBall& x, const ComplexBall& y);
ComplexBall operator-(const ComplexBall& x, const ComplexBall& y);
ComplexBall operator*(const ComplexBall& x, const ComplexBall& y);
ComplexBall operator/(const ComplexBall& x, const ComplexBall& y);  // indeterminate if y contains 0
ComplexBall sqr(const ComplexBall& x);
ComplexBall pown(const ComplexBall& x, long n);               // 0^0 = 1
ComplexBall pow(const ComplexBall& x, const ComplexBall& y);  // x > 0, and x = 0 with y > 0
ComplexBall sqrt(const ComplexBall& x);                       // x >= 0
ComplexBall sqrt_of_nonnegative(const ComplexBall& x);        // of a real function known not to be negative
ComplexBall cbrt(const ComplexBall& x);                       // odd on the real line
ComplexBall exp(const ComplexBall& x);
ComplexBall expm1(const ComplexBall& x);
ComplexBall log(const ComplexBall& x);    // x > 0
ComplexBall log1p(const ComplexBall& x);  // x > -1
ComplexBall sin(const ComplexBall& x);
ComplexBall cos(const ComplexBall& x);
ComplexBall tan(const ComplexBall& x);
ComplexBall asin(const ComplexBall& x);  // -1 <= x <= 1
ComplexBall acos(const ComplexBall& x);
ComplexBall atan(const ComplexBall& x);
ComplexBall sinh(const ComplexBall& x);
ComplexBall cosh(const ComplexBall& x);
ComplexBall tanh(const ComplexBall& x);
ComplexBall asinh(const ComplexBall& x);
ComplexBall acosh(const ComplexBall& x);  // x >= 1
ComplexBall atanh(const ComplexBall& x);  // -1 < x < 1
ComplexBall abs(const ComplexBall& x);
ComplexBall min(const ComplexBall& x, const ComplexBall& y);
ComplexBall max(const ComplexBall& x, const ComplexBall& y);
ComplexBall sign(const ComplexBall& x);
ComplexBall step(const ComplexBall& x);  // 0 for x < 0, 1 for x > 0, a number between at 0
ComplexBall erf(const ComplexBall& x);
ComplexBall erfc(const ComplexBall& x);
ComplexBall normal_cdf(const ComplexBall& x);
ComplexBall normal_density(const ComplexBall& x);
ComplexBall gamma(const ComplexBall& x);  // x > 0, as in the interval room
ComplexBall lgamma(const ComplexBall& x);
ComplexBall digamma(const ComplexBall& x);

}  // namespace certibound
