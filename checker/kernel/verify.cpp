#include <certibound/kernel/verify.hpp>

#include <certibound/kernel/cover.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/language/uniformise.hpp>

#include <algorithm>

namespace certibound::kernel {
namespace {

using language::Claim;
using language::Decision;
using language::Problem;

constexpr long kMaxFirstParts = 100'000;
constexpr Precision kInhabitantBits = 1024;  // a claim may hold by less than the precision of its boxes shows at one point

// Every premise is one ENSURE: in all builds, failing closed.
#define ENSURE(condition, reason) \
  do {                            \
    if (!(condition)) throw Rejected(reason); \
  } while (false)

Claim read_claim(const std::string& text) {
  try {
    language::Document document = language::parse_document({"<certificate>", text});
    ENSURE(document.claims.size() == 1, "the certificate holds not exactly one claim");
    return std::move(document.claims.front());
  } catch (const language::SyntaxError& error) {
    throw Rejected(std::string("the claim in the certificate cannot be read: ") + error.what());
  }
}

std::size_t index_of(const Problem& problem, const std::string& name) {
  const auto& names = problem.names();
  const auto found = std::find(names.begin(), names.end(), name);
  ENSURE(found != names.end(), "'" + name + "' is not a variable of the claim");
  return static_cast<std::size_t>(found - names.begin());
}

// One value for every variable, in the order of the claim.
std::vector<Rational> point(const Problem& problem, const std::vector<NamedRational>& values) {
  ENSURE(values.size() == problem.names().size(), "a point needs one value for every variable");
  std::vector<Rational> out;
  for (std::size_t i = 0; i < values.size(); ++i) {
    ENSURE(values[i].first == problem.names()[i], "the values of a point stand in the order of the variables");
    out.push_back(values[i].second);
  }
  return out;
}

// The domain of the problem is covered as the certificate says; false if no point satisfies the hypotheses.
//   the goal holds on B_1, ..., B_k;  the domain is contained in B_1 u ... u B_k
//   ----------------------------------------------------------------------------
//   for all points of the domain that satisfy the hypotheses: the goal
bool verify_cover(const Problem& problem, const Certificate& c, long& boxes) {
  language::Contacts contacts(problem.names().size());
  for (const auto& [name, value] : c.contacts) contacts[index_of(problem, name)].push_back(value);
  long parts = 1;
  for (const auto& values : contacts) {
    parts *= static_cast<long>(values.size()) + 1;
    ENSURE(parts <= kMaxFirstParts, "the contacts cut the domain into too many parts");
  }
  const language::Method method{.bits = c.bits, .slopes = true, .taylor_order = c.taylor};
  const Cover cover = cover_domain(problem, method, contacts, {.depth = c.depth, .boxes = c.boxes - boxes});
  ENSURE(cover.complete, "the bisection leaves a part of the domain undecided");
  boxes += cover.boxes;
  return !cover.vacuous;
}

//   C(cos t) and C(-cos t) for all t in [0, 8/5] that give a point of the domain;  8/5 > pi/2
//   ------------------------------------------------------------------------------------------
//   C(rho) for all rho in the domain
void verify_uniformised(const Claim& claim, const Certificate& c, long& boxes) {
  const auto parts = language::uniformised(claim);
  ENSURE(parts.has_value(), "the claim is not one in a single variable inside [-1, 1]");
  ENSURE(certainly(less(Interval::pi(64), Interval(Rational(16, 5), 64))), "8/5 is not more than pi/2");
  for (const Claim& part : *parts) verify_cover(Problem(part), c, boxes);
}

//   some point of the domain satisfies the hypotheses;  for all points of the domain that do: the goal
//   --------------------------------------------------------------------------------------------------
//   the claim is proved, and not vacuous
Accepted verify_proof(const Claim& claim, const Problem& problem, const Certificate& c) {
  ENSURE(decide_at_point(problem, point(problem, c.inhabitant), std::max(c.bits, kInhabitantBits)) == Decision::holds,
         "the inhabitant is not certainly a point of the domain where the claim holds");
  long boxes = 0;
  if (c.uniformise) {
    verify_uniformised(claim, c, boxes);
  } else {
    ENSURE(verify_cover(problem, c, boxes), "no point of the domain satisfies the hypotheses");
  }
  return {Verdict::proved, claim.id, boxes, false};
}

//   x lies in the domain and satisfies the hypotheses;  the goal fails at x
//   -----------------------------------------------------------------------
//   not (for all points of the domain that satisfy the hypotheses: the goal)
Accepted verify_refutation(const Claim& claim, const Problem& problem, const Certificate& c) {
  ENSURE(decide_at_point(problem, point(problem, c.witness), c.bits) == Decision::fails,
         "the claim does not certainly fail at the witness");
  return {Verdict::refuted, claim.id, 1, false};
}

}  // namespace

Accepted verify(const Certificate& certificate) { return verify(read_claim(certificate.claim_text), certificate); }

Accepted verify(const Claim& claim, const Certificate& certificate) {
  ENSURE(claim.show.has_value(), "only a 'show' claim can be proved or refuted");
  try {
    const Problem problem(claim);
    ENSURE(certificate.verdict == Verdict::proved || certificate.verdict == Verdict::refuted,
           "the verdict is neither proved nor refuted");
    Accepted accepted = certificate.verdict == Verdict::proved ? verify_proof(claim, problem, certificate)
                                                               : verify_refutation(claim, problem, certificate);
    accepted.leans_on_arb = claim.leans_on_external_values();
    return accepted;
  } catch (const language::BadDomain& error) {
    throw Rejected(error.what());
  } catch (const language::TooLarge& error) {
    throw Rejected(error.what());
  }
}

}  // namespace certibound::kernel
