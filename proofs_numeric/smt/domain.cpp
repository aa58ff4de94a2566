#include "domain.hpp"

#include <set>

namespace certibound::smt {
namespace {

Rational whole_at_least(const Rational& x) {
  Integer q;
  mpz_cdiv_q(q.backend().data(), mpq_numref(x.backend().data()), mpq_denref(x.backend().data()));
  return Rational(q);
}
Rational whole_at_most(const Rational& x) { return -whole_at_least(Rational(-x)); }

// x > 5/2 is x >= 3 for an integer x, x > 2 is x >= 3.
void make_whole(End& end, bool lower) {
  Rational inner = lower ? whole_at_least(end.value) : whole_at_most(end.value);
  if (end.open && inner == end.value) inner += lower ? 1 : -1;
  end = {inner, false};
}

bool excludes_more(const End& end, const End& than, bool lower) {
  if (end.value != than.value) return lower ? end.value > than.value : end.value < than.value;
  return end.open && !than.open;
}

bool is_empty(const Bounds& bounds) {
  if (!bounds.lower || !bounds.upper) return false;
  const Rational &lo = bounds.lower->value, &hi = bounds.upper->value;
  return lo > hi || (lo == hi && (bounds.lower->open || bounds.upper->open));
}

class Splitter {
 public:
  Splitter(const Formulas& formulas, const std::vector<Variable>& variables) : f_(formulas), variables_(variables) {
    out_.bounds.resize(variables.size());
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (variables[i].sort == Sort::boolean) out_.bounds[i] = {End{Rational(0)}, End{Rational(1)}};
    }
  }

  Split run(const std::vector<Id>& asserts) {
    for (std::size_t i = asserts.size(); i-- > 0;) open_.push_back({asserts[i], true});
    while (!open_.empty()) {
      const Literal next = open_.back();
      open_.pop_back();
      if (seen_.insert({next.formula, next.positive}).second) take(next);
    }
    return std::move(out_);
  }

 private:
  void take(const Literal& literal) {
    const Node& node = f_[literal.formula];
    if (node.kind == Kind::negation) {
      open_.push_back({node.parts[0], !literal.positive});
    } else if (node.kind == (literal.positive ? Kind::all : Kind::any)) {
      for (std::size_t i = node.parts.size(); i-- > 0;) open_.push_back({node.parts[i], literal.positive});
    } else if (!bound(node, literal.positive)) {
      out_.rest.push_back(literal);
    }
  }

  // Takes `variable relation number` into the bounds, unless nothing were left of them.
  bool bound(const Node& node, bool positive) {
    if (node.kind != Kind::compare) return false;
    const bool variable_left = f_[node.parts[0]].kind == Kind::variable;
    const Node& variable = f_[node.parts[variable_left ? 0 : 1]];
    const Node& number = f_[node.parts[variable_left ? 1 : 0]];
    if (variable.kind != Kind::variable || number.kind != Kind::number) return false;
    if (node.n == equal && !positive) return false;
    const bool open = (node.n == less) == positive;     // not (x <= c) is x > c
    const bool upper = variable_left == positive;       // x < c, or not (c < x)
    const auto index = static_cast<std::size_t>(variable.n);
    Bounds bounds = out_.bounds[index];
    if (node.n == equal) {
      narrow(bounds, {number.value, false}, true, index);
      narrow(bounds, {number.value, false}, false, index);
    } else {
      narrow(bounds, {number.value, open}, !upper, index);
    }
    if (is_empty(bounds)) return false;
    out_.bounds[index] = std::move(bounds);
    return true;
  }

  void narrow(Bounds& bounds, End end, bool lower, std::size_t index) const {
    if (variables_[index].sort != Sort::real) make_whole(end, lower);
    std::optional<End>& old = lower ? bounds.lower : bounds.upper;
    if (!old || excludes_more(end, *old, lower)) old = std::move(end);
  }

  const Formulas& f_;
  const std::vector<Variable>& variables_;
  std::vector<Literal> open_;
  std::set<std::pair<Id, bool>> seen_;
  Split out_;
};

}  // namespace

Split split_bounds(const Formulas& formulas, const std::vector<Variable>& variables, const std::vector<Id>& asserts) {
  return Splitter(formulas, variables).run(asserts);
}

}  // namespace certibound::smt
