// The claim language: what each construct means, and that any other text ends in an error that points at its place.
#include "support.hpp"

#include <certibound/language/decide.hpp>

#include <gtest/gtest.h>

namespace certibound::language::test {
namespace {

TEST(Parser, OperatorsBindAsInMathematics) {
  struct Value {
    const char* text;
    const char* value;
  };
  for (const auto& [text, value] :
       std::initializer_list<Value>{{"-3^2", "-9"},        {"(-3)^2", "9"},     {"2^-3", "1/8"},     {"2^3^2", "512"},     {"2^-3^2", "1/512"},
                                    {"-2^-2", "-1/4"},      {"8/4*2", "4"},      {"8/4/2", "1"},      {"1-2-3", "-4"},      {"1 - -2", "3"},
                                    {"2*-3", "-6"},         {"-2*3^2", "-18"},   {"+5", "5"},         {"--5", "5"},         {"2+3*4", "14"},
                                    {"(2+3)*4", "20"},      {"2^1/2", "1"},      {"2^(4/2)", "4"},    {"min(2, 3)", "2"},   {"-abs(-1/2)", "-1/2"},
                                    {"max(1, 2)^2 - 1", "3"}, {"0.1", "1/10"},   {".5e1", "5"},       {"1e-3", "1/1000"},   {"0x1.8p-3", "3/16"},
                                    {"0.10e+1", "1"},       {"2 # comment\n +1", "3"}, {"((((7))))", "7"}}) {
    const Expression e(text);
    const Rational* read = e.terms.as_rational(e.root);
    ASSERT_NE(read, nullptr) << text;
    EXPECT_EQ(to_string(*read), value) << text;
  }
}

TEST(Parser, ConnectivesBindAsInLogic) {
  struct Statement {
    const char* text;
    bool truth;
  };
  for (const auto& [text, truth] :
       std::initializer_list<Statement>{{"1 < 2 < 3", true}, {"1 < 2 < 2", false}, {"1 <= 1 == 1 < 2", true}, {"3 > 2 >= 2 > 1", true}, {"1 != 2", true},
                                        {"1 > 2", false}, {"2 >= 2", true}, {"not 1 < 2", false}, {"not not 1 < 2", true}, {"not 2 < 1 and 1 < 2", true},
                                        {"not (1 < 2 and 2 < 1)", true}, {"not (1 < 2 or 2 < 1)", false}, {"not 1 == 2", true}, {"not 1 != 1", true},
                                        {"1 < 2 or 2 < 1 and 3 < 1", true}, {"(1 < 2 or 2 < 1) and 3 < 1", false}, {"2 < 1 and 3 < 1 or 1 < 2", true},
                                        {"2 < 1 implies 3 < 1", true}, {"1 < 2 implies 2 < 1", false}, {"2 < 1 implies 1 < 2 implies 2 < 1", true},
                                        {"(2 < 1 implies 1 < 2) implies 2 < 1", false}, {"1 < 2 or 2 < 1 implies 2 < 1", false},
                                        {"not 1 < 2 < 3", false}, {"not (1 < 2 implies 2 < 1)", true}, {"((1)) < (2)", true}, {"1 < 2 and (2 < 3 and 3 < 3)", false}}) {
    EXPECT_EQ(decide_at_point(Problem(claim_of(std::string("show ") + text)), {}, 64), truth ? Decision::holds : Decision::fails) << text;
  }
}

constexpr const char* kPaper = R"text(# comment
paper arpit19 "The Benefits of
Over-parameterization. 2019")text";

constexpr const char* kFile = R"text(# from the design
paper arpit19 "The Benefits of Over-parameterization. 2019"

def f(t) = t/4 + log(2/(1 + sqrt(1 + t)))
def unused(t) = t
def g(a, b) = f(a) - f(b)  # uses f

claim lemma2.f_reflection {
  at       "appendix A.1, eq. (63)"
  printed  "exp(m(e/4 - log(2/(1+sqrt(1-e))))) <= exp(-m(e/4 + log(2/(1+sqrt(1+e)))))"
  reads    "logarithms taken,"
           "divided by m > 0"
  because  "a reason"
  forall   e in [0, 1), integer m in 1..4096, x in (-oo, e^2], integer k >= 3, y in (1/3, oo)
  assume   m > 2
  assume   x > -1 and y < 7
  show     f(-e) >= f(e)
}
claim best { forall e in (0, 1] find inf f(e)/e^2 }
claim worst { forall e in (0, 1] find sup g(e, -e) }
claim table { measure f(e)*m over e in {1/10, pi/4}, m in {100, 1000} }
)text";

TEST(Parser, ReadsEveryClause) {
  const Document d = parse_document({"arpit19.claim", kFile});
  ASSERT_TRUE(d.paper);
  EXPECT_EQ(d.paper->key, "arpit19");
  ASSERT_EQ(d.claims.size(), 4u);
  const Claim& c = d.claims[0];
  EXPECT_EQ(c.id, "arpit19.lemma2.f_reflection");
  EXPECT_EQ(c.at, "appendix A.1, eq. (63)");
  EXPECT_EQ(c.reads, "logarithms taken, divided by m > 0");
  EXPECT_EQ(c.because, "a reason");
  EXPECT_EQ(c.statement_text, "f(-e) >= f(e)");
  EXPECT_EQ(c.domain_text, "e in [0, 1), integer m in 1..4096, x in (-oo, e^2], integer k >= 3, y in (1/3, oo)");
  EXPECT_EQ(c.variable_names(), (std::vector<std::string>{"e", "m", "x", "k", "y"}));
  EXPECT_EQ(to_text(Problem(c).domain(), c.variable_names()), "e in [0, 1), integer m in 1..4096, x in (-oo, 1), integer k >= 3, y in (1/3, oo)");
  EXPECT_EQ(c.hypotheses.parts.size(), 3u);
  EXPECT_TRUE(d.claims[1].find && d.claims[1].find->kind == Find::Kind::infimum);
  EXPECT_TRUE(d.claims[2].find && d.claims[2].find->kind == Find::Kind::supremum);
  ASSERT_TRUE(d.claims[3].measure);
  EXPECT_EQ(d.claims[3].measure->grid[1].first, "m");
  EXPECT_EQ(d.claims[3].measure->grid[1].second.size(), 2u);
}

TEST(Parser, ReadsRootsAndWhere) {
  const Document d = parse_document({"", "def f(t) = t^2 - 2\n"
                                         "claim r { forall x in [0, oo) find roots f(x) }\n"
                                         "claim w { forall x in (-oo, oo) find where f(x) < 0 or not x <= 3 }\n"
                                         "claim b { forall x in [0, 1] find where Phi2(x, 1, 1/2) < 1/2 }\n"});
  ASSERT_EQ(d.claims.size(), 3u);
  ASSERT_TRUE(d.claims[0].find && d.claims[1].find);
  EXPECT_EQ(d.claims[0].find->kind, Find::Kind::roots);
  EXPECT_EQ(to_text(d.claims[0].terms, d.claims[0].find->expression, {"x"}), "x^2 - 2");
  EXPECT_EQ(d.claims[0].statement_text, "find roots f(x)");
  EXPECT_NE(d.claims[0].text.find("def f"), std::string::npos);
  const Find& where = *d.claims[1].find;
  EXPECT_EQ(where.kind, Find::Kind::where);
  EXPECT_EQ(where.condition.kind, Condition::Kind::any_of);
  ASSERT_EQ(where.condition.parts.size(), 2u);
  EXPECT_EQ(where.condition.parts[1].relation, Relation::less);  // 3 < x
  EXPECT_EQ(d.claims[1].statement_text, "find where f(x) < 0 or not x <= 3");
  EXPECT_FALSE(d.claims[1].leans_on_external_values());
  EXPECT_TRUE(d.claims[2].leans_on_external_values()) << "the condition of a search counts too";
}

// The text that goes into a certificate: the claim and the definitions it needs, and it says the same.
TEST(Parser, TheTextOfAClaimStandsAlone) {
  for (const Claim& c : parse_document({"", kFile}).claims) {
    const Document again = parse_document({"", c.text});
    ASSERT_EQ(again.claims.size(), 1u);
    EXPECT_EQ(again.claims[0].id, c.id);
    EXPECT_EQ(again.claims[0].text, c.text);
    EXPECT_EQ(again.claims[0].statement_text, c.statement_text);
    EXPECT_EQ(c.text.find("unused"), std::string::npos);
    if (c.show) {
      EXPECT_EQ(to_text(again.claims[0].terms, again.claims[0].show->left, c.variable_names()), to_text(c.terms, c.show->left, c.variable_names()));
    }
  }
}

struct Bad {
  const char* text;
  std::size_t line, column;
  const char* fragment;
};

TEST(Parser, AnInformalClaimKeepsItsSentence) {
  const Claim c = parse_document({"my.claim", "claim a { cost \"twice the width\" informal \"most networks, undefined\" }"}).claims.at(0);
  EXPECT_EQ(c.informal, "most networks, undefined");
  EXPECT_EQ(c.statement_text, "most networks, undefined");
  EXPECT_EQ(c.cost, "twice the width");
  EXPECT_FALSE(c.show || c.measure || c.find);
}

TEST(Parser, ErrorsPointAtTheirPlaceAndSayWhatWasExpected) {
  constexpr Bad kBad[] = {
      {"hello", 1, 1, "expected 'paper', 'def' or 'claim', found 'hello'"},
      {"clam x {}", 1, 1, "did you mean 'claim'?"},
      {"claim a { show 1 < }", 1, 20, "expected an expression, found '}'"},
      {"claim a {\n  show 1 = 1\n}", 2, 10, "a comparison is written '=='"},
      {"claim a {\n  show sqr(2) > 1\n}", 2, 8, "unknown function 'sqr', did you mean 'sqrt'?"},
      {"claim a { forall eps in [0,1] show epx > 0 }", 1, 36, "unknown variable 'epx', did you mean 'eps'?"},
      {"claim a { show x > 0 forall x in [0,1] }", 1, 16, "unknown variable 'x'"},
      {"claim a { show 1 }", 1, 16, "expected a comparison"},
      {"claim a { show 1 < 2 < (3 < 4) }", 1, 24, "expected a number here, found a comparison"},
      {"claim a { show (1 < 2) + 1 > 0 }", 1, 16, "expected a number here"},
      {"claim a { forall x in [0, 1] }", 1, 7, "has no 'show', 'measure', 'find' or 'informal'"},
      {"claim a { shw 1 < 2 }", 1, 11, "did you mean 'show'?"},
      {"claim a { at \"x\" at \"y\" show 1<2 }", 1, 18, "'at' stands twice"},
      {"claim a { show 1<2 find sup 1 }", 1, 20, "one 'show', 'measure', 'find' or 'informal'"},
      {"claim a { show 1<2 }\nclaim a { show 1<2 }", 2, 7, "the id 'a' is used twice"},
      {"def f(x) = f(x)", 1, 12, "unknown function 'f'"},
      {"def f(x) = x\ndef f(x) = x", 2, 5, "'f' is defined twice"},
      {"def f(x, x) = x", 1, 10, "stands twice"},
      {"def sqrt(x) = x", 1, 5, "cannot be used as a name"},
      {"def f(x) = y", 1, 12, "unknown variable 'y'"},
      {"def f(x) x", 1, 10, "expected '=' before the body"},
      {"def f(x) = x + ", 1, 16, "found the end of the file"},
      {"def f(x) = x\nclaim a { show f > 0 }", 2, 16, "'f' is a function; call it as f(...)"},
      {"def f(x) = x\nclaim a { show f(1, 2) > 0 }", 2, 16, "'f' takes 1 argument, 2 given"},
      {"claim a { show max(1) > 0 }", 1, 16, "'max' takes 2 arguments, 1 given"},
      {"claim a { show (1 + 2 > 0 }", 1, 27, "expected ')' to close the parenthesis"},
      {"claim a { forall x in [0, oo] show x >= 0 }", 1, 29, "oo"},
      {"claim a { forall x in [0 1] show x >= 0 }", 1, 26, "expected ',' between the ends"},
      {"claim a { forall x in 1..2 show x >= 0 }", 1, 23, "expected '[' or '('"},
      {"claim a { forall x >= 2 show x >= 0 }", 1, 23, "a real variable is declared as"},
      {"claim a { forall integer m in [1, 2] show m >= 0 }", 1, 31, "expected an expression"},
      {"claim a { forall x in [0,1], x in [0,1] show x >= 0 }", 1, 30, "declared twice"},
      {"claim a { forall pi in [0,1] show pi >= 0 }", 1, 18, "cannot be used as a name"},
      {"claim a { show oo > 1 }", 1, 16, "'oo' is allowed only as an end of a domain"},
      {"claim a { show 2x > 1 }", 1, 17, "write the product as 2*x"},
      {"claim a { show 1 < 2 }}", 1, 23, "expected 'paper', 'def' or 'claim'"},
      {"claim a { at \"open\n show 1 < 2 }", 1, 14, "no closing quote on its line"},
      {"claim a { show 1 $ 2 }", 1, 18, "not part of the language"},
      {"claim a { show 2^1000001 > 1 }", 1, 17, "an integer exponent may be at most 1000000"},
      {"claim a { show 1e9999999999 > 1 }", 1, 16, "this number is too long"},
      {"claim a { find max 3 }", 1, 16, "expected 'sup', 'inf', 'roots' or 'where' after 'find', found 'max'"},
      {"claim a { forall x in [0, 1] find root x }", 1, 35, "did you mean 'roots'?"},
      {"claim a { find where 1 < 2 }", 1, 16, "'find where' is for claims with one variable, a real one"},
      {"claim a { forall x in [0, 1], y in [0, 1] find roots x - y }", 1, 48, "'find roots' is for claims with one variable"},
      {"claim a { forall integer m in 1..3 find roots m }", 1, 41, "'find roots' is for claims with one variable, a real"},
      {"claim a { forall x in [0, 1] find where x }", 1, 41, "expected a comparison"},
      {"claim a { forall x in [0, 1] find roots x < 1 }", 1, 43, "expected a clause"},
      {"claim a { forall x in [0, 1] find roots }", 1, 41, "expected an expression"},
      {"claim a { measure x over x in {x} }", 1, 32, "unknown variable 'x'"},
      {"claim a { measure x over x in {1}, x in {2} }", 1, 36, "stands twice in the grid"},
      {"claim a { measure pi over pi in {1} }", 1, 27, "cannot be used as a name"},
      {"claim a { measure 1 over 1 in {1} }", 1, 26, "expected a variable of the measure"},
      {"paper a \"t\"\npaper b \"u\"", 2, 7, "one 'paper' line"},
      {"\t\xff\xfe", 1, 2, "not part of the language"},
      {"claim", 1, 6, "expected the id of the claim"},
  };
  for (const Bad& bad : kBad) {
    try {
      parse_document({"my.claim", bad.text});
      ADD_FAILURE() << "accepted: " << bad.text;
    } catch (const SyntaxError& error) {
      const std::string what = error.what();
      EXPECT_EQ(error.line(), bad.line) << what;
      EXPECT_EQ(error.column(), bad.column) << what;
      EXPECT_NE(what.find(bad.fragment), std::string::npos) << what << "\n expected: " << bad.fragment;
      EXPECT_EQ(what.find("my.claim:" + std::to_string(bad.line) + ":" + std::to_string(bad.column) + ": "), 0u) << what;
      // The caret stands under the column: two blanks of indent, then column - 1.
      EXPECT_EQ(what.substr(what.rfind('\n')), "\n" + std::string(bad.column + 1, ' ') + "^") << what;
      for (const char c : what) EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~')) << what;
    }
  }
  EXPECT_THROW(parse_document({"", kPaper}), SyntaxError);  // a string stays on its line
}

}  // namespace
}  // namespace certibound::language::test
