#include <certibound/external/external.hpp>

#include "body.hpp"
#include "odd.hpp"
#include "pair_expectation.hpp"

#include <certibound/dual_activation/activation.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/language/calls.hpp>
#include <certibound/quadrature/expect.hpp>
#include <certibound/special/bivariate_normal.hpp>
#include <certibound/special/incomplete_gamma.hpp>

namespace certibound::external {
namespace {

using language::Call;
using language::Special;

using Operands = std::vector<Interval>;

thread_local std::function<bool()> stop_now;

Interval nothing(Precision bits) { return Interval::entire(bits); }
Interval at(const Operands& operands, std::size_t i, Precision bits) { return operands[i].at_precision(bits); }

std::shared_ptr<const Activation> activation_of(const Call& call) { return find_activation(call.name).activation; }

GaussianPair pair_of(const Operands& operands, Precision bits) {
  return {at(operands, 0, bits), at(operands, 1, bits), at(operands, 2, bits)};
}

Interval dual(const Call& call, const Operands& operands, Precision bits) {
  const auto activation = activation_of(call);
  return activation ? activation->dual(pair_of(operands, bits)) : nothing(bits);
}

Body body_of(const Call& call, const Operands& operands, Precision bits) {
  Operands captured;
  for (std::size_t i = call.arguments; i < operands.size(); ++i) captured.push_back(at(operands, i, bits));
  return {*call.body, std::move(captured), bits};
}

QuadratureOptions options_for(Precision bits) {
  QuadratureOptions options;
  options.bits = bits;
  options.stop = stop_now;
  return options;
}

// Only what both routes agree on is a value.
Interval confirmed(const Integral& integral, Precision bits) {
  return integral.confirmed ? integral.value.at_precision(bits) : nothing(bits);
}

Interval quadrature_of(const Call& call, const Operands& operands, Precision bits) {
  std::size_t next = 0;
  const Endpoint a = call.from_minus_infinity ? Endpoint::minus_infinity() : Endpoint(at(operands, next++, bits));
  const Endpoint b = call.to_infinity ? Endpoint::plus_infinity() : Endpoint(at(operands, next++, bits));
  return confirmed(integral(make_integrand(body_of(call, operands, bits)), a, b, options_for(bits)), bits);
}

// What the ends of the range leave of the integral of an odd function: it is that between -a and b. Entire if that is not
// next to nothing, or not known.
Interval beyond_symmetry(const Call& call, const Operands& operands, Precision bits) {
  if (call.from_minus_infinity && call.to_infinity) return Interval(0, bits);
  if (call.from_minus_infinity || call.to_infinity) return nothing(bits);
  const Interval from = -at(operands, 0, bits), to = at(operands, 1, bits);
  if (intersection(from, to).is_empty()) return nothing(bits);
  if (from.is_point() && to.is_point()) return Interval(0, bits);
  const Interval values = make_integrand(body_of(call, operands, bits))(hull(from, to));
  return values.is_bounded() ? (to - from) * values : nothing(bits);
}

// The few bits at which the existence of an integral is found out whose value is known by symmetry.
constexpr Precision kBitsOfExistence = 64;

Interval integral_of(const Call& call, const Operands& operands, Precision bits) {
  const Interval rest = beyond_symmetry(call, operands, bits);
  if (rest.is_bounded() && is_odd(call) && quadrature_of(call, operands, kBitsOfExistence).is_bounded()) return rest;
  return quadrature_of(call, operands, bits);
}

Interval expectation_of(const Call& call, const Operands& operands, Precision bits) {
  if (call.arguments != 0) return pair_expectation(call, operands, bits, stop_now);
  return confirmed(expect(make_integrand(body_of(call, operands, bits)), options_for(bits)), bits);
}

// (-X, -Y) has the law of (X, Y), so an odd function whose expectation exists has the expectation 0.
Interval expectation(const Call& call, const Operands& operands, Precision bits) {
  if (is_odd(call) && expectation_of(call, operands, kBitsOfExistence).is_bounded()) return Interval(0, bits);
  return expectation_of(call, operands, bits);
}

class Values final : public language::ExternalValues {
 public:
  Interval value(const Call& call, const Operands& operands, Precision bits) const override {
    switch (call.what) {
      case Special::Phi2:
        return bivariate_normal_cdf(at(operands, 0, bits), at(operands, 1, bits), at(operands, 2, bits));
      case Special::chi2_cdf: return chi2_cdf(at(operands, 0, bits), at(operands, 1, bits));
      case Special::chi2_sf: return chi2_sf(at(operands, 0, bits), at(operands, 1, bits));
      case Special::dual: return dual(call, operands, bits);
      case Special::integral: return integral_of(call, operands, bits);
      case Special::expect: return expectation(call, operands, bits);
      case Special::binomial:
      case Special::sum: break;  // the trusted base's own
    }
    return nothing(bits);
  }

  Interval dual_derivative(const Call& call, const Operands& operands, Precision bits) const override {
    const auto activation = activation_of(call);
    return activation ? activation->derivative(pair_of(operands, bits)) : nothing(bits);
  }
};

}  // namespace

StopGuard::StopGuard(std::function<bool()> stop) : before_(std::move(stop_now)) { stop_now = std::move(stop); }
StopGuard::~StopGuard() { stop_now = std::move(before_); }

void provide_values() {
  static const Values values;
  language::use_external_values(&values);
}

}  // namespace certibound::external
