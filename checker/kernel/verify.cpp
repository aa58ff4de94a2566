#include <certibound/kernel/verify.hpp>

#include <certibound/kernel/cover.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/rules/rules.hpp>

#include <algorithm>
#include <charconv>
#include <string_view>

namespace certibound::kernel {
namespace {

using language::Claim;
using language::Decision;
using language::Problem;

constexpr long kMaxFirstParts = 100'000;
constexpr long kMaxBoxes = 10'000'000;  // of a whole proof
constexpr int kMaxDepth = 200;
constexpr int kMaxTaylorOrder = 32;
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

// Words are separated by one blank; one that stands where none should gives an empty word, which nothing accepts.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t at = std::min(text.find(' '), text.size());
    out.push_back(text.substr(0, at));
    if (at == text.size()) return out;
    text.remove_prefix(at + 1);
  }
}

long number(std::string_view word, long least, long greatest) {
  long out = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), out);
  ENSURE(error == std::errc{} && end == word.data() + word.size() && out >= least && out <= greatest,
         "a number of the step 'boxes' is not one, or out of its range");
  ENSURE(std::to_string(out) == word, "a number of the step 'boxes' is not written in its shortest form");
  return out;
}

// boxes BITS DEPTH COUNT ORDER [NAME POINT]...
//   the goal holds on B_1, ..., B_k;  the domain is contained in B_1 u ... u B_k
//   ----------------------------------------------------------------------------
//   for all points of the domain that satisfy the hypotheses: the goal
Cover verify_boxes(const Problem& problem, const std::string& text, long boxes_left) {
  const std::vector<std::string_view> words = words_of(text);
  ENSURE(words.size() >= 4 && words.size() % 2 == 0, "the words are: precision, depth, boxes, order, contact points");
  const Precision bits = number(words[0], 2, kMaxCertificateBits);
  const CoverLimits limits{.depth = static_cast<int>(number(words[1], 0, kMaxDepth)),
                           .boxes = std::min(number(words[2], 1, kMaxBoxes), boxes_left)};
  const language::Method method{
      .bits = bits, .slopes = true, .taylor_order = static_cast<int>(number(words[3], 0, kMaxTaylorOrder))};
  language::Contacts contacts(problem.names().size());
  long parts = 1;
  for (std::size_t k = 4; k < words.size(); k += 2) {
    const auto value = parse_rational(words[k + 1]);
    ENSURE(value.has_value() && to_string(*value) == words[k + 1], "a contact is no exact number in its shortest form");
    std::vector<Rational>& own = contacts[index_of(problem, std::string(words[k]))];
    parts = parts / static_cast<long>(own.size() + 1) * static_cast<long>(own.size() + 2);
    ENSURE(parts <= kMaxFirstParts, "the contacts cut the domain into too many parts");
    own.push_back(*value);
  }
  const Cover cover = cover_domain(problem, method, contacts, limits);
  ENSURE(cover.complete, "the bisection leaves a part of the domain undecided");
  return cover;
}

// A goal by its step: a leaf is covered by boxes, any other step leaves the premises of its rule.
class Proof {
 public:
  void verify(const Claim& goal, const Step& step) {
    leans_on_arb_ = leans_on_arb_ || goal.leans_on_external_values();  // the words of a step may bring such values in
    if (step.rule == "boxes") {
      ENSURE(step.premises.empty(), "the step 'boxes' has no premises");
      const Cover cover = verify_boxes(Problem(goal), step.words, kMaxBoxes - boxes_);
      boxes_ += cover.boxes;
      return;
    }
    const std::vector<Claim> premises = rules::premises(goal, step);
    ENSURE(premises.size() == step.premises.size(),
           "the rule '" + step.rule + "' has " + std::to_string(premises.size()) + " premises here");
    for (std::size_t i = 0; i < premises.size(); ++i) verify(premises[i], step.premises[i]);
  }

  long boxes() const { return boxes_; }
  bool leans_on_arb() const { return leans_on_arb_; }

 private:
  long boxes_ = 0;
  bool leans_on_arb_ = false;
};

//   some point of the domain satisfies the hypotheses;  for all points of the domain that do: the goal
//   --------------------------------------------------------------------------------------------------
//   the claim is proved, and not vacuous
Accepted verify_proof(const Claim& claim, const Problem& problem, const Certificate& c) {
  ENSURE(decide_at_point(problem, point(problem, c.inhabitant), std::max(c.bits, kInhabitantBits)) == Decision::holds,
         "the inhabitant is not certainly a point of the domain where the claim holds");
  Proof proof;
  proof.verify(claim, c.proof);
  return {Verdict::proved, claim.id, proof.boxes(), proof.leans_on_arb()};
}

//   x lies in the domain and satisfies the hypotheses;  the goal fails at x
//   -----------------------------------------------------------------------
//   not (for all points of the domain that satisfy the hypotheses: the goal)
Accepted verify_refutation(const Claim& claim, const Problem& problem, const Certificate& c) {
  ENSURE(decide_at_point(problem, point(problem, c.witness), c.bits) == Decision::fails,
         "the claim does not certainly fail at the witness");
  return {Verdict::refuted, claim.id, 1, claim.leans_on_external_values()};
}

}  // namespace

Accepted verify(const Certificate& certificate) { return verify(read_claim(certificate.claim_text), certificate); }

Accepted verify(const Claim& claim, const Certificate& certificate) {
  ENSURE(claim.show.has_value(), "only a 'show' claim can be proved or refuted");
  try {
    const Problem problem(claim);
    ENSURE(certificate.verdict == Verdict::proved || certificate.verdict == Verdict::refuted,
           "the verdict is neither proved nor refuted");
    return certificate.verdict == Verdict::proved ? verify_proof(claim, problem, certificate)
                                                  : verify_refutation(claim, problem, certificate);
  } catch (const language::BadDomain& error) {
    throw Rejected(error.what());
  } catch (const language::TooLarge& error) {
    throw Rejected(error.what());
  }
}

}  // namespace certibound::kernel
