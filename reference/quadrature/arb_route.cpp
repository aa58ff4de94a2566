#include "routes.hpp"

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#else
#include <acb_calc.h>
#endif

namespace certibound::detail {
namespace {

struct Call {
  const Integrand& f;
  const QuadratureOptions& options;
  bool stopped = false;
};

// order > 0 asks for a holomorphic integrand. Once stopped, nothing is known of any further region, and the integrator
// comes to its end without evaluating more.
int evaluate(acb_ptr out, const acb_t at, void* data, slong order, slong bits) {
  Call& call = *static_cast<Call*>(data);
  if (!call.stopped && call.options.stop && call.options.stop()) call.stopped = true;
  if (call.stopped || order > 1) {
    acb_indeterminate(out);
    return 0;
  }
  const ComplexBall value = call.f(ComplexBall(at, bits, order > 0));
  acb_set(out, value.get());
  return 0;
}

}  // namespace

Interval arb_route(const Integrand& f, const Float& a, const Float& b, const QuadratureOptions& options) {
  Call call{f, options};
  acb_calc_integrate_opt_t limits;
  acb_calc_integrate_opt_init(limits);
  limits->eval_limit = options.max_pieces;
  const long goal = goal_of(options);
  mag_t tolerance;
  mag_init(tolerance);
  mag_set_ui_2exp_si(tolerance, 1, -goal);
  const ComplexBall from{Ball(a)}, to{Ball(b)};
  ComplexBall out(options.bits);
  acb_calc_integrate(out.get(), evaluate, &call, from.get(), to.get(), goal, tolerance, limits, options.bits);
  mag_clear(tolerance);
  return out.real().interval();
}

}  // namespace certibound::detail
