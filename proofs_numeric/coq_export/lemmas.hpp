// The lemmas of one file, in order. Internal to this room.
#pragma once

#include "coq_terms.hpp"

#include <certibound/certificate/certificate.hpp>
#include <certibound/coq_export/export.hpp>

#include <string>
#include <vector>

namespace certibound::coq_export {

class File {
 public:
  explicit File(std::string theorem) : theorem_(std::move(theorem)) {}

  // A name for the next lemma or definition.
  std::string fresh() { return theorem_ + "_" + std::to_string(++count_); }
  void definition(const std::string& name, const std::string& type, const std::string& body);
  void lemma(const std::string& name, const std::string& statement, const std::string& proof);
  const std::string& text() const { return text_; }

 private:
  std::string theorem_;
  int count_ = 0;
  std::string text_;
};

// Each writes lemmas whose last one states the goal as it is (powers by roots), and returns its name.
std::string write_goal(File& file, const Claim& goal, const Step& step);  // steps.cpp
std::string write_leaf(File& file, const Claim& goal, const Step& step);  // leaf.cpp

// "intros x m H1 H2. ": the variables and premises of a claim, premises named H1, H2, ...
std::string intros(const Claim& claim);

// One step: its premises as claims and, by the same numbers, the lemmas that state them. A premise that only says that
// expressions have values has no lemma: Coq's functions are total.
struct Inference {
  const Claim& goal;
  const Step& step;
  const std::vector<Claim>& premises;
  const std::vector<std::string>& lemmas;

  // The n-th word of the step, a term in braces without them.
  std::string word(std::size_t n) const;
  std::size_t variable(std::size_t n) const;       // the variable that the n-th word names, by its index
  std::string variable_text(std::size_t n) const;  // ... as a real number of Coq
  std::string term_text(std::size_t n) const;      // the n-th word as a term of Coq

  // The lemma of a premise at the goal's variables of the same names.
  std::string lemma(std::size_t premise) const;
  // ... as a function of variable i: (fun tt : R => lemma x tt z).
  std::string lemma_along(std::size_t premise, std::size_t i) const;
};

// The proof of a goal from the lemmas of its premises, without the `intros`; nothing if the rule is not of the file's
// kind.
std::string substitution_proof(const Inference& step);       // substitutions.cpp
std::string slope_proof(File& file, const Inference& step);  // slopes.cpp

}  // namespace certibound::coq_export
