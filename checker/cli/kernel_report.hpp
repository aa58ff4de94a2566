// What was found out about a kernel, as findings (one verdict line each) and a section (tables, a plot, JSON).
#pragma once

#include "common.hpp"

#include <certibound/crosscheck/examine.hpp>
#include <certibound/interval/rational.hpp>

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace certibound::cli {

// What is asked of the kernel.
struct KernelDemands {
  std::string name;                     // "textbook", for ids
  std::optional<Rational> max_ulp;      // the largest error allowed
  bool monotone = false, symmetric = false;
  std::string arrays;                   // for `compare`: what was read, "4096 numbers of out.npy"
};

void add_kernel_findings(const crosscheck::Examination& found, const KernelDemands& demands, report::Report& report);
report::Section kernel_section(const crosscheck::Examination& found, const KernelDemands& demands);

// The record of an examination for --write-baseline, and the comparison with one: a finding that is refuted if the largest
// error is certainly larger than recorded, or if on the same points more results are misrounded, out of order or
// unsymmetric. Throws CommandError (bad_input) if the file is none, or is about another function or type.
nlohmann::ordered_json baseline_json(const crosscheck::Examination& found, const std::string& name);
nlohmann::json read_baseline(const std::string& path, const std::string& function, const std::string& type);
crosscheck::Sample baseline_input(const nlohmann::json& baseline, const std::string& path);
Finding compare_with_baseline(const crosscheck::Examination& found, const std::string& name, const nlohmann::json& baseline,
                              const std::string& path);

}  // namespace certibound::cli
