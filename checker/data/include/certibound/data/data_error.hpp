// What can be wrong with a user's file, told in one line.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

namespace certibound {

enum class DataProblem {
  content,   // the file was read but does not hold usable images: bad input, exit status 3
  resource,  // the file could not be opened or read, or memory ran out: exit status 4
};

// what() is one line "PATH: what is wrong; what to do".
class DataError : public std::runtime_error {
 public:
  DataError(DataProblem problem, const std::filesystem::path& path, const std::string& message)
      : std::runtime_error(path.string() + ": " + message), problem_(problem) {}

  DataProblem problem() const { return problem_; }

 private:
  DataProblem problem_;
};

}  // namespace certibound
