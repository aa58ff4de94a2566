// Germ: what is known of a function next to one end of its range, as a function of a small v > 0, for all v of (0, delta].
// It is how an integrand tells of its singularity at a finite end (x = a + v^m) and of its decay at infinity (x = v^-m).
//
// A germ is a sum of at most kMostTerms terms
//   v^power L^logs exp(sum_i rate_i v^-i) S(v),   L = log(1/v), delta < 1,
// whose first factors make up its Scale and where S is enclosed by Taylor coefficients at v = 0 and over [0, delta], or by
// its range alone. A truncated form of the exponential-logarithmic scale of G. H. Hardy, Orders of Infinity, Cambridge
// 1910; unlike an asymptotic series, all of it holds on the whole of (0, delta].
//
// The function names are those of Interval. A germ of which nothing is certain, since the function is not known to be
// defined or its form is beyond these terms, is unknown, and so is what is computed from it. Where a sum cannot be kept as
// it is, all but the dominant term are folded into the range of S.
#pragma once

#include <certibound/quadrature/taylor.hpp>

#include <memory>
#include <optional>
#include <vector>

namespace certibound {

class Germ {
 public:
  struct Scale {
    Interval power;
    Rational logs = 0;
    std::vector<Interval> rates;  // of v^-1, v^-2, ...; the last one is not exactly 0
  };
  struct Term {
    Scale scale;
    Taylor at;    // S at v = 0; not known where S is known by its range alone
    Taylor over;  // S on [0, delta], respectively its range on (0, delta]
  };
  struct Setting {
    Interval delta;  // one point, 0 < delta < 1
    long order;
    Precision bits;
  };

  static constexpr std::size_t kMostTerms = 6;
  static constexpr std::size_t kMostRates = 16;

  // The function v. REQUIRES: delta is a point of (0, 1), order >= 1.
  static Germ variable(const Interval& delta, long order, Precision bits);
  static Germ unknown(const Germ& like);
  static Germ constant(const Interval& value, const Germ& like);

  bool is_known() const { return known_; }
  const std::vector<Term>& terms() const { return terms_; }
  const Setting& setting() const { return *setting_; }
  Precision precision() const { return setting_->bits; }

  // Encloses the values on (0, delta]; entire if not known.
  Interval range() const;
  // Encloses int_0^delta of the germ dv; nothing if that is not certain to exist, or no enclosure is bounded.
  std::optional<Interval> integral() const;
  // Whether all terms decay exponentially, so that few digits of S are enough.
  bool decays_exponentially() const;

  // For the functions on germs.
  Germ(std::shared_ptr<const Setting> setting, std::vector<Term> terms)
      : setting_(std::move(setting)), terms_(std::move(terms)) {}
  std::shared_ptr<const Setting> shared_setting() const { return setting_; }

 private:
  std::shared_ptr<const Setting> setting_;
  std::vector<Term> terms_;
  bool known_ = true;
};

Germ constant(const Rational& value, const Germ& like);
Germ constant(const Interval& value, const Germ& like);

Germ operator-(const Germ& x);
Germ operator+(const Germ& x, const Germ& y);
Germ operator-(const Germ& x, const Germ& y);
Germ operator*(const Germ& x, const Germ& y);
Germ operator/(const Germ& x, const Germ& y);
Germ sqr(const Germ& x);
Germ pown(const Germ& x, long n);
Germ pow(const Germ& x, const Germ& y);
Germ sqrt(const Germ& x);
Germ sqrt_of_nonnegative(const Germ& x);
Germ cbrt(const Germ& x);
Germ exp(const Germ& x);
Germ expm1(const Germ& x);
Germ log(const Germ& x);
Germ log1p(const Germ& x);
Germ sin(const Germ& x);
Germ cos(const Germ& x);
Germ tan(const Germ& x);
Germ asin(const Germ& x);
Germ acos(const Germ& x);
Germ atan(const Germ& x);
Germ sinh(const Germ& x);
Germ cosh(const Germ& x);
Germ tanh(const Germ& x);
Germ asinh(const Germ& x);
Germ acosh(const Germ& x);
Germ atanh(const Germ& x);
Germ abs(const Germ& x);
Germ min(const Germ& x, const Germ& y);
Germ max(const Germ& x, const Germ& y);
Germ sign(const Germ& x);
Germ step(const Germ& x);
Germ erf(const Germ& x);
Germ erfc(const Germ& x);
Germ normal_cdf(const Germ& x);
Germ normal_density(const Germ& x);
Germ gamma(const Germ& x);
Germ lgamma(const Germ& x);
Germ digamma(const Germ& x);

}  // namespace certibound
