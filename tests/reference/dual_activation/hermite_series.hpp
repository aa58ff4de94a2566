// Squares of Hermite coefficients a_n = E[s(Z) h_n(Z)], as rationals times one constant factor, from the generating
// function E s(Z + t) = sum a_n t^n / sqrt(n!), which is elementary or an error function for every activation below.
#pragma once

#include <certibound/interval/functions.hpp>

#include <string>
#include <vector>

namespace certibound {

// a_n^2 = squares[n] / pi^pi_power / e^e_power, and beside[n] is added as it is.
struct HermiteSeries {
  std::vector<Rational> squares, beside;
  int pi_power = 0, e_power = 0;
};

inline Rational series_factorial(int n) { return n <= 1 ? Rational(1) : Rational(n) * series_factorial(n - 1); }
inline Rational series_double_factorial(int n) {
  return n <= 1 ? Rational(1) : Rational(n) * series_double_factorial(n - 2);
}

// b R(x) - a R(-x) with R the rectifier, of which E R(Z + t) = t Phi(t) + phi(t): a_0^2 = 1/(2 pi), a_1 = 1/2,
// a_n^2 = ((n-3)!!)^2 / (2 pi n!) for even n >= 2, and R(-x) has (-1)^n a_n.
inline HermiteSeries two_slopes_series(const Rational& a, const Rational& b, int last) {
  HermiteSeries out{{}, {}, 1, 0};
  for (int n = 0; n <= last; ++n) {
    const Rational even = (b - a) * (b - a) / 2 / series_factorial(n);
    const Rational product = n < 2 ? Rational(1) : series_double_factorial(n - 3);
    out.squares.push_back(n % 2 == 0 ? Rational(even * product * product) : Rational(0));
    out.beside.push_back(n == 1 ? Rational((a + b) * (a + b) / 4) : Rational(0));
  }
  return out;
}

// Empty squares: no series is known here for this name.
inline HermiteSeries hermite_series(const std::string& name, int last) {
  if (name == "relu") return two_slopes_series(0, 1, last);
  if (name == "leaky(1/5)") return two_slopes_series(Rational(1, 5), 1, last);
  if (name == "leaky(-1/3)") return two_slopes_series(Rational(-1, 3), 1, last);
  if (name == "abs") return two_slopes_series(-1, 1, last);
  if (name == "identity") return two_slopes_series(1, 1, last);
  HermiteSeries out;
  const auto zeros = std::vector<Rational>(static_cast<std::size_t>(last) + 1, Rational(0));
  out.beside = zeros;
  std::vector<Rational> squares = zeros;
  for (int n = 0; n <= last; ++n) {
    const Rational factorial = series_factorial(n), half = series_factorial(n / 2);
    Rational& square = squares[static_cast<std::size_t>(n)];
    if (name == "step" || name == "sign") {  // Phi(t) and 2 Phi(t) - 1
      out.pi_power = 1;
      const Rational product = series_double_factorial(n - 2);
      if (n % 2 == 1) square = (name == "sign" ? Rational(2) : Rational(1, 2)) * product * product / factorial;
    } else if (name == "erf") {  // erf(t / sqrt 3)
      out.pi_power = 1;
      if (n % 2 == 1) square = 4 * factorial / (power(Rational(3), n) * half * half * n * n);
    } else if (name == "gelu") {  // t Phi(t / sqrt 2) + phi(t / sqrt 2) / sqrt 2
      out.pi_power = 1;
      if (n % 2 == 0) {
        const Rational outer = 1 / (power(Rational(4), n / 2) * half);
        const Rational inner = n == 0 ? Rational(0) : Rational(n * 2 * outer / (n - 1));
        square = (outer - inner) * (outer - inner) * factorial / 4;
      }
    } else if (name == "sin" || name == "cos") {  // e^(-1/2) sin t, e^(-1/2) cos t
      out.e_power = 1;
      if (n % 2 == (name == "sin" ? 1 : 0)) square = 1 / factorial;
    } else if (name == "exp") {  // e^(t + 1/2)
      out.e_power = -1;
      square = 1 / factorial;
    } else if (name == "gaussian") {  // e^(-t^2/3) / sqrt 3
      if (n % 2 == 0) square = factorial / (3 * power(Rational(3), n) * half * half);
    } else if (name == "relu2") {  // (1 + t^2) Phi(t) + t phi(t), whose second derivative is 2 Phi(t)
      out.pi_power = 1;
      const Rational product = series_double_factorial(n - 4);
      if (n % 2 == 1) square = (n == 1 ? Rational(2) : Rational(2 * product * product / factorial));
    } else {
      return {};
    }
  }
  out.squares = squares;
  if (name == "step") out.beside[0] = Rational(1, 4);
  if (name == "gelu" && last >= 1) out.beside[1] = Rational(1, 4);
  if (name == "relu2") {
    out.beside[0] = Rational(1, 4);
    if (last >= 2) out.beside[2] = Rational(1, 2);
  }
  return out;
}

// Enclosure of sum a_n^2 rho^n over the coefficients there are.
inline Interval series_sum(const HermiteSeries& series, const Interval& rho) {
  const Precision bits = rho.precision();
  Interval scaled(0L, bits), beside(0L, bits);
  for (std::size_t n = 0; n < series.squares.size(); ++n) {
    const Interval term = pown(rho, static_cast<long>(n));
    scaled = scaled + Interval(series.squares[n], bits) * term;
    beside = beside + Interval(series.beside[n], bits) * term;
  }
  return scaled / (pown(Interval::pi(bits), series.pi_power) * pown(Interval::e(bits), series.e_power)) + beside;
}

}  // namespace certibound
