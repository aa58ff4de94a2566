// Minimise t so that X = G + t I is positive definite where A(G) = b, that is A(X) = b + t A(I): Newton's method on
// tau t - log det X for growing tau, with the Schur complement A(X A*(.) X) (Boyd & Vandenberghe, Convex Optimization, 11.3 and
// 11.8). t < 0 gives a positive definite G; the centre of the path keeps it away from the boundary.
#include "semidefinite.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace certibound::prover {
namespace {

using Vector = std::vector<double>;
using Blocks = std::vector<Matrix>;

constexpr double kGrowth = 6;           // of tau from one centre to the next
constexpr double kBorderline = 2e-8;    // |t| below this, in units of the greatest right side, is zero for all we can tell
constexpr double kClear = 1e-5;         // ... and what is certain enough to stop early
constexpr int kMaxNewton = 40, kMaxCentres = 40, kRefinements = 2;

double dot(const Vector& a, const Vector& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }

// L L^T = a, the lower triangle of the result; nothing if a is not positive definite.
std::optional<Matrix> cholesky(const Matrix& a) {
  Matrix l(a.n);
  for (std::size_t j = 0; j < a.n; ++j) {
    double d = a(j, j);
    for (std::size_t k = 0; k < j; ++k) d -= l(j, k) * l(j, k);
    if (!(d > 0)) return std::nullopt;
    l(j, j) = std::sqrt(d);
    for (std::size_t i = j + 1; i < a.n; ++i) {
      double s = a(i, j);
      for (std::size_t k = 0; k < j; ++k) s -= l(i, k) * l(j, k);
      l(i, j) = s / l(j, j);
    }
  }
  return l;
}

Vector solve_with(const Matrix& l, Vector b) {
  for (std::size_t i = 0; i < l.n; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= l(i, k) * b[k];
    b[i] /= l(i, i);
  }
  for (std::size_t i = l.n; i-- > 0;) {
    for (std::size_t k = i + 1; k < l.n; ++k) b[i] -= l(k, i) * b[k];
    b[i] /= l(i, i);
  }
  return b;
}

class Barrier {
 public:
  Barrier(const SdpProblem& problem, const std::function<bool()>& stop) : p_(problem), stop_(stop), m_(problem.equations.size()) {
    for (const SdpEquation& equation : p_.equations) {
      b_.push_back(equation.right);
      double trace = 0;
      for (const SdpEntry& e : equation.entries) trace += e.i == e.j ? e.coefficient : 0;
      trace_.push_back(trace);
    }
    for (const std::size_t n : p_.orders) order_ += static_cast<double>(n);
    scale_ = 1e-300;
    for (const double b : b_) scale_ = std::max(scale_, std::fabs(b));
  }

  SdpSolution run() {
    SdpSolution out;
    if (!start()) return out;
    for (int centre = 0; centre < kMaxCentres && !stop_(); ++centre) {
      const Blocks x_before = x_;
      const double t_before = t_;
      const bool good = newton();
      const double gap = order_ / tau_;
      if (residual_size() > std::fabs(t_) / 5) {  // what is gained is error: the centre before was better
        x_ = x_before;
        t_ = t_before;
        break;
      }
      if (t_ < -kClear * scale_ && gap < -t_ / 2) return finish(Feasibility::interior);
      if (good && t_ - 2 * gap > 1e-6 * scale_) return finish(Feasibility::infeasible);
      if (!good || gap < kBorderline * scale_ / 10) break;
      tau_ *= kGrowth;
    }
    if (stop_()) return out;
    if (t_ < -kBorderline * scale_) return finish(Feasibility::interior);
    return finish(t_ < 1e-3 * scale_ ? Feasibility::borderline : Feasibility::unknown);
  }

 private:
  Vector values(const Blocks& x) const {
    Vector out;
    for (const SdpEquation& equation : p_.equations) {
      double s = 0;
      for (const SdpEntry& e : equation.entries) s += (e.i == e.j ? 1 : 2) * e.coefficient * x[e.block](e.i, e.j);
      out.push_back(s);
    }
    return out;
  }

  // sum of y_k A_k
  Blocks adjoint(const Vector& y) const {
    Blocks out;
    for (const std::size_t n : p_.orders) out.emplace_back(n);
    for (std::size_t k = 0; k < m_; ++k) {
      for (const SdpEntry& e : p_.equations[k].entries) {
        out[e.block](e.i, e.j) += y[k] * e.coefficient;
        if (e.i != e.j) out[e.block](e.j, e.i) += y[k] * e.coefficient;
      }
    }
    return out;
  }

  // The matrix of <A_k, X A_l X>.
  Matrix schur(const Blocks& x) const {
    Matrix h(m_);
    Blocks work;
    for (const std::size_t n : p_.orders) work.emplace_back(n);
    for (std::size_t l = 0; l < m_; ++l) {
      for (Matrix& w : work) std::fill(w.a.begin(), w.a.end(), 0.0);
      for (const SdpEntry& e : p_.equations[l].entries) {
        const Matrix& xb = x[e.block];
        Matrix& w = work[e.block];
        for (std::size_t r = 0; r < xb.n; ++r) {
          const double ri = e.coefficient * xb(r, e.i), rj = e.i == e.j ? 0 : e.coefficient * xb(r, e.j);
          for (std::size_t s = 0; s < xb.n; ++s) w(r, s) += ri * xb(e.j, s) + rj * xb(e.i, s);
        }
      }
      for (std::size_t k = 0; k <= l; ++k) {
        double s = 0;
        for (const SdpEntry& e : p_.equations[k].entries) s += (e.i == e.j ? 1 : 2) * e.coefficient * work[e.block](e.i, e.j);
        h(k, l) = h(l, k) = s;
      }
    }
    return h;
  }

  static void regularise(Matrix& h) {
    for (std::size_t i = 0; i < h.n; ++i) h(i, i) *= 1 + 1e-15;
  }

  double residual_size() const {
    const Vector v = values(x_);
    double out = 0;
    for (std::size_t k = 0; k < m_; ++k) out = std::max(out, std::fabs(v[k] - b_[k] - t_ * trace_[k]));
    return out;
  }

  // The least solution of A(X) = b, with t large enough to make it positive definite.
  bool start() {
    Blocks identity;
    for (const std::size_t n : p_.orders) {
      identity.emplace_back(n);
      for (std::size_t i = 0; i < n; ++i) identity.back()(i, i) = 1;
    }
    const auto l = cholesky(schur(identity));
    if (!l) return false;
    x_ = adjoint(solve_with(*l, b_));
    double least = 0;
    for (const Matrix& block : x_) least = std::min(least, eigen(block).values.front());
    t_ = -least + scale_;
    for (Matrix& block : x_) {
      for (std::size_t i = 0; i < block.n; ++i) block(i, i) += t_;
    }
    tau_ = order_ / scale_;
    return true;
  }

  std::optional<double> merit(const Blocks& x, double t) const {
    double out = tau_ * t;
    for (const Matrix& block : x) {
      const auto l = cholesky(block);
      if (!l) return std::nullopt;
      for (std::size_t i = 0; i < block.n; ++i) out -= 2 * std::log((*l)(i, i));
    }
    return out;
  }

  // To the centre of the present tau; false if the arithmetic does not allow it.
  bool newton() {
    for (int step = 0; step < kMaxNewton && !stop_(); ++step) {
      Matrix h = schur(x_);
      regularise(h);
      const auto l = cholesky(h);
      if (!l) return false;
      Vector right = values(x_), residual(m_);
      for (std::size_t k = 0; k < m_; ++k) {
        residual[k] = b_[k] + t_ * trace_[k] - right[k];
        right[k] -= residual[k];
      }
      const Vector u = solve_with(*l, right), v = solve_with(*l, trace_);
      const double slope = dot(trace_, v);
      const double dt = slope > 0 ? (dot(trace_, u) - tau_) / slope : 0;
      Vector y = u;
      for (std::size_t k = 0; k < m_; ++k) y[k] -= dt * v[k];
      double decrement = 0;
      Blocks direction = newton_directions(y, decrement);
      for (int k = 0; k < kRefinements; ++k) {  // so that the equations keep holding where the matrix is ill-conditioned
        Vector error = values(direction);
        for (std::size_t j = 0; j < m_; ++j) error[j] -= residual[j] + dt * trace_[j];
        const Vector correction = solve_with(*l, error);
        for (std::size_t j = 0; j < m_; ++j) y[j] += correction[j];
        direction = newton_directions(y, decrement);
      }
      if (!std::isfinite(decrement)) return false;
      if (decrement < 1e-4) return true;
      if (!advance(direction, dt, decrement)) return decrement < 0.3;
    }
    return false;
  }

  Blocks newton_directions(const Vector& y, double& decrement) const {
    Blocks out = adjoint(y);
    decrement = 0;
    for (std::size_t b = 0; b < x_.size(); ++b) decrement += newton_direction(x_[b], out[b]);
    return out;
  }

  // d := X - X d X; what is returned is |X^-1/2 d X^-1/2|^2 = |I - X^1/2 Y X^1/2|^2 = n - 2 tr(Y X) + tr(Y X Y X).
  static double newton_direction(const Matrix& x, Matrix& d) {
    const std::size_t n = x.n;
    Matrix yx(n), out(n);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t j = 0; j < n; ++j) yx(i, j) += d(i, k) * x(k, j);
      }
    }
    double trace = 0, square = 0;
    for (std::size_t i = 0; i < n; ++i) {
      trace += yx(i, i);
      for (std::size_t j = 0; j < n; ++j) square += yx(i, j) * yx(j, i);
      for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t j = 0; j < n; ++j) out(i, j) -= x(i, k) * yx(k, j);
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) d(i, j) = x(i, j) + (out(i, j) + out(j, i)) / 2;
    }
    return static_cast<double>(n) - 2 * trace + square;
  }

  bool advance(const Blocks& direction, double dt, double decrement) {
    const double before = *merit(x_, t_);
    double step = 1;
    for (int k = 0; k < 40; ++k, step *= 0.6) {
      Blocks next = x_;
      for (std::size_t b = 0; b < next.size(); ++b) {
        for (std::size_t i = 0; i < next[b].a.size(); ++i) next[b].a[i] += step * direction[b].a[i];
      }
      const auto after = merit(next, t_ + step * dt);
      if (!after || *after > before - 0.05 * step * decrement + 1e-12 * std::fabs(before)) continue;
      x_ = std::move(next);
      t_ += step * dt;
      return true;
    }
    return false;
  }

  SdpSolution finish(Feasibility status) {
    SdpSolution out{status, -t_, x_};
    for (Matrix& block : out.x) {
      for (std::size_t i = 0; i < block.n; ++i) block(i, i) -= t_;
    }
    return out;
  }

  const SdpProblem& p_;
  const std::function<bool()>& stop_;
  const std::size_t m_;
  Vector b_, trace_;
  double order_ = 0, scale_ = 1, tau_ = 1, t_ = 0;
  Blocks x_;
};

}  // namespace

Eigen eigen(Matrix a) {
  const std::size_t n = a.n;
  Matrix v(n);
  for (std::size_t i = 0; i < n; ++i) v(i, i) = 1;
  for (int sweep = 0; sweep < 60; ++sweep) {
    double off = 0, all = 0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) (i == j ? all : off) += a(i, j) * a(i, j);
    }
    if (off <= 1e-32 * (all + off)) break;
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (a(p, q) == 0) continue;
        const double theta = (a(q, q) - a(p, p)) / (2 * a(p, q));
        const double t = (theta < 0 ? -1 : 1) / (std::fabs(theta) + std::sqrt(theta * theta + 1));
        const double c = 1 / std::sqrt(t * t + 1), s = t * c;
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = a(k, p), kq = a(k, q);
          a(k, p) = c * kp - s * kq;
          a(k, q) = s * kp + c * kq;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double pk = a(p, k), qk = a(q, k);
          a(p, k) = c * pk - s * qk;
          a(q, k) = s * pk + c * qk;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double kp = v(k, p), kq = v(k, q);
          v(k, p) = c * kp - s * kq;
          v(k, q) = s * kp + c * kq;
        }
      }
    }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return a(i, i) < a(j, j); });
  Eigen out{{}, Matrix(n)};
  for (std::size_t k = 0; k < n; ++k) {
    out.values.push_back(a(order[k], order[k]));
    for (std::size_t i = 0; i < n; ++i) out.vectors(i, k) = v(i, order[k]);
  }
  return out;
}

SdpSolution solve(const SdpProblem& problem, const std::function<bool()>& stop) { return Barrier(problem, stop).run(); }

}  // namespace certibound::prover
