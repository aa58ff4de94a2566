// The order of attempts: simple witnesses, a quick bisection, witnesses downhill, contact points, then rising precision with what
// time is left.
#include <certibound/prover/prove.hpp>

#include "derivation.hpp"
#include "descent.hpp"
#include "double_decide.hpp"
#include "leaf.hpp"
#include "search.hpp"

#include <certibound/rules/rules.hpp>

#include <algorithm>
#include <random>

namespace certibound::prover {
namespace {

using language::Contacts;
using language::Decision;
using language::Method;
using language::Problem;

constexpr int kTaylorOrder = 10;
constexpr std::size_t kCandidates = 600;

class Prover {
 public:
  Prover(const language::Claim& claim, const Problem& problem, const Options& options)
      : claim_(claim), problem_(problem), options_(options), budget_(options) {}

  Proposal run() {
    if (is_empty(problem_.domain())) return finish(Verdict::vacuous, {"the domain is empty"});
    const std::vector<std::vector<Rational>> simple = candidate_points(problem_.domain(), kCandidates);
    if (try_points(simple)) return out_;
    const std::vector<Attempt> steps = attempts();
    if (try_cover(steps.front())) return out_;
    if (auto identity = try_identity(claim_, problem_, options_)) return *identity;
    if (try_points(points_in_left_boxes()) || try_points(low_points(problem_, simple, left_))) return out_;
    for (std::size_t i = 1; i < steps.size(); ++i) {
      if (budget_.spent() || steps[i].method.bits > std::max<Precision>(options_.max_bits, 64)) break;
      if (try_cover(steps[i])) return out_;
      if (i == 1 && (try_cosine() || try_rules() || try_part())) return out_;
    }
    if (try_points(points_in_left_boxes())) return out_;
    return undecided();
  }

 private:
  struct Attempt {
    Method method;
    SearchLimits limits;
    bool with_contacts = false;
  };

  std::vector<Attempt> attempts() const {
    const double all = options_.seconds;
    return {
        {{.bits = 64}, {.depth = 14, .boxes = 2'000, .left = 64, .seconds = all / 8}, false},
        {{.bits = 64, .taylor_order = kTaylorOrder}, {.depth = 40, .boxes = 2'000, .left = 8, .seconds = all / 10}, true},
        {{.bits = 128, .taylor_order = kTaylorOrder},
         {.depth = 60, .boxes = options_.max_boxes, .left = 400, .seconds = all},
         true},
        {{.bits = 256, .taylor_order = kTaylorOrder},
         {.depth = 90, .boxes = options_.max_boxes, .left = 400, .seconds = all},
         true},
    };
  }

  bool try_points(const std::vector<std::vector<Rational>>& points) {
    for (const auto& point : points) {
      if (budget_.spent()) return false;
      ++out_.boxes;
      if (inhabitant_ && seems_to_hold(point)) continue;
      const Decision decision = decide_at_point(problem_, point, options_.max_bits);
      if (decision == Decision::holds && !inhabitant_) inhabitant_ = named(problem_, point);
      if (decision == Decision::fails || decision == Decision::undefined) {
        out_.witness = named(problem_, decision == Decision::fails ? simplified(point) : point);
        out_.verdict = decision == Decision::fails ? Verdict::refuted : Verdict::ill_posed;
        out_.bits = options_.max_bits;
        if (decision == Decision::fails) out_.certificate = refutation();
        return true;
      }
    }
    return false;
  }

  // Doubles say that nothing can be refuted there.
  bool seems_to_hold(const std::vector<Rational>& point) {
    if (!doubles_.usable()) return false;
    language::Box box;
    for (const Rational& x : point) box.push_back(language::point_side(x));
    return doubles_.on(box) == Decision::holds;
  }

  Certificate refutation() const {
    Certificate c;
    c.claim_text = claim_.text;
    c.verdict = Verdict::refuted;
    c.bits = options_.max_bits;
    c.witness = out_.witness;
    return c;
  }

  bool try_cover(const Attempt& attempt) {
    const Contacts contacts = attempt.with_contacts ? find_contacts(problem_, left_) : Contacts(problem_.domain().size());
    const SearchResult result = search(problem_, attempt.method, contacts, attempt.limits, budget_);
    out_.boxes += result.boxes;
    out_.bits = attempt.method.bits;
    left_ = result.left;
    contacts_ = contacts;
    if (!result.complete) return false;
    if (result.vacuous) {
      finish(Verdict::vacuous, {"no point of the domain satisfies the hypotheses"});
      return true;
    }
    if (!inhabitant_) return false;  // nothing shows that the claim says anything
    out_.verdict = Verdict::proved;
    out_.certificate = proof(leaf_step(problem_, attempt.method, contacts, result), attempt.method.bits);
    return true;
  }

  Certificate proof(Step step, Precision bits) const {
    Certificate c;
    c.claim_text = claim_.text;
    c.verdict = Verdict::proved;
    c.bits = bits;
    c.proof = std::move(step);
    c.inhabitant = *inhabitant_;
    return c;
  }

  // In t, for rho = +-cos t: contacts of half-integer order at rho = +-1 become ordinary ones at t = 0.
  bool try_cosine() {
    Step step{"cosine", "", {}};
    if (!inhabitant_ || claim_.show->kind != language::Condition::Kind::compare) return false;
    std::vector<language::Claim> parts;
    try {
      parts = rules::premises(claim_, step);
    } catch (const Rejected&) {
      return false;
    }
    const Method method{.bits = 96, .taylor_order = kTaylorOrder};
    const SearchLimits limits{.depth = 40, .boxes = 20'000, .left = 64, .seconds = options_.seconds / 4};
    for (const language::Claim& part : parts) {
      const Problem problem(part);
      const Contacts at_zero(1, {Rational(0)});
      const SearchResult result = search(problem, method, at_zero, limits, budget_);
      out_.boxes += result.boxes;
      if (!result.complete) return false;
      step.premises.push_back(leaf_step(problem, method, at_zero, result));
    }
    out_.verdict = Verdict::proved;
    out_.bits = method.bits;
    out_.certificate = proof(std::move(step), method.bits);
    return true;
  }

  // By the rules of inference: what touches.
  bool try_rules() {
    if (!inhabitant_) return false;
    Options own = options_;
    const language::Box& domain = problem_.domain();
    const bool integers = std::any_of(domain.begin(), domain.end(), [](const language::Side& side) { return side.integer; });
    own.seconds = options_.seconds * (integers ? 1 : 3) / 4;  // some time is left for a long bisection, or for a part
    const Budget budget(own);
    Derivation found = derive(claim_, own, budget);
    out_.boxes += found.boxes;
    if (!found.proof) return false;
    out_.verdict = Verdict::proved;
    out_.bits = 128;
    out_.certificate = proof(std::move(*found.proof), 128);
    return true;
  }

  // A claim about all integers m >= a that resists: decide it for the first ones, and say so.
  bool try_part() {
    const auto unbounded = [](const language::Side& side) { return side.integer && side.hi_infinite; };
    const language::Box& domain = problem_.domain();
    if (std::count_if(domain.begin(), domain.end(), unbounded) != 1 || !inhabitant_) return false;
    const auto index = static_cast<std::size_t>(std::find_if(domain.begin(), domain.end(), unbounded) - domain.begin());
    for (const long count : {4096L, 256L, 16L}) {
      language::Claim part = claim_;
      const Rational last = domain[index].lo + (count - 1);
      part.variables[index].upper.value = part.terms.rational(last);
      const Problem finite(part);
      const Attempt attempt{{.bits = 128}, {.depth = 60, .boxes = 40'000, .left = 0, .seconds = options_.seconds / 4}, false};
      const SearchResult result = search(finite, attempt.method, Contacts(domain.size()), attempt.limits, Budget(options_));
      out_.boxes += result.boxes;
      if (!result.complete || result.vacuous) continue;
      out_.verdict = Verdict::checked;
      out_.bits = attempt.method.bits;
      out_.certificate = proof(leaf_step(finite, attempt.method, Contacts(domain.size()), result), attempt.method.bits);
      out_.part = std::move(part);
      out_.left = {"decided for " + problem_.names()[index] + " = " + to_string(domain[index].lo) + ".." + to_string(last) +
                   " only; larger " + problem_.names()[index] + " is not claimed"};
      return true;
    }
    return false;
  }

  // A nearby point with smaller numerators and denominators at which the claim fails, too.
  std::vector<Rational> simplified(std::vector<Rational> point) const {
    for (std::size_t i = 0; i < point.size(); ++i) {
      if (problem_.domain()[i].integer) continue;
      for (int k = 1; k <= 24; ++k) {
        const Rational reach = (abs(point[i]) + 1) / certibound::power(Rational(2), k);
        std::vector<Rational> nearby = point;
        nearby[i] = simplest_between(point[i] - reach, point[i] + reach);
        if (nearby[i] == point[i]) break;
        if (decide_at_point(problem_, nearby, options_.max_bits) == Decision::fails) {
          point = std::move(nearby);
          break;
        }
      }
    }
    return point;
  }

  // Where a claim is false in a small region, the boxes left are in it.
  std::vector<std::vector<Rational>> points_in_left_boxes() {
    std::vector<std::vector<Rational>> points;
    std::mt19937_64 random(20260101);
    for (const language::Box& box : left_) {
      if (points.size() > 200) break;
      for (int k = 0; k < 3; ++k) {
        std::vector<Rational> point;
        for (const language::Side& side : box) {
          const Rational weight(static_cast<long>(random() % 1023) + 1, 1024);
          const Rational to = side.hi_infinite ? Rational(side.lo + 1) : side.hi;
          const Rational from = side.lo_infinite ? Rational(to - 1) : side.lo;
          const Rational x = k == 0 ? simplest_between(from, to) : Rational(from + (to - from) * weight);
          point.push_back(side.integer ? Rational(simplest_between(from, to)) : x);
        }
        points.push_back(std::move(point));
      }
    }
    return points;
  }

  Proposal undecided() {
    std::string reason = budget_.stopped() ? "interrupted" : budget_.spent() ? "time limit reached" : "bisection limit reached";
    if (!inhabitant_ && left_.empty()) reason = "no point was found at which the claim certainly holds";
    std::vector<std::string> left;
    constexpr std::size_t kShown = 3;
    const std::vector<language::Box> boxes = joined(left_);
    for (std::size_t i = 0; i < std::min(boxes.size(), kShown); ++i) left.push_back(to_text(boxes[i], problem_.names()));
    if (boxes.size() > kShown) left.push_back("and " + std::to_string(boxes.size() - kShown) + " more boxes");
    left.push_back(reason + " at " + std::to_string(out_.bits) + " bits" +
                   (touches() ? "; both sides meet there, which this version cannot resolve" : ""));
    return finish(Verdict::undecided, left);
  }

  // Neighbours in one variable become one box, so that a person sees the place and not the bisection.
  static std::vector<language::Box> joined(std::vector<language::Box> boxes) {
    if (boxes.empty() || boxes.front().size() != 1) return boxes;
    std::sort(boxes.begin(), boxes.end(), [](const language::Box& a, const language::Box& b) {
      return a[0].lo_infinite != b[0].lo_infinite ? a[0].lo_infinite : a[0].lo < b[0].lo;
    });
    std::vector<language::Box> out;
    for (const language::Box& box : boxes) {
      const Rational gap = box[0].integer ? 1 : 0;
      if (!out.empty() && !out.back()[0].hi_infinite && !box[0].lo_infinite && out.back()[0].hi + gap >= box[0].lo) {
        out.back()[0].hi = box[0].hi;
        out.back()[0].hi_open = box[0].hi_open;
        out.back()[0].hi_infinite = box[0].hi_infinite;
      } else {
        out.push_back(box);
      }
    }
    return out;
  }

  bool touches() const {
    return std::any_of(contacts_.begin(), contacts_.end(), [](const auto& c) { return !c.empty(); });
  }

  Proposal finish(Verdict verdict, std::vector<std::string> left) {
    out_.verdict = verdict;
    out_.left = std::move(left);
    return out_;
  }

  const language::Claim& claim_;
  const Problem& problem_;
  const Options& options_;
  Budget budget_;
  const Method points_only_{.slopes = false};
  const Contacts no_contacts_;
  DoubleDecider doubles_{problem_, points_only_, no_contacts_};
  Proposal out_;
  std::optional<std::vector<NamedRational>> inhabitant_;  // a point where the claim certainly holds
  std::vector<language::Box> left_;
  Contacts contacts_;
};

}  // namespace

Proposal prove(const language::Claim& claim, const Options& options) {
  try {
    const Problem problem(claim);
    return Prover(claim, problem, options).run();
  } catch (const language::BadDomain& error) {
    Proposal out;
    out.verdict = Verdict::undecided;
    out.left = {std::string("the domain cannot be used: ") + error.what()};
    return out;
  }
}

}  // namespace certibound::prover
