// Expressions of the claim language as reference functions, their symmetry and their Taylor expansions.
#include <certibound/crosscheck/function.hpp>

#include "named.hpp"
#include "places.hpp"
#include "points.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/language/calls.hpp>
#include <certibound/language/evaluate.hpp>
#include <certibound/language/jet.hpp>
#include <certibound/language/parser.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace certibound::crosscheck {
namespace {

using language::NodeId;
using language::Op;
using language::Range;

// "Rhat" to "Rhat(x)"; anything that is no name of a function stays.
std::string expression_of(const std::string& text) {
  if (text == "dRhat") return "Rhat1(x)";
  if (text == "pow") return "x^y";
  if (const language::FunctionName* f = language::find_function(text)) {
    return text + (f->arguments == 2 ? "(x, y)" : "(x)");
  }
  const language::SpecialName* call = language::find_special(text);
  return call != nullptr && call->arguments == 2 ? text + "(x, y)" : text;
}

Parity product(Parity a, Parity b) {
  if (a == Parity::none || b == Parity::none) return Parity::none;
  return a == b ? Parity::even : Parity::odd;
}

// A function of the language applied to an operand of this parity.
Parity applied(Op op, Parity operand) {
  if (operand != Parity::odd) return operand;  // anything of an even function is even
  switch (op) {
    case Op::neg:
    case Op::cbrt:
    case Op::sin:
    case Op::tan:
    case Op::asin:
    case Op::atan:
    case Op::sinh:
    case Op::tanh:
    case Op::erf: return Parity::odd;
    case Op::cos:
    case Op::cosh:
    case Op::abs:
    case Op::phi: return Parity::even;
    default: return Parity::none;
  }
}

Parity parity_of(const language::Terms& terms, NodeId root) {
  const std::vector<bool> needed = terms.reachable({root});
  std::vector<Parity> parity(needed.size(), Parity::none);
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (!needed[i]) continue;
    const language::Node& node = terms[static_cast<NodeId>(i)];
    const auto of = [&](NodeId id) { return id < 0 ? Parity::none : parity[static_cast<std::size_t>(id)]; };
    switch (node.op) {
      case Op::rational:
      case Op::pi:
      case Op::e: parity[i] = Parity::even; break;
      case Op::variable: parity[i] = Parity::odd; break;
      case Op::add:
      case Op::sub: parity[i] = of(node.a) == of(node.b) ? of(node.a) : Parity::none; break;
      case Op::mul:
      case Op::div: parity[i] = product(of(node.a), of(node.b)); break;
      case Op::power: parity[i] = node.n % 2 == 0 && of(node.a) != Parity::none ? Parity::even : of(node.a); break;
      case Op::real_power:
      case Op::min:
      case Op::max:
        parity[i] = of(node.a) == Parity::even && of(node.b) == Parity::even ? Parity::even : Parity::none;
        break;
      case Op::call: break;
      default: parity[i] = applied(node.op, of(node.a));
    }
  }
  return parity[static_cast<std::size_t>(root)];
}

double upper(const Interval& x) { return mpfr_get_d(mag(x).get(), MPFR_RNDU); }

Range variable(const Interval& x) { return {.value = x, .defined = true}; }

}  // namespace

struct Function::Body {
  language::Terms terms;
  NodeId root = -1;
  std::unique_ptr<language::Program> program;
  std::string text;
  int arity = 1;
  Parity parity = Parity::none;
  const Reference* reference = nullptr;
  const Named* named = nullptr;

  Value value(const std::vector<Range>& variables, Precision bits) const {
    const Range range = language::enclose(*program, variables, bits).front();
    if (range.value.is_empty()) return {range.value, Place::outside};
    return {range.value, range.defined ? Place::inside : Place::unknown};
  }
};

Function::Function(const std::string& text) {
  auto body = std::make_unique<Body>();
  if (const Named* named = find_named(text)) {
    body->text = text + (named->arity == 2 ? "(x, y)" : "(x)");
    body->arity = named->arity;
    body->named = named;
    body_ = std::move(body);
    return;
  }
  const std::vector<std::string> names{"x", "y"};
  body->root = language::parse_expression({"<function>", expression_of(text)}, names, body->terms);
  body->program = std::make_unique<language::Program>(body->terms, std::vector<NodeId>{body->root});
  body->text = language::to_text(body->terms, body->root, names);
  body->arity = body->terms.depends_on(body->root, 1) ? 2 : 1;
  if (body->arity == 1) body->parity = parity_of(body->terms, body->root);
  if (body->text == "Rhat(x)") body->reference = find_reference("Rhat");
  if (body->text == "Rhat1(x)") body->reference = find_reference("dRhat");
  body_ = std::move(body);
}

Function::~Function() = default;
Function::Function(Function&&) noexcept = default;
Function& Function::operator=(Function&&) noexcept = default;

const std::string& Function::text() const { return body_->text; }
int Function::arity() const { return body_->arity; }
Parity Function::parity() const { return body_->parity; }
bool Function::leans_on_arb() const {
  if (body_->named != nullptr) return body_->named->leans_on_arb;
  return language::leans_on_external_values(body_->terms, body_->root);
}
bool Function::whole() const { return body_->named != nullptr && body_->named->whole; }
std::string_view Function::where() const { return body_->named == nullptr ? "" : body_->named->where; }
const Reference* Function::reference() const { return body_->reference; }

Value Function::at(double x, double y, Precision bits) const {
  if (body_->named != nullptr) return body_->named->at(x, y, bits);
  if (body_->reference != nullptr) {
    const Interval value = body_->reference->enclosure(Interval::point(x, bits));
    return {value, value.is_empty() ? Place::outside : Place::inside};
  }
  return body_->value({variable(Interval::point(x, bits)), variable(Interval::point(y, bits))}, bits);
}

std::pair<double, double> Function::point(const Format& format, std::uint64_t seed, std::uint64_t index) const {
  const Inputs at = body_->named->point(random_bits(seed, 2 * index), random_bits(seed, 2 * index + 1));
  return nearest_point(format, at.x, at.y);
}

std::pair<double, double> Function::nearest_point(const Format& format, double x, double y) const {
  const double most = largest(format);
  const Inputs at = body_->named->nearest({std::clamp(x, -most, most), std::clamp(y, -most, most)});
  return {in_format(format, at.x), in_format(format, at.y)};
}

Value Function::on(double lo, double hi, Precision bits) const {
  if (!body_->program) return {Interval::entire(bits), Place::unknown};
  const Interval x = hull(Interval::point(lo, bits), Interval::point(hi, bits));
  return body_->value({variable(x), variable(Interval(0, bits))}, bits);
}

Expansion Function::expand(double c, double radius, int degree, Precision bits) const {
  if (!body_->program) return {};
  const Interval center = Interval::point(c, bits), r = Interval::point(radius, bits);
  const Range zero = variable(Interval(0, bits));
  const auto jet = [&](const Interval& x, int order) {
    return language::enclose_jet(*body_->program, 0, {variable(x), zero}, 0, order, bits);
  };
  const std::vector<Range> whole = jet(center + r * hull(Interval(-1, bits), Interval(1, bits)), degree + 1);
  const auto usable = [](const Range& a) { return a.defined && a.value.is_bounded() && upper(a.value) < 0x1p1000; };
  if (!std::all_of(whole.begin(), whole.end(), usable)) return {};
  const std::vector<Range> at_center = jet(center, degree);
  if (!std::all_of(at_center.begin(), at_center.end(), usable)) return {};

  Expansion out;
  // Taylor's remainder, and what is lost when the coefficients become doubles.
  Interval error = abs(whole.back().value) * pown(r, degree + 1);
  Interval size(0, bits), power(1, bits);
  for (const Range& a : at_center) {
    const double nearest_double = mpfr_get_d(mid(a.value).get(), MPFR_RNDN);
    out.coefficients.push_back(nearest_double);
    error = error + abs(a.value - Interval::point(nearest_double, bits)) * power;
    size = size + Interval::point(std::fabs(nearest_double), bits) * power;
    power = power * r;
  }
  // Horner's rule with one product and one sum a step: at most gamma_2n sum |a_k| |h|^k (Higham, Accuracy and Stability of
  // Numerical Algorithms, 2nd ed., (5.3)), here with twice the factor; and each product loses at most 2^-1074 to underflow,
  // which the later factors raise to at most max(1, radius)^degree times as much.
  const Interval steps = Interval(4 * (degree + 1), bits) * Interval::point(0x1p-53, bits);
  const Interval lost = Interval(degree + 1, bits) * Interval::point(0x1p-1074, bits) * pown(max(Interval(1, bits), r), degree);
  out.error = upper(error + steps * size + lost);
  if (!(upper(size) < 0x1p1000) || !(out.error < 0x1p1000)) return {};
  const Range& slope = whole[1];
  if (certainly_positive(slope)) out.direction = 1;
  if (certainly_negative(slope)) out.direction = -1;
  return out;
}

Judgement judge(const Function& function, const Format& format, double x, double y, double computed, Precision bits) {
  Judgement out;
  for (Precision p = bits; p <= 16 * bits; p *= 2) {
    const Value value = function.at(x, y, p);
    out.place = value.place;
    if (value.place != Place::inside) {
      if (value.place == Place::outside) return out;
      continue;
    }
    out.error = abs(ulp_error(computed, value.enclosure, format));
    out.rounding = rounding_of(computed, value.enclosure, format);
    const bool hopeless = !std::isfinite(computed) && value.enclosure.is_bounded() && !out.error.is_bounded();
    const bool narrow = out.error.is_bounded() &&
                        certainly(less_equal(Interval(wid(out.error), wid(out.error)),
                                             max(Interval(1, 53), Interval(out.error.lo(), out.error.lo())) *
                                                 Interval::point(0x1p-20)));
    if (hopeless || (narrow && out.rounding != Rounding::unknown)) return out;
  }
  return out;
}

}  // namespace certibound::crosscheck
