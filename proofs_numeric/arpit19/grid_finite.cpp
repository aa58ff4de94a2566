// The grid in the proof of Lemma 3 of arpit19: G on [-1,1]^d with interval Delta = min{e/sqrt(d), sqrt(e)/d}. Position:
// (a) the multiples of Delta, (b) starting at -1. Exact rationals, except for the union bound, which is compared in
// intervals.
#include "finite_claims.hpp"
#include "outcomes.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>

namespace certibound::papers {
namespace {

using arpit19::make;

constexpr Precision kBits = 96;
enum class Position { multiples, from_minus_one };

// The points of one direction, for a rational interval.
std::vector<Rational> grid_line(const Rational& delta, Position position) {
  std::vector<Rational> out;
  Rational first = -1;
  if (position == Position::multiples) {
    first = 0;
    while (first - delta >= -1) first -= delta;
  }
  for (Rational g = first; g <= 1; g += delta) out.push_back(g);
  return out;
}

// d = 1: Delta = min{e, sqrt(e)} = e for e < 1.
FiniteOutcome refute_count(Position position) {
  const Rational e(1, 2);
  const std::vector<Rational> points = grid_line(e, position);
  return refuted_if(
      Rational(long(points.size())) != 2 / e,
      {{"d", "1"}, {"e", "1/2"}, {"Delta", "1/2"}, {"points", std::to_string(points.size())}, {"2/Delta", "4"}},
      "The points are -1, -1/2, 0, 1/2, 1. From -1 there are floor(2/Delta) + 1 in each direction, always more than "
      "2/Delta; of "
      "multiples 2 floor(1/Delta) + 1. Both are at most 2/Delta + 1 (arpit19.lemma3.grid_count.corrected).",
      long(points.size()));
}

// d = 2, u^ = (1,0), sqrt(e) = 400/501: Delta = sqrt(e)/2 = 200/501, as sqrt(e) > 1/sqrt(2) makes it the smaller entry.
FiniteOutcome refute_inner_from_minus_one(const std::atomic<bool>&) {
  const Rational root(400, 501), delta = root / 2;
  const bool is_the_minimum = 2 * root * root > 1 && root < 1;
  const std::vector<Rational> line = grid_line(delta, Position::from_minus_one);
  bool found = false;
  long cases = 0;
  for (const Rational& g1 : line) {
    for (const Rational& g2 : line) {
      ++cases;
      const bool near_u = abs(1 - g1) <= delta && abs(g2) <= delta;
      if (near_u && g1 * g1 + g2 * g2 <= 1) found = true;
    }
  }
  return refuted_if(is_the_minimum && !found,
                    {{"d", "2"}, {"e", "160000/251001"}, {"Delta", "200/501"}, {"u^", "(1,0)"}},
                    "The grid points of one direction near 1 and near 0 are 499/501 and -101/501, 99/501: no point "
                    "within Delta of u^ in both "
                    "coordinates has |g| <= 1, since 499^2 + 99^2 > 501^2 and the next point below, 299/501, is "
                    "further than Delta. All " +
                        std::to_string(cases) + " points were tried.",
                    cases);
}

// d = 1, u^ = 1, Delta = e: no grid point outside of the unit ball lies within Delta.
FiniteOutcome refute_outer(Position position) {
  const Rational e = position == Position::multiples ? Rational(2, 3) : Rational(3, 4);
  bool found = false;
  long cases = 0;
  for (const Rational& g : grid_line(e, position)) {
    ++cases;
    if (abs(g) >= 1 && abs(1 - g) <= e) found = true;
  }
  const bool multiples = position == Position::multiples;
  return refuted_if(
      !found, {{"d", "1"}, {"e", multiples ? "2/3" : "3/4"}, {"Delta", multiples ? "2/3" : "3/4"}, {"u^", "1"}},
      multiples
          ? "The grid is -2/3, 0, 2/3: no point has |g| >= 1."
          : "The grid is -1, -1/4, 1/2: the only point with |g| >= 1 is -1, at the distance 2 > Delta from u^ = 1.",
      cases);
}

// (2/Delta)^d, with 2/Delta the larger of 2 sqrt(d)/e and 2 d/sqrt(e).
Interval printed_count(const Rational& e, long d) {
  const Interval eps(e, kBits), dim(d, kBits), two(2L, kBits);
  return pown(max(two * sqrt(dim) / eps, two * dim / sqrt(eps)), d);
}

// As many points as either grid has at most, (floor(2/Delta) + 1)^d; for d = 1 the events of g > 0 are one, and so
// those of g < 0.
Interval union_count(const Rational& e, long d) {
  if (d == 1) return {2L, kBits};
  const Interval eps(e, kBits), dim(d, kBits), two(2L, kBits), one(1L, kBits);
  return pown(floor(max(two * sqrt(dim) / eps, two * dim / sqrt(eps))) + one, d);
}

FiniteOutcome check_union(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (long m = 1; m <= 200; ++m) {
    for (long tenth = 1; tenth <= 9; ++tenth) {
      const Rational e(tenth, 10);
      const Interval tail = norm_upper_tail(m, e, kBits),
                     bound = exp(-(Interval(m, kBits) * published_exponent(e, kBits)));
      for (const long d : {1L, 2L, 3L, 4L, 8L, 16L}) {
        if (stop) return stopped();
        holds = holds && certainly(less_equal(union_count(e, d) * tail, printed_count(e, d) * bound));
        ++cases;
      }
    }
  }
  return checked_if(
      holds,
      "The union bound as argued, over (2/Delta)^d points, is not available, as a grid may have more "
      "(arpit19.lemma3.grid_count). "
      "Machine: with (floor(2/Delta) + 1)^d points (two directions for d = 1) times the exact P(r >= 1+e) the sum "
      "stays below "
      "(2/Delta)^d exp(-m f(e)) for m = 1..200, e = 1/10..9/10, d = 1, 2, 3, 4, 8, 16. With 2/Delta + 1 it is proved: "
      "arpit19.lemma3.grid_union.all_points.",
      cases, kBits);
}

FiniteClaim make_grid(const std::string& id, const std::string& at, const std::string& printed,
                      const std::string& statement, Position position, FiniteOutcome (*decide)(Position)) {
  const bool multiples = position == Position::multiples;
  return make(id + (multiples ? ".reading_a" : ".reading_b"), at, printed,
              multiples ? "(a) G the multiples of Delta in [-1,1]^d" : "(b) G starting at -1 in every direction",
              statement, "d >= 1, e in (0,1)", [=](const std::atomic<bool>&) { return decide(position); });
}

}  // namespace

std::vector<FiniteClaim> arpit19_grid_claims() {
  const std::string count = "Note the number of points on this grid is (2/Delta)^d";
  const std::string outer =
      "we can similarly find a point g on the grid G such that |g| >= 1, and it is closest to u^ in l2 norm";
  const std::string near_outer = "some g in G has |g| >= 1 and |u^_i - g_i| <= Delta in every coordinate";
  return {
      make_grid("lemma3.grid_count", "proof of Lemma 3", count, "G has (2/Delta)^d points", Position::multiples,
                refute_count),
      make_grid("lemma3.grid_count", "proof of Lemma 3", count, "G has (2/Delta)^d points", Position::from_minus_one,
                refute_count),
      make("lemma3.grid_inner_point.reading_b", "before (75)",
           "we can find a point g on the grid G such that |g| <= 1, and it is closest to u^ in l2 norm ... r is a "
           "point inside one of the grid "
           "cells containing the origin",
           "(b) G starting at -1 in every direction",
           "some g in G has |g| <= 1 and |u^_i - g_i| <= Delta in every coordinate", "d >= 1, e in (0,1), unit u^",
           refute_inner_from_minus_one),
      make_grid("lemma3.grid_outer_point", "before (95)", outer, near_outer, Position::multiples, refute_outer),
      make_grid("lemma3.grid_outer_point", "before (95)", outer, near_outer, Position::from_minus_one, refute_outer),
      make("lemma3.grid_union", "before (85)",
           "Applying union bound on all the points in G, from Lemma 2, with probability at least 1 - (2/Delta)^d "
           "exp(-m f(e)): "
           "|ReLU(Rg)|^2 <= (1+e)|g|^2",
           "both positions of the grid; the probability statement, not the way it is derived",
           "P(|ReLU(Rg)|^2 > (1+e)|g|^2 for some g in G) <= (2/Delta)^d exp(-m f(e))", "m, d >= 1, e in (0,1)",
           check_union)};
}

}  // namespace certibound::papers
