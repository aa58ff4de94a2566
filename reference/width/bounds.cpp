// The table of width bounds. A row is one bound; the formulas stand in it as printed, the proof of each sharper one above
// it. Sources: arpit19 = D. Arpit, Y. Bengio, arXiv 1901.03611; nachum22 = I. Nachum, J. Hazla, M. Gastpar, A. Khina,
// ICLR 2022; pooling24 = Contraction property of pooling layer (anonymous).
#include "formulas.hpp"

#include <certibound/dual_activation/relu.hpp>
#include <certibound/norm_law/exponent.hpp>

#include <algorithm>

namespace certibound {
namespace {

using namespace width;
using enum Parameter;

Interval of(const Integer& n, Precision bits) { return {Rational(n), bits}; }
Interval of(const Rational& x, Precision bits) { return {x, bits}; }

// arpit19. f(e), the published exponent; I(e), I(-e), the best ones of the upper and the lower tail of r.

Threshold published(long factor, std::function<Integer(const WidthQuestion&)> copies) {
  return [=](const WidthQuestion& q, Precision bits) {
    return log(of(Rational(factor * copies(q)) / q.delta, bits)) / published_exponent(q.eps, bits);
  };
}

Exponentials both_tails(long factor, std::function<Integer(const WidthQuestion&)> copies) {
  return [=](const WidthQuestion& q, Precision bits) -> std::vector<Exponential> {
    const Interval count = of(Integer(factor * copies(q)), bits);
    return {{count, chernoff_exponent(q.eps, bits)}, {count, chernoff_exponent(-q.eps, bits)}};
  };
}

Integer one(const WidthQuestion&) { return 1; }
Integer layers_and_samples(const WidthQuestion& q) { return q.layers * q.samples; }

Threshold share_of_delta(long factor, std::function<Integer(const WidthQuestion&)> copies) {
  return [=](const WidthQuestion& q, Precision bits) { return of(Rational(q.delta / (factor * copies(q))), bits); };
}

// [d log(2/Delta) + log(4 L/delta)] / f(e/3), Delta = min{e/(3 sqrt d), sqrt(e/3)/d}.
Interval subspace_width(const WidthQuestion& q, Precision bits) {
  const Interval d = of(q.dimension, bits), e = of(q.eps, bits), three(3, bits), two(2, bits);
  const Interval mesh = min(e / (three * sqrt(d)), sqrt(e / three) / d);
  const Interval failure = log(of(Rational(4 * q.layers) / q.delta, bits));
  return (d * log(two / mesh) + failure) / published_exponent(q.eps / 3, bits);
}

const char* const kSubspaceReading =
    "read with e/12 - log(..) in the denominator: as printed, with -e/12, it is negative and no width is asked for; "
    "Delta = min{e/(3 sqrt d), sqrt(e/3)/d}";

std::vector<Exponential> net_terms(const WidthQuestion& q, Precision bits) {
  const Net net = best_net(q);
  const Interval points = pow(of(Rational(1 + 2 / net.eta), bits), of(q.dimension, bits));
  return {{points, chernoff_exponent(net.e1, bits)}, {points, chernoff_exponent(-net.e1, bits)}};
}

// If the m rows, seen in the subspace, lie in one half-space (Wendel), some u of it has ReLU(Ru) = 0, which violates the
// statement for every e < 1. And no width serves a subspace that does not serve one vector of it.
WidthAnswer needed_for_subspace(const WidthQuestion& q, const Stop& stop) {
  static const WidthColumn one_vector =
      by_law("", "", norm_ratio_law(), share_of_delta(1, one), both_tails(1, one), "the law of one vector");
  WidthAnswer out = one_vector.ask(q, stop);
  if (q.dimension > kMostWendelDimension) {
    out.note += "; Wendel's sum is computed up to d = " + std::to_string(kMostWendelDimension);
    return out;
  }
  const Integer wendel = wendel_width(static_cast<long>(q.dimension), q.delta);
  if (out.width && *out.width >= wendel) return out;
  return {wendel, "all rows in one half-space (Wendel): ReLU(Ru) = 0 for some u"};
}

WidthAnswer wendel_alone(const WidthQuestion& q, const Stop&) {
  if (q.dimension > kMostWendelDimension) {
    return {{}, "computed up to d = " + std::to_string(kMostWendelDimension), false};
  }
  return {wendel_width(static_cast<long>(q.dimension), q.delta), "exact integers; the sum decreases in m"};
}

const char* const kNoUniformLaw = "the law of the worst u in a subspace is not known";

// nachum22. Images have |x| = |y| = 1, filters variance 1/(nu_sigma r)^2: 2/r^2 for the ReLU, 1/r^2 for the identity.
// Then w' = nu^2 L^2 sum |[x]_ij||[y]_ij| <= nu^2 L^2 r^2 (Cauchy-Schwarz, sum |[x]_ij|^2 = r^2): 2 and 1.

// nu^2 L^2 R^2 n^2, with R = max |[x]_ij| >= r/n.
Rational patch_scale(const WidthQuestion& q, long relu_factor) {
  const Rational flat(q.filter, q.image), ratio = q.patch.value_or(flat) / flat;
  return relu_factor * ratio * ratio;
}

// N > max(K, K^2) log(copies n^2/delta), K = D scale/eps.
Interval filters(const WidthQuestion& q, const Rational& scale, const Rational& constant, long copies, Precision bits) {
  const Rational k = q.constant.value_or(constant) * scale / q.eps;
  return of(std::max(k, Rational(k * k)), bits) * log(of(Rational(copies * q.image * q.image) / q.delta, bits));
}

// Z = <sigma(F*x), sigma(F*y)>: E|Z|^k <= w'^k E g^2k by Minkowski's and Cauchy-Schwarz's inequalities, half of that for the
// ReLU, where Z >= 0 and E R(G)^k R(H)^k <= E g^2k/2. As log E exp(l(Z - EZ)) <= E exp(lZ) - 1 - l EZ, the exponent of
// either tail at eps is at least h_c(eps/w'), c = 1, or 1/2 for the ReLU.
//
// The least D for which 2 exp(-N h(eps/w')) <= delta follows from N > max(K,K^2) log(2/delta), K = D w'/eps: h(t)/t
// increases and h(t)/t^2 decreases, so max(D/t, (D/t)^2) h(t) >= 1 for all t if h(D) = 1. For h_(1/2) that is D = 7/2.
const Rational kReluConstant(7, 2);
std::vector<Exponential> relu_filters(const WidthQuestion& q, Precision bits) {
  return {{Interval(2, bits), square_exponent(Rational(1, 2), q.eps / 2, bits)}};
}

// <F*x, F*y> = F^T M F with sum |eigenvalues of (M + M^T)/2| <= |A|_F |B|_F = r^2, A and B the matrices of patches. For each
// of them, s of either sign, -log(1-2s)/2 - s <= -log(1-2|s|)/2 - |s|, which is superadditive in |s|: so both tails
// have at least the exponent (t - log(1+t))/2 at t = eps of chi^2_1. It is 1 at D with D - log(1+D) = 2: 3.5052..
const Rational kIdentityConstant(351, 100);
std::vector<Exponential> linear_filters(const WidthQuestion& q, Precision bits) {
  return {{Interval(2, bits), chi2_exponent(q.eps, bits)}};
}

std::vector<Exponential> chi2_tails(const WidthQuestion& q, Precision bits) {
  const Interval one_tail(1, bits);
  return {{one_tail, chi2_exponent(q.eps, bits)}, {one_tail, chi2_exponent(-q.eps, bits)}};
}

// A/sqrt(BC) and A' differ by at most eps if |A-A'|, |B-1|, |C-1| <= eps/2, eps < 2, since |A/sqrt(BC)| <= 1 and
// A/sqrt(BC) - A' = (A - A') + (1 - sqrt(BC)) A/sqrt(BC). So three times the tail at eps/2.
template <typename Exponent>
Exponentials quotient(Exponent exponent) {
  return [=](const WidthQuestion& q, Precision bits) -> std::vector<Exponential> {
    return {{Interval(6, bits), exponent(Rational(q.eps / 2), bits)}};
  };
}

WidthAnswer orthogonal_pair(const WidthQuestion& q, const Stop& stop) {
  if (q.eps < kLeastCosine || q.eps > 1) return {{}, "computed for 1/100 <= eps <= 1"};
  const auto holds = [&](const Integer& n) {
    if (n < 2) return q.delta < 1 ? Certainty::impossible : Certainty::certain;
    if (n > chi2_mean_law().most) return Certainty::unknown;
    return at_most([&](Precision bits) { return cosine_tail(static_cast<long>(n), q.eps, bits); },
                   [&](Precision bits) { return delta_of(q, bits); }, 512);
  };
  const auto width = least_monotone(holds, 2, stop);
  return {width, width ? "no smaller N is valid: law of rho_out for orthogonal inputs" : "not decided",
          width.has_value()};
}

Interval unprinted(const WidthQuestion& q, Precision bits) {
  return q.constant ? of(*q.constant, bits) : Interval::empty(bits);
}

// A column that needs the constant which the paper does not print.
WidthColumn with_constant(const char* formula, const char* letter, Threshold x, bool strict) {
  WidthColumn column = above("published", formula, std::move(x), strict);
  const std::string reason = std::string("the constant ") + letter + " is not printed; give it";
  column.ask = [ask = std::move(column.ask), reason](const WidthQuestion& q, const Stop& stop) {
    return q.constant ? ask(q, stop) : WidthAnswer{{}, reason};
  };
  return column;
}

// pooling24. From the last line of its proof of Theorem 4.1: rho(g,g') >= 1 - (|g'|/eps - 1)^-2/2 with eps^2 = 10 C m/n and
// |g'|^2 >= m/15, so 1 - rho <= eps if n >= 150 C (1 + (2 eps)^(-1/2))^2. Every admissible C is at least (8/3) log 2 (signs:
// their psi2 norm squared is 1/log 2, that of a Gaussian 8/3).
Interval average_window(const WidthQuestion& q, Precision bits) {
  const Interval c = q.constant ? of(*q.constant, bits) : of(Rational(8, 3), bits) * log(Interval(2, bits));
  return Interval(150, bits) * c * sqr(Interval(1, bits) + reciprocal(sqrt(of(Rational(2 * q.eps), bits))));
}

// E A_x A_y = (n Rhat/2 + n(n-1)/(2 pi))/n^2 and E A_x^2 the same with Rhat = 1: 1 - rho_A = pi (1 - Rhat)/(pi + n - 1).
Interval mean_window(const WidthQuestion& q, Precision bits) {
  const Interval pi = Interval::pi(bits), one_bits(1, bits);
  return pi * (one_bits - rhat(of(q.rho, bits))) / of(q.eps, bits) - pi + one_bits;
}

// 1/C = 1 + S_k/d^2 for circular padding, d >= 2k-1, S_k = sum over shifts of (pi E Rhat(c_tau) - 1): E over the images of the
// square of the average is |W|^2 sum Rhat(c_tau)/(2 d^2), of the product |W|^2/(2 pi). As pi Rhat(c) <= 1 + pi c/2 +
// (pi/2 - 1) c^2 (its series has only even powers beyond c, all positive, and pi Rhat(1) = pi), E c_tau = 0 for tau != 0
// and sum over tau != 0 of E c_tau^2 = (k^2-1)/(k^2+2): S_k <= pi - 1 + (pi/2 - 1)(k^2-1)/(k^2+2).
Interval image_side(const WidthQuestion& q, Precision bits) {
  const Interval pi = Interval::pi(bits), one_bits(1, bits);
  const Rational square(q.filter * q.filter);
  const Interval s =
      pi - one_bits + (pi / Interval(2, bits) - one_bits) * of(Rational((square - 1) / (square + 2)), bits);
  return max(sqrt(s * of(Rational((1 - q.eps) / q.eps), bits)), of(Integer(2 * q.filter - 1), bits));
}

// Up to some 2000 digits.
WidthColumn exponential_window() {
  WidthColumn column = with_constant(
      "n >= exp(C/eps)", "C",
      [](const WidthQuestion& q, Precision bits) { return exp(unprinted(q, bits) / of(q.eps, bits)); }, false);
  column.ask = [ask = std::move(column.ask)](const WidthQuestion& q, const Stop& stop) {
    if (q.constant && *q.constant / q.eps > 5000) return WidthAnswer{{}, "exp(C/eps) has more than 2000 digits", false};
    return ask(q, stop);
  };
  return column;
}

std::vector<WidthBound> arpit19() {
  return {
      {"arpit19.lemma2",
       "Lemma 2, (7)",
       "one input, one layer: (1-eps)|u|^2 <= |ReLU(Ru)|^2 <= (1+eps)|u|^2",
       "m",
       {delta},
       1,
       false,
       {above("published", "2 exp(-m f(eps)) <= delta", published(2, one)),
        decaying("chernoff", "exp(-m I(eps)) + exp(-m I(-eps)) <= delta", both_tails(1, one)),
        by_law("exact", "P(|r - 1| > eps) <= delta", norm_ratio_law(), share_of_delta(1, one), both_tails(1, one))}},
      {"arpit19.thm1",
       "Theorem 1, (8)",
       "N inputs, L layers of width n: each layer keeps each |h|^2 within 1 +- eps, so that |f|^2 stays within (1 +- eps)^L",
       "n",
       {delta, layers, samples},
       1,
       false,
       {above("published", "2 N L exp(-n f(eps)) <= delta", published(2, layers_and_samples)),
        decaying("chernoff", "N L (exp(-n I(eps)) + exp(-n I(-eps))) <= delta", both_tails(1, layers_and_samples)),
        by_law("exact", "N L P(|r - 1| > eps) <= delta", norm_ratio_law(), share_of_delta(1, layers_and_samples),
               both_tails(1, layers_and_samples), "law of one layer, union bound over layers and samples"),
        by_law("layers", "N (1 - (1 - P(|r - 1| > eps))^L) <= delta", norm_ratio_law(), per_layer,
               both_tails(1, layers_and_samples), "exact over the layers, union bound over samples"),
        by_product("product", "N P(r_1..r_L outside (1-eps)^L..(1+eps)^L) <= delta", both_tails(1, layers_and_samples))}},
      {"arpit19.lemma3",
       "Lemma 3, (9), (73)",
       "all u in a subspace of dimension d, one layer, as in Lemma 2",
       "m",
       {delta, dimension},
       1,
       false,
       {above("published", "m >= [d log(2/Delta) + log(4/delta)]/f(eps/3)", subspace_width, false, kSubspaceReading),
        decaying("chernoff", "(1 + 2/eta)^d (exp(-m I(e1)) + exp(-m I(-e1))) <= delta", net_terms,
                 "net of mesh eta, e1 < eps kept at its points, both chosen for the least m"),
        without("exact", kNoUniformLaw),
        {"needed", "every smaller m fails with probability above delta", needed_for_subspace}}},
      {"arpit19.thm2",
       "Theorem 2, (11)",
       "all x in a subspace of dimension d, L layers of width n_l",
       "n_l",
       {delta, dimension, layers},
       1,
       false,
       {above("published", "n_l >= [d log(2/Delta) + log(4 L/delta)]/f(eps/3)", subspace_width, false,
              kSubspaceReading),
        without("chernoff",
                "none: the image of a subspace under one layer spans more than d dimensions, so that the net of "
                "Lemma 3 does not serve the next layer"),
        without("exact", kNoUniformLaw),
        {"needed", "every smaller n_1 fails at the first layer", needed_for_subspace}}},
      {"arpit19.lemma5",
       "Lemma 5, (21)",
       "one input: |(Ru) o z|^2 within 1 +- eps, z iid fair coins independent of R",
       "m",
       {delta},
       1,
       false,
       {above("published", "2 exp(-m f(eps)) <= delta", published(2, one)),
        decaying("chernoff", "exp(-m I(eps)) + exp(-m I(-eps)) <= delta", both_tails(1, one)),
        by_law("exact", "P(|r - 1| > eps) <= delta", norm_ratio_law(), share_of_delta(1, one), both_tails(1, one),
               "the law is that of Lemma 2")}},
      {"arpit19.thm3",
       "Theorem 3, (22)",
       "N samples, L layers of width n: gradients, under the assumption of footnote 1",
       "n",
       {delta, layers, samples},
       1,
       false,
       {above("published", "4 N L exp(-n f(eps)) <= delta", published(4, layers_and_samples)),
        decaying("chernoff", "2 N L (exp(-n I(eps)) + exp(-n I(-eps))) <= delta", both_tails(2, layers_and_samples)),
        by_law("exact", "2 N L P(|r - 1| > eps) <= delta", norm_ratio_law(), share_of_delta(2, layers_and_samples),
               both_tails(2, layers_and_samples),
               "law of one layer, union bound over layers, directions and samples")}},
      {"arpit19.lemma6",
       "Lemma 6, (154)",
       "|<Ru1, Ru2> - <u1, u2>| <= eps for |u1|, |u2| <= 1, entries N(0, 1/m)",
       "m",
       {delta},
       Rational(1, 2),
       false,
       {above("published", "4 exp(-(m/4)(eps^2 - eps^3)) <= delta",
              [](const WidthQuestion& q, Precision bits) {
                const Rational e = q.eps;
                return log(of(Rational(4 / q.delta), bits)) / of(Rational((e * e - e * e * e) / 4), bits);
              }),
        // As for linear filters: <Ru1, Ru2> is (1/m) times a sum of m forms with eigenvalues (c +- 1)/2, |c| <= 1.
        decaying("chernoff", "2 exp(-m (eps - log(1+eps))/2) <= delta", linear_filters),
        without("exact", "it depends on u1 and u2; the worst pair is not known"),
        by_law("needed", "P(|chi^2_m/m - 1| > eps) <= delta", chi2_mean_law(), share_of_delta(1, one), chi2_tails,
               "the law for u1 = u2, |u1| = 1")}},
      {"arpit19.lemma7",
       "Lemma 7, (155)",
       "|<v1, v2> - <u1, u2>| <= eps, v = (Ru) o z, |u1|, |u2| <= 1",
       "m",
       {delta},
       1,
       false,
       {above("published", "4 exp(-m f(eps)) <= delta", published(4, one)),
        // Lemma 5 for u1 + u2 and u1 - u2, as in (156)-(163).
        decaying("chernoff", "2 (exp(-m I(eps)) + exp(-m I(-eps))) <= delta", both_tails(2, one)),
        without("exact", "it depends on u1 and u2; the worst pair is not known"),
        by_law("needed", "P(|r - 1| > eps) <= delta", norm_ratio_law(), share_of_delta(1, one), both_tails(1, one),
               "the law for u1 = u2, |u1| = 1")}},
      {"arpit19.new.lemma3.wendel",
       "Wendel 1962, (1)",
       "what any width for a subspace of dimension d must be at least",
       "m",
       {delta, dimension},
       1,
       false,
       {without("published", "not in the paper: a bound from below on the failure probability of Lemma 3"),
        {"needed", "2^(1-m) sum_{k<d} C(m-1,k) <= delta", wendel_alone}}},
  };
}

std::vector<WidthBound> nachum22() {
  return {
      {"nachum22.intro.jl",
       "page 2",
       "linear layer, N rows: |rho_out - rho_in| < eps",
       "N",
       {delta, constant},
       2,
       false,
       {with_constant(
            "N > c log(1/delta)/eps^2", "c",
            [](const WidthQuestion& q, Precision bits) {
              return unprinted(q, bits) * log(of(Rational(1 / q.delta), bits)) / of(Rational(q.eps * q.eps), bits);
            },
            true),
        decaying("chernoff", "6 exp(-N (t - log(1+t))/2) <= delta, t = eps/2", quotient(chi2_exponent)),
        without("exact", "it depends on rho_in; the worst one is not known"),
        {"needed", "P(|rho_out| >= eps) <= delta for rho_in = 0", orthogonal_pair}}},
      {"nachum22.intro.jl.distance",
       "page 2",
       "linear layer, N rows: squared distances within 1 +- eps",
       "N",
       {delta, constant},
       1,
       false,
       {with_constant(
            "N > c log(1/delta)/eps^2", "c",
            [](const WidthQuestion& q, Precision bits) {
              return unprinted(q, bits) * log(of(Rational(1 / q.delta), bits)) / of(Rational(q.eps * q.eps), bits);
            },
            true),
        decaying("chernoff", "exp(-N (eps - log(1+eps))/2) + exp(-N (-eps - log(1-eps))/2) <= delta", chi2_tails),
        by_law("exact", "P(|chi^2_N/N - 1| > eps) <= delta", chi2_mean_law(), share_of_delta(1, one), chi2_tails)}},
      {"nachum22.thm2",
       "Theorem 2, (10)-(11)",
       "ReLU, N filters: |mean of <R(F*x), R(F*y)> - E| < eps, |x| = |y| = 1",
       "N",
       {delta, filter, image, patch, constant},
       1,
       false,
       {above(
            "published", "N > max(K, K^2) log(2 n^2/delta), K = 2 D (R n/r)^2/eps",
            [](const WidthQuestion& q, Precision bits) {
              return filters(q, patch_scale(q, 2), kReluConstant, 2, bits);
            },
            true, "D is not printed: 7/2, which is valid, unless another one is given"),
        decaying("chernoff", "2 exp(-N h_(1/2)(eps/2)) <= delta", relu_filters, "by the moments of the ReLU products"),
        without("exact", "it depends on the images; the worst pair is not known"),
        by_law("needed", "P(|r - 1| > eps) <= delta", norm_ratio_law(), share_of_delta(1, one), both_tails(1, one),
               "the law for a flat image, x = y")}},
      {"nachum22.cor1",
       "Corollary 1",
       "ReLU, N filters: |rho_out - rhobar_out| < eps",
       "N",
       {delta, filter, image, patch, constant},
       Rational(1, 10),
       true,
       {above(
            "published", "N > max(K, K^2) log(6 n^2/delta), K = 2 D (R n/r)^2/eps",
            [](const WidthQuestion& q, Precision bits) {
              return filters(q, patch_scale(q, 2), 5 * kReluConstant, 6, bits);
            },
            true, "D is not printed: 35/2, which is valid (Theorem 2 at eps/5), unless another one is given"),
        decaying("chernoff", "6 exp(-N h_(1/2)(eps/4)) <= delta", quotient([](const Rational& t, Precision bits) {
                   return square_exponent(Rational(1, 2), t / 2, bits);
                 }),
                 "Theorem 2 by the moments at eps/2 for each of the three sums"),
        without("exact", "the law of a quotient of dependent quadratic forms is not known")}},
      {"nachum22.lem2",
       "Lemma 2",
       "linear CNN, N filters: |mean of <F*x, F*y> - <x,y>| < eps, |x| = |y| = 1",
       "N",
       {delta, filter, image, patch, constant},
       1,
       false,
       {above(
            "published", "N > max(K, K^2) log(2 n^2/delta), K = D (R n/r)^2/eps",
            [](const WidthQuestion& q, Precision bits) {
              return filters(q, patch_scale(q, 1), kIdentityConstant, 2, bits);
            },
            true, "D is not printed: 351/100, which is valid, unless another one is given"),
        decaying("chernoff", "2 exp(-N (eps - log(1+eps))/2) <= delta", linear_filters),
        without("exact", "it depends on the images; the worst pair is not known"),
        by_law("needed", "P(|chi^2_N/N - 1| > eps) <= delta", chi2_mean_law(), share_of_delta(1, one), chi2_tails,
               "the law for a flat image, x = y")}},
  };
}

std::vector<WidthBound> pooling24() {
  const char* const kNoRate = "the paper prints no probability with constants for the realised similarity";
  return {
      {"pooling24.thm41",
       "Theorem 4.1",
       "average pooling, windows of n neurons: 1 - rho(A_x, A_y) <= eps",
       "n",
       {rho, constant},
       1,
       false,
       {above("published", "n >= 150 C (1 + (2 eps)^(-1/2))^2", average_window, false,
              "from the constants of the proof; C is not printed: (8/3) log 2, the least possible, unless given"),
        without("chernoff", kNoRate),
        above("exact", "pi (1 - Rhat(rho))/(pi + n - 1) <= eps", mean_window, false,
              "mean similarity, all x, y with that rho")}},
      {"pooling24.thm42",
       "Theorem 4.2, Corollary 4.3",
       "max pooling, windows of n: 1 - rho(M_x, M_y) <= eps",
       "n",
       {constant},
       1,
       false,
       {exponential_window(), without("chernoff", kNoRate),
        without("exact", "moments of correlated maxima, not in this room")}},
      {"pooling24.thm44",
       "Theorem 4.4, Appendix E",
       "Gaussian d x d images, kernels k x k: mean cosine >= 1 - eps",
       "d",
       {filter},
       1,
       false,
       {above(
            "published", "d >= 9/(C^2 eps)",
            [](const WidthQuestion& q, Precision bits) {
              return Interval::pi(bits) * of(Rational(9 / (2 * q.eps)), bits);
            },
            false, "k = sqrt(d) in print; C is not printed: C^2 = 2/pi, the greatest possible (k = 1)"),
        above("sharper", "d^2 >= S (1 - eps)/eps, S = pi - 1 + (pi/2 - 1)(k^2 - 1)/(k^2 + 2), d >= 2k - 1", image_side,
              false, "circular padding"),
        without("exact", "E Rhat of correlated patches, not in this room")}},
  };
}

std::vector<WidthBound> joined(std::initializer_list<std::vector<WidthBound>> papers) {
  std::vector<WidthBound> out;
  for (const std::vector<WidthBound>& paper : papers) out.insert(out.end(), paper.begin(), paper.end());
  return out;
}

bool asks(const WidthBound& bound, Parameter p) {
  return std::find(bound.parameters.begin(), bound.parameters.end(), p) != bound.parameters.end();
}

}  // namespace

const std::vector<ParameterTitle>& parameter_titles() {
  static const std::vector<ParameterTitle> titles{
      {eps, "eps", "allowed error"},
      {delta, "delta", "allowed failure probability, 0 < delta <= 1"},
      {layers, "layers", "layers L"},
      {samples, "samples", "samples N"},
      {dimension, "dimension", "dimension d of the subspace"},
      {filter, "filter", "side r (k) of the filter"},
      {image, "image", "side n of the image, at least the filter's"},
      {patch, "patch", "R, the greatest norm of a patch of an image of norm 1; r/n if not given"},
      {rho, "rho", "similarity of the inputs, -1 if not given"},
      {constant, "constant", "the constant that the paper calls absolute and does not print"}};
  return titles;
}

const std::vector<WidthBound>& width_bounds() {
  static const std::vector<WidthBound> bounds = joined({arpit19(), nachum22(), pooling24()});
  return bounds;
}

const WidthBound* find_width_bound(std::string_view name) {
  for (const WidthBound& bound : width_bounds()) {
    if (bound.name == name) return &bound;
  }
  return nullptr;
}

std::string refusal(const WidthBound& bound, const WidthQuestion& q) {
  if (q.eps <= 0 || q.eps > bound.most_eps || (q.eps == bound.most_eps && !bound.closed)) {
    return "eps outside 0 < eps " + std::string(bound.closed ? "<= " : "< ") + to_string(bound.most_eps);
  }
  if (asks(bound, delta) && (q.delta <= 0 || q.delta > 1)) return "delta outside 0 < delta <= 1";
  if (asks(bound, image) && q.filter > q.image) return "the filter is larger than the image";
  if (asks(bound, patch) && q.patch) {
    if (*q.patch < Rational(q.filter, q.image) || *q.patch > 1) return "patch outside r/n <= R <= 1";
  }
  if (asks(bound, rho) && (q.rho < -1 || q.rho > 1)) return "rho outside -1 <= rho <= 1";
  if (asks(bound, constant) && q.constant && *q.constant <= 0) return "the constant is not positive";
  return {};
}

}  // namespace certibound
