#include "formulas.hpp"

#include <certibound/contour/product_law.hpp>
#include <certibound/norm_law/exponent.hpp>

#include <algorithm>
#include <utility>

namespace certibound::width {
namespace {

constexpr const char* kTooClose = "not decided: too close to equality";

Interval sum_at(const std::vector<Exponential>& terms, const Interval& width) {
  Interval sum(0, width.precision());
  for (const Exponential& term : terms) sum = sum + term.factor * exp(-(width * term.exponent));
  return sum;
}

// Where the first term alone meets delta: near the answer, and exact if there is but one.
Integer first_guess(const Exponentials& terms, const WidthQuestion& q) {
  const Precision bits = 1024;
  const Exponential first = terms(q, bits).front();
  const Interval at = log(first.factor / delta_of(q, bits)) / first.exponent;
  if (at.is_empty() || !at.is_bounded() || at.hi().sign() <= 0) return 1;
  Integer out;
  mpfr_get_z(out.backend().data(), at.lo().get(), MPFR_RNDU);
  return out;
}

std::optional<Integer> least_decaying(const Exponentials& terms, const WidthQuestion& q, const Stop& stop) {
  const auto holds = [&](const Integer& width) {
    return at_most([&](Precision bits) { return sum_at(terms(q, bits), Interval(Rational(width), bits)); },
                   [&](Precision bits) { return delta_of(q, bits); });
  };
  return least_monotone(holds, first_guess(terms, q), stop);
}

std::string law_note(const LawWidth& found, const std::string& note) {
  const std::string first = note.empty() ? "" : note + "; ";
  if (found.failing_from == 1) return first + "smallest: every smaller width fails";
  return first + "fails at every width from " + std::to_string(found.failing_from) + " to " +
         std::to_string(found.width - 1) + "; smaller ones not excluded in the time allowed";
}

constexpr long kMostLayersOfProduct = 1000, kMostWidthOfProduct = 1'000'000;

// P(R outside (1-e)^L .. (1+e)^L) for L layers of width n.
Interval product_failure(const WidthQuestion& q, long n, Precision bits, const Stop& stop) {
  const std::vector<long> widths(static_cast<std::size_t>(q.layers), n);
  const long layers = static_cast<long>(q.layers);
  return product_upper_tail(widths, power(1 + q.eps, layers), bits, stop) +
         product_lower_tail(widths, power(1 - q.eps, layers), bits, stop);
}

// Where the line of log p through its place at n, and 0 at n = 0, meets log(share).
Integer improved(const WidthQuestion& q, const Integer& n, const Rational& share, const Stop& stop) {
  const Interval p = product_failure(q, static_cast<long>(n), 24, stop);
  const Interval at = Interval(Rational(n), 64) * log(Interval(share, 64)) / log(p);
  if (at.is_empty() || !at.is_bounded() || at.lo().sign() <= 0) return n;
  Integer out;
  mpfr_get_z(out.backend().data(), mid(at).get(), MPFR_RNDN);
  return std::clamp(out, Integer(1), Integer(4 * n));
}

double approximate(const Interval& x) { return mpfr_get_d(mid(x).get(), MPFR_RNDN); }

}  // namespace

Interval delta_of(const WidthQuestion& q, Precision bits) { return {q.delta, bits}; }

Interval per_layer(const WidthQuestion& q, Precision bits) {
  const Rational share = q.delta / Rational(q.samples);
  if (share >= 1) return {1, bits};
  return -expm1(log1p(-Interval(share, bits)) / Interval(Rational(q.layers), bits));
}

WidthColumn above(const char* key, const char* formula, Threshold x, bool strict, std::string note) {
  return {key, formula, [x = std::move(x), strict, note = std::move(note)](const WidthQuestion& q, const Stop&) {
            const auto width = least_above([&](Precision bits) { return x(q, bits); }, strict);
            return WidthAnswer{width, width ? note : kTooClose, width.has_value()};
          }};
}

WidthColumn decaying(const char* key, const char* formula, Exponentials terms, std::string note) {
  return {key, formula, [terms = std::move(terms), note = std::move(note)](const WidthQuestion& q, const Stop& stop) {
            const auto width = least_decaying(terms, q, stop);
            if (!width)
              return WidthAnswer{width, stop && stop() ? "not decided in the time allowed" : kTooClose, false};
            return WidthAnswer{width, note, true};
          }};
}

WidthColumn by_law(const char* key, const char* formula, const MeanLaw& law, Threshold threshold, Exponentials upper,
                   std::string note) {
  return {key, formula,
          [&law, threshold = std::move(threshold), upper = std::move(upper), note = std::move(note)](
              const WidthQuestion& q, const Stop& stop) {
            const auto start = least_decaying(upper, q, stop);
            if (!start || *start > law.most) {
              return WidthAnswer{{}, "not computed: the Chernoff width is over " + std::to_string(law.most), false};
            }
            const auto found = least_of_law(
                law, q.eps, [&](Precision bits) { return threshold(q, bits); }, static_cast<long>(*start), stop);
            if (!found) return WidthAnswer{{}, kTooClose, false};
            return WidthAnswer{Integer(found->width), law_note(*found, note), found->failing_from == 1};
          }};
}

WidthColumn by_product(const char* key, const char* formula, Exponentials upper) {
  return {key, formula, [upper = std::move(upper)](const WidthQuestion& q, const Stop& stop) {
            if (q.layers > kMostLayersOfProduct) {
              return WidthAnswer{{}, "computed up to " + std::to_string(kMostLayersOfProduct) + " layers", false};
            }
            const Rational share = q.delta / Rational(q.samples);
            const auto holds = [&](const Integer& n) {
              if (n > kMostWidthOfProduct) return Certainty::unknown;
              return at_most([&](Precision bits) { return product_failure(q, static_cast<long>(n), bits / 2, stop); },
                             [&](Precision bits) { return Interval(share, bits); }, 512);
            };
            // A sum of L deviations of eps is about as rare at width n as one deviation at L n.
            Integer guess = std::max(Integer(first_guess(upper, q) / q.layers), Integer(1));
            for (int round = 0; round < 4 && guess <= kMostWidthOfProduct; ++round) guess = improved(q, guess, share, stop);
            const auto width = least_monotone(holds, guess, stop);
            if (!width) return WidthAnswer{{}, "not decided in the time allowed, or over width 10^6", false};
            return WidthAnswer{width, *width == 1 ? "" : "n - 1 fails; smaller widths are not excluded"};
          }};
}

WidthColumn without(const char* key, std::string reason) {
  return {key, "", [reason = std::move(reason)](const WidthQuestion&, const Stop&) { return WidthAnswer{{}, reason}; }};
}

Net best_net(const WidthQuestion& q) {
  // The differences of roots lose what eps is small by.
  const Precision bits = 128 + 2 * std::max<Precision>(-mpfr_get_exp(Interval(q.eps, 16).hi().get()), 0);
  const auto root = [&](const Rational& x) { return sqrt(Interval(x, bits)); };
  Net best{};
  double least = 0;
  for (int i = 1; i < 64; ++i) {
    const Rational e1 = q.eps * i / 64;
    const Interval one(1, bits);
    const Interval upper = one - root((1 + e1) / (1 + q.eps));
    const Interval share = (root(1 - e1) - root(1 - q.eps)) / root(1 + e1);
    const Float eta = min(upper, share / (one + share)).lo();
    if (eta.sign() <= 0) continue;
    const Net net{e1, to_rational(eta)};
    const Interval points = log1p(Interval(Rational(2 / net.eta), bits)) * Interval(Rational(q.dimension), bits);
    const double width =
        approximate((points + log(Interval(Rational(2 / q.delta), bits))) / chernoff_exponent(e1, bits));
    if (least == 0 || width < least) {
      least = width;
      best = net;
    }
  }
  return best;
}

}  // namespace certibound::width
