// The rule on a line, with a law that no other test of this room has: the standard normal, whose tail is known.
#include <certibound/contour/line_integral.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>

#include <gtest/gtest.h>

namespace certibound {
namespace {

// M(s) = exp(s^2/2).
LineIntegral standard_normal(Precision bits) {
  LineIntegral out;
  out.mass = Ball(1L, bits);
  out.real = [bits](const Rational& s) { return exp(Ball(Rational(s * s / 2), bits)); };
  out.complex = [bits](const Rational& c, const Ball& w) {
    const Ball real(c, bits), size = exp((sqr(real) - sqr(w)) / Ball(2L, bits)), angle = real * w;
    return std::pair{size * cos(angle), size * sin(angle)};
  };
  // |M(c+iv)|/|c+iv| <= exp((c^2 - v^2)/2)/w for v >= w, and the sum over v = kh is at most the integral over h from w on.
  out.rest = [bits](const Rational& c, const Ball& h, const Ball& w) {
    return exp((sqr(Ball(c, bits)) - sqr(w)) / Ball(2L, bits)) / (sqr(w) * h);
  };
  return out;
}
double log_m(double s) { return s * s / 2; }

constexpr double kNoEnd = std::numeric_limits<double>::infinity();

TEST(LineIntegral, EnclosesTheNormalTailOnAProposedLine) {
  for (const Precision bits : {53L, 128L}) {
    for (const char* text : {"0", "1/2", "3", "10", "-2"}) {
      const Rational a = *parse_rational(text);
      const Line line = propose_line(log_m, -kNoEnd, kNoEnd, mpq_get_d(a.backend().data()), bits);
      const Interval tail = tail_on_line(standard_normal(bits + 32), Ball(a, bits + 32), line, bits + 32).interval();
      const Interval known = normal_cdf(Interval(Rational(-a), bits + 32));
      EXPECT_FALSE(disjoint(tail, known)) << text << " " << to_string(tail, 20) << " " << to_string(known, 20);
      Float allowed = known.hi();
      mpfr_div_2si(allowed.get(), allowed.get(), bits - 4, MPFR_RNDU);
      EXPECT_TRUE(wid(tail) <= allowed) << text << " at " << bits << " bits: " << to_string(tail, 20);
    }
  }
}

// Any line gives an enclosure; an unfortunate one a wide one.
TEST(LineIntegral, EnclosesOnUnfortunateLines) {
  const Precision bits = 80;
  const Interval known = normal_cdf(Interval(Rational(-1), bits));
  for (const Line& line : {Line{-3, 1, 3, 4, -2, 0, -20}, Line{Rational(1, 8), Rational(1, 4), 1, 7, -2, 0, -20}, Line{-1, 5, 6, 9, -2, 8, -40}}) {
    const Interval tail = tail_on_line(standard_normal(bits), Ball(1L, bits), line, bits).interval();
    EXPECT_TRUE(subset(known, tail)) << to_string(tail, 20);
  }
}

TEST(LineIntegral, SaysNothingWhenStoppedOrCutShort) {
  const Line line = propose_line(log_m, -kNoEnd, kNoEnd, 1, 80);
  LineIntegral stopped = standard_normal(80);
  stopped.stop = [] { return true; };
  EXPECT_FALSE(tail_on_line(stopped, Ball(1L, 80), line, 80).is_finite());
  const Interval short_sum = tail_on_line(standard_normal(80), Ball(1L, 80), line, 80, 2).interval();
  EXPECT_TRUE(subset(normal_cdf(Interval(Rational(-1), 80)), short_sum)) << to_string(short_sum, 20);
}

// inf exp(s^2/2 - sa) = exp(-a^2/2) at s = a.
TEST(LineIntegral, MarkovsBestPlaceIsFound) {
  for (const double a : {0.25, 1.0, 7.0}) {
    const Markov best = best_markov(log_m, kNoEnd, a);
    EXPECT_NEAR(best.at, a, 1e-4 * a);
    EXPECT_NEAR(best.log_bound, -a * a / 2, 1e-8);
  }
}

}  // namespace
}  // namespace certibound
