#include <certibound/language/jet.hpp>

#include <certibound/language/jet_algebra.hpp>

#include <algorithm>

namespace certibound::language {

Range scalar(const Rational& value, const Range& like) { return constant(value, like.value.precision()); }
Exact scalar(const Rational& value, const Exact&) { return Exact(value); }
Range pi_like(const Range& like) { return pi_range(like.value.precision()); }
Exact pi_like(const Exact&) { return Exact::pi(); }
Range unknown_like(const Range& like) { return unknown(like.value.precision()); }
Exact unknown_like(const Exact&) { return {}; }
bool certainly_zero(const Exact& x) { return x.is_zero(); }

// max and abs pick a branch on the whole box; at a point an exact zero would pick one of two one-sided branches, which
// says nothing about the other side, so only strict signs count there.
bool known_nonnegative(const Range& x) { return certainly_nonnegative(x); }
bool known_nonnegative(const Exact& x) { return x.sign() == 1; }

namespace {

// S: Range or Exact; Scalars: their arithmetic.
template <typename S, typename Scalars>
struct JetArithmetic {
  Scalars scalars;
  std::size_t size;

  Jet<S> constant_of(S value) const {
    Jet<S> out{std::vector<S>(size, scalars.literal(Rational(0)))};
    out.c[0] = std::move(value);
    return out;
  }
  Jet<S> literal(const Rational& value) const { return constant_of(scalars.literal(value)); }
  Jet<S> pi() const { return constant_of(scalars.pi()); }
  Jet<S> e() const { return constant_of(scalars.e()); }
  Jet<S> unknown() const { return {std::vector<S>(size, scalars.unknown())}; }

  static bool is_constant(const Jet<S>& x) {
    return std::all_of(x.c.begin() + 1, x.c.end(), [](const S& c) { return certainly_zero(c); });
  }
  std::optional<Integer> whole(const Jet<S>& x) const { return is_constant(x) ? scalars.whole(x.c[0]) : std::nullopt; }

  // Nothing is known of the coefficients beyond the value, unless no operand moves.
  Jet<S> call(const Call& call, const std::vector<Jet<S>>& operands) const {
    std::vector<S> values;
    bool moves = false;
    for (const Jet<S>& x : operands) {
      values.push_back(x.c[0]);
      moves = moves || !is_constant(x);
    }
    Jet<S> out = moves ? unknown() : constant_of(scalars.unknown());
    out.c[0] = scalars.call(call, values);
    return out;
  }
};

template <typename S, typename Scalars>
std::vector<S> jet_of(const Program& program, std::size_t root, const std::vector<S>& variables, std::size_t variable,
                      int order, Scalars scalars) {
  const JetArithmetic<S, Scalars> arithmetic{scalars, static_cast<std::size_t>(order) + 1};
  std::vector<Jet<S>> inputs;
  for (const S& x : variables) inputs.push_back(arithmetic.constant_of(x));
  if (order > 0) inputs.at(variable).c[1] = scalars.literal(Rational(1));
  return program.run<Jet<S>>(arithmetic, inputs).at(root).c;
}

}  // namespace

std::vector<Range> enclose_jet(const Program& program, std::size_t root, const std::vector<Range>& variables,
                               std::size_t variable, int order, Precision bits) {
  std::vector<Range> out = jet_of<Range>(program, root, variables, variable, order, RangeArithmetic{bits});
  // An empty coefficient only says that a formula for it has no value anywhere, as at the end of a domain.
  for (Range& coefficient : out) {
    if (coefficient.value.is_empty()) coefficient = unknown(bits);
  }
  return out;
}

std::vector<Exact> exact_jet(const Program& program, std::size_t root, const std::vector<Rational>& point,
                             std::size_t variable, int order) {
  std::vector<Exact> variables;
  for (const Rational& value : point) variables.emplace_back(value);
  return jet_of<Exact>(program, root, variables, variable, order, ExactArithmetic{});
}

}  // namespace certibound::language
