// Theorem 5 against patch counts taken pixel by pixel and the dual activation at far higher precision.
#include <certibound/boundary/theorem5.hpp>
#include <certibound/dual_activation/relu.hpp>

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace certibound {
namespace {

BinaryImage random_set(int n, unsigned density_percent, std::mt19937_64& engine) {
  BinaryImage a(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (engine() % 100 < density_percent) a.insert(i, j);
    }
  }
  return a;
}

// Formula (30) with every offset -r..r counted, at `bits` bits.
Interval expectation_by_pixels(const BinaryImage& a, const BinaryImage& b, int r, Precision bits) {
  const int n = a.side();
  Interval sum(0L, bits);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      long p = 0, q = 0, s = 0;
      for (int u = -r; u <= r; ++u) {
        for (int v = -r; v <= r; ++v) {
          const int row = ((i + u) % n + n) % n;
          const int column = ((j + v) % n + n) % n;
          p += a.contains(row, column);
          q += b.contains(row, column);
          s += a.contains(row, column) && b.contains(row, column);
        }
      }
      if (p == 0 || q == 0) continue;
      const Interval norm = sqrt(Interval(p * q, bits));
      sum = sum + (s * s == p * q ? Interval(s, bits) : norm * rhat(Interval(s, bits) / norm));  // Rhat(1) = 1
    }
  }
  const long side = 2L * r + 1;
  return sum / Interval(side * side, bits);
}

TEST(Theorem5, EnclosesTheSumOverPatches) {
  std::mt19937_64 engine(6);
  for (int round = 0; round < 60; ++round) {
    const int n = 1 + static_cast<int>(engine() % 7);
    const int r = static_cast<int>(engine() % 5);  // often 2r+1 > n: patches that wrap
    const BinaryImage a = random_set(n, 60, engine);
    const BinaryImage b = random_set(n, 40, engine);
    const Theorem5 t = theorem5(a, b, r, 64);
    const Interval exact = expectation_by_pixels(a, b, r, 400);
    const std::string where = "seed 6, round " + std::to_string(round);
    EXPECT_TRUE(subset(exact, t.expectation)) << where;
    const Interval excess = exact - Interval(static_cast<long>(t.inner), 400);
    EXPECT_TRUE(subset(excess, t.excess)) << where;
    const long distance = static_cast<long>(symmetric_difference_count(a, b));
    EXPECT_TRUE(subset(Interval(distance, 400) - Interval(2L, 400) * excess, t.mean_distance)) << where;
    EXPECT_EQ(t.boundary, r_boundary_by_definition(a, b, r).count()) << where;
    EXPECT_EQ(t.squared_distance, distance) << where;
  }
}

TEST(Theorem5, WidthIsAFewUnitsInTheLastPlace) {
  std::mt19937_64 engine(7);
  for (int round = 0; round < 20; ++round) {
    const BinaryImage a = random_set(12, 50, engine);
    const BinaryImage b = random_set(12, 50, engine);
    const Theorem5 t = theorem5(a, b, 1, 64);
    Float bound(64);
    mpfr_mul_2si(bound.get(), mig(t.excess).get(), -60, MPFR_RNDD);
    EXPECT_TRUE(wid(t.excess) <= bound) << "seed 7, round " << round;
    EXPECT_TRUE(certainly(less(Interval(0L, 64), t.excess))) << "seed 7, round " << round;
  }
}

TEST(Theorem5, CheckerboardHasItsClosedForm) {
  // Black against white squares: every patch holds (k+1)/2 pixels of one and (k-1)/2 of the other, none in common.
  for (int r = 1; r <= 3; ++r) {
    const int n = 8;
    BinaryImage black(n), white(n);
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) ((i + j) % 2 == 0 ? black : white).insert(i, j);
    }
    const long k = (2L * r + 1) * (2L * r + 1);
    const Interval closed =
        sqrt(Interval(k * k - 1, 300)) * Interval(64L, 300) / (Interval(2 * k, 300) * Interval::pi(300));
    const Theorem5 t = theorem5(black, white, r, 64);
    EXPECT_TRUE(subset(closed, t.expectation)) << r;
    EXPECT_EQ(t.inner, 0);
    EXPECT_EQ(t.boundary, 64);
    EXPECT_EQ(t.squared_distance, 64);
  }
}

TEST(Theorem5, IsExactWhereNoPatchPairHasAnAngle) {
  const BinaryImage none(6);
  const BinaryImage all = cyclic_rectangle(6, 0, 0, 6, 6);
  const BinaryImage some = cyclic_rectangle(6, 1, 1, 3, 2);
  for (const auto& [a, b] :
       {std::pair{none, some}, std::pair{some, some}, std::pair{all, all}, std::pair{none, none}}) {
    for (int r = 0; r <= 4; ++r) {
      const Theorem5 t = theorem5(a, b, r, 64);
      EXPECT_TRUE(equal(t.excess, Interval(0L, 64)));
      EXPECT_TRUE(equal(t.expectation, Interval(static_cast<long>(intersection_count(a, b)), 64)));
      EXPECT_TRUE(certainly(t.lower_16a()) && certainly(t.upper_16a()));
      EXPECT_TRUE(certainly(t.lower_16b()) && certainly(t.upper_16b()));
    }
  }
}

TEST(Theorem5, BoundsAreDecidedOnEveryPairOnTheTorusOfSideTwo) {
  for (unsigned code = 0; code < 256; ++code) {
    BinaryImage a(2), b(2);
    for (int p = 0; p < 4; ++p) {
      if ((code >> p & 1U) != 0) a.insert(p / 2, p % 2);
      if ((code >> (p + 4) & 1U) != 0) b.insert(p / 2, p % 2);
    }
    for (int r = 0; r <= 2; ++r) {
      const Theorem5 t = theorem5(a, b, r, 64);
      for (const Certainty c : {t.lower_16a(), t.upper_16a(), t.lower_16b(), t.upper_16b()}) {
        EXPECT_EQ(c, Certainty::certain) << code << " r " << r;
      }
    }
  }
}

TEST(Theorem5, BoundsAreRefusedForABoundaryThatIsTooSmall) {
  Theorem5 t = theorem5(cyclic_rectangle(8, 0, 0, 4, 4), cyclic_rectangle(8, 2, 2, 4, 4), 1, 64);
  ASSERT_EQ(t.upper_16a(), Certainty::certain);
  t.boundary = 0;
  EXPECT_EQ(t.upper_16a(), Certainty::impossible);
  EXPECT_EQ(t.lower_16b(), Certainty::impossible);
  t.boundary = 1000;
  EXPECT_EQ(t.lower_16a(), Certainty::certain);
  t.excess = Interval(-2000L, 64);
  EXPECT_EQ(t.lower_16a(), Certainty::impossible);
  t.mean_distance = Interval(4000L, 64);
  EXPECT_EQ(t.upper_16b(), Certainty::impossible);
}

TEST(Theorem5, RefusesBadInput) {
  EXPECT_THROW(theorem5(BinaryImage(3), BinaryImage(4), 1, 64), std::invalid_argument);
  EXPECT_THROW(theorem5(BinaryImage(3), BinaryImage(3), -1, 64), std::invalid_argument);
  EXPECT_THROW(theorem5(BinaryImage(3), BinaryImage(3), 2147483647, 64), std::invalid_argument);
}

}  // namespace
}  // namespace certibound
