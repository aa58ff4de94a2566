// What `tail` and `width` share: exact parameters from text, with the reason where one is refused; the end of the time
// allowed; the list of bounds.
#pragma once

#include "common.hpp"

#include <certibound/interval/rational.hpp>

#include <fmt/format.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace certibound::cli {

inline Rational exact_option(const std::string& name, const std::string& text) {
  if (const auto value = parse_rational(text)) return *value;
  throw CommandError(ExitStatus::bad_input,
                     fmt::format("{} wants an exact number, such as 0.1 or 1/10; found '{}'", name, text));
}

// An integer of 1..most.
inline Integer count_option(const std::string& name, const std::string& text, const Integer& most) {
  const Rational value = exact_option(name, text);
  if (denominator(value) == 1 && value >= 1 && value <= Rational(most)) return numerator(value);
  throw CommandError(ExitStatus::bad_input,
                     fmt::format("{} wants an integer from 1 to {}; found '{}'", name, most.str(), text));
}

// True once the time is over or the user has interrupted.
inline std::function<bool()> stop_after(double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  return [end] { return interrupted() || std::chrono::steady_clock::now() >= end; };
}

// f(), or nothing if it is not there in time or the user has interrupted; then it still runs, in a thread of its own, and the
// program has to end by leave(). For work that has no other way to be stopped. f must own what it uses, and not throw.
template <typename F>
auto within(double seconds, F f) -> std::optional<decltype(f())> {
  struct Shared {
    std::mutex mutex;
    std::condition_variable done;
    std::optional<decltype(f())> value;
  };
  const auto shared = std::make_shared<Shared>();
  const std::function<bool()> stop = stop_after(seconds + 0.2);  // what stops by itself may do so first
  std::thread([shared, f = std::move(f)]() mutable {
    auto value = f();
    const std::lock_guard lock(shared->mutex);
    shared->value = std::move(value);
    shared->done.notify_one();
  }).detach();
  std::unique_lock lock(shared->mutex);
  while (!shared->value && !stop()) shared->done.wait_for(lock, std::chrono::milliseconds(20));
  return shared->value;
}

// Ends the program with that status at once, without a look at threads that still run.
[[noreturn]] inline void leave(ExitStatus status) {
  std::fflush(nullptr);
  std::_Exit(interrupted() ? 130 : static_cast<int>(status));
}

// For `width --list` and `list`.
void list_width_bounds();

}  // namespace certibound::cli
