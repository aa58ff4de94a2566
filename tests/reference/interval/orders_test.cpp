// The orders of sets and the 16 states of overlap, against their definitions on all intervals of a small grid.
#include "inputs.hpp"

#include <certibound/interval/decoration.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

namespace certibound::test {
namespace {

// All intervals with ends among -oo, 0, 1, 2, 3, +oo, points and the empty set included.
std::vector<Interval> grid() {
  std::vector<Interval> out = {Interval::empty(53)};
  const double ends[] = {-kInf, 0, 1, 2, 3, kInf};
  for (const double lo : ends) {
    for (const double hi : ends) {
      if (lo <= hi && lo < kInf && hi > -kInf) out.push_back(box(lo, hi));
    }
  }
  return out;
}

double lo_of(const Interval& x) { return mpfr_get_d(x.lo().get(), MPFR_RNDN); }
double hi_of(const Interval& x) { return mpfr_get_d(x.hi().get(), MPFR_RNDN); }

// Members of x on a grid of quarters wide enough that it stands for an unbounded end: with x drawn from -9 .. 12 and y from
// further out, "for each t there is a u beyond" comes out as it does for reals.
std::vector<double> members(const Interval& x, double reach) {
  std::vector<double> out;
  if (x.is_empty()) return out;
  for (double t = -reach; t <= reach; t += 0.25) {
    if (lo_of(x) <= t && t <= hi_of(x)) out.push_back(t);
  }
  return out;
}

template <typename Relation>
bool each_has_partner(const Interval& x, const Interval& y, Relation holds) {
  const auto t_all = members(x, 8), u_all = members(y, 16);
  return std::all_of(t_all.begin(), t_all.end(), [&](double t) {
    return std::any_of(u_all.begin(), u_all.end(), [&](double u) { return holds(t, u); });
  });
}

template <typename Relation>
bool holds_for_all(const Interval& x, const Interval& y, Relation holds) {
  const auto t_all = members(x, 8), u_all = members(y, 8);
  return std::all_of(t_all.begin(), t_all.end(), [&](double t) {
    return std::all_of(u_all.begin(), u_all.end(), [&](double u) { return holds(t, u); });
  });
}

const auto at_most = [](double t, double u) { return t <= u; };
const auto below = [](double t, double u) { return t < u; };
const auto at_least = [](double t, double u) { return t >= u; };
const auto above = [](double t, double u) { return t > u; };

TEST(Orders, AgreeWithTheirQuantifiers) {
  for (const Interval& x : grid()) {
    for (const Interval& y : grid()) {
      const std::string what = show(x) + " and " + show(y);
      EXPECT_EQ(weakly_less(x, y), each_has_partner(x, y, at_most) && each_has_partner(y, x, at_least)) << what;
      EXPECT_EQ(strictly_less(x, y), each_has_partner(x, y, below) && each_has_partner(y, x, above)) << what;
      EXPECT_EQ(precedes(x, y), holds_for_all(x, y, at_most)) << what;
      EXPECT_EQ(strictly_precedes(x, y), holds_for_all(x, y, below)) << what;
      const Decorated dx(x), dy(y);
      EXPECT_EQ(weakly_less(dx, dy), weakly_less(x, y)) << what;
      EXPECT_EQ(strictly_less(dx, dy), strictly_less(x, y)) << what;
      EXPECT_EQ(precedes(dx, dy), precedes(x, y)) << what;
      EXPECT_EQ(strictly_precedes(dx, dy), strictly_precedes(x, y)) << what;
      EXPECT_EQ(equal(dx, dy), equal(x, y)) << what;
      EXPECT_EQ(subset(dx, dy), subset(x, y)) << what;
      EXPECT_EQ(interior(dx, dy), interior(x, y)) << what;
      EXPECT_EQ(disjoint(dx, dy), disjoint(x, y)) << what;
      EXPECT_EQ(overlap(dx, dy), overlap(x, y)) << what;
    }
  }
}

// The definitions of IEEE 1788-2015, Table 10.7, one by one; exactly one holds for each pair.
std::vector<Overlap> states_by_definition(const Interval& x, const Interval& y) {
  using enum Overlap;
  if (x.is_empty() || y.is_empty()) return {!y.is_empty() ? first_empty : !x.is_empty() ? second_empty : both_empty};
  const double a = lo_of(x), b = hi_of(x), c = lo_of(y), d = hi_of(y);
  const std::pair<bool, Overlap> table[] = {
      {b < c, before},
      {a < b && b == c && c < d, meets},
      {a < c && c < b && b < d, overlaps},
      {a == c && b < d, starts},
      {c < a && b < d, contained_by},
      {c < a && b == d, finishes},
      {a == c && b == d, equals},
      {a < c && b == d, finished_by},
      {a < c && d < b, contains},
      {a == c && d < b, started_by},
      {c < a && a < d && d < b, overlapped_by},
      {c < d && d == a && a < b, met_by},
      {d < a, after},
  };
  std::vector<Overlap> out;
  for (const auto& [holds, state] : table) {
    if (holds) out.push_back(state);
  }
  return out;
}

TEST(OverlapState, IsTheOneThatHolds) {
  std::map<Overlap, int> seen;
  for (const Interval& x : grid()) {
    for (const Interval& y : grid()) {
      const auto expected = states_by_definition(x, y);
      ASSERT_EQ(expected.size(), 1U) << show(x) << show(y);
      EXPECT_EQ(overlap(x, y), expected.front()) << show(x) << show(y);
      ++seen[overlap(x, y)];
    }
  }
  EXPECT_EQ(seen.size(), 16U);
}

TEST(OverlapState, ExchangedArgumentsMirrorIt) {
  using enum Overlap;
  const std::pair<Overlap, Overlap> mirrored[] = {
      {both_empty, both_empty}, {first_empty, second_empty}, {before, after},
      {meets, met_by},          {overlaps, overlapped_by},   {starts, started_by},
      {contained_by, contains}, {finishes, finished_by},     {equals, equals}};
  for (const Interval& x : grid()) {
    for (const Interval& y : grid()) {
      const bool found = std::any_of(std::begin(mirrored), std::end(mirrored), [&](const auto& pair) {
        return (overlap(x, y) == pair.first && overlap(y, x) == pair.second) ||
               (overlap(x, y) == pair.second && overlap(y, x) == pair.first);
      });
      EXPECT_TRUE(found) << show(x) << show(y);
    }
  }
}

TEST(OverlapState, PointsStartOrFinishButNeverMeet) {
  EXPECT_EQ(overlap(point(1), box(1, 2)), Overlap::starts);
  EXPECT_EQ(overlap(point(2), box(1, 2)), Overlap::finishes);
  EXPECT_EQ(overlap(box(1, 2), point(2)), Overlap::finished_by);
  EXPECT_EQ(overlap(point(1), point(1)), Overlap::equals);
  EXPECT_EQ(overlap(Interval::entire(53), Interval::entire(24)), Overlap::equals);
  EXPECT_EQ(overlap(box(-kInf, 2), box(-kInf, 3)), Overlap::starts);
}

TEST(Common, IsBoundedAndNotEmpty) {
  EXPECT_TRUE(is_common(box(1, 2)) && is_common(point(0)));
  EXPECT_FALSE(is_common(Interval::empty(53)) || is_common(Interval::entire(53)) || is_common(box(1, kInf)) ||
               is_common(box(-kInf, 1)));
}

}  // namespace
}  // namespace certibound::test
