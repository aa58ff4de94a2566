// The search for sums of squares, part by part, and what the checker says of it.
#include "gram.hpp"
#include "linear_exact.hpp"
#include "semidefinite.hpp"

#include <certibound/kernel/verify.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/prove.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace certibound::prover {
namespace {

constexpr unsigned kSeed = 20261130;
const std::function<bool()> kNever = [] { return false; };

language::Claim claim_of(const std::string& body) {
  return language::parse_document({"test", "claim c { " + body + " }\n"}).claims.at(0);
}

// The difference of the goal of a claim as a polynomial.
struct Read {
  language::Claim claim;
  std::vector<std::string> names;
  std::unique_ptr<Ring> ring;
  Multinomial p;
};
Read read(const std::string& domain, const std::string& expression) {
  Read out{claim_of("forall " + domain + " show 0 <= " + expression), {}, nullptr, {}};
  out.names = out.claim.variable_names();
  out.ring = std::make_unique<Ring>(out.claim.terms, std::vector{out.claim.show->right}, out.names);
  out.p = out.ring->polynomial(out.claim.show->right).value();
  return out;
}

Multinomial total(const Ring& ring, const std::vector<GramBlock>& blocks, const std::vector<WeightedSquare>& squares) {
  Multinomial out;
  for (const WeightedSquare& s : squares) {
    EXPECT_GT(s.factor, 0);
    out = sum(out, scaled(ring.product(blocks[s.block].weight, ring.product(s.root, s.root)), s.factor));
  }
  return out;
}

TEST(Ring, MultipliesAndReducesByRelations) {
  const Read r = read("x in [0, 1], t in [0, 1]", "(x + sin(t))^2 + cos(t)^2 + sqrt(x + 1)^4");
  EXPECT_TRUE(r.ring->has_relations());
  EXPECT_EQ(r.ring->text(r.p), "2*x^2 + 2*x*sin(t) + 2*x + 2");
  const Read q = read("x in [0, 1], y in [0, 1]", "(x - y/2)^3 - x");
  EXPECT_EQ(q.ring->text(q.p), "x^3 - 3/2*x^2*y + 3/4*x*y^2 - x - 1/8*y^3");
  EXPECT_EQ(value_at(q.p, std::vector<Rational>{Rational(1), Rational(1, 3)}), Rational(125, 216) - 1);
  EXPECT_EQ(degree(q.p), 3);
  EXPECT_EQ(degree(q.p, 0), 3);
}

TEST(Ring, LeavesOutWhatIsNoPolynomial) {
  const language::Claim claim = claim_of("forall x in [1, 2] show 0 <= 1/x + x");
  const auto names = claim.variable_names();
  const Ring ring(claim.terms, {claim.show->right}, names);
  EXPECT_FALSE(ring.polynomial(claim.show->right).has_value());
}

TEST(LinearExact, EchelonFindsContradictionsAndRepetitions) {
  const std::vector<ExactEquation> good{{{{0, 1}, {1, 2}}, 3}, {{{0, 2}, {1, 4}}, 6}, {{{1, 1}, {2, -1}}, 0}};
  const auto solved = echelon(good);
  ASSERT_TRUE(solved);
  EXPECT_EQ(solved->independent, (std::vector<std::size_t>{0, 2}));
  std::vector<Rational> x(3, Rational(7, 5));
  complete(*solved, x);
  for (const ExactEquation& e : good) {
    Rational left = 0;
    for (const auto& [column, c] : e.row) left += c * x[column];
    EXPECT_EQ(left, e.right);
  }
  EXPECT_FALSE(echelon({{{{0, 1}}, 1}, {{{0, 3}}, 2}}));
}

TEST(LinearExact, SquaresOfMatrixDecidesSemidefiniteness) {
  EXPECT_TRUE(squares_of_matrix({{Rational(1), Rational(1)}, {Rational(1), Rational(1)}}));
  EXPECT_FALSE(squares_of_matrix({{Rational(1), Rational(1)}, {Rational(1), Rational(999999, 1000000)}}));
  EXPECT_FALSE(squares_of_matrix({{Rational(0), Rational(1)}, {Rational(1), Rational(5)}}));
  EXPECT_FALSE(squares_of_matrix({{Rational(-1)}}));
  const auto zero = squares_of_matrix({{Rational(0), Rational(0)}, {Rational(0), Rational(2)}});
  ASSERT_TRUE(zero);
  EXPECT_EQ(zero->size(), 1u);
}

TEST(LinearExact, OrthogonalComplement) {
  const auto rows = orthogonal({{Rational(1), Rational(1), Rational(1)}, {Rational(2), Rational(2), Rational(2)}}, 3);
  ASSERT_EQ(rows.size(), 2u);
  for (const auto& row : rows) EXPECT_EQ(row[0] + row[1] + row[2], 0);
}

TEST(Semidefinite, EigenvaluesOfAKnownMatrix) {
  Matrix a(3);  // 2 on the diagonal, -1 beside it: 2 - sqrt(2), 2, 2 + sqrt(2)
  for (std::size_t i = 0; i < 3; ++i) a(i, i) = 2;
  a(0, 1) = a(1, 0) = a(1, 2) = a(2, 1) = -1;
  const Eigen e = eigen(a);
  EXPECT_NEAR(e.values[0], 2 - std::sqrt(2), 1e-12);
  EXPECT_NEAR(e.values[1], 2, 1e-12);
  EXPECT_NEAR(e.values[2], 2 + std::sqrt(2), 1e-12);
}

// X with X11 = 1, X22 = c and X12 = 1: positive definite exactly for c > 1.
TEST(Semidefinite, TellsInteriorFromInfeasible) {
  const auto with = [](double c) {
    return SdpProblem{{2}, {{{{0, 0, 0, 1}}, 1}, {{{0, 1, 1, 1}}, c}, {{{0, 0, 1, 0.5}}, 1}}};
  };
  const SdpSolution good = solve(with(2), kNever);
  EXPECT_EQ(good.status, Feasibility::interior);
  EXPECT_NEAR(good.x[0](0, 1), 1, 1e-9);
  EXPECT_EQ(solve(with(0.5), kNever).status, Feasibility::infeasible);
  EXPECT_NE(solve(with(1), kNever).status, Feasibility::infeasible);
}

std::vector<Multinomial> monomials(const Ring& ring, int total) {
  std::vector<Multinomial> out;
  for (int d = total; d >= 0; --d) {
    for (int k = d; k >= 0; --k) out.push_back(ring.product(ring.atom(0, k), ring.atom(1, d - k)));
  }
  return out;
}

TEST(Gram, TheIdentityIsExact) {
  const Read r = read("x in [0, 1], y in [0, 1]", "(x^2 + y^2 + 1)*(x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2)");
  const std::vector<GramBlock> blocks{{r.ring->constant(1), monomials(*r.ring, 4)}};
  const auto found = sum_of_squares(*r.ring, r.p, blocks, {{Rational(1), Rational(1)}}, kNever);
  ASSERT_TRUE(found);
  EXPECT_EQ(total(*r.ring, blocks, *found), r.p);
}

// Zeros at irrational points, told to nobody: the kernel shows in the numerical solution.
TEST(Gram, ReducesToTheKernelItSees) {
  const Read r = read("x in [0, 1], y in [0, 1]", "(x^2 - 2*y^2)^2 + (x^2*y - 2*y)^2");
  const std::vector<GramBlock> blocks{{r.ring->constant(1), monomials(*r.ring, 3)}};
  const auto found = sum_of_squares(*r.ring, r.p, blocks, {}, kNever);
  ASSERT_TRUE(found);
  EXPECT_EQ(total(*r.ring, blocks, *found), r.p);
}

TEST(Gram, MotzkinsPolynomialIsNoSumOfSquares) {
  const Read r = read("x in [0, 1], y in [0, 1]", "x^4*y^2 + x^2*y^4 + 1 - 3*x^2*y^2");
  const std::vector<GramBlock> blocks{{r.ring->constant(1), monomials(*r.ring, 3)}};
  EXPECT_FALSE(sum_of_squares(*r.ring, r.p, blocks, {}, kNever));
}

// Random sums of squares of degree 4 that are moved down by what they take at a point: true or false, whatever is found is exact.
TEST(Gram, NothingFalseAmongRandomForms) {
  std::mt19937 random(kSeed);
  int positive = 0, negative = 0;
  for (int k = 0; k < 40; ++k) {
    std::string text = "0";
    const auto c = [&] { return std::to_string(static_cast<int>(random() % 7) - 3); };
    for (int s = 0; s < 4; ++s) {
      text += " + (" + c() + "*x^2 + (" + c() + ")*x*y + (" + c() + ")*y^2 + (" + c() + ")*x + (" + c() + ")*y + (" + c() + "))^2";
    }
    const bool down = k % 2 == 1;
    const Read whole = read("x in [0, 1], y in [0, 1]", text + " + 1/3");
    const std::vector<Rational> point{Rational(static_cast<long>(random() % 5) - 2), Rational(static_cast<long>(random() % 5) - 2)};
    const Rational shift = down ? Rational(value_at(whole.p, point) + Rational(1, 100)) : Rational(0);
    const Multinomial target = sum(whole.p, scaled(whole.ring->constant(1), -shift));
    const std::vector<GramBlock> blocks{{whole.ring->constant(1), monomials(*whole.ring, 2)}};
    const auto found = sum_of_squares(*whole.ring, target, blocks, {}, kNever);
    if (found) {
      ++positive;
      EXPECT_EQ(total(*whole.ring, blocks, *found), target) << "seed " << kSeed << " " << text;
    }
    if (down) {
      ++negative;
      EXPECT_FALSE(found) << "seed " << kSeed << " " << text;
    }
  }
  EXPECT_EQ(negative, 20);
  EXPECT_EQ(positive, 20);
}

// A certificate whose step is edited: another number, weight, root or sign anywhere in its words is refused.
TEST(Squares, EditedCertificatesAreRefused) {
  const language::Claim claim = claim_of(
      "forall x in (-oo, oo), y in (-oo, oo) show x^4*y^2 + x^2*y^4 + 1 >= 3*x^2*y^2");
  const Proposal found = prove(claim, {});
  ASSERT_EQ(found.verdict, Verdict::proved);
  const Certificate& good = found.certificate.value();
  const std::string text = write_certificate(good);
  ASSERT_NE(text.find("squares {"), std::string::npos) << text;
  EXPECT_EQ(kernel::verify(read_certificate(text)).verdict, Verdict::proved);
  const std::size_t from = text.find("squares {"), to = text.find('\n', from);
  int refused = 0;
  for (std::size_t at = from; at < to; ++at) {
    for (const char c : {'0', '2', '7', '-', '+', 'x', 'y'}) {
      std::string edited = text;
      if (edited[at] == c) continue;
      edited[at] = c;
      try {
        // What is accepted has to say the same: (-x y + 1)^2 for (x y - 1)^2.
        EXPECT_EQ(kernel::verify(read_certificate(edited)).verdict, Verdict::proved);
        EXPECT_NE(edited.find("3*x^2*y^2"), std::string::npos);
      } catch (const Rejected&) {
        ++refused;
      }
    }
  }
  EXPECT_GT(refused, 500);
}

TEST(Squares, AProofDoesNotServeANeighbour) {
  const std::string body = "forall x in [0, oo), y in [0, oo), z in [0, oo) show x^3 + y^3 + z^3 >= ";
  const Proposal found = prove(claim_of(body + "3*x*y*z"), {});
  ASSERT_EQ(found.verdict, Verdict::proved);
  for (const std::string other : {"3.0001*x*y*z", "3*x*y*z + 1/1000000", "3*x*y*y"}) {
    Certificate changed = found.certificate.value();
    changed.claim_text = claim_of(body + other).text;
    EXPECT_THROW(kernel::verify(changed), Rejected) << other;
  }
  Certificate wider = found.certificate.value();
  wider.claim_text = claim_of("forall x in [-1, oo), y in [0, oo), z in [0, oo) show x^3 + y^3 + z^3 >= 3*x*y*z").text;
  EXPECT_THROW(kernel::verify(wider), Rejected);
}

}  // namespace
}  // namespace certibound::prover
