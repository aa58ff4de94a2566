// The clauses around the expressions: paper, def, claim.
#include <certibound/language/parser.hpp>

#include "expression_parser.hpp"

#include <algorithm>
#include <set>

namespace certibound::language {
namespace {

const std::vector<std::string> kClauses = {"at",     "printed", "reads",   "because", "cost",    "forall",
                                           "assume", "show",    "measure", "find",    "informal"};
const std::vector<std::string> kReserved = {"pi", "e_", "oo", "and", "or", "not", "implies", "in", "over", "integer"};

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class DocumentParser {
 public:
  explicit DocumentParser(const Source& source) : cursor_(source, tokenize(source)) {}

  Document run() {
    while (cursor_.peek().kind != TokenKind::end) item();
    return std::move(document_);
  }

 private:
  void item() {
    if (cursor_.take_if("paper")) return paper();
    if (cursor_.next_is("def")) return definition();
    if (cursor_.next_is("claim")) return claim();
    cursor_.fail("expected 'paper', 'def' or 'claim', found " + describe(cursor_.peek()) +
                 did_you_mean(cursor_.peek().text, {"paper", "def", "claim"}));
  }

  void paper() {
    if (document_.paper) cursor_.fail("a file has one 'paper' line");
    PaperInfo info;
    info.key = cursor_.expect_name("a short key for the paper, such as arpit19");
    if (cursor_.peek().kind == TokenKind::string) info.title = string("the title");
    document_.paper = info;
  }

  std::string string(const std::string& what) {
    if (cursor_.peek().kind != TokenKind::string) {
      cursor_.fail("expected " + what + " in double quotes, found " + describe(cursor_.peek()));
    }
    std::string text(cursor_.take().text);
    while (cursor_.peek().kind == TokenKind::string) text += " " + std::string(cursor_.take().text);  // goes on below
    return text;
  }

  void check_new_name(const std::string& name, std::size_t offset) const {
    if (contains(kReserved, name) || find_function(name) != nullptr || find_special(name) != nullptr ||
        name.find('.') != std::string::npos) {
      cursor_.fail_at(offset, "'" + name + "' cannot be used as a name");
    }
  }

  void check_number(std::size_t names, std::size_t offset) const {
    if (names > kMaxVariables) cursor_.fail_at(offset, "more than " + std::to_string(kMaxVariables) + " variables");
  }

  // Terms may be too large; the limit is reported at the place where it was passed.
  template <typename F>
  auto limited(F parse) -> decltype(parse()) {
    const std::size_t start = cursor_.offset();
    try {
      return parse();
    } catch (const TooLarge& error) {
      cursor_.fail_at(start, error.what());
    }
  }

  void definition() {
    const std::size_t start = cursor_.offset();
    cursor_.take();
    const std::size_t name_offset = cursor_.offset();
    Definition def;
    def.name = cursor_.expect_name("the name of the definition");
    check_new_name(def.name, name_offset);
    if (definitions_.count(def.name) > 0) cursor_.fail_at(name_offset, "'" + def.name + "' is defined twice");
    cursor_.expect("(", "after the name of a definition");
    do {
      const std::size_t offset = cursor_.offset();
      const std::string parameter = cursor_.expect_name("a parameter");
      check_new_name(parameter, offset);
      if (contains(def.parameters, parameter)) cursor_.fail_at(offset, "the parameter '" + parameter + "' stands twice");
      def.parameters.push_back(parameter);
      check_number(def.parameters.size(), offset);
    } while (cursor_.take_if(","));
    cursor_.expect(")", "after the parameters");
    cursor_.expect("=", "before the body of the definition");
    ExpressionParser parser(cursor_, def.terms, def.parameters, definitions_);
    def.body = limited([&] { return parser.expression(); });
    place_[def.name] = sources_.size();
    sources_.push_back({parser.used_definitions(), slice(start)});
    definitions_.emplace(def.name, std::move(def));
  }

  std::string slice(std::size_t start) const {
    return cursor_.source().text.substr(start, cursor_.end_of_previous() - start);
  }

  // The definitions needed, directly or not, in the order of the file.
  std::string closure_text(const std::set<std::string>& used) const {
    std::set<std::size_t> needed;
    std::vector<std::size_t> open;
    const auto need = [&](const std::string& name) {
      const std::size_t place = place_.at(name);
      if (needed.insert(place).second) open.push_back(place);
    };
    for (const std::string& name : used) need(name);
    while (!open.empty()) {
      const std::size_t place = open.back();
      open.pop_back();
      for (const std::string& name : sources_[place].uses) need(name);
    }
    std::string text;
    for (const std::size_t place : needed) text += sources_[place].text + "\n";
    return text;
  }

  void claim() {
    const std::size_t start = cursor_.offset();
    cursor_.take();
    const std::size_t id_offset = cursor_.offset();
    Claim claim;
    claim.id = cursor_.expect_name("the id of the claim");
    if (document_.paper) {
      claim.paper = document_.paper->key;
      claim.id = claim.paper + "." + claim.id;
    }
    if (!ids_.insert(claim.id).second) cursor_.fail_at(id_offset, "the id '" + claim.id + "' is used twice");
    cursor_.expect("{", "after the id of a claim");
    std::set<std::string> seen;
    used_.clear();
    cursor_.start_claim();
    while (!cursor_.take_if("}")) clause(claim, seen);
    if (!claim.has_goal()) {
      cursor_.fail_at(id_offset, "the claim '" + claim.id + "' has no 'show', 'measure', 'find' or 'informal'");
    }
    claim.text = (document_.paper ? "paper " + claim.paper + "\n" : "") + closure_text(used_) + slice(start) + "\n";
    claim_bytes_ += claim.text.size();
    if (claim_bytes_ > kMaxClaimBytes) cursor_.fail_at(id_offset, "the claims with their definitions are larger than 64 MiB");
    document_.claims.push_back(std::move(claim));
  }

  void clause(Claim& claim, std::set<std::string>& seen) {
    const Token token = cursor_.peek();
    const std::string word(token.text);
    if (token.kind != TokenKind::name || !contains(kClauses, word)) {
      cursor_.fail("expected a clause (at, printed, reads, because, cost, forall, assume, show, measure, find, informal) or '}', found " +
                   describe(token) + did_you_mean(word, kClauses));
    }
    if (word != "assume" && !seen.insert(word).second) cursor_.fail("'" + word + "' stands twice in this claim");
    cursor_.take();
    if (word == "at") claim.at = string("the place in the paper");
    if (word == "printed") claim.printed = string("the text as printed");
    if (word == "reads") claim.reads = string("the reading");
    if (word == "because") claim.because = string("the argument");
    if (word == "cost") claim.cost = string("what the correction costs");
    if (word == "forall") forall(claim);
    if (word == "assume") assume(claim);
    if (word == "show" || word == "measure" || word == "find" || word == "informal") goal(claim, word, token.offset);
  }

  void goal(Claim& claim, const std::string& word, std::size_t offset) {
    if (claim.has_goal()) cursor_.fail_at(offset, "a claim has one 'show', 'measure', 'find' or 'informal'");
    if (word == "informal") {
      claim.informal = string("the sentence, and why nothing in it can be decided");
      claim.statement_text = *claim.informal;
      return;
    }
    const std::size_t start = cursor_.offset();
    if (word == "show") claim.show = condition(claim);
    if (word == "measure") measure(claim);
    if (word == "find") find(claim);
    claim.statement_text = one_line(slice(start));
    if (word != "show") claim.statement_text = word + " " + claim.statement_text;
  }

  static std::string one_line(const std::string& text) {
    std::string out;
    for (const char c : text) {
      const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
      if (!blank) out += c;
      if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
  }

  NodeId expression(Claim& claim) {
    const std::vector<std::string> names = claim.variable_names();
    ExpressionParser parser(cursor_, claim.terms, names, definitions_);
    const NodeId out = limited([&] { return parser.expression(); });
    used_.insert(parser.used_definitions().begin(), parser.used_definitions().end());
    return out;
  }

  Condition condition(Claim& claim) {
    const std::vector<std::string> names = claim.variable_names();
    ExpressionParser parser(cursor_, claim.terms, names, definitions_);
    Condition out = limited([&] { return parser.condition(); });
    used_.insert(parser.used_definitions().begin(), parser.used_definitions().end());
    return out;
  }

  void forall(Claim& claim) {
    if (claim.show || claim.measure || claim.find) cursor_.fail("'forall' stands before what is to be shown");
    const std::size_t start = cursor_.offset();
    do {
      binding(claim);
    } while (cursor_.take_if(","));
    claim.domain_text = one_line(slice(start));
  }

  void binding(Claim& claim) {
    Variable variable;
    variable.integer = cursor_.take_if("integer");
    const std::size_t offset = cursor_.offset();
    variable.name = cursor_.expect_name("a variable");
    check_new_name(variable.name, offset);
    if (contains(claim.variable_names(), variable.name)) {
      cursor_.fail_at(offset, "the variable '" + variable.name + "' is declared twice");
    }
    check_number(claim.variables.size() + 1, offset);
    if (cursor_.take_if(">=")) {
      if (!variable.integer) cursor_.fail("a real variable is declared as 'x in [a, oo)'");
      variable.lower.value = expression(claim);
    } else {
      cursor_.expect("in", "after the variable");
      variable.integer ? integer_range(claim, variable) : real_range(claim, variable);
    }
    claim.variables.push_back(std::move(variable));
  }

  void integer_range(Claim& claim, Variable& variable) {
    variable.lower.value = expression(claim);
    cursor_.expect("..", "between the ends of an integer range, as in 1..4096");
    variable.upper.value = expression(claim);
  }

  // [a, b], (a, b), (-oo, b], ... with an infinite end always open.
  void real_range(Claim& claim, Variable& variable) {
    if (!cursor_.next_is("[") && !cursor_.next_is("(")) {
      cursor_.fail("expected '[' or '(' to open the range, found " + describe(cursor_.peek()));
    }
    variable.lower.open = cursor_.take().text == "(";
    bound(claim, variable.lower, true);
    cursor_.expect(",", "between the ends of the range");
    bound(claim, variable.upper, false);
    if (!cursor_.next_is("]") && !cursor_.next_is(")")) {
      cursor_.fail("expected ']' or ')' to close the range, found " + describe(cursor_.peek()));
    }
    const Token close = cursor_.take();
    variable.upper.open = close.text == ")";
    if ((!variable.lower.value && !variable.lower.open) || (!variable.upper.value && !variable.upper.open)) {
      cursor_.fail_at(close.offset, "an infinite end is open: write ( or ) beside oo");
    }
  }

  void bound(Claim& claim, Bound& bound, bool lower) {
    const bool minus = cursor_.next_is("-") && cursor_.peek(1).text == "oo";
    if (!minus && !cursor_.next_is("oo")) {
      bound.value = expression(claim);
      return;
    }
    if (minus != lower) cursor_.fail(lower ? "a lower end is a number or -oo" : "an upper end is a number or oo");
    if (minus) cursor_.take();
    cursor_.take();
  }

  void assume(Claim& claim) {
    Condition assumed = condition(claim);
    auto& parts = claim.hypotheses.parts;
    if (assumed.kind == Condition::Kind::all_of) {
      parts.insert(parts.end(), assumed.parts.begin(), assumed.parts.end());
    } else {
      parts.push_back(std::move(assumed));
    }
  }

  void measure(Claim& claim) {
    if (!claim.variables.empty()) cursor_.fail("'measure ... over' declares its own variables; leave out 'forall'");
    grid_variables(claim);
    Measure out;
    out.expression = expression(claim);
    std::size_t points = 1;
    if (cursor_.take_if("over")) {
      do {
        const std::size_t offset = cursor_.offset();
        out.grid.push_back(grid_row(claim, out.grid.size()));
        points *= out.grid.back().second.size();
        if (points > kMaxGridPoints) cursor_.fail_at(offset, "the grid has more than " + std::to_string(kMaxGridPoints) + " points");
      } while (cursor_.take_if(","));
    }
    claim.measure = std::move(out);
  }

  // The grid follows the expression, but its variables are needed to read the expression: look ahead for them.
  void grid_variables(Claim& claim) {
    for (std::size_t ahead = 0; cursor_.peek(ahead).kind != TokenKind::end && cursor_.peek(ahead).text != "}"; ++ahead) {
      if (cursor_.peek(ahead + 1).text != "in" || cursor_.peek(ahead + 2).text != "{") continue;
      const Token& name = cursor_.peek(ahead);
      check_new_name(std::string(name.text), name.offset);
      if (contains(claim.variable_names(), name.text)) {
        cursor_.fail_at(name.offset, "the variable '" + std::string(name.text) + "' stands twice in the grid");
      }
      Variable variable;
      variable.name = std::string(name.text);
      claim.variables.push_back(std::move(variable));
      check_number(claim.variables.size(), name.offset);
      while (cursor_.peek(ahead).kind != TokenKind::end && cursor_.peek(ahead).text != "}") ++ahead;
    }
  }

  // REQUIRES: the variables of the grid are those of the claim, in order. The values are constants.
  std::pair<std::string, std::vector<NodeId>> grid_row(Claim& claim, std::size_t row) {
    const std::size_t name_offset = cursor_.offset();
    const std::string name = cursor_.expect_name("a variable of the measure");
    cursor_.expect("in", "after the variable");
    cursor_.expect("{", "before the values");
    if (row >= claim.variables.size() || claim.variables[row].name != name) {
      cursor_.fail_at(name_offset, "'" + name + "' is not a new variable of the measure");
    }
    std::vector<NodeId> values;
    do {
      values.push_back(constant_expression(claim));
    } while (cursor_.take_if(","));
    cursor_.expect("}", "after the values");
    return {name, values};
  }

  NodeId constant_expression(Claim& claim) {
    const std::vector<std::string> none;
    ExpressionParser parser(cursor_, claim.terms, none, definitions_);
    const NodeId out = limited([&] { return parser.expression(); });
    used_.insert(parser.used_definitions().begin(), parser.used_definitions().end());
    return out;
  }

  void find(Claim& claim) {
    using Kind = Find::Kind;
    static const std::map<std::string, Kind, std::less<>> kKinds = {
        {"sup", Kind::supremum}, {"inf", Kind::infimum}, {"roots", Kind::roots}, {"where", Kind::where}};
    const Token what = cursor_.peek();
    const auto kind = kKinds.find(what.text);
    if (what.kind != TokenKind::name || kind == kKinds.end()) {
      cursor_.fail("expected 'sup', 'inf', 'roots' or 'where' after 'find', found " + describe(what) +
                   did_you_mean(what.text, {"sup", "inf", "roots", "where"}));
    }
    Find out;
    out.kind = kind->second;
    const bool on_a_line = out.kind == Kind::roots || out.kind == Kind::where;
    if (on_a_line && (claim.variables.size() != 1 || claim.variables[0].integer)) {
      cursor_.fail("'find " + std::string(what.text) + "' is for claims with one variable, a real one");
    }
    cursor_.take();
    if (out.kind == Kind::where) {
      out.condition = condition(claim);
    } else {
      out.expression = expression(claim);
    }
    claim.find = std::move(out);
  }

  Cursor cursor_;
  Document document_;
  std::map<std::string, Definition> definitions_;
  struct DefinitionSource {
    std::set<std::string> uses;
    std::string text;
  };
  std::vector<DefinitionSource> sources_;  // in the order of the file
  std::map<std::string, std::size_t> place_;
  std::set<std::string> ids_;
  std::set<std::string> used_;
  std::size_t claim_bytes_ = 0;
};

void check_size(const Source& source) {
  if (source.text.size() > kMaxSourceBytes) throw SyntaxError(source, 0, "the text is larger than 4 MiB");
}

}  // namespace

Document parse_document(const Source& source) {
  check_size(source);
  return DocumentParser(source).run();
}

NodeId parse_expression(const Source& source, const std::vector<std::string>& names, Terms& terms) {
  check_size(source);
  Cursor cursor(source, tokenize(source));
  const std::map<std::string, Definition> none;
  try {
    const NodeId out = ExpressionParser(cursor, terms, names, none).expression();
    if (cursor.peek().kind != TokenKind::end) cursor.fail("expected an operator, found " + describe(cursor.peek()));
    return out;
  } catch (const TooLarge& error) {
    cursor.fail_at(0, error.what());
  }
}

}  // namespace certibound::language
