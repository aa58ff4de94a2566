// Doubles against the trusted enclosures: no value may be missed, little width may be lost, and what they foretell of a box must
// be what the trusted rules say of it.
#include "double_decide.hpp"

#include <certibound/interval/text.hpp>
#include <certibound/language/parser.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

namespace certibound {
namespace {

using language::Decision;
using language::Problem;
using prover::DoubleRange;
using prover::has_double_ranges;
using prover::to_double_range;

constexpr std::uint64_t kSeed = 20261130;

language::Claim claim_of(const std::string& domain, const std::string& show) {
  return language::parse_document({"", "claim c { forall x in " + domain + " show " + show + " }"}).claims.at(0);
}

struct Function {
  const char *text, *domain;
  double lo, hi;  // where boxes are drawn
};

const Function kFunctions[] = {
    {"x*(1 - x)", "(-oo, oo)", -3, 3}, {"(x + 1/3)*(x - 7/5)", "(-oo, oo)", -3, 3}, {"1/(x + 10)", "(-oo, oo)", -9, 30},
    {"x^5 - x^2", "(-oo, oo)", -2, 2}, {"x^(-3)", "(0, oo)", 0.01, 5}, {"x^(7/3)", "[0, oo)", 0, 9}, {"(x + 2)^x", "[-1, oo)", -1, 5},
    {"sqrt(x)", "[0, oo)", 0, 100}, {"cbrt(x)", "(-oo, oo)", -30, 30}, {"exp(x)", "(-oo, oo)", -50, 50}, {"log(x)", "(0, oo)", 1e-9, 100},
    {"log1p(x)", "(-1, oo)", -0.999, 5}, {"expm1(x)", "(-oo, oo)", -5, 5}, {"sin(x)", "(-oo, oo)", -20, 20},
    {"cos(x)", "(-oo, oo)", -20, 20}, {"tan(x)", "(-3/2, 3/2)", -1.5, 1.5}, {"asin(x)", "[-1, 1]", -1, 1}, {"acos(x)", "[-1, 1]", -1, 1},
    {"atan(x)", "(-oo, oo)", -50, 50}, {"sinh(x)", "(-oo, oo)", -9, 9}, {"cosh(x)", "(-oo, oo)", -9, 9}, {"tanh(x)", "(-oo, oo)", -9, 9},
    {"abs(x)", "(-oo, oo)", -9, 9}, {"max(x, 1 - x)", "(-oo, oo)", -9, 9}, {"min(x, x^2)", "(-oo, oo)", -9, 9},
    {"erf(x)", "(-oo, oo)", -6, 6}, {"erfc(x)", "(-oo, oo)", -6, 6}, {"Phi(x)", "(-oo, oo)", -8, 8}, {"phi(x)", "(-oo, oo)", -8, 8},
    {"Rhat(x)", "[-1, 1]", -1, 1}, {"pi*x - e_", "(-oo, oo)", -3, 3}, {"(0.1)*x + 1/3", "(-oo, oo)", -3, 3}};

// Boxes of every width, some of them with 0 or an end of the range for an end.
language::Side random_side(const Function& f, std::mt19937_64& random) {
  const auto place = [&] { return Rational(f.lo + (f.hi - f.lo) * static_cast<double>(random() % 4097) / 4096.0); };
  Rational a = random() % 8 == 0 && f.lo <= 0 && f.hi >= 0 ? Rational(0) : place();
  const Rational width = Rational(f.hi - f.lo) / power(Rational(2), static_cast<long>(random() % 40));
  Rational b = std::min(Rational(a + width), Rational(f.hi));
  if (random() % 16 == 0) b = a;
  return {.lo = a, .hi = b};
}

class DoubleRanges : public testing::TestWithParam<Function> {};

TEST_P(DoubleRanges, EncloseTheValuesAndLoseLittle) {
  const Function& f = GetParam();
  const language::Claim claim = claim_of(f.domain, std::string(f.text) + " >= 0");
  const Problem problem(claim);
  const language::Program& program = problem.atom_program(0);
  ASSERT_TRUE(has_double_ranges(program));
  std::mt19937_64 random(kSeed);
  int wide = 0, all = 0;
  for (int round = 0; round < 400; ++round) {
    const language::Side side = random_side(f, random);
    const std::string where = "seed " + std::to_string(kSeed) + " round " + std::to_string(round) + " " + language::to_text({side}, {"x"});
    const DoubleRange range = program.run<DoubleRange>(prover::DoubleArithmetic{}, std::vector<DoubleRange>{to_double_range(side)})[0];
    const language::Range trusted = enclose(program, language::to_ranges({side}, 128), 128)[0];
    EXPECT_TRUE(trusted.defined || !range.defined) << where;
    for (int k = 0; k <= 4; ++k) {
      const Rational x = side.lo + (side.hi - side.lo) * Rational(k, 4);
      const language::Range value = enclose(program, language::to_ranges({language::point_side(x)}, 160), 160)[0];
      ASSERT_TRUE(value.defined) << where;
      EXPECT_TRUE(mpfr_cmp_d(value.value.hi().get(), range.lo) >= 0 && mpfr_cmp_d(value.value.lo().get(), range.hi) <= 0) << where << " at " << x;
    }
    if (!range.defined || !trusted.value.is_bounded()) continue;
    ++all;
    const double lo = mpfr_get_d(trusted.value.lo().get(), MPFR_RNDD), hi = mpfr_get_d(trusted.value.hi().get(), MPFR_RNDU);
    const double size = std::max({std::fabs(lo), std::fabs(hi), 1e-3});  // below, what cancels in the expression decides
    wide += range.hi - range.lo > (hi - lo) + 64 * 0x1p-52 * size;
  }
  EXPECT_GT(all, 200);
  EXPECT_LE(wide, all / 20) << f.text;
}

std::string name_of(const testing::TestParamInfo<Function>& info) { return "f" + std::to_string(info.index); }
INSTANTIATE_TEST_SUITE_P(Functions, DoubleRanges, testing::ValuesIn(kFunctions), name_of);

std::vector<language::Claim> corpus() {
  std::vector<language::Claim> out;
  for (const char* name : {"contact_1d_end", "contact_2d", "narrow_gap", "dependency", "false"}) {
    std::ifstream file(std::string(CERTIBOUND_SOURCE_DIR) + "/tests/proofs_numeric/corpus/" + name + ".claim");
    std::stringstream text;
    text << file.rdbuf();
    for (language::Claim& claim : language::parse_document({name, text.str()}).claims) {
      if (claim.show) out.push_back(std::move(claim));
    }
  }
  return out;
}

// Over the boxes that a bisection meets.
TEST(DoubleDecider, ForetellsTheTrustedDecisions) {
  const language::Method method{.bits = 64};
  long trusted_holds = 0, both_hold = 0, holds = 0, claims = 0;
  for (const language::Claim& claim : corpus()) {
    const Problem problem(claim);
    const language::Contacts contacts(problem.domain().size());
    prover::DoubleDecider doubles(problem, method, contacts);
    if (!doubles.usable()) continue;
    ++claims;
    std::vector<language::Box> open{problem.domain()};
    for (int round = 0; round < 40 && !open.empty(); ++round) {
      const language::Box box = open.back();
      open.pop_back();
      const Decision foretold = doubles.on(box), decision = decide_on_box(problem, box, method);
      if (foretold == Decision::holds) {
        EXPECT_NE(decision, Decision::fails) << claim.id;
        EXPECT_NE(decision, Decision::undefined) << claim.id;
      }
      if (foretold == Decision::fails) {
        EXPECT_NE(decision, Decision::holds) << claim.id;
      }
      trusted_holds += decision == Decision::holds;
      holds += foretold == Decision::holds;
      both_hold += foretold == Decision::holds && decision == Decision::holds;
      if (decision != Decision::unknown) continue;
      auto [first, second] = bisect(box, problem.domain());
      if (!is_empty(second)) open.push_back(std::move(second));
      if (!is_empty(first)) open.push_back(std::move(first));
    }
  }
  EXPECT_GT(claims, 100);
  EXPECT_GT(trusted_holds, 800);
  const std::string counts = std::to_string(both_hold) + " of " + std::to_string(trusted_holds) + " foretold, " + std::to_string(holds) + " in all";
  EXPECT_GE(both_hold * 100, trusted_holds * 95) << counts;
  EXPECT_GE(both_hold * 1000, holds * 999) << counts;
}

}  // namespace
}  // namespace certibound
