// Cutting must never lose a point: every member of a box lies in one of its parts, whatever its ends.
#include "support.hpp"

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

Side integer_side(Random& random) {
  Side out;
  out.integer = true;
  out.lo = random.below(40) - 20;
  out.hi = out.lo + random.below(30);
  if (random.below(3) == 0) out.hi_infinite = out.hi_open = true;
  return out;
}

Side whole_line() {
  Side out;
  out.lo_infinite = out.hi_infinite = out.lo_open = out.hi_open = true;
  return out;
}

Side any_side(Random& random) {
  const long k = random.below(5);
  return k == 0 ? integer_side(random) : k == 1 ? point_side(random.number()) : random.side();
}

Rational any_member(const Side& side, Random& random) {
  if (!side.integer) return side.is_point() ? side.lo : random.member(side);
  const long width = side.hi_infinite ? 10'000 : Rational(side.hi - side.lo).convert_to<long>() + 1;
  return side.lo + random.below(width);
}

std::vector<Rational> any_point(const Box& box, Random& random) {
  std::vector<Rational> out;
  for (const Side& side : box) out.push_back(any_member(side, random));
  return out;
}

int parts_with(const std::vector<Box>& parts, const std::vector<Rational>& point) {
  int out = 0;
  for (const Box& part : parts) out += contains(part, point);
  return out;
}

TEST(Box, BisectionKeepsEveryPointAndAddsNone) {
  Random random(kSeed);
  for (int k = 0; k < rounds(200); ++k) {
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", round " + std::to_string(k));
    const Box domain{any_side(random), any_side(random), any_side(random)};
    Box box = domain;
    std::vector<Rational> point = any_point(box, random);
    ASSERT_TRUE(contains(box, point));
    for (int depth = 0; depth < 12; ++depth) {
      const auto [first, second] = bisect(box, domain);
      if (is_empty(first) && is_empty(second)) {
        for (const Side& side : box) ASSERT_TRUE(side.is_point() || (side.integer && side.lo == side.hi));
        break;
      }
      ASSERT_NE(to_text(first, {"x", "y", "z"}), to_text(box, {"x", "y", "z"}));
      ASSERT_NE(to_text(second, {"x", "y", "z"}), to_text(box, {"x", "y", "z"}));
      ASSERT_GE(parts_with({first, second}, point), 1) << to_text(box, {"x", "y", "z"});
      const std::vector<Rational> other = any_point(random.below(2) == 0 && !is_empty(first) ? first : second, random);
      ASSERT_TRUE(contains(box, other)) << to_text(box, {"x", "y", "z"});
      box = contains(first, point) ? first : second;
    }
  }
}

TEST(Box, CutsAtListedValuesKeepEveryPointAndTheValuesThemselves) {
  Random random(kSeed + 1);
  for (int k = 0; k < rounds(800); ++k) {
    const Box box{any_side(random), any_side(random)};
    std::vector<std::vector<Rational>> values(2);
    for (auto& list : values) {
      for (long n = random.below(5); n > 0; --n) list.push_back(random.number());
    }
    const std::vector<Box> parts = cut_at(box, values);
    for (int n = 0; n < 10; ++n) {
      std::vector<Rational> point = any_point(box, random);
      for (std::size_t i = 0; i < 2; ++i) {
        for (const Rational& at : values[i]) {
          if (n < 4 && contains({box[i]}, {at})) point[i] = at;
        }
      }
      ASSERT_GE(parts_with(parts, point), 1) << "seed " << kSeed + 1 << ", round " << k << ": " << to_text(box, {"x", "y"}) << " at "
                                             << to_string(point[0]) << ", " << to_string(point[1]);
    }
    for (const Box& part : parts) {
      ASSERT_FALSE(is_empty(part)) << "seed " << kSeed + 1 << ", round " << k;
      for (std::size_t i = 0; i < 2; ++i) {
        for (const Rational& at : values[i]) {
          ASSERT_FALSE(!part[i].integer && (part[i].lo_infinite || part[i].lo < at) && (part[i].hi_infinite || at < part[i].hi))
              << "a listed value is left inside a part";
        }
      }
    }
  }
}

TEST(Box, OpenEndsStayOpenAndInnerEndsAreClosed) {
  Side side{.lo = 0, .hi = 1};
  side.lo_open = side.hi_open = true;
  const auto [below, above] = cut({side}, 0, Rational(1, 3));
  EXPECT_EQ(to_text(below, {"x"}), "x in (0, 1/3]");
  EXPECT_EQ(to_text(above, {"x"}), "x in [1/3, 1)");
  EXPECT_FALSE(contains({side}, {Rational(0)}) || contains({side}, {Rational(1)}));
  EXPECT_EQ(cut_at({side}, {{Rational(0), Rational(1), Rational(2)}}).size(), 1u);  // ends and beyond: no cut
}

TEST(Box, AnEmptySideIsEmptyAndAPointIsNot) {
  Side half_open = point_side(1);
  half_open.hi_open = true;
  EXPECT_TRUE(half_open.is_empty());
  EXPECT_FALSE(point_side(1).is_empty());
  EXPECT_TRUE((Side{.lo = 1, .hi = 0}).is_empty());
  EXPECT_TRUE(is_empty({point_side(1), half_open}));
  const Side unbounded = whole_line();
  EXPECT_FALSE(unbounded.is_empty());
}

TEST(Box, BisectionOfUnboundedSidesReachesEveryNumber) {
  for (const long target : {0L, 1L, -1L, 1'000'000'007L, -999'999'999L}) {
    const Box domain{whole_line()};
    Box box = domain;
    int steps = 0;
    while ((box[0].lo_infinite || box[0].hi_infinite) && steps < 100) {
      const auto [first, second] = bisect(box, domain);
      ASSERT_TRUE(contains(first, {Rational(target)}) || contains(second, {Rational(target)})) << target;
      box = contains(first, {Rational(target)}) ? first : second;
      ++steps;
    }
    EXPECT_LT(steps, 40) << target;
    EXPECT_TRUE(contains(box, {Rational(target)}));
  }
}

TEST(Box, ASideAndItsRangeHoldTheSameNumbers) {
  Random random(kSeed + 2);
  for (int k = 0; k < rounds(2000); ++k) {
    const Side side = any_side(random);
    const Precision bits = 2 + random.below(100);
    const Range range = to_range(side, bits);
    const Rational x = any_member(side, random);
    ASSERT_TRUE(range.defined);
    ASSERT_TRUE(contains(range.value, x)) << "seed " << kSeed + 2 << ", round " << k << ": " << to_string(x);
    const bool at_lo = !side.lo_infinite && to_rational(range.value.lo()) == x;
    const bool at_hi = !side.hi_infinite && to_rational(range.value.hi()) == x;
    ASSERT_FALSE((at_lo && range.lo_open) || (at_hi && range.hi_open)) << "seed " << kSeed + 2 << ", round " << k;
    if (side.lo_open && !side.lo_infinite) {
      ASSERT_TRUE(range.lo_open);
    }
  }
}

}  // namespace
}  // namespace certibound::language::test
