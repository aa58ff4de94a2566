// The same numbers by another way: MPFR's own incomplete gamma function and full sums over k, at 400 bits and to
// nearest, with an allowance of 2^-360 that is far above their error and far below every width under test.
#pragma once

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

#include <string>

namespace certibound::test {

inline constexpr Precision kSlowBits = 400, kSlowTrust = 360;

inline Rational exact(const std::string& text) { return *parse_rational(text); }

// The reals within 2^-360 |value|.
inline Interval around(const Float& value) {
  const Interval v(value, value), tiny = exp2(Interval(-kSlowTrust, kSlowBits));
  const Interval spread = abs(v) * tiny;
  return hull(v - spread, v + spread);
}

// Q(k/2, x), near-exact. REQUIRES: k >= 1, x > 0. Where Q is so small that 1 - P would be needed MPFR does not cancel.
inline Float slow_q(long k, const Rational& x) {
  Float a(kSlowBits), v(kSlowBits), upper(kSlowBits), whole(kSlowBits);
  mpfr_set_si_2exp(a.get(), k, -1, MPFR_RNDN);
  mpfr_set_q(v.get(), x.backend().data(), MPFR_RNDN);
  mpfr_gamma_inc(upper.get(), a.get(), v.get(), MPFR_RNDN);
  mpfr_gamma(whole.get(), a.get(), MPFR_RNDN);
  mpfr_div(upper.get(), upper.get(), whole.get(), MPFR_RNDN);
  return upper;
}

// P(chi^2_K >= 2x) or P(chi^2_K <= 2x), K ~ Bin(m, 1/2), by all m + 1 terms. The lower one is 1 less the upper one,
// which costs absolute accuracy 2^-400 only: enough while the result is above 2^-40.
inline Float slow_tail(long m, const Rational& x, bool upper) {
  Float sum(kSlowBits), term(kSlowBits);
  mpfr_set_zero(sum.get(), 1);
  Integer choose = 1;
  for (long k = 0; k <= m; ++k) {
    if (k > 0) {
      choose = choose * (m - k + 1) / k;
      term = slow_q(k, x);
      mpfr_mul_z(term.get(), term.get(), choose.backend().data(), MPFR_RNDN);
      mpfr_add(sum.get(), sum.get(), term.get(), MPFR_RNDN);
    }
  }
  mpfr_div_2si(sum.get(), sum.get(), m, MPFR_RNDN);
  if (!upper) mpfr_ui_sub(sum.get(), 1, sum.get(), MPFR_RNDN);
  return sum;
}

inline void expect_encloses(const Interval& enclosure, const Interval& truth, const std::string& where) {
  EXPECT_TRUE(subset(truth, enclosure)) << where << ": " << to_string(enclosure, 25) << " misses "
                                        << to_string(truth, 40);
}

// Relative width at most 2^-bits.
inline void expect_narrow(const Interval& x, Precision bits, const std::string& where) {
  Float allowed = mig(x);
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDU);
  EXPECT_LE(compare(wid(x), allowed), 0) << where << ": " << to_string(x, 25);
}

}  // namespace certibound::test
