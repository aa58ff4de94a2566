// One complex ball of Arb with an owner.
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
  ~Complex() { acb_clear(value_); }

  acb_ptr get() { return value_; }
  acb_srcptr get() const { return value_; }

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

}  // namespace certibound
