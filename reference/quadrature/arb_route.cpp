#include "routes.hpp"

#if __has_include(<flint/acb_calc.h>)
#include <flint/acb_calc.h>
#else
#include <acb_calc.h>
#endif

namespace certibound::detail {
namespace {

struct Call {
  const Job& job;
  bool stopped = false;
};

// order > 0 asks for a holomorphic integrand. Once stopped, nothing is known of any further region, and the integrator
// comes to its end without evaluating more.
int evaluate(acb_ptr out, const acb_t at, void* data, slong order, slong bits) {
  Call& call = *static_cast<Call*>(data);
  if (!call.stopped && call.job.stopped()) call.stopped = true;
  if (call.stopped || order > 1) {
    acb_indeterminate(out);
    return 0;
  }
  const ComplexBall value = call.job.f(ComplexBall(at, bits, order > 0));
  acb_set(out, value.get());
  return 0;
}

}  // namespace

Interval arb_route(const Job& job, const Float& a, const Float& b) {
  constexpr long kEvaluationsAPiece = 20;
  Call call{job};
  acb_calc_integrate_opt_t limits;
  acb_calc_integrate_opt_init(limits);
  limits->eval_limit = kEvaluationsAPiece * job.options.max_pieces;
  limits->use_heap = 1;  // the widest piece first, as long as evaluations last
  mag_t tolerance;
  mag_init(tolerance);
  arf_t size;
  arf_init(size);
  arf_set_mpfr(size, job.tolerance.get());
  arf_get_mag(tolerance, size);
  const ComplexBall from{Ball(a)}, to{Ball(b)};
  ComplexBall out(job.bits);
  acb_calc_integrate(out.get(), evaluate, &call, from.get(), to.get(), job.relative, tolerance, limits, job.bits);
  arf_clear(size);
  mag_clear(tolerance);
  return out.real().interval();
}

}  // namespace certibound::detail
