// A claim as it was read: variables with their domain, hypotheses, and what is to be shown, measured or found.
#pragma once

#include <certibound/language/terms.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace certibound::language {

enum class Relation { less, less_equal, equal, not_equal };  // > and >= are read with their sides exchanged

// Boolean structure over comparisons; `not` and `implies` are pushed inwards when the claim is read.
struct Condition {
  enum class Kind { compare, all_of, any_of } kind = Kind::all_of;
  Relation relation = Relation::less_equal;  // compare
  NodeId left = -1, right = -1;              // compare
  std::vector<Condition> parts;              // all_of (true if empty), any_of (false if empty)

  static Condition compare(NodeId left, Relation relation, NodeId right);
  static Condition combine(Kind kind, std::vector<Condition> parts);
};

Condition negation(const Condition& condition);

// One end of a variable's range: an expression in earlier variables, or unbounded.
struct Bound {
  std::optional<NodeId> value;  // empty: -oo as a lower, +oo as an upper bound
  bool open = false;
};

struct Variable {
  std::string name;
  bool integer = false;
  Bound lower, upper;
};

// `measure E over x in {...}, y in {...}`
struct Measure {
  NodeId expression = -1;
  std::vector<std::pair<std::string, std::vector<NodeId>>> grid;  // variable, values; variable i of the claim is row i
};

// `find sup E`, `find inf E`; of one real variable also `find roots E` and `find where COND`.
struct Find {
  enum class Kind { supremum, infimum, roots, where } kind = Kind::supremum;
  NodeId expression = -1;  // of all but `where`
  Condition condition;     // of `where`
};

struct Claim {
  std::string id;     // "arpit19.lemma2.f_reflection"
  std::string paper;  // "arpit19", or empty
  std::string at, printed, reads, because;
  std::string cost;  // of a corrected statement: what the correction costs against the printed one

  Terms terms;
  std::vector<Variable> variables;  // variable i of the terms is variables[i]
  Condition hypotheses;             // `assume`, all of them
  // Exactly one of these four.
  std::optional<Condition> show;
  std::optional<Measure> measure;
  std::optional<Find> find;
  std::optional<std::string> informal;  // a sentence that states nothing that can be decided
  bool has_goal() const { return show || measure || find || informal; }

  std::string domain_text;     // "e in [0, 1)"
  std::string statement_text;  // the goal as written
  std::string text;            // the whole claim as a file of its own: paper, the definitions it uses, the claim

  std::vector<std::string> variable_names() const;
  // Does any expression of it have values from outside the trusted base (calls.hpp)?
  bool leans_on_external_values() const;
};

struct PaperInfo {
  std::string key, title;
};

struct Document {
  std::optional<PaperInfo> paper;
  std::vector<Claim> claims;
};

}  // namespace certibound::language
