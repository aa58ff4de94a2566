// All zeros of one term on an interval, shared by `find roots` and `find where`.
#pragma once

#include "search.hpp"

#include <optional>
#include <string>
#include <vector>

namespace certibound::prover {

// The sign of a term in one variable at rational points: enclosures at rising precision, exact values, algebra.
class PointSign {
 public:
  // REQUIRES: `terms` outlives the object.
  PointSign(const language::Terms& terms, language::NodeId root, Precision max_bits);

  static constexpr int kUnknown = 2, kUndefined = 3;
  // -1, 0 or 1, which is certain; kUndefined: certainly no value there; kUnknown.
  int at(const Rational& point) const;
  const language::Program& program() const { return program_; }

 private:
  int by_algebra(const Rational& point) const;

  const language::Terms& terms_;
  language::NodeId root_;
  language::Program program_;
  Precision max_bits_;
};

// One zero: the point lo where lo = hi, else strictly between them, and the only one in [lo, hi].
struct Root {
  Rational lo, hi;
  int multiplicity = 0;  // the first derivative that is not 0 (at an end of the domain: one-sided); 0: not certified
};

// A part of the interval about which something is left to say.
struct Part {
  language::Side side;
  bool defined = false;  // the term has a value everywhere on it
};

struct Isolated {
  std::vector<Root> roots;               // ascending; no two of them are the same zero
  std::vector<Part> left;                // ascending: parts that may hold further zeros, or where a value may be missing
  std::vector<language::Side> zero;      // parts throughout which the term is 0
  std::optional<Rational> undefined_at;  // a point of the interval at which the term certainly has no value
  std::string stopped;                   // why the search ended before every part was small, or empty
  long boxes = 0;
};

// Every point of the interval outside `roots`, `left` and `zero` has a value, which is not 0; unless undefined_at is set:
// then the rest is incomplete. The term has one variable. REQUIRES: a real side.
Isolated isolate(const language::Terms& terms, language::NodeId root, const language::Side& interval, const Options& options,
                 const Budget& budget);

inline constexpr Precision kRootBits = 96;
// "[0, 1/2)", ends as in language::to_text.
std::string side_text(const language::Side& side);
// "x in ...: what is left to know", at most eight of them.
std::vector<std::string> left_lines(const Isolated& isolated, const std::string& name, const std::string& what);

}  // namespace certibound::prover
