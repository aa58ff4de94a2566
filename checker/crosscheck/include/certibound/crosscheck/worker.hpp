// A kernel in a process of its own: loaded from a shared object (certibound/kernel.h) or built in, called on shared memory.
//
// The child is a fresh copy of the program in a hidden mode. Its arrays end at a page that cannot be touched, inputs are
// read-only, and it cannot write to anything of the parent but the output array; standard output of the kernel goes to
// standard error. If the parent dies, so does the child (Linux).
#pragma once

#include <certibound/crosscheck/format.hpp>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace certibound::crosscheck {

struct KernelPlace {
  std::string program;        // the executable whose `kernel worker` mode is run; "" for the running one
  std::string library;        // path or name for dlopen; "" for a built-in kernel
  std::string symbol;         // or the name of the built-in kernel
  Format format = kDouble;    // kDouble or kFloat
  int inputs = 1;             // 1 or 2
  bool scalar = false;        // T f(T) instead of the array form
  double seconds = 10;        // for one call; then it hangs
};

// The kernel cannot be had: one line for the user.
class WorkerError : public std::runtime_error {
 public:
  WorkerError(bool missing_file, const std::string& message) : std::runtime_error(message), missing_file_(missing_file) {}
  bool missing_file() const { return missing_file_; }

 private:
  bool missing_file_;
};

// What a call left changed of the floating-point environment of its thread.
enum Environment : unsigned {
  kRounding = 1,    // not to nearest
  kFlush = 2,       // results below the normal range become 0 (FTZ)
  kDenormals = 4,   // subnormal operands count as 0 (DAZ)
  kExceptions = 8,  // a floating-point exception traps
};
std::string environment_text(unsigned environment);  // "the rounding mode is upward, results are flushed to zero"

struct Answer {
  enum class Outcome { ok, crashed, hung } outcome = Outcome::ok;
  std::string text;          // of a crash: "killed by signal 11 (Segmentation fault)"
  unsigned environment = 0;  // Environment, after the call
  double seconds = 0;        // thread CPU time of the fastest repetition
};

class Worker {
 public:
  static constexpr std::size_t kCapacity = std::size_t{1} << 16;  // elements of one call

  // Starts the child and loads the kernel. Throws WorkerError; a crash or a hang while loading is in loading().
  explicit Worker(const KernelPlace& place);
  ~Worker();
  Worker(Worker&&) noexcept;
  Worker& operator=(Worker&&) noexcept;

  // What loading did: its environment is the one the library left behind (a start-up routine that sets FTZ, say). The child
  // restores the default before each call.
  const Answer& loading() const;
  // out[i] = f(x[i]) or f(x[i], y[i]); arrays of the format's numbers, n <= kCapacity. After a crash or a hang the child is
  // gone: further calls start another one. `out` is unspecified then.
  Answer call(const void* x, const void* y, void* out, std::size_t n, unsigned repetitions = 1);
  // The bytes before out[0] were changed by the last call. Looks at the 64 elements before.
  bool wrote_before() const;

 private:
  struct Child;
  std::unique_ptr<Child> child_;
};

// The child's side: `certibound kernel worker ...`; returns the exit status. Arguments as the parent writes them.
int run_worker(const std::vector<std::string>& arguments);

}  // namespace certibound::crosscheck
