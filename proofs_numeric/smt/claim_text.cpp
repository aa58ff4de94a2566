#include "claim_text.hpp"

#include "domain.hpp"
#include "names.hpp"
#include "term_text.hpp"

#include <certibound/language/parser.hpp>

#include <algorithm>

namespace certibound::smt {
namespace {

class Writer {
 public:
  Writer(Formulas& formulas, const std::vector<Variable>& variables, const std::vector<Id>& asserts)
      : f_(formulas), variables_(variables), split_(split_bounds(formulas, variables, without_choices(asserts))) {
    choose_variables();
    names_ = names_for(variables, used_);
  }

  std::string run(const std::string& id, const std::string& at) {
    TermTexts terms(f_, roots(), used_, names_);
    const std::string goal = conjunction(terms);
    std::string out = terms.definitions() + "claim " + id + " {\n  at \"" + printable(at) + "\"\n";
    if (const std::string notes = reading(); !notes.empty()) out += "  reads \"" + notes + "\"\n";
    if (!used_.empty()) out += "  forall " + domain() + "\n";
    return out + "  show not (" + goal + ")\n}\n";
  }

 private:
  std::vector<Id> without_choices(const std::vector<Id>& asserts) {
    std::vector<Id> out;
    for (const Id id : asserts) out.push_back(f_.without_choices(id));
    return out;
  }

  std::vector<Id> roots() const {
    std::vector<Id> out;
    for (const Literal& literal : split_.rest) out.push_back(literal.formula);
    return out;
  }

  // The variables of the goal; all of them where there is no goal, so that the witness is a whole solution.
  void choose_variables() {
    std::vector<bool> occurs(variables_.size(), split_.rest.empty());
    const std::vector<bool> needed = f_.reachable(roots());
    for (std::size_t i = 0; i < needed.size(); ++i) {
      const Node& node = f_[static_cast<Id>(i)];
      if (needed[i] && node.kind == Kind::variable) occurs[static_cast<std::size_t>(node.n)] = true;
    }
    for (std::size_t v = 0; v < occurs.size(); ++v) {
      if (!occurs[v]) continue;
      used_.push_back(v);
      if (variables_[v].sort == Sort::integer && !split_.bounds[v].lower) throw UnboundedInteger(v);
    }
    if (used_.size() > language::kMaxVariables) {
      throw language::TooLarge("more than " + std::to_string(language::kMaxVariables) + " variables in one question");
    }
  }

  std::string range(std::size_t v, const std::string& name) const {
    const auto& [lower, upper] = split_.bounds[v];
    if (variables_[v].sort != Sort::real) {
      const std::string from = certibound::to_string(lower->value);
      return "integer " + name + (upper ? " in " + from + ".." + certibound::to_string(upper->value) : " >= " + from);
    }
    return name + " in " + (lower && !lower->open ? "[" : "(") + (lower ? certibound::to_string(lower->value) : "-oo") +
           ", " + (upper ? certibound::to_string(upper->value) : "oo") + (upper && !upper->open ? "]" : ")");
  }

  std::string domain() const {
    std::string out;
    for (std::size_t k = 0; k < used_.size(); ++k) out += (k == 0 ? "" : ", ") + range(used_[k], names_[k]);
    return out;
  }

  // What a person needs to find the script's variables in the claim.
  std::string reading() const {
    std::vector<std::string> notes;
    for (std::size_t k = 0; k < used_.size(); ++k) {
      const Variable& v = variables_[used_[k]];
      if (v.name != names_[k]) notes.push_back("the script's " + printable(v.name) + " is " + names_[k]);
      if (v.sort == Sort::boolean) notes.push_back(names_[k] + " is 1 for true, 0 for false");
    }
    std::string left_out;
    for (std::size_t v = 0; v < variables_.size(); ++v) {
      const bool used = std::find(used_.begin(), used_.end(), v) != used_.end();
      if (!used) left_out += (left_out.empty() ? "" : ", ") + printable(variables_[v].name);
    }
    if (!left_out.empty()) notes.push_back("left out, since only bounds that can be met speak of them: " + left_out);
    std::string out;
    for (const std::string& note : notes) out += (out.empty() ? "" : "; ") + note;
    return out;
  }

  std::string conjunction(const TermTexts& terms) {
    if (split_.rest.empty()) return "0 < 1";
    ConditionTexts conditions(f_, terms);
    std::string out;
    for (const Literal& literal : split_.rest) {
      out += (out.empty() ? "" : " and ") + conditions.conjunct(literal.formula, literal.positive);
    }
    return out;
  }

  Formulas& f_;
  const std::vector<Variable>& variables_;
  Split split_;
  std::vector<std::size_t> used_;  // variables of the claim, in the order of the script
  std::vector<std::string> names_;  // of those
};

}  // namespace

std::string claim_text(Formulas& formulas, const std::vector<Variable>& variables, const std::vector<Id>& asserts,
                       const std::string& id, const std::string& at) {
  return Writer(formulas, variables, asserts).run(id, at);
}

}  // namespace certibound::smt
