// Every kernel of the list builtin_kernels(), on every target of this machine.
#include <certibound/crosscheck/builtin.hpp>

#include <certibound/interval/functions.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/targets.hpp>

#include "worst_inputs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

namespace certibound::crosscheck {
namespace {

constexpr std::uint64_t kSeed = 7;
constexpr std::size_t kPoints = 100'000;

// The function of the list that works on T.
template <class T>
const Kernel<T>& function(const BuiltinKernel& kernel) {
  if constexpr (std::is_same_v<T, double>) {
    return kernel.on_double;
  } else {
    return kernel.on_float;
  }
}

template <class T>
std::vector<T> run(const BuiltinKernel& kernel, const std::vector<T>& in) {
  std::vector<T> out(in.size());
  function<T>(kernel)(in.data(), out.data(), in.size());
  return out;
}

// Uniform on [-1, 1], the ends and their surroundings, and what lies outside.
template <class T>
std::vector<T> mixed_inputs(std::size_t n) {
  using Limits = std::numeric_limits<T>;
  std::vector<T> x = {T{0}, -T{0}, T{1},  -T{1}, Limits::denorm_min(), -Limits::denorm_min(), Limits::epsilon(),
                      T{2}, -T{2}, Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN()};
  for (std::uint64_t i = 0; x.size() < n; ++i) {
    const T unit = std::ldexp(static_cast<T>(i * 2654435761U % (1U << 20)), -20);
    const T near_end = unit * unit * unit;
    x.insert(x.end(), {2 * unit - 1, near_end - 1, 1 - near_end, std::ldexp(unit, -static_cast<int>(i % 100))});
  }
  x.resize(n);
  return x;
}

template <class T>
bool same_bits_or_nan(T a, T b) {
  return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof(T)) == 0;
}

template <class T>
void expect_same(const std::vector<T>& in, const std::vector<T>& a, const std::vector<T>& b) {
  for (std::size_t i = 0; i < in.size(); ++i) {
    ASSERT_TRUE(same_bits_or_nan(a[i], b[i]))
        << "at " << hex_float(in[i]) << ": " << hex_float(a[i]) << " and " << hex_float(b[i]);
  }
}

template <class T>
void expect_promise_kept(const BuiltinKernel& kernel, const Report<T>& report) {
  EXPECT_TRUE(report.within(kernel.promised))
      << "seed " << report.seed << ": " << to_string(report.worst.error, 10) << " ULP at "
      << hex_float(report.worst.input) << ", result " << hex_float(report.worst.output);
  if (kernel.promised == 0.5) {
    EXPECT_EQ(report.misrounded, 0U);
    EXPECT_EQ(report.rounding_unknown, 0U);
  }
}

class KernelOnTarget : public testing::TestWithParam<std::tuple<std::string, std::string>> {
 protected:
  void SetUp() override {
    ASSERT_TRUE(kernels::force_target(std::get<1>(GetParam())));
    ASSERT_EQ(kernels::dispatched_target(), std::get<1>(GetParam()));
  }
  void TearDown() override { kernels::force_target(""); }

  static const BuiltinKernel& kernel() {
    return *std::find_if(builtin_kernels().begin(), builtin_kernels().end(),
                         [](const BuiltinKernel& k) { return k.name == std::get<0>(GetParam()); });
  }
  static const Reference& reference() { return *find_reference(kernel().reference); }

  // Calls f with a zero of the type the kernel works on.
  template <class F>
  static void with_type(F f) {
    if (kernel().type == "double") {
      f(double{});
    } else {
      f(float{});
    }
  }
};

TEST_P(KernelOnTarget, SpecialValues) {
  with_type([]<class T>(T) {
    const T nan = std::numeric_limits<T>::quiet_NaN();
    const T infinity = std::numeric_limits<T>::infinity();
    const T at_zero = kernel().reference == "dRhat" ? T(0.5) : T(0x1.45f306dc9c883p-2);  // 1/2 or nearest to 1/pi
    const std::vector<T> in = {-1, 1, 0, -T{0}, nan, infinity, -infinity, 2, std::nextafter(T{1}, infinity),
                               std::nextafter(T{-1}, -infinity)};
    const std::vector<T> expected = {0, 1, at_zero, at_zero, nan, nan, nan, nan, nan, nan};
    expect_same(in, run(kernel(), in), expected);
  });
}

TEST_P(KernelOnTarget, EveryExponent) {
  with_type([]<class T>(T) {
    Options options;
    options.points = kPoints;
    options.seed = kSeed;
    expect_promise_kept(kernel(), check_kernel(reference(), function<T>(kernel()), options));
  });
}

TEST_P(KernelOnTarget, RandomInDomain) {
  with_type([]<class T>(T) {
    std::vector<T> in(kPoints);
    std::uint64_t state = kSeed;
    for (T& x : in) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      x = static_cast<T>(std::ldexp(static_cast<double>(state >> 11), -52) - 1);
    }
    Options options;
    options.seed = kSeed;
    expect_promise_kept(kernel(), check_values<T>(reference(), in, run(kernel(), in), options));
  });
}

// The inputs of the .wc file are as bad as recorded, and no worse than promised.
TEST_P(KernelOnTarget, WorstInputs) {
  with_type([]<class T>(T) {
    const std::vector<WorstInput> recorded = read_worst_inputs(kernel().name);
    if (kernel().promised == 0.5) return;  // correctly rounded everywhere: nothing to record
    ASSERT_FALSE(recorded.empty()) << kernel().name;
    for (const WorstInput& worst : recorded) {
      const T x = static_cast<T>(worst.input);
      const T y = run<T>(kernel(), {x})[0];
      const Interval error = ulp_error(y, reference().enclosure(Interval::point(x, 128)));
      const Interval digits = Interval::point(worst.error) + Interval(Rational(-1, 10000), Rational(1, 10000), 53);
      EXPECT_TRUE(subset(error, digits))
          << hex_float(x) << ": recorded " << worst.error << ", found " << to_string(error, 8);
      EXPECT_TRUE(certainly(less_equal(error, Interval::point(kernel().promised)))) << hex_float(x);
    }
  });
}

TEST_P(KernelOnTarget, SameOnEveryTarget) {
  with_type([]<class T>(T) {
    const std::vector<T> in = mixed_inputs<T>(kPoints);
    const std::vector<T> here = run(kernel(), in);
    ASSERT_TRUE(kernels::force_target(""));
    expect_same(in, here, run(kernel(), in));
  });
}

TEST_P(KernelOnTarget, InPlaceUnalignedAndTails) {
  with_type([]<class T>(T) {
    const std::vector<T> in = mixed_inputs<T>(200);
    const std::vector<T> expected = run(kernel(), in);
    const T guard = 42;
    for (std::size_t n = 0; n <= 70; ++n) {
      for (std::size_t offset = 0; offset < 5; ++offset) {
        std::vector<T> array(n + 8, guard);
        std::copy_n(in.begin(), n, array.begin() + static_cast<std::ptrdiff_t>(offset));
        function<T>(kernel())(array.data() + offset, array.data() + offset, n);
        for (std::size_t i = 0; i < array.size(); ++i) {
          const bool inside = i >= offset && i < offset + n;
          ASSERT_TRUE(same_bits_or_nan(array[i], inside ? expected[i - offset] : guard))
              << "n = " << n << ", offset = " << offset << ", i = " << i;
        }
      }
    }
  });
}

// Large arrays take another way to memory (blocks-inl.hpp): the same bits, nothing written outside, the first elements and the last ones too.
TEST_P(KernelOnTarget, SameBitsInLargeArrays) {
  with_type([]<class T>(T) {
    constexpr std::size_t period = 1000, large = (std::size_t{1} << 24) / sizeof(T) + 77;
    const std::vector<T> in = mixed_inputs<T>(period), expected = run(kernel(), in);
    std::vector<T> x(large), y(large + 8);
    for (std::size_t i = 0; i < large; ++i) x[i] = in[i % period];
    for (const std::size_t offset : {0U, 3U}) {
      std::fill(y.begin(), y.end(), T{42});
      function<T>(kernel())(x.data(), y.data() + offset, large);
      for (std::size_t i = 0; i < y.size(); ++i) {
        const bool inside = i >= offset && i < offset + large;
        ASSERT_TRUE(same_bits_or_nan(y[i], inside ? expected[(i - offset) % period] : T{42})) << "offset = " << offset << ", i = " << i;
      }
    }
  });
}

#if defined(__SSE2__)
TEST_P(KernelOnTarget, IgnoresFlushToZero) {
  with_type([]<class T>(T) {
    const std::vector<T> in = mixed_inputs<T>(10'000);
    const std::vector<T> expected = run(kernel(), in);
    const unsigned saved = _mm_getcsr();
    _mm_setcsr(saved | 0x8040U);  // FTZ and DAZ
    const std::vector<T> flushed = run(kernel(), in);
    _mm_setcsr(saved);
    expect_same(in, flushed, expected);
  });
}
#endif

std::vector<std::string> names() {
  std::vector<std::string> out;
  for (const BuiltinKernel& kernel : builtin_kernels()) out.emplace_back(kernel.name);
  return out;
}

INSTANTIATE_TEST_SUITE_P(Builtin, KernelOnTarget,
                         testing::Combine(testing::ValuesIn(names()), testing::ValuesIn(kernels::supported_targets())),
                         [](const auto& test) { return std::get<0>(test.param) + "_" + std::get<1>(test.param); });

}  // namespace
}  // namespace certibound::crosscheck
