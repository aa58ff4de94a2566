#include "tail_answer.hpp"

#include <certibound/contour/norm_tail.hpp>
#include <certibound/contour/product_law.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/norm_moments/moments.hpp>
#include <certibound/norm_moments/quantile.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace certibound::cli {
namespace {

Interval number(const Rational& x, Precision bits) { return {x, bits}; }

// P(|r - 1| >= e) and its parts for one layer.
NormTails one_layer(long m, const Rational& e, Precision bits) {
  if (m <= kMostSummedWidth) return norm_tails(m, e, bits);
  const Interval one(1, bits), upper = norm_upper_tail_by_contour(m, e, bits);
  const Interval lower = norm_lower_tail_by_contour(m, e, bits);
  return {upper, lower, e == 0 ? one : min(upper + lower, one)};
}

NormTails product(const TailQuestion& q, Precision bits, const std::function<bool()>& stop) {
  const std::vector<long> widths(static_cast<std::size_t>(q.layers), q.width);
  NormTails out{product_upper_tail(widths, 1 + q.eps, bits, stop), Interval(0, bits), Interval::empty(bits)};
  if (q.eps < 1) out.lower = product_lower_tail(widths, 1 - q.eps, bits, stop);
  if (q.eps == 1) out.lower = -expm1(number(q.layers, bits) * log1p(-exp2(Interval(-q.width, bits))));
  out.both = q.eps == 0 ? Interval(1, bits) : min(out.upper + out.lower, Interval(1, bits));
  return out;
}

// (1 + e)^(1/L) - 1.
Interval share(const TailQuestion& q, Precision bits) {
  return expm1(log1p(number(q.eps, bits)) / number(q.layers, bits));
}

// The exponent rises with e > 0.
Interval exponent_at(const Interval& e, Precision bits) {
  return hull(chernoff_exponent(to_rational(e.lo()), bits), chernoff_exponent(to_rational(e.hi()), bits));
}

}  // namespace

Precision bits_for(int digits) { return 3322L * digits / 1000 + 8; }

bool has_digits(const Interval& x, int digits) {
  if (x.is_empty() || !x.is_bounded()) return false;
  const Interval width(wid(x), wid(x)), size(mig(x), mig(x));
  return certainly(less_equal(width * Interval(power(10, digits), 4L * digits + 64), size));
}

std::string without_law(const TailQuestion& q) {
  if (q.layers > 1 && q.width > kMostProductWidth) {
    return fmt::format("the law of a product is computed up to width {}", kMostProductWidth);
  }
  if (q.layers > 1 && q.eps > 1'000'000) return "the law of a product is computed up to eps = 10^6";
  if (q.width > kMostSummedWidth && (q.eps >= 1)) {
    return fmt::format("for eps >= 1 the law is computed up to width {}", kMostSummedWidth);
  }
  return {};
}

std::vector<TailRow> exact_rows(const TailQuestion& q, Precision bits, const std::function<bool()>& stop) {
  const NormTails p = q.layers == 1 ? one_layer(q.width, q.eps, bits) : product(q, bits, stop);
  const char* name = q.layers == 1 ? "r" : "R";
  std::vector<TailRow> out{{"upper", fmt::format("P({} >= 1 + eps)", name), p.upper},
                           {"lower", fmt::format("P({} <= 1 - eps)", name), p.lower},
                           {"both", fmt::format("P(|{} - 1| >= eps)", name), p.both}};
  if (q.layers > 1) {
    const Interval single = one_layer(q.width, q.eps, bits + 64).both;
    const Interval some = q.eps == 0 ? Interval(1, bits) : -expm1(number(q.layers, bits) * log1p(-single));
    out.push_back({"some_layer", "P(some |r_l - 1| >= eps)", some});
  }
  return out;
}

std::vector<TailRow> rate_rows(const TailQuestion& q, Precision bits) {
  std::vector<TailRow> out{{"published_upper", "f(eps)", published_exponent(q.eps, bits)},
                           {"cramer_upper", "I(eps)", chernoff_exponent(q.eps, bits)}};
  if (q.eps < 1) {
    out.push_back({"published_lower", "f(-eps)", published_exponent(-q.eps, bits)});
    out.push_back({"cramer_lower", "I(-eps)", chernoff_exponent(-q.eps, bits)});
  }
  if (q.layers > 1) {
    out.push_back({"cramer_mean", "I((1 + eps)^(1/L) - 1)", exponent_at(share(q, bits + 64), bits)});
  }
  return out;
}

std::vector<TailRow> bound_rows(const TailQuestion& q, Precision bits) {
  const Interval m = number(q.width, bits), layers = number(q.layers, bits), two(2, bits);
  const auto power_of = [&](const Interval& exponent) { return exp(-(m * exponent)); };
  const Interval f = power_of(published_exponent(q.eps, bits)), best = power_of(chernoff_exponent(q.eps, bits));
  std::vector<TailRow> out;
  if (q.layers > 1) {
    // prod r_l >= 1 + eps forces the mean of the r_l, which has the law of width L m, above (1 + eps)^(1/L).
    const Interval mean = exponent_at(share(q, bits + 64), bits);
    out.push_back({"chernoff_upper", "exp(-L m I((1+eps)^(1/L)-1))", exp(-(layers * m * mean))});
    if (q.eps < 1) {
      out.push_back({"published_some_layer", "2 L exp(-m f(eps))", two * layers * f});
      const Interval lower = power_of(chernoff_exponent(-q.eps, bits));
      out.push_back({"chernoff_some_layer", "L (exp(-m I(eps)) + exp(-m I(-eps)))", layers * (best + lower)});
    }
    return out;
  }
  out.push_back({"published_upper", "exp(-m f(eps))", f});
  out.push_back({"chernoff_upper", "exp(-m I(eps))", best});
  if (q.eps < 1) {
    const Interval lower = power_of(chernoff_exponent(-q.eps, bits));
    out.push_back({"published_lower", "exp(-m f(-eps))", power_of(published_exponent(-q.eps, bits))});
    out.push_back({"chernoff_lower", "exp(-m I(-eps))", lower});
    out.push_back({"published", "2 exp(-m f(eps))", two * f});
    out.push_back({"chernoff", "exp(-m I(eps)) + exp(-m I(-eps))", best + lower});
  }
  return out;
}

std::vector<TailRow> law_rows(const TailQuestion& q, Precision bits) {
  const std::string name = q.layers == 1 ? "r" : "R";
  const Interval single_variance = number(norm_variance(q.width), bits);
  const Interval variance =
      q.layers == 1 ? single_variance : expm1(number(q.layers, bits) * log1p(single_variance));
  std::vector<TailRow> out{{"mean", "E " + name, Interval(1, bits)}, {"variance", "Var " + name, variance}};
  if (q.width > kMostSummedWidth) return out;
  const NormDeviations single = norm_deviations(q.width, bits);
  const Interval root = pown(single.root_mean, q.layers);
  out.push_back({"root_mean", "E sqrt " + name, root});
  if (q.layers > 1) return out;
  out.push_back({"deviation", "E|1 - r|", single.deviation});
  out.push_back({"root_deviation", "E|1 - sqrt r|", single.root_deviation});
  for (const Rational& p : q.levels) {
    out.push_back({"quantile " + to_string(p), fmt::format("P(r <= q) = {}", to_string(p)),
                   norm_quantile(q.width, p, bits)});
  }
  return out;
}

}  // namespace certibound::cli
