// Scripts and the claims made of them, as text; errors with their places; texts no person writes.
#include <certibound/smt/script.hpp>

#include <gtest/gtest.h>

#include <chrono>

namespace certibound::smt {
namespace {

using language::SyntaxError;

std::vector<Question> read(const std::string& text) { return read_script({"dir/some.smt2", text}, "some"); }

const std::string kReals = "(declare-fun x () Real)(declare-const y Real)";

struct Reading {
  const char* script;     // after the declarations of x and y
  const char* domain;     // of the claim
  const char* statement;  // without `not ( )`
};

void expect_reading(const Reading& reading, const std::string& declarations) {
  const std::vector<Question> questions = read(declarations + reading.script + "(check-sat)");
  ASSERT_EQ(questions.size(), 1U);
  EXPECT_EQ(questions[0].claim.domain_text, reading.domain) << reading.script;
  EXPECT_EQ(questions[0].claim.statement_text, "not (" + std::string(reading.statement) + ")") << reading.script;
}

TEST(Script, BoundsBecomeTheDomainAndTheRestTheGoal) {
  const Reading readings[] = {
      {"(assert (< (* x x) x))", "x in (-oo, oo)", "x*x < x"},
      {"(assert (<= 0 x))(assert (< x 1.5))(assert (> (exp x) y))", "x in [0, 3/2), y in (-oo, oo)", "y < exp(x)"},
      {"(assert (and (not (<= x 0)) (not (< 2 x)) (= (sin x) 1)))", "x in (0, 2]", "sin(x) == 1"},
      {"(assert (= x (/ 1 3)))(assert (< x y 7))", "x in [1/3, 1/3], y in (-oo, 7)", "x < y"},
      {"(assert (>= x 0 ))(assert (>= x 1))(assert (> x 1))(assert (< (cos x) 0))", "x in (1, oo)", "cos(x) < 0"},
      {"(assert (> x 1))(assert (< x 1))", "x in (1, oo)", "x < 1"},                // they exclude each other
      {"(assert (> x 1))(assert (<= x 1))(assert (< y 0))", "x in (1, oo)", "x <= 1"},  // y is left out
      {"(assert (> x 1))(assert (<= y 1))", "x in (1, oo), y in (-oo, 1]", "0 < 1"},
      {"(assert true)(assert (or false (< 2 1)))", "", "1 < 0"},
      {"(assert (not (or (< x 0) (> y (- 1)) (= (* x y) 0))))", "x in [0, oo), y in (-oo, -1]", "x*y != 0"}};
  for (const Reading& reading : readings) expect_reading(reading, kReals);
}

TEST(Script, TermsAreWrittenInTheClaimLanguage) {
  const Reading readings[] = {
      {"(assert (> (- x) (- x y 1) ))", "x in (-oo, oo), y in (-oo, oo)", "x - y - 1 < -x"},
      {"(assert (> (/ x y (* 2 y)) (* (- x) (- y) (- 3))))", "x in (-oo, oo), y in (-oo, oo)", "-x*(-y)*(-3) < x/y/(2*y)"},
      {"(assert (= (^ x 2) (pow (+ x 1) (- 3)) (pow x 0.5)))", "x in (-oo, oo)", "x^2 == (x + 1)^(-3) and (x + 1)^(-3) == x^(1/2)"},
      {"(assert (distinct (arcsin x) (arccos x) (arctan x)))", "x in (-oo, oo)",
       "asin(x) != acos(x) and asin(x) != atan(x) and acos(x) != atan(x)"},
      {"(assert (<= (min x y 0) (tanh (cbrt (abs (erf x))))))", "x in (-oo, oo), y in (-oo, oo)",
       "min(min(x, y), 0) <= tanh(cbrt(abs(erf(x))))"},
      {"(assert (> (ite (< x y) x y) (ite (<= 0 y) y (- y))))", "x in (-oo, oo), y in (-oo, oo)", "abs(y) < min(x, y)"},
      {"(assert (> (ite (< x 0) (exp y) 2) y))", "x in (-oo, oo), y in (-oo, oo)",
       "(x < 0 and y < exp(y)) or (x >= 0 and y < 2)"},
      {"(assert (= (sin x) real.pi -1))", "x in (-oo, oo)", "sin(x) == pi and pi == -1"}};
  for (const Reading& reading : readings) expect_reading(reading, kReals);
}

TEST(Script, LiteralsAreTheNumbersTheySpell) {
  const std::pair<const char*, const char*> literals[] = {
      {"0.1", "1/10"},   {"#x1F", "31"},      {"#b101", "5"},       {"0x1.8p-3", "3/16"}, {"1e-2", "1/100"},
      {"25/7", "25/7"},  {"(- 2.50)", "-5/2"}, {"(/ 2 (- 6))", "-1/3"}, {"-7", "-7"},      {"(/ 1 (/ 1 3))", "3"},
      {"(+ 1 0.5)", "3/2"}, {"(* 2 3 0.5)", "3"}, {"100000000000000000000000001", "100000000000000000000000001"}};
  for (const auto& [written, meant] : literals) {
    const std::string script = kReals + "(assert (< (sin x) " + written + "))(check-sat)";
    EXPECT_EQ(read(script)[0].claim.statement_text, "not (sin(x) < " + std::string(meant) + ")") << written;
  }
}

TEST(Script, IntegersAndBooleansAreIntegers) {
  const std::string declarations = "(declare-fun n () Int)(declare-fun b () Bool)(declare-fun x () Real)";
  const Reading readings[] = {
      {"(assert (> n 2))(assert (< n 9.5))(assert (< (sin n) 0))", "integer n in 3..9", "sin(n) < 0"},
      {"(assert (>= n (- 1.5)))(assert (= (to_real n) (* n n)))", "integer n >= -1", "n == n*n"},
      {"(assert (xor b (< (sin x) 0)))", "integer b in 0..1, x in (-oo, oo)",
       "(b == 1 and sin(x) >= 0) or (b != 1 and sin(x) < 0)"},
      {"(assert (= b (= (sin x) 0)))(assert b)", "integer b in 1..1, x in (-oo, oo)",
       "(b == 1 and sin(x) == 0) or (b != 1 and sin(x) != 0)"},
      {"(assert (and (<= 5 n) (<= n 3)))", "integer n >= 5", "n <= 3"}};
  for (const Reading& reading : readings) expect_reading(reading, declarations);
}

TEST(Script, BoundsMayStandInTheDeclarationAsDRealWritesThem) {
  const Reading reading{"(assert (< (sin x) k))", "x in [-1/2, 3], integer k in 0..5", "sin(x) < k"};
  expect_reading(reading, "(declare-fun x () Real [-0.5, (+ 1 2)])(declare-const k Int [0,5])");
}

TEST(Script, LetAndDefinedFunctionsAreScopedLexically) {
  // The let of x inside does not reach the body of f, and both values of a let are read outside of it.
  const std::vector<Question> questions = read(
      kReals + "(define-fun f ((a Real) (p Bool)) Real (ite p (+ a x) a))"
               "(define-const k Real 2.0)"
               "(assert (let ((x (* k y)) (y x)) (< (sin y) (f x (< 1 2)))))(check-sat)");
  EXPECT_EQ(questions[0].claim.statement_text, "not (sin(x) < 2*y + x)");
}

TEST(Script, NamesThatTheLanguageDoesNotHaveAreReplacedAndTold) {
  const std::vector<Question> questions =
      read("(declare-fun |a b| () Real)(declare-fun gamma () Real)(declare-fun a_b () Real)(declare-fun x!1 () Real)"
           "(assert (< (* |a b| gamma a_b x!1) 0))(check-sat)");
  EXPECT_EQ(questions[0].claim.statement_text, "not (a_b_2*gamma_2*a_b*x_1 < 0)");
  EXPECT_EQ(questions[0].claim.reads,
            "the script's a b is a_b_2; the script's gamma is gamma_2; the script's x!1 is x_1");
}

TEST(Script, EachCheckSatIsAQuestionWithItsStatus) {
  const std::vector<Question> questions = read("(set-logic QF_NRA)\n(set-info :source |any\n thing|)\n(declare-fun x () Real)\n"
                                               "(set-info :status sat)\n(assert (> x 1))\n(check-sat)\n(get-model)\n"
                                               "(assert (! (< x 1) :named low)) ; more\n(check-sat)(exit)(nonsense)");
  ASSERT_EQ(questions.size(), 2U);
  EXPECT_EQ(questions[0].claim.id, "some.1");
  EXPECT_EQ(questions[0].claim.at, "some.smt2, check-sat in line 7");
  EXPECT_EQ(questions[0].claim.domain_text, "x in (1, oo)");
  EXPECT_EQ(questions[0].status, Answer::sat);
  EXPECT_EQ(questions[0].status_line, 5U);
  EXPECT_EQ(questions[1].claim.id, "some.2");
  EXPECT_EQ(questions[1].line, 10U);
  EXPECT_EQ(questions[1].status, std::nullopt);
}

TEST(Script, SharedAndDeepTermsBecomeDefinitions) {
  std::string sum = "x", doubled = "(+ x y)";
  for (int k = 1; k <= 150; ++k) sum = "(+ (sin " + sum + ") " + std::to_string(k) + ")";
  std::string lets, closing;
  for (int k = 1; k <= 40; ++k) {  // written out it had 2^40 terms
    lets += "(let ((t" + std::to_string(k) + " (* (+ 1 " + doubled + ") " + doubled + "))) ";
    doubled = "t" + std::to_string(k);
    closing += ")";
  }
  const std::vector<Question> questions =
      read(kReals + "(assert (< " + sum + " 0))(assert " + lets + "(< 0 " + doubled + ")" + closing + ")(check-sat)");
  EXPECT_NE(questions[0].claim.text.find("def part1("), std::string::npos);
  EXPECT_LT(questions[0].claim.text.size(), 20'000U);
  EXPECT_GT(questions[0].claim.terms.size(), 400U);
}

struct Wrong {
  const char* script;
  std::size_t line, column;
  const char* fragment;
};

TEST(Script, ErrorsNameThePlaceAndTheReason) {
  const Wrong wrongs[] = {
      {"(declare-fun x () Real)\n  (push 1)", 2, 4, "'push' is not read"},
      {"(pop 1)", 1, 2, "'pop' is not read"},
      {"(check-sot)", 1, 2, "did you mean 'check-sat'?"},
      {"(set-logic QF_BV)", 1, 12, "the logic 'QF_BV' is not read"},
      {"(declare-fun f (Real) Real)", 1, 16, "only () is read"},
      {"(declare-fun x () String)", 1, 19, "expected the sort Real, Int or Bool"},
      {"(declare-fun x () Real)(declare-const x Real)", 1, 39, "declared twice"},
      {"(declare-fun and () Real)", 1, 14, "has its meaning in SMT-LIB"},
      {"(declare-fun x () Real)\n(assert (< (sine x) 0))", 2, 13, "did you mean 'sin'?"},
      {"(assert (< radius 0))", 1, 12, "unknown name 'radius'"},
      {"(declare-fun x () Real)(assert (and x))", 1, 37, "expected a Bool here, found a number"},
      {"(assert (< true 0))", 1, 12, "expected a number here, found a Bool"},
      {"(assert (not true false))", 1, 9, "'not' takes 1 argument, 2 given"},
      {"(assert (< 1))", 1, 9, "'<' takes at least 2 arguments, 1 given"},
      {"(assert (forall ((x Real)) true))", 1, 10, "quantifiers are not read"},
      {"(assert (= 1 (mod 5 2)))", 1, 15, "remainders are not read"},
      {"(assert (< 1 1x2))", 1, 14, "this is no number"},
      {"(assert (< 1 1/0))", 1, 14, "this is no number"},
      {"(assert (< 1 #xG))", 1, 14, "this is no number"},
      {"(declare-fun x () Real)(assert (< 0 (^ x 10000000)))", 1, 42, "at most 1000000 in size"},
      {"(assert (let ((a 1) (a 2)) true))", 1, 21, "bound twice"},
      {"(assert (let (a) true))", 1, 15, "expected (NAME TERM)"},
      {"(assert true", 1, 1, "never closed"},
      {"(assert true))", 1, 14, "closes nothing"},
      {"check-sat", 1, 1, "expected a command in parentheses"},
      {"(assert \"text)", 1, 9, "no closing quote"},
      {"(set-info :status |sat)", 1, 19, "never closed"},
      {"(set-info :status maybe)", 1, 19, "expected sat, unsat or unknown"},
      {"(assert {1})", 1, 9, "not part of SMT-LIB"},
      {"(declare-fun x () Real [0; 1])", 1, 1, "never closed"},
      {"(declare-fun x () Real (0, 1])", 1, 1, "never closed"},
      {"(declare-fun x () Real [0 1 2 3)", 1, 27, "as [LOWER, UPPER]"},
      {"(declare-const p Bool [0, 1])", 1, 23, "a Bool has no bounds"},
      {"(assert (< [ 1))", 1, 12, "unknown name '['"},
      {"(declare-fun n () Int)\n(assert (< (sin n) 0))(check-sat)", 1, 14, "lower bound"},
      {"(define-fun f ((a Real) (a Real)) Real a)", 1, 25, "stands twice"},
      {"(define-fun f ((a Real)) Bool a)", 1, 31, "expected a Bool"}};
  for (const Wrong& wrong : wrongs) {
    try {
      read(wrong.script);
      ADD_FAILURE() << "was read: " << wrong.script;
    } catch (const SyntaxError& error) {
      EXPECT_EQ(error.line(), wrong.line) << error.what();
      EXPECT_EQ(error.column(), wrong.column) << error.what();
      EXPECT_NE(std::string(error.what()).find(wrong.fragment), std::string::npos) << error.what();
    }
  }
}

std::string repeat(const std::string& part, int times) {
  std::string out;
  for (int k = 0; k < times; ++k) out += part;
  return out;
}

std::string asserted(const std::string& term) { return kReals + "(assert " + term + ")(check-sat)"; }

// A question whose Boolean structure doubles at every let.
std::string doubling_lets(int times) {
  std::string out, before = "(< (sin x) y)";
  for (int k = 0; k < times; ++k) {
    const std::string name = "b" + std::to_string(k);
    out += "(let ((" + name + " (xor " + before + " (< (sin " + std::to_string(k) + ") x)))) ";
    before = name;
  }
  return out + before + repeat(")", times);
}

std::string many_choices(int times) {
  std::string out = "(< 0 (+";
  for (int k = 0; k < times; ++k) out += " (ite (< (sin " + std::to_string(k) + ") x) (cos x) y)";
  return out + "))";
}

TEST(HostileScript, EndsInAnErrorAndNotInACrashOrAHang) {
  const std::pair<std::string, const char*> texts[] = {
      {repeat("(", 1'000'000), "never closed"},
      {repeat("(", 900'000) + repeat(")", 900'000), "expected a command"},
      {asserted(repeat("(not ", 100'000) + "true" + repeat(")", 100'000)), "500 levels deep"},
      {asserted("(< 0 " + repeat("(sin ", 100'000) + "x" + repeat(")", 100'000) + ")"), "500 levels deep"},
      {asserted("(< 0 " + repeat("(let ((x (sin x))) ", 3'000) + "x" + repeat(")", 3'000) + ")"), "1500 operations deep"},
      {asserted("(< 0 (+" + repeat(" x", 5'000) + "))"), "2000 operations deep"},
      {asserted("(distinct" + repeat(" x", 20'000) + ")"), "more sides"},
      {asserted("(< " + repeat("9", 5'000) + " x)"), "4096 digits"},
      {asserted("(< 1e999999999 x)"), "no number"},
      {asserted("(< (* " + repeat("1e4000 ", 100) + ") (sin x))"), ""},
      {asserted(doubling_lets(60)), "more than 1000 comparisons"},
      {asserted(many_choices(60)), ""},
      {repeat("(check-sat)", 300'000), "more than 1000 check-sats"},
      {std::string(5u << 20, ' '), "4 MiB"},
      {std::string("(assert \0 true)", 15), "not part of SMT-LIB"},
      {"(assert (< \xff\xfe 0))", "not part of SMT-LIB"},
      {"", ""},
      {"()", "expected a command"},
      {"((a) b)", "expected a command"},
      {"(assert)", "expected (assert TERM)"},
      {"(assert ())", "found ()"},
      {"(assert ((x) y))", "expected the name of a function"},
      {"(declare-fun)", "expected (declare-fun"},
      {"(define-fun f x Real 1)", "parameters in parentheses"},
      {"(set-info)", ""}};
  for (const auto& [text, fragment] : texts) {
    const auto start = std::chrono::steady_clock::now();
    std::string message;
    try {
      read(text);
    } catch (const SyntaxError& error) {
      message = error.what();
    }
    EXPECT_NE(message.find(fragment), std::string::npos) << text.substr(0, 80) << "\n" << message;
    EXPECT_LT(message.size(), 2'000U);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5)) << text.substr(0, 80);
  }
}

TEST(HostileScript, ManyVariablesAreRefused) {
  std::string text, sum;
  for (int k = 0; k < 60; ++k) {
    text += "(declare-fun x" + std::to_string(k) + " () Real)";
    sum += " x" + std::to_string(k);
  }
  EXPECT_THROW(read(text + "(assert (< 0 (+" + sum + ")))(check-sat)"), SyntaxError);
}

TEST(FileNames, BecomeIds) {
  EXPECT_EQ(id_of_file("a/b/ex-1.smt2"), "ex_1");
  EXPECT_EQ(id_of_file("1.smt2"), "v_1");
  EXPECT_EQ(id_of_file(".smt2"), "_smt2");
  EXPECT_EQ(id_of_file(""), "v_");
}

}  // namespace
}  // namespace certibound::smt
