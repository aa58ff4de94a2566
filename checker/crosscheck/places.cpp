// The domain by bisection in the order of the numbers; points from a well mixed counter.
#include "places.hpp"

#include "points.hpp"

#include <certibound/interval/functions.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace certibound::crosscheck {
namespace {

constexpr Precision kBits = 64;
constexpr std::size_t kMostEnds = 32;

// Uniform on [0, 1), 53 bits.
double unit(std::uint64_t bits) { return std::ldexp(static_cast<double>(bits >> 11), -53); }

std::vector<double> probes(const Format& format, double lo, double hi) {
  std::vector<double> out{lo, hi};
  const auto add = [&](double x) {
    if (x > lo && x < hi) out.push_back(x);
  };
  add(0);
  for (int e = format.min_exponent - format.digits; e < format.max_exponent; ++e) {
    add(std::ldexp(1.0, e));
    add(-std::ldexp(1.0, e));
  }
  std::sort(out.begin(), out.end());
  return out;
}

enum class Kind { outside, zero, number, beyond };  // zero: for being too small

Kind kind_at(const Function& function, const Format& format, double x) {
  const Value value = function.at(x, 0, kBits);
  if (value.place != Place::inside) return Kind::outside;
  if (std::isinf(nearest(format, mig(value.enclosure)))) return Kind::beyond;
  const Float size = mag(value.enclosure);
  return !size.is_zero() && nearest(format, size) == 0 ? Kind::zero : Kind::number;
}

// The last number of the same kind as `a` on the way to `b`, which is of another kind.
double last_of_kind(const Function& function, const Format& format, double a, double b) {
  const Kind kind = kind_at(function, format, a);
  std::int64_t in = ordinal(format, a), out = ordinal(format, b);
  while (std::max(in, out) - std::min(in, out) > 1) {
    const std::int64_t middle = in + (out - in) / 2;
    (kind_at(function, format, from_ordinal(format, middle)) == kind ? in : out) = middle;
  }
  return from_ordinal(format, in);
}

// A number of the binade 2^exponent: in the first rounds the power of two and its neighbours, then random.
double in_binade(const Format& format, int exponent, std::uint64_t round, std::uint64_t bits) {
  const double power = std::ldexp(1.0, exponent);
  if (round < 3) return from_ordinal(format, ordinal(format, power) + (round == 2 ? 1 : -static_cast<int>(round)));
  return in_format(format, power * (1 + unit(bits)));
}

// Binades from the smallest number to the larger end of the domain.
double near_zero(const Format& format, const Domain& domain, std::uint64_t round, std::uint64_t bits) {
  const bool wide = round % 4 == 3;
  const double limit = wide ? std::max(std::fabs(domain.lo), std::fabs(domain.hi))
                            : std::max(std::fabs(domain.core_lo), std::fabs(domain.core_hi));
  round = wide ? round / 4 : round - round / 4;
  const int top = limit > 0 ? std::ilogb(limit) : format.min_exponent - format.digits;
  const int bottom = format.min_exponent - format.digits;
  const auto count = static_cast<std::uint64_t>(std::max(top - bottom, 0) + 1);
  const double x = in_binade(format, top - static_cast<int>(round % count), round / count, bits);
  const bool negative = domain.lo < 0 && (domain.hi <= 0 || (bits & 1) != 0);
  return negative ? -x : x;
}

double near_a_limit(const Format& format, const Domain& domain, std::uint64_t round, std::uint64_t bits) {
  const double end = domain.limits[round % domain.limits.size()];
  round /= domain.limits.size();
  const double size = std::fabs(end) > 0 ? std::fabs(end) : 1;
  const int top = std::ilogb(size);
  const int bottom = std::max(top - format.digits, format.min_exponent - format.digits);
  const auto count = static_cast<std::uint64_t>(top - bottom + 1);
  const double distance = in_binade(format, top - static_cast<int>(round % count), round / count, bits);
  const double above = end + distance, below = end - distance;
  return above > domain.hi || ((bits & 1) != 0 && below >= domain.lo) ? below : above;
}

double uniform(const Format& format, const Domain& domain, std::uint64_t kind, std::uint64_t round, std::uint64_t bits) {
  if (kind == 1) {
    const std::int64_t a = ordinal(format, domain.core_lo), b = ordinal(format, domain.core_hi);
    const double width = static_cast<double>(b) - static_cast<double>(a);  // below 2^64
    const auto number = static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(unit(bits) * width);
    return from_ordinal(format, std::clamp(static_cast<std::int64_t>(number), a, b));
  }
  const double limit = kind == 2 ? largest(format) / 2 : std::ldexp(1.0, 2 * static_cast<int>(round % 6));
  const double lo = std::max(domain.core_lo, -limit), hi = std::min(domain.core_hi, limit);
  return lo <= hi ? lo + (hi - lo) * unit(bits) : domain.core_lo;
}

double near_a_hard_point(const Format& format, const Domain& domain, std::uint64_t round, std::uint64_t bits) {
  const std::vector<double>& points = hard_points();
  const double x = points[round % points.size()];
  if (x < domain.lo || x > domain.hi) return uniform(format, domain, 2, round, bits);
  const auto distance = static_cast<std::int64_t>(std::exp2(unit(bits) * std::min(40, format.digits - 4)));
  const std::int64_t steps = round < points.size() ? 0 : (bits & 1) != 0 ? distance : -distance;
  return from_ordinal(format, ordinal(format, in_format(format, x)) + steps);
}

}  // namespace

double in_format(const Format& format, double x) {
  int exponent = 0;
  std::frexp(x, &exponent);
  const int unit_exponent = std::max(exponent, format.min_exponent) - format.digits;
  return std::ldexp(std::trunc(std::ldexp(x, -unit_exponent)), unit_exponent);
}

Domain find_domain(const Function& function, const Format& format, double lo, double hi) {
  const bool chosen = lo > -largest(format) || hi < largest(format);
  Domain out{lo, hi, lo, hi, {}, {}};
  if (chosen) out.ends = out.limits = {lo, hi};
  if (function.arity() == 2) return out;
  const std::vector<double> points = probes(format, lo, hi);
  std::vector<double> members, core;
  const auto note = [&](double x, Kind kind) {
    if (kind != Kind::outside) members.push_back(x);
    if (kind == Kind::number) core.push_back(x);
  };
  Kind before = Kind::outside;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Kind now = kind_at(function, format, points[i]);
    if (i > 0 && now != before && out.limits.size() < kMostEnds) {
      const double a = last_of_kind(function, format, points[i - 1], points[i]);
      const double b = last_of_kind(function, format, points[i], points[i - 1]);
      note(a, before);
      note(b, now);
      const double limit = now == Kind::number || before == Kind::outside ? b : a;
      if (now == Kind::outside || before == Kind::outside) out.ends.push_back(limit);
      out.limits.push_back(limit);
    }
    note(points[i], now);
    before = now;
  }
  if (members.empty()) return {1, 0, 0, 0, {}, {}};
  out.lo = *std::min_element(members.begin(), members.end());
  out.hi = *std::max_element(members.begin(), members.end());
  out.core_lo = core.empty() ? out.lo : *std::min_element(core.begin(), core.end());
  out.core_hi = core.empty() ? out.hi : *std::max_element(core.begin(), core.end());
  for (std::vector<double>* list : {&out.ends, &out.limits}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return out;
}

const std::vector<double>& hard_points() {
  static const std::vector<double> points = [] {
    std::vector<double> out;
    const auto add = [&out](double x) { out.insert(out.end(), {x, -x}); };
    for (int k = 1; k <= 16; ++k) add(k * std::numbers::pi / 4);
    for (int k = 1; k <= 32; ++k) add(k / 8.0);
    for (int k = 1; k <= 12; ++k) add(k / 10.0);
    for (int k = 1; k <= 8; ++k) add(std::log(k + 1.0));
    // Where exp and its kin overflow or underflow (double, float), where erf and tanh reach 1, where erfc and phi leave.
    for (const double x : {709.782712893384, 710.4758600739439, 708.3964185322641, 745.1332191019411, 88.72283905206835,
                           89.41598629223294, 87.33654475055310, 103.9720770839917, 5.921587195794508, 3.832506856900711,
                           19.06154746539849, 9.01091389012, 26.54325845425098, 10.05501, 38.60387, 13.18}) {
      add(x);
    }
    // The doubles and floats nearest to a multiple of pi/2 (Muller, Elementary Functions, 3rd ed., table 11.1).
    for (const double x : {std::ldexp(6381956970095103.0, 797), std::ldexp(16367173.0, 72), 1e22, 0x1p53, 0x1p24, 1e300}) {
      add(x);
    }
    return out;
  }();
  return points;
}

double check_point(const Format& format, const Domain& domain, std::uint64_t seed, std::uint64_t index) {
  const std::uint64_t round = index / 8, bits = random_bits(seed, index);
  double x = 0;
  switch (index % 8) {
    case 0:
    case 1: x = near_zero(format, domain, 2 * round + index % 8, bits); break;
    case 2:
    case 3:
      x = domain.limits.empty() ? uniform(format, domain, 1, round, bits)
                                : near_a_limit(format, domain, 2 * round + index % 2, bits);
      break;
    case 7: x = near_a_hard_point(format, domain, round, bits); break;
    default: x = uniform(format, domain, index % 8 - 4, round, bits);
  }
  return in_format(format, std::clamp(x, domain.lo, domain.hi));
}

}  // namespace certibound::crosscheck
