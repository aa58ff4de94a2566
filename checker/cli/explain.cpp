#include "explain.hpp"

#include <certibound/language/calls.hpp>
#include <certibound/language/problem.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace certibound::cli {
namespace {

using language::Claim;
using language::Condition;
using language::Formula;
using language::NodeId;
using language::Op;
using language::Problem;
using language::Terms;

std::string row(std::string_view heading, std::string_view text) { return fmt::format("  {:<11} {}\n", heading, text); }

// Lines under one heading.
std::string rows(std::string_view heading, const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += row(out.empty() ? heading : "", line);
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out.substr(0, out.find_last_not_of(' ') + 1);
}

// ---- formulas in normal form ----

std::string atom_text(const Problem& problem, const language::Atom& atom) {
  static constexpr std::string_view kSigns[] = {" > 0", " >= 0", " == 0", " != 0"};
  const std::string difference = to_text(problem.terms(), atom.difference, problem.names());
  return difference + std::string(kSigns[static_cast<std::size_t>(atom.sign)]) +
         (atom.identically_zero ? "   (the difference vanishes identically)" : "");
}

// A connective with one part is that part; `all of` inside `all of` is one list.
void formula_lines(const Problem& problem, const Formula& formula, const std::vector<language::Atom>& atoms, std::size_t depth,
                   std::vector<std::string>& out) {
  const std::string indent(2 * depth, ' ');
  if (formula.kind == Condition::Kind::compare) {
    out.push_back(indent + atom_text(problem, atoms[formula.atom]));
    return;
  }
  const bool all = formula.kind == Condition::Kind::all_of;
  if (formula.parts.empty()) out.push_back(indent + (all ? "true" : "false"));
  if (formula.parts.size() > 1) out.push_back(indent + (all ? "all of" : "any of"));
  for (const Formula& part : formula.parts) {
    formula_lines(problem, part, atoms, formula.parts.size() > 1 ? depth + 1 : depth, out);
  }
}

// The hypotheses are one list of those that say something.
std::vector<std::string> hypothesis_lines(const Problem& problem) {
  std::vector<std::string> out;
  for (const Formula& part : problem.hypotheses().parts) {
    if (part.kind == Condition::Kind::all_of) {
      for (const Formula& inner : part.parts) formula_lines(problem, inner, problem.hypothesis_atoms(), 0, out);
    } else {
      formula_lines(problem, part, problem.hypothesis_atoms(), 0, out);
    }
  }
  if (out.empty()) out.push_back("none");
  return out;
}

// ---- what the terms are made of ----

void collect(const Condition& condition, std::vector<NodeId>& roots) {
  if (condition.kind == Condition::Kind::compare) roots.insert(roots.end(), {condition.left, condition.right});
  for (const Condition& part : condition.parts) collect(part, roots);
}

std::vector<NodeId> roots_of(const Claim& claim) {
  std::vector<NodeId> out;
  for (const language::Variable& v : claim.variables) {
    for (const language::Bound* bound : {&v.lower, &v.upper}) {
      if (bound->value) out.push_back(*bound->value);
    }
  }
  collect(claim.hypotheses, out);
  if (claim.show) collect(*claim.show, out);
  if (claim.find && claim.find->kind == language::Find::Kind::where) collect(claim.find->condition, out);
  if (claim.find && claim.find->kind != language::Find::Kind::where) out.push_back(claim.find->expression);
  if (claim.measure) out.push_back(claim.measure->expression);
  return out;
}

void functions_in(const Terms& terms, const std::vector<NodeId>& roots, std::set<std::string>& out) {
  const std::vector<bool> needed = terms.reachable(roots);
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const language::Node& node = terms[static_cast<NodeId>(i)];
    if (!needed[i]) continue;
    if (node.op == Op::real_power) out.insert("x^y");
    for (const language::FunctionName& f : language::functions()) {
      if (f.op == node.op) out.insert(std::string(f.name));
    }
    if (node.op != Op::call) continue;
    const language::Call& call = terms.call_of(node);
    const auto& names = language::special_functions();
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& f) { return f.what == call.what; });
    out.insert(std::string(found->name) + (call.name.empty() ? "" : "(" + call.name + ")"));
    if (call.body) functions_in(call.body->terms, {call.body->root}, out);
  }
}

// The text of a claim opens with the definitions it uses, each from the start of a line.
std::vector<std::string> definitions_of(const Claim& claim) {
  std::vector<std::string> out;
  std::size_t at = 0;
  if (claim.text.starts_with("paper ")) at = claim.text.find('\n') + 1;
  while (claim.text.compare(at, 4, "def ") == 0) {
    std::size_t end = at;
    do {
      end = claim.text.find('\n', end) + 1;
    } while (end != 0 && claim.text.compare(end, 4, "def ") != 0 && claim.text.compare(end, 5, "claim") != 0);
    if (end == 0) break;
    out.push_back(one_line(claim.text.substr(at + 4, end - at - 4)));
    at = end;
  }
  return out;
}

std::string goal_of_search(const Claim& claim) {
  const std::vector<std::string> names = claim.variable_names();
  if (claim.measure) return "measure " + to_text(claim.terms, claim.measure->expression, names);
  static constexpr std::string_view kKinds[] = {"sup ", "inf ", "roots "};
  return "find " + std::string(kKinds[static_cast<std::size_t>(claim.find->kind)]) +
         to_text(claim.terms, claim.find->expression, names);
}

// Domain, hypotheses and goal, or why the domain makes no sense.
std::string normal_form(const Claim& claim) {
  Claim with_goal = claim;
  const bool where = claim.find && claim.find->kind == language::Find::Kind::where;
  if (!claim.show) with_goal.show = where ? claim.find->condition : Condition{};
  std::optional<Problem> problem;
  try {
    problem.emplace(with_goal);
  } catch (const language::BadDomain& error) {
    return row("variables", "the domain cannot be used: " + std::string(error.what()));
  }
  std::vector<std::string> goal;
  if (claim.show || where) {
    formula_lines(*problem, problem->goal(), problem->goal_atoms(), 0, goal);
    if (where) goal.front() = "find where " + goal.front();
  } else {
    goal.push_back(goal_of_search(claim));
  }
  const std::string box = to_text(problem->domain(), problem->names());
  const std::string variables = claim.measure ? "those of the grid" : box.empty() ? "none" : box;
  return row("variables", variables) + rows("hypotheses", hypothesis_lines(*problem)) + rows("goal", goal);
}

}  // namespace

std::string explanation(const Claim& claim) {
  if (claim.informal) return "claim " + claim.id + "\n" + row("informal", one_line(*claim.informal));
  std::set<std::string> functions;
  functions_in(claim.terms, roots_of(claim), functions);
  const std::vector<std::string> definitions = definitions_of(claim);
  std::string out = "claim " + claim.id + "\n" + row("as written", one_line(claim.statement_text) +
                    (claim.domain_text.empty() ? "" : " for " + one_line(claim.domain_text)));
  if (!claim.reads.empty()) out += row("reads", one_line(claim.reads));
  out += normal_form(claim);
  out += row("functions", functions.empty() ? "none" : fmt::format("{}", fmt::join(functions, ", ")));
  out += definitions.empty() ? row("definitions", "none") : rows("definitions", definitions);
  out += row("values", claim.leans_on_external_values() ? "some from outside the trusted base [arb]" : "all from the trusted base");
  return out;
}

}  // namespace certibound::cli
