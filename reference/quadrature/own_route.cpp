// Adaptive Gauss-Legendre on the trusted interval. On a piece [a, b] with middle m and half its length h the integrand is
// F(t) = h f(m + h t), t in [-1, 1]. Its Taylor coefficients F_k over the whole piece are enclosed, k <= K; the least n in
// the table with an error term error_n F_2n as small as wanted gives the rule. If there is none, the enclosure is
// F_0 [-1, 1] for now, and the piece waits to be halved, the widest first.
//
// A few digits of F_k are enough, so they come from doubles; from the Interval where a double cannot tell the ends of the
// piece apart, where it overflows, and where the tolerance is near its least exponent.
#include "gauss_legendre.hpp"
#include "routes.hpp"

#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <optional>
#include <queue>
#include <vector>

namespace certibound::detail {
namespace {

constexpr mpfr_exp_t kLeastQuickExponent = -900;
constexpr mpfr_exp_t kMostCancelledBits = 30;  // of the 53 of a double

// The exponent of |x|, for sizes only.
mpfr_exp_t exponent(const Float& x) { return x.is_finite() && !x.is_zero() ? mpfr_get_exp(x.get()) : mpfr_get_emin(); }

Float rounded_up(const Float& x) {
  Float out(53);
  mpfr_set(out.get(), x.get(), MPFR_RNDU);
  return out;
}

struct Piece {
  Float a, b;
  Interval value;  // encloses the integral over the piece
  Float width;     // of value
  Float length;

  // The widest has priority; of those that are not bounded, the shortest, to find out soon whether that helps.
  bool operator<(const Piece& other) const {
    if (width < other.width || other.width < width) return width < other.width;
    return other.length < length;
  }
};

class OwnRoute {
 public:
  OwnRoute(const Job& job, const Float& a, const Float& b);
  Interval run();

 private:
  void add(const Float& a, const Float& b);
  Interval range_times_length(const Interval& range, const Interval& length) const;
  template <typename T>
  std::optional<Interval> by_rule(const T& over, const Interval& middle, const Interval& half) const;
  Interval sum_of_values(const GaussRule& rule, const Interval& middle, const Interval& half) const;
  bool tight(const Interval& value) const;

  const Job& job_;
  Precision bits_;
  long order_;
  Float largest_{53};  // magnitude of the largest piece
  Float allowed_{53};  // width for a piece
  Interval done_;
  std::priority_queue<Piece> open_;
};

OwnRoute::OwnRoute(const Job& job, const Float& a, const Float& b)
    : job_(job), bits_(job.bits), order_(0), done_(0, job.bits) {
  const long wanted = job.relative / 4 + 4;
  for (const long n : gauss_degrees()) {
    order_ = 2 * n;
    if (n >= wanted) break;
  }
  mpfr_set_zero(largest_.get(), 1);
  mpfr_div_2ui(allowed_.get(), job.tolerance.get(), 5, MPFR_RNDN);
  add(a, b);
}

bool OwnRoute::tight(const Interval& value) const { return value.is_bounded() && wid(value) <= allowed_; }

Interval OwnRoute::range_times_length(const Interval& range, const Interval& length) const {
  return range.is_bounded() ? range * length : Interval::entire(bits_);
}

// The integral by the least rule whose error term is small enough.
template <typename T>
std::optional<Interval> OwnRoute::by_rule(const T& over, const Interval& middle, const Interval& half) const {
  for (const long n : gauss_degrees()) {
    const auto top = static_cast<std::size_t>(2 * n);
    if (top > static_cast<std::size_t>(over.order()) || over.known() <= top) return std::nullopt;
    Interval coefficient;
    if constexpr (std::is_same_v<T, QuickTaylor>) {
      if (!over.coefficient(top).is_bounded()) return std::nullopt;
      coefficient = over.coefficient(top).interval();
    } else {
      coefficient = over.coefficient(top);
    }
    const auto rough = gauss_rule(n, 64);
    const Interval error = rough->error * coefficient * half;
    if (!tight(error)) continue;
    return sum_of_values(*gauss_rule(n, middle.precision()), middle, half) + error;
  }
  return std::nullopt;
}

Interval OwnRoute::sum_of_values(const GaussRule& rule, const Interval& middle, const Interval& half) const {
  Interval sum(0, bits_);
  for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
    const bool is_middle = rule.has_middle && i + 1 == rule.nodes.size();
    const Interval step = half * rule.nodes[i];
    Interval value = job_.f(middle + step);
    if (!is_middle) value = value + job_.f(middle - step);
    sum = sum + rule.weights[i] * value;
  }
  return (half * sum).at_precision(bits_);
}

void OwnRoute::add(const Float& a, const Float& b) {
  const Interval ends(a, b);
  const Float size = mag(ends);
  Float length(53);
  mpfr_sub(length.get(), b.get(), a.get(), MPFR_RNDU);
  const mpfr_exp_t cancelled = std::max<mpfr_exp_t>(exponent(size) - exponent(length), 0);
  // The nodes must be known to 2^-bits of the length; rules are kept for a few precisions only.
  const Precision work = cancelled == 0 ? bits_ : (bits_ + cancelled + 63) / 64 * 64;
  const Interval lo = Interval(a, a).at_precision(work), hi = Interval(b, b).at_precision(work), two(2, work);
  const Interval middle = (lo + hi) / two, half = (hi - lo) / two;

  std::optional<Interval> value;
  Interval range = Interval::entire(bits_);
  const bool quick = cancelled <= kMostCancelledBits && exponent(allowed_) > kLeastQuickExponent;
  if (quick) {
    const QuickTaylor over = job_.f(QuickTaylor::variable(QuickInterval(ends), order_, QuickInterval(half)));
    if (over.is_known()) range = over.coefficient(0).interval();
    if (range.is_bounded()) value = by_rule(over, middle, half);
  }
  if (!range.is_bounded()) {
    const Precision few = 53 + cancelled;
    const Taylor over = job_.f(Taylor::variable(ends.at_precision(few), order_, half.at_precision(few)));
    if (over.is_known()) range = over.coefficient(0);
    if (range.is_bounded()) value = by_rule(over, middle, half);
  }
  const Interval rough = range_times_length(range, hi - lo).at_precision(bits_);
  const bool final = value && value->is_bounded();
  const Interval found = final ? intersection(*value, rough) : rough;
  if (found.is_bounded()) {
    const Float size_of_piece = rounded_up(mig(found));
    if (largest_ < size_of_piece) {
      largest_ = size_of_piece;
      Float relative(53);
      mpfr_div_2si(relative.get(), largest_.get(), job_.relative + 5, MPFR_RNDN);
      if (allowed_ < relative) allowed_ = relative;
    }
  }
  if (final) {
    done_ = done_ + found;
    return;
  }
  open_.push({a, b, found, rounded_up(wid(found)), length});
}

Interval OwnRoute::run() {
  long pieces = 1;
  const Float whole = open_.empty() ? Float(53) : open_.top().length;
  Float sum(53);
  while (!open_.empty() && pieces < job_.options.max_pieces && !job_.stopped()) {
    const Piece widest = open_.top();
    // All others are at most as wide.
    mpfr_mul_ui(sum.get(), widest.width.get(), open_.size(), MPFR_RNDU);
    mpfr_div_2ui(sum.get(), sum.get(), 5, MPFR_RNDN);
    if (sum <= allowed_) break;
    const bool hopeless = !widest.value.is_bounded() && exponent(widest.length) < exponent(whole) - 2 * bits_;
    // Bits enough for a number well inside the piece.
    const mpfr_exp_t top = std::max(exponent(widest.a), exponent(widest.b));
    Float middle(bits_ + std::max<mpfr_exp_t>(top - exponent(widest.length), 0));
    mpfr_add(middle.get(), widest.a.get(), widest.b.get(), MPFR_RNDN);
    mpfr_div_2ui(middle.get(), middle.get(), 1, MPFR_RNDN);
    if (hopeless) return Interval::entire(bits_);
    open_.pop();
    add(widest.a, middle);
    add(middle, widest.b);
    pieces += 2;
  }
  Interval total = done_;
  for (; !open_.empty(); open_.pop()) total = total + open_.top().value;
  return total;
}

}  // namespace

Interval own_route(const Job& job, const Float& a, const Float& b) { return OwnRoute(job, a, b).run(); }

}  // namespace certibound::detail
