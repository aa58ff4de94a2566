// By the method of Gram matrices (Choi, Lam & Reznick, Sums of squares of real polynomials, 1995): the identity is linear in the
// entries of the matrices. A point in the interior of what is feasible is rounded to rationals, and the identity restored exactly
// (Peyrl & Parrilo, Computing sum of squares decompositions with rational coefficients, 2008). Where nothing is interior,
// because the target has zeros, the basis is restricted to what vanishes there: at the zeros that are known, then at the kernel
// that the numerical solution shows, as far as it is rational.
#include "gram.hpp"

#include "linear_exact.hpp"
#include "search.hpp"
#include "semidefinite.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace certibound::prover {
namespace {

constexpr int kMaxReductions = 6;
constexpr std::size_t kMaxOrder = 70, kMaxEquations = 420;
constexpr double kKernel = 1e-4;       // eigenvalues below this, in units of the largest, may be zero
constexpr double kWideGap = 12;
const long kDenominators[] = {1, 2, 6, 12, 60, 1L << 8, 1L << 12, 1L << 18, 1L << 26, 1L << 36, 1L << 46};

using Rows = std::vector<std::vector<Rational>>;

struct Column {
  std::size_t block, i, j;
};

class GramSearch {
 public:
  GramSearch(const Ring& ring, const Multinomial& target, const std::vector<GramBlock>& given,
             const std::function<bool()>& stop)
      : ring_(ring), target_(target), stop_(stop) {
    for (std::size_t k = 0; k < given.size(); ++k) {
      for (GramBlock& part : by_symmetry(given, k)) {
        blocks_.push_back(std::move(part));
        origin_.push_back(k);
      }
    }
  }

  std::optional<std::vector<WeightedSquare>> run(const std::vector<std::vector<Rational>>& zeros) {
    while (drop_what_must_vanish()) {
    }
    if (!restrict_to_zeros(zeros)) return std::nullopt;
    for (int round = 0; round < kMaxReductions && !stop_(); ++round) {
      while (drop_what_must_vanish()) {
      }
      if (!make_equations()) return std::nullopt;
      const auto solved = echelon(equations_);
      if (!solved) return std::nullopt;
      const SdpSolution found = solve(numeric(*solved), stop_);
      if (found.status == Feasibility::infeasible || found.status == Feasibility::unknown) return std::nullopt;
      if (auto out = rounded(*solved, found)) return out;
      if (!restrict_to_kernel(found)) return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  // A change of signs of atoms that changes neither target nor weights splits the basis: products of parts of different parity
  // do not occur in the average over the change.
  std::vector<GramBlock> by_symmetry(const std::vector<GramBlock>& given, std::size_t k) const {
    const std::size_t n = ring_.size();
    std::vector<Exponents> supports;
    const auto collect = [&](const Multinomial& p) {
      for (const auto& [e, c] : p) supports.push_back(e);
    };
    collect(target_);
    for (const GramBlock& block : given) collect(block.weight);
    for (std::size_t i = 0; i < n; ++i) {
      if (ring_.square_of(i)) collect(*ring_.square_of(i));
    }
    const auto odd = [&](unsigned signs, const Exponents& e) {
      int sum = 0;
      for (std::size_t i = 0; i < n; ++i) sum += (signs >> i & 1U) != 0 ? e[i] : 0;
      return sum % 2 != 0;
    };
    std::vector<unsigned> symmetries;
    for (unsigned signs = 1; n < 16 && signs < (1U << n); ++signs) {
      if (std::none_of(supports.begin(), supports.end(), [&](const Exponents& e) { return odd(signs, e); })) {
        symmetries.push_back(signs);
      }
    }
    std::map<std::vector<bool>, GramBlock> parts;
    for (const Multinomial& z : given[k].basis) {
      std::vector<bool> parity;
      for (const unsigned signs : symmetries) parity.push_back(odd(signs, z.begin()->first));
      GramBlock& part = parts[parity];
      part.weight = given[k].weight;
      part.basis.push_back(z);
    }
    std::vector<GramBlock> out;
    for (auto& [parity, part] : parts) out.push_back(std::move(part));
    return out;
  }

  bool make_equations() {
    columns_.clear();
    std::map<Exponents, ExactEquation> rows;
    for (const auto& [e, c] : target_) rows[e].right = c;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const GramBlock& block = blocks_[b];
      if (block.basis.size() > kMaxOrder) return false;
      for (std::size_t i = 0; i < block.basis.size(); ++i) {
        const Multinomial weighted = ring_.product(block.weight, block.basis[i]);
        for (std::size_t j = i; j < block.basis.size(); ++j) {
          for (const auto& [e, c] : ring_.product(weighted, block.basis[j])) {
            rows[e].row.emplace(columns_.size(), i == j ? c : Rational(2 * c));
          }
          columns_.push_back({b, i, j});
        }
      }
    }
    equations_.clear();
    for (auto& [e, equation] : rows) equations_.push_back(std::move(equation));
    return !columns_.empty() && equations_.size() <= kMaxEquations;
  }

  // Where an equation with right side zero holds diagonal entries alone, all of one sign, they are zero.
  bool drop_what_must_vanish() {
    if (!make_equations()) return false;
    std::set<std::pair<std::size_t, std::size_t>> gone;
    for (const ExactEquation& equation : equations_) {
      if (!equation.right.is_zero() || equation.row.empty()) continue;
      const bool positive = equation.row.begin()->second > 0;
      const bool forced = std::all_of(equation.row.begin(), equation.row.end(), [&](const auto& entry) {
        return columns_[entry.first].i == columns_[entry.first].j && (entry.second > 0) == positive;
      });
      if (!forced) continue;
      for (const auto& [column, c] : equation.row) gone.insert({columns_[column].block, columns_[column].i});
    }
    for (auto it = gone.rbegin(); it != gone.rend(); ++it) {
      auto& basis = blocks_[it->first].basis;
      basis.erase(basis.begin() + static_cast<std::ptrdiff_t>(it->second));
    }
    drop_empty();
    return !gone.empty();
  }

  void drop_empty() {
    for (std::size_t b = blocks_.size(); b-- > 0;) {
      if (!blocks_[b].basis.empty()) continue;
      blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(b));
      origin_.erase(origin_.begin() + static_cast<std::ptrdiff_t>(b));
    }
  }

  bool restrict_to_zeros(const std::vector<std::vector<Rational>>& zeros) {
    for (GramBlock& block : blocks_) {
      Rows kernel;
      for (const std::vector<Rational>& point : zeros) {
        if (value_at(block.weight, point) <= 0) continue;
        std::vector<Rational> row;
        for (const Multinomial& z : block.basis) row.push_back(value_at(z, point));
        kernel.push_back(std::move(row));
      }
      restrict(block, kernel);
    }
    drop_empty();
    return !blocks_.empty();
  }

  static void restrict(GramBlock& block, const Rows& kernel) {
    if (kernel.empty()) return;
    std::vector<Multinomial> basis;
    for (const auto& c : orthogonal(kernel, block.basis.size())) {
      Multinomial p;
      for (std::size_t i = 0; i < c.size(); ++i) p = sum(p, scaled(block.basis[i], c[i]));
      basis.push_back(std::move(p));
    }
    block.basis = std::move(basis);
  }

  // The kernel of the numerical solution in reduced form, its entries taken for the simplest rationals near them.
  bool restrict_to_kernel(const SdpSolution& found) {
    double largest = 0;
    std::vector<Eigen> spectra;
    for (const Matrix& x : found.x) {
      spectra.push_back(eigen(x));
      largest = std::max(largest, std::fabs(spectra.back().values.back()));
    }
    // Zero is what lies below the first wide gap between the eigenvalues. What is above it and small may follow in the next round.
    std::vector<double> all;
    for (const Eigen& spectrum : spectra) {
      for (const double value : spectrum.values) all.push_back(std::max(std::fabs(value), 1e-12 * largest));
    }
    std::sort(all.begin(), all.end());
    double threshold = 0;
    for (std::size_t k = 0; k < all.size() && all[k] < kKernel * largest && threshold == 0; ++k) {
      const double next = k + 1 < all.size() ? all[k + 1] : largest;
      if (next > kWideGap * all[k]) threshold = std::sqrt(next * all[k]);
    }
    if (threshold == 0) return false;
    bool changed = false;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      std::vector<std::vector<double>> vectors;
      const std::size_t n = blocks_[b].basis.size();
      for (std::size_t k = 0; k < n && std::fabs(spectra[b].values[k]) < threshold; ++k) {
        vectors.emplace_back();
        for (std::size_t i = 0; i < n; ++i) vectors.back().push_back(spectra[b].vectors(i, k));
      }
      const auto kernel = rational_rows(std::move(vectors));
      if (!kernel) return false;
      changed = changed || !kernel->empty();
      restrict(blocks_[b], *kernel);
    }
    drop_empty();
    return changed && !blocks_.empty();
  }

  // The rational meant by an inexact number: the less exact, the simpler it has to be.
  static std::optional<Rational> simple_near(double x) {
    for (const auto& [error, denominators] : {std::pair{1e-5, 200}, std::pair{1e-4, 40}, std::pair{1e-3, 12}, std::pair{1e-2, 4}}) {
      const Rational near = simplest_between(Rational(x - error), Rational(x + error));
      if (denominator(near) <= denominators) return near;
    }
    return std::nullopt;
  }

  static std::optional<Rows> rational_rows(std::vector<std::vector<double>> rows) {
    std::set<std::size_t> used;
    for (std::size_t k = 0; k < rows.size(); ++k) {
      const auto pivot = std::max_element(rows[k].begin(), rows[k].end(),
                                          [](double a, double b) { return std::fabs(a) < std::fabs(b); });
      const auto column = static_cast<std::size_t>(pivot - rows[k].begin());
      const double size = *pivot;
      if (std::fabs(size) < 1e-6) return std::nullopt;
      for (double& x : rows[k]) x /= size;
      for (std::size_t other = 0; other < rows.size(); ++other) {
        if (other == k) continue;
        const double factor = rows[other][column];
        for (std::size_t i = 0; i < rows[k].size(); ++i) rows[other][i] -= factor * rows[k][i];
      }
    }
    Rows out;
    for (const auto& row : rows) {
      out.emplace_back();
      for (const double x : row) {
        if (!(std::fabs(x) < 1e6)) return std::nullopt;
        const auto near = simple_near(x);
        if (!near) return std::nullopt;
        out.back().push_back(*near);
      }
    }
    return out;
  }

  SdpProblem numeric(const Echelon& solved) const {
    SdpProblem out;
    for (const GramBlock& block : blocks_) out.orders.push_back(block.basis.size());
    for (const std::size_t k : solved.independent) {
      SdpEquation equation{{}, to_double(equations_[k].right)};
      for (const auto& [column, c] : equations_[k].row) {
        const Column& at = columns_[column];
        equation.entries.push_back({at.block, at.i, at.j, to_double(c) / (at.i == at.j ? 1 : 2)});
      }
      out.equations.push_back(std::move(equation));
    }
    return out;
  }

  std::optional<std::vector<WeightedSquare>> rounded(const Echelon& solved, const SdpSolution& found) const {
    for (const long d : kDenominators) {
      if (stop_()) break;
      std::vector<Rational> x;
      for (const Column& at : columns_) {
        const double value = found.x[at.block](at.i, at.j);
        if (!(std::fabs(value) < 1e12)) return std::nullopt;
        x.push_back(Rational(Integer(std::round(value * static_cast<double>(d))), Integer(d)));
      }
      complete(solved, x);
      if (auto out = squares(x)) return out;
    }
    return std::nullopt;
  }

  std::optional<std::vector<WeightedSquare>> squares(const std::vector<Rational>& x) const {
    std::vector<Rows> matrices;
    for (const GramBlock& block : blocks_) matrices.emplace_back(block.basis.size(), std::vector<Rational>(block.basis.size()));
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const Column& at = columns_[c];
      matrices[at.block][at.i][at.j] = matrices[at.block][at.j][at.i] = x[c];
    }
    std::vector<WeightedSquare> out;
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
      const auto own = squares_of_matrix(std::move(matrices[b]));
      if (!own) return std::nullopt;
      for (const ExactSquare& square : *own) {
        Multinomial root;
        for (std::size_t i = 0; i < square.row.size(); ++i) root = sum(root, scaled(blocks_[b].basis[i], square.row[i]));
        if (!root.empty()) out.push_back(primitive({origin_[b], square.factor, std::move(root)}));
      }
    }
    return out;
  }

  // With coprime integers as coefficients of the root.
  static WeightedSquare primitive(WeightedSquare square) {
    Integer divisor = 0, multiple = 1;
    for (const auto& [e, c] : square.root) {
      divisor = gcd(divisor, Integer(numerator(c)));
      multiple = lcm(multiple, Integer(denominator(c)));
    }
    const Rational content(divisor, multiple);
    square.root = scaled(square.root, 1 / content);
    square.factor *= content * content;
    return square;
  }

  const Ring& ring_;
  const Multinomial& target_;
  const std::function<bool()>& stop_;
  std::vector<GramBlock> blocks_;
  std::vector<std::size_t> origin_;
  std::vector<Column> columns_;
  std::vector<ExactEquation> equations_;
};

}  // namespace

std::optional<std::vector<WeightedSquare>> sum_of_squares(const Ring& ring, const Multinomial& target,
                                                          const std::vector<GramBlock>& blocks,
                                                          const std::vector<std::vector<Rational>>& zeros,
                                                          const std::function<bool()>& stop) {
  return GramSearch(ring, target, blocks, stop).run(zeros);
}

}  // namespace certibound::prover
