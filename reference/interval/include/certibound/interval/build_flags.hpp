// Refuses the compiler modes under which floating point in a header no longer means what it says.
// Included by every public header, since inline code follows the flags of the program that includes it.
#pragma once

#include <cfloat>

#ifdef __FAST_MATH__
#error "certibound: -ffast-math breaks the guarantees of this library; compile without it"
#endif
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD != 0
#error "certibound: excess precision (x87) breaks the guarantees of this library; use SSE2 arithmetic"
#endif
