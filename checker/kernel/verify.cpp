#include <certibound/kernel/verify.hpp>

#include <certibound/kernel/cover.hpp>
#include <certibound/language/parser.hpp>

#include <algorithm>

namespace certibound::kernel {
namespace {

using language::Claim;
using language::Decision;
using language::Problem;

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

//   the goal holds on B_1, ..., B_k;  the domain is contained in B_1 u ... u B_k;  some point satisfies the hypotheses
//   ------------------------------------------------------------------------------------------------------------------
//   for all points of the domain that satisfy the hypotheses: the goal
Accepted verify_proof(const Claim& claim, const Problem& problem, const Certificate& c) {
  ENSURE(decide_at_point(problem, point(problem, c.inhabitant), c.bits) == Decision::holds,
         "the inhabitant is not certainly a point of the domain where the claim holds");
  language::Contacts contacts(problem.names().size());
  for (const auto& [name, value] : c.contacts) contacts[index_of(problem, name)].push_back(value);
  const language::Method method{.bits = c.bits, .slopes = true, .taylor_order = c.taylor};
  const Cover cover = cover_domain(problem, method, contacts, {.depth = c.depth, .boxes = c.boxes});
  ENSURE(cover.complete, "the bisection leaves a part of the domain undecided");
  ENSURE(!cover.vacuous, "no point of the domain satisfies the hypotheses");
  return {Verdict::proved, claim.id, cover.boxes};
}

//   x lies in the domain and satisfies the hypotheses;  the goal fails at x
//   -----------------------------------------------------------------------
//   not (for all points of the domain that satisfy the hypotheses: the goal)
Accepted verify_refutation(const Claim& claim, const Problem& problem, const Certificate& c) {
  ENSURE(decide_at_point(problem, point(problem, c.witness), c.bits) == Decision::fails,
         "the claim does not certainly fail at the witness");
  return {Verdict::refuted, claim.id, 1};
}

}  // namespace

Accepted verify(const Certificate& certificate) {
  const Claim claim = read_claim(certificate.claim_text);
  ENSURE(claim.show.has_value(), "only a 'show' claim can be proved or refuted");
  try {
    const Problem problem(claim);
    ENSURE(certificate.verdict == Verdict::proved || certificate.verdict == Verdict::refuted,
           "the verdict is neither proved nor refuted");
    return certificate.verdict == Verdict::proved ? verify_proof(claim, problem, certificate)
                                                  : verify_refutation(claim, problem, certificate);
  } catch (const language::BadDomain& error) {
    throw Rejected(error.what());
  }
}

}  // namespace certibound::kernel
