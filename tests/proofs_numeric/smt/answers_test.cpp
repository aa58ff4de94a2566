// Small benchmarks with a known status, decided as `certibound prove` decides them: by the search, then the checker.
#include <certibound/audit/decide_claim.hpp>
#include <certibound/kernel/verify.hpp>
#include <certibound/smt/script.hpp>

#include <gtest/gtest.h>

namespace certibound::smt {
namespace {

struct Benchmark {
  const char* name;
  const char* script;
  Answer answer;
};

// The status of each is mathematics: a proof in the remark, or a solution anybody can put in.
const Benchmark kBenchmarks[] = {
    {"square", "(assert (< (* x x) 0))", Answer::unsat},
    {"touching_parabola", "(assert (and (<= 0 x 1) (> (* x x) x)))", Answer::unsat},
    {"open_parabola", "(assert (and (< 0 x 1) (>= (* x x) x)))", Answer::unsat},
    {"closed_parabola", "(assert (and (<= 0 x 1) (>= (* x x) x)))", Answer::sat},  // x = 0
    {"jordan", "(assert (and (<= 0 x 1.5) (> (sin x) x)))", Answer::unsat},
    {"exp_tangent", "(assert (and (<= (- 2) x 2) (< (exp x) (+ 1 x))))", Answer::unsat},  // convex, tangent at 0
    {"log_tangent", "(assert (and (<= 0.5 x 3) (> (log x) (- x 1))))", Answer::unsat},
    {"log_strict", "(assert (and (<= 0.5 x 3) (>= (log x) (- x 1))))", Answer::sat},  // x = 1
    {"circle_and_line", "(assert (and (<= (+ (* x x) (* y y)) 1) (> (+ x y) 1.5)(<= (- 2) x 2)(<= (- 2) y 2)))", Answer::unsat},
    {"circle_meets", "(assert (and (<= (+ (* x x) (* y y)) 1) (> (+ x y) 1.4)(<= 0 x 1)(<= 0 y 1)))", Answer::sat},
    {"bounds_exclude", "(assert (> x 2))(assert (< x 2))", Answer::unsat},
    {"bounds_meet", "(assert (>= x 2))(assert (<= x 2))", Answer::sat},
    {"open_bounds_meet", "(assert (> x 2))(assert (<= x 2))", Answer::unsat},
    {"choice", "(assert (let ((a (ite (< x 0) (- x) x))) (and (<= (- 1) x 1) (< a (* x x)))))", Answer::unsat},
    {"cases", "(assert (and (<= (- 1) x 1) (< (ite (< x 0) (+ x 3) (- 3 x)) 2)))", Answer::unsat},
    {"implication", "(assert (=> (< x 5) (< y 0)))(assert (and (< 1 x 4) (> y 0)))", Answer::unsat},
    {"xor", "(assert (xor (< x 0) (>= x 0)))(assert (xor (< x 1) (< x 2)))", Answer::sat},  // x = 1
    {"distinct", "(assert (distinct x y))(assert (= x 1))(assert (= y 1))", Answer::unsat},
    {"arctangent", "(assert (and (<= 0 x 10) (>= (arctan x) 1.5708)))", Answer::unsat},  // pi/2 < 1.5708
    {"arctangent_reached", "(assert (and (<= 0 x 100) (>= (arctan x) 1.5)))", Answer::sat},
    {"half_power", "(assert (and (<= 1 x 4) (> (pow x 0.5) x)))", Answer::unsat},
    {"integer", "(assert (and (<= 2 n) (< n 3) (distinct n 2)))", Answer::unsat},
    {"integer_root", "(assert (and (<= 0 n 50) (= (* n n) 1369)))", Answer::sat},    // 37
    {"no_integer_root", "(assert (and (<= 0 n 50) (= (* n n) 1370)))", Answer::unsat},
    {"propositions", "(assert (and (or p q) (not p) (=> q p)))", Answer::unsat},
    {"mixed", "(assert (= p (< (exp x) 2)))(assert p)(assert (<= 1 x 2))", Answer::unsat},
    {"undefined", "(assert (and (<= (- 1) x 1) (> (log x) 7)))", Answer::unknown},  // open in SMT-LIB for x <= 0
    {"division_by_zero", "(assert (and (<= 0 x 1) (= (/ 1 x) 0)))", Answer::unknown},
    {"trivially_true", "(assert true)", Answer::sat},
    {"trivially_false", "(assert (< 2 1))", Answer::unsat},
};

prover::Options quick() {
  prover::Options options;
  options.seconds = 2;
  return options;
}

Question question_of(const Benchmark& benchmark) {
  const std::string declarations = "(set-logic QF_NRA)(declare-fun x () Real)(declare-fun y () Real)(declare-fun n () Int)"
                                   "(declare-fun p () Bool)(declare-fun q () Bool)";
  std::vector<Question> questions =
      read_script({benchmark.name, std::string(declarations) + benchmark.script + "(check-sat)"}, benchmark.name);
  return std::move(questions.at(0));
}

TEST(Answers, AreThoseOfKnownBenchmarks) {
  for (const Benchmark& benchmark : kBenchmarks) {
    const Question question = question_of(benchmark);
    const audit::Decided decided = audit::decide_claim(question.claim, quick());
    EXPECT_EQ(to_string(answer_of(decided.finding.verdict)), to_string(benchmark.answer)) << question.claim.text;
  }
}

// The certificate holds the text of the claim and is accepted from its own text.
TEST(Answers, HaveCertificatesThatTheCheckerAccepts) {
  for (const Benchmark& benchmark : kBenchmarks) {
    if (benchmark.answer == Answer::unknown) continue;
    const Question question = question_of(benchmark);
    const audit::Decided decided = audit::decide_claim(question.claim, quick());
    ASSERT_TRUE(decided.certificate) << benchmark.name;
    EXPECT_EQ(decided.certificate->claim_text, question.claim.text);
    EXPECT_EQ(answer_of(kernel::verify(read_certificate(write_certificate(*decided.certificate))).verdict), benchmark.answer);
  }
}

TEST(Answers, AreWordsOfSmtLib) {
  EXPECT_EQ(answer_of(Verdict::vacuous), Answer::unknown);
  EXPECT_EQ(answer_of(Verdict::ill_posed), Answer::unknown);
  EXPECT_EQ(answer_of(Verdict::checked), Answer::unknown);
  EXPECT_EQ(to_string(Answer::unsat), "unsat");
}

}  // namespace
}  // namespace certibound::smt
