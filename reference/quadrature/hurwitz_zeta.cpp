// psi^(k)(x)/k! = (-1)^(k+1) zeta(k+1, x), k >= 1 (DLMF 25.11.12), and zeta(s, x) = sum_j (x+j)^-s falls in x. By
// Euler-Maclaurin (DLMF 25.11.7 for integer s), with y = x + M,
//   zeta(s, x) = sum_{j<M} (x+j)^-s + y^(1-s)/(s-1) + y^-s/2 + sum_{r=1}^{R} T_r + rest,
//   T_r = B_2r/(2r)! s (s+1) .. (s+2r-2) y^(1-s-2r),
// where the rest has the sign of T_(R+1) and is not larger, as all derivatives of t^-s keep their sign on (0, oo)
// (Graham, Knuth & Patashnik, Concrete Mathematics, 2nd ed., (9.78) - (9.80)).
#include "hurwitz_zeta.hpp"

#include <algorithm>
#include <array>

namespace certibound::detail {
namespace {

// B_2, B_4, .., B_22.
const std::array<Rational, 11>& bernoulli() {
  static const std::array<Rational, 11> b = {Rational(1, 6),         Rational(-1, 30),     Rational(1, 42),
                                             Rational(-1, 30),       Rational(5, 66),      Rational(-691, 2730),
                                             Rational(7, 6),         Rational(-3617, 510), Rational(43867, 798),
                                             Rational(-174611, 330), Rational(854513, 138)};
  return b;
}

// zeta(s, x) for s = 2 .. last at one point.
std::vector<Interval> hurwitz(const Interval& x, std::size_t last) {
  const Precision bits = x.precision();
  constexpr long kMostTerms = 96;
  const long terms = std::clamp<long>(static_cast<long>(bits) / 2 - 16, 12, kMostTerms);
  const auto number = [&](long n) { return Interval(n, bits); };
  std::vector<Interval> inverses, powers;  // 1/(x+j) and its powers
  for (long j = 0; j < terms; ++j) inverses.push_back(reciprocal(x + number(j)));
  powers = inverses;
  const Interval inverse_y = reciprocal(x + number(terms)), square = sqr(inverse_y);
  Interval y_power = inverse_y;  // y^-(s-1)
  std::vector<Interval> out;
  for (std::size_t s = 2; s <= last; ++s) {
    const long order = static_cast<long>(s);
    Interval sum = y_power / number(order - 1);
    for (std::size_t j = inverses.size(); j-- > 0;) {
      powers[j] = powers[j] * inverses[j];
      sum = sum + powers[j];
    }
    y_power = y_power * inverse_y;  // y^-s
    sum = sum + y_power / number(2);
    // B_2r/(2r)! s .. (s+2r-2) y^(1-s-2r), from one r to the next without B_2r.
    Interval factor = number(order) * y_power * inverse_y / number(2);
    for (std::size_t r = 1; r <= bernoulli().size(); ++r) {
      const Interval term = Interval(bernoulli()[r - 1], bits) * factor;
      sum = sum + (r < bernoulli().size() ? term : hull(number(0), term));
      const long k = 2 * static_cast<long>(r);
      factor = factor * number(order + k - 1) * number(order + k) * square / (number(k + 1) * number(k + 2));
    }
    out.push_back(sum);
  }
  return out;
}

}  // namespace

std::vector<Interval> digamma_coefficients(const Interval& box, std::size_t count) {
  std::vector<Interval> out{digamma(box)};
  if (count < 2) return out;
  const std::vector<Interval> above = hurwitz(Interval(box.lo(), box.lo()), count);
  const std::vector<Interval> below = box.is_point() ? above : hurwitz(Interval(box.hi(), box.hi()), count);
  for (std::size_t k = 1; k < count; ++k) {
    const Interval values(below[k - 1].lo(), above[k - 1].hi());
    out.push_back(k % 2 == 0 ? -values : values);
  }
  return out;
}

}  // namespace certibound::detail
