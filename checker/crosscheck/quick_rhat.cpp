// Rhat(rho) = max(rho, 0) + v^(3/2) f(v), v = 1 - |rho|, f by a polynomial P of degree 25 on [0, 1], its seven lowest coefficients
// and everything that follows them as sums of two doubles. Nothing is shared with the kernels that are judged, nor with series.cpp.
//
// Relative error of hi + lo, u = 2^-53. f increases on [0, 1] and f(0) = 0.3001.
//   |P/f - 1| < 2^-70                 proven in intervals by the test QuickRhat.ApproximationErrorIsProven
//   terms k >= 7 in double: step j of Horner's rule with fused operations rounds once, u |s_j|, and hands v times its error on;
//     v^7 sum |s_j| v^j < 2^-13.8 f(0) on [0, 1] (measured at 1000 points), so                                 < 2^-66.8
//   their argument is the higher part of v: the lower one, at most 2^-54, moves them by 2^-54 times a slope below 2^-15: < 2^-67
//   seven steps f v + c in two doubles, v in two doubles exactly: f v < c, as c_k exceeds the sum of all later ones, so c + f v is
//     split exactly; |f_lo| < 4u f, and what rounds is 3u of p_lo < 6u p and 3u of f_lo < 5u f: each < 40u^2     < 2^-97
//   square root (4u^2), two products; the sum with rho, all terms positive                                    < 2^-101
// Sum below 2^-65.8 < kQuickError. The smallest v is 2^-53, so nothing is subnormal but the lower parts for |rho| < 2^-960.
// Of the error in ULP: (y - hi) - lo rounds twice, 2^-52 of it; ulp(exact) is read off hi: hi within 2^-60 of a power of two, and
// |lo| within 2^-62 of half a unit, are left open.
//
// Loops without branches, compiled for several instruction sets: every operation is one IEEE operation, so the results are
// the same on all of them.
#include "quick_rhat.hpp"

#include <certibound/interval/build_flags.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12
#define CERTIBOUND_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CERTIBOUND_CLONES
#endif

namespace certibound::crosscheck {
namespace {

#include "quick_rhat.inc"

struct Two {
  double hi, lo;
};

[[gnu::always_inline]] inline Two fast_sum(double a, double b) {
  const double s = a + b;
  return {s, b - (s - a)};
}
[[gnu::always_inline]] inline Two sum(double a, double b) {
  const double s = a + b, part = s - a;
  return {s, (a - (s - part)) + (b - part)};
}
[[gnu::always_inline]] inline Two product(Two x, Two y) {
  const double p = x.hi * y.hi;
  return fast_sum(p, std::fma(x.hi, y.hi, -p) + std::fma(x.hi, y.lo, x.lo * y.hi));
}
// For numbers of one sign.
[[gnu::always_inline]] inline Two sum(Two x, Two y) {
  const Two s = sum(x.hi, y.hi);
  return fast_sum(s.hi, s.lo + (x.lo + y.lo));
}

constexpr std::size_t kBlock = 512;

// The numbers of one block. A step of the computation is a loop over all of them: that keeps the units of the processor busy,
// where one number from start to end would wait for its own results.
struct Block {
  double x[kBlock], v[kBlock], v_lo[kBlock], f[kBlock], f_lo[kBlock], open[kBlock], wrong[kBlock];
};

// f = h(v), then Rhat, for count numbers x inside (-1, 1).
[[gnu::always_inline]] inline void evaluate(Block& b, std::size_t count) {
  constexpr int kTail = static_cast<int>(std::size(kQuickTail)), kPairs = static_cast<int>(std::size(kQuickHigh));
  for (std::size_t i = 0; i < count; ++i) {
    const Two v = sum(1.0, -std::fabs(b.x[i]));
    b.v[i] = v.hi;
    b.v_lo[i] = v.lo;
    double tail = kQuickTail[kTail - 1];
#pragma GCC unroll 32
    for (int k = kTail - 2; k >= 0; --k) tail = std::fma(tail, v.hi, kQuickTail[k]);
    b.f[i] = tail;
    b.f_lo[i] = 0;
  }
  for (int k = kPairs - 1; k >= 0; --k) {
    const double c = kQuickHigh[k], c_lo = kQuickLow[k];
    for (std::size_t i = 0; i < count; ++i) {
      const double p = b.f[i] * b.v[i];
      const double p_lo = std::fma(b.f[i], b.v_lo[i], std::fma(b.f_lo[i], b.v[i], std::fma(b.f[i], b.v[i], -p)));
      const Two f = fast_sum(c, p);  // c is the larger one
      b.f[i] = f.hi;
      b.f_lo[i] = (f.lo + p_lo) + c_lo;
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double root = std::sqrt(b.v[i]);
    const Two s = fast_sum(root, (std::fma(-root, root, b.v[i]) + b.v_lo[i]) / (root + root));
    const Two h = product(product(s, Two{b.v[i], b.v_lo[i]}), fast_sum(b.f[i], b.f_lo[i]));
    const Two value = sum(h, Two{b.x[i] > 0 ? b.x[i] : 0.0, 0.0});
    b.f[i] = value.hi;
    b.f_lo[i] = value.lo;
  }
}

}  // namespace

CERTIBOUND_CLONES void judge_rhat_quickly(const double* x, const double* computed, std::size_t n, double* error, Quick* what) {
  Block b;
  for (std::size_t done = 0; done < n; done += kBlock) {
    const std::size_t count = n - done < kBlock ? n - done : kBlock;
    const double *in = x + done, *out = computed + done;
    double* to = error + done;
    // Anything else than a number inside the domain is judged at 0 and left open.
    for (std::size_t i = 0; i < count; ++i) {
      const bool inside = std::fabs(in[i]) < 1 && std::fabs(out[i]) < 0x1p800;
      b.x[i] = inside ? in[i] : 0.0;
      b.open[i] = inside ? 0.0 : 1.0;
    }
    evaluate(b, count);
    for (std::size_t i = 0; i < count; ++i) {
      const double hi = b.f[i], lo = b.f_lo[i];
      const double binade = std::bit_cast<double>(std::bit_cast<std::uint64_t>(hi) & 0x7ff0000000000000ULL);  // hi >= 2^-81
      // 2^52/binade, exactly: the exponents 2^(e - 1023) and 2^(1023 - e) have the fields e and 2046 - e.
      const double scale = std::bit_cast<double>(0x7fe0000000000000ULL - std::bit_cast<std::uint64_t>(binade)) * 0x1p52;
      to[i] = std::fabs((out[i] - hi) - lo) * scale;
      const bool at_midpoint = std::fabs(std::fabs(lo) - binade * 0x1p-53) <= binade * 0x1p-61;
      const bool at_power = hi - binade <= binade * 0x1p-50 || binade + binade - hi <= binade * 0x1p-50;
      b.open[i] = at_midpoint || at_power ? 1.0 : b.open[i];
      b.wrong[i] = out[i] == hi ? 0.0 : 1.0;
    }
    for (std::size_t i = 0; i < count; ++i) {
      what[done + i] = b.open[i] != 0 ? Quick::open : b.wrong[i] != 0 ? Quick::misrounded : Quick::correct;
    }
  }
}

CERTIBOUND_CLONES void quick_rhat(const double* x, std::size_t n, double* hi, double* lo) {
  Block b;
  for (std::size_t done = 0; done < n; done += kBlock) {
    const std::size_t count = n - done < kBlock ? n - done : kBlock;
    std::copy(x + done, x + done + count, b.x);
    evaluate(b, count);
    std::copy(b.f, b.f + count, hi + done);
    std::copy(b.f_lo, b.f_lo + count, lo + done);
  }
}

}  // namespace certibound::crosscheck
