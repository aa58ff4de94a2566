// The random variables of the papers, each by its exponential moments in closed form.
//
//   absolute(psi_p, a)   E exp(a |X|^p), a >= 0, p = 1 or 2: what an Orlicz norm is made of
//   transform(lambda)    E exp(lambda X): what Cramer's exponent is made of
//
// Z is standard normal throughout, relu(z) = max(0, z). A "centred" variable is X - E X.
#pragma once

#include <certibound/interval/interval.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace certibound {

enum class Orlicz { psi1, psi2 };  // psi_p(x) = exp(x^p) - 1
enum class Centring { as_it_is, centred };

// A value in (0, oo]: enclosed, or known to be infinite. An unbounded `value` says only that nothing more is known.
struct Expectation {
  Interval value = Interval::entire(53);
  bool infinite = false;
};

struct Variable {
  std::string name;
  // Encloses E exp(a |X|^p) at all members a >= 0 of the rate, at its precision.
  std::function<Expectation(Orlicz, const Interval&)> absolute;
  // Encloses E exp(lambda X); absent where there is no closed form.
  std::function<Expectation(const Interval&)> transform;
  // E X, enclosed at that precision.
  std::function<Interval(Precision)> mean;
  // The rate beyond which `absolute` is infinite; nothing if it is finite everywhere, 0 if it is infinite for every rate.
  std::function<std::optional<Rational>(Orlicz)> critical_rate;
  bool is_zero = false;  // X = 0 almost surely
  // Near the rate with E exp(a |X|^p) = 2, where the moments are dear: a proposal, never trusted.
  std::function<double(Orlicz)> proposal;
  Precision most_bits = 4096;  // more the moments do not give
};

// The makers. Nothing (and a reason in *why, if given) for parameters that mean nothing.

// x with probability p, else y. A constant: p = 1; a sign: x = 1, y = -1, p = 1/2. REQUIRES: 0 <= p <= 1.
std::optional<Variable> two_values(const Rational& x, const Rational& y, const Rational& p, std::string* why = nullptr);

// Exponential of mean m. REQUIRES: m > 0.
std::optional<Variable> exponential(const Rational& mean, std::string* why = nullptr);

// above Z for Z > 0, below Z for Z < 0: s Z (both s), relu (1 and 0), leaky, |Z| (1 and -1); E = (above - below)/sqrt(2 pi).
Variable piecewise_linear(const Rational& above, const Rational& below, Centring centring = Centring::as_it_is);

// chi^2 with k degrees of freedom, Z^2 for k = 1. Not sub-Gaussian. REQUIRES: k >= 1.
std::optional<Variable> chi_square(long k, Centring centring = Centring::as_it_is, std::string* why = nullptr);

// relu(Z)^2, E = 1/2. Not sub-Gaussian.
Variable relu_square(Centring centring = Centring::as_it_is);

// Z Z' and relu(Z) relu(Z'), Z' standard normal of correlation rho with Z. Not sub-Gaussian. Centred by quadrature, to about 30
// bits, in tenths of a second. REQUIRES: -1 <= rho <= 1.
std::optional<Variable> normal_product(const Rational& rho, Centring centring = Centring::as_it_is,
                                       std::string* why = nullptr);
std::optional<Variable> relu_product(const Rational& rho, Centring centring = Centring::as_it_is,
                                     std::string* why = nullptr);

// The largest of n independent standard normals; psi_2 only, by quadrature, to about 30 bits, in seconds.
// REQUIRES: 1 <= n <= kMostMaximum.
inline constexpr std::int64_t kMostMaximum = 1'000'000'000'000;
std::optional<Variable> maximum_of_normals(std::int64_t n, Centring centring, std::string* why = nullptr);

}  // namespace certibound
