// What pooling24 reports of networks and data sets that are not part of this program, and the one figure about Gaussian
// images.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace certibound::papers {
namespace {

using namespace pooling;

struct Cosine {
  double ab = 0, aa = 0, bb = 0;
  void add(double a, double b) { ab += a * b, aa += a * a, bb += b * b; }
  double value() const { return ab / std::sqrt(aa * bb); }
};

// One pair of independent Gaussian images of side d, `channels` 3 x 3 kernels, valid: cosines of averages and of
// maxima.
std::pair<double, double> gaussian_pair(int d, int channels, std::mt19937_64& random) {
  std::normal_distribution<double> normal;
  const auto image = [&] {
    std::vector<double> out(static_cast<std::size_t>(d) * static_cast<std::size_t>(d));
    for (double& v : out) v = normal(random);
    return out;
  };
  const std::vector<double> x = image(), y = image();
  Cosine average, maximum;
  for (int c = 0; c < channels; ++c) {
    double w[9];
    for (double& v : w) v = normal(random);
    double sum[2] = {0, 0}, most[2] = {0, 0};
    for (int u = 0; u + 2 < d; ++u) {
      for (int v = 0; v + 2 < d; ++v) {
        double s = 0, t = 0;
        for (int i = 0; i < 9; ++i) {
          const auto p = static_cast<std::size_t>((u + i / 3) * d + v + i % 3);
          s += w[i] * x[p], t += w[i] * y[p];
        }
        sum[0] += std::max(s, 0.0), sum[1] += std::max(t, 0.0);
        most[0] = std::max(most[0], s), most[1] = std::max(most[1], t);
      }
    }
    average.add(sum[0], sum[1]);
    maximum.add(most[0], most[1]);
  }
  return {average.value(), maximum.value()};
}

FiniteOutcome sample_gaussian(const std::atomic<bool>& stop) {
  constexpr int kPairs = 20, kChannels = 128;
  std::mt19937_64 random(24);
  int heavier = 0;
  double average = 0, maximum = 0, most_maximum = 0, least_average = 1;
  for (int pair = 0; pair < kPairs; ++pair) {
    if (stop) return stopped();
    const auto [a, m] = gaussian_pair(32, kChannels, random);
    heavier += 1 - a < 1 - m ? 1 : 0;
    average += (1 - a) / kPairs, maximum += (1 - m) / kPairs;
    most_maximum = std::max(most_maximum, m), least_average = std::min(least_average, a);
  }
  FiniteOutcome out = word_if(Verdict::sampled, heavier == kPairs, "", kPairs);
  out.because = "It does not show: 20 pairs of Gaussian images, 128 kernels each, seed 24: mean of 1 - cosine " +
                decimals(average, 4) + " for averages and " + decimals(maximum, 4) +
                " for maxima; in each of the pairs average pooling contracts more (95% "
                "confidence: in at least 86% of all pairs). Section 3.1 itself calls the contraction of Gaussian "
                "images severe, and 1 - C "
                "is at most (3 pi/2 - 2)/30^2 = 0.0031 (pooling24.s19.valid.corrected).";
  return out;
}

FiniteClaim on_data(const std::string& id, const std::string& at, const std::string& printed,
                    const std::string& statement, const std::string& data, const std::string& reads = {}) {
  return claim(id, at, printed, reads, statement, "the data of the paper", [data](const std::atomic<bool>&) {
    return needs_data("The sentence reports a measurement, and no law gives its outcome.", data);
  });
}

}  // namespace

std::vector<FiniteClaim> pooling24_experiment_claims() {
  const std::string
      cifar = "CIFAR-10 images, normalised by their sample mean and deviation",
      nets = "CIFAR-10 images and the networks DLA, DenseNet150, ResNet32, ResNet50 as initialised by the authors";
  return {
      on_data("fig1", "Figure 1",
              "angle contraction of random pairs in mean-shifted cifar10 through DLA, ResNet32, DenseNet150",
              "the global average pooling layer contracts in these networks", nets),
      on_data(
          "claim.cnn_fits_rhat.reading_a", "1.1",
          "CNN without average pooling fits the usual arccosine kernel for Gaussian, Cifar10, Cifar100 and MNIST data",
          "the cosines of the ReLU features lie near rhat(rho(x,y)) for these data", "CIFAR-10, CIFAR-100, MNIST",
          "(a) for those data sets; for Gaussian images the mean similarity is exactly 1/pi = rhat(0) "
          "(pooling24.thm44.rho_relu.reading_b)"),
      on_data("fig3.cifar", "Figure 3", "CNN: average pooling has a slighter contraction than max pooling",
              "the same for cifar10 and cifar100", "CIFAR-10, CIFAR-100", "the part of the figure on natural images; certibound images FILE draws it for images at hand"),
      claim("fig3.gaussian", "Figure 3", "CNN: average pooling has a slighter contraction than max pooling",
            "the part of the figure on Gaussian images; d = 32, k = 3, valid",
            "1 - cosine of the averages exceeds that of the maxima", "independent Gaussian images", sample_gaussian),
      on_data("exp.avg_mild_severe.natural", "Section 3.1",
              "CNN average pooling: mild contraction on cifar10 and cifar100, severe on MNIST", "the same",
              "CIFAR-10, CIFAR-100, MNIST",
              "the part on Gaussian images is exp.avg_mild_severe.gaussian; certibound images FILE measures images at hand"),
      on_data("disc.cnn_isometry", "Section 5",
              "near-isometry of the CNN on natural images is the consequence of the non-centering of the data",
              "the cosines of 300 random pairs, normalised and shifted, against rhat of the input cosine", cifar,
              "what a shift does to the input cosine is pooling24.s26"),
      on_data("fig4.small_shift", "Section 5, Figure 4 (a)-(c)",
              "the angle contraction is not affected by a small mean shift", "the same", cifar),
      on_data("fig4.large_shift", "Section 5, Figure 4 (d)-(e)",
              "as the shift increases, the contraction becomes slower than the arccosine kernel", "the same", cifar),
      on_data("fig4.shift2", "Section 5, Figure 4 (e)-(f)",
              "at mean = 2.0 the behaviour mimics the original non-centered cifar10 data", "the same", cifar),
      on_data("fig5.order", "Section 5, Figures 1 and 5",
              "DLA, DenseNet150 and ResNet50 have increasing contraction behaviour", "the same", nets),
      on_data("fig5.resnet32", "Section 5, Figure 5",
              "ResNet32 does not follow this behaviour and induces chaotic cosine similarity", "the same", nets),
  };
}

}  // namespace certibound::papers
