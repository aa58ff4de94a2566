// Integrals that are 0 by symmetry: no quadrature of finite width could say so.
#pragma once

#include <certibound/language/calls.hpp>

namespace certibound::external {

// f(-x) = -f(x) wherever f is defined, for all values of the captured variables; of a pair, f(-x, -y) = -f(x, y). By the
// normal form of f(x) + f(-x) (algebra.hpp of the language). `false` says nothing.
// REQUIRES: the call is an integral or an expectation.
bool is_odd(const language::Call& call);

}  // namespace certibound::external
