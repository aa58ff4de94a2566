#include "pair_expectation.hpp"

#include "body.hpp"
#include "mehler.hpp"
#include "pieces.hpp"
#include "product_form.hpp"

#include <certibound/dual_activation/piecewise_expectation.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/evaluate.hpp>
#include <certibound/quadrature/expect.hpp>

#include <map>
#include <memory>
#include <string>

namespace certibound::external {
namespace {

using language::Lambda;
using language::NodeId;

constexpr std::size_t kKeptFunctions = 64;
constexpr long kCheckedTerms = 8;  // of the series beside a closed form
constexpr Precision kCheckedBits = 64;

bool is_known(const Interval& x) { return x.is_bounded() && !x.is_empty(); }
bool is_one(const Interval& x) { return x.is_point() && mpfr_cmp_si(x.lo().get(), 1) == 0; }

// Both must hold the value: nothing if they contradict each other.
Interval agreed(const Interval& x, const Interval& y, Precision bits) {
  if (!is_known(y)) return x;
  if (!is_known(x)) return y;
  const Interval both = intersection(x, y);
  return both.is_empty() ? Interval::entire(bits) : both;
}

// E on the line Y = side X.
struct OnLine {
  const language::Program& program;
  const std::vector<Interval>& captured;
  long side;
  Precision bits;

  template <typename N>
  N operator()(const N& x) const {
    std::vector<N> variables;
    for (const Interval& value : captured) variables.push_back(constant(value, x));
    variables.push_back(x);
    variables.push_back(side > 0 ? x : -x);
    return program.run<N>(Likeness<N>(x, bits), variables)[0];
  }
};

Interval on_line(const Lambda& body, const std::vector<Interval>& captured, long side, Precision bits,
                 const std::function<bool()>& stop) {
  QuadratureOptions options;
  options.bits = bits;
  options.stop = stop;
  const language::Program program(body.terms, {body.root});
  const Integral found = expect(make_integrand(OnLine{program, captured, side, bits}), options);
  return found.confirmed ? found.value.at_precision(bits) : Interval::entire(bits);
}

// What was computed for a function is kept for the next correlation: the series costs an integral for each coefficient.
using Kept = std::map<std::string, std::shared_ptr<HermiteFunction>>;
thread_local Kept kept_functions;

std::shared_ptr<HermiteFunction> kept(const std::shared_ptr<const Lambda>& f, const std::vector<Interval>& captured,
                                      const Interval& scale, std::optional<long> degree, Precision bits) {
  std::string key = f->key + "|" + std::to_string(bits) + "|" + to_hex(scale);
  for (const Interval& x : captured) key += "|" + to_hex(x);
  if (kept_functions.size() >= kKeptFunctions) kept_functions.clear();
  std::shared_ptr<HermiteFunction>& found = kept_functions[key];
  if (!found) found = std::make_shared<HermiteFunction>(f, captured, scale, degree, bits);
  return found;
}

class Evaluation {
 public:
  Evaluation(ProductForm form, std::vector<Interval> captured, const Interval& rho, Precision bits,
             std::function<bool()> stop)
      : form_(std::move(form)), captured_(std::move(captured)), rho_(rho), bits_(bits), stop_(std::move(stop)) {}

  Interval value() {
    Interval sum = number(0);
    for (const Product& product : form_.products) {
      const Interval front = constant_of(product.constant);
      const Interval rest = expectation_of(product);
      if (!is_known(front) || !is_known(rest)) return Interval::entire(bits_);
      sum = sum + front * rest;
    }
    return sum;
  }

 private:
  struct Function {
    std::shared_ptr<const Lambda> lambda;
    std::optional<PiecewiseFunction> pieces;
    std::optional<long> degree;  // of a polynomial
  };

  Interval number(const Rational& x) const { return {x, bits_}; }

  Interval constant_of(NodeId id) const {
    std::vector<language::Range> at;
    for (const Interval& x : captured_) at.push_back({x, true, false, false});
    const language::Range value = language::enclose(language::Program(form_.terms, {id}), at, bits_)[0];
    return value.defined ? value.value : Interval::entire(bits_);
  }

  const Function& function(NodeId id) {
    if (const auto found = functions_.find(id); found != functions_.end()) return found->second;
    Function out;
    auto lambda = std::make_shared<Lambda>();
    lambda->terms = form_.terms;
    lambda->root = id;
    lambda->key = form_.terms.key(id);
    out.lambda = std::move(lambda);
    out.pieces = pieces_of(form_.terms, id, captured_);
    if (out.pieces && out.pieces->cuts.empty()) {
      const ExpPolynomial& only = out.pieces->pieces[0];
      const bool polynomial = only.is_zero() || (only.terms().size() == 1 && only.terms().begin()->first == 0);
      if (polynomial) out.degree = only.is_zero() ? 0 : only.degree();
    }
    return functions_.emplace(id, std::move(out)).first->second;
  }

  // E[D D'] for two directions.
  Interval covariance(const Direction& a, const Direction& b) const {
    if (a.second && b.second) return number(1);
    if (a.second) return rho_ + number(b.slope);
    if (b.second) return rho_ + number(a.slope);
    return number(Rational(1 + a.slope * b.slope)) + number(Rational(a.slope + b.slope)) * rho_;
  }

  std::shared_ptr<HermiteFunction> series(const Function& f, const Interval& variance, Precision bits) const {
    return kept(f.lambda, captured_, sqrt(variance), f.degree, bits);
  }

  Interval of_one(const Function& f, const Interval& variance) {
    Interval closed = Interval::entire(bits_);
    if (f.pieces) {
      const PiecewiseFunction one{{}, {}, {ExpPolynomial(1, 0, 0)}};
      closed = certibound::expectation(*f.pieces, one, {number(0), variance, number(1)});
    }
    if (!is_known(closed)) return series(f, variance, bits_)->coefficient(0, stop_);
    return agreed(closed, series(f, variance, kCheckedBits)->coefficient(0, stop_), bits_);
  }

  Interval of_two(const Function& f, const Function& g, const Interval& q1, const Interval& q2, const Interval& r) {
    Interval closed = Interval::entire(bits_);
    if (f.pieces && g.pieces) closed = certibound::expectation(*f.pieces, *g.pieces, {r, q1, q2});
    const bool known = is_known(closed);
    const Precision bits = known ? kCheckedBits : bits_;
    const auto first = series(f, q1, bits), second = series(g, q2, bits);
    const long last = known ? kCheckedTerms : HermiteFunction::kLastTerm;
    const Interval by_series = mehler_sum(*first, *second, r, bits, last, stop_);
    return agreed(closed, by_series, bits_);
  }

  Interval expectation_of(const Product& product) {
    if (product.factors.empty()) return number(1);
    const auto& [first, f] = *product.factors.begin();
    const Interval q1 = covariance(first, first);
    if (q1.lo().sign() <= 0) return Interval::entire(bits_);
    if (product.factors.size() == 1) return of_one(function(f), q1);
    const auto& [second, g] = *std::next(product.factors.begin());
    const Interval q2 = covariance(second, second);
    if (q2.lo().sign() <= 0) return Interval::entire(bits_);
    const Interval c = covariance(first, second);
    const Interval r = is_one(q1) && is_one(q2) ? c : c / sqrt(q1 * q2);
    return of_two(function(f), function(g), q1, q2, intersection(r, Interval(Rational(-1), Rational(1), bits_)));
  }

  ProductForm form_;
  std::vector<Interval> captured_;
  Interval rho_;
  Precision bits_;
  std::function<bool()> stop_;
  std::map<NodeId, Function> functions_;
};

}  // namespace

Interval pair_expectation(const language::Call& call, const std::vector<Interval>& operands, Precision bits,
                          const std::function<bool()>& stop) {
  const Precision work = bits + 16;
  const Interval rho = operands[0].at_precision(work), unit(Rational(-1), Rational(1), work);
  if (!subset(rho, unit)) return Interval::entire(bits);
  std::vector<Interval> captured;
  for (std::size_t i = call.arguments; i < operands.size(); ++i) captured.push_back(operands[i].at_precision(work));
  for (const long side : {1L, -1L}) {
    if (!equal(rho, Interval(side, work))) continue;
    const Interval value = on_line(*call.body, captured, side, work, stop);
    if (is_known(value)) return value.at_precision(bits);
  }
  Interval value = Interval::entire(bits);
  try {
    auto form = product_form(*call.body, captured.size());
    if (form) value = Evaluation(std::move(*form), std::move(captured), rho, work, stop).value().at_precision(bits);
  } catch (const language::TooLarge&) {
    // Too long a sum of products: nothing is known.
  }
  if (stop && stop()) kept_functions.clear();  // some were cut short
  return value;
}

}  // namespace certibound::external
