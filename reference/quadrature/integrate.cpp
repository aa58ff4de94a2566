#include "routes.hpp"

#include <certibound/interval/relations.hpp>

namespace certibound {
namespace {

Integral combined(const Interval& arb, const Interval& own) {
  Integral out{.value = Interval::entire(own.precision()), .arb = arb, .own = own, .confirmed = false, .note = ""};
  const Interval both = intersection(arb, own);
  if (both.is_empty()) {
    out.note = "the two routes contradict each other";
    return out;
  }
  out.value = both;
  out.confirmed = arb.is_bounded() && own.is_bounded();
  if (!out.confirmed) out.note = both.is_bounded() ? "one route alone gave a bound" : "no route gave a bound";
  return out;
}

}  // namespace

Integral integral(const Integrand& f, const Endpoint& a, const Endpoint& b, const QuadratureOptions& options) {
  Integral out;
  if (a.infinite() != 0 || b.infinite() != 0 || !a.value().is_point() || !b.value().is_point()) {
    out.note = "the ends of the range are not single real numbers";
    return out;
  }
  const Float from = a.value().lo(), to = b.value().lo();
  if (to < from) {
    out = integral(f, b, a, options);
    out.value = -out.value;
    out.arb = -out.arb;
    out.own = -out.own;
    return out;
  }
  return combined(detail::arb_route(f, from, to, options), detail::own_route(f, from, to, options));
}

}  // namespace certibound
