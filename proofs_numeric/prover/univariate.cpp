#include "univariate.hpp"

#include <arb_fmpz_poly.h>
#include <acb_poly.h>
#include <flint/fmpz_poly.h>
#include <flint/fmpz_poly_factor.h>

#include <algorithm>
#include <cstdlib>

namespace certibound::prover {
namespace {

constexpr long kMostBits = 6'000;  // of a root: beyond, what is asked is hardly meant
constexpr long kMostSturm = 2'000'000;  // squared length times bits: about a second

void trim(Dense& p) {
  while (!p.empty() && p.back().is_zero()) p.pop_back();
}

long degree(const Dense& p) { return static_cast<long>(p.size()) - 1; }

Dense scaled(Dense p, const Rational& factor) {
  for (Rational& c : p) c *= factor;
  trim(p);
  return p;
}

Dense power(const Dense& p, long n) {
  Dense out{1};
  for (long k = 0; k < n; ++k) out = product(out, p);
  return out;
}

// p/(x - root); nothing if that leaves a remainder.
std::optional<Dense> without_root(const Dense& p, const Rational& root) {
  if (degree(p) < 1) return std::nullopt;
  Dense out(p.size() - 1);
  Rational carry = 0;
  for (std::size_t i = p.size(); i-- > 1;) out[i - 1] = carry = p[i] + carry * root;
  if (p[0] + carry * root != 0) return std::nullopt;
  return out;
}

// ---- FLINT ----

class IntegerPolynomial {
 public:
  IntegerPolynomial() { fmpz_poly_init(value_); }
  // p times the least common denominator, which is kept.
  explicit IntegerPolynomial(const Dense& p) : IntegerPolynomial() {
    for (const Rational& c : p) denominator_ = lcm(denominator_, boost::multiprecision::denominator(c));
    fmpz_t c;
    fmpz_init(c);
    for (std::size_t i = 0; i < p.size(); ++i) {
      const Integer whole = boost::multiprecision::numerator(Rational(p[i] * denominator_));
      fmpz_set_mpz(c, whole.backend().data());
      fmpz_poly_set_coeff_fmpz(value_, static_cast<slong>(i), c);
    }
    fmpz_clear(c);
  }
  IntegerPolynomial(const IntegerPolynomial&) = delete;
  IntegerPolynomial& operator=(const IntegerPolynomial&) = delete;
  ~IntegerPolynomial() { fmpz_poly_clear(value_); }

  const fmpz_poly_struct* get() const { return value_; }
  const Integer& denominator() const { return denominator_; }

 private:
  fmpz_poly_t value_;
  Integer denominator_ = 1;
};

Dense dense(const fmpz_poly_struct* p) {
  Dense out;
  fmpz_t c;
  fmpz_init(c);
  for (slong i = 0; i < fmpz_poly_length(p); ++i) {
    fmpz_poly_get_coeff_fmpz(c, p, i);
    Integer whole;
    fmpz_get_mpz(whole.backend().data(), c);
    out.emplace_back(whole);
  }
  fmpz_clear(c);
  return out;
}

// p = odd * root^2 with a squarefree odd part.
struct SquareFree {
  Dense odd, root;
};
SquareFree square_free(const Dense& p) {
  const IntegerPolynomial whole(p);
  fmpz_poly_factor_t found;
  fmpz_poly_factor_init(found);
  fmpz_poly_factor_squarefree(found, whole.get());
  Integer constant;
  fmpz_get_mpz(constant.backend().data(), &found->c);
  SquareFree out{{Rational(constant, whole.denominator())}, {1}};
  for (slong i = 0; i < found->num; ++i) {
    const Dense factor = dense(found->p + i);
    out.root = product(out.root, power(factor, found->exp[i] / 2));
    if (found->exp[i] % 2 == 1) out.odd = product(out.odd, factor);
  }
  fmpz_poly_factor_clear(found);
  return out;
}

bool is_even(const Dense& p) {
  for (std::size_t i = 1; i < p.size(); i += 2) {
    if (!p[i].is_zero()) return false;
  }
  return true;
}

// q with p(t) = q(t^2). REQUIRES: p is even.
Dense in_squares(const Dense& p) {
  Dense out;
  for (std::size_t i = 0; i < p.size(); i += 2) out.push_back(p[i]);
  return out;
}

long size_in_bits(const fmpz_poly_struct* p) { return std::abs(fmpz_poly_max_bits(p)); }

// By Sturm's theorem. Nobody can stop FLINT, so too large a question has no answer.
bool is_positive_everywhere(const Dense& p) {
  if (p.empty() || degree(p) % 2 == 1 || p.front() <= 0 || p.back() <= 0) return false;
  const bool even = is_even(p);
  const IntegerPolynomial whole(even ? in_squares(p) : p);
  const slong length = fmpz_poly_length(whole.get());
  if (length * length * size_in_bits(whole.get()) > kMostSturm) return false;
  slong negative = 0, positive = 0;
  _fmpz_poly_num_real_roots_sturm(&negative, &positive, whole.get()->coeffs, length);
  return positive == 0 && (even || negative == 0);
}

Rational nearest(const arb_struct* x, long bits) {
  arf_t scaled;
  arf_init(scaled);
  arf_mul_2exp_si(scaled, arb_midref(x), bits);
  fmpz_t whole;
  fmpz_init(whole);
  arf_get_fmpz(whole, scaled, ARF_RND_NEAR);
  Integer out;
  fmpz_get_mpz(out.backend().data(), whole);
  fmpz_clear(whole);
  arf_clear(scaled);
  return Rational(out) / certibound::power(Rational(2), bits);
}

class Roots {
 public:
  // Of a squarefree polynomial.
  Roots(const fmpz_poly_struct* p, slong precision) : count_(fmpz_poly_degree(p)), values_(_acb_vec_init(count_)) {
    arb_fmpz_poly_complex_roots(values_, p, 0, precision);
  }
  Roots(const Roots&) = delete;
  Roots& operator=(const Roots&) = delete;
  ~Roots() { _acb_vec_clear(values_, count_); }

  acb_ptr begin() { return values_; }
  acb_ptr end() { return values_ + count_; }

 private:
  slong count_;
  acb_ptr values_;
};

// The real and the imaginary part of the product of t - z over the roots z of p with positive imaginary part, coefficients rounded
// to multiples of 2^-bits. REQUIRES: p has no real roots.
std::optional<std::pair<Dense, Dense>> half_of_roots(const Dense& p, long bits) {
  const bool even = is_even(p);
  const IntegerPolynomial whole(even ? in_squares(p) : p);
  if (fmpz_poly_is_squarefree(whole.get()) == 0) return std::nullopt;
  const slong precision = 2 * bits + 64;
  Roots roots(whole.get(), precision);
  slong above = 0;
  for (acb_struct& z : roots) {
    if (even) acb_sqrt(&z, &z, precision);
    if (even && arb_is_negative(acb_imagref(&z)) != 0) acb_neg(&z, &z);
    if (arb_is_positive(acb_imagref(&z)) != 0) acb_swap(roots.begin() + above++, &z);
  }
  if (2 * above != degree(p)) return std::nullopt;
  acb_poly_t half;
  acb_poly_init(half);
  acb_poly_product_roots(half, roots.begin(), above, precision);
  std::pair<Dense, Dense> out;
  for (slong i = 0; i <= above; ++i) {
    const acb_struct* c = acb_poly_get_coeff_ptr(half, i);
    out.first.push_back(nearest(acb_realref(c), bits));
    out.second.push_back(nearest(acb_imagref(c), bits));
  }
  acb_poly_clear(half);
  trim(out.first);
  trim(out.second);
  return out;
}

// ---- positive on the whole line ----

// factor * (sum of coefficients t^i)^2
struct Summand {
  Rational factor;
  Dense root;
};

Dense even_powers(long n) {
  Dense out(static_cast<std::size_t>(n) + 1, Rational(0));
  for (std::size_t i = 0; i < out.size(); i += 2) out[i] = 1;
  return out;
}

// The greatest power of two e, about, for which p - e q is positive everywhere. REQUIRES: p is.
std::optional<Rational> room_for(const Dense& p, const Dense& q, const Stop& stop) {
  Rational e = 1;
  while (e * q.front() >= p.front() || (p.size() == q.size() && e * q.back() >= p.back())) e /= 2;
  for (long step = 1; step < kMostBits && !stop(); step += step / 2 + 1) {
    if (is_positive_everywhere(sum(p, scaled(q, -e)))) return e;
    e /= certibound::power(Rational(2), step);
  }
  return std::nullopt;
}

Dense monomial(std::size_t n) {
  Dense out(n + 1, Rational(0));
  out.back() = 1;
  return out;
}

// What is left of p - lead (a^2 + b^2), with e of each even power, as squares; nothing if e is too little.
bool take_up(const Dense& rest, const Rational& e, long n, std::vector<Summand>& out) {
  std::vector<Rational> even(static_cast<std::size_t>(n) / 2 + 1, e);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i].is_zero()) continue;
    if (i % 2 == 0) {
      even[i / 2] += rest[i];
      continue;
    }
    // u t^(2k+1) = |u| ((t^(k+1) +- t^k/2)^2 - t^(2k+2) - t^(2k)/4)
    const std::size_t k = i / 2;
    const Rational size = abs(rest[i]);
    even[k] -= size / 4;
    even[k + 1] -= size;
    Dense root = monomial(k + 1);
    root[k] = Rational(rest[i] > 0 ? 1 : -1, 2);
    out.push_back({size, std::move(root)});
  }
  for (std::size_t k = 0; k < even.size(); ++k) {
    if (even[k] < 0) return false;
    if (even[k] > 0) out.push_back({even[k], monomial(k)});
  }
  return true;
}

// About log2 x. REQUIRES: x > 0.
long size_in_bits(const Rational& x) {
  return static_cast<long>(mpz_sizeinbase(mpq_numref(x.backend().data()), 2)) -
         static_cast<long>(mpz_sizeinbase(mpq_denref(x.backend().data()), 2));
}

// A polynomial that is positive everywhere as a sum of squares. Of an even one each root is even or odd.
std::optional<std::vector<Summand>> squares_of_positive(const Dense& p, const Stop& stop) {
  const long n = degree(p);
  if (n == 0) return std::vector<Summand>{{p[0], {1}}};
  const auto e = room_for(p, even_powers(n), stop);
  if (!e) return std::nullopt;
  const Dense lowered = sum(p, scaled(even_powers(n), -*e));
  const Rational& lead = lowered.back();
  Rational most = lead;
  for (const Rational& c : lowered) most = std::max(most, Rational(abs(c)));
  const long enough = (size_in_bits(most) + size_in_bits(lead)) / 2 - size_in_bits(*e);  // about, for roots within 2^-enough
  for (long bits = std::max(enough - 8, 8L); bits < kMostBits && !stop(); bits += bits / 4 + 2) {
    const auto half = half_of_roots(lowered, bits);
    if (!half) return std::nullopt;
    Dense rest = sum(lowered, scaled(product(half->first, half->first), -lead));
    rest = sum(rest, scaled(product(half->second, half->second), -lead));
    std::vector<Summand> out{{lead, half->first}};
    if (!half->second.empty()) out.push_back({lead, half->second});
    if (take_up(rest, *e, n, out)) return out;
  }
  return std::nullopt;
}

// ---- positive on a stretch ----

// s = t^2 runs through [0, oo) while x runs through the stretch: s = first/second with second = 1, or x - lo over hi - x.
struct Map {
  Dense first, second;
  bool first_is_lo = true;
  bool second_is_hi = false;
  Rational span = 1;  // first + second, if the stretch is bounded

  explicit Map(const Stretch& at) : first_is_lo(at.lo.has_value()), second_is_hi(at.lo && at.hi) {
    const Dense below = at.lo ? Dense{-*at.lo, 1} : Dense{}, above = at.hi ? Dense{*at.hi, -1} : Dense{};
    first = at.lo ? below : above;
    second = second_is_hi ? above : Dense{1};
    if (second_is_hi) span = *at.hi - *at.lo;
  }

  // In t: p(x), times (1 + s)^degree if the stretch is bounded.
  Dense in_t(const Dense& p, const Stretch& at) const {
    const Dense x = second_is_hi ? Dense{*at.lo, 0, *at.hi} : first_is_lo ? Dense{*at.lo, 0, 1} : Dense{*at.hi, 0, -1};
    const Dense below = second_is_hi ? Dense{1, 0, 1} : Dense{1};
    Dense out;
    for (long k = 0; k <= degree(p); ++k) {
      out = sum(out, scaled(product(power(x, k), power(below, degree(p) - k)), p[static_cast<std::size_t>(k)]));
    }
    return out;
  }

  // second^d r(t)^2 for an even or odd r, as a square in x with its weights.
  LineSquare in_x(const Summand& r, long d) const {
    const long odd = degree(r.root) % 2, m = second_is_hi ? (d - odd) / 2 : degree(r.root) / 2;
    Dense root;
    for (long k = 0; 2 * k + odd <= degree(r.root); ++k) {
      const Dense term = product(power(first, k), power(second, second_is_hi ? m - k : 0));
      root = sum(root, scaled(term, r.root[static_cast<std::size_t>(2 * k + odd)]));
    }
    LineSquare out{r.factor / certibound::power(span, d), false, false, std::move(root)};
    (first_is_lo ? out.by_lo : out.by_hi) = odd == 1;
    if (second_is_hi) out.by_hi = (d - odd) % 2 == 1;
    return out;
  }
};

// A polynomial that is positive on the closed stretch.
std::optional<std::vector<LineSquare>> positive_squares(const Dense& p, const Stretch& stretch, bool strict,
                                                        const Stop& stop) {
  const bool line = !stretch.lo && !stretch.hi;
  std::vector<LineSquare> out;
  if (degree(p) == 0) {
    if (p[0] <= 0) return std::nullopt;
    return std::vector<LineSquare>{{p[0], false, false, {1}}};
  }
  const Map map(stretch);
  const long d = degree(p);
  Dense in_t = line ? p : map.in_t(p, stretch);
  if (degree(in_t) != (line ? d : 2 * d) || !is_positive_everywhere(in_t)) return std::nullopt;
  if (strict) {
    const Dense one = line || !map.second_is_hi ? Dense{1} : power(Dense{1, 0, 1}, d);
    const auto room = room_for(in_t, one, stop);
    if (!room) return std::nullopt;
    const Rational half = *room / 2;
    in_t = sum(in_t, scaled(one, -half));
    out.push_back({half, false, false, {1}});
  }
  const auto summands = squares_of_positive(in_t, stop);
  if (!summands) return std::nullopt;
  for (const Summand& r : *summands) {
    out.push_back(line ? LineSquare{r.factor, false, false, r.root} : map.in_x(r, d));
  }
  return out;
}

}  // namespace

Dense product(const Dense& a, const Dense& b) {
  if (a.empty() || b.empty()) return {};
  Dense out(a.size() + b.size() - 1, Rational(0));
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].is_zero()) continue;
    for (std::size_t j = 0; j < b.size(); ++j) out[i + j] += a[i] * b[j];
  }
  trim(out);
  return out;
}

Dense sum(const Dense& a, const Dense& b) {
  Dense out = a.size() < b.size() ? b : a;
  const Dense& other = a.size() < b.size() ? a : b;
  for (std::size_t i = 0; i < other.size(); ++i) out[i] += other[i];
  trim(out);
  return out;
}

std::optional<std::vector<LineSquare>> line_squares(const Dense& p, const Stretch& stretch, bool strict, const Stop& stop) {
  SquareFree parts = square_free(p);
  bool by_lo = false, by_hi = false;  // simple roots at the ends
  if (stretch.lo) {
    if (auto rest = without_root(parts.odd, *stretch.lo)) {
      parts.odd = std::move(*rest);
      by_lo = true;
    }
  }
  if (stretch.hi) {
    if (auto rest = without_root(parts.odd, *stretch.hi)) {
      parts.odd = scaled(std::move(*rest), -1);
      by_hi = true;
    }
  }
  auto out = positive_squares(parts.odd, stretch, strict, stop);
  if (!out) return std::nullopt;
  for (LineSquare& s : *out) {
    s.root = product(s.root, parts.root);
    if (by_lo && s.by_lo) s.root = product(s.root, Dense{-*stretch.lo, 1});
    if (by_hi && s.by_hi) s.root = product(s.root, Dense{*stretch.hi, -1});
    s.by_lo = s.by_lo != by_lo;
    s.by_hi = s.by_hi != by_hi;
  }
  return out;
}

}  // namespace certibound::prover
