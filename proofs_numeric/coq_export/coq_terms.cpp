#include "coq_terms.hpp"

#include <certibound/coq_export/export.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace certibound::coq_export {
namespace {

using language::Bound;
using language::Node;
using language::Op;
using language::Relation;

constexpr std::size_t kMaxText = 200'000;  // of one term: what is shared in a claim is written out for Coq

// Levels of Coq's notations: the smaller, the tighter.
enum Level { kAtom = 0, kApplication = 10, kPower = 30, kOpposite = 35, kProduct = 40, kSum = 50 };

struct Text {
  std::string text;
  Level level = kAtom;
};

std::string within(const Text& part, int level) { return part.level <= level ? part.text : "(" + part.text + ")"; }
std::string argument(const Text& part) { return within(part, kAtom); }

Text applied(std::string_view function, const Text& a) {
  return {std::string(function) + " " + argument(a), kApplication};
}

std::string_view function_word(Op op) {
  switch (op) {
    case Op::sqrt: return "sqrt";
    case Op::exp: return "exp";
    case Op::log: return "ln";
    case Op::log1p: return "log1p";
    case Op::expm1: return "expm1";
    case Op::sin: return "sin";
    case Op::cos: return "cos";
    case Op::tan: return "tan";
    case Op::asin: return "asin";
    case Op::acos: return "acos";
    case Op::atan: return "atan";
    case Op::sinh: return "sinh";
    case Op::cosh: return "cosh";
    case Op::tanh: return "tanh";
    case Op::abs: return "Rabs";
    case Op::erf: return "erf";
    case Op::erfc: return "erfc";
    case Op::Phi: return "Phi";
    case Op::phi: return "phi";
    case Op::Rhat: return "Rhat";
    case Op::Rhat1: return "Rhat1";
    default: return {};
  }
}

[[noreturn]] void refuse(const Terms& terms, const Node& node) {
  if (node.op == Op::gamma || node.op == Op::lgamma) throw NotExportable("gamma functions are not written for Coq");
  if (node.op == Op::cbrt) throw NotExportable("cube roots are not written for Coq");
  if (node.op == Op::call) {
    for (const language::SpecialName& special : language::special_functions()) {
      if (special.what == terms.call_of(node).what) {
        throw NotExportable("'" + std::string(special.name) + "' is not written for Coq");
      }
    }
  }
  throw NotExportable("an operation that is not written for Coq");
}

// k of an exponent k/2, k odd.
std::optional<long> halves(const Terms& terms, const Node& node) {
  const Rational* exponent = node.op == Op::real_power ? terms.as_rational(node.b) : nullptr;
  if (exponent == nullptr || denominator(*exponent) != 2 || abs(numerator(*exponent)) > 100) return std::nullopt;
  return numerator(*exponent).convert_to<long>();
}

// Runs through the nodes a root needs, in order; `write` makes the text of a node from those of its operands.
template <typename Written, typename Write>
Written walk(const Terms& terms, NodeId root, Write write) {
  const std::vector<bool> needed = terms.reachable({root});
  std::vector<Written> texts(static_cast<std::size_t>(root) + 1);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (!needed[i]) continue;
    const Node& node = terms[static_cast<NodeId>(i)];
    if (node.op == Op::call) refuse(terms, node);
    const Written none{};
    texts[i] = write(static_cast<NodeId>(i), node, node.a < 0 ? none : texts[static_cast<std::size_t>(node.a)],
                     node.b < 0 ? none : texts[static_cast<std::size_t>(node.b)]);
  }
  return texts[static_cast<std::size_t>(root)];
}

Text power_of(const Text& base, long n) {
  if (n < 0) return {"1 / " + within(power_of(base, -n), kOpposite), kProduct};
  if (n == 1) return base;
  return {argument(base) + " ^ " + std::to_string(n), kPower};
}

Text write_real(const Terms& terms, const Node& node, const Text& a, const Text& b,
                const std::vector<std::string>& variables, Powers powers) {
  if (a.text.size() + b.text.size() > kMaxText) throw NotExportable("a term is too large for Coq when written out");
  if (node.op == Op::real_power) {
    if (powers == Powers::as_printed) return {"rpow " + argument(a) + " " + argument(b), kApplication};
    if (const auto k = halves(terms, node)) return power_of(applied("sqrt", a), *k);
    return {"exp (" + within(b, kProduct) + " * " + within(applied("ln", a), kPower) + ")", kApplication};
  }
  switch (node.op) {
    case Op::rational: return {rational_text(terms.rational_value(node), true)};
    case Op::pi: return {"PI"};
    case Op::e: return {"exp 1", kApplication};
    case Op::variable: {
      const std::string& name = variables.at(static_cast<std::size_t>(node.n));
      return {name, name.find(' ') == std::string::npos || name[0] == '(' ? kAtom : kApplication};
    }
    case Op::neg: return {"- " + within(a, kApplication), kOpposite};
    case Op::add: return {within(a, kSum) + " + " + within(b, kProduct), kSum};
    case Op::sub: return {within(a, kSum) + " - " + within(b, kProduct), kSum};
    case Op::mul: return {within(a, kProduct) + " * " + within(b, kPower), kProduct};
    case Op::div: return {within(a, kProduct) + " / " + within(b, kPower), kProduct};
    case Op::power: return power_of(a, node.n);
    case Op::min: return {"Rmin " + argument(a) + " " + argument(b), kApplication};
    case Op::max: return {"Rmax " + argument(a) + " " + argument(b), kApplication};
    default: break;
  }
  const std::string_view word = function_word(node.op);
  if (word.empty()) refuse(terms, node);
  return applied(word, a);
}

std::string data_rational(const Rational& value) {
  return "(K (" + to_string(Rational(numerator(value))) + " # " + to_string(Rational(denominator(value))) + "))";
}

std::string data(std::string_view constructor, const std::string& a, const std::string& b = "") {
  return "(" + std::string(constructor) + " " + a + (b.empty() ? "" : " " + b) + ")";
}

std::string data_power(const std::string& base, long n) {
  if (n < 0) return data("Div", data_rational(Rational(1)), data_power(base, -n));
  if (n == 1) return base;
  return data("Pow", base, std::to_string(n));
}

// The bodies of the functions that Expr.v does not have are those of Functions.v and of Coq's Reals.
std::string write_data(const Terms& terms, const Node& node, const std::string& a, const std::string& b,
                       std::size_t own) {
  if (a.size() + b.size() > kMaxText) throw NotExportable("a term is too large for Coq when written out");
  const std::string one = data_rational(Rational(1)), two = data_rational(Rational(2));
  if (const auto k = halves(terms, node)) return data_power(data("Sqrt", a), *k);
  if (node.op == Op::real_power) return data("Exp", data("Mul", b, data("Ln", a)));
  const auto difference_of_exps = [&](std::string_view op) {
    return data("Div", data(op, data("Exp", a), data("Exp", data("Opp", a))), two);
  };
  switch (node.op) {
    case Op::rational: return data_rational(terms.rational_value(node));
    case Op::pi: return "Pi";
    case Op::e: return data("Exp", one);
    case Op::variable: {
      const auto i = static_cast<std::size_t>(node.n);
      return i == own ? "X" : "(P " + std::to_string(i < own ? i : i - 1) + ")";
    }
    case Op::neg: return data("Opp", a);
    case Op::add: return data("Add", a, b);
    case Op::sub: return data("Sub", a, b);
    case Op::mul: return data("Mul", a, b);
    case Op::div: return data("Div", a, b);
    case Op::power: return data_power(a, node.n);
    case Op::sqrt: return data("Sqrt", a);
    case Op::exp: return data("Exp", a);
    case Op::log: return data("Ln", a);
    case Op::log1p: return data("Ln", data("Add", one, a));
    case Op::expm1: return data("Sub", data("Exp", a), one);
    case Op::sin: return data("Sin", a);
    case Op::cos: return data("Cos", a);
    case Op::tan: return data("Div", data("Sin", a), data("Cos", a));
    case Op::asin: return data("Asin", a);
    case Op::acos: return data("Acos", a);
    case Op::atan: return data("Atan", a);
    case Op::sinh: return difference_of_exps("Sub");
    case Op::cosh: return difference_of_exps("Add");
    case Op::tanh: return data("Div", difference_of_exps("Sub"), difference_of_exps("Add"));
    case Op::erf: return data("Erf", a);
    case Op::erfc: return data("Sub", one, data("Erf", a));
    case Op::Phi: return data("Div", data("Add", one, data("Erf", data("Div", a, data("Sqrt", two)))), two);
    case Op::phi:
      return data("Div", data("Exp", data("Div", data("Opp", data("Pow", a, "2")), two)),
                  data("Sqrt", data("Mul", two, "Pi")));
    case Op::Rhat: return data("Rh", a);
    case Op::Rhat1: return data("Rh1", a);
    case Op::abs:
    case Op::min:
    case Op::max: throw NotExportable("a contact of an expression with corners");
    default: refuse(terms, node);
  }
}

std::string_view relation_word(Relation relation) {
  switch (relation) {
    case Relation::less: return " < ";
    case Relation::less_equal: return " <= ";
    case Relation::equal: return " = ";
    case Relation::not_equal: return " <> ";
  }
  return {};
}

bool is_true(const Condition& condition) {
  return condition.kind == Condition::Kind::all_of &&
         std::all_of(condition.parts.begin(), condition.parts.end(), is_true);
}

// Words that a bound variable must not hide.
constexpr std::array<std::string_view, 62> kWords = {
    "as",    "at",    "cofix", "else",   "end",  "exists", "exists2", "fix",  "for",  "forall", "fun",   "if",   "IF",
    "in",    "let",   "match", "mod",    "Prop", "return", "Set",     "then", "Type", "using",  "where", "with", "by",
    "R",     "Z",     "Q",     "PI",     "IZR",  "sqrt",   "exp",     "ln",   "sin",  "cos",    "tan",   "asin", "acos",
    "atan",  "sinh",  "cosh",  "tanh",   "Rabs", "Rmin",   "Rmax",    "rpow", "erf",  "erfc",   "Phi",   "phi",  "Rhat",
    "log1p", "expm1", "Rhat1", "params", "eval", "X",      "K",       "P",    "D",    "Pi"};

// Has a corner, or a slope that becomes infinite at an end.
bool is_rough(Op op) {
  constexpr std::array kRough = {Op::abs, Op::min, Op::max, Op::acos, Op::asin, Op::Rhat, Op::Rhat1, Op::sqrt};
  return std::find(kRough.begin(), kRough.end(), op) != kRough.end();
}

}  // namespace

std::string rational_text(const Rational& value, bool atom) {
  const bool whole = denominator(value) == 1;
  std::string text = to_string(Rational(numerator(value)));
  if (!whole) text += " / " + to_string(Rational(denominator(value)));
  return atom && (!whole || value < 0) ? "(" + text + ")" : text;
}

std::string rational_data(const Rational& value) {
  return "(" + to_string(Rational(numerator(value))) + " # " + to_string(Rational(denominator(value))) + ")%Q";
}

std::string real_text(const Terms& terms, NodeId root, const std::vector<std::string>& variables, Powers powers) {
  return walk<Text>(terms, root,
                    [&](NodeId, const Node& node, const Text& a, const Text& b) {
                      return write_real(terms, node, a, b, variables, powers);
                    })
      .text;
}

std::string data_text(const Terms& terms, NodeId root, std::size_t own, Constants* constants) {
  return walk<std::string>(terms, root, [&](NodeId id, const Node& node, const std::string& a, const std::string& b) {
    if (!is_rough(node.op) || constants == nullptr || terms.depends_on(id, static_cast<int>(own))) {
      return write_data(terms, node, a, b, own);
    }
    constants->terms.push_back(id);
    return "(P " + std::to_string(constants->first + constants->terms.size() - 1) + ")";
  });
}

std::string condition_text(const Terms& terms, const Condition& condition, const std::vector<std::string>& variables,
                           Powers powers) {
  if (condition.kind == Condition::Kind::compare) {
    return real_text(terms, condition.left, variables, powers) + std::string(relation_word(condition.relation)) +
           real_text(terms, condition.right, variables, powers);
  }
  const bool all = condition.kind == Condition::Kind::all_of;
  if (condition.parts.empty()) return all ? "True" : "False";
  std::string out;
  for (const Condition& part : condition.parts) {
    const bool simple = part.kind == Condition::Kind::compare;
    const std::string text = condition_text(terms, part, variables, powers);
    out += (out.empty() ? "" : all ? " /\\ " : " \\/ ") + (simple ? text : "(" + text + ")");
  }
  return out;
}

std::vector<std::string> bound_names(const Claim& claim) {
  std::vector<std::string> out;
  for (std::string name : claim.variable_names()) {
    while (std::find(kWords.begin(), kWords.end(), name) != kWords.end() ||
           std::find(out.begin(), out.end(), name) != out.end()) {
      name += "_";
    }
    out.push_back(name);
  }
  return out;
}

std::vector<std::string> real_names(const Claim& claim) {
  std::vector<std::string> out = bound_names(claim);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (claim.variables[i].integer) out[i] = "IZR " + out[i];
  }
  return out;
}

std::string binders(const Claim& claim) {
  if (claim.variables.empty()) return "";
  const std::vector<std::string> names = bound_names(claim);
  std::string out = "forall";
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += " (" + names[i] + (claim.variables[i].integer ? " : Z)" : " : R)");
  }
  return out + ", ";
}

std::vector<std::string> premises_text(const Claim& claim, Powers powers) {
  const std::vector<std::string> names = real_names(claim);
  std::vector<std::string> out;
  const auto side = [&](const Bound& bound) { return real_text(claim.terms, *bound.value, names, powers); };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const language::Variable& v = claim.variables[i];
    std::string text = names[i];
    if (v.lower.value) text = side(v.lower) + (v.lower.open ? " < " : " <= ") + text;
    if (v.upper.value) text += (v.upper.open ? " < " : " <= ") + side(v.upper);
    if (v.lower.value || v.upper.value) out.push_back(text);
  }
  if (!is_true(claim.hypotheses)) out.push_back(condition_text(claim.terms, claim.hypotheses, names, powers));
  return out;
}

std::string statement(const Claim& claim, Powers powers) {
  std::string out = binders(claim);
  for (const std::string& premise : premises_text(claim, powers)) {
    const bool plain = premise.find('\\') == std::string::npos;
    out += (plain ? premise : "(" + premise + ")") + " -> ";
  }
  return out + condition_text(claim.terms, *claim.show, real_names(claim), powers);
}

}  // namespace certibound::coq_export
