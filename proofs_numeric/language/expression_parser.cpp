#include "expression_parser.hpp"

#include <certibound/language/parser.hpp>

#include <algorithm>

namespace certibound::language {
namespace {

// How tightly an operator binds; larger binds tighter. See the grammar in README.md.
enum { kImplies = 1, kOr, kAnd, kNot, kCompare, kSum, kProduct, kNegation, kPower };

int strength_of(const Token& token) {
  if (token.kind == TokenKind::name) {
    if (token.text == "implies") return kImplies;
    if (token.text == "or") return kOr;
    if (token.text == "and") return kAnd;
    return 0;
  }
  if (token.kind != TokenKind::symbol) return 0;
  if (token.text == "+" || token.text == "-") return kSum;
  if (token.text == "*" || token.text == "/") return kProduct;
  if (token.text == "^") return kPower;
  static constexpr std::string_view kRelations[] = {"<", "<=", ">", ">=", "==", "!=", "="};
  return std::find(std::begin(kRelations), std::end(kRelations), token.text) != std::end(kRelations) ? kCompare : 0;
}

}  // namespace

bool Cursor::take_if(std::string_view text) {
  if (!next_is(text)) return false;
  take();
  return true;
}

void Cursor::expect(std::string_view text, const std::string& context) {
  if (!take_if(text)) fail("expected '" + std::string(text) + "' " + context + ", found " + describe(peek()));
}

std::string Cursor::expect_name(const std::string& what) {
  if (peek().kind != TokenKind::name) fail("expected " + what + ", found " + describe(peek()));
  return std::string(take().text);
}

void Cursor::count_operations(std::size_t operations, std::size_t at) {
  operations_ += operations;
  if (operations_ > kMaxExpandedOperations) {
    fail_at(at, "the definitions called up to here expand to more than " + std::to_string(kMaxExpandedOperations) + " operations");
  }
}

void Cursor::count_comparison(std::size_t at) {
  if (++comparisons_ > kMaxComparisons) {
    fail_at(at, "a claim may have at most " + std::to_string(kMaxComparisons) + " comparisons");
  }
}

std::size_t Cursor::end_of_previous() const {
  if (at_ == 0) return 0;
  const Token& last = tokens_[at_ - 1];
  return last.offset + last.text.size() + (last.kind == TokenKind::string ? 2 : 0);
}

ExpressionParser::ExpressionParser(Cursor& cursor, Terms& terms, const std::vector<std::string>& variables,
                                   const std::map<std::string, Definition>& definitions)
    : cursor_(cursor), terms_(terms), variables_(variables), definitions_(definitions) {}

NodeId ExpressionParser::expression() { return as_term(parse(kSum)); }
Condition ExpressionParser::condition() { return as_condition(parse(kImplies)); }

NodeId ExpressionParser::as_term(const Value& value) const {
  if (value.condition) cursor_.fail_at(value.offset, "expected a number here, found a comparison");
  return value.term;
}

Condition ExpressionParser::as_condition(const Value& value) const {
  if (!value.condition) {
    cursor_.fail_at(value.offset, "expected a comparison such as 'a <= b' here, found only an expression");
  }
  return *value.condition;
}

ExpressionParser::Value ExpressionParser::parse(int strength) {
  if (++nesting_ > kMaxNesting) cursor_.fail("more than 200 levels of parentheses or signs");
  Value value = infix(prefix(), strength);
  --nesting_;
  return value;
}

ExpressionParser::Value ExpressionParser::infix(Value left, int strength) {
  for (;;) {
    const Token token = cursor_.peek();
    const int found = strength_of(token);
    if (found == 0 || found < strength) return left;
    if (found == kPower) {
      left = power(std::move(left));
    } else if (found == kCompare) {
      left = comparison_chain(std::move(left));
    } else if (found < kCompare) {
      left = connective(std::move(left), token.text);
    } else {
      left = arithmetic(std::move(left), token.text);
    }
  }
}

ExpressionParser::Value ExpressionParser::prefix() {
  const Token token = cursor_.peek();
  if (token.kind == TokenKind::number) return number();
  if (token.kind == TokenKind::name && token.text == "not") {
    cursor_.take();
    const Value inner = parse(kNot);
    return {.term = -1, .condition = negation(as_condition(inner)), .offset = token.offset};
  }
  if (token.kind == TokenKind::name) return name();
  if (cursor_.take_if("-")) return minus(token);
  if (cursor_.take_if("+")) return parse(kNegation);
  if (cursor_.take_if("(")) {
    Value inner = parse(kImplies);
    cursor_.expect(")", "to close the parenthesis");
    inner.offset = token.offset;
    return inner;
  }
  cursor_.fail("expected an expression, found " + describe(token));
}

ExpressionParser::Value ExpressionParser::minus(const Token& sign) {
  const NodeId operand = as_term(parse(kNegation));
  return {.term = terms_.apply(Op::neg, operand), .condition = {}, .offset = sign.offset};
}

ExpressionParser::Value ExpressionParser::number() {
  const Token token = cursor_.take();
  const auto value = parse_rational(token.text);
  if (!value) {
    cursor_.fail_at(token.offset, "this number is too long: at most " + std::to_string(kMaxLiteralDigits) +
                                      " digits and an exponent of at most " + std::to_string(kMaxLiteralExponent));
  }
  return {.term = terms_.rational(*value), .condition = {}, .offset = token.offset};
}

ExpressionParser::Value ExpressionParser::name() {
  const Token token = cursor_.take();
  const auto variable = std::find(variables_.begin(), variables_.end(), token.text);
  if (variable != variables_.end()) {
    return {.term = terms_.variable(static_cast<int>(variable - variables_.begin())), .condition = {},
            .offset = token.offset};
  }
  if (cursor_.next_is("(")) return call(token);
  if (token.text == "pi") return {.term = terms_.constant(Op::pi), .condition = {}, .offset = token.offset};
  if (token.text == "e_") return {.term = terms_.constant(Op::e), .condition = {}, .offset = token.offset};
  unknown_name(token, false);
}

void ExpressionParser::unknown_name(const Token& token, bool is_call) const {
  const std::string name(token.text);
  if (token.text == "oo") cursor_.fail_at(token.offset, "'oo' is allowed only as an end of a domain");
  if (!is_call && (find_function(name) != nullptr || find_special(name) != nullptr || definitions_.count(name) > 0)) {
    cursor_.fail_at(token.offset, "'" + name + "' is a function; call it as " + name + "(...)");
  }
  std::vector<std::string> candidates = variables_;
  for (const auto& [key, definition] : definitions_) candidates.push_back(key);
  for (const FunctionName& f : functions()) candidates.emplace_back(f.name);
  for (const SpecialName& f : special_functions()) candidates.emplace_back(f.name);
  candidates.insert(candidates.end(), {"pi", "e_"});
  cursor_.fail_at(token.offset, std::string("unknown ") + (is_call ? "function" : "variable") + " '" + name + "'" +
                                    did_you_mean(name, candidates));
}

std::vector<NodeId> ExpressionParser::arguments() {
  std::vector<NodeId> out;
  cursor_.expect("(", "before the arguments");
  if (!cursor_.next_is(")")) {
    do {
      out.push_back(expression());
    } while (cursor_.take_if(","));
  }
  cursor_.expect(")", "after the arguments");
  return out;
}

ExpressionParser::Value ExpressionParser::call(const Token& name) {
  const auto definition = definitions_.find(std::string(name.text));
  const FunctionName* function = find_function(name.text);
  if (definition == definitions_.end() && function == nullptr) {
    if (const SpecialName* special = find_special(name.text)) return special_call(name, *special);
    unknown_name(name, true);
  }
  const std::vector<NodeId> given = arguments();
  const std::size_t wanted = definition != definitions_.end() ? definition->second.parameters.size()
                                                              : static_cast<std::size_t>(function->arguments);
  check_count(name, given.size(), wanted);
  const NodeId term = definition != definitions_.end()
                          ? call_definition(definition->second, given, name.offset)
                          : terms_.apply(function->op, given[0], function->arguments == 2 ? given[1] : -1);
  return {.term = term, .condition = {}, .offset = name.offset};
}

void ExpressionParser::check_count(const Token& name, std::size_t given, std::size_t wanted) const {
  if (given == wanted) return;
  cursor_.fail_at(name.offset, "'" + std::string(name.text) + "' takes " + std::to_string(wanted) +
                                   (wanted == 1 ? " argument" : " arguments") + ", " + std::to_string(given) + " given");
}

NodeId ExpressionParser::call_definition(const Definition& definition, const std::vector<NodeId>& given, std::size_t offset) {
  cursor_.count_operations(definition.terms.size(), offset);
  used_.insert(definition.name);
  return definition.terms.substitute(definition.body, given, terms_);
}

ExpressionParser::Value ExpressionParser::arithmetic(Value left, std::string_view symbol) {
  cursor_.take();
  const bool sum = symbol == "+" || symbol == "-";
  const NodeId a = as_term(left), b = as_term(parse(sum ? kProduct : kNegation));
  const Op op = symbol == "+" ? Op::add : symbol == "-" ? Op::sub : symbol == "*" ? Op::mul : Op::div;
  return {.term = terms_.apply(op, a, b), .condition = {}, .offset = left.offset};
}

// x^k with a literal integer k is the power; any other exponent needs a positive base. Right associative.
ExpressionParser::Value ExpressionParser::power(Value base) {
  const Token symbol = cursor_.take();
  const NodeId a = as_term(base), b = as_term(parse(kPower));
  const Rational* exponent = terms_.as_rational(b);
  if (exponent == nullptr || denominator(*exponent) != 1) {
    return {.term = terms_.apply(Op::real_power, a, b), .condition = {}, .offset = base.offset};
  }
  if (abs(*exponent) > Terms::kMaxExponent) {
    cursor_.fail_at(symbol.offset, "an integer exponent may be at most " + std::to_string(Terms::kMaxExponent) +
                                       " in size");
  }
  return {.term = terms_.power(a, numerator(*exponent).convert_to<long>()), .condition = {}, .offset = base.offset};
}

// a <= b < c means a <= b and b < c.
ExpressionParser::Value ExpressionParser::comparison_chain(Value left) {
  NodeId a = as_term(left);
  std::vector<Condition> links;
  while (strength_of(cursor_.peek()) == kCompare) {
    const Token symbol = cursor_.take();
    cursor_.count_comparison(symbol.offset);
    if (symbol.text == "=") cursor_.fail_at(symbol.offset, "a comparison is written '=='; '=' is used only in 'def'");
    const NodeId b = as_term(parse(kSum));
    if (symbol.text == "<") links.push_back(Condition::compare(a, Relation::less, b));
    if (symbol.text == "<=") links.push_back(Condition::compare(a, Relation::less_equal, b));
    if (symbol.text == ">") links.push_back(Condition::compare(b, Relation::less, a));
    if (symbol.text == ">=") links.push_back(Condition::compare(b, Relation::less_equal, a));
    if (symbol.text == "==") links.push_back(Condition::compare(a, Relation::equal, b));
    if (symbol.text == "!=") links.push_back(Condition::compare(a, Relation::not_equal, b));
    a = b;
  }
  return {.term = -1, .condition = Condition::combine(Condition::Kind::all_of, std::move(links)), .offset = left.offset};
}

ExpressionParser::Value ExpressionParser::connective(Value left, std::string_view word) {
  cursor_.take();
  const bool implies = word == "implies";
  const Condition a = as_condition(left);
  // `implies` groups to the right, the others to the left.
  const Condition b = as_condition(parse(implies ? kImplies : word == "or" ? kAnd : kNot));
  const auto kind = word == "and" ? Condition::Kind::all_of : Condition::Kind::any_of;
  std::vector<Condition> parts;  // a or b or c is one list and not a chain, however long it is
  for (const Condition& part : {implies ? negation(a) : a, b}) {
    if (part.kind == kind) {
      parts.insert(parts.end(), part.parts.begin(), part.parts.end());
    } else {
      parts.push_back(part);
    }
  }
  return {.term = -1, .condition = Condition::combine(kind, std::move(parts)), .offset = left.offset};
}

}  // namespace certibound::language
