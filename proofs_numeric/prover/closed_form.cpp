#include "closed_form.hpp"

#include "search.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <optional>

namespace certibound::prover {
namespace {

using language::NodeId;
using language::Op;
using language::Terms;

constexpr long kMaxHeight = 400;

// The simplest rational in x, if its numerator and denominator are small: a chance hit is as good as excluded then.
std::optional<Rational> simple_rational(const Interval& x) {
  if (!x.is_bounded() || x.is_empty()) return std::nullopt;
  const Rational r = simplest_between(to_rational(x.lo()), to_rational(x.hi()));
  if (abs(numerator(r)) > kMaxHeight || denominator(r) > kMaxHeight) return std::nullopt;
  return r;
}

class Forms {
 public:
  Forms(Terms& terms, const Interval& x) : terms_(terms), x_(x), negative_(strictly_less(x, Interval(0, x.precision()))) {}

  std::vector<NodeId> run() {
    const Precision bits = x_.precision();
    const Interval size = negative_ ? -x_ : x_;
    if (const auto r = simple_rational(size)) add(terms_.rational(*r));
    if (const auto r = simple_rational(size / Interval::pi(bits))) add(times(*r, terms_.constant(Op::pi)));
    if (const auto r = simple_rational(sqr(size))) add(terms_.apply(Op::sqrt, terms_.rational(*r)));
    if (const auto r = simple_rational(size / exp(Interval(1, bits)))) add(times(*r, terms_.constant(Op::e)));
    if (const auto r = simple_rational(size * exp(Interval(1, bits)))) add(terms_.apply(Op::div, terms_.rational(*r), terms_.constant(Op::e)));
    if (const auto r = simple_rational(exp(size))) add(terms_.apply(Op::log, terms_.rational(*r)));
    if (const auto r = simple_rational(log(size))) add(terms_.apply(Op::exp, terms_.rational(*r)));
    if (const auto r = simple_rational(sqr(tan(size)))) arc(*r);
    if (const auto r = simple_rational(size * size * size)) add(terms_.apply(Op::cbrt, terms_.rational(*r)));
    quadratic(size);
    return std::move(out_);
  }

 private:
  NodeId times(const Rational& r, NodeId id) { return terms_.apply(Op::mul, terms_.rational(r), id); }

  void add(NodeId id) { out_.push_back(negative_ ? terms_.apply(Op::neg, id) : id); }

  // The angle whose tangent has the square r, between 0 and pi/2 or seen from pi.
  void arc(const Rational& r) {
    const NodeId angle = terms_.apply(Op::atan, terms_.apply(Op::sqrt, terms_.rational(r)));
    add(angle);
    add(terms_.apply(Op::sub, terms_.constant(Op::pi), angle));
  }

  // (p + sqrt(q))/a and (p - sqrt(q))/a with a x^2 - 2 p x + .. = 0 of small coefficients.
  void quadratic(const Interval& x) {
    for (long a = 1; a <= 12; ++a) {
      for (long p = -24; p <= 24; ++p) {
        if (p == 0) continue;
        const Interval root = x * Interval(a, x.precision()) - Interval(p, x.precision());
        const auto q = simple_rational(sqr(root));
        if (!q || *q <= 0) continue;
        const NodeId surd = terms_.apply(Op::sqrt, terms_.rational(*q));
        const Op op = strictly_less(root, Interval(0, x.precision())) ? Op::sub : Op::add;
        return add(terms_.apply(Op::div, terms_.apply(op, terms_.rational(p), surd), terms_.rational(a)));
      }
    }
  }

  Terms& terms_;
  const Interval x_;
  const bool negative_;
  std::vector<NodeId> out_;
};

}  // namespace

std::vector<NodeId> closed_forms(Terms& terms, const Interval& x) { return Forms(terms, x).run(); }

}  // namespace certibound::prover
