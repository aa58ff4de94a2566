#include "inputs.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace certibound::test {
namespace {

std::string hex(const Float& x) {
  char* text = nullptr;
  mpfr_asprintf(&text, "%Ra", x.get());
  std::string out = text;
  mpfr_free_str(text);
  return out;
}

Float random_sign(Float x, int coin) {
  if (coin != 0) mpfr_neg(x.get(), x.get(), MPFR_RNDN);
  return x;
}

}  // namespace

int repeats(int base) {
  const char* text = std::getenv("CERTIBOUND_TEST_MULTIPLIER");
  const double multiplier = text == nullptr ? 1.0 : std::atof(text);
  return std::max(1, static_cast<int>(base * (multiplier > 0 ? multiplier : 1.0)));
}

Float number(double x, Precision bits) {
  Float out(bits);
  mpfr_set_d(out.get(), x, MPFR_RNDN);
  return out;
}

Float scaled(double mantissa, long exponent, Precision bits) {
  Float out = number(mantissa, bits);
  mpfr_mul_2si(out.get(), out.get(), exponent, MPFR_RNDN);
  return out;
}

Float smallest_positive(Precision bits) {
  Float out = number(0, bits);
  mpfr_nextabove(out.get());
  return out;
}

Float largest_finite(Precision bits) {
  Float out = number(kInf, bits);
  mpfr_nextbelow(out.get());
  return out;
}

Interval box(double lo, double hi, Precision bits) {
  if (std::isnan(lo) || std::isnan(hi)) return Interval::empty(bits);
  return {number(lo, bits), number(hi, bits)};
}

Float rounded(const Float& x, Precision bits, mpfr_rnd_t direction) {
  Float out(bits);
  mpfr_set(out.get(), x.get(), direction);
  return out;
}

bool same(const Interval& x, const Interval& y) {
  if (mpfr_nan_p(x.lo().get()) || mpfr_nan_p(y.lo().get())) {
    return mpfr_nan_p(x.lo().get()) && mpfr_nan_p(y.lo().get());
  }
  return mpfr_equal_p(x.lo().get(), y.lo().get()) && mpfr_equal_p(x.hi().get(), y.hi().get());
}

std::string show(const Float& x) { return hex(x) + " (" + std::to_string(x.precision()) + " bits)"; }

std::string show(const Interval& x) {
  return "[" + hex(x.lo()) + ", " + hex(x.hi()) + "] (" + std::to_string(x.precision()) + " bits)";
}

std::string show(const Decorated& x) { return show(x.value) + "_" + to_string(x.decoration); }

Inputs::Inputs(std::uint64_t seed) : engine_(seed) {
  gmp_randinit_mt(bits_);
  gmp_randseed_ui(bits_, seed);
}

Inputs::~Inputs() { gmp_randclear(bits_); }

int Inputs::below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }

Float Inputs::uniform(Precision bits) {
  Float out(bits);
  mpfr_urandomb(out.get(), bits_);
  return out;
}

Float Inputs::number(Precision bits) {
  Float out(bits);
  switch (below(13)) {
    case 0:
      return test::number(0, bits);
    case 1:
      return test::number(below(2) == 0 ? 1 : -1, bits);
    case 2:
      return test::number(below(61) - 30, bits);
    case 3:
      return test::number((below(41) - 20) * 0.5, bits);
    case 4: {  // a neighbour of +-1, at any distance
      mpfr_set_si_2exp(out.get(), below(2) == 0 ? 1 : -1, -below(static_cast<int>(bits)), MPFR_RNDN);
      mpfr_add_si(out.get(), out.get(), below(2) == 0 ? 1 : -1, MPFR_RNDN);
      return out;
    }
    case 5: {  // a neighbour of a multiple of pi/2
      mpfr_const_pi(out.get(), below(2) == 0 ? MPFR_RNDD : MPFR_RNDU);
      mpfr_mul_si(out.get(), out.get(), below(3) == 0 ? below(2000000) - 1000000 : below(17) - 8, MPFR_RNDN);
      mpfr_div_2ui(out.get(), out.get(), 1, MPFR_RNDN);
      return out;
    }
    case 6: {  // around the minimum of gamma
      mpfr_set_d(out.get(), 1.46163214496836234126, MPFR_RNDN);
      for (int step = below(3); step > 0; --step) below(2) == 0 ? mpfr_nextabove(out.get()) : mpfr_nextbelow(out.get());
      return out;
    }
    case 7:
      if (below(2) == 0) return random_sign(below(2) == 0 ? smallest_positive(bits) : largest_finite(bits), below(2));
      return random_sign(scaled(1 + below(8) * 0.125, below(2) == 0 ? -1000000 : 1000000, bits), below(2));
    case 8: {
      out = uniform(bits);
      mpfr_mul_2si(out.get(), out.get(), below(1000) - 500, MPFR_RNDN);
      return random_sign(out, below(2));
    }
    case 9: {
      out = uniform(bits);
      mpfr_mul_2si(out.get(), out.get(), below(40) - 20, MPFR_RNDN);
      return random_sign(out, below(2));
    }
    default: {
      out = uniform(bits);
      mpfr_mul_ui(out.get(), out.get(), below(2) == 0 ? 1 : 10, MPFR_RNDN);
      return random_sign(out, below(2));
    }
  }
}

Interval Inputs::interval(Precision bits) {
  Float a = number(bits), b = number(bits);
  switch (below(16)) {
    case 0:
      return below(4) == 0 ? Interval::empty(bits) : box(-kInf, kInf, bits);
    case 1:
      return {a, test::number(kInf, bits)};
    case 2:
      return {test::number(-kInf, bits), a};
    case 3:
    case 4:
      return {a, a};
    case 5:
    case 6: {  // a few neighbours
      b = a;
      for (int step = 1 + below(3); step > 0; --step) mpfr_nextabove(b.get());
      return {a, mpfr_inf_p(b.get()) ? a : b};
    }
    case 7: {  // thin
      b = uniform(bits);
      mpfr_mul_2si(b.get(), b.get(), -below(2 * static_cast<int>(bits)), MPFR_RNDN);
      mpfr_add(b.get(), b.get(), a.get(), MPFR_RNDN);
      return {a, mpfr_inf_p(b.get()) ? a : b};
    }
    default:
      break;
  }
  if (mpfr_less_p(b.get(), a.get())) std::swap(a, b);
  return {a, b};
}

Float Inputs::clamped(Float x, const Interval& to) {
  const Precision bits = x.precision();
  if (mpfr_less_p(x.get(), to.lo().get())) x = rounded(to.lo(), bits, MPFR_RNDN);
  if (mpfr_greater_p(x.get(), to.hi().get())) x = rounded(to.hi(), bits, MPFR_RNDN);
  return mpfr_zero_p(x.get()) ? test::number(0, bits) : x;  // -0 is no other number here
}

Interval Inputs::part_of(const Interval& x) {
  const Precision bits = x.precision();
  Float a = clamped(number(bits), x), b = clamped(number(bits), x);
  if (mpfr_less_p(b.get(), a.get())) std::swap(a, b);
  switch (below(5)) {
    case 0:
      return {x.lo(), b};
    case 1:
      return {a, x.hi()};
    case 2:
      return {a, a};
    default:
      return {a, b};
  }
}

std::vector<Float> Inputs::members(const Interval& x) {
  const Precision bits = fine(x.precision());
  std::vector<Float> out;
  if (mpfr_number_p(x.lo().get())) out.push_back(clamped(rounded(x.lo(), bits, MPFR_RNDN), x));
  if (mpfr_number_p(x.hi().get())) out.push_back(clamped(rounded(x.hi(), bits, MPFR_RNDN), x));
  for (int k = 0; k < 3; ++k) out.push_back(clamped(number(bits), x));
  Float between = uniform(bits), width(bits);
  mpfr_sub(width.get(), x.hi().get(), x.lo().get(), MPFR_RNDN);
  mpfr_mul(between.get(), between.get(), width.get(), MPFR_RNDN);
  mpfr_add(between.get(), between.get(), x.lo().get(), MPFR_RNDN);
  if (mpfr_number_p(between.get())) out.push_back(clamped(between, x));
  return out;
}

}  // namespace certibound::test
