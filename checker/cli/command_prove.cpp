// certibound prove FILE...: the claims of a user's own files.
#include "common.hpp"

#include <certibound/language/parser.hpp>
#include <certibound/report/terminal.hpp>

#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <set>

#include <unistd.h>

namespace certibound::cli {
namespace {

struct ProveOptions : CommonOptions {
  std::vector<std::string> files;
};

std::vector<language::Claim> read_claims(const std::vector<std::string>& files, report::Report& report) {
  std::vector<language::Claim> claims;
  std::set<std::string> ids;
  for (const std::string& file : files) {
    language::Document document = language::parse_document({file, read_file(file)});
    if (document.paper) report.papers[document.paper->key] = document.paper->title;
    for (language::Claim& claim : document.claims) {
      if (!ids.insert(claim.id).second) {
        throw CommandError(ExitStatus::bad_input, file + ": the id '" + claim.id + "' also stands in an earlier file");
      }
      claims.push_back(std::move(claim));
    }
    if (document.claims.empty()) throw CommandError(ExitStatus::bad_input, file + ": holds no claim");
  }
  return claims;
}

int run(const ProveOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  report::Report report = new_report("Claims of " + fmt::format("{}", fmt::join(options.files, ", ")));
  const std::vector<language::Claim> claims = read_claims(options.files, report);
  run_and_print(audit::tasks_of(claims), options, report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (options.text_on_stdout()) fmt::print("{}", report::summary_text(report, report::terminal_style(STDOUT_FILENO)));
  write_documents(report, options);
  return finish(report);
}

}  // namespace

void add_prove(CLI::App& app, int& status) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App* command = app.add_subcommand("prove", "Prove or refute the claims of your own files");
  command->add_option("FILE", options->files, "Files in the claim language")->required();
  add_common_options(*command, *options);
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
