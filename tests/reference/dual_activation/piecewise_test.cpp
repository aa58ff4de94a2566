// A user's own pieces against the special forms of the same functions, a Hermite series of their own derivatives, and a
// quadrature in doubles.
#include "activation_checks.hpp"

#include <certibound/dual_activation/exp_polynomial.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <tuple>

namespace certibound {
namespace {

struct Twin {
  const char *pieces, *special;
};

const Twin kTwins[] = {{"piecewise(x < 0: 0; x)", "relu"},
                       {"piecewise(x < 0: -x; x)", "abs"},
                       {"piecewise(x < 0: x/5; x)", "leaky(1/5)"},
                       {"piecewise(x <= 0: 0; 1)", "step"},
                       {"piecewise(x < 0: 0; x^2)", "relu2"},
                       {"piecewise(x < 0: 0; x^5)", "rectified(5)"},
                       {"piecewise(exp(x))", "exp"},
                       {"piecewise(x < 1/3: 2*exp(-x/2); 2*exp(-1/2*x))", "exp(2, -1/2)"},
                       {"piecewise(1 - 2*x + x^3/3)", "polynomial(1, -2, 0, 1/3)"},
                       {"piecewise(x < -1: x^4; x < 2: x^4; x^4)", "monomial(4)"}};

const std::pair<Rational, Rational> kVariances[] = {{1, 1}, {Rational(1, 4), Rational(9, 4)}, {Rational(1, 3), 2}};

// -127/128 and the like are numbers of these precisions, 1/1000 and the variances 1/3 are intervals.
TEST(Piecewise, AgreesWithTheSpecialForm) {
  for (const auto& [pieces, special] : kTwins) {
    const auto one = named(pieces), other = named(special);
    for (const Precision bits : {53L, 160L}) {
      for (const auto& [q1, q2] : kVariances) {
        for (const Rational& rho : {Rational(-1), Rational(-127, 128), Rational(0), Rational(1, 1000), Rational(1)}) {
          const bool first_variances = q1 == 1, dyadic = rho == Rational(-127, 128);
          if (bits != 53 && (!dyadic || q1 != Rational(1, 4))) continue;
          if (bits == 53 && dyadic && !first_variances) continue;
          const GaussianPair at = pair(rho, q1, q2, bits);
          for (const int order : {0, 1, 3}) {
            const Interval x = one->derivative(at, order), y = other->derivative(at, order);
            if (x.is_entire() || (x.is_empty() && y.is_empty())) continue;
            EXPECT_TRUE(meets(x, y)) << where(pieces, rho, q1, q2) << ", order " << order << to_string(x, 20)
                                     << to_string(y, 20);
          }
          EXPECT_TRUE(meets(one->tangent(at), other->tangent(at))) << where(pieces, rho, q1, q2);
          const bool exactly = at.rho.is_point() && at.q1.is_point() && at.q2.is_point();
          if (exactly && !contains_zero(one->dual(at))) {
            EXPECT_GE(correct_bits(one->dual(at)), bits - 3) << where(pieces, rho, q1, q2);
          }
        }
      }
    }
    EXPECT_EQ(one->lipschitz(64).has_value(), other->lipschitz(64).has_value()) << pieces;
    if (one->lipschitz(64)) {
      EXPECT_TRUE(meets(*one->lipschitz(64), *other->lipschitz(64))) << pieces;
    }
  }
}

const char* const kNames[] = {"hardtanh",
                              "relu6",
                              "elu",
                              "elu(1/2)",
                              "selu",
                              "piecewise(x < -3: 0; x < 3: x/6 + 1/2; 1)",
                              "piecewise(x < -1: exp(2*x); x < 1/2: 1; x^2)",
                              "piecewise(x < 0: x*exp(x); x < 2: x; (x - 1)*exp(-x))"};

// sum_{n <= N} a_n a_n' rho^n from the derivatives at 0, which are elementary, and the energy left against the dual, which
// is not: Phi2 on one side only.
TEST(Piecewise, MeetsItsHermiteSeries) {
  constexpr int kLast = 10;
  const Interval either(Rational(-1), Rational(1), 128);
  for (const char* name : kNames) {
    const auto s = named(name);
    const Rational q(3, 2);
    std::vector<Interval> squares;
    Interval factorial(1L, 128), left = s->second_moment(exact(q));
    for (int n = 0; n <= kLast; ++n) {
      if (n > 0) factorial = factorial * exact(n);
      squares.push_back(s->derivative(pair(0, q, q), n) / factorial);
      left = left - squares.back();
      EXPECT_GE(squares.back().hi().sign(), 0) << name << n;
    }
    EXPECT_GE(left.hi().sign(), 0) << name;
    for (const Rational& rho : {Rational(-9, 10), Rational(-1, 2), Rational(4, 5)}) {
      Interval sum(0L, 128), power(1L, 128);
      for (const Interval& square : squares) {
        sum = sum + square * power;
        power = power * exact(rho);
      }
      const Interval rest = (rho < 0 ? either : Interval(Rational(0), Rational(1), 128)) * left * abs(power);
      EXPECT_TRUE(meets(sum + rest, s->dual(pair(rho, q, q)))) << where(name, rho, q, q);
    }
  }
}

// Gauss-Legendre in doubles over x, and over y given x, cut where the pieces change.
double nested(const std::function<double(double)>& s, const std::vector<double>& cuts, double rho, double q1,
              double q2) {
  static const std::vector<std::pair<double, double>> kNodes = [] {
    std::vector<std::pair<double, double>> nodes;
    constexpr int n = 24;
    for (int i = 0; i < n; ++i) {
      double x = std::cos(M_PI * (i + 0.75) / (n + 0.5)), slope = 1;
      for (int step = 0; step < 50; ++step) {
        double before = 1, value = x;
        for (int k = 2; k <= n; ++k) {
          const double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
          before = value;
          value = next;
        }
        slope = n * (x * value - before) / (x * x - 1);
        x -= value / slope;
      }
      nodes.emplace_back(x, 2 / ((1 - x * x) * slope * slope));
    }
    return nodes;
  }();
  const auto over = [](std::vector<double> ends, const std::function<double(double)>& f) {
    for (double x = -10; x <= 10; x += 2.5) ends.push_back(x);
    std::sort(ends.begin(), ends.end());
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
      if (ends[i] < -10 || ends[i + 1] > 10) continue;
      const double half = (ends[i + 1] - ends[i]) / 2, centre = (ends[i + 1] + ends[i]) / 2;
      for (const auto& [x, w] : kNodes) {
        const double t = centre + half * x;
        sum += half * w * std::exp(-t * t / 2) / std::sqrt(2 * M_PI) * f(t);
      }
    }
    return sum;
  };
  std::vector<double> outer;
  for (const double c : cuts) outer.push_back(c / std::sqrt(q1));
  const double r = std::sqrt(1 - rho * rho);
  return over(outer, [&](double u) {
    std::vector<double> inner;
    for (const double c : cuts) inner.push_back((c / std::sqrt(q2) - rho * u) / r);
    return s(std::sqrt(q1) * u) * over(inner, [&](double v) { return s(std::sqrt(q2) * (rho * u + r * v)); });
  });
}

TEST(Piecewise, AgreesWithQuadrature) {
  struct Case {
    const char* name;
    std::function<double(double)> s;
    std::vector<double> cuts;
  };
  const double lambda = 1.0507009873554805, alpha = 1.6732632423543772;
  const Case cases[] = {{"hardtanh", [](double x) { return std::clamp(x, -1.0, 1.0); }, {-1, 1}},
                        {"relu6", [](double x) { return std::clamp(x, 0.0, 6.0); }, {0, 6}},
                        {"elu", [](double x) { return x > 0 ? x : std::expm1(x); }, {0}},
                        {"selu", [=](double x) { return x > 0 ? lambda * x : lambda * alpha * std::expm1(x); }, {0}},
                        {"piecewise(x < -1: exp(2*x); x < 1/2: 1; x^2)",
                         [](double x) { return x < -1    ? std::exp(2 * x)
                                               : x < 0.5 ? 1.0
                                                         : x * x; },
                         {-1, 0.5}},
                        {"piecewise(x < 0: x*exp(x); x < 2: x; (x - 1)*exp(-x))",
                         [](double x) { return x < 0   ? x * std::exp(x)
                                               : x < 2 ? x
                                                       : (x - 1) * std::exp(-x); },
                         {0, 2}}};
  for (const Case& c : cases) {
    const auto s = named(c.name);
    for (const auto& [q1, q2] : kVariances) {
      for (const Rational& rho : {Rational(-9, 10), Rational(0), Rational(24, 25)}) {
        const double value = nested(c.s, c.cuts, to_double(rho), to_double(q1), to_double(q2));
        EXPECT_NEAR(middle(s->dual(pair(rho, q1, q2, 64))), value, 1e-10) << where(c.name, rho, q1, q2);
      }
    }
  }
}

// elu in polar coordinates, cut where X or Y is 0, hardtanh and relu6 by a nested integral cut at the kinks; mpmath's quad
// at 22 digits, of which 15 are given. (1/2; 1, 1) and (-3/4; 1/4, 2).
TEST(Piecewise, AgreesWithReferenceValues) {
  const std::tuple<const char*, const char*, const char*> known[] = {
      {"elu", "0.324783648956762436", "-0.298200053024049041"},
      {"hardtanh", "0.238169165800771", "-0.267664796795415"},
      {"relu6", "0.304498889535538", "0.0134357739746459"}};
  for (const auto& [name, at_half, other] : known) {
    EXPECT_TRUE(agrees_with_decimal(named(name)->dual(pair(Rational(1, 2))), at_half)) << name;
    EXPECT_TRUE(agrees_with_decimal(named(name)->dual(pair(Rational(-3, 4), Rational(1, 4), 2)), other)) << name;
  }
}

TEST(Piecewise, IsContinuousTowardsTheEnds) {
  for (const char* name : kNames) {
    const auto s = named(name);
    for (const auto& [q1, q2] : kVariances) {
      for (const int side : {-1, 1}) {
        const Rational near = side * (1 - power(Rational(2), -40));
        const Interval end = s->dual(pair(side, q1, q2)), beside = s->dual(pair(near, q1, q2));
        EXPECT_TRUE(narrower(end - beside, -100) && narrower(hull(end, beside), -18)) << where(name, near, q1, q2);
        const Rational low = side > 0 ? near : Rational(-1), high = side > 0 ? Rational(1) : near;
        const Interval wide = s->dual({Interval(low, high, 128), exact(q1), exact(q2)});
        EXPECT_TRUE(meets(wide, end) && meets(wide, beside)) << where(name, near, q1, q2);
      }
    }
  }
}

TEST(Piecewise, VarianceZeroIsTheFunctionAtZero) {
  EXPECT_TRUE(equal(named("piecewise(x < 0: 3; 5)")->dual(pair(0, 0, 0)), exact(25)));
  EXPECT_TRUE(equal(named("piecewise(x <= 0: 3; 5)")->dual(pair(0, 0, 0)), exact(9)));
  EXPECT_TRUE(equal(named("hardtanh")->dual(pair(Rational(1, 2), 0, 3)), exact(0)));
  EXPECT_TRUE(meets(named("piecewise(x < 1: 2; 4)")->dual(pair(0, 0, 1)),
                    exact(2) * (exact(2) + exact(2) * normal_cdf(exact(-1)))));
  EXPECT_TRUE(equal(named("elu")->tangent(pair(0, 0, 0)), exact(1)));
  EXPECT_TRUE(named("elu(2)")->tangent(pair(0, 0, 0)).is_empty());
  EXPECT_TRUE(named("relu6")->tangent(pair(0, 0, 1)).is_empty());
  EXPECT_TRUE(equal(named("hardtanh")->tangent(pair(0, 0, 0)), exact(1)));
}

TEST(Piecewise, ZeroIsExact) {
  for (const Rational& q : {Rational(1), Rational(1, 1000000), Rational(100)}) {
    EXPECT_TRUE(equal(named("hardtanh")->dual(pair(0, q, 1)), exact(0)));
    EXPECT_TRUE(equal(named("relu6")->dual(pair(-1, q, 100)), exact(0)));
    EXPECT_TRUE(equal(named("piecewise(x < 0: x*exp(x); 0)")->dual(pair(-1, q, 2)), exact(0)));
  }
  EXPECT_FALSE(contains_zero(named("relu6")->dual(pair(0))));
  EXPECT_FALSE(contains_zero(named("elu")->dual(pair(-1))));
  EXPECT_FALSE(contains_zero(named("piecewise(x < -1: 0; x)")->dual(pair(-1))));
}

TEST(Piecewise, CutsAndPiecesAreKeptAsWritten) {
  const auto parsed = parse_piecewise("x < -1: -1; x <= 1/2: x; exp(2*x)");
  const auto* f = std::get_if<PiecewiseFunction>(&parsed);
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->cuts, (std::vector<Rational>{-1, Rational(1, 2)}));
  EXPECT_EQ(f->closed, (std::vector<bool>{false, true}));
  ASSERT_EQ(f->pieces.size(), 3U);
  EXPECT_EQ(f->pieces[0].constant(), Rational(-1));
  EXPECT_EQ(f->pieces[1].degree(), 1);
  EXPECT_TRUE(contains(f->pieces[2].at(Interval(0L, 64)), Rational(1)));
  EXPECT_TRUE(f->jump(0).vanishes_at(-1));           // continuous there
  EXPECT_FALSE(f->jump(1).vanishes_at(Rational(1, 2)));
  EXPECT_TRUE(std::holds_alternative<std::string>(parse_piecewise("x < 1: sin(x); 0")));
}

TEST(Piecewise, LipschitzConstantIsTheLeast) {
  const std::pair<const char*, Rational> exactly[] = {{"hardtanh", 1},
                                                      {"relu6", 1},
                                                      {"elu", 1},
                                                      {"elu(3)", 3},
                                                      {"piecewise(x < -3: 0; x < 3: x/6 + 1/2; 1)", Rational(1, 6)},
                                                      {"piecewise(x < 0: x*exp(x); x)", 1},
                                                      {"piecewise(x < -1: -1; x < 1: x^2 - 2; -1)", 2}};
  for (const auto& [name, value] : exactly) {
    ASSERT_TRUE(named(name)->lipschitz(64).has_value()) << name;
    EXPECT_TRUE(contains(*named(name)->lipschitz(64), value)) << name << to_string(*named(name)->lipschitz(64), 20);
    EXPECT_TRUE(narrower(*named(name)->lipschitz(64), -40)) << name << to_string(*named(name)->lipschitz(64), 20);
  }
  // |(1 - x) e^-x| is largest at x = 0 on the right, |(2 - x) ..| inside: s = x^2 e^-x has s' = x (2 - x) e^-x, and
  // s'' = 0 at 2 - sqrt 2.
  const Interval x = exact(2) - sqrt(exact(2)), top = x * (exact(2) - x) * exp(-x);
  const auto inside = named("piecewise(x < 0: 0; x^2*exp(-x))")->lipschitz(64);
  ASSERT_TRUE(inside.has_value());
  EXPECT_TRUE(meets(*inside, top)) << to_string(*inside, 20);
  EXPECT_TRUE(narrower(*inside, -30)) << to_string(*inside, 20);
  for (const char* none : {"piecewise(x < 0: 0; x^2)", "piecewise(x < 0: 0; 1)", "piecewise(exp(x))"}) {
    EXPECT_FALSE(named(none)->lipschitz(64).has_value()) << none;
  }
}

TEST(Piecewise, TextIsReadOrRefusedWithASentence) {
  EXPECT_EQ(named("piecewise( x<0 : 0; x )")->name(), "piecewise(x<0 : 0; x)");
  const std::pair<const char*, const char*> wrong[] = {{"piecewise", "pieces such as"},
                                                       {"piecewise()", "expected a number, x"},
                                                       {"piecewise(x < 0: tanh(x); x)", "found 'tanh'"},
                                                       {"piecewise(x < 0: 1/x; x)", "a divisor is a number"},
                                                       {"piecewise(x < 1: 0; x < 0: 1; x)", "must increase"},
                                                       {"piecewise(x < 0: 0; x < 0: 1; x)", "must increase"},
                                                       {"piecewise(x < 0: 0)", "expected ';'"},
                                                       {"piecewise(x < 0: 0; x; 1)", "is the last one"},
                                                       {"piecewise(x < y: 0; x)", "found 'y'"},
                                                       {"piecewise(x < x: 0; x)", "a bound is a number"},
                                                       {"piecewise(exp(x^2))", "exp takes k x"},
                                                       {"piecewise(exp(1))", "exp takes k x"},
                                                       {"piecewise(x^21)", "an exponent is an integer"},
                                                       {"piecewise(x^-1)", "an exponent is an integer"},
                                                       {"piecewise(x^11*x^11)", "the degree is at most"},
                                                       {"piecewise((x)", "expected ')'"},
                                                       {"piecewise(2 x)", "is the last one"},
                                                       {"piecewise(x > 0: 1; 0)", "is the last one"},
                                                       {"piecewise(((10^20)^20)^20)", "too many digits"}};
  for (const auto& [text, sentence] : wrong) {
    const FoundActivation found = find_activation(text);
    EXPECT_EQ(found.kind, NameKind::bad_parameter) << text;
    EXPECT_NE(found.wanted.find(sentence), std::string::npos) << text << ": " << found.wanted;
  }
  EXPECT_EQ(find_activation("piecewise(" + std::string(10000, '(')).kind, NameKind::unknown);
  EXPECT_EQ(find_activation("piecewise(" + std::string(10000, '(') + ")").kind, NameKind::bad_parameter);
}

TEST(Piecewise, RandomTextsDoNotStopTheProgram) {
  std::mt19937_64 engine(7);
  const std::string alphabet = "x<=:;+-*/^() 0123.e";
  for (int round = 0; round < 3000; ++round) {
    std::string text = "piecewise(";
    for (int i = static_cast<int>(engine() % 14); i > 0; --i) text += alphabet[engine() % alphabet.size()];
    const FoundActivation found = find_activation(text + ")");
    EXPECT_NE(found.kind, NameKind::unknown) << text;
  }
}

// A cut moved by one part in 10^12 gives another value: the enclosures are sharp enough to tell.
TEST(Piecewise, NeighboursAreToldApart) {
  const GaussianPair at = pair(Rational(1, 2), 1, 2);
  EXPECT_FALSE(meets(named("hardtanh")->dual(at), named("piecewise(x < -1: -1; x < 1.000000000001: x; 1)")->dual(at)));
  EXPECT_FALSE(meets(named("elu")->dual(at), named("elu(1.000000000001)")->dual(at)));
  EXPECT_FALSE(
      meets(named("elu")->dual(at), named("elu")->dual(pair(Rational(1, 2), 1, *parse_rational("2.000000000001")))));
}

}  // namespace
}  // namespace certibound
