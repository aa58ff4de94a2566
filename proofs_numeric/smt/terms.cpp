#include "terms.hpp"

#include <certibound/smt/script.hpp>

#include <algorithm>
#include <limits>

namespace certibound::smt {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

// Functions of one variable: as dReal, z3 and cvc5 call them, and in the claim language.
constexpr std::pair<std::string_view, std::string_view> kFunctions[] = {
    {"exp", "exp"},     {"log", "log"},     {"sqrt", "sqrt"},   {"cbrt", "cbrt"},   {"sin", "sin"},
    {"cos", "cos"},     {"tan", "tan"},     {"asin", "asin"},   {"arcsin", "asin"}, {"acos", "acos"},
    {"arccos", "acos"}, {"atan", "atan"},   {"arctan", "atan"}, {"sinh", "sinh"},   {"cosh", "cosh"},
    {"tanh", "tanh"},   {"abs", "abs"},     {"erf", "erf"}};

constexpr std::string_view kCore[] = {"+",   "-",  "*",   "/",  "<",   "<=",   ">",     ">=",      "=",  "distinct",
                                      "and", "or", "not", "=>", "xor", "true", "false", "to_real", "ite", "let", "!"};

constexpr std::pair<std::string_view, std::string_view> kRefused[] = {
    {"forall", "quantifiers are not read; a variable of the script is one of 'exists'"},
    {"exists", "quantifiers are not read; declare the variable instead"},
    {"div", "whole division is not read"},
    {"mod", "remainders are not read"},
    {"to_int", "rounding is not read"},
    {"is_int", "rounding is not read"},
    {"atan2", "atan2 is not read; write it by arctan on each half plane"},
    {"arctan2", "arctan2 is not read; write it by arctan on each half plane"}};

bool is_core(std::string_view name) { return std::find(std::begin(kCore), std::end(kCore), name) != std::end(kCore); }

std::optional<Rational> hexadecimal_or_binary(std::string_view text) {
  const bool hex = text[1] == 'x';
  const std::string_view digits = text.substr(2);
  const std::string_view allowed = hex ? "0123456789abcdefABCDEF" : "01";
  if ((!hex && text[1] != 'b') || digits.empty() || digits.size() > kMaxLiteralDigits ||
      digits.find_first_not_of(allowed) != std::string_view::npos) {
    return std::nullopt;
  }
  Integer value;
  mpz_set_str(value.backend().data(), std::string(digits).c_str(), hex ? 16 : 2);
  return Rational(value);
}

bool is_printable_size(const Rational& value) {
  return mpz_sizeinbase(mpq_numref(value.backend().data()), 10) <= kMaxLiteralDigits &&
         mpz_sizeinbase(mpq_denref(value.backend().data()), 10) <= kMaxLiteralDigits;
}

}  // namespace

Id TermReader::of_sort(int index, bool boolean) {
  const Id out = term(index);
  if (f_[out].is_boolean() != boolean) {
    fail(x_[index], boolean ? "expected a Bool here, found a number" : "expected a number here, found a Bool");
  }
  return out;
}

Id TermReader::term(int index) {
  if (++depth_ > kMaxDepth) fail(x_[index], "a term is nested more than 500 levels deep");
  Id out = -1;
  try {
    out = inner(index);
  } catch (const language::TooLarge& error) {
    fail(x_[index], error.what());
  }
  --depth_;
  return out;
}

// The body of a `let` is where most scripts are deep, so it costs no level.
Id TermReader::inner(int index) {
  std::vector<std::string> bound;
  for (const Expression* e = &x_[index];; e = &x_[e->parts[2]]) {
    const bool is_let = e->kind == Expression::Kind::list && !e->parts.empty() && x_[e->parts[0]].is("let");
    if (is_let) {
      let(*e, bound);
      continue;
    }
    const Id out = e->kind == Expression::Kind::list ? application(*e) : atom(*e);
    for (const std::string& name : bound) unbind(name);
    return out;
  }
}

// (let ((x e) (y f)) body): all values are read before any name is bound.
void TermReader::let(const Expression& e, std::vector<std::string>& bound) {
  if (e.parts.size() != 3 || x_[e.parts[1]].kind != Expression::Kind::list || x_[e.parts[1]].parts.empty()) {
    fail(e, "expected (let ((NAME TERM) ...) TERM)");
  }
  std::vector<std::pair<std::string, Id>> values;
  for (const int binding : x_[e.parts[1]].parts) {
    const Expression& pair = x_[binding];
    if (pair.kind != Expression::Kind::list || pair.parts.size() != 2 ||
        x_[pair.parts[0]].kind != Expression::Kind::symbol) {
      fail(pair, "expected (NAME TERM)");
    }
    const std::string name(x_[pair.parts[0]].text);
    const auto same = [&](const auto& value) { return value.first == name; };
    if (std::any_of(values.begin(), values.end(), same)) fail(pair, "'" + name + "' is bound twice in this let");
    values.emplace_back(name, term(pair.parts[1]));
  }
  for (const auto& [name, value] : values) {
    bind(name, value);
    bound.push_back(name);
  }
}

void TermReader::unbind(const std::string& name) {
  auto& stack = names_[name];
  stack.pop_back();
  if (stack.empty()) names_.erase(name);
}

void TermReader::check_new_name(const Expression& name) const {
  if (name.kind != Expression::Kind::symbol) fail(name, "expected a name");
  const std::string text(name.text);
  if (is_core(name.text)) fail(name, "'" + text + "' has its meaning in SMT-LIB and cannot be declared");
  if (names_.count(text) > 0 || functions_.count(text) > 0) fail(name, "'" + text + "' is declared twice");
}

Id TermReader::atom(const Expression& e) {
  if (e.kind == Expression::Kind::literal) return literal(e);
  if (e.kind != Expression::Kind::symbol) fail(e, "expected a term");
  const std::string name(e.text);
  if (const auto found = names_.find(name); found != names_.end()) return found->second.back();
  if (const auto found = functions_.find(name); found != functions_.end() && found->second.parameters.empty()) {
    return found->second.body;
  }
  if (e.is("true") || e.is("false")) return f_.truth(e.is("true"));
  if (e.is("real.pi")) return f_.pi();
  if (const auto value = number(e)) return *value;  // dReal writes -1 and .5
  unknown(e, false);
}

std::optional<Id> TermReader::number(const Expression& e) {
  const bool marked = e.text.size() > 2 && e.text[0] == '#';
  const auto value = marked ? hexadecimal_or_binary(e.text) : parse_rational(e.text);
  if (!value || !is_printable_size(*value)) return std::nullopt;
  return f_.number(*value);
}

Id TermReader::literal(const Expression& e) {
  if (const auto value = number(e)) return *value;
  fail(e, "this is no number that can be read: decimal, rational, #x, #b or 0x1.8p-3, at most " +
              std::to_string(kMaxLiteralDigits) + " digits");
}

Id TermReader::application(const Expression& e) {
  if (e.parts.empty()) fail(e, "expected a term, found ()");
  const Expression& head = x_[e.parts[0]];
  if (head.kind != Expression::Kind::symbol) fail(head, "expected the name of a function");
  if (head.is("!")) return annotated(e);
  if (const auto found = functions_.find(std::string(head.text)); found != functions_.end()) {
    return defined(e, found->second);
  }
  if (names_.count(std::string(head.text)) > 0) fail(head, "'" + std::string(head.text) + "' is no function");
  if (const auto out = logical(e, head.text)) return *out;
  if (const auto out = relation(e, head.text)) return *out;
  if (const auto out = arithmetic(e, head.text)) return *out;
  if (const auto out = function(e, head.text)) return *out;
  unknown(head, true);
}

// (! term :named name :pattern ...)
Id TermReader::annotated(const Expression& e) {
  if (e.parts.size() < 2) fail(e, "expected (! TERM :keyword value)");
  const Id out = term(e.parts[1]);
  for (std::size_t i = 2; i + 1 < e.parts.size(); ++i) {
    const Expression& keyword = x_[e.parts[i]];
    if (keyword.kind != Expression::Kind::keyword || keyword.text != ":named") continue;
    const Expression& name = x_[e.parts[i + 1]];
    check_new_name(name);
    if (in_definition_) fail(keyword, "':named' inside a definition is not read");
    define(std::string(name.text), {{}, 0, out});
  }
  return out;
}

Id TermReader::defined(const Expression& e, const Function& given) {
  const Function function = given;  // a name inside the arguments may be defined meanwhile
  check_count(e, function.parameters.size(), function.parameters.size());
  std::vector<Id> values;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const bool is_boolean = function.parameters[i] == Sort::boolean;
    values.push_back(is_boolean ? boolean(e.parts[i + 1]) : real(e.parts[i + 1]));
  }
  return f_.rebuild(function.body, [&](Id, const Node& node) {
    const int place = node.n - function.first_parameter;
    const bool is_parameter = node.kind == Kind::parameter || node.kind == Kind::proposition;
    const bool own = is_parameter && place >= 0 && place < static_cast<int>(values.size());
    return own ? values[static_cast<std::size_t>(place)] : Formulas::kKeep;
  });
}

void TermReader::check_count(const Expression& e, std::size_t least, std::size_t most) const {
  const std::size_t given = e.parts.size() - 1;
  if (given >= least && given <= most) return;
  const std::string wanted = least == most ? std::to_string(least) : "at least " + std::to_string(least);
  fail(e, "'" + std::string(x_[e.parts[0]].text) + "' takes " + wanted + (wanted == "1" ? " argument, " : " arguments, ") +
              std::to_string(given) + " given");
}

std::vector<Id> TermReader::arguments(const Expression& e, bool boolean, std::size_t least, std::size_t most) {
  check_count(e, least, most);
  std::vector<Id> out;
  for (std::size_t i = 1; i < e.parts.size(); ++i) out.push_back(of_sort(e.parts[i], boolean));
  return out;
}

std::optional<Id> TermReader::logical(const Expression& e, std::string_view name) {
  if (name == "and") return f_.all(arguments(e, true, 1, kAny));
  if (name == "or") return f_.any(arguments(e, true, 1, kAny));
  if (name == "not") return f_.negation(arguments(e, true, 1, 1)[0]);
  if (name == "=>" || name == "xor") {
    std::vector<Id> parts = arguments(e, true, 2, kAny);
    if (name == "xor") {  // groups to the left
      Id out = parts[0];
      for (std::size_t i = 1; i < parts.size(); ++i) out = f_.choice(out, f_.negation(parts[i]), parts[i]);
      return out;
    }
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) parts[i] = f_.negation(parts[i]);
    return f_.any(parts);  // a => (b => c) is not a or not b or c
  }
  if (name != "ite") return std::nullopt;
  check_count(e, 3, 3);
  const Id condition = boolean(e.parts[1]), then = term(e.parts[2]);
  return f_.choice(condition, then, of_sort(e.parts[3], f_[then].is_boolean()));
}

std::optional<Id> TermReader::relation(const Expression& e, std::string_view name) {
  if (name == "=") return equals(e);
  if (name == "distinct") return distinct(e);
  const bool strict = name == "<" || name == ">", loose = name == "<=" || name == ">=";
  if (!strict && !loose) return std::nullopt;
  const std::vector<Id> sides = arguments(e, false, 2, kAny);
  std::vector<Id> links;
  for (std::size_t i = 0; i + 1 < sides.size(); ++i) {
    const bool rising = name[0] == '<';
    links.push_back(f_.compare(strict ? less : less_equal, sides[rising ? i : i + 1], sides[rising ? i + 1 : i]));
  }
  return f_.all(links);
}

Id TermReader::equals(const Expression& e) {
  check_count(e, 2, kAny);
  const Id first = term(e.parts[1]);
  const bool is_boolean = f_[first].is_boolean();
  std::vector<Id> links;
  Id left = first;
  for (std::size_t i = 2; i < e.parts.size(); ++i) {
    const Id right = of_sort(e.parts[i], is_boolean);
    links.push_back(is_boolean ? f_.choice(left, right, f_.negation(right)) : f_.compare(equal, left, right));
    left = right;
  }
  return f_.all(links);
}

// Pairwise different.
Id TermReader::distinct(const Expression& e) {
  check_count(e, 2, kAny);
  std::vector<Id> sides = {term(e.parts[1])};
  const bool is_boolean = f_[sides[0]].is_boolean();
  for (std::size_t i = 2; i < e.parts.size(); ++i) sides.push_back(of_sort(e.parts[i], is_boolean));
  std::vector<Id> links;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    for (std::size_t j = i + 1; j < sides.size(); ++j) {
      links.push_back(is_boolean ? f_.choice(sides[i], f_.negation(sides[j]), sides[j])
                                 : f_.negation(f_.compare(equal, sides[i], sides[j])));
    }
  }
  return f_.all(links);
}

std::optional<Id> TermReader::arithmetic(const Expression& e, std::string_view name) {
  if (name == "+") return f_.arithmetic(Kind::add, arguments(e, false, 1, kAny));
  if (name == "*") return f_.arithmetic(Kind::mul, arguments(e, false, 1, kAny));
  if (name == "/") return f_.arithmetic(Kind::div, arguments(e, false, 2, kAny));
  if (name == "to_real") return arguments(e, false, 1, 1)[0];
  if (name == "^" || name == "pow") return power(e);
  if (name != "-") return std::nullopt;
  const std::vector<Id> parts = arguments(e, false, 1, kAny);
  return f_.arithmetic(parts.size() == 1 ? Kind::neg : Kind::sub, parts);
}

Id TermReader::power(const Expression& e) {
  const std::vector<Id> parts = arguments(e, false, 2, 2);
  const Node& exponent = f_[parts[1]];
  if (exponent.kind == Kind::number && denominator(exponent.value) == 1 &&
      abs(exponent.value) > language::Terms::kMaxExponent) {
    fail(x_[e.parts[2]], "an integer exponent may be at most " + std::to_string(language::Terms::kMaxExponent) + " in size");
  }
  return f_.arithmetic(Kind::power, parts);
}

std::optional<Id> TermReader::function(const Expression& e, std::string_view name) {
  if (name == "min" || name == "max") {
    const std::vector<Id> parts = arguments(e, false, 2, kAny);
    Id out = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) out = f_.call(std::string(name), {out, parts[i]});
    return out;
  }
  for (const auto& [here, there] : kFunctions) {
    if (here == name) return f_.call(std::string(there), arguments(e, false, 1, 1));
  }
  return std::nullopt;
}

void TermReader::unknown(const Expression& e, bool is_call) const {
  const std::string name(e.text);
  for (const auto& [refused, why] : kRefused) {
    if (refused == name) fail(e, std::string(why));
  }
  std::vector<std::string> candidates;
  for (const auto& [key, value] : functions_) candidates.push_back(key);
  if (is_call) {
    for (const auto& [here, there] : kFunctions) candidates.emplace_back(here);
    candidates.insert(candidates.end(), {"min", "max", "pow", "distinct", "and", "not", "ite", "xor"});
  } else {
    for (const auto& [key, value] : names_) candidates.push_back(key);
    candidates.insert(candidates.end(), {"true", "false", "real.pi"});
  }
  std::sort(candidates.begin(), candidates.end());
  fail(e, (is_call ? "unknown function '" : "unknown name '") + name + "'" + language::did_you_mean(name, candidates));
}

}  // namespace certibound::smt
