// One complex ball of Arb with an owner, and what a product of transforms needs of it.
#pragma once

#include <certibound/ball/ball.hpp>

#if __has_include(<flint/acb.h>)
#include <flint/acb.h>
#else
#include <acb.h>
#endif

#include <utility>

namespace certibound {

class Complex {
 public:
  explicit Complex(Precision bits) : bits_(bits) { acb_init(value_); }
  Complex(const Complex& other) : Complex(other.bits_) { acb_set(value_, other.value_); }
  Complex& operator=(const Complex& other) {
    acb_set(value_, other.value_);
    bits_ = other.bits_;
    return *this;
  }
  Complex(Complex&& other) noexcept : Complex(other.bits_) { acb_swap(value_, other.value_); }
  Complex& operator=(Complex&& other) noexcept {
    acb_swap(value_, other.value_);
    std::swap(bits_, other.bits_);
    return *this;
  }
  ~Complex() { acb_clear(value_); }

  acb_ptr get() { return value_; }
  acb_srcptr get() const { return value_; }

  Precision precision() const { return bits_; }

  std::pair<Ball, Ball> parts(Precision bits) const {
    std::pair<Ball, Ball> out{Ball(bits), Ball(bits)};
    arb_set_round(out.first.get(), acb_realref(value_), bits);
    arb_set_round(out.second.get(), acb_imagref(value_), bits);
    return out;
  }

 private:
  acb_t value_;
  Precision bits_;
};

inline Complex operator+(const Complex& x, const Complex& y) {
  Complex out(x.precision());
  acb_add(out.get(), x.get(), y.get(), out.precision());
  return out;
}
inline Complex operator*(const Complex& x, const Complex& y) {
  Complex out(x.precision());
  acb_mul(out.get(), x.get(), y.get(), out.precision());
  return out;
}

}  // namespace certibound
