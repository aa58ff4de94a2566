// Texts no person writes: each ends in a Document or a SyntaxError, soon.
#include "support.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <iterator>

namespace certibound::language::test {
namespace {

// "" for a text that is read, else the message.
std::string read(const std::string& text) {
  try {
    parse_document({"hostile", text});
    return "";
  } catch (const SyntaxError& error) {
    return error.what();
  }
}

std::string repeat(const std::string& part, int times) {
  std::string out;
  for (int k = 0; k < times; ++k) out += part;
  return out;
}

std::string show(const std::string& condition) { return "claim a { forall x in [0, 1] show " + condition + " }"; }

// The pattern for k = from..to, with '%' replaced by k and '&' by k - 1.
std::string numbered(const std::string& pattern, int from, int to) {
  std::string out;
  for (int k = from; k <= to; ++k) {
    for (const char c : pattern) {
      if (c == '%' || c == '&') {
        out += std::to_string(c == '%' ? k : k - 1);
      } else {
        out += c;
      }
    }
  }
  return out;
}

struct Hostile {
  const char* name;
  std::string text;
  const char* fragment;  // of the message; "" if the text is to be read
};

TEST(HostileText, EndsInAnErrorAndNotInACrashOrAHang) {
  const Hostile texts[] = {
      {"parentheses", show(repeat("(", 100'000) + "x" + repeat(")", 100'000) + " > 0"), "200 levels"},
      {"open parentheses", "claim a { show " + repeat("(", 1'000'000), "200 levels"},
      {"minus signs", show(repeat("-", 100'000) + "x > 0"), "200 levels"},
      {"negations", show(repeat("not ", 100'000) + "x > 0"), "200 levels"},
      {"powers", show(repeat("x^", 100'000) + "x > 0"), "200 levels"},
      {"implications", show(repeat("x > 0 implies ", 10'000) + "x > 0"), "200 levels"},
      {"calls", show(repeat("sin(", 10'000) + "x" + repeat(")", 10'000) + " > 0"), "200 levels"},
      {"sum", show(repeat("x + ", 100'000) + "x > 0"), "2000 operations deep"},
      {"conjunctions", show(repeat("x > 0 and ", 100'000) + "x > 0"), "at most 1000 comparisons"},
      {"alternating", show(repeat("x > 0 and x > 0 or ", 100'000) + "x > 0"), "at most 1000 comparisons"},
      {"chain", show(repeat("x <= ", 100'000) + "x"), "at most 1000 comparisons"},
      {"assumptions", "claim a { forall x in [0, 1] " + repeat("assume x > 0 ", 100'000) + "show x > 0 }", "at most 1000 comparisons"},
      {"digits", show("x < " + repeat("9", 1'000'000)), "too long"},
      {"exponent", show("x < 1e99999999999"), "too long"},
      {"power", show("x < 1^99999999999"), "an integer exponent may be at most"},
      {"tower", show("x < 9^9^9^9^9"), "an integer exponent may be at most"},
      {"doubling", "def g0(x) = x + 1\n" + numbered("def g%(x) = g&(g&(x))\n", 1, 60), "2000 operations deep"},
      {"doubling sideways", "def g0(x) = sin(x)\n" + numbered("def g%(x) = max(g&(x + %), g&(x - %))\n", 1, 60), "more than"},
      {"definitions", "def h0(x) = x\n" + numbered("def h%(x) = h&(x)\n", 1, 50'000) + show("h50000(x) >= 0"), ""},
      {"definitions of each claim", "def h0(x) = x\n" + numbered("def h%(x) = h&(x)\n", 1, 50'000) +
                                        numbered("claim a% { show h50000(1) > 0 }\n", 1, 1'000), "larger than 64 MiB"},
      {"wide calls", "def f(x) = " + repeat("sin(x)*exp(x)*", 100) + "1 + " + numbered("max(sin(% + x), cos(%*x)) + ", 1, 1'800) + "0\n" +
                         show(repeat("max(f(x), f(x + 1)) + ", 1'500) + "x > 0"),
       "operations"},
      {"variables", "claim a { forall " + numbered("x% in [0, 1], ", 1, 100'000) + "y in [0, 1] show y >= 0 }", "more than 50 variables"},
      {"parameters", "def f(" + numbered("x%, ", 1, 100'000) + "y) = y", "more than 50 variables"},
      {"grid", "claim a { measure x + y + z over x in {" + repeat("1, ", 1000) + "1}, y in {" + repeat("1, ", 1000) + "1}, z in {1} }",
       "the grid has more than"},
      {"claims", "def f(x) = x #" + repeat("c", 1'000'000) + "\n + 1\n" + numbered("claim a% { show f(1) > 0 }\n", 1, 50'000), "larger than 64 MiB"},
      {"large file", repeat(" ", 5 << 20), "larger than 4 MiB"},
      {"name", "claim " + repeat("a", 1'000'000) + " { show 1 < 2 }", ""},
      {"unknown name", show(repeat("a", 1'000'000) + " > 0"), "unknown variable"},
      {"long line", show(repeat(" ", 1'000'000) + ")"), "expected an expression"},
      {"string", "claim a { at \"" + repeat("s", 1'000'000), "no closing quote"},
      {"strings", "claim a { at " + repeat("\"s\" ", 100'000) + " show 1 < 2 }", ""},
      {"binary", std::string("\x7f" "ELF\x02\x01\x01\0\0\0\0\0", 12), "not part of the language"},
      {"zero bytes", std::string(100'000, '\0'), "not part of the language"},
      {"empty", "", ""},
      {"only a comment", "# nothing", ""},
      {"carriage returns", "claim a {\r\n  show 1 < 2\r\n}\r\n", ""},
  };
  for (const Hostile& h : texts) {
    const auto start = std::chrono::steady_clock::now();
    const std::string message = read(h.text);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    EXPECT_EQ(message.empty(), *h.fragment == '\0') << h.name << ": " << message;
    EXPECT_NE(message.find(h.fragment), std::string::npos) << h.name << ": " << message;
    EXPECT_LT(message.size(), 1000u) << h.name;
    EXPECT_LT(seconds, 10) << h.name;
  }
}

constexpr const char* kSeedTexts[] = {
    "paper p \"t\"\ndef f(t) = t/4 + log(2/(1 + sqrt(1 + t)))\nclaim a.b {\n at \"1\" printed \"2\"\n forall e in [0, 1), integer m in 1..40\n"
    " assume e > 0 and m >= 2\n show f(-e) >= f(e) implies not e == 1 or m^2 != 3\n}\n",
    "def g(x, y) = min(x, y)^2 - 0x1.8p-3*e_^x\nclaim c { forall x in (-oo, 0.5], integer k >= 3, y in (x, oo) show -1e-3 <= g(x, y) < Rhat(x)*pi }\n",
    "claim m { measure gamma(x)*Phi(y) over x in {1/2, pi}, y in {-1, 2e3} } # end\nclaim s { forall x in [0, 1] find sup abs(x - 1/3)^(1/2) }",
    "claim r { forall x in (-oo, 1] find roots x^2 - x/3 } claim w { forall t in (0, oo) find where log(t) < 1 or not t >= 2 implies t != 3 }"};

TEST(HostileText, MutatedClaimsAreReadOrRefused) {
  Random random(kSeed);
  const std::vector<std::string> tokens = {"(", ")", "^", "-", "..", "claim", "def", "show", "forall", "x", "f(", "1e", "0x", "\"", "{", "}", ",", "oo",
                                           "not", "implies", "measure", "over", "in", "=", "==", "<", "\n", "#", "9999999", std::string(1, '\0'), "\xff"};
  int read_well = 0, refused = 0;
  for (int round = 0; round < rounds(2000); ++round) {
    std::string text = kSeedTexts[random.below(static_cast<long>(std::size(kSeedTexts)))];
    for (long k = random.below(4) + 1; k > 0; --k) {
      const auto at = static_cast<std::size_t>(random.below(static_cast<long>(text.size()) + 1));
      const auto length = static_cast<std::size_t>(random.below(12));
      switch (random.below(5)) {
        case 0: text.insert(at, 1, static_cast<char>(random.below(256))); break;
        case 1: text.erase(at, length); break;
        case 2: text.insert(at, text.substr(static_cast<std::size_t>(random.below(static_cast<long>(text.size()) + 1)), length)); break;
        case 3: text.insert(at, tokens[static_cast<std::size_t>(random.below(static_cast<long>(tokens.size())))]); break;
        default:
          if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
      }
      if (text.empty()) text = " ";
    }
    try {
      const Document document = parse_document({"mutant", text});
      ++read_well;
      for (const Claim& claim : document.claims) {
        ASSERT_EQ(parse_document({"again", claim.text}).claims.size(), 1u) << "seed " << kSeed << ", round " << round << ":\n" << text;
      }
    } catch (const SyntaxError& error) {
      ++refused;
      ASSERT_GE(error.line(), 1u);
      ASSERT_NE(std::string(error.what()).find("^"), std::string::npos);
    }
  }
  EXPECT_GT(read_well, 30);
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace certibound::language::test
