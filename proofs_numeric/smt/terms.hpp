// Terms of a script to formulas: the functions of the theory of reals, `let`, defined functions. Internal to this room.
#pragma once

#include "claim_text.hpp"
#include "sexpr.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace certibound::smt {

struct Function {
  std::vector<Sort> parameters;
  int first_parameter = 0;  // its parameters are numbered from here, differently from those of any other function
  Id body = -1;
};

class TermReader {
 public:
  TermReader(const language::Source& source, const Expressions& expressions, Formulas& formulas)
      : source_(source), x_(expressions), f_(formulas) {}

  // Throws SyntaxError at the place that is wrong.
  Id boolean(int term) { return of_sort(term, true); }
  Id real(int term) { return of_sort(term, false); }
  Id term(int term);

  void check_new_name(const Expression& name) const;
  void bind(const std::string& name, Id value) { names_[name].push_back(value); }
  void unbind(const std::string& name);
  void inside_definition(bool inside) { in_definition_ = inside; }
  void define(const std::string& name, Function function) { functions_[name] = std::move(function); }

  [[noreturn]] void fail(const Expression& at, const std::string& message) const {
    throw language::SyntaxError(source_, at.offset, message);
  }

 private:
  Id of_sort(int term, bool boolean);
  Id inner(int term);
  Id atom(const Expression& e);
  Id literal(const Expression& e);
  std::optional<Id> number(const Expression& e);
  void let(const Expression& e, std::vector<std::string>& bound);
  Id application(const Expression& e);
  Id annotated(const Expression& e);
  Id defined(const Expression& e, const Function& function);
  std::optional<Id> logical(const Expression& e, std::string_view name);
  std::optional<Id> relation(const Expression& e, std::string_view name);
  std::optional<Id> arithmetic(const Expression& e, std::string_view name);
  std::optional<Id> function(const Expression& e, std::string_view name);
  Id equals(const Expression& e);
  Id distinct(const Expression& e);
  Id power(const Expression& e);
  std::vector<Id> arguments(const Expression& e, bool boolean, std::size_t least, std::size_t most);
  void check_count(const Expression& e, std::size_t least, std::size_t most) const;
  [[noreturn]] void unknown(const Expression& name, bool is_call) const;

  const language::Source& source_;
  const Expressions& x_;
  Formulas& f_;
  std::unordered_map<std::string, std::vector<Id>> names_;  // the innermost last
  std::unordered_map<std::string, Function> functions_;
  int depth_ = 0;
  bool in_definition_ = false;
};

}  // namespace certibound::smt
