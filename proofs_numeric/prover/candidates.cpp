// Which points to try first. A witness is read by people, so simple rationals come before others.
#include "search.hpp"

#include <algorithm>

namespace certibound::prover {
namespace {

Rational floor_of(const Rational& x) {
  Integer q;
  mpz_fdiv_q(q.backend().data(), mpq_numref(x.backend().data()), mpq_denref(x.backend().data()));
  return Rational(q);
}

void add(std::vector<Rational>& values, const language::Side& side, const Rational& x) {
  if (language::contains({side}, {x}) && std::find(values.begin(), values.end(), x) == values.end()) values.push_back(x);
}

void add_integers(std::vector<Rational>& values, const language::Side& side, std::size_t most) {
  for (long k = 0; k < 12; ++k) add(values, side, side.lo + k);
  if (!side.hi_infinite) {
    for (long k = 0; k < 4; ++k) add(values, side, side.hi - k);
    for (long k = 1; k < 8; ++k) add(values, side, floor_of(side.lo + (side.hi - side.lo) * Rational(k, 8)));
  }
  for (Rational k = 16; k < Rational(1'000'000'000) && values.size() < most; k *= 4) add(values, side, side.lo + k);
}

// Towards an open or closed end, where asymptotics live.
void add_near_ends(std::vector<Rational>& values, const language::Side& side) {
  for (const long k : {3, 6, 10, 20, 40}) {
    const Rational step = power(Rational(2), -k);
    const Rational width = side.lo_infinite || side.hi_infinite ? Rational(1) : Rational(side.hi - side.lo);
    if (!side.lo_infinite) add(values, side, side.lo + width * step);
    if (!side.hi_infinite) add(values, side, side.hi - width * step);
  }
}

}  // namespace

// Stern-Brocot descent: the simplest rational in a closed interval.
Rational simplest_between(const Rational& lo, const Rational& hi) {
  if (lo <= 0 && hi >= 0) return 0;
  if (hi < 0) return -simplest_between(-hi, -lo);
  const Rational whole = floor_of(lo);
  if (whole == lo) return lo;
  if (whole + 1 <= hi) return whole + 1;
  return whole + 1 / simplest_between(1 / (hi - whole), 1 / (lo - whole));
}

std::vector<Rational> simple_values(const language::Side& side, std::size_t most) {
  std::vector<Rational> values;
  if (side.integer) {
    add_integers(values, side, most);
  } else {
    if (!side.lo_infinite) add(values, side, side.lo);
    if (!side.hi_infinite) add(values, side, side.hi);
    for (const long k : {0, 1, -1, 2, -2, 3, 5, 10, -10, 100, -100, 10'000, 1'000'000}) add(values, side, k);
    for (const long d : {2, 4, 3, 5, 8, 10, 16, 20}) {
      const bool finite = !side.lo_infinite && !side.hi_infinite;
      const Rational from = side.lo_infinite ? Rational(-1) : side.lo, to = finite ? side.hi : Rational(from + 2);
      // Multiples of 1/d where the side is short, d equal parts of it where it is long.
      const bool is_short = to - from <= 4;
      for (long n = 0; n <= 4 * d; ++n) {
        const Rational x = is_short ? Rational(floor_of(from) + Rational(n, d)) : Rational(from + (to - from) * Rational(n, 4 * d));
        add(values, side, x);
      }
    }
    add_near_ends(values, side);
  }
  if (values.size() > most) values.resize(most);
  return values;
}

std::vector<std::vector<Rational>> candidate_points(const language::Box& domain, std::size_t most) {
  std::vector<std::vector<Rational>> points{{}};
  if (domain.empty()) return points;
  // As many values of each variable as fit; of many variables, two of the first ones and one of the others.
  std::size_t each = 2;
  const auto fits = [&](std::size_t values) {
    std::size_t product = 1;
    for (std::size_t i = 0; i < domain.size() && product <= most; ++i) product *= values;
    return product <= most;
  };
  while (fits(each + 1)) ++each;
  for (const language::Side& side : domain) {
    std::vector<std::vector<Rational>> next;
    for (const Rational& x : simple_values(side, points.size() * each <= most ? each : 1)) {
      for (const auto& point : points) {
        next.push_back(point);
        next.back().push_back(x);
      }
    }
    points = std::move(next);
  }
  return points;
}

}  // namespace certibound::prover
