// Every function of the interval room (MPFR) against Arb, on random boxes and on all boxes between corner values.
//
//   Encloses..   at members of the box, of more than twice the bits, Arb's ball of the value meets the result;
//   Width..      on a bounded box of the domain the result lies within Arb's ball of the box, rounded outward once.
//
// Compiled twice: test_interval_cross with 2000 boxes a function, test_interval_exhaustive with 10^5. Both print how many
// boxes had a member whose value Arb knows, which is what counts, and how many the second comparison had.
#include "engines.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace certibound::test {
namespace {

#ifdef CERTIBOUND_EXHAUSTIVE
constexpr int kBoxes = 100'000;
#else
constexpr int kBoxes = 2000;
#endif
constexpr Precision kBits[] = {24, 53, 113, 200};
constexpr std::uint64_t kSeed = 20261129;

bool beyond(const Float& x, long reach) { return !x.is_zero() && x.is_finite() && std::abs(mpfr_get_exp(x.get())) > reach; }

// Does Arb's ball lie outside the interval for certain? Exponents have no bounds in Arb, so both are compared there.
bool misses(const Ball& value, const Interval& enclosure) {
  if (enclosure.is_empty()) return true;
  const bool below = enclosure.lo().is_finite() && arb_lt(value.get(), Ball(enclosure.lo()).get()) != 0;
  const bool above = enclosure.hi().is_finite() && arb_gt(value.get(), Ball(enclosure.hi()).get()) != 0;
  return below || above;
}

class CrossEngine : public ::testing::TestWithParam<TwoEngines> {
 protected:
  // False where the arguments are out of reach or the value is not known.
  bool member_is_enclosed(const std::vector<Float>& at, const std::vector<Interval>& box, const Interval& result);
  void check(const std::vector<Interval>& box, Inputs& inputs);
  Interval any_box(Inputs& inputs, Precision bits);
  std::string text(const std::vector<Interval>& box) const;
  void report(const char* kind) const;

  const TwoEngines& row_ = GetParam();
  long boxes_ = 0, members_ = 0, tight_ = 0;
};

std::string CrossEngine::text(const std::vector<Interval>& box) const {
  std::string out = row_.name;
  for (const Interval& x : box) out += " " + show(x);
  return out + ", seed " + std::to_string(kSeed);
}

void CrossEngine::report(const char* kind) const {
  std::cout << row_.name << ": " << boxes_ << " " << kind << " boxes, " << members_ << " members, " << tight_
            << " widths\n";
}

bool CrossEngine::member_is_enclosed(const std::vector<Float>& at, const std::vector<Interval>& box,
                                     const Interval& result) {
  std::vector<Ball> exact;
  for (const Float& x : at) {
    if (beyond(x, row_.reach)) return false;
    exact.emplace_back(x);
  }
  if (row_.excluded != nullptr && row_.excluded(at.data())) return false;
  const Ball value = row_.ball(exact.data());
  if (!value.is_finite()) return false;
  ++members_;
  EXPECT_FALSE(misses(value, result)) << text(box) << "\n  gives " << show(result) << "\n  at " << show(at[0])
                                      << (at.size() > 1 ? ", " + show(at[1]) : "") << "\n  Arb's value lies in "
                                      << show(value.interval());
  return true;
}

void CrossEngine::check(const std::vector<Interval>& box, Inputs& inputs) {
  const Interval result = row_.interval(box.data());
  std::vector<std::vector<Float>> members;
  std::size_t least = SIZE_MAX;
  for (const Interval& x : box) {
    if (x.is_empty()) {
      EXPECT_TRUE(result.is_empty()) << text(box);
      return;
    }
    members.push_back(inputs.members(x));
    least = std::min(least, members.back().size());
  }
  bool known = false;
  // The ends against each other in all ways, then what lies between.
  for (std::size_t k = 0; k < least + (box.size() > 1 ? 2 : 0); ++k) {
    std::vector<Float> at;
    for (std::size_t i = 0; i < box.size(); ++i) {
      const std::size_t which = k < least ? k : (k - least + i) % 2;
      at.push_back(members[i][std::min(which, members[i].size() - 1)]);
    }
    known = member_is_enclosed(at, box, result) || known;
  }
  boxes_ += known ? 1 : 0;

  std::vector<Ball> around;
  for (const Interval& x : box) {
    if (!x.is_bounded() || beyond(x.lo(), row_.reach) || beyond(x.hi(), row_.reach)) return;
    around.emplace_back(x.at_precision(fine(x.precision())));
  }
  const Ball image = row_.ball(around.data());
  const Interval outward = image.interval(result.precision());
  if (!image.is_finite() || !outward.is_bounded() || result.is_empty()) return;
  if (row_.excluded != nullptr && !known) return;
  Float lo = outward.lo(), hi = outward.hi();
  for (int step = row_.slack; step > 0; --step) {
    mpfr_nextbelow(lo.get());
    mpfr_nextabove(hi.get());
  }
  ++tight_;
  EXPECT_TRUE(lo <= result.lo() && result.hi() <= hi) << text(box) << "\n  gives " << show(result) << "\n  but Arb "
                                                      << show(outward);
}

// Where the function is of interest, thin or wide, or anything at all.
Interval CrossEngine::any_box(Inputs& inputs, Precision bits) {
  if (inputs.below(2) == 0) {
    for (;;) {
      const Interval out = inputs.interval(bits);
      if (out.is_empty() || (!beyond(out.lo(), row_.reach) && !beyond(out.hi(), row_.reach))) return out;
    }
  }
  const auto draw = [&] { return row_.lo + (row_.hi - row_.lo) * (inputs.below(1 << 30) + 0.5) * 0x1p-30; };
  Float a = number(draw(), bits), b = a;
  switch (inputs.below(4)) {
    case 0: return {a, a};
    case 1: return Interval(a, a) + box(0, std::ldexp(1.0, -inputs.below(2 * static_cast<int>(bits))), bits);
    default: b = number(draw(), bits);
  }
  return b < a ? Interval(b, a) : Interval(a, b);
}

TEST_P(CrossEngine, EnclosesRandomBoxesAsArbDoes) {
  Inputs inputs(kSeed);
  const long wanted = repeats(kBoxes);
  long tried = 0;
  for (; boxes_ < wanted && tried < 100 * wanted; ++tried) {
    std::vector<Interval> box;
    for (std::size_t i = 0; i < row_.arity; ++i) box.push_back(any_box(inputs, kBits[tried % 4]));
    check(box, inputs);
  }
  report("random");
  EXPECT_EQ(boxes_, wanted);
  EXPECT_GT(tight_, wanted / 10);
}

// Values at which functions and their domains end, turn, jump or round in a special way.
std::vector<Float> corners(const TwoEngines& row, Precision bits) {
  std::vector<Float> out;
  for (const double x : {-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0}) out.push_back(number(x, bits));
  if (row.arity < 3) {
    for (Float x : {number(-1, bits), number(0, bits), number(1, bits)}) {
      for (const bool up : {false, true}) {
        Float next = x;
        up ? mpfr_nextabove(next.get()) : mpfr_nextbelow(next.get());
        out.push_back(next);
      }
    }
    out.push_back(largest_finite(bits));
    out.push_back(scaled(-1, row.reach - 1, bits));
  }
  if (row.arity == 1) {
    for (const double x : {-4.0, -2.5, -1.5, 1.5, 2.5, 3.0, 10.0, 171.0, row.lo, row.hi}) out.push_back(number(x, bits));
    for (const long k : {-3L, -2L, -1L, 1L, 2L, 3L, 200L}) {
      for (const mpfr_rnd_t direction : {MPFR_RNDD, MPFR_RNDU}) {
        Float x(bits);
        mpfr_const_pi(x.get(), direction);
        mpfr_mul_si(x.get(), x.get(), k, MPFR_RNDN);
        mpfr_div_2ui(x.get(), x.get(), 1, MPFR_RNDN);
        out.push_back(x);
      }
    }
    for (const double x : {1.0, -1.0}) {
      out.push_back(scaled(x, -row.reach, bits));
      out.push_back(scaled(x, row.reach - 1, bits));
    }
    out.push_back(number(1.46163214496836234126, bits));
  }
  out.push_back(number(kInf, bits));
  out.push_back(number(-kInf, bits));
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<Interval> boxes_between(const std::vector<Float>& ends) {
  std::vector<Interval> out;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    for (std::size_t j = i; j < ends.size(); ++j) {
      if (i != j || ends[i].is_finite()) out.emplace_back(ends[i], ends[j]);
    }
  }
  return out;
}

TEST_P(CrossEngine, EnclosesAllBoxesBetweenCornersAsArbDoes) {
  Inputs inputs(kSeed + 1);
  for (const Precision bits : kBits) {
    const std::vector<Interval> boxes = boxes_between(corners(row_, bits));
    std::vector<std::size_t> index(row_.arity, 0);
    while (index.back() < boxes.size()) {
      std::vector<Interval> box;
      for (const std::size_t i : index) box.push_back(boxes[i]);
      // One precision takes all pairs and triples, the others a share of them.
      if (bits == 53 || row_.arity == 1 || inputs.below(10) == 0) check(box, inputs);
      for (std::size_t i = 0; i < row_.arity && ++index[i] == boxes.size() && i + 1 < row_.arity; ++i) index[i] = 0;
    }
  }
  report("corner");
  EXPECT_GT(boxes_, 300);
}

std::string name_of(const ::testing::TestParamInfo<TwoEngines>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Each, CrossEngine, ::testing::ValuesIn(two_engines()), name_of);

// What the comparisons say of results that are wrong by one unit in the last place, or empty.
TEST(CrossEngineTest, TellsAResultThatMissesTheValue) {
  const Ball value = exp(Ball(1L, 200));
  const Interval right = exp(Interval(1, 53));
  Float above = right.hi(), below = right.lo();
  mpfr_nextabove(above.get());
  mpfr_nextbelow(below.get());
  EXPECT_FALSE(misses(value, right));
  EXPECT_TRUE(misses(value, Interval(right.hi(), above)));
  EXPECT_TRUE(misses(value, Interval(below, right.lo())));
  EXPECT_TRUE(misses(value, Interval::empty(53)));
}

}  // namespace
}  // namespace certibound::test
