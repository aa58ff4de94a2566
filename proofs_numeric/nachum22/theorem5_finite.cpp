// Theorem 5 of Nachum et al., ICLR 2022: bounds for sets A, B on Z_n x Z_n, decided patch by patch. A patch enters
// only through how many of its (2r+1)^2 slots lie in A, in B and in both (small_torus.hpp), so each bound falls apart
// into one about three integers, the same for every n, A and B. Fixed throughout: the filter has mean 0, patches are
// centred and cyclic, a zero patch counts 0.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"
#include "small_torus.hpp"

#include <certibound/boundary/r_boundary.hpp>

#include <optional>

namespace certibound::papers {
namespace {

const char* const kExcessIsASum =
    "With k = (2r+1)^2 and a, b, s the slots of a patch in A, B, A cap B, (8) gives E<R(F*A),R(F*B)> = sum of G = "
    "sqrt(ab) Rhat(s/sqrt(ab))/k over the n^2 patches, and <A,B> = sum of s/k since each pixel fills k slots; so the "
    "excess E<R(F*A),R(F*B)> - <A,B> is the sum of t = G - s/k. ";
const char* const kTermBound =
    "t = 0 if a = 0 or b = 0 or a = b = k, that is off d_r(A,B); on it 0 <= t <= (sqrt(ab) - s)/(2k) <= 1/2, because "
    "rho <= Rhat(rho) <= (1+rho)/2 (nachum22.thm3.step25b, nachum22.thm3.chord). Hence 0 <= excess <= |d_r|/2. ";
const char* const kDistance =
    "By (9) E|R(F*A)|^2 = |A|^2, so E|R(F*A)-R(F*B)|^2 = |A-B|^2 - 2(E<R(F*A),R(F*B)> - <A,B>). ";

// 0 <= t <= 1/2 for all counts, and t = 0 exactly off the boundary; the number of counts tried.
std::optional<long> term_bounds_hold() {
  long cases = 0;
  for (int r = 0; r <= PatchTerms::kLargestRadius; ++r) {
    const PatchTerms& terms = PatchTerms::of(r);
    for (const PatchCounts& c : terms.possible()) {
      const bool off = c.a == 0 || c.b == 0 || c.s == terms.slots();
      const std::int64_t most = off ? 0 : kUnit / 2;
      if (terms.lower(c) < 0 || terms.upper(c) > most) return std::nullopt;
      ++cases;
    }
  }
  return cases;
}

// excess / |d_r| over the pairs seen so far, as two quotients between which its extreme lies.
struct Extreme {
  std::int64_t lower = 0, upper = 0, pixels_lower = 0, pixels_upper = 0;

  void grow(const PairSums& sums) {
    if (sums.boundary == 0) return;
    if (pixels_lower == 0 || sums.excess_lower * pixels_lower > lower * sums.boundary) {
      lower = sums.excess_lower;
      pixels_lower = sums.boundary;
    }
    if (pixels_upper == 0 || sums.excess_upper * pixels_upper > upper * sums.boundary) {
      upper = sums.excess_upper;
      pixels_upper = sums.boundary;
    }
  }
  Interval value() const {
    return {Rational(lower, Integer(kUnit) * pixels_lower), Rational(upper, Integer(kUnit) * pixels_upper),
            PatchTerms::kBits};
  }
};

using Bound = bool (*)(const PairSums&);
bool at_least_minus_boundary(const PairSums& sums) { return sums.excess_lower >= -sums.boundary * kUnit; }
bool at_most_boundary(const PairSums& sums) { return sums.excess_upper <= sums.boundary * kUnit; }

FiniteOutcome decide_bound(Patches patches, Bound bound, const std::string& argument, const std::atomic<bool>& stop) {
  const std::optional<long> counts = term_bounds_hold();
  long pairs = 0;
  Extreme largest;
  bool holds = counts.has_value();
  const bool complete = for_each_pair(patches, stop, [&](const SmallTorus& torus, Mask a, Mask b) {
    const PairSums sums = pair_sums(torus, PatchTerms::of(torus.radius()), a, b);
    holds = holds && bound(sums);
    largest.grow(sums);
    ++pairs;
    return holds;
  });
  if (stop) return stopped();
  holds = holds && complete;
  FiniteOutcome out =
      reduced_if(holds,
                 argument + "Machine: 0 <= t <= 1/2 at the " + std::to_string(counts.value_or(0)) +
                     " possible (a,b,s) for r = 0..3, hence for every n, A, B there; and the bound itself on " +
                     extent_of_pairs(patches) + ": " + std::to_string(pairs) + " pairs.",
                 pairs + counts.value_or(0), PatchTerms::kBits);
  if (holds) out.enclosures = {{"tightness: largest (E<R(F*A),R(F*B)> - <A,B>)/|d_r| of these pairs", largest.value()}};
  return out;
}

FiniteClaim bound_claim(const std::string& id, const std::string& at, const std::string& statement,
                        const std::string& reads, Patches patches, Bound bound, const std::string& argument) {
  FiniteClaim claim{id, "nachum22", at, "", reads, statement, "", {}};
  claim.domain = patches == Patches::inside ? "all n >= 1, r >= 0 with 2r+1 <= n, A, B subset Z_n x Z_n" : kAllRadii;
  claim.run = [=](const std::atomic<bool>& stop) { return decide_bound(patches, bound, argument, stop); };
  return claim;
}

// |d_r| of the pictures enlarged m times against n^2 (4 r m - 4 r^2), m >= 2r+1.
FiniteOutcome decide_resolution(const std::atomic<bool>& stop) {
  long cases = 0;
  bool holds = true;
  const auto enlarged = [](Mask set, int m) {
    BinaryImage out(2 * m);
    for (int i = 0; i < 2 * m; ++i) {
      for (int j = 0; j < 2 * m; ++j) {
        if ((set >> ((i / m) * 2 + j / m) & 1) != 0) out.insert(i, j);
      }
    }
    return out;
  };
  for (int r = 0; r <= 2; ++r) {
    for (int m = 2 * r + 1; m <= 2 * r + 4; ++m) {
      for (Mask pair = 0; pair < 256 && !stop; ++pair, ++cases) {
        const std::int64_t d = r_boundary_count(enlarged(pair & 15, m), enlarged(pair >> 4, m), r);
        holds = holds && d <= 4 * (4 * r * m - 4 * r * r);
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(
      holds,
      "Enlarged m >= 2r+1 times, each pixel is an m x m block. A (2r+1)-square inside one block lies in A or misses "
      "it, and likewise B, so its centre is not in d_r; (m-2r)^2 such centres a block leave |d_r| <= n^2 (4rm - 4r^2), "
      "while |A||B| grows like m^2. So |d_r|/(|A||B|) <= 4 n^2 r/(m sqrt(#A #B)) -> 0. Machine: the bound on |d_r| for "
      "all 256 pairs of subsets of Z_2 x Z_2, r = 0, 1, 2, m = 2r+1..2r+4.",
      cases);
}

std::vector<FiniteClaim> bounds() {
  const std::string mean0 = "filter entries have mean 0 (not printed); ";
  const std::string below = std::string(kExcessIsASum) + kTermBound;
  const std::string lower = "<A,B> - |d_r(A,B)| <= E<R(F*A),R(F*B)>", id = "nachum22.thm5.16";
  return {
      bound_claim(id + "a.lower.reading_a", "Theorem 5, (16a)", lower, mean0 + "(a) 2r+1 <= n", Patches::inside,
                  at_least_minus_boundary, below),
      bound_claim(id + "a.lower.reading_b", "Theorem 5, (16a)", lower, mean0 + "(b) any r in [n], patches periodic",
                  Patches::periodic, at_least_minus_boundary, below),
      bound_claim(id + "a.upper", "Theorem 5, (16a)", "E<R(F*A),R(F*B)> <= <A,B> + |d_r(A,B)|",
                  mean0 + "any r in [n], patches periodic", Patches::periodic, at_most_boundary, below),
      bound_claim(id + "b.lower", "Theorem 5, (16b)", "|A-B|^2 - 2|d_r(A,B)| <= E|R(F*A)-R(F*B)|^2",
                  mean0 + "any r in [n], patches periodic", Patches::periodic, at_most_boundary, kDistance + below),
      bound_claim(id + "b.upper", "Theorem 5, (16b)", "E|R(F*A)-R(F*B)|^2 <= |A-B|^2 + 2|d_r(A,B)|",
                  mean0 + "any r in [n], patches periodic", Patches::periodic, at_least_minus_boundary,
                  kDistance + below),
  };
}

}  // namespace

std::vector<FiniteClaim> nachum22_theorem5_claims() {
  std::vector<FiniteClaim> out = bounds();
  out.push_back(
      {"nachum22.thm5.resolution", "nachum22", "after Theorem 5", "",
       "binary pictures, each pixel enlarged to m x m pixels, m -> infinity; the embedding itself is Theorem 5",
       "for fixed r, |d_r(A,B)|/(|A||B|) -> 0 as the resolution is increased digitally",
       "all n, r >= 0, non-empty A, B subset Z_n x Z_n", decide_resolution});
  return out;
}

}  // namespace certibound::papers
