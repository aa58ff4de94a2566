// Random boxes of (rho, q1, q2): the value at a random point inside, with more bits, meets the value of the box.
#include "activation_checks.hpp"

#include <random>

namespace certibound {
namespace {

constexpr std::uint64_t kSeed = 20241125;

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  long below(long n) { return static_cast<long>(engine_() % static_cast<std::uint64_t>(n)); }
  // k/2^10 in [0, 1], the ends more often than others.
  Rational share() {
    const long pick = below(10);
    return pick == 0 ? Rational(0) : pick == 1 ? Rational(1) : Rational(below(1025), 1024);
  }
  Rational between(const Rational& lo, const Rational& hi) { return lo + (hi - lo) * share(); }
  // Sizes from 2^-12 to 4, and 0.
  Rational variance() {
    if (below(12) == 0) return 0;
    return Rational(below(1023) + 1, 256) * power(Rational(2), -below(13));
  }

 private:
  std::mt19937_64 engine_;
};

struct Box {
  Rational rho[2], q1[2], q2[2];
};

Box random_box(Random& random) {
  Box box;
  box.rho[0] = 2 * random.share() - 1;
  box.rho[1] = random.below(3) == 0 ? box.rho[0] : random.between(box.rho[0], 1);
  for (Rational* q : {box.q1, box.q2}) {
    q[0] = random.variance();
    q[1] = random.below(2) == 0 ? q[0] : Rational(q[0] + random.variance());
  }
  return box;
}

std::string text(const Box& b) {
  const auto side = [](const Rational* x) { return "[" + to_string(x[0]) + ", " + to_string(x[1]) + "] "; };
  return side(b.rho) + side(b.q1) + side(b.q2) + "seed " + std::to_string(kSeed);
}

void expect_points_inside(const Activation& s, const Box& b, Random& random, int order) {
  const GaussianPair box{Interval(b.rho[0], b.rho[1], 53), Interval(b.q1[0], b.q1[1], 53),
                         Interval(b.q2[0], b.q2[1], 53)};
  const Interval dual = order == 0 ? s.dual(box) : s.derivative(box, order), tangent = s.tangent(box);
  const GaussianPair at =
      pair(random.between(b.rho[0], b.rho[1]), random.between(b.q1[0], b.q1[1]), random.between(b.q2[0], b.q2[1]), 90);
  const std::string place = s.name() + " order " + std::to_string(order) + " " + text(b) + "at " +
                            to_string(at.rho, 12) + to_string(at.q1, 12) + to_string(at.q2, 12);
  const Interval value = s.derivative(at, order), slope = s.tangent(at);
  if (!value.is_empty()) {
    ASSERT_TRUE(meets(dual, value)) << place << to_string(dual, 17) << to_string(value, 25);
  }
  if (!slope.is_empty()) {
    ASSERT_TRUE(meets(tangent, slope)) << place << to_string(tangent, 17) << to_string(slope, 25);
  }
}

TEST(RandomBox, EnclosesPointsOfClosedForms) {
  const char* const names[] = {"relu",
                               "leaky(1/5)",
                               "abrelu(-1/2, 2)",
                               "abs",
                               "step",
                               "sign",
                               "erf(2, 1/3, -1)",
                               "gelu",
                               "sin(2, 1/2, 1)",
                               "cos",
                               "rbf(1/3)",
                               "exp(2, -1/2)",
                               "gaussian",
                               "gaussian(1, 1/20)",
                               "gabor",
                               "relu2",
                               "rectified(5)",
                               "hermite(3)",
                               "monomial(4)",
                               "polynomial(1, -2, 0, 1/3)"};
  Random random(kSeed);
  for (const char* name : names) {
    const auto s = named(name);
    for (int round = 0; round < 450; ++round) expect_points_inside(*s, random_box(random), random, round % 3);
  }
}

TEST(RandomBox, EnclosesPointsOfPieces) {
  Random random(kSeed + 1);
  for (const char* name : {"hardtanh", "relu6", "elu", "piecewise(x < -1: exp(x); x < 1/2: 1; x)"}) {
    const auto s = named(name);
    for (int round = 0; round < 16; ++round) expect_points_inside(*s, random_box(random), random, round % 3);
  }
}

// Few variances, since each costs a preparation; many correlations.
TEST(RandomBox, EnclosesPointsOfSeries) {
  Random random(kSeed + 2);
  for (const char* name : {"tanh", "sigmoid", "softplus", "silu", "mish", "softsign"}) {
    const auto s = named(name);
    for (int variances = 0; variances < 2; ++variances) {
      Box b = random_box(random);
      for (Rational* q : {b.q1, b.q2}) {
        if (q[1] == 0) q[1] = Rational(1, 3);
        if (variances % 2 == 0) q[0] = q[1];
      }
      for (int round = 0; round < 30; ++round) {
        b.rho[0] = 2 * random.share() - 1;
        b.rho[1] = random.between(b.rho[0], 1);
        const GaussianPair box{Interval(b.rho[0], b.rho[1], 53), Interval(b.q1[0], b.q1[1], 53),
                               Interval(b.q2[0], b.q2[1], 53)};
        const GaussianPair at = pair(random.between(b.rho[0], b.rho[1]), b.q1[1], b.q2[0], 70);
        for (int order = 0; order <= 1; ++order) {
          const Interval wide = s->derivative(box, order), value = s->derivative(at, order);
          ASSERT_TRUE(meets(wide, value)) << name << " " << order << " " << text(b) << to_string(at.rho, 12);
        }
      }
    }
  }
}

// At rho = 1 the derivatives of a jump are infinite, but 0 for the members of variance 0: the end of a box of correlations
// is then no bound of what is inside. Found by the random boxes.
TEST(RandomBox, InfiniteDerivativesAtAnEndDoNotBoundTheInside) {
  for (const char* name : {"step", "sign", "piecewise(x < 0: 0; 1)"}) {
    const auto s = named(name);
    const GaussianPair box{Interval(Rational(465, 512), Rational(1), 53), exact(Rational(1, 512), 53),
                           Interval(Rational(0), Rational(39, 64), 53)};
    for (int order = 1; order <= 3; ++order) {
      const Interval inside = s->derivative(pair(Rational(15, 16), Rational(1, 512), Rational(1, 2)), order);
      EXPECT_TRUE(meets(s->derivative(box, order), inside)) << name << order;
      const GaussianPair end{exact(1, 53), box.q1, box.q2};
      EXPECT_TRUE(contains(s->derivative(end, order), Rational(0))) << name << order;
    }
  }
}

}  // namespace
}  // namespace certibound
