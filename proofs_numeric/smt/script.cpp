// The commands of a script.
#include <certibound/smt/script.hpp>

#include "names.hpp"
#include "terms.hpp"

#include <certibound/language/parser.hpp>

#include <algorithm>

namespace certibound::smt {
namespace {

using language::SyntaxError;

constexpr std::string_view kLogics[] = {"QF_NRA", "QF_NRAT", "QF_NIRA", "QF_NIA", "QF_LRA",
                                        "QF_LIRA", "QF_LIA",  "QF_RDL",  "QF_IDL", "ALL"};
const std::vector<std::string> kCommands = {"set-logic",  "set-info",     "set-option", "declare-fun", "declare-const",
                                            "define-fun", "define-const", "assert",     "check-sat",   "get-model",
                                            "exit"};

std::size_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

std::string first_line(const std::string& text) { return text.substr(0, text.find('\n')); }

class ScriptReader {
 public:
  explicit ScriptReader(const language::Source& source)
      : source_(source), x_(read_expressions(source)), terms_(source, x_, formulas_) {}

  std::vector<Question> run(const std::string& id) {
    for (const int root : x_.roots) {
      const Expression& e = x_[root];
      if (e.parts.empty() || x_[e.parts[0]].kind != Expression::Kind::symbol) fail(e, "expected a command");
      if (x_[e.parts[0]].is("exit")) break;
      command(e, x_[e.parts[0]]);
    }
    make_claims(id);
    return std::move(questions_);
  }

 private:
  [[noreturn]] void fail(const Expression& at, const std::string& message) const { terms_.fail(at, message); }

  void check_count(const Expression& e, std::size_t least, std::size_t most, const char* form) const {
    if (e.parts.size() < least || e.parts.size() > most) fail(e, std::string("expected ") + form);
  }

  void command(const Expression& e, const Expression& head) {
    if (head.is("set-logic")) return set_logic(e);
    if (head.is("set-info")) return set_info(e);
    if (head.is("set-option") || head.is("get-model")) return;  // the witness of `sat` is the model
    if (head.is("declare-fun") || head.is("declare-const")) return declare(e, head.is("declare-fun"));
    if (head.is("define-fun") || head.is("define-const")) return define(e, head.is("define-fun"));
    if (head.is("assert")) {
      check_count(e, 2, 2, "(assert TERM)");
      asserts_.push_back(terms_.boolean(e.parts[1]));
      return;
    }
    if (head.is("check-sat")) {
      check_count(e, 1, 1, "(check-sat)");
      return ask(e);
    }
    const std::string name(head.text);
    if (name == "push" || name == "pop") fail(head, "'" + name + "' is not read; write each question as a file of its own");
    fail(head, "the command '" + name + "' is not read" + language::did_you_mean(name, kCommands));
  }

  void set_logic(const Expression& e) const {
    check_count(e, 2, 2, "(set-logic NAME)");
    const Expression& name = x_[e.parts[1]];
    if (std::find(std::begin(kLogics), std::end(kLogics), name.text) == std::end(kLogics)) {
      fail(name, "the logic '" + std::string(name.text) + "' is not read; QF_NRA is, with functions such as exp");
    }
  }

  void set_info(const Expression& e) {
    if (e.parts.size() < 2 || x_[e.parts[1]].text != ":status") return;
    check_count(e, 3, 3, "(set-info :status sat|unsat|unknown)");
    const Expression& word = x_[e.parts[2]];
    for (const Answer answer : {Answer::sat, Answer::unsat, Answer::unknown}) {
      if (word.text != to_string(answer)) continue;
      status_ = answer;
      status_line_ = line_of(source_.text, e.offset);
      return;
    }
    fail(word, "expected sat, unsat or unknown");
  }

  Sort sort(const Expression& e) const {
    if (e.is("Real")) return Sort::real;
    if (e.is("Int")) return Sort::integer;
    if (e.is("Bool")) return Sort::boolean;
    fail(e, "expected the sort Real, Int or Bool");
  }

  void declare(const Expression& e, bool as_function) {
    const std::size_t size = as_function ? 4 : 3;
    check_count(e, size, size, as_function ? "(declare-fun NAME () Real)" : "(declare-const NAME Real)");
    if (as_function && (x_[e.parts[2]].kind != Expression::Kind::list || !x_[e.parts[2]].parts.empty())) {
      fail(x_[e.parts[2]], "a declared function of arguments has no meaning to decide by; only () is read");
    }
    const Expression& name = x_[e.parts[1]];
    terms_.check_new_name(name);
    const Sort of = sort(x_[e.parts[size - 1]]);
    const Id variable = formulas_.variable(static_cast<int>(variables_.size()));
    variables_.push_back({std::string(name.text), of, name.offset});
    const bool is_boolean = of == Sort::boolean;
    terms_.bind(std::string(name.text),
                is_boolean ? formulas_.compare(equal, variable, formulas_.number(Rational(1))) : variable);
  }

  // (define-fun f ((x Real) (y Real)) Real body). The body is read once; calls put their arguments into it.
  void define(const Expression& e, bool as_function) {
    const std::size_t size = as_function ? 5 : 4;
    check_count(e, size, size, as_function ? "(define-fun NAME ((X SORT) ...) SORT TERM)" : "(define-const NAME SORT TERM)");
    const Expression& name = x_[e.parts[1]];
    terms_.check_new_name(name);
    Function out;
    out.first_parameter = parameters_;
    std::vector<std::string> bound;
    if (as_function) parameters(x_[e.parts[2]], out, bound);
    const bool is_boolean = sort(x_[e.parts[size - 2]]) == Sort::boolean;
    terms_.inside_definition(true);
    out.body = is_boolean ? terms_.boolean(e.parts[size - 1]) : terms_.real(e.parts[size - 1]);
    terms_.inside_definition(false);
    for (const std::string& parameter : bound) terms_.unbind(parameter);
    terms_.define(std::string(name.text), std::move(out));
  }

  void parameters(const Expression& list, Function& out, std::vector<std::string>& bound) {
    if (list.kind != Expression::Kind::list) fail(list, "expected the parameters in parentheses");
    for (const int index : list.parts) {
      const Expression& pair = x_[index];
      if (pair.kind != Expression::Kind::list || pair.parts.size() != 2 ||
          x_[pair.parts[0]].kind != Expression::Kind::symbol) {
        fail(pair, "expected (NAME SORT)");
      }
      const std::string name(x_[pair.parts[0]].text);
      if (std::find(bound.begin(), bound.end(), name) != bound.end()) fail(pair, "'" + name + "' stands twice");
      out.parameters.push_back(sort(x_[pair.parts[1]]));
      const bool is_boolean = out.parameters.back() == Sort::boolean;
      terms_.bind(name, is_boolean ? formulas_.proposition(parameters_) : formulas_.parameter(parameters_));
      ++parameters_;
      bound.push_back(name);
    }
  }

  void ask(const Expression& e) {
    asked_.push_back({&e, asserts_.size()});
    questions_.push_back({{}, line_of(source_.text, e.offset), status_, status_line_});
    status_.reset();
  }

  void make_claims(const std::string& id) {
    const std::string file = source_.name.substr(source_.name.rfind('/') + 1);
    std::size_t bytes = 0;
    for (std::size_t k = 0; k < asked_.size(); ++k) {
      const auto end = asserts_.begin() + static_cast<std::ptrdiff_t>(asked_[k].asserts);
      const std::string at = file + ", check-sat in line " + std::to_string(questions_[k].line);
      const std::string own_id = asked_.size() == 1 ? id : id + "." + std::to_string(k + 1);
      questions_[k].claim = claim(*asked_[k].place, {asserts_.begin(), end}, own_id, at);
      bytes += questions_[k].claim.text.size();
      if (bytes > language::kMaxClaimBytes) fail(*asked_[k].place, "the questions are larger than 64 MiB");
    }
  }

  language::Claim claim(const Expression& place, const std::vector<Id>& asserts, const std::string& id, const std::string& at) {
    try {
      const std::string text = claim_text(formulas_, variables_, asserts, id, at);
      return std::move(language::parse_document({"<claim>", text}).claims.at(0));
    } catch (const language::TooLarge& error) {
      fail(place, error.what());
    } catch (const UnboundedInteger& error) {
      const Variable& v = variables_[error.variable];
      throw SyntaxError(source_, v.offset, "no assert gives the Int '" + v.name +
                                               "' a lower bound, such as (>= n 0); without one it cannot be decided");
    } catch (const SyntaxError& error) {
      fail(place, "this question is too much for the claim language: " + first_line(error.what()));
    }
  }

  struct Asked {
    const Expression* place;
    std::size_t asserts;  // how many stood before it
  };

  const language::Source& source_;
  Expressions x_;
  Formulas formulas_;
  TermReader terms_;
  std::vector<Variable> variables_;
  std::vector<Id> asserts_;
  int parameters_ = 0;
  std::optional<Answer> status_;
  std::size_t status_line_ = 0;
  std::vector<Asked> asked_;
  std::vector<Question> questions_;
};

}  // namespace

std::string_view to_string(Answer answer) {
  return answer == Answer::sat ? "sat" : answer == Answer::unsat ? "unsat" : "unknown";
}

Answer answer_of(Verdict verdict) {
  if (verdict == Verdict::proved) return Answer::unsat;
  return verdict == Verdict::refuted ? Answer::sat : Answer::unknown;
}

std::vector<Question> read_script(const language::Source& source, const std::string& id) {
  return ScriptReader(source).run(id);
}

}  // namespace certibound::smt
