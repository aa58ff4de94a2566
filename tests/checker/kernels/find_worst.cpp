// Prints the part of a .wc file for one kernel:   kernels_find_worst KERNEL SEEDS POINTS
// For the seeds 1..SEEDS, the worst input of each region of the domain among POINTS points of check_kernel, then the
// worst of its 20001 neighbours; duplicates removed, worst first, errors from the rigorous reference.
#include <certibound/crosscheck/builtin.hpp>

#include <certibound/interval/functions.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

namespace certibound::crosscheck {
namespace {

constexpr int kNeighbours = 10'000;  // on each side
constexpr std::size_t kKeep = 40;    // lines

template <class T>
T worst_neighbour(const Reference& reference, const Kernel<T>& kernel, T x) {
  std::vector<T> in{x};
  T below = x;
  T above = x;
  for (int i = 0; i < kNeighbours; ++i) {
    below = std::nextafter(below, static_cast<T>(reference.lo));
    above = std::nextafter(above, static_cast<T>(reference.hi));
    in.push_back(below);
    in.push_back(above);
  }
  std::vector<T> out(in.size());
  kernel(in.data(), out.data(), in.size());
  Options options;
  options.rigorous_one_in = 1'000'000;
  return check_values<T>(reference, in, out, options).worst.input;
}

template <class T>
void print_worst(const BuiltinKernel& builtin, const Kernel<T>& kernel, std::uint64_t seeds, std::size_t points) {
  const Reference& reference = *find_reference(builtin.reference);
  std::set<T> inputs;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Options options;
    options.seed = seed;
    options.points = points;
    options.rigorous_one_in = 1'000'000;
    for (const Region<T>& region : check_kernel(reference, kernel, options).regions) {
      inputs.insert(worst_neighbour(reference, kernel, region.worst_input));
    }
  }
  std::multimap<double, T> by_error;
  for (const T x : inputs) {
    T y = 0;
    kernel(&x, &y, 1);
    const Float error = mid(ulp_error(y, reference.enclosure(Interval::point(x, 128))));
    by_error.emplace(-mpfr_get_d(error.get(), MPFR_RNDN), x);
  }
  std::printf("# kernel %s\n# %zu x %zu points: kernels_find_worst %s %zu %zu\n", builtin.name.data(),
              static_cast<std::size_t>(seeds), points, builtin.name.data(), static_cast<std::size_t>(seeds), points);
  std::size_t lines = 0;
  for (const auto& [negative, x] : by_error) {
    if (lines++ == kKeep) break;
    std::printf("%a %.4f\n", static_cast<double>(x), -negative);
  }
}

}  // namespace
}  // namespace certibound::crosscheck

int main(int argc, char** argv) {
  using namespace certibound::crosscheck;
  if (argc == 4) {
    const auto seeds = static_cast<std::uint64_t>(std::atoll(argv[2]));
    const auto points = static_cast<std::size_t>(std::atoll(argv[3]));
    for (const BuiltinKernel& kernel : builtin_kernels()) {
      if (kernel.name != argv[1]) continue;
      if (kernel.on_double) {
        print_worst(kernel, kernel.on_double, seeds, points);
      } else {
        print_worst(kernel, kernel.on_float, seeds, points);
      }
      return 0;
    }
  }
  std::fprintf(stderr, "usage: kernels_find_worst KERNEL SEEDS POINTS, with KERNEL one of");
  for (const BuiltinKernel& kernel : builtin_kernels()) {
    std::fprintf(stderr, " %s", kernel.name.data());
  }
  std::fprintf(stderr, "\n");
  return 3;
}
