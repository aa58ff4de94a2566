// The lemmas of one file, in order. Internal to this room.
#pragma once

#include "coq_terms.hpp"

#include <certibound/certificate/certificate.hpp>
#include <certibound/coq_export/export.hpp>

#include <string>

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

}  // namespace certibound::coq_export
