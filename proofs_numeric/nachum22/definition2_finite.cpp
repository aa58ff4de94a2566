// The r-boundary of Nachum et al., ICLR 2022, Definition 2, against its wording "in words" and its form by dilation
// and erosion. All three ask of a pixel only what its (2r+1)-square shows of A and of B, so for r = 0 and r = 1 all
// cases can be tried, whatever n.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"

namespace certibound::papers {
namespace {

// A pattern is what one (2r+1)-square shows of a set: a subset of its slots.
bool literal_15a(unsigned a, unsigned b,
                 int slots) {  // some slot in A and some slot in B, the two chosen independently
  for (int p = 0; p < slots; ++p) {
    for (int q = 0; q < slots; ++q) {
      if ((a >> p & 1) != 0 && (b >> q & 1) != 0) return true;
    }
  }
  return false;
}
bool literal_15b(unsigned a, unsigned b, int slots) {
  for (int p = 0; p < slots; ++p) {
    for (int q = 0; q < slots; ++q) {
      if ((a >> p & 1) == 0 || (b >> q & 1) == 0) return true;
    }
  }
  return false;
}

// A statement about one square, tried on all pairs of patterns of the 1 and the 9 slots of r = 0 and r = 1.
FiniteOutcome decide_on_patterns(const std::atomic<bool>& stop, const std::string& argument,
                                 bool (*other)(unsigned a, unsigned b, unsigned full)) {
  long pairs = 0;
  bool holds = true;
  for (const int slots : {1, 9}) {
    const unsigned full = (1U << slots) - 1;
    for (unsigned a = 0; a <= full && !stop; ++a) {
      for (unsigned b = 0; b <= full; ++b, ++pairs) {
        const bool member = literal_15a(a, b, slots) && literal_15b(a, b, slots);
        holds = holds && member == other(a, b, full);
      }
    }
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    argument + " Machine: all " + std::to_string(pairs) +
                        " pairs of patterns that a square can show of A and of B for r = 0 and r = 1, whatever n.",
                    pairs);
}

bool in_words(unsigned a, unsigned b, unsigned full) {
  const bool meets_both = (full & a) != 0 && (full & b) != 0;
  return meets_both && ((full & ~a) != 0 || (full & ~b) != 0);
}

// In D_r A cap D_r B, and not in E_r(A cap B), which lies inside.
bool by_boxes(unsigned a, unsigned b, unsigned full) {
  const bool dilated = a != 0 && b != 0, eroded = (a & b) == full;
  return dilated && !eroded;
}

FiniteOutcome decide_boxes(const std::atomic<bool>& stop) {
  return decide_on_patterns(
      stop,
      "(15a) says that (i,j) lies in D_r A and in D_r B; the negation of (15b) that its square lies in A and in B, "
      "that is in A cap B, so that (i,j) is in E_r(A cap B), which is part of D_r A cap D_r B because a square is not "
      "empty. So the counts subtract.",
      by_boxes);
}

}  // namespace

std::vector<FiniteClaim> nachum22_definition2_claims() {
  const std::string torus = "all n >= 1, r in [n], A, B subset Z_n x Z_n",
                    sharper = "not printed (claim list, section 12)";
  return {
      {"nachum22.def2.words", "nachum22", "after Definition 2", "", "",
       "(i,j) is in d_r(A,B) by (15a)-(15b) iff its (2r+1)-square intersects A and B and is not contained in A or not "
       "contained in B",
       torus,
       [](const std::atomic<bool>& stop) {
         return decide_on_patterns(
             stop,
             "The offsets for A and for B are chosen independently, so (15a) is the conjunction of 'some slot in A' "
             "and 'some slot in B', and (15b) the disjunction of 'some slot not in A' and 'some slot not in B'.",
             in_words);
       }},
      {"nachum22.new.dr.boxes", "nachum22", sharper, "", "", "|d_r(A,B)| = |D_r A cap D_r B| - |E_r(A cap B)|", torus,
       decide_boxes},
  };
}

}  // namespace certibound::papers
