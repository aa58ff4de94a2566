// certibound list: what the program knows.
#include "law_options.hpp"

#include <certibound/crosscheck/builtin.hpp>
#include <certibound/dual_activation/activation.hpp>
#include <certibound/language/terms.hpp>
#include <certibound/papers/registry.hpp>

#include <fmt/format.h>

namespace certibound::cli {
namespace {

void list_claims() {
  for (const papers::PaperTitle& paper : papers::paper_titles()) {
    fmt::print("{}: {}\n", paper.key, paper.title);
    for (const papers::Entry& entry : papers::registry()) {
      if (entry.paper != paper.key) continue;
      const auto recorded = papers::recorded_verdict(entry.id);
      fmt::print("  {:<10} {}\n", recorded ? to_string(*recorded) : "-", entry.id);
    }
  }
}

void list_functions() {
  fmt::print("functions of the claim language:\n ");
  for (const language::FunctionName& f : language::functions()) fmt::print(" {}", f.name);
  fmt::print("\nconstants:\n  pi e_\n");
}

void list_activations() {
  fmt::print("activations of the command dual:\n");
  for (const ActivationTitle& title : activation_titles()) fmt::print("  {:<12} {}\n", title.name, title.meaning);
}

void list_kernels() {
  fmt::print("built-in kernels (promised error in ULP):\n");
  for (const crosscheck::BuiltinKernel* kernel : crosscheck::all_kernels()) {
    fmt::print("  {:<20} {:<7} against {:<24} {} ({})\n", kernel->name, kernel->type, kernel->reference, kernel->promised, kernel->known);
  }
}

}  // namespace

void add_list(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("list", "The published claims with their verdicts, functions, activations, bounds, kernels");
  command->callback([&status] {
    list_claims();
    list_functions();
    list_activations();
    list_width_bounds();
    list_kernels();
    status = 0;
  });
}

}  // namespace certibound::cli
