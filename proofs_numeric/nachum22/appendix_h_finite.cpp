// Appendix H of Nachum et al., ICLR 2022, the steps in the proof of Theorem 5: each asks of a pixel what its patch
// shows of A and of B (small_torus.hpp) and whether the pixel itself is in them.
//
// Fixed throughout: the filter has mean 0, patches are centred and cyclic, a zero patch counts 0, and G is the right
// side of (30), so its third argument is sqrt(2)/(2r+1); nachum22.thm5.eq30 decides the printed one.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"
#include "small_torus.hpp"

#include <optional>

namespace certibound::papers {
namespace {

const char* const kSetting =
    "A, B subset Z_n x Z_n, entries of F iid N(0, 2/(2r+1)^2); a, b, s = slots of the patch at (i,j) in A, B, A cap B, "
    "k = (2r+1)^2; G_ij is the right side of (30), zero patches counted 0";

// One patch as the steps of the proof see it.
struct Patch {
  PatchValue value;  // of G_ij
  bool both;         // A_ij B_ij = 1
  bool empty_a, empty_b, full_a, full_b;
  bool boundary;  // (i,j) in d_r(A,B)
};
using PatchFact = bool (*)(const Patch&);

bool fact_range(const Patch& p) { return p.value != PatchValue::unsettled; }
bool fact_zero(const Patch& p) { return p.both || (p.value == PatchValue::zero) == (p.empty_a || p.empty_b); }
bool fact_one(const Patch& p) { return !p.both || (p.value == PatchValue::one) == (p.full_a && p.full_b); }
bool fact_e0(const Patch& p) { return p.both || p.value == PatchValue::zero || p.boundary; }
bool fact_e1(const Patch& p) { return !p.both || p.value == PatchValue::one || p.boundary; }
bool fact_both(const Patch& p) { return fact_e0(p) && fact_e1(p); }

Patch patch_at(const SmallTorus& torus, Mask a, Mask b, int pixel) {
  const PatchCounts c = torus.counts(a, b, pixel);
  return {PatchTerms::of(torus.radius()).value(c),
          (a & b & (Mask{1} << pixel)) != 0,
          c.a == 0,
          c.b == 0,
          c.a == torus.slots(),
          c.b == torus.slots(),
          torus.on_boundary(c)};
}

// For all counts with r <= 3: G in [0, 1]; exactly 0 iff a = 0 or b = 0, exactly 1 iff a = b = k.
std::optional<long> values_are_as_said() {
  long cases = 0;
  for (int r = 0; r <= PatchTerms::kLargestRadius; ++r) {
    const PatchTerms& terms = PatchTerms::of(r);
    for (const PatchCounts& c : terms.possible()) {
      const PatchValue expected = c.a == 0 || c.b == 0                           ? PatchValue::zero
                                  : c.a == terms.slots() && c.b == terms.slots() ? PatchValue::one
                                                                                 : PatchValue::between;
      if (terms.value(c) != expected) return std::nullopt;
      ++cases;
    }
  }
  return cases;
}

FiniteOutcome decide_fact(PatchFact fact, const std::string& argument, const std::atomic<bool>& stop) {
  const std::optional<long> counts = values_are_as_said();
  bool holds = counts.has_value();
  long patches = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    for (int p = 0; p < torus.pixels() && holds; ++p, ++patches) holds = fact(patch_at(torus, a, b, p));
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(
      holds && complete,
      argument + " Machine: 0 <= G <= 1, G = 0 exactly iff a = 0 or b = 0, G = 1 exactly iff a = b = k, at the " +
          std::to_string(counts.value_or(0)) + " possible (a,b,s) for r = 0..3; the statement itself at the " +
          std::to_string(patches) + " patches of " + extent_of_pairs(Patches::periodic) + ".",
      patches + counts.value_or(0), PatchTerms::kBits);
}

// Both halves: a pixel where G_ij = A_ij B_ij fails, and that all such pixels are in d_r.
FiniteOutcome decide_notall(const std::string& argument, const std::atomic<bool>& stop) {
  const SmallTorus torus(3, 1);
  FiniteOutcome out = decide_fact(fact_both, argument, stop);
  if (patch_at(torus, 1, 1, 0).value == PatchValue::between || out.verdict != Verdict::reduced) return out;
  return reduced_if(false, argument, out.cases);
}

FiniteClaim fact_claim(const std::string& id, const std::string& statement, PatchFact fact,
                       const std::string& argument) {
  FiniteClaim claim{"nachum22.thm5." + id, "nachum22", "App. H", "", "", statement, kAllRadii, {}};
  claim.reads = kSetting;
  claim.run = [=](const std::atomic<bool>& stop) { return decide_fact(fact, argument, stop); };
  return claim;
}

// <A,B> - |E_1| <= E <= <A,B> + |E_0| on the pairs tried.
FiniteOutcome decide_e0_e1_bound(const std::atomic<bool>& stop) {
  bool holds = values_are_as_said().has_value();
  long pairs = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    const PairSums sums = pair_sums(torus, PatchTerms::of(torus.radius()), a, b);
    std::int64_t e0 = 0, e1 = 0;
    for (int pixel = 0; pixel < torus.pixels(); ++pixel) {
      const Patch p = patch_at(torus, a, b, pixel);
      e0 += !p.both && p.value != PatchValue::zero ? 1 : 0;
      e1 += p.both && p.value != PatchValue::one ? 1 : 0;
    }
    holds = holds && sums.excess_lower >= -e1 * kUnit && sums.excess_upper <= e0 * kUnit;
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(
      holds && complete,
      "E<R(F*A),R(F*B)> is the sum of the G_ij, each in [0,1]. Those with A_ij B_ij = 1 outside E_1 are 1, those with "
      "A_ij B_ij = 0 outside E_0 are 0, and <A,B> counts the pixels with A_ij B_ij = 1. Machine: both bounds on " +
          extent_of_pairs(Patches::periodic) + ": " + std::to_string(pairs) + " pairs.",
      pairs, PatchTerms::kBits);
}

// |A-B|^2 and, as the pair (A, A), E|R(F*A)|^2 on the sets tried.
FiniteOutcome decide_distance(const std::atomic<bool>& stop) {
  bool holds = true;
  long pairs = 0;
  const bool complete = for_each_pair(Patches::periodic, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    const PairSums same = pair_sums(torus, PatchTerms::of(torus.radius()), a, a);
    holds = holds && same.inner == std::popcount(a) && same.excess_lower == 0 && same.excess_upper == 0 &&
            std::popcount(a ^ b) == std::popcount(a) + std::popcount(b) - 2 * std::popcount(a & b);
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  return reduced_if(holds && complete,
                    "The first is the bilinear expansion. For B = A every patch is parallel to itself, G_ij = a/k, and "
                    "each pixel fills k slots, so the sum is |A|^2; this is (9) with nu^2 = 2/(2r+1)^2 and nu_R^2 = "
                    "1/2. Machine: both, in integers, on " +
                        extent_of_pairs(Patches::periodic) + ": " + std::to_string(pairs) + " pairs.",
                    pairs, PatchTerms::kBits);
}

// nu^2 nu_R^2 for the third argument nu of (30), against the 1/(2r+1)^2 of its right side.
FiniteOutcome decide_eq30_root(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (long r = 0; r <= 1000 && holds && !stop; ++r, ++cases) {
    const Rational k = Rational((2 * r + 1) * (2 * r + 1));
    holds = (Rational(2) / k) * Rational(1, 2) == Rational(1) / k;
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "By homogeneity sigma^(x,y,nu) = nu^2 nu_R^2 |x||y| Rhat(rho) with nu_R^2 = E R(X)^2 = 1/2 "
                    "(nachum22.def1.consistency), and nu^2 = 2/(2r+1)^2 makes nu^2 nu_R^2 = 1/(2r+1)^2. Machine: this "
                    "quotient for r = 0..1000, exactly.",
                    cases);
}

FiniteOutcome decide_eq30_printed(const std::atomic<bool>&) {
  const Rational nu = Rational(2, 3), norms = 9, half = Rational(1, 2), rhat_of_one = 1;
  const Rational left = nu * nu * half * norms * rhat_of_one, right = norms * rhat_of_one / 9;
  const SmallTorus torus(3, 1);
  const bool full = torus.slots_in(torus.everything(), 0) == 9;
  return refuted_if(
      full && left != right,
      {{"n", "3"},
       {"r", "1"},
       {"A = B", to_text(torus, torus.everything())},
       {"(i,j)", "(0,0)"},
       {"left side", to_string(left)},
       {"right side", to_string(right)}},
      "Both patches are all ones, of norm 3, rho = 1. With nu = 2/3 the left side is E R(nu X)^2 for X ~ N(0, 9), that "
      "is nu^2 9/2 = 2; the right side is 3 3 Rhat(1)/9 = 1. The two sides differ by the factor 2 at every pair of "
      "non-zero patches and every r.",
      1);
}

std::vector<FiniteClaim> steps() {
  const std::string reads = kSetting;
  const std::string somewhere = "It fails at n = 3, r = 1, A = B = {(0,0)}: G_ij = 1/9 at all nine pixels. ";
  const std::string zero =
      "Patches of 0 and 1 have rho >= 0, so Rhat(rho) >= Rhat(0) = 1/pi, and G = sqrt(ab) Rhat/k vanishes iff a = 0 or "
      "b = 0.";
  const std::string one =
      "G = sqrt(ab) Rhat/k <= sqrt(ab)/k <= 1 with equality on the right iff a = b = k, where Rhat(1) = 1.";
  const std::string e0 =
      zero +
      "If A_ij B_ij = 0 and G != 0, the patch meets A and B (15a) and its own pixel is missing from A or from B "
      "(15b).";
  const std::string e1 = one +
                         " If A_ij B_ij = 1 and G != 1, the pixel itself is in A and B (15a) and some slot is missing "
                         "from A or from B (15b).";
  return {
      fact_claim("G01", "0 <= G_ij <= 1, and <A,B> = |{(i,j): A_ij B_ij = 1}|", fact_range,
                 "0 <= Rhat <= 1 on [-1,1] and a, b <= k; A_ij B_ij is 0 or 1, so its sum counts the ones."),
      fact_claim("Gzero", "if A_ij B_ij = 0: G_ij = 0 iff [A]_ij = 0 or [B]_ij = 0", fact_zero, zero),
      fact_claim("E0", "E_0 = {A_ij B_ij = 0, G_ij != 0} is a subset of d_r(A,B)", fact_e0, e0),
      fact_claim("Gone", "if A_ij B_ij = 1: G_ij = 1 iff [A]_ij and [B]_ij are all-ones patches", fact_one, one),
      fact_claim("E1", "E_1 = {A_ij B_ij = 1, G_ij != 1} is a subset of d_r(A,B)", fact_e1, e1),
      {"nachum22.thm5.notall", "nachum22", "App. H", "", reads,
       "G_ij = A_ij B_ij fails for some A, B, (i,j); wherever it fails, (i,j) is in d_r(A,B)", kAllRadii,
       [=](const std::atomic<bool>& stop) { return decide_notall(somewhere + e0 + " " + e1, stop); }},
      {"nachum22.thm5.E0E1bound", "nachum22", "App. H", "", reads, "<A,B> - |E_1| <= E<R(F*A),R(F*B)> <= <A,B> + |E_0|",
       kAllRadii, decide_e0_e1_bound},
      {"nachum22.thm5.16b.proof", "nachum22", "App. H", "", reads + "; nu_R^2 = 1/2 (nachum22.def.nuR)",
       "|A-B|^2 = |A|^2 + |B|^2 - 2<A,B> and E|R(F*A)|^2 = |A|^2", kAllRadii, decide_distance},
  };
}

}  // namespace

std::vector<FiniteClaim> nachum22_appendix_h_claims() {
  std::vector<FiniteClaim> out = steps();
  const std::string eq30 = "sigma^([A]_ij, [B]_ij, nu) = |[A]_ij||[B]_ij| Rhat(rho_ij)/(2r+1)^2";
  out.push_back({"nachum22.thm5.eq30.reading_a", "nachum22", "App. H, (30)",
                 "third argument 2/(2r+1) (the scan may have lost a root)",
                 "(a) nu = sqrt(2)/(2r+1); zero patches counted 0", eq30, kAllRadii, decide_eq30_root});
  out.push_back({"nachum22.thm5.eq30.reading_b", "nachum22", "App. H, (30)", "third argument 2/(2r+1)",
                 "(b) nu = 2/(2r+1), as scanned", eq30, kAllRadii, decide_eq30_printed});
  return out;
}

}  // namespace certibound::papers
