#include <certibound/prover/measure.hpp>

#include <certibound/language/evaluate.hpp>

#include <algorithm>

namespace certibound::prover {
namespace {

using language::NodeId;

// Is the width below 10^-digits of the magnitude? Both are compared as powers of two, on the safe side.
bool narrow_enough(const Interval& x, int digits) {
  if (x.is_empty() || !x.is_bounded()) return false;
  if (x.is_point()) return true;
  const Float width = wid(x), size = mig(x);
  if (size.is_zero()) return false;
  const double bits = static_cast<double>(digits) * 3.3219281 + 1;
  return static_cast<double>(mpfr_get_exp(size.get()) - mpfr_get_exp(width.get())) >= bits + 1;
}

std::string entry_name(const language::Claim& claim, const std::vector<NodeId>& point) {
  std::string out;
  for (std::size_t i = 0; i < point.size(); ++i) {
    out += (i > 0 ? ", " : "") + claim.measure->grid[i].first + " = " + to_text(claim.terms, point[i], {});
  }
  return out;
}

std::vector<std::vector<NodeId>> grid_points(const language::Measure& measure) {
  std::vector<std::vector<NodeId>> points{{}};
  for (const auto& [name, values] : measure.grid) {
    std::vector<std::vector<NodeId>> next;
    for (const auto& point : points) {
      for (const NodeId value : values) {
        next.push_back(point);
        next.back().push_back(value);
      }
    }
    points = std::move(next);
  }
  return points;
}

}  // namespace

Value evaluate_to_digits(const language::Terms& terms, NodeId root, const std::vector<NodeId>& point, int digits,
                         Precision max_bits, const std::function<bool()>& stop) {
  const language::Program program(terms, {root}), coordinates(terms, point);
  Value out;
  const bool external = language::leans_on_external_values(terms, root);
  const Precision start = std::max<Precision>(64, static_cast<Precision>(digits) * 4 + 16);
  for (Precision bits = start;; bits *= 2) {
    const std::vector<language::Range> at = enclose(coordinates, {}, bits);
    const language::Range value = enclose(program, at, bits)[0];
    const bool stopped = stop && stop();  // what was computed before may have been cut short
    const bool reached = narrow_enough(value.value, digits);
    if (!stopped || reached || out.bits == 0) out = {value.value, value.defined, bits, reached};
    // More bits do not help an integral that does not exist.
    const bool hopeless = external && bits > start && value.value.is_entire();
    if (value.value.is_empty() || reached || stopped || hopeless || bits * 2 > max_bits) return out;
  }
}

MeasureResult measure(const language::Claim& claim, int digits, Precision max_bits) {
  MeasureResult out;
  for (const auto& point : grid_points(*claim.measure)) {
    const Value value = evaluate_to_digits(claim.terms, claim.measure->expression, point, digits, max_bits);
    out.bits = std::max(out.bits, value.bits);
    if (value.defined) {
      out.values.push_back({entry_name(claim, point), value.enclosure});
    } else {
      out.undefined.push_back(entry_name(claim, point));
    }
  }
  return out;
}

}  // namespace certibound::prover
