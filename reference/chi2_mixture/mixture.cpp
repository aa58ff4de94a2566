// With s_i(j) = sum over r < j of theta_i^(j-r) a_r the logarithmic derivative of the generating function gives
//   a_j = (1/(2j)) sum n_i s_i(j),   s_i(j) = theta_i (s_i(j-1) + a_(j-1)),
// all of it positive: nothing cancels.
//
// Rest. For 1 < z < 1/max theta, sum over j > J of a_j <= z^-(J+1) sum a_j z^j = z^-(J+1) a_0 prod (1 - theta_i z)^(-n_i/2);
// any z is right, one near the minimum is taken. That bounds what the upper tail lacks, as Q <= 1. As P(b, y) falls with b,
// the lower tail lacks at most that times P at j = J + 1; relative to the sum that is no more than R/(1 - R).
#include "terms.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/half_gamma.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace certibound {
namespace {

class Series {
 public:
  Series(const std::vector<WeightedChiSquare>& terms, Precision bits) : bits_(bits), first_(1, bits) {
    std::map<Rational, long> merged;
    for (const WeightedChiSquare& term : terms) merged[term.weight] += term.degrees;
    beta_ = merged.begin()->first;
    for (const auto& [weight, degrees] : merged) {
      const Rational ratio = beta_ / weight;
      degrees_ += degrees;
      if (ratio == 1) continue;
      first_ = first_ * pown(Interval(ratio, bits), degrees);
      factors_.push_back({Rational(1 - ratio), NonNegative(Interval(Rational(1 - ratio), bits)), degrees, NonNegative(bits)});
    }
    first_ = sqrt(first_);
    last_.push_back(NonNegative(first_));
  }

  long degrees() const { return degrees_; }
  const Rational& beta() const { return beta_; }
  // a_0, a_1, .., as far as they have been asked for.
  const std::vector<NonNegative>& weights() const { return last_; }
  bool ends() const { return factors_.empty(); }  // a_j = 0 for j >= 1

  void advance() {
    NonNegative next(bits_);
    for (Factor& factor : factors_) {
      factor.sum.add(last_.back());
      factor.sum.multiply(factor.theta);
      NonNegative part = factor.sum;
      part.multiply(factor.degrees);
      next.add(part);
    }
    next.divide(2 * static_cast<long>(last_.size()));
    last_.push_back(next);
  }

  // From 0 to at least the sum of the a_j that are not among weights().
  Interval rest() const {
    if (ends()) return {0, bits_};
    const Rational z(near_minimum());
    Interval bound(1, bits_);
    for (const Factor& factor : factors_) {
      const Rational base = 1 - factor.exact_theta * z;
      if (base <= 0) return {0, 1, bits_};
      bound = bound * pown(Interval(base, bits_), factor.degrees);
    }
    bound = first_ / (sqrt(bound) * pown(Interval(z, bits_), static_cast<long>(last_.size())));
    return hull(Interval(0, bits_), min(bound, Interval(1, bits_)));
  }

 private:
  struct Factor {
    Rational exact_theta;
    NonNegative theta;
    long degrees;
    NonNegative sum;
  };

  // Where z^-(J+1) prod (1 - theta_i z)^(-n_i/2) is smallest, about; 1 if it only rises from there.
  double near_minimum() const {
    double most = 0;
    for (const Factor& factor : factors_) most = std::max(most, to_double(factor.exact_theta));
    double lo = 1, hi = 1 / most;
    for (int i = 0; i < 40; ++i) {
      const double z = (lo + hi) / 2;
      double slope = -static_cast<double>(last_.size()) / z;
      for (const Factor& factor : factors_) {
        const double theta = to_double(factor.exact_theta);
        slope += static_cast<double>(factor.degrees) / 2 * theta / (1 - theta * z);
      }
      (slope < 0 ? lo : hi) = z;
    }
    return lo;
  }

  Precision bits_;
  Interval first_;
  Rational beta_;
  long degrees_ = 0;
  std::vector<Factor> factors_;
  std::vector<NonNegative> last_;
};

bool far_below(const Interval& rest, const Interval& sum, Precision bits) {
  Float allowed = sum.lo();
  mpfr_div_2si(allowed.get(), allowed.get(), bits, MPFR_RNDD);
  return rest.hi() <= allowed;
}

}  // namespace

MixtureTails chi2_mixture(const std::vector<WeightedChiSquare>& terms, const Rational& x, Precision bits) {
  if (!admissible(terms)) return {Interval::empty(bits), Interval::empty(bits)};
  if (x <= 0) return {{0, bits}, {1, bits}};
  const Precision work = bits + 64;  // some units for each of at most 2^20 terms and as many steps of the chains
  Series series(terms, work);
  const Rational y = x / (2 * series.beta());
  const Interval zero(0, work), one(1, work);
  if (y > kMostMixtureTerms) return chi2_mixture_by_contour(terms, x, bits);  // the chains would be as long
  HalfGammaUpper q(series.degrees(), y, work);
  NonNegative upper(work);
  long next_look = 16;
  for (long j = 0;; ++j) {
    upper.add_product(series.weights().back(), q.sum());
    if (series.ends() || j == kMostMixtureTerms) break;
    if (j == next_look) {
      if (far_below(series.rest(), upper.interval(), bits + 6)) break;
      next_look += next_look / 8;
    }
    series.advance();
    q.advance();
    q.advance();
  }
  const std::vector<NonNegative>& weights = series.weights();
  const Interval rest = series.rest();
  const long last = series.degrees() + 2 * static_cast<long>(weights.size());
  HalfGammaLower p(last, y, work);
  const Interval beyond = hull(zero, rest * min(p.value(), one));
  NonNegative lower(work);
  for (std::size_t j = weights.size(); j-- > 0;) {
    p.retreat();
    p.retreat();
    lower.add_product(weights[j], p.sum());
  }
  const MixtureTails out{min(lower.interval() + beyond, one).at_precision(bits + 4),
                         min(upper.interval() + rest, one).at_precision(bits + 4)};
  if (static_cast<long>(weights.size()) <= kMostMixtureTerms) return out;
  const MixtureTails line = chi2_mixture_by_contour(terms, x, bits);
  return {intersection(out.lower, line.lower), intersection(out.upper, line.upper)};
}

MixtureTails chi2_mixture(const std::vector<EnclosedChiSquare>& terms, const Rational& x, Precision bits) {
  std::vector<WeightedChiSquare> least, most;
  for (const EnclosedChiSquare& term : terms) {
    if (term.weight.is_empty() || !term.weight.is_bounded()) return {Interval::empty(bits), Interval::empty(bits)};
    least.push_back({to_rational(term.weight.lo()), term.degrees});
    most.push_back({to_rational(term.weight.hi()), term.degrees});
  }
  const MixtureTails below = chi2_mixture(least, x, bits), above = chi2_mixture(most, x, bits);
  if (below.lower.is_empty() || above.lower.is_empty()) return {Interval::empty(bits), Interval::empty(bits)};
  return {hull(above.lower, below.lower), hull(below.upper, above.upper)};
}

}  // namespace certibound
