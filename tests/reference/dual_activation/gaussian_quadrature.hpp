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

// The numbers between the parentheses of "erf(2, -1/3)".
inline std::vector<double> plain_parameters(const std::string& name) {
  std::vector<double> out;
  for (std::size_t at = name.find('('); at != std::string::npos && at < name.size();) {
    const std::size_t next = name.find_first_of(",)", at + 1);
    const std::string word = name.substr(at + 1, next - at - 1);
    const std::size_t slash = word.find('/');
    out.push_back(std::stod(word) / (slash == std::string::npos ? 1.0 : std::stod(word.substr(slash + 1))));
    at = name[next] == ',' ? next : std::string::npos;
  }
  return out;
}

inline PlainActivation plain_activation(const std::string& name) {
  const auto phi = [](double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); };
  const auto Phi = [](double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; };
  const auto none = [](double) { return 0.0; };
  const std::string stem = name.substr(0, name.find('('));
  const std::vector<double> p = plain_parameters(name);
  const auto with = [&p](std::size_t i, double otherwise) { return i < p.size() ? p[i] : otherwise; };
  if (stem == "relu") return two_slopes(0, 1);
  if (stem == "abs") return two_slopes(-1, 1);
  if (stem == "identity") return two_slopes(1, 1);
  if (stem == "leaky") return two_slopes(p[0], 1);
  if (stem == "abrelu") return two_slopes(p[0], p[1]);
  if (stem == "step") return {[](double x) { return x > 0 ? 1.0 : 0.0; }, none};
  if (stem == "sign") return {[](double x) { return x > 0 ? 1.0 : -1.0; }, none};
  if (stem == "erf" || stem == "sigmoid_like") {
    const bool like = stem == "sigmoid_like";
    const double a = like ? 0.5 : with(0, 1), b = like ? 1 / 2.40205635 : with(1, 1), c = like ? 0.5 : with(2, 0);
    return {[=](double x) { return a * std::erf(b * x) + c; },
            [=](double x) { return 2 * a * b * std::numbers::inv_sqrtpi * std::exp(-b * b * x * x); }};
  }
  if (stem == "gelu") return {[=](double x) { return x * Phi(x); }, [=](double x) { return Phi(x) + x * phi(x); }};
  if (stem == "sin" || stem == "cos") {
    const double a = with(0, 1), b = with(1, 1), c = with(2, 0) + (stem == "cos" ? std::numbers::pi / 2 : 0);
    return {[=](double x) { return a * std::sin(b * x + c); }, [=](double x) { return a * b * std::cos(b * x + c); }};
  }
  if (stem == "rbf") {
    const double b = std::sqrt(2 * p[0]), c = std::numbers::pi / 4, a = std::numbers::sqrt2;
    return {[=](double x) { return a * std::sin(b * x + c); }, [=](double x) { return a * b * std::cos(b * x + c); }};
  }
  if (stem == "exp") {
    const double a = with(0, 1), b = with(1, 1);
    return {[=](double x) { return a * std::exp(b * x); }, [=](double x) { return a * b * std::exp(b * x); }};
  }
  if (stem == "gaussian") {
    const double a = with(0, 1), b = with(1, -1);
    return {[=](double x) { return a * std::exp(b * x * x); },
            [=](double x) { return 2 * a * b * x * std::exp(b * x * x); }};
  }
  if (stem == "gabor") {
    return {[](double x) { return std::exp(-x * x) * std::sin(x); },
            [](double x) { return std::exp(-x * x) * (std::cos(x) - 2 * x * std::sin(x)); }};
  }
  if (stem == "relu2" || stem == "rectified") {
    const int n = stem == "relu2" ? 2 : static_cast<int>(p[0]);
    return {[=](double x) { return x > 0 ? std::pow(x, n) : 0.0; },
            [=](double x) { return x > 0 && n > 0 ? n * std::pow(x, n - 1) : 0.0; }};
  }
  if (stem == "monomial" || stem == "polynomial") {
    std::vector<double> c = p;
    if (stem == "monomial") {
      c.assign(static_cast<std::size_t>(p[0]) + 1, 0.0);
      c.back() = 1;
    }
    return {[=](double x) {
              double sum = 0;
              for (std::size_t k = c.size(); k-- > 0;) sum = sum * x + c[k];
              return sum;
            },
            [=](double x) {
              double sum = 0;
              for (std::size_t k = c.size(); k-- > 1;) sum = sum * x + static_cast<double>(k) * c[k];
              return sum;
            }};
  }
  const int degree = static_cast<int>(p[0]);  // "hermite(4)"
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
