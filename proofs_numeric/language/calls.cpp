#include <certibound/language/calls.hpp>

#include <certibound/norm_law/half_gamma.hpp>

#include <algorithm>

namespace certibound::language {
namespace {

const ExternalValues* external_values = nullptr;

constexpr long kMostDegrees = 1'000'000;   // of a chi-square law that is summed here
constexpr long kLargestHalf = 10'000'000;  // of x/2; the sum has about its root of terms

Range plain(Interval value, bool defined) { return {std::move(value), defined, false, false}; }
Range nowhere(Precision bits) { return plain(Interval::empty(bits), false); }
Range number(long n, Precision bits) { return constant(Rational(n), bits); }

bool all_defined(const std::vector<Range>& operands) {
  return std::all_of(operands.begin(), operands.end(), [](const Range& x) { return x.defined; });
}

bool inside(const Range& x, long lo, long hi, Precision bits) {
  return certainly_nonnegative(x - number(lo, bits)) && certainly_nonpositive(x - number(hi, bits));
}

std::optional<Rational> point(const Range& x) {
  if (!x.value.is_point()) return std::nullopt;
  return to_rational(x.value.lo());
}

Interval unit_range(Precision bits) { return {Rational(0), Rational(1), bits}; }

Interval asked(const Call& call, const std::vector<Range>& operands, Precision bits) {
  if (external_values == nullptr) return Interval::entire(bits);
  std::vector<Interval> values;
  for (const Range& x : operands) values.push_back(x.value);
  return external_values->value(call, values, bits);
}

// The degrees of freedom if they are a whole number whose law is a finite sum.
std::optional<long> whole_degrees(const Range& k) {
  const auto value = point(k);
  if (!value || denominator(*value) != 1 || *value < 1 || *value > kMostDegrees) return std::nullopt;
  return numerator(*value).convert_to<long>();
}

// The cdf increases and the sf decreases in x, so the ends of x decide. REQUIRES: x >= 0.
Interval chi2_by_sums(bool upper, long k, const Interval& x, Precision bits) {
  const auto at = [&](const Float& end) {
    if (end.is_zero()) return Interval(upper ? 1L : 0L, bits);
    if (end.is_infinite()) return Interval(upper ? 0L : 1L, bits);
    const Rational half = to_rational(end) / 2;
    if (half > kLargestHalf) return unit_range(bits);
    return upper ? gamma_q_half(k, half, bits) : gamma_p_half(k, half, bits);
  };
  return hull(at(x.lo()), at(x.hi()));
}

Range chi2(const Call& call, const std::vector<Range>& x, Precision bits) {
  const bool upper = call.what == Special::chi2_sf;
  const bool defined = all_defined(x) && certainly_positive(x[0]) && certainly_nonnegative(x[1]);
  const Interval at =
      intersection(x[1].value, Interval(Float(number(0, bits).value.lo()), Interval::entire(bits).hi()));
  if (at.is_empty() || x[0].value.is_empty()) return nowhere(bits);
  const auto k = whole_degrees(x[0]);
  const Interval value = k ? chi2_by_sums(upper, *k, at, bits) : asked(call, {x[0], plain(at, true)}, bits);
  return plain(intersection(value, unit_range(bits)), defined);
}

Range phi2(const Call& call, const std::vector<Range>& x, Precision bits) {
  const bool defined = all_defined(x) && inside(x[2], -1, 1, bits);
  const Interval rho = intersection(x[2].value, Interval(Rational(-1), Rational(1), bits));
  if (rho.is_empty()) return nowhere(bits);
  return plain(intersection(asked(call, {x[0], x[1], plain(rho, true)}, bits), unit_range(bits)), defined);
}

Range binomial(const std::vector<Range>& x, Precision bits) {
  const auto n = point(x[0]), k = point(x[1]);
  if (n && k) {
    if (const auto value = binomial_coefficient(*n, *k)) {
      Range out = constant(Rational(*value), bits);
      out.defined = all_defined(x);
      return out;
    }
  }
  const Range rest = x[0] - x[1], one = number(1, bits);
  if (!certainly_nonnegative(x[1]) || !certainly_nonnegative(rest)) return unknown(bits);
  return exp(lgamma(x[0] + one) - lgamma(x[1] + one) - lgamma(rest + one));
}

Range dual(const Call& call, const std::vector<Range>& x, Precision bits) {
  const bool defined =
      all_defined(x) && inside(x[0], -1, 1, bits) && certainly_nonnegative(x[1]) && certainly_nonnegative(x[2]);
  const Interval value = asked(call, x, bits);
  return plain(value, defined && value.is_bounded() && !value.is_empty());
}

// An integral or an expectation exists where it was enclosed.
Range integral(const Call& call, const std::vector<Range>& x, Precision bits) {
  const Interval value = asked(call, x, bits);
  return plain(value, all_defined(x) && value.is_bounded() && !value.is_empty());
}

// phi2(a, b; rho), the density: d Phi2 / d rho (Plackett, Biometrika 41, 1954).
Range bivariate_density(const Range& a, const Range& b, const Range& rho, Precision bits) {
  const Range one = number(1, bits), two = number(2, bits);
  const Range rest = (one - rho) * (one + rho);
  const Range form = power(a - rho * b, 2) / rest + power(b, 2);
  return exp(-(form / two)) / (two * pi_range(bits) * sqrt(rest));
}

}  // namespace

void use_external_values(const ExternalValues* values) { external_values = values; }

bool leans_on_external_values(const Terms& terms, NodeId root) {
  const std::vector<bool> needed = terms.reachable({root});
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const Node& node = terms[static_cast<NodeId>(i)];
    if (!needed[i] || node.op != Op::call) continue;
    const Call& call = terms.call_of(node);
    switch (call.what) {
      case Special::binomial: break;
      case Special::sum:
        if (leans_on_external_values(call.body->terms, call.body->root)) return true;
        break;
      case Special::chi2_cdf:
      case Special::chi2_sf: {
        const Rational* k = terms.as_rational(call.operands[0]);
        if (k == nullptr || denominator(*k) != 1 || *k < 1 || *k > kMostDegrees) return true;
        break;
      }
      default: return true;
    }
  }
  return false;
}

std::optional<Integer> binomial_coefficient(const Rational& n, const Rational& k) {
  if (denominator(n) != 1 || denominator(k) != 1 || n < 0) return std::nullopt;
  if (k < 0 || k > n) return Integer(0);
  const Rational least = std::min(k, Rational(n - k));
  if (n > 1'000'000 || least > 10'000) return std::nullopt;
  Integer out;
  mpz_bin_uiui(out.backend().data(), numerator(n).convert_to<unsigned long>(),
               numerator(least).convert_to<unsigned long>());
  return out;
}

Range call_value(const Call& call, const std::vector<Range>& operands, Precision bits) {
  for (const Range& x : operands) {
    if (x.value.is_empty()) return nowhere(bits);
  }
  switch (call.what) {
    case Special::chi2_cdf:
    case Special::chi2_sf: return chi2(call, operands, bits);
    case Special::Phi2: return phi2(call, operands, bits);
    case Special::binomial: return binomial(operands, bits);
    case Special::dual: return dual(call, operands, bits);
    case Special::integral:
    case Special::expect: return integral(call, operands, bits);
    case Special::sum: break;  // evaluate.hpp
  }
  return unknown(bits);
}

Exact call_value(const Call& call, const std::vector<Exact>& operands) {
  if (call.what != Special::binomial) return {};
  const auto n = operands[0].rational(), k = operands[1].rational();
  if (!n || !k) return {};
  const auto value = binomial_coefficient(*n, *k);
  return value ? Exact(Rational(*value)) : Exact();
}

std::vector<Range> call_slopes(const Call& call, const std::vector<Range>& x, Precision bits) {
  std::vector<Range> out(x.size(), unknown(bits));
  const Range one = number(1, bits), two = number(2, bits);
  if (call.what == Special::chi2_cdf || call.what == Special::chi2_sf) {
    // The density x^(k/2 - 1) e^(-x/2) / (2^(k/2) Gamma(k/2)).
    const Range half = x[0] / two;
    const Range density = exp(-(x[1] / two)) * real_power(x[1] / two, half - one) / (two * gamma(half));
    out[1] = call.what == Special::chi2_cdf ? density : -density;
  }
  if (call.what == Special::Phi2) {
    const Range root = sqrt((one - x[2]) * (one + x[2]));
    out[0] = normal_density(x[0]) * normal_cdf((x[1] - x[2] * x[0]) / root);
    out[1] = normal_density(x[1]) * normal_cdf((x[0] - x[2] * x[1]) / root);
    out[2] = bivariate_density(x[0], x[1], x[2], bits);
  }
  if (call.what == Special::dual && external_values != nullptr) {
    out[0] = plain(external_values->dual_derivative(call, {x[0].value, x[1].value, x[2].value}, bits), false);
  }
  for (Range& slope : out) {
    if (slope.value.is_empty()) slope = unknown(bits);
  }
  return out;
}

}  // namespace certibound::language
