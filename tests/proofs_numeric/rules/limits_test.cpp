// Limits, seen through the rule that asks for their sign: right where they exist, not known where they do not.
#include "support.hpp"

#include <gtest/gtest.h>

namespace certibound::rules::test {
namespace {

// Is the limit of the term at that end certainly > 0?
bool positive(const std::string& domain, const std::string& end, const std::string& term) {
  return rejection("forall x in " + domain + " show " + term + " > 0", "limit x " + end) !=
         "the limit is not known to have the sign";
}
bool nonnegative(const std::string& domain, const std::string& end, const std::string& term) {
  return rejection("forall x in " + domain + " show " + term + " >= 0", "limit x " + end) !=
         "the limit is not known to have the sign";
}

struct Known {
  const char* domain;
  const char* end;
  const char* term;
  const char* limit;  // a term without x, "oo", "-oo", or "?" for none
};

constexpr const char* kUp = "[3, oo)";
constexpr const char* kDown = "(-oo, -3]";
constexpr const char* kRight = "(0, 1]";
constexpr const char* kLeft = "[-1, 0)";

const std::vector<Known>& table() {
  static const std::vector<Known> all = {
      // polynomials and quotients at +-oo
      {kUp, "upper", "x", "oo"}, {kUp, "upper", "5 - x", "-oo"}, {kDown, "lower", "x^3", "-oo"}, {kDown, "lower", "x^2", "oo"},
      {kUp, "upper", "1/x", "0"}, {kUp, "upper", "x - x^2", "-oo"}, {kUp, "upper", "x^3 - 100*x^2", "oo"},
      {kUp, "upper", "(2*x + 1)/(x - 1)", "2"}, {kUp, "upper", "(2*x^2 + 1)/(x - 1)", "oo"}, {kDown, "lower", "(2*x^2 + 1)/(x - 1)", "-oo"},
      {kUp, "upper", "(x + 5)/(x^2 + 1)", "0"}, {kDown, "lower", "x/abs(x)", "-1"}, {kUp, "upper", "pi*x/(2*x - 1)", "pi/2"},
      {kUp, "upper", "(x^2 - x)/(x^2 + x) - 1", "0"}, {kDown, "lower", "(1 - x)^3/x^3", "-1"},
      // roots and powers
      {kUp, "upper", "sqrt(x)/x", "0"}, {kUp, "upper", "x/sqrt(x)", "oo"}, {kUp, "upper", "sqrt(x^2 + 1)/x", "1"},
      {kDown, "lower", "sqrt(x^2 + 1)/x", "-1"}, {kUp, "upper", "x^(3/2)/x^2", "0"}, {kUp, "upper", "x^(-1/2)", "0"},
      {kUp, "upper", "cbrt(x)", "oo"}, {kDown, "lower", "cbrt(x)", "-oo"}, {kUp, "upper", "2^x", "oo"}, {kUp, "upper", "(1/2)^x", "0"},
      {kUp, "upper", "sqrt(x) - x", "-oo"},
      // exponentials and logarithms
      {kUp, "upper", "exp(-x)", "0"}, {kUp, "upper", "x*exp(-x)", "0"}, {kUp, "upper", "exp(x) - x^9", "oo"}, {kDown, "lower", "x^2*exp(x)", "0"},
      {kUp, "upper", "log(x)/x", "0"}, {kUp, "upper", "x - log(x)", "oo"}, {kUp, "upper", "log(x)^5 - x", "-oo"},
      {kUp, "upper", "sqrt(x)/log(x)", "oo"}, {kUp, "upper", "log(2*x)/log(x)", "1"}, {kUp, "upper", "expm1(-x)", "-1"},
      {kUp, "upper", "exp(1/x)", "1"}, {kUp, "upper", "exp(-x^2)*x^20", "0"}, {kUp, "upper", "sinh(x)/x^3", "oo"},
      {kDown, "lower", "sinh(x)/x^2", "-oo"}, {kUp, "upper", "x^4 - cosh(x)", "-oo"}, {kUp, "upper", "log1p(x)/log(x)", "1"},
      // bounded functions at infinity
      {kUp, "upper", "atan(x)", "pi/2"}, {kDown, "lower", "atan(x)", "-pi/2"}, {kUp, "upper", "tanh(x)", "1"}, {kDown, "lower", "erf(x)", "-1"},
      {kUp, "upper", "erfc(x)", "0"}, {kDown, "lower", "erfc(x)", "2"}, {kUp, "upper", "Phi(x)", "1"}, {kDown, "lower", "Phi(x)", "0"},
      {kUp, "upper", "x^3*phi(x)", "0"}, {kUp, "upper", "x*erfc(x)", "0"}, {kDown, "lower", "Phi(x)*x^2", "0"}, {kUp, "upper", "gamma(x)", "oo"},
      {kUp, "upper", "sin(1/x)", "0"}, {kUp, "upper", "x*sin(1/x)", "1"}, {kUp, "upper", "cos(1/x)", "1"}, {kUp, "upper", "max(x, x^2)", "oo"},
      {kUp, "upper", "min(1/x, 1)", "0"}, {kUp, "upper", "max(atan(x), 2)", "2"},
      // at 0 from both sides
      {kRight, "lower", "1/x", "oo"}, {kLeft, "upper", "1/x", "-oo"}, {kLeft, "upper", "1/x^2", "oo"}, {kRight, "lower", "log(x)", "-oo"},
      {kRight, "lower", "x*log(x)", "0"}, {kRight, "lower", "sqrt(x)*log(x)^3", "0"}, {kRight, "lower", "sin(x)/x", "1"},
      {kLeft, "upper", "sin(x)/x", "1"}, {kRight, "lower", "expm1(x)/x", "1"}, {kRight, "lower", "sinh(2*x)/x", "2"},
      {kLeft, "upper", "atan(x)/abs(x)", "-1"}, {kRight, "lower", "log1p(x)/x", "1"}, {kRight, "lower", "asin(x)/sqrt(x)", "0"},
      {kRight, "lower", "exp(-1/x)", "0"}, {kLeft, "upper", "exp(-1/x)", "oo"}, {kRight, "lower", "exp(-1/x)/x^7", "0"},
      {kRight, "lower", "atan(1/x)", "pi/2"}, {kLeft, "upper", "atan(1/x)", "-pi/2"}, {kRight, "lower", "tanh(x)/x^2", "oo"},
      {kRight, "lower", "x^x", "1"}, {kRight, "lower", "1/sin(x)", "oo"}, {kLeft, "upper", "abs(x)/x", "-1"}, {kRight, "lower", "1/x - 1/x^2", "-oo"},
      // at other ends
      {"[1, 2)", "upper", "1/(x - 2)", "-oo"}, {"(1, 2]", "lower", "log(x - 1)", "-oo"}, {"(1, 2]", "lower", "1/log(x)", "oo"},
      {"[0, 1)", "upper", "acos(x)", "0"}, {"[0, 1)", "upper", "Rhat(x)", "1"}, {"[0, 1)", "upper", "1/acos(x)", "oo"},
      {"(-1, 0]", "lower", "log1p(x)", "-oo"}, {"(1, 2]", "lower", "sqrt(x - 1)", "0"}, {"(-1, 0]", "lower", "Rhat1(x)", "0"},
      {"[1, 2]", "upper", "x^3 - 8", "0"}, {"[1, 2]", "lower", "log(x)", "0"}, {"(2, 3]", "lower", "sqrt(x + 2)*x", "4"},
      // none
      {kUp, "upper", "sin(x)", "?"}, {kUp, "upper", "cos(x)", "?"}, {kUp, "upper", "x*sin(x)", "?"}, {kUp, "upper", "tan(1/x)*tan(x)", "?"},
      {kRight, "lower", "sin(1/x)", "?"}, {kRight, "lower", "cos(log(x))", "?"}, {kUp, "upper", "exp(sin(x))", "?"},
      {kUp, "upper", "max(sin(x), cos(x))", "?"}, {kUp, "upper", "sin(x)^2 + cos(x)", "?"}, {kUp, "upper", "abs(sin(x))*x", "?"},
      {kDown, "lower", "Rhat(sin(x))", "?"}, {kUp, "upper", "atan(x*sin(x))", "?"}};
  return all;
}

// What is not so is never said; of what is so, the number that is known is counted.
TEST(Limits, AreRightWhereTheyExistAndUnknownWhereTheyDoNot) {
  int asked = 0, found = 0;
  const auto wrong = [&](const Known& k, const std::string& term) {
    EXPECT_FALSE(positive(k.domain, k.end, term)) << k.domain << " " << k.term << ": " << term;
    EXPECT_FALSE(nonnegative(k.domain, k.end, term)) << k.domain << " " << k.term << ": " << term;
  };
  std::string open;
  const auto right = [&](const Known& k, const std::string& term, bool strict = true) {
    const bool known = strict ? positive(k.domain, k.end, term) : nonnegative(k.domain, k.end, term);
    ++asked;
    found += known;
    if (!known) open += std::string(k.term) + " in " + k.domain + ": " + term + "\n";
  };
  for (const Known& k : table()) {
    const std::string limit = k.limit, term = "(" + std::string(k.term) + ")";
    if (limit == "?") {
      for (const char* shift : {"1000000", "0", "-1000000"}) {
        wrong(k, term + " + " + shift);
        wrong(k, shift + std::string(" - ") + term);
      }
    } else if (limit == "oo") {
      right(k, term + " - 1000000");
      wrong(k, "1000000 - " + term);
    } else if (limit == "-oo") {
      right(k, "-1000000 - " + term);
      wrong(k, term + " + 1000000");
    } else {
      const std::string difference = term + " - (" + limit + ")";
      right(k, difference + " + 1/1000");
      right(k, "1/1000 - (" + difference + ")");
      right(k, difference, false);
      EXPECT_FALSE(positive(k.domain, k.end, difference)) << k.term;
      EXPECT_FALSE(positive(k.domain, k.end, "-(" + difference + ")")) << k.term;
      wrong(k, difference + " - 1/1000");
      wrong(k, "-1/1000 - (" + difference + ")");
    }
  }
  EXPECT_GE(table().size(), 100u);
  EXPECT_GE(10 * found, 9 * asked) << "not known:\n" << open;
}

TEST(Limits, ALeadingTermIsNotThatOfOnlyOneOfTwo) {
  EXPECT_FALSE(nonnegative(kUp, "upper", "2*x - max(x, x^2)"));
  EXPECT_FALSE(nonnegative(kUp, "upper", "max(x, x^2) - 2*max(x, x^2)"));
  EXPECT_FALSE(nonnegative(kDown, "lower", "min(x, x^3) - 2*x"));
  EXPECT_FALSE(nonnegative(kUp, "upper", "1 - max(x, x^2)/x"));
}

TEST(Limits, NestedPowersOfLogarithmsDoNotOverflow) {
  std::string power = "log(x)";
  for (int k = 0; k < 9; ++k) {
    power = "(" + power + ")^1000";
    EXPECT_FALSE(nonnegative(kUp, "upper", "1 - " + power)) << k;
    EXPECT_FALSE(nonnegative(kUp, "upper", power + " - x")) << k;
    EXPECT_FALSE(nonnegative(kRight, "lower", "-" + power)) << k;
  }
}

}  // namespace
}  // namespace certibound::rules::test
