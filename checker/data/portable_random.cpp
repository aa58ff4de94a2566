// Uniform numbers by rejection, nearly normal ones by summation.
#include <certibound/data/portable_random.hpp>

namespace certibound {
namespace {

std::mt19937_64 engine_of(std::uint64_t seed, std::uint32_t stream) {
  std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32), stream};
  return std::mt19937_64(words);
}

}  // namespace

PortableRandom::PortableRandom(std::uint64_t seed, std::uint32_t stream) : engine_(engine_of(seed, stream)) {}

std::uint64_t PortableRandom::below(std::uint64_t bound) {
  const std::uint64_t excess = (UINT64_MAX % bound + 1) % bound;  // 2^64 mod bound
  for (;;) {
    const std::uint64_t draw = engine_();
    if (draw <= UINT64_MAX - excess) return draw % bound;
  }
}

std::int32_t PortableRandom::nearly_normal() {
  constexpr int kDraws = 12;  // of four 16-bit integers each
  std::int32_t sum = 0;
  for (int k = 0; k < kDraws; ++k) {
    const std::uint64_t draw = engine_();
    for (int shift = 0; shift < 64; shift += 16) sum += static_cast<std::int32_t>(draw >> shift & 0xffff);
  }
  return 2 * sum - 4 * kDraws * 65535;
}

}  // namespace certibound
