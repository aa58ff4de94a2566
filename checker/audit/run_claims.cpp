#include <certibound/audit/run_claims.hpp>

#include <certibound/ball/ball.hpp>

#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace certibound::audit {
namespace {

class Pool {
 public:
  Pool(const std::vector<Task>& tasks, const RunOptions& options,
       const std::function<void(std::size_t, const std::string&)>& begun, const std::function<void(const Decided&)>& done)
      : tasks_(tasks), options_(options), begun_(begun), done_(done), results_(tasks.size()) {}

  RunResult run() {
    {
      std::vector<std::jthread> workers;
      for (unsigned i = 0; i < std::max(1u, options_.jobs); ++i) workers.emplace_back([this] { work(); });
    }
    if (failure_) std::rethrow_exception(failure_);
    RunResult out;
    for (auto& result : results_) {
      if (result) out.decided.push_back(std::move(*result));
    }
    out.interrupted = stopped();
    return out;
  }

 private:
  bool stopped() const { return options_.prover.stop != nullptr && options_.prover.stop->load(); }

  // Threads that no other claim can use go to the search for this one.
  prover::Options prover_options() const {
    prover::Options out = options_.prover;
    out.jobs = std::max(1u, options_.jobs / static_cast<unsigned>(std::max<std::size_t>(tasks_.size(), 1)));
    return out;
  }

  // The next task that nobody has begun; empty when there is none, or when it is time to stop.
  std::optional<std::size_t> next() {
    const std::lock_guard lock(mutex_);
    if (stopped() || failure_ || next_ == tasks_.size()) return std::nullopt;
    const std::size_t i = next_++;
    begun_(i + 1, tasks_[i].id);
    return i;
  }

  void work() {
    while (const auto i = next()) {
      try {
        Decided decided = tasks_[*i].run(prover_options());
        const std::lock_guard lock(mutex_);
        if (stopped()) continue;  // cut off in the middle: not a finding
        results_[*i] = std::move(decided);
        tell();
      } catch (...) {
        const std::lock_guard lock(mutex_);
        failure_ = std::current_exception();
      }
    }
    free_thread_caches();
  }

  void tell() {
    while (told_ < results_.size() && results_[told_]) done_(*results_[told_++]);
  }

  const std::vector<Task>& tasks_;
  const RunOptions& options_;
  const std::function<void(std::size_t, const std::string&)>& begun_;
  const std::function<void(const Decided&)>& done_;
  std::mutex mutex_;
  std::size_t next_ = 0, told_ = 0;
  std::vector<std::optional<Decided>> results_;
  std::exception_ptr failure_;
};

}  // namespace

RunResult run_claims(const std::vector<Task>& tasks, const RunOptions& options,
                     const std::function<void(std::size_t, const std::string&)>& begun,
                     const std::function<void(const Decided&)>& done) {
  return Pool(tasks, options, begun, done).run();
}

std::vector<Task> tasks_of(const std::vector<const papers::Entry*>& entries) {
  std::vector<Task> out;
  for (const papers::Entry* entry : entries) {
    out.push_back({entry->id, [entry](const prover::Options& options) { return decide_claim(*entry, options); }});
  }
  return out;
}

std::vector<Task> tasks_of(const std::vector<language::Claim>& claims) {
  std::vector<Task> out;
  for (const language::Claim& claim : claims) {
    out.push_back({claim.id, [&claim](const prover::Options& options) { return decide_claim(claim, options); }});
  }
  return out;
}

}  // namespace certibound::audit
