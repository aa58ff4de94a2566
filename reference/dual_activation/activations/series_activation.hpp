// Activations whose dual is a series in rho prepared once for each pair of variances: the cache of prepared series,
// variances that are 0 or wide, and what is known without a series.
#pragma once

#include "families.hpp"

#include <mutex>

namespace certibound {

// E[s(X) s(Y)] for one pair of exact variances, as a function of rho.
class DualSeries {
 public:
  virtual ~DualSeries() = default;
  // Enclosure of the derivative of that order in rho (0: the dual) on a part of [-1, 1]; empty where it is infinite.
  virtual Interval derivative(const Interval& rho, int order) const = 0;
};

class SeriesActivation : public Activation {
 public:
  using Activation::Activation;

 protected:
  Interval dual_on(const GaussianBox& box) const final;
  Interval derivative_on(const GaussianBox& box, int order) const final;
  Interval tangent_on(const GaussianBox& box) const final;

  // s(0) and s'(0). REQUIRES of s: E[Y s(Y)] > 0 for Y of any variance, and s(0) = 0 or E s(Y) >= 0.
  virtual Interval value_at_zero(Precision bits) const = 0;
  virtual Interval slope_at_zero(Precision bits) const = 0;
  // Whether E s(Y) = s(0) for every variance (s - s(0) odd).
  virtual bool has_constant_mean() const = 0;
  // An upper bound of |s^(k)| on the real axis, k >= 1, as a distribution: infinite if s^(k-1) jumps.
  virtual Interval derivative_bound(int k, Precision bits) const = 0;
  // The series for exact variances 0 < q1 <= q2, good for derivatives up to `order`; nothing if it was told to stop or if
  // the work would be out of proportion.
  virtual std::shared_ptr<const DualSeries> prepare(const Float& q1, const Float& q2, int order, Precision bits,
                                                    const std::stop_token& stop) const = 0;
  // The order to prepare for when this one is asked for: the same preparation may serve several.
  virtual int prepared_order(int order) const { return order <= 1 ? 1 : order <= 3 ? 3 : order + 2; }

 private:
  struct Prepared {
    Float q1, q2;
    int order;
    Precision bits;
    std::shared_ptr<const DualSeries> series;
  };

  Interval mean(const GaussianBox& box, const Interval& q) const;
  Interval coarse(const GaussianBox& box, int order) const;
  Interval evaluate(const GaussianBox& box, int order) const;
  Interval change_of_variances(const GaussianBox& box, const Float& m1, const Float& m2, int order) const;
  std::shared_ptr<const DualSeries> prepared(const Float& q1, const Float& q2, int order, Precision bits,
                                             const std::stop_token& stop) const;

  mutable std::mutex mutex_;
  mutable std::vector<Prepared> cache_;  // oldest first
};

}  // namespace certibound
