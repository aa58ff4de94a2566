// Steps of the proofs of pooling24 about windows and patches, by enumeration, and the constant S_5 by exact moments.
#include "finite_claims.hpp"
#include "outcomes.hpp"
#include "patches.hpp"

#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>

#include <algorithm>
#include <set>

namespace certibound::papers {
namespace {

using namespace pooling;

constexpr Precision kBits = 96;

FiniteOutcome refute_joint_law(const std::atomic<bool>&) {
  const int d = 1, entries = 2 * d * d, rows = d * d;
  return refuted_if(entries != rows, {{"d", "1"}, {"entries of (x,y)", "2"}, {"size of I_{d^2}", "1"}},
                    "(x,y) has 2 d^2 entries, N(0,I_{d^2}) is a law on d^2 numbers; no d >= 1 makes them equal.");
}
FiniteOutcome decide_joint_law(const std::atomic<bool>&) {
  bool holds = true;
  for (int d = 1; d <= 100; ++d) holds = holds && 2 * d * d == d * d + d * d;
  return word_if(Verdict::reduced, holds,
                 "Independent standard normal entries of x and of y, independent of each other, are a standard normal "
                 "vector of all entries; "
                 "that x and y are independent is used in (20). Machine: the numbers of entries for d = 1..100.",
                 100);
}

// How many positions of the square are disjoint from the position (i, j); a square patch is a product.
long disjoint_from(const std::vector<std::set<int>>& positions, std::size_t i, std::size_t j) {
  const long all = static_cast<long>(positions.size());
  return all * all - meeting(positions, positions[i]) * meeting(positions, positions[j]);
}

FiniteOutcome decide_split(Border border, const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int k = 1; k <= 5; k += 2) {
    for (int d = k; d <= 10 && !stop; ++d) {
      const auto positions = patches_in_line(d, k, border);
      const std::size_t count = positions.size();
      for (std::size_t i = 0; i < count * count; ++i, ++cases) {
        long touching = 0, apart = 0;
        for (std::size_t j = 0; j < count * count; ++j) {
          // Two squares meet iff they do so in both directions.
          const bool together =
              meet(positions[i / count], positions[j / count]) && meet(positions[i % count], positions[j % count]);
          (together ? touching : apart) += 1;
        }
        holds = holds && touching + apart == static_cast<long>(count * count) &&
                apart == disjoint_from(positions, i / count, i % count) && touching >= 1;
      }
    }
  }
  if (stop) return stopped();
  return word_if(Verdict::reduced, holds,
                 "Every j is in one of the two sets, and in one only. Machine: both sets counted, the first by pairs "
                 "and the second as a product, "
                 "for every i, k = 1, 3, 5, d = k..10.",
                 cases);
}

FiniteOutcome decide_translation(const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int k = 1; k <= 9; k += 2) {
    for (int d = k; d <= 24 && !stop; ++d) {
      const auto positions = patches_in_line(d, k, Border::circular);
      for (std::size_t i = 0; i < positions.size(); ++i, ++cases) {
        holds = holds && disjoint_from(positions, i, 0) == disjoint_from(positions, 0, 0);
      }
    }
  }
  if (stop) return stopped();
  return word_if(Verdict::reduced, holds,
                 "A cyclic shift of the image maps patches to patches and keeps the law of x, so each i has the same "
                 "two inner expectations. "
                 "Machine: the number of disjoint patches does not depend on i, k = 1, 3, .., 9, d = k..24.",
                 cases);
}

FiniteOutcome refute_translation(Border border, int d) {
  const auto positions = patches_in_line(d, 3, border);
  const std::size_t middle = border == Border::valid ? positions.size() / 2 : 1;
  const long at_middle = disjoint_from(positions, middle, middle), at_corner = disjoint_from(positions, 0, 0);
  return refuted_if(at_middle == 0 && at_corner > 0,
                    {{"d", std::to_string(d)},
                     {"k", "3"},
                     {"i", "inner patch " + std::to_string(middle) + ", " + std::to_string(middle) + " counted from 0"},
                     {"patches disjoint from it", "0"},
                     {"patches disjoint from the corner patch", std::to_string(at_corner)}},
                    std::string("The terms with disjoint patches are positive: part (2) is positive, and d^2 times the "
                                "inner expectation at that i is 0.") +
                        (border == Border::valid ? " Besides, the sum over i has (d-k+1)^2 terms." : ""));
}

// The pairs of positions that meet, counted, against N = sum over |t| < k of (P - |t|)_+ in one direction.
FiniteOutcome decide_mean_over_i(Border border, const std::atomic<bool>& stop) {
  bool holds = true;
  long cases = 0;
  for (int k = 1; k <= 9; k += 2) {
    for (int d = k; d <= 24 && !stop; ++d, ++cases) {
      const auto positions = patches_in_line(d, k, border);
      const int count = static_cast<int>(positions.size());
      long counted = 0, formula = 0;
      for (const auto& given : positions) counted += meeting(positions, given);
      for (int t = -(k - 1); t <= k - 1; ++t) formula += std::max(0, count - std::abs(t));
      holds = holds && counted == formula && count == (border == Border::valid ? d - k + 1 : d);
    }
  }
  if (stop) return stopped();
  return reduced_if(holds,
                    "A sum is the number of its terms times their mean. Two patches meet iff their centres differ by "
                    "less than k in each direction, and P - |t| pairs of P positions differ by t. Machine: P, and the "
                    "pairs in one direction that meet, counted, for k = 1, 3, .., 9, d = k..24.",
                    cases);
}

// sum over tau != 0 of E c_tau^4, exactly. X = sum_p W_p W_{p+tau} is a quadratic form with kappa_2 = n, kappa_4 = 6 n
// + 12 m, n the number of pairs (p, p+tau) and m that of triples (p, p+tau, p+2tau) in the kernel: E X^4 = 3 n^2 + 6 n
// + 12 m, and c = X/|W|^2 is independent of |W|.
Rational fourth_moments(long k) {
  Rational sum = 0;
  for (long a = -(k - 1); a <= k - 1; ++a) {
    for (long b = -(k - 1); b <= k - 1; ++b) {
      if (a == 0 && b == 0) continue;
      const long n = (k - std::abs(a)) * (k - std::abs(b));
      const long m = std::max(0L, k - 2 * std::abs(a)) * std::max(0L, k - 2 * std::abs(b));
      sum += 3 * n * n + 6 * n + 12 * m;
    }
  }
  const Rational size = k * k;
  return sum / (size * (size + 2) * (size + 4) * (size + 6));
}

FiniteOutcome refute_s18(const std::atomic<bool>&) {
  const long k = 5, size = k * k;
  const Interval pi = Interval::pi(kBits), half(Rational(1, 2), kBits);
  const Interval base = pi - Interval(1L, kBits) + half * Interval(Rational(size - 1, size + 2), kBits);
  const Interval fourth(fourth_moments(k), kBits);
  const Interval least = base + fourth / Interval(24L, kBits),
                 most = base + (pi / Interval(2L, kBits) - Interval(Rational(3, 2), kBits)) * fourth;
  const Interval value(least.lo(), most.hi()), limit = pi - half;
  FiniteOutcome out = refuted_if(certainly(less(most, limit - Interval(Rational(4, k * k * k), kBits))), {{"k", "5"}},
                                 "h(c) = sqrt(1-c^2) + c asin(c) - 1 lies between c^2/2 + c^4/24 and c^2/2 + (pi/2 - "
                                 "3/2) c^4, and the moments of c_tau are "
                                 "rational. The distance falls like 3/(2 k^2), not 1/k^3.",
                                 (2 * k - 1) * (2 * k - 1), kBits);
  out.enclosures = {
      {"S_5", value}, {"|S_5 - (pi - 1/2)|", limit - value}, {"4/125", Interval(Rational(4, 125), kBits)}};
  return out;
}

}  // namespace

std::vector<FiniteClaim> pooling24_steps_claims() {
  const std::string patches = "all odd k, d >= k", at_25 = "App. E, (25)-(26)",
                    mean_of_i =
                        "the sum over i is P^2 times the inner expectation at a random i, uniform over the P^2 "
                        "patches; of the P^4 pairs N^2 meet, N = sum over |t| < k of (P - |t|)_+";
  std::vector<FiniteClaim> out = {
      claim("thm44.joint_law", "Theorem 4.4", "(x, y) ~ N(0, I_{d^2})", "x, y in R^{d x d}",
            "the joint law of (x,y) is N(0, I_{d^2})", "all d >= 1", refute_joint_law),
      claim("thm44.joint_law.corrected", "Theorem 4.4", "(x, y) ~ N(0, I_{2 d^2})",
            "x and y independent, entries i.i.d. N(0,1)", "the joint law of (x,y) is N(0, I_{2 d^2})", "all d >= 1",
            decide_joint_law, "nothing: the size of the identity matrix"),
      claim("appE.25_26.circular", at_25, "", "boundary rule: circular",
            "the sum over i is d^2 times the inner expectation at one fixed i", patches, decide_translation),
      claim("appE.25_26.valid", at_25, "", "boundary rule: valid; any fixed i",
            "the sum over i is d^2 times the inner expectation at one fixed i", patches,
            [](const std::atomic<bool>&) { return refute_translation(Border::valid, 7); }),
      claim("appE.25_26.zero_padding", at_25, "", "boundary rule: zero padding; any fixed i",
            "the sum over i is d^2 times the inner expectation at one fixed i", patches,
            [](const std::atomic<bool>&) { return refute_translation(Border::zero_padding, 4); }),
      claim(
          "appE.25_26.valid.corrected", at_25, mean_of_i + ", P = d-k+1", "boundary rule: valid",
          mean_of_i + ", P = d-k+1", patches,
          [](const std::atomic<bool>& stop) { return decide_mean_over_i(Border::valid, stop); },
          "a random i in place of any fixed one, and P for d: (30) then counts P^4 - N^2 pairs"),
      claim(
          "appE.25_26.zero_padding.corrected", at_25, mean_of_i + ", P = d", "boundary rule: zero padding",
          mean_of_i + ", P = d", patches,
          [](const std::atomic<bool>& stop) { return decide_mean_over_i(Border::zero_padding, stop); },
          "a random i in place of any fixed one: (30) then counts d^4 - N^2 pairs"),
      claim("s18", "beside Theorem 4.4", "", "", "|S_k - (pi - 1/2)| <= 4/k^3", "every odd k >= 3", refute_s18),
  };
  for (const Border border : {Border::circular, Border::zero_padding, Border::valid}) {
    out.push_back(claim(
        std::string("appE.23_24.") + name_of(border), "App. E, (23)-(24)", "",
        std::string("boundary rule: ") + name_of(border),
        "the sum over j splits into the j whose patches meet that of i and the j whose patches are disjoint from it",
        patches, [border](const std::atomic<bool>& stop) { return decide_split(border, stop); }));
  }
  return out;
}

}  // namespace certibound::papers
