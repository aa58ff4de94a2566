// Many claims on several threads, reported in their own order whatever finished first.
#pragma once

#include <certibound/audit/decide_claim.hpp>

#include <functional>
#include <string>
#include <vector>

namespace certibound::audit {

struct RunOptions {
  prover::Options prover;
  unsigned jobs = 1;
};

// A claim to be run: what it is called, and how.
struct Task {
  std::string id;
  std::function<Decided(const prover::Options&)> run;
};

struct RunResult {
  std::vector<Decided> decided;  // those that finished, in the order of the tasks
  bool interrupted = false;      // options.prover.stop was set before all were done
};

// begun(number, id) is told when a task starts; done(decided) gets the results in the order of the tasks, as soon as all
// earlier ones are there. Both are called under one lock.
RunResult run_claims(const std::vector<Task>& tasks, const RunOptions& options,
                     const std::function<void(std::size_t, const std::string&)>& begun,
                     const std::function<void(const Decided&)>& done);

std::vector<Task> tasks_of(const std::vector<const papers::Entry*>& entries);
// The claims stay owned by the caller, who keeps them alive.
std::vector<Task> tasks_of(const std::vector<language::Claim>& claims);

}  // namespace certibound::audit
