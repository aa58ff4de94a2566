// Calls a kernel on doubles or floats held as doubles, and notes what it does wrong on the way.
#pragma once

#include <certibound/crosscheck/examine.hpp>

#include <mutex>
#include <span>

namespace certibound::crosscheck {

// The faults of one examination, shared by its threads: one of each kind is enough.
class Faults {
 public:
  void add(Fault fault);
  bool fatal() const;  // a crash or a hang: nothing more can be asked
  std::vector<Fault> list() const;

 private:
  mutable std::mutex lock_;
  std::vector<Fault> faults_;
};

class Caller {
 public:
  Caller(const KernelPlace& place, Faults& faults);

  // The results for x (and y); false if the kernel crashed or hung: the input was isolated and is among the faults.
  bool call(std::span<const double> x, std::span<const double> y, std::span<double> out);
  bool call(std::span<const float> x, std::span<float> out);
  bool wrote_before() const { return worker_.wrote_before(); }
  // Nanoseconds an element: the best of several calls.
  double speed(std::span<const double> x, std::span<const double> y);

 private:
  bool raw(const void* x, const void* y, void* out, std::size_t n, unsigned repetitions, double* seconds);
  void isolate(const std::byte* x, const std::byte* y, std::size_t n, const Answer& answer);
  double element(const std::byte* array, std::size_t i) const;

  KernelPlace place_;
  Faults& faults_;
  Worker worker_;
};

}  // namespace certibound::crosscheck
