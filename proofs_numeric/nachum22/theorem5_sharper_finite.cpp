// Sharper forms of Theorem 5 of Nachum et al., ICLR 2022: the excess E<R(F*A),R(F*B)> - <A,B> as a sum over patches,
// its best constant c_r = sqrt(k^2-1)/(2 pi k), k = (2r+1)^2, and the pictures that attain it. Terms and patches as
// in small_torus.hpp; the filter has mean 0, patches are centred and cyclic, a zero patch counts 0.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"
#include "small_torus.hpp"

#include <certibound/boundary/theorem5.hpp>
#include <certibound/dual_activation/relu.hpp>
#include <certibound/interval/relations.hpp>

#include <optional>

namespace certibound::papers {
namespace {

__extension__ typedef __int128 Int128;

const char* const kExcess =
    "With a, b, s the slots of a patch in A, B, A cap B, E<R(F*A),R(F*B)> - <A,B> is the sum over the patches of t = "
    "sqrt(ab) Rhat(-s/sqrt(ab))/k (nachum22.new.thm5.identity), ";
const char* const kLargestTerm =
    "and t = 0 off d_r(A,B) (a = 0 or b = 0 or a = b = s = k). On it t <= c_r: t grows with ab (dt/d(ab) = "
    "sqrt(ab-s^2)/(2 pi k ab)) and a+b <= k+s. For s = 0: 4ab <= k^2-1, as a+b <= k is odd or 4ab <= (k-1)^2, and t = "
    "sqrt(ab)/(pi k) <= c_r. For s >= 1: t <= phi(s), its value at ab = ((k+s)/2)^2; pi k phi'(s) = sin(u)/2 - u <= 0 "
    "with cos(u) = 2s/(k+s), so t <= phi(1) = (sqrt((k-1)(k+3))/2 - arccos(2/(k+1)))/(pi k) < c_r, since k >= 9 and "
    "(sqrt((k-1)(k+3)) - sqrt((k-1)(k+1)))/2 < 1/2 < arccos(1/5). ";

// c_r, enclosed.
Interval largest_term(int r) {
  const long k = (2L * r + 1) * (2L * r + 1);
  const Precision bits = PatchTerms::kBits;
  return sqrt(Interval(k * k - 1, bits)) / (Interval(2 * k, bits) * Interval::pi(bits));
}

// t <= c_r for all counts with 1 <= r <= PatchTerms::kLargestRadius; the contact 4ab = k^2-1, s = 0 is an equality of integers.
std::optional<long> terms_stay_below() {
  long cases = 0;
  for (int r = 1; r <= PatchTerms::kLargestRadius; ++r) {
    const PatchTerms& terms = PatchTerms::of(r);
    const Interval most = largest_term(r);
    const int k = terms.slots();
    for (const PatchCounts& c : terms.possible()) {
      const Interval t(Rational(Integer(terms.upper(c)), Integer(kUnit)), PatchTerms::kBits);
      const bool below = c.s == 0 ? 4 * c.a * c.b <= k * k - 1 : certainly(less(t, most));
      if (!below || terms.lower(c) < 0) return std::nullopt;
      ++cases;
    }
  }
  return cases;
}

FiniteOutcome decide_upper(const std::string& argument) {
  const std::optional<long> cases = terms_stay_below();
  FiniteOutcome out = reduced_if(cases.has_value(),
                                 argument + "Machine: 0 <= t <= c_r at the " + std::to_string(cases.value_or(0)) +
                                     " possible (a,b,s) for r = 1, 2, 3, hence for every n, A, B there.",
                                 cases.value_or(0), PatchTerms::kBits);
  for (int r = 1; r <= PatchTerms::kLargestRadius; ++r)
    out.enclosures.push_back({"c_" + std::to_string(r), largest_term(r)});
  return out;
}

FiniteOutcome decide_lower(const std::atomic<bool>& stop) {
  bool holds = true;
  long pairs = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    holds = holds && pair_sums(torus, PatchTerms::of(torus.radius()), a, b).excess_lower >= 0;
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(holds && complete,
                    std::string(kExcess) + "and Rhat >= 0. Machine: " + extent_of_pairs(Patches::periodic) + ": " +
                        std::to_string(pairs) + " pairs.",
                    pairs, PatchTerms::kBits);
}

// Whether t agrees with sqrt(ab) Rhat(-s/sqrt(ab))/k by the formula of Rhat, a second route, for all counts with r <=
// 2.
std::optional<long> terms_by_rhat() {
  long cases = 0;
  for (int r = 0; r <= 2; ++r) {
    const PatchTerms& terms = PatchTerms::of(r);
    const Precision bits = PatchTerms::kBits;
    const Interval unit(Rational(Integer(kUnit)), bits);
    for (const PatchCounts& c : terms.possible()) {
      if (c.a == 0 || c.b == 0) continue;
      const Interval root = sqrt(Interval(long{c.a * c.b}, bits));
      const Interval t = root * rhat(Interval(long{-c.s}, bits) / root) / Interval(long{terms.slots()}, bits);
      const Interval fixed(Rational(terms.lower(c)), Rational(terms.upper(c)), bits);
      if (disjoint(t * unit, fixed)) return std::nullopt;
      ++cases;
    }
  }
  return cases;
}

FiniteOutcome decide_identity(const std::atomic<bool>& stop) {
  const std::optional<long> terms = terms_by_rhat();
  bool holds = terms.has_value();
  long pairs = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    int slots_in_both = 0;
    for (int p = 0; p < torus.pixels(); ++p) slots_in_both += torus.slots_in(a & b, p);
    holds = holds && slots_in_both == torus.slots() * std::popcount(a & b);
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(
      holds && complete,
      "By (8), with nu^2 = 2/(2r+1)^2 and nu_R^2 = 1/2, E<R(F*A),R(F*B)> = sum sqrt(pq) Rhat(rho_ij). Each pixel fills "
      "(2r+1)^2 slots in all, so <A,B> = sum s_ij = sum sqrt(pq) rho_ij, and Rhat(rho) - rho = Rhat(-rho) "
      "(nachum22.new.odd). Machine: the sum of s_ij, in integers, on " +
          extent_of_pairs(Patches::periodic) + " (" + std::to_string(pairs) +
          " pairs); the terms by the formula of Rhat overlap those from integer Gram data at " +
          std::to_string(terms.value_or(0)) + " counts, r = 0, 1, 2.",
      pairs + terms.value_or(0), PatchTerms::kBits);
}

// A: four pixels of Z_3 x Z_3, B: the other five; r = 1, so that every patch is the whole torus.
FiniteOutcome refute_rational(const std::atomic<bool>&) {
  const SmallTorus torus(3, 1);
  const Mask a = 0b000001111, b = torus.everything() & ~a;
  const Theorem5 t = theorem5(to_binary_image(torus, a), to_binary_image(torus, b), 1, PatchTerms::kBits);
  const Interval bound = Interval(Rational(40, 9), PatchTerms::kBits) / Interval::pi(PatchTerms::kBits);
  const bool as_said = t.inner == 0 && t.boundary == 9 && 20 * 81 > 40 * 40;
  FiniteOutcome out =
      refuted_if(as_said && certainly(less(bound, t.excess)),
                 {{"n", "3"},
                  {"r", "1"},
                  {"A", to_text(torus, a)},
                  {"B", to_text(torus, b)},
                  {"<A,B>", "0"},
                  {"|d_r(A,B)|", "9"},
                  {"left side", "sqrt(20)/pi"},
                  {"right side", "40/(9 pi)"}},
                 "Each of the nine patches is the whole torus: 4 pixels of A, 5 of B, none in common, so each term is "
                 "sqrt(20) Rhat(0)/9 = sqrt(20)/(9 pi). The right side is (1/(2 pi))(1 - 1/81) 9 = 40/(9 pi), and 20 > "
                 "(40/9)^2 = 1600/81. In general c_r = sqrt(1 - 1/k^2)/(2 pi) exceeds (1 - 1/k^2)/(2 pi).",
                 1);
  out.bits = PatchTerms::kBits;
  out.enclosures = {{"left side", t.excess}, {"right side", bound}};
  return out;
}

FiniteOutcome decide_attained(const std::atomic<bool>& stop) {
  bool holds = true;
  long patches = 0;
  for (int n = 2; n <= 8; n += 2) {
    for (int r = 1; r <= 8 && !stop; ++r) {
      const SmallTorus torus(n, r);
      Mask black = 0;
      for (int p = 0; p < torus.pixels(); ++p) black |= (p / n + p % n) % 2 == 0 ? Mask{1} << p : 0;
      const int k = torus.slots();
      for (int p = 0; p < torus.pixels(); ++p, ++patches) {
        const PatchCounts c = torus.counts(black, torus.everything() & ~black, p);
        holds = holds && c.s == 0 && c.a + c.b == k && (c.a - c.b == 1 || c.b - c.a == 1);
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "n even: a patch alternates along rows and columns, also across the seam, so its k slots hold "
                    "(k+1)/2 of the colour of its centre, (k-1)/2 of the other, none in common. Each G = "
                    "sqrt((k^2-1)/4) Rhat(0)/k = sqrt(k^2-1)/(2 pi k) = c_r and there are n^2. Machine: the counts at "
                    "the " +
                        std::to_string(patches) + " patches for n = 2, 4, 6, 8, r = 1..8.",
                    patches);
}

// E <= |D_r A cap D_r B| and E <= (sqrt(|A||B|) + <A,B>)/2 on the pairs tried.
FiniteOutcome decide_other(const std::atomic<bool>& stop) {
  bool holds = true;
  long pairs = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    const PairSums sums = pair_sums(torus, PatchTerms::of(torus.radius()), a, b);
    std::int64_t dilated = 0;
    for (int p = 0; p < torus.pixels(); ++p) dilated += torus.slots_in(a, p) > 0 && torus.slots_in(b, p) > 0 ? 1 : 0;
    const Int128 twice =
        2 * Int128{sums.excess_upper} + Int128{sums.inner} * kUnit;  // 2E - <A,B>, to be <= sqrt(|A||B|)
    const Int128 norms = Int128{std::popcount(a) * std::popcount(b)} * kUnit * kUnit;
    holds = holds && sums.excess_upper <= (dilated - sums.inner) * kUnit && twice * twice <= norms;
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(holds && complete,
                    "E<R(F*A),R(F*B)> is the sum of the G_ij (nachum22.thm5.G01), each at most 1 and 0 unless the "
                    "patch meets A and B. The second bound is the upper bound of (13), |x||y|(1+rho)/2, with |x|^2, "
                    "|y|^2 the cardinalities. Machine: both on " +
                        extent_of_pairs(Patches::periodic) + ": " + std::to_string(pairs) + " pairs.",
                    pairs, PatchTerms::kBits);
}

}  // namespace

std::vector<FiniteClaim> nachum22_theorem5_sharper_claims() {
  const std::string domain = "all n >= 1, r >= 1 (patches periodic where 2r+1 > n), A, B subset Z_n x Z_n";
  const auto claim = [&](const std::string& id, const std::string& statement,
                         std::function<FiniteOutcome(const std::atomic<bool>&)> run) {
    return FiniteClaim{"nachum22.new." + id,
                       "nachum22",
                       "not printed (claim list, section 12)",
                       "",
                       "setting of Theorem 5, filter entries of mean 0; c_r = sqrt(k^2-1)/(2 pi k), k = (2r+1)^2",
                       statement,
                       domain,
                       std::move(run)};
  };
  const std::string excess = "E<R(F*A),R(F*B)> - <A,B>", upper = std::string(kExcess) + kLargestTerm;
  const std::string distance = "By (9) E|R(F*A)-R(F*B)|^2 - |A-B|^2 = -2(" + excess + "). ";
  return {
      claim("thm5.identity",
            excess + " = sum_ij sqrt(p q) Rhat(-rho_ij), rho_ij = s_ij/sqrt(p q), zero patches counted 0",
            decide_identity),
      claim("cr.lower", "E<R(F*A),R(F*B)> >= <A,B>", decide_lower),
      claim("cr.upper", excess + " <= c_r |d_r(A,B)|", [=](const std::atomic<bool>&) { return decide_upper(upper); }),
      claim("cr.16b", "-2 c_r |d_r(A,B)| <= E|R(F*A)-R(F*B)|^2 - |A-B|^2 <= 0",
            [=](const std::atomic<bool>&) { return decide_upper(distance + upper); }),
      claim("cr.attained", "n even, A, B the black and white squares of a checkerboard: E<R(F*A),R(F*B)> = c_r n^2",
            decide_attained),
      claim("cr.rational", excess + " <= (1/(2 pi)) (1 - 1/(2r+1)^4) |d_r(A,B)|", refute_rational),
      claim("thm5.other",
            "E<R(F*A),R(F*B)> <= min(|D_r A cap D_r B|, (sqrt(|A||B|) + <A,B>)/2), |A|, |B| cardinalities",
            decide_other),
  };
}

}  // namespace certibound::papers
