// E[s(X) s(Y)] and E[s'(X) s'(Y)] by Gauss-Legendre quadrature in polar coordinates, in doubles: no proof, but it knows
// none of the closed forms. The plane is cut along X = 0 and Y = 0, where kinks and jumps lie, so that the integrand is
// smooth on every piece.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <string>
#include <vector>

namespace certibound {

struct PlainActivation {
  std::function<double(double)> s, slope;  // the slope almost everywhere
};

inline double plain_hermite(int degree, double x) {  // orthonormal: sqrt(k+1) h_(k+1) = x h_k - sqrt(k) h_(k-1)
  double before = 0, value = 1;
  for (int k = 0; k < degree; ++k) {
    const double next = (x * value - std::sqrt(k) * before) / std::sqrt(k + 1);
    before = value;
    value = next;
  }
  return degree < 0 ? 0 : value;
}

inline PlainActivation two_slopes(double a, double b) {
  return {[=](double x) { return x > 0 ? b * x : a * x; }, [=](double x) { return x > 0 ? b : a; }};
}

inline PlainActivation plain_activation(const std::string& name) {
  const auto phi = [](double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); };
  const auto Phi = [](double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; };
  const auto none = [](double) { return 0.0; };
  if (name == "relu") return two_slopes(0, 1);
  if (name == "leaky(1/5)") return two_slopes(0.2, 1);
  if (name == "leaky(-1/3)") return two_slopes(-1.0 / 3, 1);
  if (name == "abs") return two_slopes(-1, 1);
  if (name == "identity") return two_slopes(1, 1);
  if (name == "step") return {[](double x) { return x > 0 ? 1.0 : 0.0; }, none};
  if (name == "sign") return {[](double x) { return x > 0 ? 1.0 : -1.0; }, none};
  if (name == "erf")
    return {[](double x) { return std::erf(x); },
            [](double x) { return 2 * std::numbers::inv_sqrtpi * std::exp(-x * x); }};
  if (name == "gelu") return {[=](double x) { return x * Phi(x); }, [=](double x) { return Phi(x) + x * phi(x); }};
  if (name == "sin") return {[](double x) { return std::sin(x); }, [](double x) { return std::cos(x); }};
  if (name == "cos") return {[](double x) { return std::cos(x); }, [](double x) { return -std::sin(x); }};
  if (name == "exp") return {[](double x) { return std::exp(x); }, [](double x) { return std::exp(x); }};
  if (name == "gaussian")
    return {[](double x) { return std::exp(-x * x); }, [](double x) { return -2 * x * std::exp(-x * x); }};
  if (name == "relu2")
    return {[](double x) { return x > 0 ? x * x : 0.0; }, [](double x) { return x > 0 ? 2 * x : 0.0; }};
  const int degree = name[8] - '0';  // "hermite(4)"
  return {[=](double x) { return plain_hermite(degree, x); },
          [=](double x) { return std::sqrt(degree) * plain_hermite(degree - 1, x); }};
}

struct Node {
  double x, weight;
};

// Gauss-Legendre on [0, 1], by Newton's method on the Legendre polynomial.
inline std::vector<Node> legendre(int n) {
  std::vector<Node> nodes;
  for (int i = 0; i < n; ++i) {
    double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5)), slope = 1;
    for (int step = 0; step < 50; ++step) {
      double before = 1, value = x;
      for (int k = 2; k <= n; ++k) {
        const double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
        before = value;
        value = next;
      }
      slope = n * (x * value - before) / (x * x - 1);
      x -= value / slope;
    }
    nodes.push_back({(1 + x) / 2, 1 / ((1 - x * x) * slope * slope)});
  }
  return nodes;
}

struct Quadrature {
  double dual, tangent, size;  // size: the integral of the absolute values, at least 1
};

inline Quadrature quadrature(const PlainActivation& f, double rho, double q1, double q2) {
  static const std::vector<Node> angles = legendre(32), radii = legendre(20);
  constexpr double kFarthest = 18;  // exp(-18^2/2 + 2 18 sqrt 2) < 1e-47
  constexpr int kPieces = 9;
  const double pi = std::numbers::pi, tilt = std::acos(rho);  // X ~ r cos t, Y ~ r cos(t - tilt)
  std::vector<double> cuts = {-pi / 2, pi / 2, 3 * pi / 2};
  for (double t = tilt - 5 * pi / 2; t < 3 * pi / 2; t += pi) {
    if (t > -pi / 2) cuts.push_back(t);
  }
  std::sort(cuts.begin(), cuts.end());
  Quadrature sum{0, 0, 1};
  for (std::size_t c = 0; c + 1 < cuts.size(); ++c) {
    for (const Node& angle : angles) {
      const double t = cuts[c] + (cuts[c + 1] - cuts[c]) * angle.x;
      const double x_side = std::sqrt(q1) * std::cos(t), y_side = std::sqrt(q2) * std::cos(t - tilt);
      for (int piece = 0; piece < kPieces; ++piece) {
        for (const Node& radius : radii) {
          const double r = kFarthest * (piece + radius.x) / kPieces;
          const double weight = (cuts[c + 1] - cuts[c]) * angle.weight * kFarthest / kPieces * radius.weight * r *
                                std::exp(-r * r / 2) / (2 * pi);
          const double value = weight * f.s(r * x_side) * f.s(r * y_side);
          const double slope = weight * f.slope(r * x_side) * f.slope(r * y_side);
          sum.dual += value;
          sum.tangent += slope;
          sum.size += std::abs(value) + std::abs(slope);
        }
      }
    }
  }
  return sum;
}

}  // namespace certibound
