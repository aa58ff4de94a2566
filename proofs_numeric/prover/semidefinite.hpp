// A small semidefinite problem in double precision, by a barrier method. It proposes; nothing here is rigorous.
#pragma once

#include <functional>
#include <vector>

namespace certibound::prover {

// A square matrix, row by row.
struct Matrix {
  explicit Matrix(std::size_t order = 0) : n(order), a(order * order, 0.0) {}
  double& operator()(std::size_t i, std::size_t j) { return a[i * n + j]; }
  double operator()(std::size_t i, std::size_t j) const { return a[i * n + j]; }
  std::size_t n;
  std::vector<double> a;
};

// Eigenvalues in rising order, eigenvector k in column k (Jacobi's rotations). REQUIRES: symmetric.
struct Eigen {
  std::vector<double> values;
  Matrix vectors;
};
Eigen eigen(Matrix a);

// Symmetric matrices X_1, ..., X_k of the orders given with  sum over entries of coefficient * X_block(i, j) = right  for each
// equation; an entry off the diagonal (i < j) stands for both X(i, j) and X(j, i).
struct SdpEntry {
  std::size_t block, i, j;
  double coefficient;
};
struct SdpEquation {
  std::vector<SdpEntry> entries;
  double right = 0;
};
struct SdpProblem {
  std::vector<std::size_t> orders;
  std::vector<SdpEquation> equations;  // linearly independent
};

enum class Feasibility {
  interior,    // all matrices are positive definite: least eigenvalue >= margin
  borderline,  // as far as can be told the best solution is singular
  infeasible,
  unknown      // stopped, or the arithmetic broke down far from the goal
};
struct SdpSolution {
  Feasibility status = Feasibility::unknown;
  double margin = 0;
  std::vector<Matrix> x;
};

// The solution with a large least eigenvalue, near the centre of all solutions.
SdpSolution solve(const SdpProblem& problem, const std::function<bool()>& stop);

}  // namespace certibound::prover
