// The r-boundary of two rectangles: Nachum et al., ICLR 2022, Example 1, and laws for its number of pixels. Integer
// geometry on the torus Z_n x Z_n, counted from Definition 2 itself (a pixel's (2r+1)-square against A and B). The
// side is small (n <= 7) so that every pair of cyclic rectangles and every r in [n] can be tried.
#include "../papers/outcomes.hpp"
#include "finite_claims.hpp"
#include "small_torus.hpp"

#include <certibound/boundary/r_boundary.hpp>

#include <algorithm>
#include <optional>

namespace certibound::papers {
namespace {

constexpr int kLargestSide = 7;

std::int64_t boundary_count(const SmallTorus& torus, Mask a, Mask b) {
  std::int64_t count = 0;
  for (int p = 0; p < torus.pixels(); ++p) count += torus.on_boundary(torus.counts(a, b, p)) ? 1 : 0;
  return count;
}

// The arc {start, .., start + length - 1} of Z_n; the whole circle starts at 0.
struct Arc {
  int start = 0, length = 0;
};

std::vector<Arc> arcs(int n) {
  std::vector<Arc> out;
  for (int length = 1; length <= n; ++length) {
    for (int start = 0; start < (length == n ? 1 : n); ++start) out.push_back({start, length});
  }
  return out;
}

unsigned points(const Arc& arc, int n) {
  unsigned out = 0;
  for (int i = 0; i < arc.length; ++i) out |= 1U << ((arc.start + i) % n);
  return out;
}

// The length of the intersection if it is one non-empty arc.
std::optional<int> common_arc(const Arc& x, const Arc& y, int n) {
  const unsigned common = points(x, n) & points(y, n);
  int beginnings = 0;
  for (int i = 0; i < n; ++i) {
    const bool here = (common >> i & 1) != 0, before = (common >> ((i + n - 1) % n) & 1) != 0;
    beginnings += here && !before ? 1 : 0;
  }
  const int length = std::popcount(common);
  if (length == n || beginnings == 1) return length;
  return std::nullopt;
}

// Two rectangles, a x b with a corner at the origin and c x d, whose intersection is one rectangle e x f.
struct RectanglePair {
  int n, r, a, b, c, d, e, f;
  Arc rows, columns;  // of the second rectangle
};
using RectangleVisit = std::function<bool(const SmallTorus&, const RectanglePair&, std::int64_t boundary)>;

// Visits all pairs up to translation, for rising n and r in [n], until a visit returns false or `stop` is set.
bool for_each_rectangle_pair(const std::atomic<bool>& stop, const RectangleVisit& visit) {
  for (int n = 1; n <= kLargestSide; ++n) {
    const std::vector<Arc> all = arcs(n);
    for (int r = 0; r < n; ++r) {
      const SmallTorus torus(n, r);
      for (int ab = 0; ab < n * n; ++ab) {
        if (stop) return false;
        const Arc first_rows{0, ab / n + 1}, first_columns{0, ab % n + 1};
        const Mask first = torus.rectangle(0, 0, first_rows.length, first_columns.length);
        for (const Arc& rows : all) {
          const std::optional<int> e = common_arc(first_rows, rows, n);
          for (const Arc& columns : all) {
            const std::optional<int> f = common_arc(first_columns, columns, n);
            if (!e || !f) continue;
            const Mask second = torus.rectangle(rows.start, columns.start, rows.length, columns.length);
            const RectanglePair pair{
                n, r, first_rows.length, first_columns.length, rows.length, columns.length, *e, *f, rows, columns};
            if (!visit(torus, pair, boundary_count(torus, first, second))) return false;
          }
        }
      }
    }
  }
  return true;
}

std::string extent(long pairs) {
  return "all " + std::to_string(pairs) + " such pairs of cyclic rectangles up to translation, n = 1.." +
         std::to_string(kLargestSide) + ", r in [n]";
}

// A statement about rectangle pairs that satisfy a hypothesis, tried on all of them up to kLargestSide.
FiniteOutcome decide_on_rectangles(const std::atomic<bool>& stop, const std::string& argument,
                                   bool (*hypothesis)(const RectanglePair&),
                                   std::int64_t (*formula)(const RectanglePair&)) {
  long pairs = 0;
  const bool holds =
      for_each_rectangle_pair(stop, [&](const SmallTorus&, const RectanglePair& p, std::int64_t boundary) {
        if (!hypothesis(p)) return true;
        ++pairs;
        return boundary == formula(p);
      });
  if (stop) return stopped();
  return reduced_if(holds, argument + " Machine, from the definition: " + extent(pairs) + ".", pairs);
}

std::int64_t example_formula(const RectanglePair& p) { return 4 * p.r * (p.e + p.f); }

std::int64_t law_formula(const RectanglePair& p) {
  const auto dilated = [&](int a, int c, int e) {
    return std::min(p.n, a + 2 * p.r) + std::min(p.n, c + 2 * p.r) - std::min(p.n, a + c - e + 2 * p.r);
  };
  const auto eroded = [&](int e) { return e == p.n ? p.n : std::max(0, e - 2 * p.r); };
  return dilated(p.a, p.c, p.e) * dilated(p.b, p.d, p.f) - eroded(p.e) * eroded(p.f);
}

bool long_enough(const RectanglePair& p) { return p.e >= 2 * p.r && p.f >= 2 * p.r; }

bool has_room(const RectanglePair& p) {
  const auto room = [&](int a, int c, int e) {
    const int least = std::min(a, c);
    return e < p.n && (a + c - e + 2 * p.r <= p.n || (e == least && e + 2 * p.r <= p.n) ||
                       (least + 2 * p.r >= p.n && e + 2 * p.r == p.n));
  };
  return long_enough(p) && room(p.a, p.c, p.e) && room(p.b, p.d, p.f);
}

bool has_gap(const RectanglePair& p) {
  const auto gap = [&](int a, int c, int e) { return e < p.n && p.n - (a + c - e) >= 2 * p.r - 1; };
  return long_enough(p) && gap(p.a, p.c, p.e) && gap(p.b, p.d, p.f);
}

// The first pair, in rising n, r and sizes, that satisfies the hypothesis and not |d_r| = 4r(e+f).
FiniteOutcome refute_example(const std::atomic<bool>& stop, bool (*hypothesis)(const RectanglePair&),
                             const std::string& because) {
  FiniteOutcome out;
  long pairs = 0;
  for_each_rectangle_pair(stop, [&](const SmallTorus& torus, const RectanglePair& p, std::int64_t boundary) {
    if (!hypothesis(p)) return true;
    ++pairs;
    if (boundary == example_formula(p)) return true;
    const Mask first = torus.rectangle(0, 0, p.a, p.b);
    const Mask second = torus.rectangle(p.rows.start, p.columns.start, p.c, p.d);
    out = refuted_if(
        r_boundary_by_definition(to_binary_image(torus, first), to_binary_image(torus, second), p.r).count() ==
            boundary,
        {{"n", std::to_string(p.n)},
         {"r", std::to_string(p.r)},
         {"A", to_text(torus, first)},
         {"B", to_text(torus, second)},
         {"e x f", std::to_string(p.e) + " x " + std::to_string(p.f)},
         {"|d_r(A,B)|", std::to_string(boundary)},
         {"4r(e+f)", std::to_string(example_formula(p))}},
        because, pairs);
    return false;
  });
  if (stop) return stopped();
  if (out.verdict != Verdict::refuted) out.left = {"no counterexample among " + extent(pairs)};
  return out;
}

// Intervals of Z of lengths p, q that overlap in e points, as offsets of the second.
struct Overlap {
  int first, second, offset, common;
};
std::vector<Overlap> overlaps(int r) {
  std::vector<Overlap> out;
  for (int first = std::max(1, 2 * r); first <= 2 * r + 3; ++first) {
    for (int second = std::max(1, 2 * r); second <= 2 * r + 3; ++second) {
      for (int offset = -second; offset <= first; ++offset) {
        const int common = std::min(first, offset + second) - std::max(0, offset);
        if (common >= std::max(1, 2 * r)) out.push_back({first, second, offset, common});
      }
    }
  }
  return out;
}

// Rectangles of the plane, laid on a torus so large that the (2r+1)-squares meet nothing from the other side.
FiniteOutcome decide_example_with_room(const std::atomic<bool>& stop) {
  long pairs = 0;
  bool holds = true;
  for (int r = 0; r <= 3; ++r) {
    const std::vector<Overlap> all = overlaps(r);
    const int n = 3 * (2 * r + 3) + 2 * r + 2, origin = 2 * r + 3 + r;
    for (const Overlap& rows : all) {
      if (stop) return stopped();
      for (const Overlap& columns : all) {
        const BinaryImage a = cyclic_rectangle(n, origin, origin, rows.first, columns.first);
        const BinaryImage b =
            cyclic_rectangle(n, origin + rows.offset, origin + columns.offset, rows.second, columns.second);
        holds = holds && r_boundary_count(a, b, r) == 4 * r * (rows.common + columns.common);
        ++pairs;
      }
    }
  }
  return reduced_if(
      holds,
      "In Z, intervals that overlap in e >= 1 points, widened by r on both sides, overlap in e + 2r; all e - 2r "
      "centres of intervals of length 2r+1 inside the overlap form its erosion (e >= 2r). Rectangles are products, so "
      "|d_r| = (e+2r)(f+2r) - (e-2r)(f-2r) = 4r(e+f). Machine: all " +
          std::to_string(pairs) + " pairs with sides up to 2r+3, r = 0..3.",
      pairs);
}

const char* const kLawArgument =
    "D_r A, D_r B, A cap B are products over the two directions. In one direction two arcs a, c that meet in one arc e "
    ">= 1 have the union of an arc a+c-e; an arc of length u dilates to min(n,u+2r) points and erodes to max(0,u-2r) "
    "(to n if u = n); and |DI cap DJ| = |DI| + |DJ| - |D(I cup J)|. So nachum22.new.dr.boxes gives the product "
    "formula.";

}  // namespace

std::vector<FiniteClaim> nachum22_example1_claims() {
  const std::string sharper = "not printed (claim list, section 12)";
  const std::string one =
      "all n, r in [n], cyclic rectangles a x b and c x d of Z_n x Z_n whose intersection is one rectangle e x f";
  const std::string counts = "; rectangles and intersection are not empty";
  return {
      {"nachum22.ex1.reading_a", "nachum22", "Example 1", "", "(a) any cyclic rectangles of Z_n x Z_n, all n, r in [n]",
       "e, f >= 2r implies |d_r(A,B)| = 4r(e+f)", one,
       [](const std::atomic<bool>& stop) {
         return refute_example(
             stop, long_enough,
             "Every square lies in A = B, so no pixel is on the boundary. Proper rectangles fail too: for A = B = "
             "{0,1} x {0,1} in Z_3 x Z_3, r = 1, each square is the whole torus, meets A and is not in it, so |d_1| = "
             "9 where 4r(e+f) = 16. Room around the rectangles is needed (nachum22.new.dr.room).");
       }},
      {"nachum22.ex1.reading_b", "nachum22", "Example 1", "",
       "(b) rectangles of Z x Z that do not wrap, with unlimited room around them",
       "e, f >= 2r implies |d_r(A,B)| = 4r(e+f)",
       "all r >= 0, rectangles of Z x Z whose intersection e x f is not empty", decide_example_with_room},
      {"nachum22.new.dr.law", "nachum22", sharper, "", "intersection e x f with e, f >= 1",
       "|d_r| = P(a,c,e) P(b,d,f) - Q(e) Q(f), P(a,c,e) = min(n,a+2r) + min(n,c+2r) - min(n,a+c-e+2r), Q(e) = n if e = "
       "n, else max(0,e-2r)",
       one,
       [](const std::atomic<bool>& stop) {
         return decide_on_rectangles(
             stop, kLawArgument, [](const RectanglePair&) { return true; }, law_formula);
       }},
      {"nachum22.new.dr.room", "nachum22", sharper, "", "sufficiency only, as stated; e, f >= max(1, 2r)",
       "e, f >= 2r and in each direction e < n and [a+c-e+2r <= n, or e = min(a,c) and e+2r <= n, or min(a,c)+2r >= n "
       "and e+2r = n] imply |d_r| = 4r(e+f)",
       one,
       [](const std::atomic<bool>& stop) {
         return decide_on_rectangles(
             stop,
             "By nachum22.new.dr.law it is enough that P = e+2r, Q = e-2r in each direction. Q: 2r <= e < n. P: if "
             "a+c-e+2r <= n all three minima are the sums; if e = min(a,c) the union is the longer arc and P = "
             "min(n,e+2r) = e+2r; if min(a,c)+2r >= n all three minima are n, and P = n = e+2r.",
             has_room, example_formula);
       }},
      {"nachum22.new.dr.gap", "nachum22", sharper, "", "the two arcs of a direction are those of A and B" + counts,
       "2r <= e, f < n and n - (a+c-e) >= 2r-1 in each direction imply |d_r| = 4r(e+f)", one,
       [](const std::atomic<bool>& stop) {
         return refute_example(stop, has_gap,
                               "Both arcs leave a gap of one pixel = 2r-1. Each 3 x 3 square is the whole torus, meets "
                               "A and is not contained in it, so all pixels are on the boundary.");
       }},
  };
}

}  // namespace certibound::papers
