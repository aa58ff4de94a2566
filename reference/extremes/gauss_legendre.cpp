// Nodes and weights are Arb's, as balls; the matrix comes from the Legendre expansion of the interpolant,
//   p = sum over l < m of (2l+1)/2 (sum_j w_j P_l(x_j) f_j) P_l     (exact: the rule integrates p P_l),
//   integral from x to 1 of P_l = (P_(l-1)(x) - P_(l+1)(x)) / (2l+1),  1 - x for l = 0  (DLMF 18.9.7 with 18.4.1).
#include "gauss_legendre.hpp"

#include <algorithm>
#include <cmath>

#if __has_include(<flint/arb_hypgeom.h>)
#include <flint/arb_hypgeom.h>
#else
#include <arb_hypgeom.h>
#endif

namespace certibound::extremes {
namespace {

constexpr double kLog2 = 0.6931471805599453;
constexpr int kFewestPoints = 6;

// P_0(x) .. P_degree(x).
std::vector<Ball> legendre_polynomials(const Ball& x, int degree) {
  const Precision bits = x.precision();
  std::vector<Ball> p{Ball(1L, bits), x};
  for (long l = 1; l < degree; ++l) {
    const auto k = static_cast<std::size_t>(l);
    p.push_back((Ball(2 * l + 1, bits) * x * p[k] - Ball(l, bits) * p[k - 1]) / Ball(l + 1, bits));
  }
  return p;
}

}  // namespace

GaussLegendre::GaussLegendre(int points, Precision bits) {
  for (int k = 0; k < points; ++k) {
    Ball node(bits), weight(bits);
    arb_hypgeom_legendre_p_ui_root(node.get(), weight.get(), static_cast<ulong>(points), static_cast<ulong>(k), bits);
    nodes.push_back(std::move(node));
    weights.push_back(std::move(weight));
  }
}

Ball GaussLegendre::remainder() const {
  return times_two_to(Ball(8L, kBoundBits), -2L * points()) * Ball(Rational(4, 3), kBoundBits);
}

IntegrationMatrix::IntegrationMatrix(int rows, int columns, Precision bits) : remainder_(kBoundBits) {
  // The radii of the recurrence grow by 1 + sqrt 2 a step at most, about 1.28 bits.
  const Precision work = bits + 2 * std::max(rows, columns);
  const GaussLegendre from(rows, work), interpolated(columns, work);
  const auto size = static_cast<std::size_t>(columns);
  std::vector<BallRow> expansion;  // entry j: (2l+1)/2 w_j P_l(x_j), l < columns
  for (std::size_t j = 0; j < size; ++j) {
    const std::vector<Ball> p = legendre_polynomials(interpolated.nodes[j], columns);
    BallRow terms(size, work);
    for (std::size_t l = 0; l < size; ++l) {
      terms.set(l, times_two_to(Ball(static_cast<long>(2 * l + 1), work), -1) * interpolated.weights[j] * p[l]);
    }
    expansion.push_back(std::move(terms));
  }
  Ball greatest(kBoundBits);
  for (const Ball& x : from.nodes) {
    const std::vector<Ball> p = legendre_polynomials(x, columns);
    BallRow integrals(size, work), row(size, bits);
    integrals.set(0, Ball(1L, work) - x);
    for (std::size_t l = 1; l < size; ++l) {
      integrals.set(l, (p[l - 1] - p[l + 1]) / Ball(static_cast<long>(2 * l + 1), work));
    }
    Ball sum(kBoundBits);
    for (std::size_t j = 0; j < size; ++j) {
      const Ball entry = dot(integrals, expansion[j]).at_precision(bits);
      row.set(j, entry);
      sum = sum + abs(entry.at_precision(kBoundBits));
    }
    greatest = max(greatest, sum);
    rows_.push_back(std::move(row));
  }
  remainder_ = upper(times_two_to(Ball(4L, kBoundBits) * (Ball(2L, kBoundBits) + greatest), -columns));
}

int quadrature_points(double nats) { return std::max(kFewestPoints, static_cast<int>(std::ceil(nats / (2 * kLog2)))); }

int interpolation_points(double nats) { return std::max(kFewestPoints, static_cast<int>(std::ceil(nats / kLog2))); }

}  // namespace certibound::extremes
