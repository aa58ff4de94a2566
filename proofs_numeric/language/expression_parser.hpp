// Expressions and conditions by precedence climbing. Internal to this room; parser.cpp reads the clauses around them.
#pragma once

#include "lexer.hpp"

#include <certibound/language/claim.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace certibound::language {

// `def f(t) = ...`: the body's variable i is parameter i.
struct Definition {
  std::string name;
  std::vector<std::string> parameters;
  Terms terms;
  NodeId body = -1;
};

// The tokens of one source with the place reached; every error goes through fail().
class Cursor {
 public:
  Cursor(const Source& source, std::vector<Token> tokens) : source_(source), tokens_(std::move(tokens)) {}

  const Token& peek(std::size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }
  Token take() { return tokens_[at_ + 1 < tokens_.size() ? at_++ : at_]; }
  bool next_is(std::string_view text) const { return peek().kind != TokenKind::string && peek().text == text; }
  bool take_if(std::string_view text);
  void expect(std::string_view text, const std::string& context);
  std::string expect_name(const std::string& what);
  std::size_t offset() const { return peek().offset; }
  std::size_t end_of_previous() const;
  const Source& source() const { return source_; }
  // Counts what a call of a definition or a comparison costs; a text that asks for too much of either is refused, so that
  // neither reading nor deciding it runs for ever.
  void count_operations(std::size_t operations, std::size_t at);
  void count_comparison(std::size_t at);
  void start_claim() { comparisons_ = 0; }

  [[noreturn]] void fail(const std::string& message) const { fail_at(offset(), message); }
  [[noreturn]] void fail_at(std::size_t offset, const std::string& message) const {
    throw SyntaxError(source_, offset, message);
  }

 private:
  const Source& source_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::size_t operations_ = 0, comparisons_ = 0;
};

class ExpressionParser {
 public:
  // Names resolve to variables (by position), then to definitions, then to built-in functions and constants.
  ExpressionParser(Cursor& cursor, Terms& terms, const std::vector<std::string>& variables,
                   const std::map<std::string, Definition>& definitions);

  NodeId expression();
  Condition condition();
  // Names of the definitions that were called.
  const std::set<std::string>& used_definitions() const { return used_; }

 private:
  // What a piece of text turned out to be; "(" may open either.
  struct Value {
    NodeId term = -1;
    std::optional<Condition> condition;
    std::size_t offset = 0;
  };

  Value parse(int strength);
  Value prefix();
  Value name();
  Value call(const Token& name);
  void check_count(const Token& name, std::size_t given, std::size_t wanted) const;
  Value special_call(const Token& name, const SpecialName& function);
  NodeId dual_call(const Token& name);
  NodeId binder(const Token& name, Special what);
  std::vector<std::size_t> later_arguments(const Token& name) const;
  std::vector<bool> read_body(Lambda& body);
  static void capture_nothing(Lambda& body);
  static int sums_in(const Terms& terms, NodeId root);
  void ends(Call& call);
  Value number();
  Value minus(const Token& sign);
  Value infix(Value left, int strength);
  Value arithmetic(Value left, std::string_view symbol);
  Value power(Value base);
  Value comparison_chain(Value left);
  Value connective(Value left, std::string_view word);
  std::vector<NodeId> arguments();
  NodeId call_definition(const Definition& definition, const std::vector<NodeId>& arguments, std::size_t offset);
  NodeId as_term(const Value& value) const;
  Condition as_condition(const Value& value) const;
  [[noreturn]] void unknown_name(const Token& name, bool is_call) const;

  Cursor& cursor_;
  Terms& terms_;
  const std::vector<std::string>& variables_;
  const std::map<std::string, Definition>& definitions_;
  std::set<std::string> used_;
  int nesting_ = 0;
};

}  // namespace certibound::language
