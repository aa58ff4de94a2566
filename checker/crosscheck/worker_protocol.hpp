// What parent and child agree on. Internal to this room.
#pragma once

#include <certibound/crosscheck/worker.hpp>

#include <cstddef>
#include <cstdint>

namespace certibound::crosscheck {

inline constexpr int kSocket = 3, kMemory = 4;  // descriptors of the child

// The shared memory: x, y, out, each as large as the largest call; arrays lie at the end of their part.
inline constexpr std::size_t kPart = Worker::kCapacity * sizeof(double);
inline constexpr std::size_t kParts = 3;
static_assert(kPart % 65536 == 0, "a part is a whole number of pages of any usual size");

struct Request {
  std::uint64_t n;
  std::uint64_t repetitions;
};

enum class Reply : std::uint32_t { done, missing, unusable };

struct Response {
  Reply reply;
  std::uint32_t environment;
  double seconds;
  char text[1024];  // why the kernel cannot be had
};

}  // namespace certibound::crosscheck
