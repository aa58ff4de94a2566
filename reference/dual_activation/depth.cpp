#include <certibound/dual_activation/depth.hpp>

#include <certibound/interval/relations.hpp>

namespace certibound {
namespace {

bool is_one(const Interval& x) { return x.is_point() && mpfr_cmp_si(x.lo().get(), 1) == 0; }

Interval unit_range(Precision bits) { return {Rational(-1), Rational(1), bits}; }

// Nothing where a variance is 0 or infinite. With one law the second variance is the first, not another in its enclosure.
std::optional<GaussianPair> raw_layer(const Activation& s, const GaussianPair& at, bool same_law,
                                      const DepthOptions& options) {
  const Precision bits = at.precision();
  const Interval weight(options.weight, bits), bias(options.bias, bits);
  const Interval first = weight * s.second_moment(at.q1, options.stop) + bias;
  const Interval second = same_law ? first : weight * s.second_moment(at.q2, options.stop) + bias;
  if (first.is_empty() || second.is_empty() || first.hi().sign() <= 0 || second.hi().sign() <= 0) return std::nullopt;
  if (same_law && is_one(at.rho)) return GaussianPair(at.rho, first, second);
  const Interval covariance = weight * s.dual(at, options.stop) + bias;
  const Interval scale = same_law ? first : sqrt(first * second);
  return GaussianPair(intersection(covariance / scale, unit_range(bits)), first, second);
}

}  // namespace

std::vector<GaussianPair> propagate(const Activation& s, const GaussianPair& input, int layers,
                                    const DepthOptions& options) {
  std::vector<GaussianPair> out = {input};
  const bool same_law = input.q1.is_point() && equal(input.q1, input.q2);
  for (int layer = 0; layer < layers && !options.stop.stop_requested(); ++layer) {
    const GaussianPair& at = out.back();
    std::optional<GaussianPair> next;
    if (options.mode == DepthMode::raw) {
      next = raw_layer(s, at, same_law, options);
    } else {
      next = GaussianPair(s.normalised(at, 0, options.stop), at.q1, at.q2);
    }
    if (!next || next->rho.is_empty() || options.stop.stop_requested()) break;
    out.push_back(std::move(*next));
  }
  return out;
}

}  // namespace certibound
