// All bounds come from the logarithmic slope
//   w(v) = v h'(v)/h(v) = power - logs/L - sum_i i rate_i v^-i.
// Where w >= W on (0, delta], h(v) <= h(delta) (v/delta)^W: h increases if W >= 0, and if W > -1,
//   int_0^delta h dv <= h(delta) delta/(W + 1).
#include "scale.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>

namespace certibound::detail {
namespace {

Interval from_zero(const Interval& x) { return hull(Interval(0, x.precision()), x); }

Interval upwards_from(const Interval& x) {
  Float infinity(x.precision());
  mpfr_set_inf(infinity.get(), 1);
  return {x.lo(), infinity};
}

Interval everything(Precision bits) { return upwards_from(Interval(0, bits)); }

Interval log_inverse(const Interval& delta) { return -log(delta); }

Interval value_at(const Scale& a, const Interval& delta) {
  const Precision bits = a.power.precision();
  Interval out = pow(delta, a.power);
  if (a.logs != 0) out = out * pow(log_inverse(delta), Interval(a.logs, bits));
  if (!a.rates.empty()) {
    Interval exponent(0, bits), factor(1, bits);
    for (const Interval& rate : a.rates) {
      factor = factor / delta;
      exponent = exponent + rate * factor;
    }
    out = out * exp(exponent);
  }
  return out;
}

// A lower bound W of w on (0, delta] for a scale whose last rate is certainly negative.
std::optional<Interval> least_slope(const Scale& a, const Interval& delta) {
  const Precision bits = a.power.precision();
  const Interval all = from_zero(delta);  // [0, delta]
  Interval lead(0, bits), factor(1, bits);
  for (std::size_t i = a.rates.size(); i >= 1; --i) {
    lead = lead - Interval(static_cast<long>(i), bits) * a.rates[i - 1] * factor;
    factor = factor * all;
  }
  if (lead.lo().sign() <= 0) return std::nullopt;
  const Interval least(lead.lo(), lead.lo());
  Interval out = least / pown(delta, static_cast<long>(a.rates.size())) + a.power;
  if (a.logs > 0) out = out - Interval(a.logs, bits) / log_inverse(delta);  // L >= L(delta)
  return Interval(out.lo(), out.lo());
}

void trim(Scale& a) {
  while (!a.rates.empty() && a.rates.back().lo().is_zero() && a.rates.back().hi().is_zero()) a.rates.pop_back();
}

bool same_point(const Interval& x, const Interval& y) { return x.is_point() && y.is_point() && x.lo() == y.lo(); }

Scale inverse(const Scale& a) { return quotient(unit_scale(a.power.precision()), a); }

}  // namespace

Scale unit_scale(Precision bits) { return {.power = Interval(0, bits), .logs = 0, .rates = {}}; }

Scale product(const Scale& a, const Scale& b) {
  Scale out{.power = a.power + b.power, .logs = a.logs + b.logs, .rates = {}};
  for (std::size_t i = 0; i < std::max(a.rates.size(), b.rates.size()); ++i) {
    if (i >= a.rates.size()) {
      out.rates.push_back(b.rates[i]);
    } else if (i >= b.rates.size()) {
      out.rates.push_back(a.rates[i]);
    } else {
      out.rates.push_back(a.rates[i] + b.rates[i]);
    }
  }
  trim(out);
  return out;
}

Scale quotient(const Scale& a, const Scale& b) {
  Scale negative{.power = -b.power, .logs = -b.logs, .rates = {}};
  for (const Interval& rate : b.rates) negative.rates.push_back(-rate);
  return product(a, negative);
}

std::optional<Scale> power(const Scale& a, const Interval& exponent) {
  Scale out{.power = a.power * exponent, .logs = 0, .rates = {}};
  if (a.logs != 0) {
    if (!exponent.is_point()) return std::nullopt;
    out.logs = a.logs * to_rational(exponent.lo());
  }
  for (const Interval& rate : a.rates) out.rates.push_back(rate * exponent);
  trim(out);
  return out;
}

std::optional<long> integer_shift(const Scale& a, const Scale& b) {
  if (a.logs != b.logs || a.rates.size() != b.rates.size()) return std::nullopt;
  for (std::size_t i = 0; i < a.rates.size(); ++i) {
    if (!same_point(a.rates[i], b.rates[i])) return std::nullopt;
  }
  if (!a.power.is_point() || !b.power.is_point()) return std::nullopt;
  const Interval shift = a.power - b.power;
  if (!shift.is_point() || mpfr_integer_p(shift.lo().get()) == 0 ||
      mpfr_fits_slong_p(shift.lo().get(), MPFR_RNDN) == 0) {
    return std::nullopt;
  }
  return mpfr_get_si(shift.lo().get(), MPFR_RNDN);
}

bool is_unit(const Scale& a) {
  return a.logs == 0 && a.rates.empty() && a.power.lo().is_zero() && a.power.hi().is_zero();
}

Interval range(const Scale& a, const Interval& delta) {
  const Precision bits = a.power.precision();
  if (is_unit(a)) return Interval(1, bits);
  if (!a.rates.empty()) {
    const Interval& last = a.rates.back();
    if (contains_zero(last)) return everything(bits);
    const bool falls = last.lo().sign() < 0;
    const std::optional<Interval> slope = least_slope(falls ? a : inverse(a), delta);
    if (!slope || slope->lo().sign() < 0) return everything(bits);
    return falls ? from_zero(value_at(a, delta)) : upwards_from(value_at(a, delta));
  }
  const Interval end = value_at(a, delta), logs(a.logs, bits);
  if (a.power.lo().sign() > 0) {
    // w = power - logs/L changes sign at most once, from + to -, at L = logs/power, where h = (logs/(e power))^logs.
    const bool increases = a.logs <= 0 || certainly(less_equal(logs / log_inverse(delta), a.power));
    return from_zero(increases ? end : hull(end, pow(logs / (Interval::e(bits) * a.power), logs)));
  }
  if (a.power.hi().sign() < 0) return a.logs >= 0 ? upwards_from(end) : everything(bits);
  if (!a.power.is_point()) return everything(bits);
  return a.logs > 0 ? upwards_from(end) : from_zero(end);
}

std::optional<Interval> integral(const Scale& a, const Interval& delta) {
  const Precision bits = a.power.precision();
  const Interval one(1, bits);
  if (!a.rates.empty()) {
    if (a.rates.back().hi().sign() >= 0) return std::nullopt;
    const std::optional<Interval> slope = least_slope(a, delta);
    if (!slope || !certainly(less(-one, *slope))) return std::nullopt;
    const Interval bound = value_at(a, delta) * delta / (*slope + one);
    return bound.is_bounded() ? std::optional(from_zero(bound)) : std::nullopt;
  }
  const Interval b = a.power + one;
  if (b.lo().sign() <= 0) return std::nullopt;
  // I_j = int v^power L^j = (delta^b L(delta)^j + j I_{j-1})/b by parts, for j = 0, 1, ..
  const Integer ceiling = (numerator(a.logs) + denominator(a.logs) - 1) / denominator(a.logs);
  const long j = a.logs > 0 ? static_cast<long>(ceiling) : 0;
  const Interval whole = pow(delta, b), logarithm = log_inverse(delta);
  Interval sum = whole / b;
  for (long k = 1; k <= j; ++k) sum = (whole * pown(logarithm, k) + Interval(k, bits) * sum) / b;
  // Other exponents of L: L^logs = L^j L^(logs - j), and the last factor lies between 0 and its value at delta.
  if (a.logs != j) sum = from_zero(sum * pow(logarithm, Interval(Rational(a.logs - j), bits)));
  return sum.is_bounded() ? std::optional(sum) : std::nullopt;
}

}  // namespace certibound::detail
