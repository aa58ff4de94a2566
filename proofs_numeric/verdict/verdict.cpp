// The one table of verdict words: what is printed, stored, compared and explained.
#include <certibound/verdict/verdict.hpp>

#include <array>
#include <stdexcept>

namespace certibound {
namespace {

struct Entry {
  Verdict verdict;
  std::string_view word;
  std::string_view meaning;
};

constexpr std::array<Entry, 11> entries{{
    {Verdict::proved, "proved",
     "Holds at every point of the stated domain; a certificate exists and the trusted checker accepted it."},
    {Verdict::reduced, "reduced",
     "Proved through a stated human argument, which is not machine-checked; its machine part is proved."},
    {Verdict::refuted, "refuted",
     "An exact witness lies in the domain, and the trusted checker certified that the claim fails there."},
    {Verdict::vacuous, "vacuous", "The domain or the hypotheses are empty; never counted as proved."},
    {Verdict::ill_posed, "ill-posed", "An expression is undefined at a point of the domain; the point is named."},
    {Verdict::undecided, "undecided",
     "Neither proved nor refuted; what is left is listed, with the precision reached and the reason."},
    {Verdict::checked, "checked",
     "A finite or gridded part of the domain was decided exactly; nothing is claimed beyond it."},
    {Verdict::agrees, "agrees",
     "Two independently computed enclosures of both sides of an identity overlap; not a proof."},
    {Verdict::enclosed, "enclosed", "A value was asked for, nothing was claimed; the values are proven enclosures."},
    {Verdict::sampled, "sampled", "Monte Carlo with seed, sample size and confidence interval; not a proof."},
    {Verdict::informal, "informal", "The sentence states nothing that can be decided; no verdict is claimed."},
}};

const Entry& entry_of(Verdict v) {
  for (const Entry& entry : entries) {
    if (entry.verdict == v) return entry;
  }
  throw std::invalid_argument("a value outside the enumeration Verdict");
}

}  // namespace

std::string_view to_string(Verdict v) { return entry_of(v).word; }

Verdict verdict_from_string(std::string_view word) {
  for (const Entry& entry : entries) {
    if (entry.word == word) return entry.verdict;
  }
  throw std::invalid_argument("\"" + std::string(word) + "\" is not a verdict");
}

std::string_view meaning(Verdict v) { return entry_of(v).meaning; }

}  // namespace certibound
