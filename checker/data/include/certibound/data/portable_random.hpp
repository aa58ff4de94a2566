// Random numbers that are the same for the same seed on every platform: the 64-bit Mersenne twister and the seeding of
// the C++ standard, which both are specified to the bit, and integer arithmetic. The distributions of the standard
// library are not used, since each library has its own.
#pragma once

#include <cstdint>
#include <random>

namespace certibound {

class PortableRandom {
 public:
  // Streams of one seed are independent for all practical purposes.
  PortableRandom(std::uint64_t seed, std::uint32_t stream);

  // Uniform in 0..bound-1, by rejection. REQUIRES: bound >= 1.
  std::uint64_t below(std::uint64_t bound);

  // Nearly normal, an even integer: twice the sum of 48 uniform 16-bit integers, minus its mean.
  // Mean exactly 0, variance 2^36 (1 - 2^-32), odd moments 0, excess kurtosis -0.025, never beyond 12
  // standard deviations.
  // Not a Gaussian: a quantised approximation by the central limit theorem (Irwin-Hall), named so wherever it is used.
  std::int32_t nearly_normal();
  static constexpr double kNearlyNormalDeviation = 262144.0;  // 2^18

 private:
  std::mt19937_64 engine_;
};

}  // namespace certibound
