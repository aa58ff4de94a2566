// Small tools on balls that more than one file of this room needs. Doubles that enter here are exact numbers (a step, the
// end of a panel); what a double *estimates* never enters an enclosure.
#pragma once

#include <certibound/ball/ball.hpp>

namespace certibound::extremes {

// Bounds of errors are computed with this many bits; they need no more.
inline constexpr Precision kBoundBits = 64;

inline Ball exact(double value, Precision bits) {
  Ball out(bits);
  arb_set_d(out.get(), value);
  return out;
}

// The greatest member, as a point. Infinite where x is not finite.
inline Ball upper(const Ball& x) {
  Ball out(x.precision());
  arb_get_ubound_arf(arb_midref(out.get()), x.get(), x.precision());
  return out;
}

// value +- the greatest member of `error`; indeterminate if the error is not finite. REQUIRES: error bounds a size.
inline Ball widened(Ball value, const Ball& error) {
  arb_add_error(value.get(), error.get());
  return value;
}

// [0, bound].
inline Ball between_zero_and(const Ball& bound, Precision bits) {
  const Ball half = bound / Ball(2L, bits);
  return widened(half.at_precision(bits), half);
}

inline Ball times_two_to(const Ball& x, long exponent) {
  Ball out(x);
  arb_mul_2exp_si(out.get(), out.get(), exponent);
  return out;
}

// A double near the midpoint: for choices, never for a bound.
inline double estimate(const Ball& x) { return arf_get_d(arb_midref(x.get()), ARF_RND_NEAR); }

inline Ball upper_tail(const Ball& x) { return normal_cdf(-x); }  // Q(x) = 1 - Phi(x), relative accuracy for any x

// E (X - x)_+ = phi(x) - x Q(x) for X standard normal, decreasing in x; an upper bound by one point.
inline Ball mean_excess(const Ball& x) { return normal_density(x) - x * upper_tail(x); }

// Balls side by side, as the dot product of Arb wants them.
class BallRow {
 public:
  BallRow(std::size_t size, Precision bits)
      : balls_(_arb_vec_init(static_cast<slong>(size))), size_(size), bits_(bits) {}
  BallRow(const BallRow&) = delete;
  BallRow& operator=(const BallRow&) = delete;
  BallRow(BallRow&& other) noexcept : balls_(other.balls_), size_(other.size_), bits_(other.bits_) {
    other.balls_ = nullptr;
    other.size_ = 0;
  }
  ~BallRow() {
    if (balls_ != nullptr) _arb_vec_clear(balls_, static_cast<slong>(size_));
  }

  std::size_t size() const { return size_; }
  void set(std::size_t i, const Ball& x) { arb_set(balls_ + i, x.get()); }
  Ball operator[](std::size_t i) const {
    Ball out(bits_);
    arb_set(out.get(), balls_ + i);
    return out;
  }
  friend Ball dot(const BallRow& x, const BallRow& y) {
    Ball out(x.bits_);
    arb_dot(out.get(), nullptr, 0, x.balls_, 1, y.balls_, 1, static_cast<slong>(x.size_), x.bits_);
    return out;
  }

 private:
  arb_ptr balls_;
  std::size_t size_;
  Precision bits_;
};

}  // namespace certibound::extremes
