// What is told to a person whose text cannot be read: the place, what was expected, and a near name.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace certibound::language {

// A text with the name it is reported under.
struct Source {
  std::string name;  // file name, or "<expression>"
  std::string text;
};

// Thrown for any text that is not in the language. what() is complete and ready to print:
//   my.claim:3:12: expected an expression, found ')'
//     show  x <= )
//                ^
class SyntaxError : public std::runtime_error {
 public:
  SyntaxError(const Source& source, std::size_t offset, const std::string& message);

  std::size_t line() const { return line_; }      // from 1
  std::size_t column() const { return column_; }  // from 1, in bytes

 private:
  std::size_t line_, column_;
};

// ", did you mean 'sqrt'?" for the candidate nearest to `name` (at most two edits away), or an empty string.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates);

}  // namespace certibound::language
