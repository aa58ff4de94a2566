#include "double_range.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace certibound::prover {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();
constexpr double kSpoiled = 0x1p-960;  // below it a residual may have underflowed
constexpr int kLibmUlps = 4;
constexpr double kPiBelow = 0x1.921fb54442d18p+1, kPiAbove = 0x1.921fb54442d19p+1;
constexpr double kEBelow = 0x1.5bf0a8b145769p+1, kEAbove = 0x1.5bf0a8b14576ap+1;

// A lower end: a bound, and whether it is certainly not reached. Upper ends are lower ends of the negative.
struct End {
  double at;
  bool open;
};

End lower(const DoubleRange& x) { return {x.lo, x.lo_open}; }
End upper_negated(const DoubleRange& x) { return {-x.hi, x.hi_open}; }
DoubleRange from_ends(End lo, End negated_hi, bool defined) {
  return {lo.at, -negated_hi.at, defined, lo.open, negated_hi.open};
}

double below(double x) { return std::nextafter(x, -kInfinity); }

// The nearest result `value` of an operation, and the sign of (exact - value).
End rounded_down(double value, double residual, bool open) {
  if (value == kInfinity) return {kLargest, true};
  if (std::fabs(value) < kSpoiled && value != 0) return {below(value), true};
  if (residual < 0) return {below(value), true};
  return {value, open || residual > 0};
}

End sum_down(End x, End y) {
  if (x.at == -kInfinity || y.at == -kInfinity) return {-kInfinity, true};
  const double s = x.at + y.at, part = s - x.at;
  return rounded_down(s, (x.at - (s - part)) + (y.at - part), x.open || y.open);
}

// x y for x, y >= 0, rounded down or (negated) up; 0 times infinity is 0.
End product_down(double x, double y, bool open) {
  if (x == 0 || y == 0) return {0, open};
  const double p = x * y;
  if (p == 0) return {0, true};
  return rounded_down(p, std::isfinite(p) ? std::fma(x, y, -p) : 0, open);
}
End product_up_negated(double x, double y, bool open) {
  if (x == 0 || y == 0) return {0, open};
  if (std::isinf(x) || std::isinf(y)) return {-kInfinity, true};
  const double p = x * y;
  if (std::isinf(p)) return {-kInfinity, true};
  if (p == 0) return {-std::numeric_limits<double>::min(), true};
  return rounded_down(-p, -std::fma(x, y, -p), open);
}

// x / y for x >= 0, y > 0 (0 as an end that is not reached: the quotient is unbounded).
End quotient_down(double x, double y, bool open) {
  if (x == 0 || std::isinf(y)) return {0, open || x != 0};
  if (std::isinf(x) || y == 0) return {kLargest, true};
  const double q = x / y;
  if (q == 0 || std::isinf(q)) return {q == 0 ? 0 : kLargest, true};
  return rounded_down(q, std::fma(-q, y, x), open);
}
End quotient_up_negated(double x, double y, bool open) {
  if (x == 0) return {0, open};
  if (y == 0 || std::isinf(x)) return {-kInfinity, true};
  if (std::isinf(y)) return {0, true};
  const double q = x / y;
  if (std::isinf(q)) return {-kInfinity, true};
  if (q == 0) return {-std::numeric_limits<double>::min(), true};
  return rounded_down(-q, std::fma(q, y, -x), open);
}

DoubleRange entire(bool defined) { return {-kInfinity, kInfinity, defined, false, false}; }

DoubleRange product_nonnegative(const DoubleRange& x, const DoubleRange& y) {
  const bool lo_open = (x.lo_open && y.lo_open) || (x.lo_open && y.lo > 0) || (y.lo_open && x.lo > 0);
  const bool hi_open = x.hi > 0 && y.hi > 0 && (x.hi_open || y.hi_open);
  return from_ends(product_down(x.lo, y.lo, lo_open), product_up_negated(x.hi, y.hi, hi_open), x.defined && y.defined);
}

// Any signs: the least and the greatest of four products, ends taken as reached.
DoubleRange product_mixed(const DoubleRange& x, const DoubleRange& y) {
  double lo = kInfinity, hi = -kInfinity;
  for (const double a : {x.lo, x.hi}) {
    for (const double b : {y.lo, y.hi}) {
      const bool negative = std::signbit(a) != std::signbit(b);
      const double small = product_down(std::fabs(a), std::fabs(b), false).at;
      const double large = -product_up_negated(std::fabs(a), std::fabs(b), false).at;
      lo = std::min(lo, negative ? -large : small);
      hi = std::max(hi, negative ? -small : large);
    }
  }
  return {lo, hi, x.defined && y.defined, false, false};
}

DoubleRange quotient_by_positive(const DoubleRange& x, const DoubleRange& y) {
  const bool defined = x.defined && y.defined;
  End lo{}, negated_hi{};
  if (x.lo >= 0) {
    lo = quotient_down(x.lo, y.hi, x.lo_open || (x.lo > 0 && y.hi_open));
  } else {
    lo = quotient_up_negated(-x.lo, y.lo, x.lo_open || y.lo_open);
  }
  if (x.hi <= 0) {
    negated_hi = quotient_down(-x.hi, y.hi, x.hi_open || (x.hi < 0 && y.hi_open));
  } else {
    negated_hi = quotient_up_negated(x.hi, y.lo, x.hi_open || y.lo_open);
  }
  return from_ends(lo, negated_hi, defined);
}

// libm's value moved down; `exact` where the value is known to be the true one.
End moved_down(double value, bool exact, bool open) {
  if (exact) return {value, open};
  if (value == kInfinity) return {kLargest, true};
  if (value == -kInfinity) return {value, true};
  const double step = std::max(std::fabs(value) * (kLibmUlps * 0x1p-52), std::numeric_limits<double>::min());
  return {value - step, true};
}

// An increasing function, by libm, whose value is exact where `exact` says so.
template <typename F, typename Exact>
DoubleRange increasing(const DoubleRange& x, F f, Exact exact, bool inside = true) {
  const double lo = f(x.lo), hi = f(x.hi);
  return from_ends(moved_down(lo, exact(x.lo), x.lo_open && inside), moved_down(-hi, exact(x.hi), x.hi_open && inside),
                   x.defined && inside);
}
bool at_zero(double x) { return x == 0; }
bool at_one(double x) { return x == 1; }
bool nowhere(double) { return false; }

DoubleRange clipped(DoubleRange x, double lo, double hi) {
  if (x.lo < lo) x.lo = lo;
  if (x.hi > hi) x.hi = hi;
  return x;
}

// The part of x inside [lo, hi]; `inside` is false if some was cut off. Empty if there is none.
struct Inside {
  DoubleRange part;
  bool inside = false;
};
std::optional<Inside> cut_to(const DoubleRange& x, double lo, double hi) {
  if (x.hi < lo || x.lo > hi) return std::nullopt;
  return Inside{clipped(x, lo, hi), x.lo >= lo && x.hi <= hi};
}

// An even function that grows with |x| (or, negated, falls).
template <typename F>
DoubleRange of_magnitude(const DoubleRange& x, F f) {
  return f(abs(x));
}

// cos with its extremes at the multiples of pi.
DoubleRange cosine(double lo, double hi, const DoubleRange& x, double (*f)(double), double shift) {
  DoubleRange out{-1, 1, x.defined, false, false};
  constexpr double kFar = 1e6;
  if (!(lo > -kFar && hi < kFar)) return out;
  const double first = std::floor((lo + shift) / kPiBelow), last = std::floor((hi + shift) / kPiBelow);
  if (last - first >= 2) return out;
  const double at_lo = f(lo), at_hi = f(hi);
  const bool lo_exact = at_lo == 0 || lo == 0, hi_exact = at_hi == 0 || hi == 0;
  const bool rises = std::fmod(std::fabs(first), 2) == 1;
  const End down_lo = moved_down(at_lo, lo_exact, x.lo_open), down_hi = moved_down(at_hi, hi_exact, x.hi_open);
  const End up_lo = moved_down(-at_lo, lo_exact, x.lo_open), up_hi = moved_down(-at_hi, hi_exact, x.hi_open);
  if (first == last) return clipped(rises ? from_ends(down_lo, up_hi, x.defined) : from_ends(down_hi, up_lo, x.defined), -1, 1);
  const bool maximum = std::fmod(std::fabs(last), 2) == 0;  // at last * pi
  if (maximum) {
    out.lo = std::max(-1.0, std::min(down_lo.at, down_hi.at));
  } else {
    out.hi = std::min(1.0, -std::min(up_lo.at, up_hi.at));
  }
  return out;
}

// Rhat and its derivative in extended precision: near -1 they lose only the last digits of that.
long double rhat_value(long double rho) {
  const long double pi = 3.14159265358979323846264338327950288L;
  return (std::sqrt((1 - rho) * (1 + rho)) + (pi - std::acos(rho)) * rho) / pi;
}
long double rhat_slope(long double rho) {
  const long double pi = 3.14159265358979323846264338327950288L;
  return 1 - std::acos(rho) / pi;
}
DoubleRange increasing_from_minus_one(const DoubleRange& x, long double (*f)(long double)) {
  const auto cut = cut_to(x, -1, 1);
  if (!cut) return {};
  constexpr double kSlack = 1e-18;  // of the difference in extended precision
  const auto end = [&](double at, bool open, int sign) {
    if (at == -1) return End{0, open};
    if (at == 1) return End{sign * 1.0, open};
    const double value = sign * static_cast<double>(f(at));
    return End{value - (std::fabs(value) * 0x1p-52 + kSlack), true};
  };
  const DoubleRange& p = cut->part;
  return clipped(from_ends(end(p.lo, p.lo_open && cut->inside, 1), end(p.hi, p.hi_open && cut->inside, -1), x.defined && cut->inside),
                 0, 1);
}

}  // namespace

bool certainly_positive(const DoubleRange& x) { return x.lo > 0 || (x.lo == 0 && x.lo_open); }
bool certainly_nonnegative(const DoubleRange& x) { return x.lo >= 0; }
bool certainly_negative(const DoubleRange& x) { return x.hi < 0 || (x.hi == 0 && x.hi_open); }
bool certainly_nonpositive(const DoubleRange& x) { return x.hi <= 0; }
bool certainly_zero(const DoubleRange& x) { return x.lo == 0 && x.hi == 0; }
bool known_nonnegative(const DoubleRange& x) { return certainly_nonnegative(x); }

DoubleRange number(long n, const DoubleRange&) {  // small integers only
  return {static_cast<double>(n), static_cast<double>(n), true, false, false};
}

DoubleRange to_double_range(const Rational& value) {
  const double d = mpq_get_d(value.backend().data());  // toward zero
  if (!std::isfinite(d)) return d > 0 ? DoubleRange{kLargest, kInfinity, true, true, true} : DoubleRange{-kInfinity, -kLargest, true, true, true};
  const Rational back(d);
  if (back == value) return {d, d, true, false, false};
  const double other = std::nextafter(d, value > 0 ? kInfinity : -kInfinity);
  return {std::min(d, other), std::max(d, other), true, true, true};
}

DoubleRange to_double_range(const language::Side& side) {
  DoubleRange out{-kInfinity, kInfinity, true, true, true};
  if (!side.lo_infinite) {
    const DoubleRange lo = to_double_range(side.lo);
    out.lo = lo.lo;
    out.lo_open = side.lo_open || lo.lo_open;
  }
  if (!side.hi_infinite) {
    const DoubleRange hi = to_double_range(side.hi);
    out.hi = hi.hi;
    out.hi_open = side.hi_open || hi.hi_open;
  }
  return out;
}

DoubleRange scalar(const Rational& value, const DoubleRange&) { return to_double_range(value); }
DoubleRange pi_like(const DoubleRange&) { return {kPiBelow, kPiAbove, true, true, true}; }
DoubleRange unknown_like(const DoubleRange&) { return {}; }
DoubleRange DoubleArithmetic::e() const { return {kEBelow, kEAbove, true, true, true}; }

DoubleRange operator-(const DoubleRange& x) { return {-x.hi, -x.lo, x.defined, x.hi_open, x.lo_open}; }
DoubleRange operator+(const DoubleRange& x, const DoubleRange& y) {
  return from_ends(sum_down(lower(x), lower(y)), sum_down(upper_negated(x), upper_negated(y)), x.defined && y.defined);
}
DoubleRange operator-(const DoubleRange& x, const DoubleRange& y) { return x + -y; }

DoubleRange operator*(const DoubleRange& x, const DoubleRange& y) {
  if (x.lo >= 0 && y.lo >= 0) return product_nonnegative(x, y);
  if (x.hi <= 0 && y.hi <= 0) return product_nonnegative(-x, -y);
  if (x.lo >= 0 && y.hi <= 0) return -product_nonnegative(x, -y);
  if (x.hi <= 0 && y.lo >= 0) return -product_nonnegative(-x, y);
  return product_mixed(x, y);
}

DoubleRange operator/(const DoubleRange& x, const DoubleRange& y) {
  if (certainly_positive(y)) return quotient_by_positive(x, y);
  if (certainly_negative(y)) return quotient_by_positive(-x, -y);
  return entire(false);
}

DoubleRange power(const DoubleRange& x, long n) {
  if (n == 0) return {1, 1, x.defined, false, false};
  if (n < 0) return number(1, x) / power(x, -n);
  if (n % 2 == 0) {
    const DoubleRange m = abs(x);
    DoubleRange half = power(m, n / 2);
    return half * half;
  }
  if (x.lo >= 0) return n == 1 ? x : x * power(x, n - 1);
  if (x.hi <= 0) return -power(-x, n);
  const DoubleRange down = power(DoubleRange{0, -x.lo, true, false, x.lo_open}, n);
  const DoubleRange up = power(DoubleRange{0, x.hi, true, false, x.hi_open}, n);
  return {-down.hi, up.hi, x.defined, down.hi_open, up.hi_open};
}

DoubleRange real_power(const DoubleRange& x, const DoubleRange& y) {
  const bool inside = certainly_positive(x) || (x.lo >= 0 && certainly_positive(y));
  if (!inside) return entire(false);
  DoubleRange out{kInfinity, -kInfinity, x.defined && y.defined, false, false};
  for (const double a : {x.lo, x.hi}) {
    for (const double b : {y.lo, y.hi}) {
      const double value = std::pow(a, b);
      const bool exact = a == 1 || b == 0 || (a == 0 && b > 0);
      if (std::isnan(value)) return entire(out.defined);
      out.lo = std::min(out.lo, std::max(0.0, moved_down(value, exact, false).at));
      out.hi = std::max(out.hi, -moved_down(-value, exact, false).at);
    }
  }
  if (y.lo == y.hi && y.lo != 0) {
    out.lo_open = y.lo > 0 ? x.lo_open : x.hi_open;
    out.hi_open = y.lo > 0 ? x.hi_open : x.lo_open;
  }
  return out;
}

DoubleRange min(const DoubleRange& x, const DoubleRange& y) { return -max(-x, -y); }
DoubleRange max(const DoubleRange& x, const DoubleRange& y) {
  DoubleRange out{std::max(x.lo, y.lo), std::max(x.hi, y.hi), x.defined && y.defined, false, false};
  out.lo_open = (x.lo >= y.lo && x.lo_open) || (x.lo <= y.lo && y.lo_open);
  out.hi_open = (x.hi < y.hi || x.hi_open) && (x.hi > y.hi || y.hi_open);
  return out;
}

DoubleRange abs(const DoubleRange& x) {
  if (x.lo >= 0) return x;
  if (x.hi <= 0) return -x;
  DoubleRange out{0, std::max(-x.lo, x.hi), x.defined, false, false};
  out.hi_open = (-x.lo < x.hi || x.lo_open) && (-x.lo > x.hi || x.hi_open);
  return out;
}

DoubleRange sqrt(const DoubleRange& x) {
  const auto cut = cut_to(x, 0, kInfinity);
  if (!cut) return {};
  const DoubleRange& p = cut->part;
  const auto root_down = [](double at, bool open) {
    const double r = std::sqrt(at);
    return std::isinf(r) || r == 0 ? End{r, open} : rounded_down(r, std::fma(-r, r, at), open);
  };
  const auto root_up_negated = [](double at, bool open) {
    const double r = std::sqrt(at);
    return std::isinf(r) || r == 0 ? End{-r, open} : rounded_down(-r, std::fma(r, r, -at), open);
  };
  return from_ends(root_down(p.lo, p.lo_open && cut->inside), root_up_negated(p.hi, p.hi_open && cut->inside), x.defined && cut->inside);
}

DoubleRange cbrt(const DoubleRange& x) {
  return increasing(x, [](double t) { return std::cbrt(t); }, at_zero);
}
DoubleRange exp(const DoubleRange& x) {
  DoubleRange out = increasing(x, [](double t) { return std::exp(t); }, at_zero);
  if (out.lo < 0 || x.lo == -kInfinity) out.lo = 0;
  out.lo_open = out.lo_open || out.lo == 0;
  return out;
}
DoubleRange log(const DoubleRange& x) {
  if (x.hi <= 0) return {};
  const bool inside = certainly_positive(x);
  DoubleRange p = x;
  p.lo = std::max(p.lo, 0.0);
  return increasing(p, [](double t) { return std::log(t); }, at_one, inside);
}
DoubleRange log1p(const DoubleRange& x) {
  if (x.hi <= -1) return {};
  const bool inside = x.lo > -1 || (x.lo == -1 && x.lo_open);
  DoubleRange p = x;
  p.lo = std::max(p.lo, -1.0);
  return increasing(p, [](double t) { return std::log1p(t); }, at_zero, inside);
}
DoubleRange expm1(const DoubleRange& x) {
  return clipped(increasing(x, [](double t) { return std::expm1(t); }, at_zero), -1, kInfinity);
}
DoubleRange sin(const DoubleRange& x) {
  return cosine(x.lo, x.hi, x, [](double t) { return std::sin(t); }, -kPiBelow / 2);
}
DoubleRange cos(const DoubleRange& x) {
  return cosine(x.lo, x.hi, x, [](double t) { return std::cos(t); }, 0);
}
DoubleRange tan(const DoubleRange& x) {
  constexpr double kFar = 1e6;
  if (!(x.lo > -kFar && x.hi < kFar)) return {};
  if (std::floor((x.lo + kPiBelow / 2) / kPiBelow) != std::floor((x.hi + kPiBelow / 2) / kPiBelow)) return {};
  return increasing(x, [](double t) { return std::tan(t); }, at_zero);
}
DoubleRange asin(const DoubleRange& x) {
  const auto cut = cut_to(x, -1, 1);
  if (!cut) return {};
  return increasing(cut->part, [](double t) { return std::asin(t); }, at_zero, cut->inside);
}
DoubleRange acos(const DoubleRange& x) {
  const auto cut = cut_to(-x, -1, 1);
  if (!cut) return {};
  return clipped(increasing(cut->part, [](double t) { return std::acos(-t); }, [](double t) { return t == -1; }, cut->inside), 0, kPiAbove);
}
DoubleRange atan(const DoubleRange& x) {
  return increasing(x, [](double t) { return std::atan(t); }, at_zero);
}
DoubleRange sinh(const DoubleRange& x) {
  return increasing(x, [](double t) { return std::sinh(t); }, at_zero);
}
DoubleRange cosh(const DoubleRange& x) {
  return of_magnitude(x, [](const DoubleRange& m) {
    return clipped(increasing(m, [](double t) { return std::cosh(t); }, at_zero), 1, kInfinity);
  });
}
DoubleRange tanh(const DoubleRange& x) {
  return clipped(increasing(x, [](double t) { return std::tanh(t); }, at_zero), -1, 1);
}
DoubleRange erf(const DoubleRange& x) {
  return clipped(increasing(x, [](double t) { return std::erf(t); }, at_zero), -1, 1);
}
DoubleRange erfc(const DoubleRange& x) {
  return clipped(increasing(-x, [](double t) { return std::erfc(-t); }, at_zero), 0, 2);
}
DoubleRange normal_cdf(const DoubleRange& x) {
  const auto value = [](double t) { return std::erfc(-t * 0.70710678118654752440) / 2; };
  // The argument of erfc is rounded, which below 0 costs t^2 units more, and above next to nothing.
  const auto slack = [](double t) { return t < 0 ? std::min(1.0, (std::isfinite(t) ? t * t : 1) * 0x1p-51) : 0x1p-51; };
  DoubleRange out = increasing(x, value, nowhere);
  out.lo -= out.lo * slack(x.lo);
  out.hi += out.hi * slack(x.hi);
  return clipped(out, 0, 1);
}
DoubleRange normal_density(const DoubleRange& x) {
  static const DoubleRange scale = number(1, {}) / sqrt(number(2, {}) * pi_like({}));
  return scale * exp(-(power(x, 2) / number(2, x)));
}
DoubleRange gamma(const DoubleRange&) { return {}; }
DoubleRange lgamma(const DoubleRange&) { return {}; }
DoubleRange digamma(const DoubleRange&) { return {}; }
DoubleRange rhat(const DoubleRange& x) { return increasing_from_minus_one(x, rhat_value); }
DoubleRange rhat_derivative(const DoubleRange& x) { return increasing_from_minus_one(x, rhat_slope); }

bool has_double_ranges(const language::Program& program) {
  using language::Op;
  const std::vector<bool> needed = program.terms().reachable(program.roots());
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const Op op = program.terms()[static_cast<language::NodeId>(i)].op;
    if (needed[i] && (op == Op::call || op == Op::gamma || op == Op::lgamma)) return false;
  }
  return true;
}

}  // namespace certibound::prover
