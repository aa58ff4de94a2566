// A plain identity `a == b` over a continuum is not decided by boxes. Where its difference is not exactly zero by
// algebra, the two sides are compared at points: overlap with many common digits is `agrees`, and only that.
#include "search.hpp"

#include <algorithm>

namespace certibound::prover {
namespace {

constexpr Precision kBits = 256;
constexpr std::size_t kPoints = 64;

bool is_identity(const language::Formula& formula, const std::vector<language::Atom>& atoms) {
  if (formula.kind == language::Condition::Kind::compare) return atoms[formula.atom].sign == language::Sign::zero;
  if (formula.kind != language::Condition::Kind::all_of || formula.parts.empty()) return false;
  return std::all_of(formula.parts.begin(), formula.parts.end(),
                     [&](const language::Formula& part) { return is_identity(part, atoms); });
}

// Binary digits after which the difference of the two sides is lost in the enclosure.
double agreeing_digits(const Interval& difference) {
  const Float size = mag(difference);
  if (size.is_zero()) return static_cast<double>(kBits) * 0.30103;
  if (!size.is_finite()) return 0;
  return std::max(0.0, -static_cast<double>(mpfr_get_exp(size.get())) * 0.30103);
}

}  // namespace

std::optional<Proposal> try_identity(const language::Claim&, const language::Problem& problem, const Options& options) {
  if (!is_identity(problem.goal(), problem.goal_atoms())) return std::nullopt;
  if (problem.domain().empty()) return std::nullopt;  // one point: the exact numbers decide
  Proposal out;
  double digits = 1e9;
  long points = 0;
  for (const auto& point : candidate_points(problem.domain(), kPoints)) {
    if (options.stop != nullptr && options.stop->load()) break;
    language::Box box;
    for (const Rational& x : point) box.push_back(language::point_side(x));
    const auto decision = decide_at_point(problem, point, kBits);
    if (decision != language::Decision::holds && decision != language::Decision::unknown) continue;
    for (const language::Range& value : enclose(problem.goal_program(), to_ranges(box, kBits), kBits)) {
      digits = std::min(digits, value.defined ? agreeing_digits(value.value) : 0);
    }
    ++points;
  }
  out.boxes = points;
  out.bits = kBits;
  const long whole = static_cast<long>(digits);
  if (points == 0 || whole < 10) {
    out.verdict = Verdict::undecided;
    out.left = {"an identity; the enclosures of its sides overlap but have fewer than 10 digits in common"};
    return out;
  }
  out.verdict = Verdict::agrees;
  out.left = {"an identity over a continuum: at " + std::to_string(points) + " points the enclosures of both sides overlap with " +
              std::to_string(whole) + " digits in common; not a proof"};
  out.enclosures = {{"digits in common", Interval(whole, 64)}};
  return out;
}

}  // namespace certibound::prover
