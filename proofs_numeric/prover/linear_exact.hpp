// Linear algebra in exact rationals for the search: sparse equations, kernels, L D L^T.
#pragma once

#include <certibound/interval/rational.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace certibound::prover {

using SparseRow = std::map<std::size_t, Rational>;  // column -> coefficient, none of them zero

// sum of coefficient * x_column = right
struct ExactEquation {
  SparseRow row;
  Rational right = 0;
};

// Equations in reduced echelon form: each pivot column stands in its own equation alone, with coefficient 1.
struct Echelon {
  std::vector<ExactEquation> equations;
  std::vector<std::size_t> pivots;       // of each equation
  std::vector<std::size_t> independent;  // which of the given equations these are made of, in order
};
// Nothing if they contradict each other.
std::optional<Echelon> echelon(const std::vector<ExactEquation>& equations);

// Completes values of the columns that are no pivots: sets each pivot column so that all equations hold.
void complete(const Echelon& solved, std::vector<Rational>& x);

// The rows of a basis of { c : c . v = 0 for each v }, in reduced form.
std::vector<std::vector<Rational>> orthogonal(const std::vector<std::vector<Rational>>& vectors, std::size_t dimension);

// A = sum_k factor_k row_k^T row_k with factors > 0; nothing unless A is positive semidefinite. REQUIRES: A symmetric.
struct ExactSquare {
  Rational factor;
  std::vector<Rational> row;
};
std::optional<std::vector<ExactSquare>> squares_of_matrix(std::vector<std::vector<Rational>> a);

}  // namespace certibound::prover
