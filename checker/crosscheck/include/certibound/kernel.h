/* The C interface of a kernel that `certibound kernel check LIB:SYMBOL --against FUNCTION` can load.
 *
 * Put one of these functions into a shared object and export it unmangled:
 *
 *     #include <certibound/kernel.h>
 *     CERTIBOUND_KERNEL void my_exp(const double* in, double* out, size_t n) { ... }
 *
 *     g++ -O3 -shared -fPIC my_exp.cpp -o libmy_exp.so
 *     certibound kernel check ./libmy_exp.so:my_exp --against exp --max-ulp 1
 *
 * The contract:
 *   in, x, y   n numbers each, aligned as a number of their type is and no better; n may be 0. Read only.
 *   out        n results; does not overlap the inputs. Nothing beside it may be written, nothing beside the inputs read.
 *   NaN        out[i] is NaN where the function is undefined (an infinity will do at a pole) and for a NaN input.
 *   state      rounding mode, flush-to-zero, denormals-are-zero and exception masks are left as they were found.
 *   result     out[i] depends on the i-th input alone.
 *
 * This header needs nothing else of Certibound and may be copied. */
#ifndef CERTIBOUND_KERNEL_H
#define CERTIBOUND_KERNEL_H

#ifdef __cplusplus
#include <cstddef>
using std::size_t;
#define CERTIBOUND_KERNEL extern "C" __attribute__((visibility("default")))
#else
#include <stddef.h>
#define CERTIBOUND_KERNEL __attribute__((visibility("default")))
#endif

/* out[i] = f(in[i]) */
typedef void (*certibound_kernel_double)(const double* in, double* out, size_t n);
typedef void (*certibound_kernel_float)(const float* in, float* out, size_t n);

/* out[i] = f(x[i], y[i]) */
typedef void (*certibound_kernel2_double)(const double* x, const double* y, double* out, size_t n);
typedef void (*certibound_kernel2_float)(const float* x, const float* y, float* out, size_t n);

#endif
