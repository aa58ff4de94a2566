// The S-expressions of SMT-LIB 2.6 (section 3.1 of the standard), each with its place. Internal to this room.
#pragma once

#include <certibound/language/diagnostic.hpp>

#include <string_view>
#include <vector>

namespace certibound::smt {

struct Expression {
  // symbol: as its name, without the bars of |x|. literal: what starts with a digit or #. keyword: with its colon.
  enum class Kind { symbol, literal, string, keyword, list } kind = Kind::list;
  std::string_view text;
  std::size_t offset = 0;  // in bytes
  std::vector<int> parts;  // of a list, as indices

  bool is(std::string_view symbol) const { return kind == Kind::symbol && text == symbol; }
};

// All expressions of a source; the vector owns them, so that no depth of nesting meets the stack.
struct Expressions {
  std::vector<Expression> all;
  std::vector<int> roots;  // the commands

  const Expression& operator[](int index) const { return all[static_cast<std::size_t>(index)]; }
};

// Throws SyntaxError. REQUIRES: the source outlives the result.
Expressions read_expressions(const language::Source& source);

}  // namespace certibound::smt
