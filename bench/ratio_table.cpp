// Google Benchmark does the timing; this collects its repetitions and divides the medians.
#include "ratio_table.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string_view>

namespace certibound::bench {
namespace {

// Seconds per call of every repetition, by name.
class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Iteration && !run.error_occurred) {
        seconds_[run.run_name.function_name].push_back(run.cpu_accumulated_time / static_cast<double>(run.iterations));
      }
    }
  }
  // The sorted times of one benchmark; empty if a filter left it out.
  std::vector<double> sorted(const std::string& name) const {
    const auto found = seconds_.find(name);
    std::vector<double> times = found == seconds_.end() ? std::vector<double>{} : found->second;
    std::sort(times.begin(), times.end());
    return times;
  }

 private:
  std::map<std::string, std::vector<double>> seconds_;
};

double at_quantile(const std::vector<double>& sorted, double q) {
  return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

bool initialise(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  std::string defaults[] = {"--benchmark_repetitions=15", "--benchmark_enable_random_interleaving=true",
                            "--benchmark_min_time=0.02"};
  for (std::string& flag : defaults) {
    arguments.insert(arguments.begin() + 1, flag.data());
  }
  int count = static_cast<int>(arguments.size());
  arguments.push_back(nullptr);
  benchmark::Initialize(&count, arguments.data());
  return !benchmark::ReportUnrecognizedArguments(count, arguments.data());
}

void print_ratios(const std::string& title, const std::string& yardstick, const std::vector<Entry>& entries,
                  const std::vector<std::string>& missing, const std::vector<External>& externals) {
  benchmark::ClearRegisteredBenchmarks();
  for (const Entry& entry : entries) {
    benchmark::RegisterBenchmark(entry.name.c_str(), [&entry](benchmark::State& state) {
      if (entry.setup) entry.setup();
      for (auto _ : state) {
        entry.run();
        benchmark::ClobberMemory();
      }
    });
  }
  Collector collector;
  benchmark::RunSpecifiedBenchmarks(&collector);
  const std::vector<double> unit = collector.sorted(yardstick);
  const auto at_yardstick = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.name == yardstick; });
  std::printf("%s\n%-34s %10s %10s %8s\n", title.c_str(), "", "ns/item", "quartile", "ratio");
  for (const Entry& entry : entries) {
    const std::vector<double> times = collector.sorted(entry.name);
    if (times.empty()) continue;
    const double median = at_quantile(times, 0.5);
    std::printf("%-34s %10.3f %10.3f ", entry.name.c_str(), median * 1e9 / entry.items,
                at_quantile(times, 0.25) * 1e9 / entry.items);
    if (unit.empty()) {
      std::printf("%8s", "-");
    } else {
      std::printf("%8.2f", median / entry.items / (at_quantile(unit, 0.5) / at_yardstick->items));
    }
    std::printf("  %s\n", entry.note.c_str());
  }
  for (const External& external : externals) {
    std::printf("%-34s %10.3f %10s ", external.name.c_str(), external.ns_per_item, "-");
    if (unit.empty()) {
      std::printf("%8s", "-");
    } else {
      std::printf("%8.2f", external.ns_per_item * 1e-9 / (at_quantile(unit, 0.5) / at_yardstick->items));
    }
    std::printf("  %s\n", external.note.c_str());
  }
  for (const std::string& name : missing) {
    std::printf("%-34s missing (not installed)\n", name.c_str());
  }
  std::printf("\n");
}

}  // namespace certibound::bench
