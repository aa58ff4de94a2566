// The parent's side: starting the child, talking to it with a time limit, telling how it died.
#include <certibound/crosscheck/worker.hpp>

#include "worker_protocol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace certibound::crosscheck {
namespace {

constexpr unsigned char kFence = 0xA5;  // before out[0]
constexpr std::size_t kFenceElements = 64;

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

std::string death(int status) {
  if (WIFSIGNALED(status)) {
    return fmt::format("killed by signal {} ({})", WTERMSIG(status), strsignal(WTERMSIG(status)));
  }
  return fmt::format("ended the process with exit status {}", WEXITSTATUS(status));
}

// A relative path without a slash names a file here if there is one, else a library of the system.
std::string library_path(const std::string& library) {
  std::error_code ignored;
  if (library.find('/') == std::string::npos && std::filesystem::exists(library, ignored)) return "./" + library;
  return library;
}

}  // namespace

std::string environment_text(unsigned environment) {
  std::string out;
  const auto add = [&](unsigned bit, const char* text) {
    if ((environment & bit) != 0) out += (out.empty() ? "" : ", ") + std::string(text);
  };
  add(kRounding, "the rounding mode is not to nearest");
  add(kFlush, "small results are flushed to zero (FTZ)");
  add(kDenormals, "subnormal operands count as zero (DAZ)");
  add(kExceptions, "floating-point exceptions trap");
  return out;
}

struct Worker::Child {
  KernelPlace place;
  pid_t pid = -1;
  int socket = -1, memory = -1;
  std::byte* shared = nullptr;
  Answer loading;
  std::size_t last_n = 0;

  ~Child() {
    stop();
    if (shared != nullptr) munmap(shared, kParts * kPart);
    if (memory >= 0) close(memory);
  }

  void stop() {
    if (socket >= 0) close(socket);
    socket = -1;
    if (pid > 0) {
      kill(pid, SIGKILL);
      int status = 0;
      waitpid(pid, &status, 0);
    }
    pid = -1;
  }

  std::size_t element() const { return static_cast<std::size_t>(place.format.bytes); }
  std::byte* array(std::size_t part, std::size_t n) const { return shared + (part + 1) * kPart - n * element(); }

  void share_memory() {
    memory = memfd_create("certibound-kernel", MFD_CLOEXEC);
    if (memory < 0 || ftruncate(memory, static_cast<off_t>(kParts * kPart)) != 0) fail("shared memory");
    void* mapped = mmap(nullptr, kParts * kPart, PROT_READ | PROT_WRITE, MAP_SHARED, memory, 0);
    if (mapped == MAP_FAILED) fail("shared memory");
    shared = static_cast<std::byte*>(mapped);
  }

  void start() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) fail("socketpair");
    const std::string program = place.program.empty() ? "/proc/self/exe" : place.program;
    std::vector<std::string> words{program, "kernel", "worker", place.library.empty() ? "" : library_path(place.library),
                                   place.symbol, std::string(place.format.name), std::to_string(place.inputs),
                                   place.scalar ? "scalar" : "array"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t parent = getpid();
    pid = fork();
    if (pid < 0) fail("fork");
    if (pid == 0) {  // nothing but system calls: other threads may hold any lock
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      for (const int number : {SIGINT, SIGTERM, SIGHUP}) signal(number, SIG_IGN);  // the parent decides when to stop
      const int socket_copy = fcntl(ends[1], F_DUPFD, 10), memory_copy = fcntl(memory, F_DUPFD, 10);
      if (getppid() != parent || dup2(socket_copy, kSocket) < 0 || dup2(memory_copy, kMemory) < 0 || dup2(2, 1) < 0) _exit(126);
      close(socket_copy);
      close(memory_copy);
      execv(program.c_str(), arguments.data());
      _exit(127);
    }
    close(ends[1]);
    socket = ends[0];
    loading = listen();
    if (loading.outcome != Answer::Outcome::ok) stop();
  }

  // The next response, or how the child died, or that it took too long.
  Answer listen() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::duration<double>(place.seconds);
    for (;;) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      pollfd event{.fd = socket, .events = POLLIN, .revents = 0};
      const int ready = poll(&event, 1, static_cast<int>(std::max<long>(left.count(), 0)));
      if (ready < 0 && errno == EINTR) continue;
      if (ready == 0) return {Answer::Outcome::hung, fmt::format("no answer in {} s", place.seconds), 0, 0};
      Response response{};
      if (recv(socket, &response, sizeof response, 0) == static_cast<ssize_t>(sizeof response)) return understood(response);
      int status = 0;
      waitpid(pid, &status, 0);
      pid = -1;
      return {Answer::Outcome::crashed, death(status), 0, 0};
    }
  }

  Answer understood(Response& response) const {
    response.text[sizeof response.text - 1] = 0;
    if (response.reply != Reply::done) {
      const bool missing = response.reply == Reply::missing;
      throw WorkerError(missing, response.text);
    }
    return {Answer::Outcome::ok, "", response.environment, response.seconds};
  }
};

Worker::Worker(const KernelPlace& place) : child_(std::make_unique<Child>()) {
  child_->place = place;
  child_->share_memory();
  child_->start();
}

Worker::~Worker() = default;
Worker::Worker(Worker&&) noexcept = default;
Worker& Worker::operator=(Worker&&) noexcept = default;

const Answer& Worker::loading() const { return child_->loading; }

Answer Worker::call(const void* x, const void* y, void* out, std::size_t n, unsigned repetitions) {
  Child& child = *child_;
  if (child.pid < 0) {
    child.stop();
    child.start();
    if (child.loading.outcome != Answer::Outcome::ok) return child.loading;
  }
  const std::size_t bytes = n * child.element();
  std::memcpy(child.array(0, n), x, bytes);
  if (child.place.inputs == 2) std::memcpy(child.array(1, n), y, bytes);
  std::byte* result = child.array(2, n);
  const std::size_t fence = std::min(kPart - bytes, kFenceElements * child.element());
  std::memset(result - fence, kFence, fence + bytes);  // a kernel that leaves out elements shows it, too
  child.last_n = n;
  const Request request{n, repetitions};
  Answer answer;
  if (send(child.socket, &request, sizeof request, MSG_NOSIGNAL) == static_cast<ssize_t>(sizeof request)) {
    answer = child.listen();
  } else {
    answer = {Answer::Outcome::crashed, "gone before the call", 0, 0};
  }
  if (answer.outcome != Answer::Outcome::ok) child.stop();
  std::memcpy(out, result, bytes);
  return answer;
}

bool Worker::wrote_before() const {
  const std::size_t bytes = child_->last_n * child_->element();
  const std::size_t fence = std::min(kPart - bytes, kFenceElements * child_->element());
  const std::byte* end = child_->array(2, child_->last_n);
  return std::any_of(end - fence, end, [](std::byte b) { return b != std::byte{kFence}; });
}

}  // namespace certibound::crosscheck
