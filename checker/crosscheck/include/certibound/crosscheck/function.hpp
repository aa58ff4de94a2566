// The function that a kernel has to compute: any expression of the claim language in x, or in x and y.
//
// Its values are enclosures of the trusted interval arithmetic (the slow judge). Rhat and its derivative also have the
// double-double values of reference.hpp (the fast judge).
#pragma once

#include <certibound/crosscheck/reference.hpp>
#include <certibound/crosscheck/ulp.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certibound::crosscheck {

// f(-x) = f(x), f(-x) = -f(x) wherever both are defined; read off the expression, so `none` promises nothing.
enum class Parity { none, even, odd };

// How the point stands to the domain of the function.
enum class Place { inside, outside, unknown };

struct Value {
  Interval enclosure;  // of f at the point; what is known of it if `unknown`; empty outside
  Place place = Place::unknown;
};

// f on the numbers c + h, |h| <= radius: |f(c + h) - sum_k coefficients[k] h^k| <= error, for the sum evaluated by Horner's
// rule in double with h exact.
struct Expansion {
  std::vector<double> coefficients;
  double error = 0;
  // f increases (1) or decreases (-1) on all of it; 0 if that is not known.
  int direction = 0;
};

class Function {
 public:
  // A function of the language by its name ("Rhat", "exp", "min", "pow" for x^y), an expression in x and y, or one that is known at
  // points only: "published_exponent" and "chernoff_exponent" (norm_law/exponent.hpp); of the width x = m and y = e
  // (norm_law/tail.hpp) "norm_upper_tail", "norm_lower_tail", "norm_failure", and their logarithms "norm_log_upper_tail",
  // "norm_log_lower_tail", "norm_log_failure"; "erf_dual_at_variance", the dual of erf for two variances x and correlation y;
  // "smallest_width", the smallest m with P(r >= 1 + x) <= y.
  // Throws language::SyntaxError, which is for the user.
  explicit Function(const std::string& text);
  ~Function();
  Function(Function&&) noexcept;
  Function& operator=(Function&&) noexcept;

  const std::string& text() const;  // "Rhat(x)"
  int arity() const;                // 1 or 2
  Parity parity() const;            // none for two variables
  bool leans_on_arb() const;        // some value rests on Arb, outside the trusted base
  bool whole() const;  // the values are whole numbers: a result is right or wrong, and its distance says little
  // Of two inputs: those that are judged, where they are not the whole plane; empty where they are.
  std::string_view where() const;
  // REQUIRES: !where().empty(). A point there, a function of the seed and the index alone, and the one next to any point.
  std::pair<double, double> point(const Format& format, std::uint64_t seed, std::uint64_t index) const;
  std::pair<double, double> nearest_point(const Format& format, double x, double y) const;
  // The reference with a fast judge, or null.
  const Reference* reference() const;

  // May be called from several threads. y is ignored if arity() == 1. REQUIRES: x, y finite.
  Value at(double x, double y, Precision bits) const;
  // What is known of f on all of [lo, hi]; arity 1. REQUIRES: finite, lo <= hi.
  Value on(double lo, double hi, Precision bits) const;
  // f near c by its Taylor coefficients at c and the last one on [c - radius, c + radius]; empty coefficients if the
  // function is not known to be smooth there. REQUIRES: arity 1; c and radius finite, c +- radius exact.
  Expansion expand(double c, double radius, int degree, Precision bits) const;

 private:
  struct Body;
  std::unique_ptr<const Body> body_;
};

// One point judged by the enclosures alone, at rising precision until the error is known to 2^-20 and the nearest number is
// known, or 16 `bits` are used up.
struct Judgement {
  Place place = Place::unknown;
  Interval error;  // ULP; of a point inside
  Rounding rounding = Rounding::unknown;
};
Judgement judge(const Function& function, const Format& format, double x, double y, double computed, Precision bits);

}  // namespace certibound::crosscheck
