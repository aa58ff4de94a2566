// The functions under test beside their true values: one line a function. A true value is a pair of bounds computed by
// plain MPFR at the precision of the bounds.
#pragma once

#include "inputs.hpp"

#include <certibound/interval/functions.hpp>

#include <vector>

namespace certibound::test {

enum class Shape { increasing, decreasing, other };  // on its whole domain

struct Unary {
  const char* name;
  Interval (*bare)(const Interval&);
  Decorated (*decorated)(const Decorated&);  // null where there is none
  void (*truth)(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x);
  bool (*defined)(const Float& x);
  Shape shape = Shape::other;
  int repeats = 60;
};

struct Binary {
  const char* name;
  Interval (*bare)(const Interval&, const Interval&);
  Decorated (*decorated)(const Decorated&, const Decorated&);
  void (*truth)(mpfr_ptr lo, mpfr_ptr hi, mpfr_srcptr x, mpfr_srcptr y);
  bool (*defined)(const Float& x, const Float& y);
};

const std::vector<Unary>& unary_functions();
const std::vector<Binary>& binary_functions();

struct Truth {
  Float lo, hi;
};

// Bounds of f(x), correctly rounded at `bits`. REQUIRES: f.defined(x).
Truth truth(const Unary& f, const Float& x, Precision bits);
Truth truth(const Binary& f, const Float& x, const Float& y, Precision bits);

inline void PrintTo(const Unary& f, std::ostream* out) { *out << f.name; }
inline void PrintTo(const Binary& f, std::ostream* out) { *out << f.name; }

}  // namespace certibound::test
