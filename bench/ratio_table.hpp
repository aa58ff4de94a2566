// Benchmarks that are compared with a yardstick in the same process: run interleaved, medians, ratios.
//
// Absolute times drift with the clock and the neighbours; ratios of medians from interleaved repetitions drift less.
// Time is thread CPU time. The usual flags of Google Benchmark work (--benchmark_out=FILE.json keeps the raw data,
// --benchmark_repetitions, --benchmark_min_time, --benchmark_filter).
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace certibound::bench {

struct Entry {
  std::string name;
  double items;                // per call of run: times are divided by it
  std::function<void()> run;   // the work that is timed
  std::function<void()> setup; // before every repetition, untimed; may be empty
  std::string note;            // printed at the end of the line, e.g. the accuracy
};

// Measured elsewhere, not interleaved: a process of its own.
struct External {
  std::string name;
  double ns_per_item;
  std::string note;
};

// Runs all entries interleaved and prints one line each: median ns per item, first quartile, ratio of the medians per item to
// the entry called `yardstick`, note. Then a line for each of `externals`, and for each of `missing`.
void print_ratios(const std::string& title, const std::string& yardstick, const std::vector<Entry>& entries,
                  const std::vector<std::string>& missing, const std::vector<External>& externals = {});

// To be called first in main: sets repetitions and interleaving (flags of the user win). False if a flag is unknown.
bool initialise(int argc, char** argv);

}  // namespace certibound::bench
