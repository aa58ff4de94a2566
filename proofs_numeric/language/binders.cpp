// Calls with rules of their own: dual and normdual name an activation, sum, integral and expect bind variables.
#include "duals.hpp"
#include "expression_parser.hpp"

#include <algorithm>

namespace certibound::language {
namespace {

bool is_listed(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

ExpressionParser::Value ExpressionParser::special_call(const Token& name, const SpecialName& function) {
  NodeId term = -1;
  if (function.what == Special::dual) {
    term = dual_call(name);
  } else if (function.arguments < 0) {
    term = binder(name, function.what);
  } else {
    const std::vector<NodeId> given = arguments();
    check_count(name, given.size(), static_cast<std::size_t>(function.arguments));
    term = terms_.call({.what = function.what, .operands = given, .arguments = given.size()});
  }
  return {.term = term, .condition = {}, .offset = name.offset};
}

// dual(relu, rho), dual(leaky(1/5), rho, q1, q2), normdual(relu, rho) = dual(relu, rho) / dual(relu, 1)
NodeId ExpressionParser::dual_call(const Token& name) {
  cursor_.expect("(", "before the activation");
  const std::size_t offset = cursor_.offset();
  const std::string activation = cursor_.expect_name("the name of an activation");
  if (!is_listed(activation_names(), activation)) {
    cursor_.fail_at(offset, "unknown activation '" + activation + "'" + did_you_mean(activation, activation_names()));
  }
  std::optional<Rational> parameter;
  if (cursor_.take_if("(")) {
    const Rational* value = terms_.as_rational(expression());
    if (value == nullptr) cursor_.fail_at(offset, "the parameter of an activation is a rational number");
    parameter = *value;
    cursor_.expect(")", "after the parameter");
  }
  std::vector<NodeId> given;
  while (cursor_.take_if(",")) given.push_back(expression());
  cursor_.expect(")", "after the arguments");
  const bool normalised = name.text == "normdual";
  if (given.size() != 1 && (normalised || given.size() != 3)) {
    cursor_.fail_at(name.offset, normalised ? "write normdual(ACTIVATION, rho)"
                                            : "write dual(ACTIVATION, rho) or dual(ACTIVATION, rho, q1, q2)");
  }
  const NodeId one = terms_.rational(1);
  const Variances q = given.size() == 3 ? Variances{given[1], given[2], false} : Variances{one, one, true};
  const auto term = dual_term(terms_, activation, parameter, given[0], q);
  if (!term)
    cursor_.fail_at(offset,
                    "'" + activation +
                        "': write leaky(A) with a rational A, hermite(K) with K = 0..1000, and no parameter elsewhere");
  if (!normalised) return *term;
  return terms_.apply(Op::div, *term, *dual_term(terms_, activation, parameter, one, q));
}

// The offsets of the arguments that follow the body, counted in tokens from the next one: the variables are named after
// the expression in which they stand.
std::vector<std::size_t> ExpressionParser::later_arguments(const Token& name) const {
  std::vector<std::size_t> out;
  int depth = 0;
  for (std::size_t ahead = 0; cursor_.peek(ahead).kind != TokenKind::end; ++ahead) {
    const Token& token = cursor_.peek(ahead);
    if (token.kind == TokenKind::string) continue;
    if (token.text == "(") ++depth;
    if (token.text == ")" && --depth < 0) return out;
    if (token.text == "," && depth == 0) out.push_back(ahead + 1);
  }
  cursor_.fail_at(name.offset, "'" + std::string(name.text) + "' has no closing parenthesis");
}

// sum(E, k, a, b), integral(E, t, a, b), expect(E, X), expect(E, X, Y, rho)
NodeId ExpressionParser::binder(const Token& name, Special what) {
  cursor_.expect("(", "before the arguments");
  const std::vector<std::size_t> later = later_arguments(name);
  const bool pair = what == Special::expect && later.size() == 3;
  if (later.size() != (what == Special::expect && !pair ? 1u : 3u)) {
    cursor_.fail_at(name.offset, what == Special::expect
                                     ? "write expect(E, X) or expect(E, X, Y, rho)"
                                     : "write " + std::string(name.text) + "(E, variable, from, to)");
  }
  auto body = std::make_shared<Lambda>();
  for (std::size_t i = 0; i < (pair ? 2u : 1u); ++i) {
    const Token& variable = cursor_.peek(later[i]);
    if (variable.kind != TokenKind::name)
      cursor_.fail_at(variable.offset, "expected a variable, found " + describe(variable));
    body->bound.emplace_back(variable.text);
  }
  Call call{.what = what, .operands = {}, .body = nullptr};
  const std::vector<bool> used = read_body(*body);
  cursor_.expect(",", "after the expression");
  for (std::size_t i = 0; i < body->bound.size(); ++i) {
    cursor_.expect_name("a variable");
    if (what != Special::expect || i + 1 < body->bound.size() || pair) cursor_.expect(",", "after the variable");
  }
  if (pair) call.operands = {expression()};
  if (what == Special::sum || what == Special::integral) ends(call);
  cursor_.expect(")", "after the arguments");
  call.arguments = call.operands.size();
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) call.operands.push_back(terms_.variable(static_cast<int>(i)));
  }
  if (call.operands.empty()) {  // operands tell a call from a leaf, so a body without any captures the number 0 in vain
    capture_nothing(*body);
    call.operands.push_back(terms_.rational(0));
  }
  call.body = std::move(body);
  return terms_.call(call);
}

// Reads the expression over the variables outside and the bound ones; which of the former it mentions. What it mentions
// moves to the front of the body's own variables.
std::vector<bool> ExpressionParser::read_body(Lambda& body) {
  std::vector<std::string> names = variables_;
  for (const std::string& name : body.bound) {
    if (is_listed(names, name))
      cursor_.fail("the variable '" + name + "' is in use outside already; choose another name");
    names.push_back(name);
  }
  Terms raw;
  ExpressionParser inner(cursor_, raw, names, definitions_);
  inner.nesting_ = nesting_;
  const NodeId root = inner.expression();
  used_.insert(inner.used_.begin(), inner.used_.end());
  std::vector<bool> used(variables_.size(), false);
  std::vector<NodeId> image(names.size(), -1);
  int next = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool outside = i < variables_.size();
    if (outside && !raw.depends_on(root, static_cast<int>(i))) continue;
    if (outside) used[i] = true;
    image[i] = body.terms.variable(next++);
  }
  body.root = raw.substitute(root, image, body.terms);
  body.key = body.terms.key(body.root);
  body.sums = sums_in(body.terms, body.root);
  return used;
}

// Moves the bound variables of a body up by one.
void ExpressionParser::capture_nothing(Lambda& body) {
  Terms moved;
  std::vector<NodeId> image;
  for (std::size_t i = 0; i < body.bound.size(); ++i) image.push_back(moved.variable(static_cast<int>(i) + 1));
  body.root = body.terms.substitute(body.root, image, moved);
  body.terms = std::move(moved);
  body.key = body.terms.key(body.root);
}

int ExpressionParser::sums_in(const Terms& terms, NodeId root) {
  const std::vector<bool> needed = terms.reachable({root});
  int deepest = 0;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    const Node& node = terms[static_cast<NodeId>(i)];
    if (!needed[i] || node.op != Op::call) continue;
    const Call& call = terms.call_of(node);
    if (call.body) deepest = std::max(deepest, call.body->sums + (call.what == Special::sum ? 1 : 0));
  }
  return deepest;
}

// The two ends; those of an integral may be infinite.
void ExpressionParser::ends(Call& call) {
  const bool may_be_infinite = call.what == Special::integral;
  if (may_be_infinite && cursor_.next_is("-") && cursor_.peek(1).text == "oo") {
    cursor_.take();
    cursor_.take();
    call.from_minus_infinity = true;
  } else {
    call.operands.push_back(expression());
  }
  cursor_.expect(",", "between the ends");
  if (may_be_infinite && cursor_.take_if("oo")) {
    call.to_infinity = true;
  } else {
    call.operands.push_back(expression());
  }
}

}  // namespace certibound::language
