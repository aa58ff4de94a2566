// Every rule: a proof that the checker accepts, its premises as text, and steps that it refuses.
#include "support.hpp"

#include <gtest/gtest.h>

#include <set>

namespace certibound::rules::test {
namespace {

using Texts = std::vector<std::string>;

const std::string kLeaf = "boxes 64 12 2000 0\n";

struct Proof {
  std::string rule, body, inhabitant, proof;
};

const std::vector<Proof>& proofs() {
  static const std::string L = kLeaf;
  static const std::vector<Proof> all = {
      {"conjunction", "forall x in [0, 1] show x >= 0 and exp(x) >= 1", "x 1", "conjunction\n " + L + " " + L},
      {"disjunct", "forall x in [0, 1] show x > 2 or x >= 0", "x 1", "disjunct 1\n " + L + " " + L},
      {"suppose", "forall x in [0, 1] show x > 1/2 or x <= 1/2", "x 1", "suppose 1\n " + L + " " + L},
      {"split", "forall x in [0, 2], y in [0, 3] show max(x, y) >= y", "x 1, y 1", "split y {x}\n " + L + " " + L + " " + L},
      {"isolate", "forall x in [-1, 1] show x^2*exp(x) >= 0", "x 1", "isolate x {0}\n " + L + " " + L + " " + L + " " + L},
      {"relax", "forall integer n in 1..1000000 show n^2 >= n", "n 1", "relax n\n climb n lower\n  " + L + "  " + L + "  " + L},
      {"forget", "forall x in [0, 1], y in (0, oo) show exp(x) >= 1", "x 1, y 1", "forget y\n " + L},
      {"climb", "forall x in [0, 1] show exp(x) >= 1 + x", "x 1", "climb x lower\n " + L + " " + L + " " + L},
      {"limit", "forall x in [0, oo) show exp(-x) > 0", "x 1", "limit x upper steep\n " + L + " " + L},
      {"concave", "forall x in [0, 1] show x - x^2 >= 0", "x 1/2", "concave x\n " + L + " " + L + " " + L + " " + L + " " + L},
      {"bowl", "forall x in [-1, 1] show cosh(x) >= 1", "x 1", "bowl {0}\n " + L + " " + L + " " + L + " " + L + " " + L},
      {"product", "forall x in [0, 1] show x^2 + x >= 0", "x 1", "product {x} {x + 1}\n " + L + " " + L + " " + L},
      {"logarithms", "forall x in [1, 2] show exp(x)*x < exp(2*x)*x", "x 1", "logarithms {exp(x)*x} {exp(2*x)*x}\n " + L + " " + L},
      {"exponentials", "forall x in [1, 2] show log(x) >= 0", "x 1", "exponentials {x} {1}\n " + L + " " + L + " " + L},
      {"sign", "forall x in [0, 1] show abs(x) <= x", "x 1", "sign {x}\n " + L + " " + L + " " + L},
      {"either", "forall x in [-1, 1] show abs(x) <= 2", "x 1", "either {x}\n " + L + " " + L + " " + L + " " + L},
      {"quadratic", "forall x in [1, 2], y in (-oo, oo) show y^2 + x*y + x^2 > 0", "x 1, y 1",
       "quadratic y {1} {x} {x^2}\n " + L + " " + L + " " + L},
      {"cosine", "forall rho in [-1, 1) show Rhat(rho) > rho", "rho 0",
       "cosine\n boxes 64 40 20000 6 t 0\n boxes 64 40 20000 6 t 0\n"},
      {"reciprocal", "forall x in [1, oo) show 1/x <= 1", "x 1", "reciprocal x t\n " + L},
      {"reflect", "forall x in [1, 2] show 2 - x >= 0", "x 1", "reflect x {2} y\n " + L},
      {"square", "forall x in [0, 1] show sqrt(x) >= x", "x 1", "square x lower t\n product {t} {1 - t}\n  " + L + "  " + L + "  " + L},
      {"squares", "forall x in [0, oo), y in [0, oo) show x^3 + y^3 >= x^2*y + x*y^2", "x 1, y 1",
       "squares {1} {1} {x} {x - y} {1} {y} {y - x}\n " + L + " " + L + " " + L + " " + L + " " + L},
      {"ratio", "forall x in (0, 1], y in [0, x] show x^2 - x*y >= 0", "x 1, y 0",
       "ratio y x t\n product {x^2} {1 - t}\n  " + L + "  " + L + "  " + L},
      {"ascend", "forall integer n >= 1 show n^2 >= n", "n 1", "ascend n 1\n " + L + " product {2} {n}\n  " + L + "  " + L + "  " + L},
      {"descend", "forall integer n >= 1 show 1/n > 0", "n 1",
       "descend n 1 {1/n}\n product {1} {1/(n*(n + 1))}\n  " + L + "  " + L + "  " + L + " " + L + " " + L},
      {"values", "forall x in [1, 2] show 1/x + log(x) == 1/x + log(x)", "x 1", "values +\n " + L},
      {"affine", "forall x in [0, 1], y in [x, 2*x] show y >= x", "x 1, y 1", "affine y t\n product {x} {t}\n  " + L + "  " + L + "  " + L},
  };
  return all;
}

TEST(Rules, EachHasAProofThatTheCheckerAccepts) {
  std::set<std::string> seen;
  for (const Proof& p : proofs()) {
    EXPECT_EQ(unproved(p.body, p.inhabitant, p.proof), "") << p.body << "\n" << p.proof;
    EXPECT_NE(p.proof.find(p.rule), std::string::npos);
    seen.insert(p.rule);
  }
  const auto names = rule_names();
  EXPECT_EQ(seen, std::set<std::string>(names.begin(), names.end()));
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

// Without its last premise, with one premise too many, with other words.
TEST(Rules, AProofThatIsNotWholeIsRejected) {
  for (const Proof& p : proofs()) {
    const std::size_t last = p.proof.rfind("\n", p.proof.size() - 2);
    EXPECT_NE(unproved(p.body, p.inhabitant, p.proof.substr(0, last + 1)), "") << p.proof;
    EXPECT_NE(unproved(p.body, p.inhabitant, p.proof + " " + kLeaf), "") << p.proof;
    const std::size_t line = p.proof.find('\n');
    EXPECT_NE(unproved(p.body, p.inhabitant, p.proof.substr(0, line) + " more" + p.proof.substr(line)), "") << p.proof;
  }
}

TEST(Rules, PremisesAreWhatTheCommentsSay) {
  EXPECT_EQ(premise_texts("forall x in [0, 1] assume x < 1 show x >= 0 and x < 2", "conjunction"),
            (Texts{"x in [0, 1] | x < 1 |- 0 <= x", "x in [0, 1] | x < 1 |- x < 2"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1] show x > 1 or log(x) <= 1", "disjunct 1"),
            (Texts{"x in [0, 1] |- log(x) <= 1", "x in [0, 1] |- 1 == 1 and x == x"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1] show x > 1/2 or x <= 1/2", "suppose 1"),
            (Texts{"x in [0, 1] | x <= 1/2 |- x <= 1/2", "x in [0, 1] |- 1/2 == 1/2 and x == x"}));
  EXPECT_EQ(premise_texts("forall x in [0, 2), y in [0, 3] show y >= 0", "split x {2}"),
            (Texts{"x in [0, 2], y in [0, 3] |- 0 <= y", "x in [2, 2), y in [0, 3] |- 0 <= y", "x in [0, 2), y in [0, 3] |- 2 == 2"}));
  EXPECT_EQ(premise_texts("forall x in [0, 2], y in [0, 1] show y >= 0", "split y {x}"),
            (Texts{"x in [0, 2], y in [0, x] | y <= 1 |- 0 <= y", "x in [0, 2], y in [x, 1] |- 0 <= y",
                   "x in [0, 2], y in [0, 1] |- x == x"}));
  EXPECT_EQ(premise_texts("forall x in (0, 1], y in [0, x) show y < x", "isolate x {1/2}"),
            (Texts{"x in (0, 1/2), y in [0, x) |- y < x", "y in [0, 1/2) |- y < 1/2", "x in (1/2, 1], y in [0, x) |- y < x",
                   "x in (0, 1], y in [0, x) |- 1/2 == 1/2"}));
  EXPECT_EQ(premise_texts("forall x in (0, 1] show x < 2", "isolate x {0}"),
            (Texts{"x in (0, 0) |- x < 2", " | 0 < 0 |- 0 < 2", "x in (0, 1] |- x < 2", "x in (0, 1] |- 0 == 0"}));
  EXPECT_EQ(premise_texts("forall integer n in 1..9 show n > 0", "isolate n {3}"),
            (Texts{"integer n in [1, 3) |- 0 < n", " |- 0 < 3", "integer n in (3, 9] |- 0 < n",
                   "integer n in [1, 9] |- 3 == 3"}));
  EXPECT_EQ(premise_texts("forall integer n in 1..9 show n > 0", "relax n"), (Texts{"n in [1, 9] |- 0 < n"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1], y in [x, 2], z in [0, y] show z <= y", "climb z upper"),
            (Texts{"x in [0, 1], y in [x, 2] | 0 <= y |- 0 <= y - y", "x in [0, 1], y in [x, 2], z in (0, y) |- 0 <= 1",
                   "x in [0, 1], y in [x, 2], z in [0, y] |- y - z == y - z"}));
  EXPECT_EQ(premise_texts("forall y in [0, 1], x in (y, 1] show x^2 > y^2", "climb x lower steep"),
            (Texts{"y in [0, 1] | y <= 1 |- 0 <= y^2 - y^2", "y in [0, 1], x in (y, 1) |- 0 < 2*x",
                   "y in [0, 1], x in [y, 1] |- x^2 - y^2 == x^2 - y^2"}));
  EXPECT_EQ(premise_texts("forall x in (0, oo) show x > 0", "limit x lower steep"),
            (Texts{"x in (0, oo) |- 0 < 1", "x in (0, oo) |- x == x"}));
  EXPECT_EQ(premise_texts("forall integer n >= 2 show n^2 > n", "ascend n 2"),
            (Texts{" |- 0 < 2", " |- 0 < 6", "integer n in [2, oo) |- 0 <= (n + 2)^2 - (n + 2) - (n^2 - n)"}));
  EXPECT_EQ(premise_texts("forall integer n >= 1 show gamma(n) > 0", "ascend n 1")[1], "integer n in [1, oo) |- 0 <= gamma(n)*(1*(n + 0)) - gamma(n)");
  EXPECT_EQ(premise_texts("forall integer n >= 0 show gamma(n) > 0", "ascend n 1")[1], "integer n in [0, oo) |- 0 <= gamma(n + 1) - gamma(n)");
  EXPECT_EQ(premise_texts("forall integer n >= 0 show lgamma(n/2 + 1) >= 0", "ascend n 2")[2],
            "integer n in [0, oo) |- 0 <= lgamma(n/2 + 1) + log(1*(n/2 + 1 + 0)) - lgamma(n/2 + 1)");
  EXPECT_EQ(premise_texts("forall integer n >= 1 show binomial(2*n, n) > 0", "ascend n 1")[1],
            "integer n in [1, oo) |- 0 <= binomial(2*n, n)*(1*(2*n + 1)*(2*n + 2)/(1*(n + 1)*(1*(2*n - n + 1)))) - binomial(2*n, n)");
  EXPECT_EQ(premise_texts("forall x in (0, oo) show 1/x > 0", "descend x 1 {1/x}"),
            (Texts{"x in (0, oo) |- 0 < 1/x - 1/(x + 1)", "x in (0, oo) |- 1/x == 1/x", "x in [1, oo) |- 1/x == 1/x"}));
  EXPECT_EQ(premise_texts("forall x in (0, 1] show log(x)/(x - 2) == log(x)/(x - 2)", "values -"),
            (Texts{"x in (0, 1] |- 0 < x", "x in (0, 1] |- 0 < -(x - 2)"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1] show acos(x) == acos(x)", "values"),
            (Texts{"x in [0, 1] |- 0 <= 1 + x", "x in [0, 1] |- 0 <= 1 - x"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1] show x^2 <= x", "concave x").size(), 5u);
  EXPECT_EQ(premise_texts("forall x in [-1, 1] show x^2 >= 0", "bowl {0}"),
            (Texts{" |- 0 <= 0", "x in [-1, 1] |- x^2 == x^2", " |- 0 == 0", "x in (-1, 1) |- 2*x == 2*x", "x in (-1, 1) |- 0 <= 2"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1] show x^2 < x", "product {x} {1 - x}"),
            (Texts{"x in [0, 1] |- 0 < x", "x in [0, 1] |- 0 < 1 - x", "x in [0, 1] |- x - x^2 == x - x^2"}));
  EXPECT_EQ(premise_texts("forall x in [1, 2] show log(x) >= 0", "exponentials {x} {1}"),
            (Texts{"x in [1, 2] |- 0 <= x - 1", "x in [1, 2] |- 0 < 1", "x in [1, 2] |- log(x) == log(x)"}));
  EXPECT_EQ(premise_texts("forall x in (0, 1] show sqrt(x) > x^3", "logarithms {x^3} {sqrt(x)}")[0],
            "x in (0, 1] |- 0 < log(x)/2 - 3*log(x)");
  EXPECT_EQ(premise_texts("forall x in [-1, 1] show min(x, 1/2) + abs(x - 1/2) < 2", "either {1/2 - x}"),
            (Texts{"x in [-1, 1] |- 0 < 2 - (x + -(x - 1/2))", "x in [-1, 1] |- 0 < 2 - (1/2 + (x - 1/2))",
                   "x in [-1, 1] |- 2 - (min(x, 1/2) + abs(x - 1/2)) == 2 - (min(x, 1/2) + abs(x - 1/2))",
                   "x in [-1, 1] |- 1/2 - x == 1/2 - x"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1], y in [0, x] show max(x, y) >= y", "sign {x - y}"),
            (Texts{"x in [0, 1], y in [0, x] |- 0 <= x - y", "x in [0, 1], y in [0, x] |- 0 <= x - y",
                   "x in [0, 1], y in [0, x] |- max(x, y) - y == max(x, y) - y"}));
}

TEST(Rules, SquaresAsksForEverySignAndValue) {
  EXPECT_EQ(premise_texts("forall x in [0, 1], y in [0, x] assume x < 1 show x*y*(x - y) >= 0", "squares {x} {1} {(x - y)*y} {x}"),
            (Texts{"x in [0, 1], y in [0, x] | x < 1 |- 0 < x", "x in [0, 1], y in [0, x] | x < 1 |- x*y*(x - y) == x*y*(x - y)",
                   "x in [0, 1], y in [0, x] | x < 1 |- 0 + 1*((x - y)*y)*x^2 == 0 + 1*((x - y)*y)*x^2",
                   "x in [0, 1], y in [0, x] | x < 1 |- 0 <= x - y", "x in [0, 1], y in [0, x] | x < 1 |- 0 <= y"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1] show x^3 + 1/2 > 0", "squares {1} {1/2} {1} {1} {1} {x} {x}"),
            (Texts{"x in [0, 1] |- 0 < 1", "x in [0, 1] |- x^3 + 1/2 == x^3 + 1/2", "x in [0, 1] |- 1/2 + 1*x*x^2 == 1/2 + 1*x*x^2",
                   "x in [0, 1] |- 0 <= x", "x in [0, 1] |- 0 < 1/2"}));
  // The same weight is asked for once; where functions of other functions are squares, algebra knows.
  EXPECT_EQ(premise_texts("forall x in [0, 1] show 2*x >= 0", "squares {1} {1} {x} {1} {1} {x} {1}").size(), 4u);
  EXPECT_EQ(rejection("forall x in [0, 1], t in [0, 6] show (x*cos(t) + sin(t))^2 <= x^2 + 1", "squares {1} {1} {1} {x*sin(t) - cos(t)}"), "");
}

TEST(Rules, SubstitutionsMapDomainsAndEnds) {
  EXPECT_EQ(premise_texts("forall x in (0, 4), y in [0, x] show y <= x", "reciprocal x t"),
            (Texts{"t in (1/4, oo), y in [0, 1/t] |- y <= 1/t"}));
  EXPECT_EQ(premise_texts("forall x in [1/2, oo) show x > 0", "reciprocal x x"), (Texts{"x in (0, 2] |- 0 < 1/x"}));
  EXPECT_EQ(premise_texts("forall x in (1, pi/2] show sin(x) > cos(x)", "reflect x {pi/2} y"),
            (Texts{"y in [0, pi/2 - 1) |- sin(y) < cos(y)"}));
  EXPECT_EQ(premise_texts("forall x in [1, 3) show sqrt(x - 1) < 2", "square x lower t"),
            (Texts{"t in [0, sqrt(2)) |- sqrt(1)*t < 2"}));
  EXPECT_EQ(premise_texts("forall x in (-oo, 3) show x < 3", "square x upper t"), (Texts{"t in (0, oo) |- 3 - t^2 < 3"}));
  EXPECT_EQ(premise_texts("forall x in (0, 1], y in (0, x) show y < x", "ratio y x t"), (Texts{"x in (0, 1], t in (0, 1) |- t*x < x"}));
  EXPECT_EQ(premise_texts("forall x in [0, 1], y in (x, 1] show y > x", "affine y t"),
            (Texts{"x in [0, 1], t in (0, 1] |- x < x + t*(1 - x)"}));
}

struct Refused {
  std::string body, step;
};

TEST(Rules, StepsThatDoNotApplyAreRefused) {
  const std::string interval = "forall x in [0, 1] show x^2 + 1 > 0", open = "forall x in (0, 1) show x > 0",
                    dependent = "forall x in [0, 1], y in [0, x] show x*y >= 0",
                    assumed = "forall x in [0, 1] assume x < 1/2 show x >= 0", integer = "forall integer n in 1..9 show n > 0",
                    naturals = "forall integer n >= 1 show n > 0",
                    both = "forall x in [0, 1] show x >= 0 and x <= 1", either = "forall x in [0, 1] show x >= 0 or x > 1";
  const std::vector<Refused> all = {
      {interval, "boxes 64 0 1 0"}, {interval, "unknown"}, {interval, ""}, {interval, "climb  x lower"}, {interval, "split x {1/2"},
      {interval, "split x {1/2} "}, {interval, "split x {1/2}{1}"},
      {interval, "conjunction"}, {both, "conjunction x"}, {either, "conjunction"},
      {interval, "disjunct 0"}, {either, "disjunct 2"}, {either, "disjunct -1"}, {either, "disjunct"}, {either, "disjunct 0x"},
      {either, "disjunct 9999999999"}, {both, "suppose 0"}, {either, "suppose 2"},
      {interval, "split y {1/2}"}, {interval, "split x {2}"}, {interval, "split x {x}"}, {interval, "split x {z}"}, {interval, "split x"},
      {dependent, "split x {y}"}, {"forall x in [0, 1], integer n in 1..9 show n > x", "split n {x}"},
      {integer, "isolate n {pi}"}, {interval, "isolate x {-1}"}, {interval, "relax x"}, {integer, "relax m"}, {integer, "relax"},
      {interval, "forget x"}, {dependent, "forget x"}, {assumed, "forget x"}, {interval, "forget"},
      {interval, "climb x"}, {interval, "climb x middle"}, {interval, "climb x lower soft"}, {interval, "climb y lower"},
      {interval, "climb x lower steep"}, {open, "climb x lower steep more"}, {"forall x in (0, 1) show x >= 0", "climb x lower steep"},
      {dependent, "climb x lower"}, {assumed, "climb x lower"}, {integer, "climb n lower"}, {"forall x in (-oo, 1] show x < 2", "climb x lower"},
      {"forall x in [1, 2] show gamma(x) > 0", "climb x lower"}, {"forall x in [1, 2] show chi2_cdf(2, x) > 0", "climb x lower"},
      {both, "climb x lower"}, {"forall x in [0, 1] show x == x", "climb x lower"},
      {dependent, "limit y lower"}, {assumed, "limit x lower"}, {interval, "limit x"}, {"forall x in [0, oo) show sin(x) >= -1", "limit x upper"},
      {"forall x in (0, 1] show x > 0", "limit x lower"}, {"forall x in [0, 1] show x > 0", "limit x lower steep"},
      {"forall x in [0, pi] show x >= 0", "limit x upper"}, {"forall x in [3, oo) show max(x, x^2) <= 2*x", "limit x upper"},
      {"forall x in (0, oo) show x > 0", "concave x"}, {dependent, "concave x"}, {"forall x in [0, 1) show x < 1", "concave x steep"},
      {"forall x in (0, 1) show x >= 0", "concave x steep"}, {integer, "concave n"}, {interval, "concave x y"},
      {interval, "bowl {0}"}, {"forall x in [0, 1] show x^2 >= 0", "bowl {0}"}, {"forall x in [-1, 1] show x^2 > 0", "bowl {0}"},
      {"forall x in [-1, 1] show x^2 >= 0", "bowl {0} {0}"}, {"forall x in [-1, 1] show x^2 >= 0", "bowl {sqrt(0)}"},
      {"forall x in [-1, pi] show x^2 >= 0", "bowl {0}"}, {"forall x in [-1, 1] assume x > 0 show x^2 >= 0", "bowl {0}"},
      {"forall integer n in -3..3 show n^2 >= 0", "bowl {0}"},
      {"forall x in [-1, 1], y in [-1, 1], z in [-1, 1] show x^2 + y^2 + z^2 >= 0", "bowl {0} {0} {0}"},
      {interval, "product {x}"}, {interval, "product {x} {x}"}, {interval, "product {x^2 + 1} {2}"}, {interval, "product {1/} {x}"},
      {"forall x in [-1, 1] show sqrt(x^2) >= 0", "product {x} {1}"}, {interval, "logarithms {1}"}, {interval, "logarithms {1} {x^2}"},
      {interval, "exponentials {x} {1}"}, {interval, "exponentials {x}"}, {"forall x in [1, 2] show log(x) >= 0", "exponentials {1} {x}"},
      {integer, "ascend n 1"}, {naturals, "ascend n 0"}, {naturals, "ascend n 5"}, {naturals, "ascend n"}, {naturals, "ascend n 1/2"},
      {naturals, "ascend n 1 {n}"}, {"forall x in [1, oo) show x > 0", "ascend x 1"}, {"forall integer n >= 1, x in [0, n] show n >= x", "ascend n 1"},
      {"forall integer n >= 1 assume n < 9 show n < 9", "ascend n 1"}, {"forall integer n >= 1 show n == n", "ascend n 1"},
      {"forall integer n >= 1 show 1/n > 0", "descend n 1 {1/(n + 1)}"}, {"forall integer n >= 1 show 1/n > 0", "descend n 1"},
      {"forall integer n >= 1 show 1/n > 1/2", "descend n 1 {1/n - 1/2}"}, {"forall x in (-oo, oo) show exp(-x) > 0", "descend x 1 {exp(-x)}"},
      {"forall x in [0, 1] show x >= 0", "descend x 1 {x}"}, {"forall x in [1, oo), y in [0, 1] show 1/x > 0", "descend x 1 {1/x}"},
      {"forall x in [1, oo) assume x > 2 show 1/x > 0", "descend x 1 {1/x}"}, {"forall x in [1, oo) show sin(x) >= -1", "descend x 1 {sin(x) + 1}"},
      {interval, "values"}, {"forall x in [1, 2] show 1/x == 1/x", "values"}, {"forall x in [1, 2] show 1/x == 1/x", "values ++"},
      {"forall x in [1, 2] show 1/x == 1/x", "values *"}, {"forall x in [1, 2] show tan(x) == tan(x)", "values"},
      {"forall x in [1, 2] show 1/x == x", "values +"}, {"forall x in [1, 2] show chi2_cdf(2, x) == chi2_cdf(2, x)", "values"},
      {"forall x in [1, 2] show x + log(0) == x + log(0)", "values"}, {"forall x in [1, 2] show x/0 == x/0", "values"},
      {interval, "sign {x}"}, {interval, "sign"}, {"forall x in [-1, 1] show abs(x) >= 0", "sign {x + 1}"},
      {interval, "either {x}"}, {interval, "either"}, {"forall x in [-1, 1] show abs(x) >= 0", "either {x + 1}"},
      {"forall y in [0, 1] show y^2 + y + 1 > 0", "quadratic y {1} {y} {1}"}, {"forall y in [0, 1] show y^2 + y + 1 > 0", "quadratic y {1} {1} {2}"},
      {"forall y in [0, 1] show y^2 + y + 1 > 0", "quadratic y {1} {1}"}, {"forall y in [0, 1] show y^2 + y + 1 > 0", "quadratic z {1} {1} {1}"},
      {interval, "squares"}, {interval, "squares {1} {1} {1}"}, {interval, "squares {1} {1} {1} {x} {1} {1} {2}"},
      {interval, "squares {1} {1} {1} {x} {0} {1} {1} {1} {1} {1}"}, {interval, "squares {1} {1} {1} {x} {1} {1} {1} {-1} {1} {0}"},
      {interval, "squares {1} {x} {1} {x/x} {1} {1} {1}"}, {interval, "squares {1} {1} {1} {x} {1} {-1} {0} {1} {1} {1}"},
      {"forall x in [-2, -1] show x^2 >= 0", "squares {1} {1} {(-1)*(-x)*x} {1}"}, {"forall x in [-2, -1] show x >= 0", "squares {1} {1} {(-1)*(-x)} {1}"},
      {interval, "squares {2} {1} {1} {x} {1} {1} {1}"}, {interval, "squares {1} {1} {1} {x} {1} {1} {z}"},
      {"forall x in [0, 1] show x - x > 0", "squares {1}"}, {both, "squares {1} {1} {1} {x}"},
      {"forall x in [0, 1] show x^2 == x", "squares {1}"}, {"forall x in [0, 1] show abs(x) >= x", "squares {1}"},
      {"forall rho in [-1, 2] show rho < 3", "cosine"}, {dependent, "cosine"}, {"forall r in [-1, 1] show r < 3", "cosine r"},
      {"forall r in [-1, 1] assume r > 0 and r < 1 show r < 3", "cosine"}, {"forall r in [-1, sin(1)] show r < 3", "cosine"},
      {interval, "reciprocal x t"}, {dependent, "reciprocal y t"}, {"forall x in [1, 2], t in [0, 1] show x > t", "reciprocal x t"},
      {"forall x in [1, 2] show x > 0", "reciprocal x T"}, {"forall x in [1, 2] show x > 0", "reciprocal x {1}"}, {integer, "reciprocal n t"},
      {"forall x in [1, pi] show x > 0", "reciprocal x t"}, {"forall x in [-1, 1] show x < 2", "reciprocal x t"},
      {dependent, "reflect y {x} t"}, {interval, "reflect x {1}"}, {integer, "reflect n {9} m"}, {interval, "reflect x {} y"},
      {dependent, "square y upper t"}, {interval, "square x t"}, {interval, "square x middle t"},
      {"forall x in (-oo, 1] show x < 2", "square x lower t"}, {"forall x in [2, 1] show x < 2", "square x lower t"}, {integer, "square n lower t"},
      {dependent, "ratio y x t"}, {dependent, "ratio x y t"}, {dependent, "ratio y t"}, {"forall x in [-1, 1], y in [0, 1] show y < 2", "ratio y x t"},
      {"forall x in (0, 1], y in [0, 1] show y < 2", "ratio y y t"},
      {"forall x in [0, oo) show x >= 0", "affine x t"}, {interval, "affine x"}, {integer, "affine n t"},
      {"forall x in [0, 1], y in [0, 1] show x < y + 2", "affine y x"},
  };
  for (const Refused& r : all) EXPECT_NE(rejection(r.body, r.step), "") << r.body << ": " << r.step;
}

// Proofs of false claims that each lean on one premise or side condition being overlooked.
TEST(Rules, NoFalseClaimIsProved) {
  const std::string L = kLeaf, three = " " + L + " " + L + " " + L, five = three + " " + L + " " + L;
  const std::vector<Proof> all = {
      {"", "forall x in [0, 1] show x > 0", "x 1", "climb x lower\n" + three},                 // equal at the closed end
      {"", "forall x in [-1, 1] show abs(x) > 0", "x 1", "isolate x {0}\n" + three + " " + L},
      {"", "forall x in [-1, 1] show 1/x > -2", "x 1", "climb x lower\n" + three},             // jumps at a pole
      {"", "forall x in [0, 4] show tan(x) >= 0", "x 1", "climb x lower\n" + three},           // increasing between poles
      {"", "forall x in [0, 1] show sqrt(x) - sqrt(x) + x - x^2 > 0", "x 1/2", "concave x\n" + five},
      {"", "forall x in [-1, 1] show x^2 - x^4 - 1/100 >= 0", "x 1/2", "bowl {0}\n" + five},
      {"", "forall x in [-2, 2] show x*x > 0", "x 1", "product {x} {x}\n" + three},
      {"", "forall x in [-2, -1] show x < x*x*x", "x -1", "logarithms {x} {x*x*x}\n " + L + " " + L},
      {"", "forall x in [-2, -1] show log(x^2) >= 1", "x -2", "exponentials {x^2} {exp(1)}\n" + three},
      {"", "forall x in [-1, 1] show abs(x) <= x", "x 1", "sign {x}\n" + three},
      {"", "forall x in [-1, 1], y in [-1, 1] show max(x, y) <= x", "x 1, y 1", "sign {x - y}\n" + three},
      {"", "forall x in [-1, 2] show abs(x) <= x", "x 1", "either {x}\n" + three + " " + L},  // each of the first two premises
      {"", "forall x in [-2, 1] show abs(x) <= -x", "x -1", "either {x}\n" + three + " " + L},
      {"", "forall x in [-1, 1] show abs(x) + 1/x > -9", "x 1", "either {x}\n" + three + " " + L},  // no value at 0
      {"", "forall x in [-1, 1] show abs(x) <= 1", "x 1", "either {x^2/x}\n" + three + " " + L},  // true, but not so
      {"", "forall y in [-3, 3] show -y^2 + y + 1 > 0", "y 0", "quadratic y {-1} {1} {1}\n" + three},
      {"", "forall y in [-3, 3] show y^2 + 2*y + 1 > 0", "y 0", "quadratic y {1} {2} {1}\n" + three},
      {"", "forall x in [-1, 1] show x >= 0", "x 1", "squares {x} {1} {1} {x}\n" + three},              // the multiplier's sign
      {"", "forall x in [-1, 1] show -1/x^2 >= 0", "x 1", "squares {-x^2} {1} {1} {1}\n" + three},
      {"", "forall x in [-1, 1] show x^3 >= 0", "x 1", "squares {1} {1} {x} {x}\n" + three + " " + L},   // the weight's sign
      {"", "forall x in [0, 2] show x*(1 - x) >= 0", "x 1", "squares {1} {1} {x*(1 - x)} {1}\n" + five},
      {"", "forall x in [-1, 1] show x^2/x*x >= 0", "x 1", "squares {1} {1} {1} {x}\n" + three},         // no value at 0
      {"", "forall x in [-1, 1] show -x^2 >= 0", "x 0", "squares {1} {1} {1} {sqrt(-x^2)}\n" + three},   // nor a root's square
      {"", "forall x in [-1, 1] show -x^2 >= 0", "x 0", "squares {1} {1} {sqrt(-x^2)^2} {1}\n" + three + " " + L},
      {"", "forall x in [0, 1] show x^2 > 0", "x 1", "squares {1} {1} {1} {x}\n" + three + " " + L},     // zero at the closed end
      {"", "forall x in [0, 1] show x > 0", "x 1", "squares {x} {1} {1} {x}\n" + three + " " + L},
      {"", "forall x in [-1, 1] show x^4 + x^3 > 0", "x 1", "squares {1} {1} {1} {x^2} {1} {x} {x}\n" + five},
      {"", "forall integer n in -3..3 show n^3 >= 0", "n 1", "squares {1} {1} {n} {n}\n" + three + " " + L},
      {"", "forall x in [-1, 1) show x^2 < 1", "x 0", "cosine\n " + L + " " + L},
      {"", "forall x in (0, 1] show x*(1/x) == 1 and 1/x <= 1", "x 1", "reciprocal x t\n " + L},
      {"", "forall x in [0, 1] show sqrt(x) > x - x", "x 1", "square x lower t\n " + L},
      {"", "forall x in (0, 1], y in [0, x] show y < x", "x 1, y 0", "ratio y x t\n " + L},
      {"", "forall x in [0, 1], y in [x, 1] show y > x", "x 0, y 1", "affine y t\n " + L},
      {"", "forall x in [0, 1] show x >= 0 or log(x) < 0", "x 1", "disjunct 0\n " + L + " " + L},     // log 0
      {"", "forall x in [0, 1] show x > 1/2 or x < 1/2", "x 1", "suppose 1\n " + L + " " + L},
      {"", "forall x in [0, 2], y in [0, 3] show y < 3", "x 1, y 1", "forget x\n climb y upper\n  " + L + "  " + L + "  " + L},
      {"", "forall integer n in 1..9 show n < 9", "n 1", "relax n\n " + L},
      {"", "forall integer n >= 1 show n < 5", "n 1", "ascend n 1\n " + L + " " + L},
      {"", "forall integer n >= 1 show n > 1", "n 2", "ascend n 1\n " + L + " " + L},
      {"", "forall integer n >= 1 show (n - 2)^2 > 0", "n 1", "ascend n 2\n " + three},
      {"", "forall integer n >= 1 show -1/n >= 0", "n 1", "descend n 1 {-1/n}\n" + three},
      {"", "forall x in [1, oo) show 1/x > 1/100", "x 1", "descend x 1 {1/x - 1/100}\n" + three},
      {"", "forall x in [1, oo) show 1/x - log(-x) + log(-x) > 0", "x 1", "descend x 1 {1/x}\n" + three},
      {"", "forall x in [-1, 1] show log(x) == log(x)", "x 1", "values\n " + L},
      {"", "forall x in [-1, 1] show 1/x == 1/x", "x 1", "values +\n " + L},
      {"", "forall x in [0, 1] show x*log(x) <= 0", "x 1", L},                                 // no value at 0
      {"", "forall x in [0, oo) show exp(-x) > 1/1000", "x 1", "limit x upper\n " + L + " " + L},
      {"", "forall x in [0, 1] show exp(x) > 1", "x 1", "limit x lower\n " + L + " " + L},
      {"", "forall x in [-1, 1] show abs(x) + x > -1 and max(x, -x) > 0", "x 1", "conjunction\n " + L + " climb x lower\n  " + L + "  " + L + "  " + L},
  };
  for (const Proof& p : all) EXPECT_NE(unproved(p.body, p.inhabitant, p.proof), "") << p.body << "\n" << p.proof;
}

}  // namespace
}  // namespace certibound::rules::test
