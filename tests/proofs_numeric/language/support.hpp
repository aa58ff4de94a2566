// What the tests of the claim language share: terms from text, random terms, and the truth about a term at a point.
#pragma once

#include <certibound/language/box.hpp>
#include <certibound/language/parser.hpp>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace certibound::language::test {

inline constexpr Precision kFine = 320;  // bits of the truth

// All engines start from this seed, which every failure prints.
inline constexpr std::uint64_t kSeed = 20240606;
// How often a random test repeats: `base` times the environment variable CERTIBOUND_TEST_MULTIPLIER (default 1).
int rounds(int base);

// The only claim of a text of clauses: claim_of("forall x in [0, 1] show x >= 0").
Claim claim_of(const std::string& clauses);

// One expression over variables x, y.
struct Expression {
  explicit Expression(const std::string& text);
  Terms terms;
  NodeId root;
};

// The value of a term at a rational point by plain intervals of kFine bits. `defined` and `undefined` are certain; near
// the edge of a domain both may be false.
struct Truth {
  Interval value;
  bool defined = false, undefined = false;
};
Truth truth_of(const Terms& terms, NodeId root, const std::vector<Rational>& point);

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  long below(long n) { return static_cast<long>(engine_() % static_cast<std::uint64_t>(n)); }
  // 0, +-1, +-1/2, +-2, +-1/3, small and large ones, and plain fractions.
  Rational number();
  // Real, bounded or not, with open and closed ends; not empty, not a point. Inside [lo, hi] if given.
  Side side();
  Side side_within(const Rational& lo, const Rational& hi);
  // A member of the side: its closed ends now and then, else a fraction between.
  Rational member(const Side& side);
  // A random term in `variables` variables, `depth` operations deep at most.
  NodeId term(Terms& terms, int variables, int depth);

 private:
  std::mt19937_64 engine_;
};

// All operations of one variable.
const std::vector<Op>& unary_operations();

}  // namespace certibound::language::test
