#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_moments/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace certibound {
namespace {

constexpr Precision kFirstBits = 40;
constexpr int kMostSteps = 200;

// 2^m p <= 1, without a number of m bits unless p has as many.
bool at_most_the_atom(long m, const Rational& p) {
  const auto length = [](const Integer& n) { return static_cast<long>(msb(n)); };
  const long size = length(denominator(p)) - length(numerator(p));  // 2^(size-1) < 1/p < 2^(size+1)
  if (size - 1 >= m) return true;
  if (size + 1 <= m) return false;
  return (numerator(p) << static_cast<unsigned>(m)) <= denominator(p);
}

struct Search {
  long m;
  Rational p;
  bool lower;  // by P(r <= t), t <= 1, or by P(r >= t), t >= 1

  Interval tail(const Rational& t, Precision bits) const {
    return lower ? norm_lower_tail(m, 1 - t, bits) : norm_upper_tail(m, t - 1, bits);
  }
  Rational level() const { return lower ? p : Rational(1 - p); }

  // Whether the quantile certainly lies above t, below t; unknown near to it.
  Certainty above(const Rational& t, Precision bits) const {
    const Interval at_t = tail(t, bits), wanted(level(), bits);
    return lower ? less(at_t, wanted) : less(wanted, at_t);
  }

  // About log(tail - atom) - log(level - atom) at exp(u), of sign such that it increases with u.
  double excess(const Float& u, Precision bits) const {
    const Interval atom = lower ? exp2(Interval(-m, bits)) : Interval(0, bits);
    const Interval part = tail(place(u), bits) - atom, wanted = Interval(level(), bits) - atom;
    const double out = mpfr_get_d(mid(log(part / wanted)).get(), MPFR_RNDN);
    return lower ? out : -out;
  }
  Rational place(const Float& u) const {
    const Rational t = to_rational(exp(Interval(u, u)).lo());
    return lower ? std::min(t, Rational(1)) : std::max(t, Rational(1));
  }
};

// About the standard normal quantile of a small level, negative.
double normal_quantile(const Rational& level) {
  const double log_level = mpfr_get_d(log(Interval(level, 64)).lo().get(), MPFR_RNDN);
  if (log_level < -300) return -std::sqrt(-2 * log_level);
  double lo = -40, hi = 1;
  for (int i = 0; i < 60; ++i) {
    const double z = (lo + hi) / 2;
    (std::erfc(-z / std::sqrt(2.0)) / 2 < std::exp(log_level) ? lo : hi) = z;
  }
  return lo;
}

Float plus(const Float& u, double step) {
  Float out(u.precision());
  mpfr_add_d(out.get(), u.get(), step, MPFR_RNDN);
  return out;
}

// About log of the quantile, by secants within a bracket that is believed, not proven.
Float propose(const Search& search, Precision bits) {
  const double sd = std::sqrt(5.0 / static_cast<double>(search.m)), z = normal_quantile(search.level());
  const double first = search.lower ? std::log(std::max(1 + z * sd, 0.05)) : std::log1p(-z * sd);
  Float u(bits + 64), before(bits + 64);
  mpfr_set_d(u.get(), first, MPFR_RNDN);
  double step = (search.lower ? -1 : 1) * std::max(std::abs(first) / 64, sd / 256);
  double error = search.excess(u, kFirstBits);
  for (int i = 0; i < kMostSteps; ++i) {
    before = u;
    u = plus(u, step);
    const double digits = -std::log2(std::max(std::abs(step), 1e-300));
    const Precision enough = std::clamp(static_cast<Precision>(2 * digits) + kFirstBits, kFirstBits, bits + 32);
    const double last = error;
    error = search.excess(u, enough);
    if (!std::isfinite(error) || error == 0) break;
    const double slope = (error - last) / step;
    double next = slope > 0 && std::isfinite(slope) ? -error / slope : (error > 0 ? -1 : 1) * 2 * std::abs(step);
    if (std::abs(next) > 8 * std::abs(step)) next = std::copysign(8 * std::abs(step), next);
    step = next;
    if (-std::log2(std::abs(step)) > static_cast<double>(bits) + 4) return plus(u, step);
  }
  return u;
}

}  // namespace

Interval norm_quantile(long m, const Rational& p, Precision bits) {
  if (m < 1 || m > kMaxTailWidth || p <= 0 || p >= 1) return Interval::empty(bits);
  if (at_most_the_atom(m, p)) return {0, bits};
  Search search{m, p, true};
  search.lower = possibly(search.above(1, 64)) ? false : true;
  const Precision most = bits + 64;
  const Float u = propose(search, bits);
  const Rational t = search.place(u);
  const Interval all = search.lower ? Interval(0, 1, bits) : Interval(Interval(1, bits).lo(), Interval::entire(bits).hi());
  // Ends further and further away until both are certified.
  for (long distance = bits; distance > -64; distance -= std::max(bits / 8, 4L)) {
    const Rational delta = distance >= 0 ? Rational(1, power(2, distance + 1)) : Rational(power(2, -distance));
    const Rational lo = std::max(Rational(t * (1 - delta)), Rational(0)), hi = t * (1 + delta);
    const bool low = lo > 0 && certainly(Search{m, p, lo <= 1}.above(lo, most));
    const bool high = Search{m, p, hi <= 1}.above(hi, most) == Certainty::impossible;
    if (low && high) return {lo, hi, bits};
    if (high && lo == 0) return {0, hi, bits};
  }
  return all;
}

}  // namespace certibound
