// Shared by the files of the prover: the limits of one run and the bisection that remembers what it could not decide.
#pragma once

#include <certibound/prover/prove.hpp>

#include <certibound/language/decide.hpp>

#include <atomic>
#include <chrono>

namespace certibound::prover {

class Budget {
 public:
  explicit Budget(const Options& options)
      : options_(&options), until_(options.seconds), start_(std::chrono::steady_clock::now()) {}
  // The same clock; spent, too, once `winner` is less than `number`.
  Budget(const Budget& whole, const std::atomic<std::size_t>& winner, std::size_t number)
      : options_(whole.options_), until_(whole.until_), start_(whole.start_), winner_(&winner), number_(number) {}

  bool spent() const { return stopped() || overtaken() || elapsed() > until_; }
  bool stopped() const { return options_->stop != nullptr && options_->stop->load(); }
  // The same clock, spent when this share of the time that is left now is over.
  Budget part(double share) const {
    Budget out = *this;
    const double now = elapsed();
    out.until_ = now + share * (until_ - now);
    return out;
  }

 private:
  double elapsed() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  bool overtaken() const { return winner_ != nullptr && winner_->load() < number_; }

  const Options* options_;
  double until_;  // seconds after the start
  std::chrono::steady_clock::time_point start_;
  const std::atomic<std::size_t>* winner_ = nullptr;
  std::size_t number_ = 0;
};

struct SearchLimits {
  int depth = 40;
  long boxes = 20'000;
  std::size_t left = 400;  // stop when this many boxes at full depth are undecided
  double seconds = 10;
};

struct SearchResult {
  bool complete = false;
  bool vacuous = false;
  long boxes = 0;
  int depth = 0;  // deepest box decided
  std::vector<language::Box> left;
};

// Depth-first bisection as the checker will redo it, collecting what is left instead of giving up. First in doubles, which cost
// little: where those leave boxes that are wide, so would the enclosures, and what they leave is returned.
SearchResult search(const language::Problem& problem, const language::Method& method, const language::Contacts& contacts,
                    const SearchLimits& limits, const Budget& budget);

// Points of the domain worth trying, the simplest rationals first; at most `most`.
std::vector<std::vector<Rational>> candidate_points(const language::Box& domain, std::size_t most);
// The simplest rationals (least denominator) inside a box, with its closed ends and its middle.
std::vector<Rational> simple_values(const language::Side& side, std::size_t most);
// The rational with the least denominator in [lo, hi].
Rational simplest_between(const Rational& lo, const Rational& hi);

// Points in the sides of the left boxes at which some difference of the goal is exactly zero.
language::Contacts find_contacts(const language::Problem& problem, const std::vector<language::Box>& left);

// `agrees`, or what refutes the identity; empty if the claim is not a plain identity.
std::optional<Proposal> try_identity(const language::Claim& claim, const language::Problem& problem, const Options& options);

std::vector<NamedRational> named(const language::Problem& problem, const std::vector<Rational>& point);

}  // namespace certibound::prover
