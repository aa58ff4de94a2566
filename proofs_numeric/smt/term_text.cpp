#include "term_text.hpp"

#include <certibound/language/parser.hpp>

#include <algorithm>

namespace certibound::smt {
namespace {

constexpr int kDeepest = 25;               // the language takes 200 levels, about three for each operation
constexpr std::size_t kShared = 40;        // characters of a part that is worth a name when it occurs twice
constexpr std::size_t kLongestPart = 2'000;

std::vector<int> count_uses(const Formulas& f, const std::vector<bool>& needed) {
  std::vector<int> uses(f.size(), 0);
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (!needed[i]) continue;
    for (const Id part : f[static_cast<Id>(i)].parts) ++uses[static_cast<std::size_t>(part)];
  }
  return uses;
}

}  // namespace

TermTexts::TermTexts(const Formulas& formulas, const std::vector<Id>& roots, const std::vector<std::size_t>& used,
                     const std::vector<std::string>& names)
    : f_(formulas), names_(names) {
  for (std::size_t k = 0; k < used.size(); ++k) {
    if (place_.size() <= used[k]) place_.resize(used[k] + 1, 0);
    place_[used[k]] = k;
  }
  const std::vector<bool> needed = f_.reachable(roots);
  const std::vector<int> uses = count_uses(f_, needed);
  texts_.resize(f_.size());
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    const Node& node = f_[static_cast<Id>(i)];
    if (!needed[i] || node.is_boolean()) continue;
    texts_[i] = written(node);
    for (const Id part : node.parts) {
      texts_[i].depth = std::max(texts_[i].depth, at(part).depth + 1);
      texts_[i].variables |= at(part).variables;
    }
    const std::size_t length = texts_[i].text.size();
    if (texts_[i].depth > kDeepest || length > kLongestPart || (uses[i] > 1 && length > kShared)) define(texts_[i]);
  }
}

// A part that binds less tightly than its place asks stands in parentheses; so does a sign that is not in front.
std::string TermTexts::part(const Node& node, std::size_t i, Strength least) const {
  const Text& text = at(node.parts[i]);
  const bool sign_inside = i > 0 && text.text[0] == '-';
  return text.strength < least || sign_inside ? "(" + text.text + ")" : text.text;
}

TermTexts::Text TermTexts::joined(const Node& node, const std::string& first, const std::string& rest,
                                  Strength strength) const {
  std::string out = part(node, 0, strength);
  for (std::size_t i = 1; i < node.parts.size(); ++i) {
    out += (i == 1 ? first : rest) + part(node, i, static_cast<Strength>(strength + 1));
  }
  return {out, strength};
}

TermTexts::Text TermTexts::written(const Node& node) const {
  switch (node.kind) {
    case Kind::number: {
      const bool whole = denominator(node.value) == 1;
      return {certibound::to_string(node.value), node.value < 0 ? kSum : whole ? kAtom : kProduct};
    }
    case Kind::pi: return {"pi", kAtom};
    case Kind::variable: {
      const std::size_t place = place_[static_cast<std::size_t>(node.n)];
      return {names_[place], kAtom, 0, std::uint64_t{1} << place};
    }
    case Kind::neg: return {"-" + part(node, 0, kPower), kNegation};
    case Kind::add: return joined(node, " + ", " + ", kSum);
    case Kind::sub: return joined(node, " - ", " - ", kSum);
    case Kind::mul: return joined(node, "*", "*", kProduct);
    case Kind::div: return joined(node, "/", "/", kProduct);
    case Kind::power: return {part(node, 0, kAtom) + "^" + part(node, 1, kAtom), kPower};
    default: break;
  }
  std::string out = node.name + "(";
  for (std::size_t i = 0; i < node.parts.size(); ++i) out += (i == 0 ? "" : ", ") + at(node.parts[i]).text;
  return {out + ")", kAtom};
}

void TermTexts::define(Text& text) {
  std::string name;
  do {
    name = "part" + std::to_string(++defined_);
  } while (std::find(names_.begin(), names_.end(), name) != names_.end());
  std::string parameters;
  for (std::size_t k = 0; k < names_.size(); ++k) {
    if ((text.variables >> k & 1) != 0) parameters += (parameters.empty() ? "" : ", ") + names_[k];
  }
  const bool closed = parameters.empty();  // a definition has at least one parameter
  definitions_ += "def " + name + "(" + (closed ? "t" : parameters) + ") = " + text.text + "\n";
  text = {name + "(" + (closed ? "0" : parameters) + ")", kAtom, 1, text.variables};
}

std::string ConditionTexts::conjunct(Id id, bool positive) {
  std::string out;
  const Shape shape = write(id, positive, out);
  return shape == Shape::disjunction ? "(" + out + ")" : out;
}

std::string ConditionTexts::comparison(const Node& node, bool positive) {
  if (++comparisons_ > language::kMaxComparisons) {
    throw language::TooLarge("the question expands to more than " + std::to_string(language::kMaxComparisons) +
                             " comparisons");
  }
  if (node.kind == Kind::truth) return (node.n == 1) == positive ? "0 < 1" : "1 < 0";
  const char* relation = node.n == less ? (positive ? " < " : " >= ")
                         : node.n == less_equal ? (positive ? " <= " : " > ")
                                                : (positive ? " == " : " != ");
  return terms_[node.parts[0]] + relation + terms_[node.parts[1]];
}

ConditionTexts::Shape ConditionTexts::write(Id id, bool positive, std::string& out) {
  const Node& node = f_[id];
  if (node.kind == Kind::negation) return write(node.parts[0], !positive, out);
  if (node.kind == Kind::compare || node.kind == Kind::truth) {
    out += comparison(node, positive);
    return Shape::comparison;
  }
  const Shape shape = (node.kind == Kind::all) == positive ? Shape::conjunction : Shape::disjunction;
  for (std::size_t i = 0; i < node.parts.size(); ++i) {
    std::string part;
    const Shape inner = write(node.parts[i], positive, part);
    if (i > 0) out += shape == Shape::conjunction ? " and " : " or ";
    out += inner == Shape::comparison || inner == shape ? part : "(" + part + ")";
  }
  return shape;
}

}  // namespace certibound::smt
