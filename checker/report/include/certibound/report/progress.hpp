// "claim 3 of 20, lemma2.f_reflection, 12 s" on standard error, for a person who waits.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>

namespace certibound::report {

// Silent unless the descriptor is a terminal and `quiet` is false. The line is refreshed every second, and erased by
// the destructor. May be called from several threads.
class Progress {
 public:
  Progress(std::size_t total, bool quiet, int descriptor = 2);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // The `number`th claim (from 1) was begun.
  void show(std::size_t number, std::string_view id);
  // Runs `print` with the line erased, for output to the same terminal.
  void around(const std::function<void()>& print);

 private:
  struct Line;
  std::unique_ptr<Line> line_;  // null when silent
};

}  // namespace certibound::report
