// Nachum et al., ICLR 2022: statements "there is an absolute constant such that ..." that fail for every constant. The
// witness is a family with the constant as its parameter; what the constant cancels from is confirmed in rationals and
// enclosures, the rest for the powers of 2 from 2^-20 to 2^20.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/special/incomplete_gamma.hpp>

namespace certibound::papers {
namespace {

constexpr Precision kBits = 96;
constexpr long kLargestExponent = 20;

Rational power_of_two(long exponent) {
  const Rational size(Integer(1) << static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(1) / size : size;
}

// Whether the family fails as claimed for each constant tried.
template <class Fails>
bool for_each_constant(Fails fails) {
  for (long k = -kLargestExponent; k <= kLargestExponent; ++k) {
    if (!fails(power_of_two(k))) return false;
  }
  return true;
}

// N = 1 and log(1/delta) = 1/(8c): the width asked for is c log(1/delta)/eps^2 = 1/2 at eps = 1/2. Both outputs have one
// entry, so their similarity is 1 or -1.
FiniteOutcome refute_jl(const std::atomic<bool>&) {
  const Rational eps(1, 2);
  const bool fails = for_each_constant([&](const Rational& c) {
    const Rational log_of_inverse_delta = Rational(1) / (8 * c);
    const Rational width = c * log_of_inverse_delta / (eps * eps);
    return log_of_inverse_delta > 0 && width < 1;
  });
  return refuted_if(fails && Rational(1) >= eps,
                    {{"c", "any c > 0"},
                     {"x", "(1,0)"},
                     {"y", "(0,1)"},
                     {"N", "1"},
                     {"eps", "1/2"},
                     {"delta", "exp(-1/(8c))"},
                     {"rho_in", "0"},
                     {"P(|rho_out - rho_in| < eps)", "0"}},
                    "For N = 1 the outputs are two numbers, so rho_out is 1 or -1 almost surely and |rho_out - 0| = 1 >= "
                    "1/2; 1 - delta > 0. The width is allowed: c log(1/delta)/eps^2 = 1/2 < 1 = N. It fails for delta "
                    "near 1, where log(1/delta) is near 0; log(2/delta) is not.",
                    2 * kLargestExponent + 1);
}

// N = 1, eps = 4c + 8, delta = exp(-eps^2/(2c)): P(g^2 > 1 + eps) is of order exp(-eps/2) and exceeds delta.
FiniteOutcome refute_squared_distance(const std::atomic<bool>&) {
  const bool fails = for_each_constant([](const Rational& c) {
    const Rational eps = 4 * c + 8, log_of_inverse_delta = eps * eps / (2 * c);
    const Interval log_of_failure = log_chi2_sf(Interval(1L, kBits), Interval(Rational(1 + eps), kBits));
    return c * log_of_inverse_delta / (eps * eps) < 1 &&
           certainly(less(Interval(Rational(-log_of_inverse_delta), kBits), log_of_failure));
  });
  FiniteOutcome out = refuted_if(
      fails,
      {{"c", "any c > 0"}, {"N", "1"}, {"eps", "4c + 8"}, {"delta", "exp(-eps^2/(2c))"}, {"x - y", "any z != 0"}},
      "|Wz|^2/|z|^2 = g^2 with g standard normal, and P(g^2 > 1 + eps) >= sqrt(2/pi) s/(1+s^2) exp(-s^2/2), s^2 = 9 + 4c "
      "(Mills), which exceeds delta = exp(-(8c + 32 + 32/c)): nachum22.intro.jl.distance.reading_b.every_c. The width is "
      "allowed: c log(1/delta)/eps^2 = 1/2 < 1 = N. Large eps is not excluded in print, and a squared normal variable has "
      "a tail exp(-eps/2), not exp(-eps^2).",
      2 * kLargestExponent + 1);
  out.bits = kBits;
  return out;
}

// m constants equal to 1: |m|_psi2^2 = m^2/log 2 against C m/log 2.
FiniteOutcome refute_uncentred_sums(const std::atomic<bool>&) {
  const bool fails = for_each_constant([](const Rational& c) {
    const Integer m = numerator(c) / denominator(c) + 1;  // the least whole number above C
    return Rational(m) > c && Rational(m * m) > c * Rational(m);
  });
  return refuted_if(fails, {{"C", "any C >= 0"}, {"X_1 = ... = X_m", "1"}, {"m", "the least integer above C"}},
                    "Constants are independent and sub-Gaussian, |a|_psi2 = |a|/sqrt(log 2). The sum m has m^2/log 2, the "
                    "right side is C m/log 2, and m > C. With mean zero the statement holds "
                    "(nachum22.lem4.1.reading_a_ii), without the squares always (reading_b).",
                    2 * kLargestExponent + 1);
}

// f(t) = (C+1) t against a bound without the Lipschitz constant.
FiniteOutcome refute_without_lipschitz(const std::atomic<bool>&) {
  const bool fails = for_each_constant([](const Rational& c) { return c + 1 > c * 1; });
  return refuted_if(fails, {{"C", "any C >= 0"}, {"f(t)", "(C+1) t"}, {"X", "standard normal"}},
                    "f(X) - E f(X) = (C+1) X has the norm (C+1) |X|_psi2 > C |X|_psi2, and |X|_psi2 = sqrt(8/3) > 0.",
                    2 * kLargestExponent + 1);
}

// P(|g^2 - 1| >= 1/2) for a standard normal g, against 2 exp(-5).
FiniteOutcome refute_by_one_filter(std::vector<std::pair<std::string, std::string>> witness, const std::string& because) {
  const Interval one(1L, kBits);
  const Interval failure = chi2_cdf(one, Interval(Rational(1, 2), kBits)) + chi2_sf(one, Interval(Rational(3, 2), kBits));
  const Interval delta = Interval(2L, kBits) * exp(Interval(-5L, kBits));
  const bool allowed = for_each_constant([](const Rational& d) {
    const Rational size = 20 * d, eps = size * size / 2;  // nu or R, and eps
    const Rational k = d * size / eps;
    return k == Rational(1, 10) && k * 5 < 1;  // max(K,K^2) = K, log(2/delta) = 5
  });
  FiniteOutcome out =
      refuted_if(allowed && certainly(less(delta, failure)), std::move(witness), because, 2 * kLargestExponent + 1);
  out.bits = kBits;
  out.enclosures = {{"P(|g^2 - 1| >= 1/2)", failure}, {"delta", delta}};
  return out;
}

FiniteOutcome refute_thm2(const std::atomic<bool>&) {
  return refute_by_one_filter({{"D", "any D > 0"},
                               {"n = r = d = N", "1"},
                               {"x = y", "1"},
                               {"sigma(t)", "t"},
                               {"nu", "20 D"},
                               {"eps", "200 D^2"},
                               {"delta", "2 exp(-5)"}},
                              "L = R = 1, K = D nu/eps = 1/10, so max(K,K^2) log(2n^2/delta) = 1/2 < 1 = N. The mean is "
                              "nu^2 g^2 with expectation nu^2 and eps = nu^2/2: the probability P(|g^2 - 1| >= 1/2) does "
                              "not depend on D and exceeds delta. The deviation scales with nu^2, K only with nu.");
}

FiniteOutcome refute_lem2(const std::atomic<bool>&) {
  return refute_by_one_filter({{"D", "any D > 0"},
                               {"n = r = d = N", "1"},
                               {"x = y = R", "20 D"},
                               {"eps", "200 D^2"},
                               {"delta", "2 exp(-5)"}},
                              "K = D R n^2/(r eps) = 1/10, so max(K,K^2) log(2n^2/delta) = 1/2 < 1 = N. The mean is R^2 g^2 "
                              "with expectation R^2 = <x,y> and eps = R^2/2: P(|g^2 - 1| >= 1/2) exceeds delta. The "
                              "deviation scales with R^2, K only with R.");
}

}  // namespace

std::vector<FiniteClaim> nachum22_constants_claims() {
  return {
      {"nachum22.intro.jl", "nachum22", "p. 2", "", "delta in (0,1); 'for all N > c log(1/delta)/eps^2' as printed",
       "there is c such that for all eps > 0, delta in (0,1), N > c log(1/delta)/eps^2 and all inputs: P(|rho_out - rho_in| "
       "< eps) >= 1 - delta",
       "all c > 0", refute_jl},
      {"nachum22.intro.jl.distance.reading_b", "nachum22", "p. 2", "",
       "(b) the squared distance, (1-eps)|z|^2 <= |Wz|^2 <= (1+eps)|z|^2, every eps > 0 as printed",
       "there is c such that this holds with probability at least 1 - delta for all N > c log(1/delta)/eps^2", "all c > 0",
       refute_squared_distance},
      {"nachum22.lem4.1.reading_a_i", "nachum22", "Lemma 4.1",
       "|X+Y|_psi2^2 <= C(|X|_psi2^2 + |Y|_psi2^2), the same C for sums of multiple independent sub-Gaussians",
       "(a) norms squared, (i) arbitrary means", "|X_1+...+X_m|_psi2^2 <= C sum |X_i|_psi2^2 with one C for all m",
       "all C >= 0", refute_uncentred_sums},
      {"nachum22.lem4.3.reading_b", "nachum22", "Lemma 4.3", "", "(b) without the factor L, as the scan may be read",
       "|f(X) - E f(X)|_psi2 <= C |X|_psi2 for every Lipschitz f, C absolute", "all C >= 0", refute_without_lipschitz},
      {"nachum22.thm2.reading_b", "nachum22", "Theorem 2, (10)-(11)", "", "(b) K = D nu L R n^2/eps; eps > 0",
       "there is D > 0 such that (11) holds for N > max(K,K^2) log(2n^2/delta), K = D nu L R n^2/eps", "all D > 0",
       refute_thm2},
      {"nachum22.lem2.reading_b", "nachum22", "Lemma 2", "", "(b) K = D R n^2/(r eps); eps > 0",
       "there is D > 0 such that the bound holds for N > max(K,K^2) log(2n^2/delta), K = D R n^2/(r eps)", "all D > 0",
       refute_lem2},
  };
}

}  // namespace certibound::papers
