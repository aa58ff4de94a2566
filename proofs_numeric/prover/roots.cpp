#include <certibound/prover/roots.hpp>

#include "isolate.hpp"

#include <certibound/language/problem.hpp>

#include <algorithm>

namespace certibound::prover {
namespace {

std::string root_name(std::size_t index, int multiplicity) {
  std::string out = "root " + std::to_string(index + 1);
  if (multiplicity == 1) out += " (simple)";
  if (multiplicity > 1) out += " (multiplicity " + std::to_string(multiplicity) + ")";
  return out;
}

void list(Roots& out, const Isolated& isolated) {
  for (std::size_t i = 0; i < isolated.roots.size(); ++i) {
    const Root& root = isolated.roots[i];
    out.roots.push_back({root_name(i, root.multiplicity), Interval(root.lo, root.hi, kRootBits)});
  }
}

// The roots that are rational, for people.
void note_exact(Roots& out, const Isolated& isolated) {
  constexpr std::size_t kMost = 20;
  if (isolated.roots.empty()) out.left.emplace_back("no roots: the expression is not zero anywhere on the domain");
  for (std::size_t i = 0; i < std::min(isolated.roots.size(), kMost); ++i) {
    const Root& root = isolated.roots[i];
    if (root.lo == root.hi) out.left.push_back("root " + std::to_string(i + 1) + " is exactly " + to_string(root.lo));
  }
}

void note_left(Roots& out, const Isolated& isolated, const std::string& name) {
  out.left = left_lines(isolated, name, "roots there are not decided");
  for (const language::Side& side : isolated.zero) {
    if (out.left.size() >= 10) break;
    out.left.push_back(name + " in " + side_text(side) + ": every point is a root");
  }
}

}  // namespace

Roots find_roots(const language::Claim& claim, const Options& options) {
  Roots out;
  try {
    const std::string& name = claim.variables.at(0).name;
    const language::Box domain = rational_domain(claim);
    if (is_empty(domain)) {
      out.verdict = Verdict::vacuous;
      out.left = {"the domain is empty"};
      return out;
    }
    const Budget budget(options);
    const Isolated isolated = isolate(claim.terms, claim.find->expression, domain[0], options, budget);
    out.boxes = isolated.boxes;
    out.bits = options.max_bits;
    if (isolated.undefined_at) {
      out.verdict = Verdict::ill_posed;
      out.undefined_at = {{name, *isolated.undefined_at}};
      return out;
    }
    list(out, isolated);
    const bool complete = isolated.left.empty() && isolated.zero.empty();
    out.verdict = complete ? Verdict::enclosed : Verdict::undecided;
    complete ? note_exact(out, isolated) : note_left(out, isolated, name);
  } catch (const language::BadDomain& error) {
    out.left = {error.what()};
  }
  return out;
}

}  // namespace certibound::prover
