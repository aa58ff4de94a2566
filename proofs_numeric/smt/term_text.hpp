// Terms and conditions of a script as text of the claim language. Internal to this room.
#pragma once

#include "formula.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace certibound::smt {

class TermTexts {
 public:
  // The real terms below `roots`, which have no `choice`. names[k] is the variable used[k] of the script.
  // REQUIRES: at most 63 variables.
  TermTexts(const Formulas& formulas, const std::vector<Id>& roots, const std::vector<std::size_t>& used,
            const std::vector<std::string>& names);

  // The term as a side of a comparison.
  const std::string& operator[](Id id) const { return texts_[static_cast<std::size_t>(id)].text; }
  // "def part1(x) = ..." for every shared or deep part, one a line.
  const std::string& definitions() const { return definitions_; }

 private:
  // Binding strength as in the grammar of the language.
  enum Strength { kSum = 1, kProduct, kNegation, kPower, kAtom };
  struct Text {
    std::string text;
    Strength strength = kAtom;
    int depth = 0;                // of operations in the text
    std::uint64_t variables = 0;  // which of the names occur
  };

  Text written(const Node& node) const;
  Text joined(const Node& node, const std::string& first, const std::string& rest, Strength strength) const;
  std::string part(const Node& node, std::size_t i, Strength least) const;
  void define(Text& text);
  const Text& at(Id id) const { return texts_[static_cast<std::size_t>(id)]; }

  const Formulas& f_;
  std::vector<std::string> names_;  // of the claim, then those of the script by number
  std::vector<std::size_t> place_;  // variable of the script -> its place in names_
  std::vector<Text> texts_;
  std::string definitions_;
  int defined_ = 0;
};

class ConditionTexts {
 public:
  ConditionTexts(const Formulas& formulas, const TermTexts& terms) : f_(formulas), terms_(terms) {}

  // The formula, or its negation, as a part of an `and`. Throws language::TooLarge beyond language::kMaxComparisons.
  std::string conjunct(Id id, bool positive);

 private:
  enum class Shape { comparison, conjunction, disjunction };
  Shape write(Id id, bool positive, std::string& out);
  std::string comparison(const Node& node, bool positive);

  const Formulas& f_;
  const TermTexts& terms_;
  std::size_t comparisons_ = 0;
};

}  // namespace certibound::smt
