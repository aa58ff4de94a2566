// Conversion to the kernel's type, and the search for the single input behind a crash or a hang.
#include "caller.hpp"

#include <algorithm>
#include <cstring>

namespace certibound::crosscheck {
namespace {

constexpr double kSecondsToIsolate = 1;  // a smaller limit while a hang is halved

bool fatal_kind(Fault::Kind kind) { return kind == Fault::Kind::crash || kind == Fault::Kind::hang; }

}  // namespace

void Faults::add(Fault fault) {
  const std::lock_guard guard(lock_);
  const auto same = [&](const Fault& f) {
    return f.kind == fault.kind && (f.kind != Fault::Kind::environment || f.text == fault.text);
  };
  if (std::none_of(faults_.begin(), faults_.end(), same)) faults_.push_back(std::move(fault));
}

bool Faults::fatal() const {
  const std::lock_guard guard(lock_);
  return std::any_of(faults_.begin(), faults_.end(), [](const Fault& f) { return fatal_kind(f.kind); });
}

std::vector<Fault> Faults::list() const {
  const std::lock_guard guard(lock_);
  return faults_;
}

Caller::Caller(const KernelPlace& place, Faults& faults) : place_(place), faults_(faults), worker_(place) {
  const Answer& loading = worker_.loading();
  if (loading.outcome != Answer::Outcome::ok) {
    const bool hung = loading.outcome == Answer::Outcome::hung;
    faults_.add({hung ? Fault::Kind::hang : Fault::Kind::crash, "while the library was loaded: " + loading.text, {}});
  } else if (loading.environment != 0) {
    faults_.add({Fault::Kind::environment, "after loading, " + environment_text(loading.environment), {}});
  }
}

double Caller::element(const std::byte* array, std::size_t i) const {
  if (place_.format.bytes == 8) {
    double x = 0;
    std::memcpy(&x, array + 8 * i, 8);
    return x;
  }
  float x = 0;
  std::memcpy(&x, array + 4 * i, 4);
  return x;
}

bool Caller::raw(const void* x, const void* y, void* out, std::size_t n, unsigned repetitions, double* seconds) {
  if (faults_.fatal()) return false;
  const Answer answer = worker_.call(x, y, out, n, repetitions);
  if (answer.outcome != Answer::Outcome::ok) {
    isolate(static_cast<const std::byte*>(x), static_cast<const std::byte*>(y), n, answer);
    return false;
  }
  if (answer.environment != 0) {
    faults_.add({Fault::Kind::environment, "after a call, " + environment_text(answer.environment), {}});
  }
  if (seconds != nullptr) *seconds = answer.seconds;
  return true;
}

// Halves the array as long as one half alone fails in the same way.
void Caller::isolate(const std::byte* x, const std::byte* y, std::size_t n, const Answer& answer) {
  const auto size = static_cast<std::size_t>(place_.format.bytes);
  std::vector<std::byte> out(n * size);
  KernelPlace quick = place_;
  quick.seconds = std::min(place_.seconds, kSecondsToIsolate);
  const auto fails = [&](std::size_t first, std::size_t count) {
    Worker worker(quick);
    const std::byte* second = y == nullptr ? nullptr : y + first * size;
    return worker.call(x + first * size, second, out.data(), count).outcome == answer.outcome;
  };
  std::size_t first = 0, count = n;
  while (count > 1) {
    const std::size_t half = count / 2;
    if (fails(first, half)) {
      count = half;
    } else if (fails(first + half, count - half)) {
      first += half;
      count -= half;
    } else {
      break;  // it takes several of them, or the length
    }
  }
  Fault fault;
  fault.kind = answer.outcome == Answer::Outcome::hung ? Fault::Kind::hang : Fault::Kind::crash;
  fault.text = answer.text + (count > 1 ? ", on an array of " + std::to_string(count) + " numbers that begins with" : ", at");
  fault.input = Sample{element(x, first), y == nullptr ? 0 : element(y, first), 0};
  faults_.add(std::move(fault));
}

bool Caller::call(std::span<const float> x, std::span<float> out) {
  return raw(x.data(), nullptr, out.data(), x.size(), 1, nullptr);
}

bool Caller::call(std::span<const double> x, std::span<const double> y, std::span<double> out) {
  if (place_.format.bytes == 8) return raw(x.data(), y.empty() ? nullptr : y.data(), out.data(), x.size(), 1, nullptr);
  const std::vector<float> a(x.begin(), x.end()), b(y.begin(), y.end());
  std::vector<float> result(x.size());
  const bool done = raw(a.data(), b.empty() ? nullptr : b.data(), result.data(), a.size(), 1, nullptr);
  std::copy(result.begin(), result.end(), out.begin());
  return done;
}

double Caller::speed(std::span<const double> x, std::span<const double> y) {
  constexpr unsigned repetitions = 15;
  double seconds = 0;
  std::vector<double> out(x.size());
  const std::vector<float> a(x.begin(), x.end()), b(y.begin(), y.end());
  const bool on_double = place_.format.bytes == 8;
  const void* first = on_double ? static_cast<const void*>(x.data()) : a.data();
  const void* second = y.empty() ? nullptr : on_double ? static_cast<const void*>(y.data()) : b.data();
  if (!raw(first, second, out.data(), x.size(), repetitions, &seconds)) return 0;
  return seconds * 1e9 / static_cast<double>(x.size());
}

}  // namespace certibound::crosscheck
