#include "sum_of_products.hpp"

#include <certibound/interval/functions.hpp>

#include <algorithm>

namespace certibound::detail {
namespace {

class Sum {
 public:
  explicit Sum(Precision bits) : lo_(bits), hi_(bits), product_(bits), other_(bits) {
    mpfr_set_zero(lo_.get(), 1);
    mpfr_set_zero(hi_.get(), 1);
  }

  // The extremes of a product of intervals lie at corners; which ones depends on the signs.
  void add(const Interval& x, const Interval& y) {
    if (x.lo().sign() >= 0) {
      add_nonnegative(x, y);
    } else if (x.hi().sign() <= 0) {
      add_nonpositive(x, y);
    } else if (y.lo().sign() >= 0) {
      add_corners(x.lo(), y.hi(), x.hi(), y.hi());
    } else if (y.hi().sign() <= 0) {
      add_corners(x.hi(), y.lo(), x.lo(), y.lo());
    } else {
      add_mixed(x, y);
    }
  }

  const Float& lo() const { return lo_; }
  const Float& hi() const { return hi_; }

 private:
  void add_corners(const Float& lo_x, const Float& lo_y, const Float& hi_x, const Float& hi_y) {
    mpfr_mul(product_.get(), lo_x.get(), lo_y.get(), MPFR_RNDD);
    mpfr_add(lo_.get(), lo_.get(), product_.get(), MPFR_RNDD);
    mpfr_mul(product_.get(), hi_x.get(), hi_y.get(), MPFR_RNDU);
    mpfr_add(hi_.get(), hi_.get(), product_.get(), MPFR_RNDU);
  }

  void add_nonnegative(const Interval& x, const Interval& y) {
    add_corners(y.lo().sign() >= 0 ? x.lo() : x.hi(), y.lo(), y.hi().sign() >= 0 ? x.hi() : x.lo(), y.hi());
  }

  void add_nonpositive(const Interval& x, const Interval& y) {
    add_corners(y.hi().sign() >= 0 ? x.lo() : x.hi(), y.hi(), y.lo().sign() >= 0 ? x.hi() : x.lo(), y.lo());
  }

  void add_mixed(const Interval& x, const Interval& y) {
    mpfr_mul(product_.get(), x.lo().get(), y.hi().get(), MPFR_RNDD);
    mpfr_mul(other_.get(), x.hi().get(), y.lo().get(), MPFR_RNDD);
    mpfr_min(product_.get(), product_.get(), other_.get(), MPFR_RNDD);
    mpfr_add(lo_.get(), lo_.get(), product_.get(), MPFR_RNDD);
    mpfr_mul(product_.get(), x.lo().get(), y.lo().get(), MPFR_RNDU);
    mpfr_mul(other_.get(), x.hi().get(), y.hi().get(), MPFR_RNDU);
    mpfr_max(product_.get(), product_.get(), other_.get(), MPFR_RNDU);
    mpfr_add(hi_.get(), hi_.get(), product_.get(), MPFR_RNDU);
  }

  Float lo_, hi_, product_, other_;
};

}  // namespace

Interval sum_of_products(const std::vector<Interval>& a, const std::vector<Interval>& b, std::size_t k,
                         std::size_t from, std::size_t to) {
  const Precision bits = std::max(a[from].precision(), b[k - from].precision());
  Sum sum(bits);
  for (std::size_t i = from; i <= to; ++i) {
    if (a[i].is_empty() || b[k - i].is_empty()) return Interval::empty(bits);
    sum.add(a[i], b[k - i]);
  }
  if (!sum.lo().is_nan() && !sum.hi().is_nan()) return {sum.lo(), sum.hi()};
  Interval slow(0, bits);  // infinite ends met zeros or each other; the operators know what to do
  for (std::size_t i = from; i <= to; ++i) slow = slow + a[i] * b[k - i];
  return slow;
}

}  // namespace certibound::detail
