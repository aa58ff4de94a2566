#include "routes.hpp"

#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <vector>

namespace certibound::detail {
namespace {

struct Piece {
  Float a, b;
};

// sum_{k<n} f_k(m) int (x-m)^k dx + f_n(piece) int (x-m)^n dx with m the middle; n even.
Interval by_taylor(const Integrand& f, const Piece& piece, long n, Precision bits) {
  const Interval box(piece.a, piece.b), m = Interval(mid(box), mid(box));
  const Taylor over = f(Taylor::variable(box.at_precision(bits), n));
  if (!over.is_known()) return Interval::entire(bits);
  const Interval right = Interval(piece.b, piece.b) - m, left = Interval(piece.a, piece.a) - m;
  const auto moment = [&](long k) { return (pown(right, k + 1) - pown(left, k + 1)) / Interval(k + 1, bits); };
  if (over.known() <= static_cast<std::size_t>(n)) return over.coefficient(0) * (right - left);
  const Taylor at = f(Taylor::variable(m, n));
  Interval sum = over.coefficient(static_cast<std::size_t>(n)) * moment(n);
  for (long k = n - 1; k >= 0; --k) sum = sum + at.coefficient(static_cast<std::size_t>(k)) * moment(k);
  return sum;
}

}  // namespace

Interval own_route(const Integrand& f, const Float& a, const Float& b, const QuadratureOptions& options) {
  const long n = 2 * (options.bits / 8 + 2);
  Float allowed(64);
  mpfr_set_si_2exp(allowed.get(), 1, -goal_of(options), MPFR_RNDN);
  std::vector<Piece> open{{a, b}};
  Interval sum(0, options.bits);
  for (long count = 0; !open.empty(); ++count) {
    if (options.stop && options.stop()) return Interval::entire(options.bits);
    const Piece piece = open.back();
    open.pop_back();
    const Interval value = by_taylor(f, piece, n, options.bits);
    const Float middle = mid(Interval(piece.a, piece.b));
    const bool last = count >= options.max_pieces || !(piece.a < middle) || !(middle < piece.b);
    if (last || (value.is_bounded() && wid(value) <= allowed)) {
      sum = sum + value;
    } else {
      open.push_back({middle, piece.b});
      open.push_back({piece.a, middle});
    }
  }
  return sum;
}

}  // namespace certibound::detail
