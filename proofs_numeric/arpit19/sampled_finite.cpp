// Figure 1 of arpit19 on a small scale, by Monte Carlo: 10 layers of width 100, inputs N(0, I) in R^500, labels uniform
// in {1..20}, a linear layer with N(0, 2/20) entries, softmax and cross-entropy, He initialisation. Networks are
// independent; means over the inputs of one network are one observation. In double precision: nothing here is
// certified.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <random>

namespace certibound::papers {
namespace {

using arpit19::make;

constexpr int kLayers = 10, kWidth = 100, kInput = 500, kClasses = 20, kNetworks = 40, kInputs = 20;
constexpr unsigned kSeed = 1901;

using Vector = std::vector<double>;
struct Matrix {
  std::size_t rows, columns;
  Vector entries;  // by rows
};

double norm(const Vector& v) { return std::sqrt(std::inner_product(v.begin(), v.end(), v.begin(), 0.0)); }

class Sampler {
 public:
  Vector vector(std::size_t size, double variance) {
    Vector out(size);
    const double scale = std::sqrt(variance);
    for (double& x : out) x = scale * normal_(random_);
    return out;
  }
  Matrix he(std::size_t rows, std::size_t columns) {
    return {rows, columns, vector(rows * columns, 2.0 / double(rows))};
  }
  std::size_t label() { return random_() % kClasses; }

 private:
  std::mt19937_64 random_{kSeed};
  std::normal_distribution<double> normal_;
};

Vector times(const Matrix& w, const Vector& x) {
  Vector out(w.rows);
  for (std::size_t i = 0; i < w.rows; ++i) {
    out[i] = std::inner_product(x.begin(), x.end(), w.entries.begin() + long(i * w.columns), 0.0);
  }
  return out;
}

Vector transposed_times(const Matrix& w, const Vector& y) {
  Vector out(w.columns, 0.0);
  for (std::size_t i = 0; i < w.rows; ++i) {
    for (std::size_t j = 0; j < w.columns; ++j) out[j] += y[i] * w.entries[i * w.columns + j];
  }
  return out;
}

void mask(Vector& v, const Vector& activation) {
  for (std::size_t i = 0; i < v.size(); ++i) v[i] = activation[i] > 0 ? v[i] : 0;
}

struct Ratios {
  std::array<double, kLayers> activation{}, gradient{};  // |h^l|/|x| and |dl/dW^l|/(|err||x|)
};

Ratios one_input(const std::vector<Matrix>& layers, const Matrix& last, const Vector& x, std::size_t label) {
  std::vector<Vector> h = {x};
  for (const Matrix& w : layers) {
    h.push_back(times(w, h.back()));
    for (double& value : h.back()) value = std::max(value, 0.0);
  }
  Vector residual = times(last, h.back());
  const double top = *std::max_element(residual.begin(), residual.end());
  for (double& value : residual) value = std::exp(value - top);
  const double sum = std::accumulate(residual.begin(), residual.end(), 0.0);
  for (double& value : residual) value /= sum;
  residual[label] -= 1;
  Vector g = transposed_times(last, residual);
  mask(g, h.back());
  const double error = norm(g), input = norm(x);
  Ratios out;
  for (int l = kLayers; l >= 1; --l) {
    const auto at = std::size_t(l);
    out.activation[at - 1] = norm(h[at]) / input;
    out.gradient[at - 1] = norm(g) * norm(h[at - 1]) / (error * input);
    if (l > 1) {
      g = transposed_times(layers[at - 1], g);
      mask(g, h[at - 1]);
    }
  }
  return out;
}

struct Estimate {
  double mean = 0, half_width = 0;  // of the confidence interval: 3 standard errors over the networks
};
Estimate estimate(const Vector& observations) {
  const double count = double(observations.size());
  const double mean = std::accumulate(observations.begin(), observations.end(), 0.0) / count;
  double squares = 0;
  for (const double x : observations) squares += (x - mean) * (x - mean);
  return {mean, 3 * std::sqrt(squares / (count - 1) / count)};
}

std::string text(const Estimate& value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.3f +- %.3f", value.mean, value.half_width);
  return buffer;
}

FiniteOutcome sample(bool gradient, const std::atomic<bool>& stop) {
  Sampler sampler;
  std::array<Vector, kLayers> observations;
  for (int network = 0; network < kNetworks; ++network) {
    if (stop) return stopped();
    std::vector<Matrix> layers = {sampler.he(kWidth, kInput)};
    for (int l = 1; l < kLayers; ++l) layers.push_back(sampler.he(kWidth, kWidth));
    const Matrix last = sampler.he(kClasses, kWidth);
    std::array<double, kLayers> sums{};
    for (int k = 0; k < kInputs; ++k) {
      const Vector x = sampler.vector(kInput, 1);
      const Ratios ratios = one_input(layers, last, x, sampler.label());
      for (std::size_t l = 0; l < kLayers; ++l) sums[l] += (gradient ? ratios.gradient : ratios.activation)[l];
    }
    for (std::size_t l = 0; l < kLayers; ++l) observations[l].push_back(sums[l] / kInputs);
  }
  FiniteOutcome out;
  out.verdict = Verdict::sampled;
  out.cases = long{kNetworks} * kInputs;
  out.because = "Layer 1: " + text(estimate(observations[0])) + ", layer 5: " + text(estimate(observations[4])) +
                ", layer 10: " + text(estimate(observations[9])) + " (mean and 3 standard errors over " +
                std::to_string(kNetworks) + " networks of " + std::to_string(kInputs) + " inputs each, seed " +
                std::to_string(kSeed) + ").";
  return out;
}

}  // namespace

std::vector<FiniteClaim> arpit19_sampled_claims() {
  const std::string domain =
      "10 layers of width 100, Gaussian inputs in R^500, random labels of 20 classes, cross-entropy";
  return {
      make("fig1.he.sampled", "4.1, Figure 1 left", "",
           "the least width of the figure; the law of one input: arpit19.fig1.he", "mean over the data of |h^l|/|x|",
           domain, [](const std::atomic<bool>& stop) { return sample(false, stop); }),
      make("fig1.he_grad.sampled", "4.1, Figure 1 right", "",
           "the least width of the figure, without the assumption of Theorem 3",
           "mean over the data of |dl/dW^l|/(|err||x|)", domain,
           [](const std::atomic<bool>& stop) { return sample(true, stop); })};
}

}  // namespace certibound::papers
