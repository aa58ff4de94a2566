// Construction and the plain questions about one interval.
#include <certibound/interval/interval.hpp>

#include <algorithm>
#include <utility>

namespace certibound {
namespace {

Float rounded(const Rational& value, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  mpfr_set_q(out.get(), value.backend().data(), direction);
  return out;
}

Float rounded(const Float& value, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  mpfr_set(out.get(), value.get(), direction);
  return out;
}

Float infinity(Precision bits, int sign) {
  Float out(bits);
  mpfr_set_inf(out.get(), sign);
  return out;
}

bool is_plus_infinity(const Float& x) { return x.is_infinite() && x.sign() > 0; }
bool is_minus_infinity(const Float& x) { return x.is_infinite() && x.sign() < 0; }

}  // namespace

Interval::Interval(Float lo, Float hi, Unchecked) : lo_(std::move(lo)), hi_(std::move(hi)) {}

Interval::Interval(const Rational& value, Precision bits)
    : lo_(rounded(value, bits, MPFR_RNDD)), hi_(rounded(value, bits, MPFR_RNDU)) {}

Interval::Interval(const Rational& lo, const Rational& hi, Precision bits)
    : Interval(rounded(lo, bits, MPFR_RNDD), rounded(hi, bits, MPFR_RNDU)) {}

Interval::Interval(long value, Precision bits) : lo_(bits), hi_(bits) {
  mpfr_set_si(lo_.get(), value, MPFR_RNDD);
  mpfr_set_si(hi_.get(), value, MPFR_RNDU);
}

Interval::Interval(const Float& lo, const Float& hi) : lo_(lo), hi_(hi) {
  const Precision bits = std::max(lo.precision(), hi.precision());
  const bool valid = !lo.is_nan() && !hi.is_nan() && lo <= hi && !is_plus_infinity(lo) && !is_minus_infinity(hi);
  if (!valid) {
    *this = entire(bits);
    return;
  }
  if (lo_.precision() != bits) lo_ = rounded(lo, bits, MPFR_RNDD);
  if (hi_.precision() != bits) hi_ = rounded(hi, bits, MPFR_RNDU);
}

Interval Interval::empty(Precision bits) { return {Float(bits), Float(bits), Unchecked{}}; }  // MPFR starts as NaN

Interval Interval::entire(Precision bits) { return {infinity(bits, -1), infinity(bits, 1), Unchecked{}}; }

Interval Interval::point(double value, Precision bits) {
  Float lo(bits), hi(bits);
  mpfr_set_d(lo.get(), value, MPFR_RNDD);
  mpfr_set_d(hi.get(), value, MPFR_RNDU);
  return {lo, hi};
}

Interval Interval::pi(Precision bits) {
  Float lo(bits), hi(bits);
  mpfr_const_pi(lo.get(), MPFR_RNDD);
  mpfr_const_pi(hi.get(), MPFR_RNDU);
  return {lo, hi};
}

Interval Interval::e(Precision bits) {
  Float one(bits), lo(bits), hi(bits);
  mpfr_set_ui(one.get(), 1, MPFR_RNDN);
  mpfr_exp(lo.get(), one.get(), MPFR_RNDD);
  mpfr_exp(hi.get(), one.get(), MPFR_RNDU);
  return {lo, hi};
}

bool Interval::is_entire() const { return !is_empty() && is_minus_infinity(lo_) && is_plus_infinity(hi_); }
bool Interval::is_point() const { return !is_empty() && lo_ == hi_; }
bool Interval::is_bounded() const { return is_empty() || (lo_.is_finite() && hi_.is_finite()); }

Interval Interval::at_precision(Precision bits) const {
  if (is_empty()) return empty(bits);
  return {rounded(lo_, bits, MPFR_RNDD), rounded(hi_, bits, MPFR_RNDU)};
}

}  // namespace certibound
