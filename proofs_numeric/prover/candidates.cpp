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

bool holds(const language::Side& side, const Rational& x) {
  if (!side.lo_infinite && (side.lo_open ? x <= side.lo : x < side.lo)) return false;
  if (!side.hi_infinite && (side.hi_open ? x >= side.hi : x > side.hi)) return false;
  return !side.integer || denominator(x) == 1;
}

// Different values of a side, until there are enough.
class Values {
 public:
  Values(const language::Side& side, std::size_t most) : side_(side), most_(most) {}

  bool full() const { return values_.size() >= most_; }
  void add(const Rational& x) {
    if (!full() && holds(side_, x) && std::find(values_.begin(), values_.end(), x) == values_.end()) values_.push_back(x);
  }
  std::vector<Rational> take() { return std::move(values_); }

 private:
  const language::Side& side_;
  std::size_t most_;
  std::vector<Rational> values_;
};

void add_integers(Values& values, const language::Side& side) {
  for (long k = 0; k < 12; ++k) values.add(side.lo + k);
  if (!side.hi_infinite) {
    for (long k = 0; k < 4; ++k) values.add(side.hi - k);
    for (long k = 1; k < 8; ++k) values.add(floor_of(side.lo + (side.hi - side.lo) * Rational(k, 8)));
  }
  for (Rational k = 16; k < Rational(1'000'000'000) && !values.full(); k *= 4) values.add(side.lo + k);
}

// Multiples of 1/d where the side is short, 4d equal parts of it where it is long.
void add_fractions(Values& values, const language::Side& side) {
  const bool finite = !side.lo_infinite && !side.hi_infinite;
  const Rational from = side.lo_infinite ? Rational(-1) : side.lo, to = finite ? side.hi : Rational(from + 2);
  const bool is_short = to - from <= 4;
  const Rational start = is_short ? floor_of(from) : from;
  for (const long d : {2, 4, 3, 5, 8, 10, 16, 20}) {
    const Rational step = is_short ? Rational(1, d) : Rational((to - from) / (4 * d));
    for (long n = 0; n <= 4 * d && !values.full(); ++n) values.add(start + n * step);
  }
}

// Towards an open or closed end, where asymptotics live.
void add_near_ends(Values& values, const language::Side& side) {
  for (const long k : {3, 6, 10, 20, 40}) {
    if (values.full()) return;
    const Rational step = power(Rational(2), -k);
    const Rational width = side.lo_infinite || side.hi_infinite ? Rational(1) : Rational(side.hi - side.lo);
    if (!side.lo_infinite) values.add(side.lo + width * step);
    if (!side.hi_infinite) values.add(side.hi - width * step);
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
  Values values(side, most);
  if (side.integer) {
    add_integers(values, side);
  } else {
    if (!side.lo_infinite) values.add(side.lo);
    if (!side.hi_infinite) values.add(side.hi);
    for (const long k : {0, 1, -1, 2, -2, 3, 5, 10, -10, 100, -100, 10'000, 1'000'000}) values.add(k);
    add_fractions(values, side);
    add_near_ends(values, side);
  }
  return values.take();
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
