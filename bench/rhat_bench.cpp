// How fast is Rhat on arrays, beside its limits (square roots alone, copying) and beside other libraries?
//
// One table for each SIMD target with arrays in L2, one for the best target with arrays beyond the caches. All inputs
// are distinct and random; 32768 results of each code are checked against the certified reference before anything is
// timed; each line ends with the largest error in ULP by region of the domain, on 100 000 points dense near the ends.
#include "numpy_peer.hpp"
#include "ratio_table.hpp"
#include "rhat_peers_x86.hpp"
#include "yardsticks.hpp"

#include <certibound/crosscheck/crosscheck.hpp>
#include <certibound/kernels/rhat.hpp>
#include <certibound/kernels/targets.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <numbers>
#include <random>
#include <string>
#include <vector>

namespace certibound::bench {
namespace {

using crosscheck::Kernel;

void rhat_libm(const double* in, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    const double x = in[i];
    out[i] = (std::sqrt(1 - x * x) + (std::numbers::pi - std::acos(x)) * x) / std::numbers::pi;
  }
}

template <class T>
struct Arrays {
  explicit Arrays(std::size_t n) : in(n), out(n) {
    std::mt19937_64 random(1);
    for (T& x : in) {
      x = static_cast<T>(std::ldexp(static_cast<double>(random() >> 11), -52) - 1);
    }
  }
  std::vector<T> in, out;
};

// "0.57 / 0.64 / 0.79 / 0.51 ULP": the regions of the report from -1 to 1.
template <class T>
std::string accuracy(const Kernel<T>& kernel, const char* function) {
  crosscheck::Options options;
  options.points = 100'000;
  options.rigorous_one_in = 1000;
  const auto report = crosscheck::check_kernel(*crosscheck::find_reference(function), kernel, options);
  std::string text;
  for (const auto& region : report.regions) {
    char figure[32];
    std::snprintf(figure, sizeof figure, region.max_error < 1e4 ? "%.3g" : "%.1e", region.max_error);
    text += (text.empty() ? "" : " / ") + std::string(figure);
  }
  return text + " ULP";
}

// Every output is close to the truth in the absolute sense that all codes here reach: 8 units of their type at 1.
template <class T>
void check_values_or_exit(const std::string& name, const Kernel<T>& kernel, const char* function, Arrays<T>& arrays) {
  const auto& reference = *crosscheck::find_reference(function);
  kernel(arrays.in.data(), arrays.out.data(), arrays.in.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(arrays.in.size(), 1U << 15); ++i) {
    const double x = arrays.in[i];
    const double exact = std::fabs(x) == 1 ? std::fmax(x, 0) : reference.fast(x).hi;
    if (!(std::fabs(arrays.out[i] - exact) <= 8 * std::numeric_limits<T>::epsilon())) {
      std::fprintf(stderr, "%s: wrong value %a at %a\n", name.c_str(), static_cast<double>(arrays.out[i]), x);
      std::exit(70);
    }
  }
}

template <class T>
Entry measured(const std::string& name, Kernel<T> kernel, const char* function, Arrays<T>& arrays) {
  check_values_or_exit(name, kernel, function, arrays);
  return {name, static_cast<double>(arrays.in.size()),
          [kernel, &arrays] { kernel(arrays.in.data(), arrays.out.data(), arrays.in.size()); }, nullptr,
          accuracy(kernel, function)};
}

template <class T, class F>
Entry limit(const std::string& name, F f, Arrays<T>& arrays) {
  return {name, static_cast<double>(arrays.in.size()),
          [f, &arrays] { f(arrays.in.data(), arrays.out.data(), arrays.in.size()); }, nullptr, ""};
}

// Peers and yardsticks take whole vectors only; the certified check also calls with other sizes.
template <class T>
Kernel<T> padded(void (*f)(const T*, T*, std::size_t)) {
  return [f](const T* in, T* out, std::size_t n) {
    if (n % 16 == 0) return f(in, out, n);
    std::vector<T> x((n + 15) / 16 * 16);
    std::copy(in, in + n, x.begin());
    f(x.data(), x.data(), x.size());
    std::copy(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(n), out);
  };
}

using DoubleFunction = void (*)(const double*, double*, std::size_t);
using FloatFunction = void (*)(const float*, float*, std::size_t);

// numpy's Rhat on its own random arguments, its values checked like ours.
std::vector<External> numpy_line(std::size_t n, std::vector<std::string>& missing) {
  const auto run = run_numpy("rhat " + std::to_string(n));
  if (!run) {
    missing.emplace_back("numpy (python3-numpy)");
    return {};
  }
  const auto& reference = *crosscheck::find_reference("Rhat");
  for (std::size_t i = 0; i + 1 < run->values.size(); i += 2) {
    const double x = run->values[i], y = run->values[i + 1];
    if (!(std::fabs(y - reference.fast(x).hi) <= 8 * std::numeric_limits<double>::epsilon())) {
      std::fprintf(stderr, "numpy: wrong value %a at %a\n", y, x);
      std::exit(70);
    }
  }
  return {{"numpy", run->ns, "a process of its own, not interleaved"}};
}

void print_double(const std::string& target, std::size_t n) {
  Arrays<double> arrays(n);
  std::vector<Entry> entries = {
      limit("square roots alone", static_cast<DoubleFunction>(square_roots), arrays),
      limit("copy, plain stores", copy, arrays),
      limit("memcpy", [](const double* in, double* out, std::size_t k) { std::memcpy(out, in, 8 * k); }, arrays),
      measured<double>("rhat", static_cast<DoubleFunction>(kernels::rhat), "Rhat", arrays),
      measured<double>("rhat_refined", kernels::rhat_refined, "Rhat", arrays),
      measured<double>("rhat_fast", static_cast<DoubleFunction>(kernels::rhat_fast), "Rhat", arrays),
      measured<double>("rhat_derivative", kernels::rhat_derivative, "dRhat", arrays),
      measured<double>("scalar libm", rhat_libm, "Rhat", arrays),
      measured<double>("Highway contrib/math", padded(rhat_highway), "Rhat", arrays),
  };
  for (const Peer& peer : peers()) {
    if (target.starts_with(peer.target) && peer.on_double != nullptr) {
      entries.push_back(measured<double>(peer.name, padded(peer.on_double), "Rhat", arrays));
    }
  }
  std::vector<std::string> missing = missing_peers();
  const std::vector<External> externals = numpy_line(n, missing);
  print_ratios("double, target " + target + ", n = " + std::to_string(n), entries.front().name, entries, missing, externals);
}

void print_float(const std::string& target, std::size_t n) {
  Arrays<float> arrays(n);
  std::vector<Entry> entries = {
      limit("square roots alone, float", static_cast<FloatFunction>(square_roots), arrays),
      measured<float>("rhat float", static_cast<FloatFunction>(kernels::rhat), "Rhat", arrays),
      measured<float>("rhat_fast float", static_cast<FloatFunction>(kernels::rhat_fast), "Rhat", arrays),
  };
  for (const Peer& peer : peers()) {
    if (target.starts_with(peer.target) && peer.on_float != nullptr) {
      entries.push_back(measured<float>(peer.name, padded(peer.on_float), "Rhat", arrays));
    }
  }
  print_ratios("float, target " + target + ", n = " + std::to_string(n), entries.front().name, entries,
               missing_peers());
}

int run() {
  constexpr std::size_t in_l2 = std::size_t{1} << 15;
  constexpr std::size_t beyond_caches = std::size_t{1} << 24;
  std::printf("dispatched target: %s\n", kernels::dispatched_target().c_str());
  std::printf("errors: largest on rho < -0.99 / < 0 / < 0.9 / <= 1; ratio: to the square roots alone\n\n");
  const bool chosen = std::getenv("CERTIBOUND_FORCE_TARGET") != nullptr;
  const std::vector<std::string> targets =
      chosen ? std::vector{kernels::dispatched_target()} : kernels::supported_targets();
  for (const std::string& target : targets) {
    if (target == "SCALAR" && targets.size() > 1) continue;  // slow by design, measured only where it is the only one
    if (target == "AVX3" && targets.front() == "AVX3_DL" && !chosen) continue;  // the same instructions here
    kernels::force_target(target);
    print_double(target, in_l2);
    print_float(target, in_l2);
  }
  kernels::force_target(targets.front());
  print_double(targets.front(), beyond_caches);
  return 0;
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  if (!certibound::bench::initialise(argc, argv)) return 3;
  if (!certibound::kernels::force_target_from_environment()) {
    std::fprintf(stderr, "CERTIBOUND_FORCE_TARGET names no target of this CPU\n");
    return 3;
  }
  return certibound::bench::run();
}
