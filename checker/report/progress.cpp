// "claim 3 of 20, lemma2.f_reflection, 12 s" on standard error, for a person who waits.
#include <certibound/report/progress.hpp>

#include <certibound/report/text.hpp>

#include <fmt/format.h>

#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace certibound::report {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::string_view erase_line = "\r\x1b[K";

std::size_t columns_of(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

struct Progress::Line {
  Line(std::size_t claims, int fd) : total(claims), descriptor(fd) {
    ticker = std::jthread([this](const std::stop_token& stop) { tick(stop); });
  }
  ~Line() {
    ticker.request_stop();
    ticker.join();
    put(erase_line);
  }

  // A terminal that went away is no reason to stop.
  void put(std::string_view text) const { (void)!write(descriptor, text.data(), text.size()); }

  void draw() const {
    if (id.empty()) return;
    const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - start).count();
    const std::string line = fmt::format("claim {} of {}, {}, {} s", number, total, id, elapsed);
    put(std::string(erase_line) + shorten(line, columns_of(descriptor) - 1));
  }

  void tick(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      wake.wait_for(lock, stop, std::chrono::seconds(1), [] { return false; });
      if (!stop.stop_requested()) draw();
    }
  }

  const std::size_t total;
  const int descriptor;
  const Clock::time_point start = Clock::now();
  std::size_t number = 0;
  std::string id;
  std::mutex mutex;
  std::condition_variable_any wake;
  std::jthread ticker;  // last: it uses the members above
};

Progress::Progress(std::size_t total, bool quiet, int descriptor) {
  if (!quiet && isatty(descriptor) != 0) line_ = std::make_unique<Line>(total, descriptor);
}

Progress::~Progress() = default;

void Progress::show(std::size_t number, std::string_view id) {
  if (!line_) return;
  const std::lock_guard lock(line_->mutex);
  line_->number = number;
  line_->id = one_line(id);
  line_->draw();
}

void Progress::around(const std::function<void()>& print) {
  if (!line_) return print();
  const std::lock_guard lock(line_->mutex);
  line_->put(erase_line);
  print();
  line_->draw();
}

}  // namespace certibound::report
