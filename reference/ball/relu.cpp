// Rhat by the distance x = 1 - |rho| from the nearer end of [-1, 1]. With
//   gap(x) = (sqrt(x (2 - x)) - (1 - x) arccos(1 - x)) / pi,     arccos(1 - x) = 2 arctan(sqrt(x (2 - x)) / (2 - x)),
// Rhat(-1 + x) = gap(x) and Rhat(1 - x) = 1 - x + gap(x), by arccos(-rho) = pi - arccos rho. The two terms of gap are of
// size sqrt(x), their difference of size x^(3/2): about -log2 x bits are lost, and added to the working precision. For
// small x the integral of pi gap'(x) = arccos(1 - x) = 2 arcsin(sqrt(x / 2)) term by term (DLMF 4.24.1) has no
// cancellation:
//   pi gap(x) = (2/3) x sqrt(2 x) sum_k b_k x^k,   b_0 = 1,   b_(k+1) / b_k = (2k + 1)^2 / (4 (k + 1) (2k + 5)) < 1/2,
// so for x <= 2^e <= 1 what follows the first K terms is at most sum_(k >= K) (x/2)^k <= 2^(1 + K (e - 1)).
#include <certibound/ball/relu.hpp>

#include <algorithm>

namespace certibound {
namespace {

constexpr Precision kGuardBits = 10;

// Below 2^-kSeriesExponent(bits) the series is used: it has few terms there, and elsewhere few bits are lost.
Precision series_exponent(Precision bits) { return 10 + bits / 16; }

// The least e >= -limit with x <= 2^e. REQUIRES: x finite.
slong exponent_of(const Ball& x, slong limit) {
  arf_t top;
  arf_init(top);
  arb_get_ubound_arf(top, x.get(), MAG_BITS);
  const bool tiny = arf_cmpabs_2exp_si(top, -limit) <= 0;
  const slong out = tiny ? -limit : arf_abs_bound_lt_2exp_si(top);
  arf_clear(top);
  return out;
}

// pi gap(x) by its series.
Ball scaled_gap_by_series(const Ball& x, slong exponent, Precision work) {
  const slong terms = (work + 1) / (1 - exponent) + 1;
  Ball sum(1L, work);
  for (slong k = terms - 2; k >= 0; --k) {
    const auto n = static_cast<ulong>(k);
    arb_mul(sum.get(), sum.get(), x.get(), work);
    arb_mul_ui(sum.get(), sum.get(), (2 * n + 1) * (2 * n + 1), work);
    arb_div_ui(sum.get(), sum.get(), 4 * (n + 1) * (2 * n + 5), work);
    arb_add_ui(sum.get(), sum.get(), 1, work);
  }
  arb_add_error_2exp_si(sum.get(), 1 + terms * (exponent - 1));
  Ball root(work);
  arb_mul_2exp_si(root.get(), x.get(), 1);
  arb_sqrt(root.get(), root.get(), work);
  arb_mul(root.get(), root.get(), x.get(), work);
  arb_mul(sum.get(), sum.get(), root.get(), work);
  arb_mul_2exp_si(sum.get(), sum.get(), 1);
  arb_div_ui(sum.get(), sum.get(), 3, work);
  return sum;
}

// root = sqrt(x (2 - x)) and angle = arccos(1 - x).
struct Arc {
  Ball root, angle;
  Arc(const Ball& x, Precision work) : root(work), angle(work) {
    arb_sub_ui(angle.get(), x.get(), 2, work);
    arb_neg(angle.get(), angle.get());
    arb_mul(root.get(), angle.get(), x.get(), work);
    arb_sqrt(root.get(), root.get(), work);
    arb_div(angle.get(), root.get(), angle.get(), work);
    arb_atan(angle.get(), angle.get(), work);
    arb_mul_2exp_si(angle.get(), angle.get(), 1);
  }
};

void divide_by_pi(Ball& x, Precision work) {
  Ball pi(work);
  arb_const_pi(pi.get(), work);
  arb_div(x.get(), x.get(), pi.get(), work);
}

enum class Side { left, right };  // rho = -1 + x, or 1 - x

// 1 - x <= Rhat(1 - x) <= 1, as 0 <= Rhat' <= 1.
Ball one_within(const Ball& x, Precision bits) {
  Ball out(1L, bits);
  arb_add_error(out.get(), x.get());
  return out;
}

// Both functions at one number rho, given by 0 < x <= 1; x may be a thin ball.
Ball value_at(Side side, const Ball& x, Precision bits) {
  const slong limit = series_exponent(bits), exponent = exponent_of(x, 2 * bits + 64);
  if (side == Side::right && exponent <= -bits) return one_within(x, bits);
  const Precision lost = side == Side::left ? std::clamp<slong>(-exponent, 0, limit) : 0;
  const Precision work = bits + kGuardBits + lost;
  Ball gap(work);
  if (exponent < -limit) {
    gap = scaled_gap_by_series(x, exponent, bits + kGuardBits);
  } else {
    const Arc arc(x, work);
    arb_sub_ui(gap.get(), x.get(), 1, work);
    arb_mul(gap.get(), gap.get(), arc.angle.get(), work);
    arb_add(gap.get(), gap.get(), arc.root.get(), work);
  }
  divide_by_pi(gap, work);
  if (side == Side::right) {
    arb_sub(gap.get(), gap.get(), x.get(), work);
    arb_add_ui(gap.get(), gap.get(), 1, work);
  }
  return gap.at_precision(bits);
}

Ball slope_at(Side side, const Ball& x, Precision bits) {
  const Precision work = bits + kGuardBits;
  Ball out = Arc(x, work).angle;
  divide_by_pi(out, work);
  if (side == Side::right) {
    arb_sub_ui(out.get(), out.get(), 1, work);
    arb_neg(out.get(), out.get());
  }
  return out.at_precision(bits);
}

using AtPoint = Ball (*)(Side, const Ball&, Precision);

// f at rho = -1 + x or 1 - x for a number x that was rounded so that rho moved outward; out of [-1, 1] it is moved back.
Ball at_end(AtPoint f, Side side, const Ball& x, Precision bits) {
  if (arf_sgn(arb_midref(x.get())) <= 0) return Ball(side == Side::left ? 0L : 1L, bits);
  return f(side, x, bits);
}

// The end mid - rad (sign -1) or mid + rad (sign 1) of rho as a side and a distance, outward.
struct End {
  Side side;
  Ball x;

  End(const Ball& rho, int sign, Precision work) : side(Side::left), x(work) {
    arf_t radius, end;
    arf_init(radius);
    arf_init(end);
    arf_set_mag(radius, arb_radref(rho.get()));
    if (sign < 0) arf_neg(radius, radius);
    arf_add(end, arb_midref(rho.get()), radius, MAG_BITS, ARF_RND_DOWN);  // towards 0, so the sign is right
    if (arf_sgn(end) > 0) side = Side::right;
    // x = 1 + mid + sign rad on the left; 1 - mid - sign rad on the right, where rho falls with x.
    const bool up = (sign > 0) == (side == Side::left);
    const arf_rnd_t direction = up ? ARF_RND_CEIL : ARF_RND_FLOOR;
    arf_ptr out = arb_midref(x.get());
    arf_set(out, arb_midref(rho.get()));
    if (side == Side::right) {
      arf_neg(out, out);
      arf_neg(radius, radius);
    }
    arf_add_ui(out, out, 1, work, direction);
    arf_add(out, out, radius, work, direction);
    arf_clear(radius);
    arf_clear(end);
  }

  bool is_outside() const { return arf_sgn(arb_midref(x.get())) < 0; }  // of [-1, 1], after its rounding outward
};

// A function that grows, on the part of rho inside [-1, 1]: from the value at its lower end to that at its upper end.
Ball between_ends(AtPoint f, const Ball& rho) {
  const Precision bits = rho.precision(), work = bits + kGuardBits + series_exponent(bits);
  const End lower(rho, -1, work), upper(rho, 1, work);
  // The lower end right of 1, or the upper one left of -1, although they were rounded towards [-1, 1].
  if ((lower.side == Side::right && lower.is_outside()) || (upper.side == Side::left && upper.is_outside())) {
    return Ball::indeterminate(bits);
  }
  return Ball::hull(at_end(f, lower.side, lower.x, bits), at_end(f, upper.side, upper.x, bits));
}

// rho = mid exactly, in [-1, 1].
Ball at_mid(AtPoint f, const Ball& rho) {
  const Precision bits = rho.precision(), work = bits + kGuardBits + series_exponent(bits);
  arf_srcptr mid = arb_midref(rho.get());
  const Side side = arf_sgn(mid) > 0 ? Side::right : Side::left;
  Ball x(work);
  arf_abs(arb_midref(x.get()), mid);
  arb_sub_ui(x.get(), x.get(), 1, work);
  arb_neg(x.get(), x.get());
  return arb_is_zero(x.get()) ? Ball(side == Side::left ? 0L : 1L, bits) : f(side, x, bits);
}

bool mid_is_inside(const Ball& rho) { return arf_cmpabs_2exp_si(arb_midref(rho.get()), 0) <= 0; }

// rad <= 2^(6 - bits) (1 + r) for all r of the ball: then the mean value theorem costs little width.
bool is_thin(const Ball& rho) {
  Ball above(rho.precision());
  arb_add_ui(above.get(), rho.get(), 1, MAG_BITS);
  mag_t distance, radius;
  mag_init(distance);
  mag_init(radius);
  arb_get_mag_lower(distance, above.get());
  mag_mul_2exp_si(radius, arb_radref(rho.get()), rho.precision() - 6);
  const bool thin = mag_cmp(radius, distance) <= 0;
  mag_clear(distance);
  mag_clear(radius);
  return thin;
}

// Rhat'(r) = (2/pi) arcsin(sqrt((1 + r)/2)) <= sqrt((1 + r)/2), as arcsin is convex on [0, 1], from 0 to pi/2. So for all r
// of the ball inside [-1, 1] Rhat(r) differs from Rhat(mid) by at most rad sqrt((1 + mid + rad)/2).
void add_error_of_radius(Ball& value, const Ball& rho) {
  Ball above(rho.precision());
  arb_add_ui(above.get(), rho.get(), 1, MAG_BITS);
  mag_t slope;
  mag_init(slope);
  arb_get_mag(slope, above.get());
  mag_mul_2exp_si(slope, slope, -1);
  mag_sqrt(slope, slope);
  mag_mul(slope, slope, arb_radref(rho.get()));
  arb_add_error_mag(value.get(), slope);
  mag_clear(slope);
}

}  // namespace

Ball rhat(const Ball& rho) {
  const bool exact = arb_is_exact(rho.get()) != 0;
  if (!rho.is_finite()) return Ball::indeterminate(rho.precision());
  if (!mid_is_inside(rho) || (!exact && !is_thin(rho))) return between_ends(value_at, rho);
  Ball out = at_mid(value_at, rho);
  if (!exact) add_error_of_radius(out, rho);
  return out;
}

Ball rhat_derivative(const Ball& rho) {
  if (!rho.is_finite()) return Ball::indeterminate(rho.precision());
  return arb_is_exact(rho.get()) && mid_is_inside(rho) ? at_mid(slope_at, rho) : between_ends(slope_at, rho);
}

}  // namespace certibound
