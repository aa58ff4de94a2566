#include "derivation.hpp"

#include "leaf.hpp"
#include "moves.hpp"
#include "squares.hpp"

#include <certibound/rules/rules.hpp>

#include <flint/flint.h>

#include <algorithm>
#include <exception>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

namespace certibound::prover {
namespace {

using language::Claim;
using language::Condition;
using language::NodeId;
using language::Problem;
using language::Relation;

constexpr double kFuel[] = {1.25, 2.25, 3.25, 4.25, 5.25, 6.75, 8.25};  // whole steps, and what small ones come to
constexpr double kRoundShare = 0.5;  // of the time left, at most: a long chain of cheap steps is not to take all of it
constexpr int kMaxNesting = 24, kFarFromRoot = 3;
constexpr std::chrono::duration<double> kSquaresTime{5}, kSquaresTimeInPlane{1.5};  // for one goal; in two variables boxes do more
constexpr std::chrono::duration<double> kAllSquaresTime{9};                          // for all goals of a claim

// A text that equal goals share.
std::string key(const Claim& goal) {
  std::string out;
  const auto add_bound = [&](const language::Bound& b) {
    out += b.open ? "(" : "[";
    out += b.value ? goal.terms.key(*b.value) : "oo";
  };
  for (const language::Variable& v : goal.variables) {
    out += v.integer ? "i" : "r";
    add_bound(v.lower);
    add_bound(v.upper);
  }
  const auto add = [&](const auto& self, const Condition& c) -> void {
    out += "{" + std::to_string(static_cast<int>(c.kind));
    if (c.kind == Condition::Kind::compare) {
      out += std::to_string(static_cast<int>(c.relation)) + goal.terms.key(c.left) + "|" + goal.terms.key(c.right);
    }
    for (const Condition& part : c.parts) self(self, part);
    out += "}";
  };
  add(add, goal.hypotheses);
  add(add, *goal.show);
  return out;
}

bool is_inequality(const Condition& c) {
  return c.kind == Condition::Kind::compare && c.relation != Relation::equal && c.relation != Relation::not_equal;
}

// The bodies of binders are enclosed by code that this room knows nothing of, and that is stopped thread by thread.
bool has_calls(const Claim& goal) {
  for (NodeId id = 0; id < static_cast<NodeId>(goal.terms.size()); ++id) {
    if (goal.terms[id].op == language::Op::call) return true;
  }
  return false;
}

// Calls work(i) for i = 0, 1, .. below count in several threads; the first exception is passed on.
template <typename Work>
void in_threads(std::size_t count, unsigned threads, Work work) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr error;
  std::mutex mutex;
  const auto run = [&] {
    for (std::size_t i = next++; i < count; i = next++) {
      try {
        work(i);
      } catch (...) {
        const std::lock_guard lock(mutex);
        error = std::current_exception();
        next = count;
      }
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned k = 1; k < threads; ++k) {
      others.emplace_back([&run] {
        run();
        flint_cleanup();  // MPFR's caches of this thread with it
      });
    }
    run();
  }
  if (error) std::rethrow_exception(error);
}

class Searcher {
 public:
  Searcher(const Budget& budget, unsigned threads) : budget_(budget), threads_(threads) {}
  Searcher(const Searcher&) = delete;
  Searcher& operator=(const Searcher&) = delete;

  Derivation run(const Claim& goal) {
    Derivation out;
    const Budget whole = budget_;
    for (const double fuel : kFuel) {
      if (whole.spent()) break;
      budget_ = fuel == kFuel[std::size(kFuel) - 1] ? whole : whole.part(kRoundShare);
      ++round_;
      out.proof = prove(goal, fuel, 0, "");
      if (out.proof) break;
    }
    out.boxes = boxes_;
    return out;
  }

 private:
  struct Runner;

  // In one thread, from what another one knows.
  Searcher(const Searcher& other, const Budget& budget)
      : budget_(budget), threads_(1), failed_(other.failed_), tried_hard_(other.tried_hard_), proved_(other.proved_),
        squares_(other.squares_), squares_on_line_(other.squares_on_line_), squares_time_(other.squares_time_), round_(other.round_) {}

  void learn_from(const Searcher& other) {
    for (const auto& [goal, fuel] : other.failed_) {
      double& known = failed_.try_emplace(goal, fuel).first->second;
      known = std::max(known, fuel);
    }
    tried_hard_.insert(other.tried_hard_.begin(), other.tried_hard_.end());
    proved_.insert(other.proved_.begin(), other.proved_.end());
    squares_.insert(other.squares_.begin(), other.squares_.end());
    squares_on_line_.insert(other.squares_on_line_.begin(), other.squares_on_line_.end());
    boxes_ += other.boxes_;
  }

  std::optional<Step> prove(const Claim& goal, double fuel, int nesting, const std::string& before) {
    if (budget_.spent() || nesting > kMaxNesting) return std::nullopt;
    const std::string name = key(goal);
    if (const auto known = proved_.find(name); known != proved_.end()) return known->second;
    if (const auto failed = failed_.find(name); failed != failed_.end() && failed->second >= fuel) return std::nullopt;
    std::optional<Step> out;
    try {
      out = attempt(goal, fuel, nesting, before);
    } catch (const language::BadDomain&) {
    } catch (const language::TooLarge&) {
    }
    if (out) {
      proved_.emplace(name, *out);
    } else if (!budget_.spent()) {
      const auto [entry, is_new] = failed_.try_emplace(name, fuel);
      entry->second = std::max(entry->second, fuel);
    }
    return out;
  }

  std::optional<Step> attempt(const Claim& goal, double fuel, int nesting, const std::string& before) {
    const Problem problem(goal);
    std::vector<language::Box> left;
    if (auto leaf = by_boxes(problem, left, false, nesting)) return leaf;
    if (fuel > 0) {
      const bool early = goal.variables.size() > 2;  // where bisections are long and seldom end
      if (early) {
        if (auto step = by_squares(goal, problem, fuel, nesting)) return step;
      }
      std::vector<Move> affordable = moves(goal, problem, left, before);
      std::erase_if(affordable, [&](const Move& move) { return move.cost > fuel; });
      if (auto step = follow_one(goal, std::move(affordable), fuel, nesting)) return step;
      if (!early) {
        if (auto step = by_squares(goal, problem, fuel, nesting)) return step;
      }
    }
    // A long bisection is seldom what is missing where both sides meet: later, and once a goal.
    const bool wanted = round_ >= 2 || !is_inequality(*goal.show) || goal.variables.empty();
    if (!wanted || !tried_hard_.insert(key(goal)).second) return std::nullopt;
    return by_boxes(problem, left, true, nesting);
  }

  // Sums of squares, looked for once a goal: of a polynomial in one variable at once; else, where many goals are false, later.
  std::optional<Step> by_squares(const Claim& goal, const Problem& problem, double fuel, int nesting) {
    if (!is_inequality(*goal.show) || goal.variables.empty()) return std::nullopt;
    const bool line = goal.variables.size() == 1;
    if (line) {
      const auto [known, is_new] = squares_on_line_.try_emplace(key(goal));
      if (is_new) known->second = squares_on_line(goal, problem, [&] { return budget_.spent(); });
      if (auto proof = follow_any(goal, known->second, fuel, nesting)) return proof;
    }
    if (round_ < (line || nesting > 2 ? 3 : 1)) return std::nullopt;
    const auto [known, is_new] = squares_.try_emplace(key(goal));
    if (is_new) {
      using Clock = std::chrono::steady_clock;
      const auto most = std::min(goal.variables.size() > 2 ? kSquaresTime : kSquaresTimeInPlane, kAllSquaresTime - squares_time_);
      const auto start = Clock::now();
      known->second = squares(goal, problem, [&] { return budget_.spent() || Clock::now() - start > most; });
      squares_time_ += Clock::now() - start;
    }
    return follow_any(goal, known->second, fuel, nesting);
  }

  std::optional<Step> follow_any(const Claim& goal, const std::vector<Step>& steps, double fuel, int nesting) {
    for (const Step& step : steps) {
      if (auto proof = follow(goal, step, fuel, nesting)) return proof;
    }
    return std::nullopt;
  }

  // The first move in their order that leads to a proof.
  std::optional<Step> follow_one(const Claim& goal, std::vector<Move> affordable, double fuel, int nesting) {
    if (threads_ > 1 && affordable.size() > 1) return race(goal, std::move(affordable), fuel, nesting);
    for (Move& move : affordable) {
      if (budget_.spent()) return std::nullopt;
      if (auto step = follow(goal, std::move(move.step), fuel - move.cost, nesting)) return step;
    }
    return std::nullopt;
  }

  // The same side by side, each move with a copy of what is known so far, so that the outcome does not depend on who is faster.
  std::optional<Step> race(const Claim& goal, std::vector<Move> affordable, double fuel, int nesting);

  // A short bisection; with `hard`, a long one at higher precision with expansions at contact points.
  std::optional<Step> by_boxes(const Problem& problem, std::vector<language::Box>& left, bool hard, int nesting) {
    const std::size_t n = problem.domain().size();
    const language::Method method{.bits = hard ? 128 : 64, .taylor_order = hard && n == 1 ? 8 : 0};
    const SearchLimits limits{.depth = hard ? 48 : 16,
                              .boxes = hard ? (n <= 1 ? 3'000 : 8'000) : (n <= 1 ? 150 : 800),
                              .left = hard ? 3u : 8u,
                              .seconds = hard && nesting <= kFarFromRoot ? 4.0 : 1.0};  // a guard; the boxes decide
    const language::Contacts contacts = hard ? find_contacts(problem, left) : language::Contacts(n);
    const SearchResult result = search(problem, method, contacts, limits, budget_);
    boxes_ += result.boxes;
    left = result.left;
    if (!result.complete) return std::nullopt;
    return leaf_step(problem, method, contacts, result);
  }

  // The step with proofs of all its premises; the ones that look easiest are tried first, and all must be plausible.
  std::optional<Step> follow(const Claim& goal, Step step, double fuel, int nesting) {
    std::vector<Claim> premises;
    try {
      premises = rules::premises(goal, step);
    } catch (const Rejected&) {
      return std::nullopt;
    }
    for (const Claim& premise : premises) {
      if (!is_inequality(*premise.show)) continue;
      const Problem problem(premise);
      if (!is_empty(problem.domain()) && !plausible(problem)) return std::nullopt;
    }
    std::vector<std::size_t> order(premises.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return effort(premises[a]) < effort(premises[b]); });
    step.premises.resize(premises.size());
    for (const std::size_t i : order) {
      auto proof = prove(premises[i], fuel, nesting + 1, step.rule);
      if (!proof) return std::nullopt;
      step.premises[i] = std::move(*proof);
    }
    return step;
  }

  static std::size_t effort(const Claim& premise) {
    return premise.variables.size() * 2 + (is_inequality(*premise.show) ? 1 : 0);
  }

  Budget budget_;
  unsigned threads_;
  std::map<std::string, double> failed_;
  std::set<std::string> tried_hard_;
  std::map<std::string, Step> proved_;
  std::map<std::string, std::vector<Step>> squares_, squares_on_line_;
  std::chrono::duration<double> squares_time_{0};
  long boxes_ = 0;
  int round_ = 0;
};

struct Searcher::Runner {
  Runner(const Searcher& parent, const std::atomic<std::size_t>& winner, std::size_t number)
      : budget(parent.budget_, winner, number), searcher(parent, budget) {}

  Budget budget;
  Searcher searcher;
  std::optional<Step> step;
};

std::optional<Step> Searcher::race(const Claim& goal, std::vector<Move> affordable, double fuel, int nesting) {
  std::atomic<std::size_t> winner{affordable.size()};
  std::vector<std::unique_ptr<Runner>> runners(affordable.size());
  in_threads(affordable.size(), threads_, [&](std::size_t i) {
    if (winner < i || budget_.spent()) return;
    runners[i] = std::make_unique<Runner>(*this, winner, i);
    runners[i]->step = runners[i]->searcher.follow(goal, std::move(affordable[i].step), fuel - affordable[i].cost, nesting);
    if (!runners[i]->step) return;
    for (std::size_t best = winner; i < best && !winner.compare_exchange_weak(best, i);) {
    }
  });
  for (std::size_t i = 0; i < runners.size() && i <= winner; ++i) {
    if (runners[i]) learn_from(runners[i]->searcher);
  }
  return winner < runners.size() ? std::move(runners[winner]->step) : std::nullopt;
}
}  // namespace

Derivation derive(const language::Claim& goal, const Options& options, const Budget& budget) {
  return Searcher(budget, has_calls(goal) ? 1 : std::max(options.jobs, 1u)).run(goal);
}

}  // namespace certibound::prover
