#include "linear_exact.hpp"

#include <algorithm>

namespace certibound::prover {
namespace {

void add_multiple(ExactEquation& to, const ExactEquation& from, const Rational& factor) {
  for (const auto& [column, c] : from.row) {
    const Rational product = c * factor;
    const auto [entry, is_new] = to.row.try_emplace(column, product);
    if (!is_new) entry->second += product;
    if (entry->second.is_zero()) to.row.erase(entry);
  }
  to.right += from.right * factor;
}

}  // namespace

std::optional<Echelon> echelon(const std::vector<ExactEquation>& equations) {
  Echelon out;
  std::map<std::size_t, std::size_t> of_pivot;  // column -> equation
  std::map<std::size_t, int> uses;
  for (const ExactEquation& equation : equations) {
    for (const auto& [column, c] : equation.row) ++uses[column];
  }
  for (std::size_t k = 0; k < equations.size(); ++k) {
    ExactEquation own = equations[k];
    const SparseRow given = own.row;
    for (const auto& [column, c] : given) {
      const auto known = of_pivot.find(column);
      if (known != of_pivot.end()) add_multiple(own, out.equations[known->second], -c);
    }
    if (own.row.empty()) {
      if (!own.right.is_zero()) return std::nullopt;
      continue;
    }
    // A column of few equations, so that they stay short; of these the greatest coefficient, so that rounded values of the
    // others move the pivot least.
    const auto pivot = std::min_element(own.row.begin(), own.row.end(), [&](const auto& a, const auto& b) {
      const int m = uses[a.first], n = uses[b.first];
      return m != n ? m < n : abs(a.second) > abs(b.second);
    });
    const std::size_t column = pivot->first;
    const Rational inverse = 1 / pivot->second;
    for (auto& [other, c] : own.row) c *= inverse;
    own.right *= inverse;
    for (ExactEquation& earlier : out.equations) {
      if (const auto at = earlier.row.find(column); at != earlier.row.end()) add_multiple(earlier, own, Rational(-at->second));
    }
    of_pivot.emplace(column, out.equations.size());
    out.equations.push_back(std::move(own));
    out.pivots.push_back(column);
    out.independent.push_back(k);
  }
  return out;
}

void complete(const Echelon& solved, std::vector<Rational>& x) {
  for (std::size_t k = 0; k < solved.equations.size(); ++k) {
    Rational value = solved.equations[k].right;
    for (const auto& [column, c] : solved.equations[k].row) {
      if (column != solved.pivots[k]) value -= c * x[column];
    }
    x[solved.pivots[k]] = value;
  }
}

std::vector<std::vector<Rational>> orthogonal(const std::vector<std::vector<Rational>>& vectors, std::size_t dimension) {
  std::vector<ExactEquation> equations;
  for (const auto& v : vectors) {
    ExactEquation equation;
    for (std::size_t i = 0; i < dimension; ++i) {
      if (!v[i].is_zero()) equation.row.emplace(i, v[i]);
    }
    equations.push_back(std::move(equation));
  }
  const Echelon solved = *echelon(equations);
  std::vector<bool> is_pivot(dimension, false);
  for (const std::size_t pivot : solved.pivots) is_pivot[pivot] = true;
  std::vector<std::vector<Rational>> out;
  for (std::size_t j = 0; j < dimension; ++j) {
    if (is_pivot[j]) continue;
    std::vector<Rational> x(dimension, Rational(0));
    x[j] = 1;
    complete(solved, x);
    out.push_back(std::move(x));
  }
  return out;
}

std::optional<std::vector<ExactSquare>> squares_of_matrix(std::vector<std::vector<Rational>> a) {
  const std::size_t n = a.size();
  std::vector<ExactSquare> out;
  for (std::size_t k = 0; k < n; ++k) {
    const Rational d = a[k][k];
    if (d < 0) return std::nullopt;
    if (d.is_zero()) {
      for (std::size_t i = k; i < n; ++i) {
        if (!a[i][k].is_zero()) return std::nullopt;
      }
      continue;
    }
    std::vector<Rational> row(n, Rational(0));
    for (std::size_t i = k; i < n; ++i) row[i] = a[i][k] / d;
    for (std::size_t i = k; i < n; ++i) {
      if (row[i].is_zero()) continue;
      for (std::size_t j = k; j < n; ++j) a[i][j] -= d * row[i] * row[j];
    }
    out.push_back({d, std::move(row)});
  }
  return out;
}

}  // namespace certibound::prover
