// The r-boundary: the fast way against the definition, and what geometry says of rectangles.
#include <certibound/boundary/r_boundary.hpp>

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace certibound {
namespace {

// Bit i n + j of `code` is pixel (i, j).
BinaryImage set_of_code(int n, unsigned code) {
  BinaryImage a(n);
  for (int p = 0; p < n * n; ++p) {
    if ((code >> p & 1U) != 0) a.insert(p / n, p % n);
  }
  return a;
}

BinaryImage random_set(int n, unsigned density_percent, std::mt19937_64& engine) {
  BinaryImage a(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (engine() % 100 < density_percent) a.insert(i, j);
    }
  }
  return a;
}

void expect_same(const BinaryImage& a, const BinaryImage& b, int r, const std::string& where) {
  const BinaryImage literal = r_boundary_by_definition(a, b, r);
  ASSERT_EQ(r_boundary(a, b, r), literal) << where;
  ASSERT_EQ(r_boundary_count(a, b, r), literal.count()) << where;
}

TEST(RBoundary, AgreesWithDefinitionOnEveryPairOfSmallSets) {
  for (int n = 1; n <= 2; ++n) {
    const unsigned sets = 1U << (n * n);
    for (unsigned a = 0; a < sets; ++a) {
      for (unsigned b = 0; b < sets; ++b) {
        for (int r = 0; r <= 3; ++r) {
          expect_same(set_of_code(n, a), set_of_code(n, b), r, std::to_string(n) + " " + std::to_string(a));
        }
      }
    }
  }
}

TEST(RBoundary, AgreesWithDefinitionOnEveryPairOnTheTorusOfSideThree) {
  std::vector<BinaryImage> sets;
  for (unsigned a = 0; a < 512; ++a) sets.push_back(set_of_code(3, a));
  for (unsigned a = 0; a < 512; ++a) {
    for (unsigned b = 0; b < 512; ++b) {
      expect_same(sets[a], sets[b], 1, std::to_string(a) + " " + std::to_string(b));
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(RBoundary, AgreesWithDefinitionOnRandomSets) {
  std::mt19937_64 engine(4);
  for (int round = 0; round < 400; ++round) {
    const int n = 4 + static_cast<int>(engine() % 9);
    const int r = static_cast<int>(engine() % static_cast<unsigned>(n + 2));
    const unsigned density = static_cast<unsigned>(engine() % 101);
    const BinaryImage a = random_set(n, density, engine);
    const BinaryImage b = random_set(n, 100 - density / 4, engine);
    expect_same(a, b, r,
                "seed 4, round " + std::to_string(round) + ", n " + std::to_string(n) + ", r " + std::to_string(r));
  }
}

TEST(RBoundary, IsEmptyWhenASetIsEmptyOrBothAreAll) {
  const BinaryImage none(5);
  const BinaryImage all = cyclic_rectangle(5, 0, 0, 5, 5);
  const BinaryImage some = cyclic_rectangle(5, 1, 1, 2, 3);
  for (int r = 0; r <= 6; ++r) {
    EXPECT_EQ(r_boundary_count(none, some, r), 0);
    EXPECT_EQ(r_boundary_count(all, all, r), 0);
  }
  EXPECT_EQ(r_boundary_count(all, some, 2), 25);  // every 5-square is the torus, which leaves `some`
  EXPECT_EQ(r_boundary_count(all, some, 0), 0);   // a single pixel in both sets leaves neither
}

TEST(RBoundary, OfRectanglesWithRoomHasTheLawOfExample1) {
  for (int r = 1; r <= 2; ++r) {
    const BinaryImage a = cyclic_rectangle(24, 2, 3, 10, 9);
    const BinaryImage b = cyclic_rectangle(24, 6, 7, 9, 10);  // intersection 6 x 5
    EXPECT_EQ(intersection_count(a, b), 30);
    EXPECT_EQ(r_boundary_count(a, b, r), 4 * r * (6 + 5));
  }
}

TEST(RBoundary, OfOnePixelWithItselfIsItsSquare) {
  const BinaryImage a = cyclic_rectangle(9, 0, 8, 1, 1);
  for (int r = 1; r <= 4; ++r) EXPECT_EQ(r_boundary_count(a, a, r), (2 * r + 1) * (2 * r + 1));
  EXPECT_EQ(r_boundary_count(a, a, 5), 81);
}

TEST(Dilation, IsTheUnionOfSquaresAndDualToErosion) {
  std::mt19937_64 engine(5);
  for (int n = 1; n <= 10; ++n) {
    const BinaryImage a = random_set(n, 20, engine);
    const BinaryImage all = cyclic_rectangle(n, 0, 0, n, n);
    for (int r = 0; r <= n; ++r) {
      BinaryImage squares(n);
      for (int i = 0; i < n; ++i) {
        for (int j = 0; j < n; ++j) {
          if (!a.contains(i, j)) continue;
          for (int u = -r; u <= r; ++u) {
            for (int v = -r; v <= r; ++v) squares.insert((i + u + 2 * n) % n, (j + v + 2 * n) % n);
          }
        }
      }
      EXPECT_EQ(dilation(a, r), squares) << "seed 5, n " << n << ", r " << r;
      EXPECT_EQ(erosion(difference(all, a), r), difference(all, squares)) << "seed 5, n " << n << ", r " << r;
    }
  }
}

TEST(RBoundary, TakesAnyLargeRadius) {
  const BinaryImage a = cyclic_rectangle(4, 0, 0, 1, 1);
  EXPECT_EQ(r_boundary_count(a, a, 2147483647), 16);
}

TEST(RBoundary, RefusesNegativeRadiusAndDifferentTori) {
  EXPECT_THROW(r_boundary(BinaryImage(3), BinaryImage(3), -1), std::invalid_argument);
  EXPECT_THROW(r_boundary_count(BinaryImage(3), BinaryImage(4), 1), std::invalid_argument);
  EXPECT_THROW(r_boundary_by_definition(BinaryImage(3), BinaryImage(4), 1), std::invalid_argument);
  EXPECT_THROW(r_boundary_by_definition(BinaryImage(3), BinaryImage(3), -1), std::invalid_argument);
}

}  // namespace
}  // namespace certibound
