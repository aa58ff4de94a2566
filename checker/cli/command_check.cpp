// certibound check CERTIFICATE...: the trusted checker alone.
#include "common.hpp"

#include <certibound/kernel/verify.hpp>

#include <fmt/format.h>

#include <memory>

namespace certibound::cli {
namespace {

// One line a file on standard output: "accepted FILE: proved ID", or "rejected FILE: reason".
bool check(const std::string& file) {
  try {
    const kernel::Accepted accepted = kernel::verify(read_certificate(read_file(file)));
    fmt::print("accepted {}: {}{} {}\n", file, to_string(accepted.verdict), accepted.leans_on_arb ? " [arb]" : "",
               accepted.claim_id);
    return true;
  } catch (const Rejected& reason) {
    fmt::print("rejected {}: {}\n", file, reason.what());
    return false;
  }
}

}  // namespace

void add_check(CLI::App& app, int& status) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* command = app.add_subcommand("check", "Accept or reject certificates with the trusted checker, without any search");
  command->add_option("CERTIFICATE", *files, "Files written by --certificates")->required();
  command->footer("Exit status: 0 every certificate accepted, 3 one rejected, 4 a file cannot be read.");
  command->callback([files, &status] {
    for (const std::string& file : *files) {
      if (!check(file)) status = static_cast<int>(ExitStatus::bad_input);
    }
  });
}

}  // namespace certibound::cli
