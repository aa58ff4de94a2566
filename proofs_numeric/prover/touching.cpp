#include "touching.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/language/evaluate.hpp>
#include <certibound/language/range.hpp>
#include <certibound/rules/derivative.hpp>

#include <algorithm>

namespace certibound::prover {
namespace {

constexpr Precision kCoarse = 80, kFine = 320;
constexpr int kHalvings = 180;

// -1, 0 (no telling) or 1.
int sign_at(const language::Program& program, const Rational& x, Precision bits) {
  const language::Range value = enclose(program, language::to_ranges({language::point_side(x)}, bits), bits)[0];
  if (!value.defined) return 0;
  return certainly_positive(value) ? 1 : certainly_negative(value) ? -1 : 0;
}

// The place between lo and hi where the derivative changes its sign.
Interval halved(const language::Program& slope, Rational lo, Rational hi) {
  for (int k = 0; k < kHalvings; ++k) {
    const Rational middle = (lo + hi) / 2;
    const int sign = sign_at(slope, middle, kFine);
    if (sign == 0) return Interval(middle, kFine);
    (sign < 0 ? lo : hi) = middle;
  }
  return Interval(lo, hi, kFine);
}

bool near_zero(const language::Program& program, const Interval& x) {
  const Rational middle = to_rational(x.lo());
  const language::Range value = enclose(program, language::to_ranges({language::point_side(middle)}, kFine), kFine)[0];
  if (!value.defined || !value.value.is_bounded()) return false;
  const Rational tiny = power(Rational(2), -120);
  return subset(value.value, Interval(-tiny, tiny, kFine));
}

}  // namespace

std::vector<Interval> touching_points(const language::Terms& given, language::NodeId f, std::vector<Rational> points) {
  std::vector<Interval> out;
  language::Terms terms = given;
  language::NodeId slope_id = -1;
  try {
    slope_id = rules::derivative(terms, f, 0);
  } catch (const rules::NoDerivative&) {
    return out;
  }
  const language::Program slope(terms, {slope_id}), value(terms, {f});
  std::sort(points.begin(), points.end());
  const Rational* last_falling = nullptr;
  for (const Rational& x : points) {
    const int sign = sign_at(slope, x, kCoarse);
    if (sign < 0) last_falling = &x;
    if (sign <= 0) continue;
    if (last_falling != nullptr) {
      const Interval place = halved(slope, *last_falling, x);
      if (near_zero(value, place)) out.push_back(place);
    }
    last_falling = nullptr;
  }
  return out;
}

}  // namespace certibound::prover
