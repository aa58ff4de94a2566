// How fast are the kernels of exponents, the dual of erf, patch similarities and boundary counts, beside their limits and what a user would
// write? Values are checked before anything is timed.
#include "boundary_peer.hpp"
#include "numpy_peer.hpp"
#include "ratio_table.hpp"
#include "yardsticks.hpp"

#include <certibound/boundary/r_boundary.hpp>
#include <certibound/crosscheck/ulp.hpp>
#include <certibound/data/data_set.hpp>
#include <certibound/dual_activation/patch_similarity.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/kernels/boundary.hpp>
#include <certibound/kernels/erf_dual.hpp>
#include <certibound/kernels/exponent.hpp>
#include <certibound/kernels/patch_similarity.hpp>
#include <certibound/kernels/targets.hpp>
#include <certibound/norm_law/exponent.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <span>

namespace certibound::bench {
namespace {

void expect(bool good, const std::string& what) {
  if (good) return;
  std::fprintf(stderr, "wrong value: %s\n", what.c_str());
  std::exit(70);
}

std::string figure(double x, const char* unit) {
  char text[48];
  std::snprintf(text, sizeof text, "%.2g %s", x, unit);
  return text;
}

// ---- exponents ----

using ArrayFunction = void (*)(const double*, double*, std::size_t);

void naive_exponent(const double* in, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = in[i] / 4 + std::log(2 / (1 + std::sqrt(1 + in[i])));
}

// Largest error in ULP on some of the inputs.
double worst_ulp(ArrayFunction f, Interval (*reference)(const Rational&, Precision), const std::vector<double>& x) {
  std::vector<double> y(x.size());
  f(x.data(), y.data(), x.size());
  double worst = 0;
  for (std::size_t i = 0; i < x.size(); i += x.size() / 4000) {
    const Interval error = crosscheck::ulp_error(y[i], reference(Rational(x[i]), 80));
    worst = std::max(worst, mpfr_get_d(error.hi().get(), MPFR_RNDU));
  }
  return worst;
}

void print_exponents() {
  std::mt19937_64 random(1);
  std::vector<double> x(1 << 15), y(x.size());
  for (double& v : x) v = std::exp2(-30 + 50 * std::ldexp(static_cast<double>(random() >> 11), -53));  // 2^-30 .. 2^20
  const auto entry = [&](const char* name, ArrayFunction f, Interval (*reference)(const Rational&, Precision), bool ours) {
    const double error = worst_ulp(f, reference, x);
    expect(!ours || error < 1.5, name);
    return Entry{name, static_cast<double>(x.size()), [&x, &y, f] { f(x.data(), y.data(), x.size()); }, nullptr, figure(error, "ULP at most")};
  };
  print_ratios("Exponents of the norm law, eps from 2^-30 to 2^20", "naive formula, libm",
               {entry("naive formula, libm", naive_exponent, certibound::published_exponent, false),
                entry("published_exponent", kernels::published_exponent, certibound::published_exponent, true),
                entry("chernoff_exponent", kernels::chernoff_exponent, certibound::chernoff_exponent, true)},
               {});
}

// ---- the dual of erf ----

void erf_dual_libm(const double* in, double* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = std::asin(2 * in[i] / 3) * (2 / M_PI);
}

Interval erf_dual_exact(const Rational& rho, Precision bits) {
  return Interval(2, bits) / Interval::pi(bits) * asin(Interval(Rational(rho * Rational(2, 3)), bits));
}

void print_erf_dual() {
  std::mt19937_64 random(5);
  std::vector<double> x(1 << 15), y(x.size());
  for (double& v : x) v = std::ldexp(static_cast<double>(random() >> 11), -52) - 1;
  const double error = worst_ulp(kernels::erf_dual, erf_dual_exact, x);
  expect(error < 1, "erf_dual");
  const auto copy = [&] { std::copy(x.begin(), x.end(), y.begin()); };
  print_ratios("Dual of erf", "erf_dual",
               {{"erf_dual", static_cast<double>(x.size()), [&] { kernels::erf_dual(x.data(), y.data(), x.size()); }, nullptr, figure(error, "ULP at most")},
                {"libm", static_cast<double>(x.size()), [&] { erf_dual_libm(x.data(), y.data(), x.size()); }, nullptr,
                 figure(worst_ulp(erf_dual_libm, erf_dual_exact, x), "ULP at most")},
                {"memcpy", static_cast<double>(x.size()), copy, nullptr, ""}},
               {});
}

// ---- patch similarities ----

// Sliding sums and libm: what a careful user writes.
double sliding_libm(const std::uint8_t* x, const std::uint8_t* y, const std::vector<double>& x_norm, const std::vector<double>& y_norm,
                    int n, int side) {
  std::vector<double> columns(static_cast<std::size_t>(n));
  const auto product = [&](int i, int j) { return static_cast<double>(x[i * n + j]) * y[i * n + j]; };
  for (int i = 0; i < side; ++i) {
    for (int j = 0; j < n; ++j) columns[static_cast<std::size_t>(j)] += product(i, j);
  }
  double sum = 0;
  for (int i = 0; i < n; ++i) {
    double c = 0;
    for (int j = 0; j < side; ++j) c += columns[static_cast<std::size_t>(j)];
    for (int j = 0; j < n; ++j) {
      const double norm = x_norm[static_cast<std::size_t>(i * n + j)] * y_norm[static_cast<std::size_t>(i * n + j)];
      if (norm > 0) {
        const double rho = std::min(1.0, c / norm);
        sum += norm * (std::sqrt(1 - rho * rho) + (M_PI - std::acos(rho)) * rho) / M_PI;
      }
      c += columns[static_cast<std::size_t>((j + side) % n)] - columns[static_cast<std::size_t>(j)];
    }
    for (int j = 0; j < n; ++j) columns[static_cast<std::size_t>(j)] += product((i + side) % n, j) - product(i, j);
  }
  return sum;
}

std::vector<double> norms_of(const std::uint8_t* x, int n, int side) {
  std::vector<double> out;
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      double q = 0;
      for (int a = 0; a < side; ++a) {
        for (int b = 0; b < side; ++b) {
          const double v = x[(i + a) % n * n + (j + b) % n];
          q += v * v;
        }
      }
      out.push_back(std::sqrt(q));
    }
  }
  return out;
}

struct Pictures {
  std::string source;
  std::vector<std::uint8_t> values;
};

// The first test images of Fashion-MNIST where Debian's package of them is installed; else pictures of clothes, roughly: a bright
// middle and dark borders. How many positions are black decides what a filter costs.
Pictures pictures(std::size_t images) {
  constexpr std::size_t n = 28;
  const std::filesystem::path fashion = "/usr/share/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz";
  if (std::filesystem::exists(fashion)) {
    const DataSet set = load(fashion);
    std::vector<std::uint8_t> all;
    for (std::size_t k = 0; k < images; ++k) {
      const Image image = set.image(k);
      all.insert(all.end(), image.values().begin(), image.values().end());
    }
    return {"Fashion-MNIST", all};
  }
  std::mt19937_64 random(2);
  std::vector<std::uint8_t> all(images * n * n);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t row = i % (n * n) / n, column = i % n;
    all[i] = static_cast<std::uint8_t>(row > 3 && row < 25 && column > 5 && column < 22 ? random() >> 56 : 0);
  }
  return {"made-up pictures", all};
}

// Largest relative error of sums of the first image against every ninth.
double worst_patch_error(const std::vector<std::uint8_t>& all, std::span<const double> sums, int side) {
  constexpr int n = 28;
  constexpr std::size_t size = n * n;
  double worst = 0;
  const auto image = [&](std::size_t i) {
    return Image(n, 1, {all.begin() + static_cast<std::ptrdiff_t>(i * size), all.begin() + static_cast<std::ptrdiff_t>((i + 1) * size)});
  };
  for (std::size_t k = 0; k < sums.size(); k += 9) {
    const Interval exact = expected_inner_product(image(0), image(k), side, 100) * Interval(side * side, 100);
    worst = std::max(worst, mpfr_get_d(mag(Interval::point(sums[k]) / exact - Interval(1, 100)).get(), MPFR_RNDU));
  }
  return worst;
}

// The same for numpy, in a process of its own.
std::vector<External> numpy_patches(const std::vector<std::uint8_t>& all, std::size_t images, int side, std::vector<std::string>& missing) {
  const auto run = run_numpy("patches " + std::to_string(images) + " " + std::to_string(side), all);
  if (!run || run->values.size() != images) {
    missing.emplace_back("numpy (python3-numpy)");
    return {};
  }
  const double error = worst_patch_error(all, run->values, side);
  expect(error < 1e-7, "patch similarity by numpy");
  return {{"numpy, one against all", run->ns, figure(error, "relative error; a process of its own, not interleaved")}};
}

void print_patches(int side) {
  constexpr int n = 28;
  constexpr std::size_t images = 64, size = n * n;
  const auto [source, all] = pictures(images);
  const kernels::PatchSimilarities table(n, 1, side, all);
  const kernels::PatchSimilaritiesFloat float_table(n, 1, side, all);
  std::vector<double> out(images * images), one(images), float_out(images * images), user(images * images);
  std::vector<std::vector<double>> norms;
  for (std::size_t k = 0; k < images; ++k) norms.push_back(norms_of(all.data() + k * size, n, side));
  const auto x = std::span(all).first(size);
  const auto pairs = [&] { table.against(all, 0, out); };
  const auto float_pairs = [&] { float_table.against(all, 0, float_out); };
  const auto ours = [&] { table.against(x, 0, one); };
  const auto theirs = [&] {
    for (std::size_t k = 0; k < user.size(); ++k) {
      const std::size_t i = k / images, j = k % images;
      user[k] = sliding_libm(all.data() + i * size, all.data() + j * size, norms[i], norms[j], n, side);
    }
  };
  pairs(), float_pairs(), ours(), theirs();
  expect(std::equal(one.begin(), one.end(), out.begin()), "patch similarity, one against all");
  const double worst = worst_patch_error(all, one, side), worst_float = worst_patch_error(all, std::span(float_out).first(images), side);
  expect(worst < 67 * 0x1p-53, "patch similarity");
  expect(worst_float < 2e-8, "patch similarity in float");
  // Square roots at the positions where x is not black, which is where the formula has one: eight pairs fill a vector.
  std::size_t lit = 0;
  for (const std::vector<double>& one_image : norms) lit += static_cast<std::size_t>(std::count_if(one_image.begin(), one_image.end(), [](double v) { return v > 0; }));
  std::vector<double> roots((lit + 15) / 16 * 16, 0.5), root_out(roots.size());
  const auto square_roots_alone = [&] { square_roots(roots.data(), root_out.data(), roots.size()); };
  std::vector<std::string> missing = {"PyTorch"};
  const std::vector<External> externals = numpy_patches(all, images, side, missing);
  constexpr double all_pairs = images * images;
  char share[32];
  std::snprintf(share, sizeof share, "%.0f %%", 100.0 * static_cast<double>(lit) / static_cast<double>(size * images));
  print_ratios("Theorem 1, all pairs of 64 images of 28 x 28 (" + source + "), filter side " + std::to_string(side) + ", " + share +
                   " of the patches not black, ns a pair",
               "patch_similarity",
               {{"patch_similarity", all_pairs, pairs, nullptr, figure(worst, "relative error")},
                {"the same in float", all_pairs, float_pairs, nullptr, figure(worst_float, "relative error")},
                {"patch_similarity, one against all", images, ours, nullptr, "the same bits"},
                {"sliding sums and libm", all_pairs, theirs, nullptr,
                 figure(worst_patch_error(all, std::span(user).first(images), side), "relative error")},
                {"square roots alone", images, square_roots_alone, nullptr, "where x is not black"}},
               missing, externals);
}

// ---- boundaries ----

std::vector<std::uint8_t> blobs(int n, std::mt19937_64& random) {
  const auto side = static_cast<std::size_t>(n);
  std::vector<std::uint8_t> out(side * side);
  for (int k = 0; k < 40; ++k) {
    const std::size_t row = random() % side, column = random() % side, height = 1 + random() % (side / 4), width = 1 + random() % (side / 4);
    for (std::size_t i = 0; i < height; ++i) {
      for (std::size_t j = 0; j < width; ++j) out[(row + i) % side * side + (column + j) % side] = 1;
    }
  }
  return out;
}

BinaryImage reference_image(const std::vector<std::uint8_t>& bits, int n) {
  BinaryImage out(n);
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      if (bits[static_cast<std::size_t>(i * n + j)] != 0) out.insert(i, j);
    }
  }
  return out;
}

void print_boundaries(int n) {
  std::mt19937_64 random(3);
  const std::vector<std::uint8_t> first = blobs(n, random), second = blobs(n, random);
  const kernels::PackedImage a(n, first), b(n, second);
  const BinaryImage slow_a = reference_image(first, n), slow_b = reference_image(second, n);
  const std::size_t size = a.words() * static_cast<std::size_t>(n);
  std::vector<Entry> entries{{"read both, and, popcnt", 1, [&] { benchmark::DoNotOptimize(read_and_count(a.row(0), b.row(0), size)); }, nullptr, "yardstick"}};
  for (const int r : {1, 4, 16, 64}) {
    expect(kernels::r_boundary_count(a, b, r) == static_cast<std::uint64_t>(r_boundary_count(slow_a, slow_b, r)), "boundary count");
    entries.push_back({"packed, r = " + std::to_string(r), 1, [&a, &b, r] { benchmark::DoNotOptimize(kernels::r_boundary_count(a, b, r)); }, nullptr, "equal to the reference"});
    if (const auto opencv = boundary_by_opencv(first, second, n, r)) {
      expect(opencv() == kernels::r_boundary_count(a, b, r), "boundary count by OpenCV");
      entries.push_back({"OpenCV, r = " + std::to_string(r), 1, [opencv] { benchmark::DoNotOptimize(opencv()); }, nullptr, "equal"});
    }
  }
  print_ratios("Boundary count of two images of side " + std::to_string(n) + ", ns a pair", entries.front().name, entries, missing_boundary_peers());
}

void print_small_boundaries() {
  constexpr int n = 28;
  constexpr std::size_t images = 512;
  std::mt19937_64 random(4);
  std::vector<kernels::PackedImage> packed;
  std::vector<BinaryImage> slow;
  for (std::size_t k = 0; k < images; ++k) {
    const auto bits = blobs(n, random);
    packed.emplace_back(n, bits);
    slow.push_back(reference_image(bits, n));
  }
  std::vector<Entry> entries;
  std::vector<std::unique_ptr<kernels::SmallBoundaries>> tables;
  std::vector<std::uint32_t> out(images);
  for (const int r : {1, 2, 5}) {
    tables.push_back(std::make_unique<kernels::SmallBoundaries>(packed, r));
    const kernels::SmallBoundaries* table = tables.back().get();
    table->counts(0, 0, out);
    for (std::size_t k = 0; k < images; k += 37) expect(out[k] == r_boundary_count(slow[0], slow[k], r), "small boundary count");
    entries.push_back({"16 side by side, r = " + std::to_string(r), images, [table, &out] { table->counts(0, 0, out); }, nullptr, "equal to the reference"});
    entries.push_back({"one by one, packed, r = " + std::to_string(r), images, [&packed, r] {
                         for (const auto& image : packed) benchmark::DoNotOptimize(kernels::r_boundary_count(packed[0], image, r));
                       }, nullptr, ""});
  }
  print_ratios("Boundary counts of a 28 x 28 image against 512, ns a pair", entries.front().name, entries, {});
}

}  // namespace
}  // namespace certibound::bench

int main(int argc, char** argv) {
  using namespace certibound::bench;
  if (!initialise(argc, argv)) return 3;
  std::printf("dispatched target: %s\n\n", certibound::kernels::dispatched_target().c_str());
  print_exponents();
  print_erf_dual();
  for (const int side : {3, 5, 11}) print_patches(side);
  for (const int n : {512, 2048}) print_boundaries(n);
  print_small_boundaries();
  return 0;
}
