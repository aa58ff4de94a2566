// The closed forms of the exponential moments against integrals of the density by quadrature, and as box functions.
#include "support.hpp"

#include <certibound/quadrature/expect.hpp>
#include <certibound/quadrature/integrate.hpp>

namespace certibound::test {
namespace {

template <typename F>
Interval expectation(F f) {
  const Integral value = expect(make_integrand(f));
  EXPECT_TRUE(value.value.is_bounded()) << value.note;
  return value.value;
}

template <typename N>
N number(const Rational& value, const N& like) {
  return constant(value, like);
}

void expect_same(const Expectation& closed, const Interval& integral, const char* what) {
  ASSERT_FALSE(closed.infinite) << what;
  EXPECT_FALSE(disjoint(closed.value, integral)) << what << ": " << show(closed.value) << " " << show(integral);
  EXPECT_LE(relative_exponent(integral), -40) << what;  // else the comparison says little
  EXPECT_LE(relative_exponent(closed.value), -100) << what;
}

const Interval kRate(Rational(1, 5), 128);
Interval mean_of_relu(Precision bits) { return reciprocal(sqrt(Interval(2, bits) * Interval::pi(bits))); }

TEST(Moments, OfPiecewiseLinearVariablesAreIntegrals) {
  const Interval mu = mean_of_relu(160);
  expect_same(relu(kCentred).absolute(Orlicz::psi2, kRate), expectation([&](const auto& x) {
                const auto zero = number(0, x);
                return exp(number(Rational(1, 5), x) * sqr(max(x, zero) - constant(mu, x)));
              }),
              "centred relu, psi 2");
  expect_same(relu(kCentred).absolute(Orlicz::psi1, kRate), expectation([&](const auto& x) {
                const auto zero = number(0, x);
                return exp(number(Rational(1, 5), x) * abs(max(x, zero) - constant(mu, x)));
              }),
              "centred relu, psi 1");
  expect_same(piecewise_linear(1, Rational(-1, 2)).absolute(Orlicz::psi1, kRate), expectation([](const auto& x) {
                return exp(number(Rational(1, 5), x) * max(x, number(Rational(-1, 2), x) * x));
              }),
              "leaky abs, psi 1");
  expect_same(relu(kCentred).transform(-kRate), expectation([&](const auto& x) {
                const auto zero = number(0, x);
                return exp(number(Rational(-1, 5), x) * (max(x, zero) - constant(mu, x)));
              }),
              "centred relu, transform");
}

TEST(Moments, OfSquaresAreIntegrals) {
  expect_same(chi_square(1, kCentred)->absolute(Orlicz::psi1, kRate),
              expectation([](const auto& x) { return exp(number(Rational(1, 5), x) * abs(sqr(x) - number(1, x))); }),
              "centred square");
  expect_same(relu_square(kCentred).absolute(Orlicz::psi1, kRate), expectation([](const auto& x) {
                const auto zero = number(0, x);
                return exp(number(Rational(1, 5), x) * abs(sqr(max(x, zero)) - number(Rational(1, 2), x)));
              }),
              "centred square of relu");
  expect_same(relu_square().transform(-kRate), expectation([](const auto& x) {
                const auto zero = number(0, x);
                return exp(number(Rational(-1, 5), x) * sqr(max(x, zero)));
              }),
              "square of relu, transform");
}

// Given Z, Z' is normal of mean rho Z and variance 1 - rho^2: E exp(a Z Z') and E exp(a relu relu) as integrals over Z.
TEST(Moments, OfProductsAreIntegrals) {
  const Rational rho(2, 5), rest = 1 - rho * rho;
  for (const Rational& a : {Rational(1, 5), Rational(-1, 5), Rational(-3)}) {
    // E[exp(b Z'); Z' > 0] = exp(b m + b^2 v/2) Phi((m + b v)/sqrt v), m = rho z, v = 1 - rho^2, b = a z
    const auto closed = relu_product(rho)->transform(Interval(a, 128));
    const Interval integral = expectation([&](const auto& x) {
      const auto zero = number(0, x), half = number(Rational(1, 2), x), b = number(a, x) * max(x, zero);
      const auto m = number(rho, x) * x, v = number(rest, x), root = sqrt(v + v);
      const auto positive = half * erfc(-(m + b * v) / root), negative = half * erfc(m / root);
      return exp(b * m + half * b * b * v) * positive + negative;
    });
    expect_same(closed, integral, "product of relu");
  }
  expect_same(normal_product(rho)->transform(kRate), expectation([&](const auto& x) {
                const auto b = number(Rational(1, 5), x) * x, half = number(Rational(1, 2), x);
                return exp(b * number(rho, x) * x + half * b * b * number(rest, x));
              }),
              "product of normals");
}

// For rho = 1/2 given Z the centred product is linear in Z': pieces of a normal law.
TEST(Moments, OfCentredProductsAreIntegrals) {
  const Rational rho(1, 2), rest = 1 - rho * rho, rate(1, 5);
  const Interval mean = relu_product(rho)->mean(160);
  const auto tail = [&](const auto& from, const auto& b, const auto& m, const auto& v, const auto& root, int side) {
    // E[exp(b Z'); Z' > from] or < from, Z' of mean m and variance v = root^2
    const auto half = number(Rational(1, 2), m), two = number(Rational(2), m);
    const auto at = (from - m - b * v) / (root * sqrt(two));
    return exp(b * m + half * b * b * v) * half * (side > 0 ? erfc(at) : erfc(-at));
  };
  const Expectation closed = relu_product(rho, kCentred)->absolute(Orlicz::psi1, Interval(rate, 128));
  const auto f = make_integrand([&](const auto& x) {
    // x > 0: below the kink m/x exp(a (m - x Z'+)), beyond exp(a (x Z' - m))
    const auto a = number(rate, x), v = number(rest, x), root = sqrt(v), m = number(rho, x) * x, zero = number(0, x);
    const auto mu = constant(mean, x), kink = mu / x, b = a * x, up = exp(a * mu), down = exp(-a * mu);
    const auto none = tail(zero, zero, m, v, root, -1);
    const auto middle = tail(zero, -b, m, v, root, 1) - tail(kink, -b, m, v, root, 1);
    return (up * (none + middle) + down * tail(kink, b, m, v, root, 1)) * exp(-number(Rational(1, 2), x) * sqr(x));
  });
  QuadratureOptions options;
  options.absolute_goal = 40;
  const Interval from(Rational(1, 4096), 128), to(12, 128);
  const Interval inside = integral(f, from, to, options).own / sqrt(Interval(2, 128) * Interval::pi(128));
  // for Z < 0 the product is 0; for 0 < Z < 1/4096 the conditional mean lies in [1, 2], for Z > 12 it is below exp(0.12 Z^2)
  const Interval growth = exp(Interval(rate, 128) * mean);
  const Interval left = growth * normal_cdf(Interval(0, 128));
  const Interval near = (normal_cdf(from) - normal_cdf(Interval(0, 128))) * hull(Interval(1, 128), Interval(2, 128));
  const Interval far = hull(Interval(0, 128), exp(Interval(-40, 128)));
  const Interval sum = left + near + inside + far;
  EXPECT_FALSE(disjoint(sum, closed.value)) << show(closed.value) << " " << show(sum);
  EXPECT_LE(relative_exponent(sum), -11);
}

// |Z Z'| of correlation rho is the sum of the two signs: E exp(a |Z Z'|) + E exp(-a |Z Z'|) = E exp(a Z Z') + E exp(-a Z Z').
TEST(Moments, OfTheAbsoluteProductSatisfyTheirIdentity) {
  for (const char* text : {"-9/10", "0", "1/3", "1"}) {
    const Variable x = *normal_product(*parse_rational(text));
    const Interval a(Rational(1, 7), 128);
    // E exp(-a |Z Z'|) = 2 (E[exp(-a Z Z'); both > 0] at rho + at -rho), by the transform of the product of relu
    const auto quadrant = [&](const Rational& rho) {
      const Interval outside = (Interval(1, 128) + acos(Interval(rho, 128)) / Interval::pi(128)) / Interval(2, 128);
      return relu_product(rho)->transform(-a).value - outside;
    };
    const Rational rho = *parse_rational(text);
    const Interval minus = Interval(2, 128) * (quadrant(rho) + quadrant(Rational(-rho)));
    const Interval sum = x.absolute(Orlicz::psi1, a).value + minus;
    EXPECT_FALSE(disjoint(sum, x.transform(a).value + x.transform(-a).value)) << text << ": " << show(sum);
    EXPECT_LE(relative_exponent(sum), -110) << text;
  }
}

TEST(Moments, RiseWithTheRateAndBoundTheMean) {
  for (const Variable& x : closed_variables()) {
    Interval last(1, 128);
    for (const char* text : {"1/1000", "1/50", "1/20", "1/10", "1/8"}) {
      const Interval rate = rational(text, 128);
      for (const Orlicz psi : {Orlicz::psi1}) {
        const Expectation value = x.absolute(psi, rate);
        ASSERT_FALSE(value.infinite) << x.name << " " << text;
        EXPECT_TRUE(strictly_precedes(last, value.value)) << x.name << " " << text << ": " << show(value.value);
        // Jensen: E exp(lambda X) >= exp(lambda E X), and E exp(a |X|) >= both transforms
        const Interval plus = x.transform(rate).value, minus = x.transform(-rate).value;
        EXPECT_TRUE(possibly(less_equal(exp(rate * x.mean(128)), plus))) << x.name;
        EXPECT_TRUE(possibly(less_equal(plus, value.value))) << x.name << " " << text;
        EXPECT_TRUE(possibly(less_equal(minus, value.value))) << x.name << " " << text;
        last = value.value;
      }
    }
  }
}

TEST(Moments, AreInfiniteBeyondTheCriticalRateOnly) {
  for (const Variable& x : closed_variables()) {
    for (const Orlicz psi : {Orlicz::psi1, Orlicz::psi2}) {
      const std::optional<Rational> critical = x.critical_rate(psi);
      if (!critical || *critical == 0) continue;
      const Rational step(1, 1000000);
      EXPECT_TRUE(x.absolute(psi, Interval(Rational(*critical * (1 + step)), 128)).infinite) << x.name;
      const Expectation below = x.absolute(psi, Interval(Rational(*critical * (1 - step)), 128));
      EXPECT_TRUE(!below.infinite && below.value.is_bounded()) << x.name;
    }
  }
}

TEST(Moments, OfABoxOfRatesContainThoseOfItsMembers) {
  const Interval box(Rational(1, 20), Rational(1, 16), 64);
  for (const Variable& x : closed_variables()) {
    const Expectation wide = x.absolute(Orlicz::psi1, box);
    for (const char* text : {"0.05", "0.055", "0.0625"}) {
      EXPECT_TRUE(subset(x.absolute(Orlicz::psi1, rational(text, 200)).value, wide.value)) << x.name << " " << text;
    }
  }
}

}  // namespace
}  // namespace certibound::test
