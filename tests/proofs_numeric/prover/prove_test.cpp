// Claims with a known answer: the prover may fail to decide, but what it says and the checker accepts must be true.
#include <certibound/prover/optimise.hpp>
#include <certibound/prover/prove.hpp>

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace certibound {
namespace {

language::Claim claim_of(const std::string& body) {
  return language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0);
}

// The verdict, where a proof or refutation counts only if the checker accepts its certificate.
Verdict verdict_of(const std::string& body) {
  prover::Options options;
  options.seconds = 5;
  const prover::Proposal proposal = prover::prove(claim_of(body), options);
  if (proposal.verdict == Verdict::proved || proposal.verdict == Verdict::refuted) {
    const kernel::Accepted accepted = kernel::verify(read_certificate(write_certificate(proposal.certificate.value())));
    EXPECT_EQ(accepted.verdict, proposal.verdict) << body;
  }
  return proposal.verdict;
}

struct Known {
  const char* body;
  Verdict verdict;
};

class KnownClaim : public testing::TestWithParam<Known> {};

TEST_P(KnownClaim, HasItsVerdict) { EXPECT_EQ(verdict_of(GetParam().body), GetParam().verdict) << GetParam().body; }

constexpr Verdict P = Verdict::proved, R = Verdict::refuted, I = Verdict::ill_posed, V = Verdict::vacuous,
                  U = Verdict::undecided, A = Verdict::agrees, C = Verdict::checked;

INSTANTIATE_TEST_SUITE_P(
    Table, KnownClaim,
    testing::Values(
        // both sides meet: at an end, inside, of several orders
        Known{"forall x in [0, 1] show x - x^2 <= log(1 + x)", P}, Known{"forall x in [-3, 3] show cosh(x) <= exp(x^2/2)", P},
        Known{"forall x in [-2, 2] show exp(x) >= 1 + x", P}, Known{"forall x in [0, 3] show sin(x) <= x", P},
        Known{"forall x in [0, 1] show x - x^3/6 <= sin(x) <= x - x^3/6 + x^5/120", P},
        Known{"forall x in [0, 1] show atan(x) >= x - x^3/3", P}, Known{"forall x in [-1, 4] show x^2 >= 2*x - 1", P},
        Known{"forall x in [0, 2] show 2/sqrt(pi)*(x - x^3/3) <= erf(x) <= 2/sqrt(pi)*x", P},
        Known{"forall x in [0, 3] show Phi(x) >= 1/2", P}, Known{"forall x in (0, 3] show Phi(x) > 1/2", P},
        Known{"forall x in [0, 3] show Phi(x) > 1/2", R}, Known{"forall x in [-1, 1] show acos(x) + asin(x) <= 2", P},
        // Jordan (with a rational end), Bernoulli, arithmetic and geometric mean, Gaussian tail
        Known{"forall x in [0, 3/2] show sin(x) >= 2*x/pi", P}, Known{"forall x in [0, 8/5] show sin(x) >= 2*x/pi", R},
        Known{"forall x in [-1, 3] show (1 + x)^5 >= 1 + 5*x", P}, Known{"forall x in [-4, 3] show (1 + x)^5 >= 1 + 5*x", R},
        Known{"forall x in [-1, 3] show (1 + x)^(3/2) >= 1 + 3/2*x", P},
        Known{"forall x in [0, 4] show (1 + x)/2 >= sqrt(x)", P}, Known{"forall x in [0, 4] show (1 + x)/2 > sqrt(x)", R},
        Known{"forall x in [0, 1) show (1 + x)/2 > sqrt(x)", P}, Known{"forall x in [0, 4] show (2 + x)/3 >= cbrt(x)", P},
        Known{"forall x in (0, 5] show erfc(x) <= exp(-x^2)", P}, Known{"forall x in [-1, 1] show max(x, -x) >= x", P},
        // strict and non-strict, open and closed
        Known{"forall x in (0, 1] show log(1 + x) < x", P}, Known{"forall x in [0, 1] show log(1 + x) < x", R},
        Known{"forall x in (0, 1) show x^2 < x", P}, Known{"forall x in [0, 1) show x^2 < x", R},
        Known{"forall x in (0, oo) show x + 1/x >= 2", P}, Known{"forall x in (0, oo) show x + 1/x > 2", R},
        // the arc-cosine family at its branch points
        Known{"forall rho in [-1, 1] show Rhat(rho) >= rho", P}, Known{"forall rho in [-1, 1) show Rhat(rho) > rho", P},
        Known{"forall rho in [-1, 1] show Rhat(rho) > rho", R}, Known{"forall rho in [-1, 1] show Rhat(rho) <= (1 + rho)/2", P},
        Known{"forall rho in [-1, 1] show Rhat(rho) <= (1 + rho)/2 - 1/1000000", R},
        Known{"forall rho in [-1, 1] show acos(rho) >= sqrt(2)*sqrt(1 - rho)", P},
        Known{"forall rho in [-1, 1] show acos(rho) <= pi/sqrt(2)*sqrt(1 - rho)", P},
        // narrow gaps
        Known{"forall x in [0, 1] show exp(x) <= 1 + x + x^2/2 + x^3/6 + x^4/8", P},
        Known{"forall x in [1, 2] show log(x) <= x/2 + log(2) - 1 + 1/1000000000", P},
        Known{"forall x in [1, 2] show log(x) <= x/2 + log(2) - 1 - 1/1000000000", R},
        Known{"forall x in (0, 1/2^40] show sin(x) < x", P},  // 64 bits prove every box, and show it at no point
        // definedness and domains
        Known{"forall x in [0, 1] show log(x) <= x", I}, Known{"forall x in (0, 1] show log(x) <= x", P},
        Known{"forall x in [-1, 1] show 1/x < 2", I}, Known{"forall x in [2, 1] show x > 0", V},
        Known{"forall x in [0, 1] assume x > 2 show x < 0", V}, Known{"forall x in [0, 1], y in [0, x] show y <= x", P},
        Known{"forall x in [0, 1], y in [0, x] show y < x", R}, Known{"forall x in [0, 1] assume x^2 >= 1/4 show x >= 1/2", P},
        Known{"forall x in [0, 1] show x >= 1/2 or x <= 2/3", P}, Known{"forall x in [0, 1] show x > 1/4 implies x^2 > 1/17", P},
        // integers
        Known{"forall integer n in 1..200 show n^2 >= n", P}, Known{"forall integer n in 0..9 show n != 7", R},
        Known{"forall integer n in 0..9 show 2*n != 7", P}, Known{"forall integer n >= 1 show 1/n <= 1", P},
        Known{"forall integer k >= 1 show exp(lgamma(k + 1/2) - lgamma(k)) <= sqrt(k)", C},
        // identities
        Known{"forall x in [-1, 1] show (x + 1)^3 == x^3 + 3*x^2 + 3*x + 1", P},
        Known{"forall x in [-1, 1] show (x + 1)^3 == x^3 + 3*x^2 + 3*x + 2", R},
        Known{"forall rho in [-1, 1] show Rhat(rho) - Rhat(-rho) == rho", P},
        Known{"forall x in [1, 2] show log(x^2) == 2*log(x)", P}, Known{"forall x in [1, 2] show gamma(x + 1) == x*gamma(x)", A}, Known{"show sqrt(8) == 2*sqrt(2)", P},
        Known{"show Rhat(1/2) == sqrt(3)/(2*pi) + 1/3", P}, Known{"show pi == 355/113", R}));

// p(x) + s >= p(x) rewritten so that neither side is the other word for word; true exactly if s >= 0.
TEST(Prove, NeverErrsOnIdentitiesShiftedByAKnownAmount) {
  std::mt19937 random(20260101);
  const std::vector<std::pair<std::string, std::string>> identities = {
      {"exp(x)*exp(-x)", "1"}, {"(x + 1)^2 - 2*x - 1", "x^2"}, {"log(1 + x)", "log1p(x)"}, {"sin(x)^2 + cos(x)^2", "1"},
      {"sqrt(x)^2", "x"}, {"exp(x) - 1", "expm1(x)"}, {"2*atan(x)/2", "atan(x)"}, {"erf(x) + erfc(x)", "1"}};
  const std::vector<std::string> shifts = {"0", "1/1000000", "-1/1000000", "x/1000", "-x/1000", "x^3/10000", "-x^3/10000"};
  int decided = 0, all = 0;
  for (int round = 0; round < 60; ++round) {
    const auto& [left, right] = identities[random() % identities.size()];
    const std::string& shift = shifts[random() % shifts.size()];
    const std::string top = std::to_string(1 + random() % 3);
    const std::string body = "forall x in [0, " + top + "] show " + left + " + " + shift + " >= " + right;
    const Verdict verdict = verdict_of(body);
    EXPECT_NE(verdict, shift.front() == '-' ? Verdict::proved : Verdict::refuted) << body;
    decided += verdict == Verdict::proved || verdict == Verdict::refuted ? 1 : 0;
    ++all;
  }
  EXPECT_GE(2 * decided, all) << "of " << all << " claims";
}

TEST(FindExtreme, EnclosesKnownValues) {
  const auto value = [](const std::string& body) {
    return prover::find_extreme(claim_of(body), {});
  };
  const prover::Extreme parabola = value("forall x in [0, 1] find sup x*(1 - x)");
  EXPECT_EQ(parabola.verdict, Verdict::enclosed);
  EXPECT_TRUE(contains(parabola.value, Rational(1, 4))) << to_string(parabola.value, 17);
  EXPECT_LT(mpfr_get_d(wid(parabola.value).get(), MPFR_RNDU), 1e-9);
  const prover::Extreme least = value("forall x in [0, 3], y in [-1, 1] find inf (x - 1)^2 + (y - 1/2)^2 + 2");
  EXPECT_TRUE(contains(least.value, Rational(2))) << to_string(least.value, 17);
  EXPECT_EQ(value("forall x in [-1, 1] find sup log(x)").verdict, Verdict::ill_posed);
  EXPECT_EQ(value("forall x in [1, 0] find sup x").verdict, Verdict::vacuous);
}

prover::Options quick() {
  prover::Options options;
  options.seconds = 3;
  return options;
}

// Where numerator and denominator vanish together.
TEST(FindExtreme, BoundsQuotientsAtTheirEnds) {
  const auto value = [](const std::string& body) { return prover::find_extreme(claim_of(body), quick()); };
  const prover::Extreme sine = value("forall x in (0, 1] find sup sin(x)/x");
  EXPECT_TRUE(contains(sine.value, Rational(1))) << to_string(sine.value, 17);
  EXPECT_LT(mpfr_get_d(wid(sine.value).get(), MPFR_RNDU), 1e-8);
  const prover::Extreme fourth = value("forall x in [-1, 0) find inf (cos(x) - 1 + x^2/2)/x^4");
  EXPECT_FALSE(disjoint(fourth.value, cos(Interval(1L, 96)) - Interval(Rational(1, 2), 96))) << to_string(fourth.value, 17);
  EXPECT_LT(mpfr_get_d(wid(fourth.value).get(), MPFR_RNDU), 1e-8) << to_string(fourth.value, 17);
  EXPECT_FALSE(value("forall x in (0, 1] find sup cos(x)/x").value.hi().is_finite());
  EXPECT_FALSE(value("forall x in (0, 1] find inf (sin(x) - x)/x^4").value.lo().is_finite());  // order 3 over order 4
}

TEST(FindExtreme, SaysWhetherItIsAttained) {
  const auto point = [](const std::string& body) {
    const auto found = prover::find_extreme(claim_of(body), quick()).point;
    if (found) {
      EXPECT_NO_THROW(kernel::verify(found->claim, found->certificate)) << body;
    }
    return found;
  };
  const auto parabola = point("forall x in [0, 1] find sup x*(1 - x)");
  ASSERT_TRUE(parabola && parabola->attained);
  EXPECT_EQ(parabola->at.front().second, Rational(1, 2));
  EXPECT_TRUE(contains(parabola->value, Rational(1, 4)));
  const auto open = point("forall x in [0, 1) find sup exp(x)");
  ASSERT_TRUE(open);
  EXPECT_FALSE(open->attained);
  EXPECT_EQ(open->at.front().second, Rational(1));
  EXPECT_FALSE(point("forall x in (0, 1] find sup sin(x)/x"));      // a limit that is no value
  EXPECT_FALSE(point("forall x in [0, 2] find sup x*(2 - x^2)"));   // at sqrt(2/3)
  // A point that is nearly the best must not be taken for the best.
  EXPECT_FALSE(point("forall x in [0, 1] find inf (x - 1/1000001)^2"));
}

TEST(Prove, KeepsItsTimeLimit) {
  prover::Options options;
  options.seconds = 0.3;
  const auto start = std::chrono::steady_clock::now();
  const auto proposal = prover::prove(
      claim_of("forall x in [0, 1], y in [0, 1], z in [0, 1] show sin(x*y*z) <= sin(x*y)*z + (x - y)^2 + z*(1 - z)"), options);
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 20) << "verdict " << to_string(proposal.verdict);
}

}  // namespace
}  // namespace certibound
