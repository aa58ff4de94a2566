// Runs a fuzz target without libFuzzer, the same way every time.
//
//   fuzz_TARGET PATH.. [--iterations N] [--seconds S] [--limit S] [--seed K]
//
// PATH: seed files or folders of them. First every seed as it is, then N mutants of them, or as many as S seconds allow.
// A finding is an input that ends the process (a signal, an exception the target does not expect, a sanitizer's report, more
// than 2 GiB of memory) or takes more than --limit seconds (10) of CPU time. It is written to fuzz-finding in the working directory,
// and the exit status is not 0.
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*callback)());

namespace {

constexpr std::size_t kLargest = 1 << 16;  // bytes of an input

std::string current;  // the input that runs

// ---- findings; only what is allowed in a signal handler ----

void say(const char* text) {
  if (write(STDERR_FILENO, text, std::strlen(text)) < 0) _exit(2);
}

void keep_finding(const char* what) {
  const int file = open("fuzz-finding", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file >= 0) {
    if (write(file, current.data(), current.size()) < 0) say("fuzz: the input cannot be written\n");
    close(file);
  }
  say("fuzz: FOUND a ");
  say(what);
  say("; the input is in fuzz-finding\n");
}

void on_signal(int signal) {
  keep_finding(signal == SIGPROF ? "hang" : "crash");
  _exit(1);
}

[[noreturn]] void on_terminate() {
  keep_finding("exception");
  if (const auto exception = std::current_exception()) {
    try {
      std::rethrow_exception(exception);
    } catch (const std::exception& error) {
      std::fprintf(stderr, "fuzz: %s\n", error.what());
    } catch (...) {
    }
  }
  _exit(1);
}

void watch() {
  static char stack[1 << 16];  // a handler must run when the stack is used up
  stack_t alternative{};
  alternative.ss_sp = stack;
  alternative.ss_size = sizeof stack;
  sigaltstack(&alternative, nullptr);
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_ONSTACK;
  sigaction(SIGPROF, &action, nullptr);
  std::set_terminate(on_terminate);
  if (__sanitizer_set_death_callback != nullptr) {
    __sanitizer_set_death_callback([] { keep_finding("crash"); });
    return;  // signals and memory are the sanitizer's
  }
  for (const int signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT}) sigaction(signal, &action, nullptr);
  const rlimit memory{2UL << 30, 2UL << 30};
  setrlimit(RLIMIT_AS, &memory);
}

// ---- mutants ----

class Mutator {
 public:
  Mutator(std::vector<std::string> seeds, std::uint64_t seed) : seeds_(std::move(seeds)), random_(seed) {
    for (const std::string& text : seeds_) collect_words(text);
  }

  std::string next() {
    std::string out = seeds_[below(seeds_.size())];
    const std::size_t steps = 1 + below(6);
    for (std::size_t k = 0; k < steps; ++k) change(out);
    if (out.size() > kLargest) out.resize(kLargest);
    return out;
  }

 private:
  std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random_() % n); }

  // Words and signs of the seeds: what a grammar is made of.
  void collect_words(std::string_view text) {
    const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (std::size_t i = 0; i < text.size();) {
      std::size_t length = 1;
      while (is_word(text[i]) && i + length < text.size() && is_word(text[i + length])) ++length;
      if (length <= 24) words_.emplace_back(text.substr(i, length));
      i += length;
    }
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1), length = 1 + below(std::min<std::size_t>(text.size() + 1, 40));
    switch (below(9)) {
      case 0:
        if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
        break;
      case 1:
        if (at < text.size()) text[at] = interesting_byte();
        break;
      case 2: text.insert(at, 1, interesting_byte()); break;
      case 3: text.erase(at, length); break;
      case 4: text.insert(at, text.substr(below(text.size() + 1), length)); break;  // a part twice
      case 5: splice(text, at); break;
      case 6: text.insert(at, word()); break;
      case 7: replace_word(text, at); break;
      default: repeat(text, at, length); break;
    }
  }

  char interesting_byte() {
    using std::literals::operator""sv;
    static constexpr std::string_view kBytes = "\0\xff\x7f\x80 \n\"|()[]{}<>=-+*/^.,;#0123456789eEpx_"sv;
    return below(4) == 0 ? static_cast<char>(random_() & 255) : kBytes[below(kBytes.size())];
  }

  // The start of this one and the end of another.
  void splice(std::string& text, std::size_t at) {
    const std::string& other = seeds_[below(seeds_.size())];
    text.resize(at);
    text += other.substr(below(other.size() + 1));
  }

  std::string word() { return words_.empty() ? "0" : words_[below(words_.size())]; }

  void replace_word(std::string& text, std::size_t at) {
    const auto is_word = [&](std::size_t i) { return i < text.size() && std::isalnum(static_cast<unsigned char>(text[i])) != 0; };
    while (at > 0 && is_word(at - 1)) --at;
    std::size_t end = at;
    while (is_word(end)) ++end;
    text.replace(at, end - at, word());
  }

  void repeat(std::string& text, std::size_t at, std::size_t length) {
    const std::string part = text.substr(at, std::min<std::size_t>(length, 12));
    std::string many;
    for (std::size_t times = std::size_t{1} << below(11); times > 0 && many.size() < kLargest; --times) many += part;
    text.insert(at, many);
  }

  std::vector<std::string> seeds_, words_;
  std::mt19937_64 random_;
};

// ---- running ----

struct Options {
  std::vector<std::string> paths;
  unsigned long iterations = 1000, seed = 1;
  double seconds = 10;
  unsigned limit = 10;
};

Options read_options(int argc, char** argv) {
  Options out;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (!word.starts_with("--")) {
      out.paths.emplace_back(word);
      continue;
    }
    const char* value = i + 1 < argc ? argv[++i] : "0";
    if (word == "--iterations") out.iterations = std::strtoul(value, nullptr, 10);
    if (word == "--seed") out.seed = std::strtoul(value, nullptr, 10);
    if (word == "--seconds") out.seconds = std::strtod(value, nullptr);
    if (word == "--limit") out.limit = static_cast<unsigned>(std::strtoul(value, nullptr, 10));
  }
  return out;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// In the order of their names, so that every run is the same.
std::vector<std::string> seeds_of(const std::vector<std::string>& paths) {
  std::vector<std::filesystem::path> files;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.emplace_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> out;
  for (const auto& file : files) out.push_back(content(file));
  return out;
}

void run_one(std::string input, unsigned limit) {
  current = std::move(input);
  const itimerval end{{0, 0}, {static_cast<time_t>(limit), 0}}, never{};  // CPU time: other processes do not count
  setitimer(ITIMER_PROF, &end, nullptr);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
  setitimer(ITIMER_PROF, &never, nullptr);
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  const std::vector<std::string> seeds = seeds_of(options.paths);
  if (seeds.empty()) {
    std::fprintf(stderr, "fuzz: no seeds\n");
    return 2;
  }
  watch();
  for (const std::string& seed : seeds) run_one(seed, options.limit);
  Mutator mutator(seeds, options.seed);
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
  unsigned long done = 0;
  while (done < options.iterations && std::chrono::steady_clock::now() < end) {
    run_one(mutator.next(), options.limit);
    ++done;
  }
  std::printf("fuzz: %zu seeds, %lu mutants, no finding\n", seeds.size(), done);
  return done > 0 ? 0 : 2;
}
