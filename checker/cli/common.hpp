// What the commands share: common options, errors with an exit status, interruption, and writing a report everywhere.
#pragma once

#include <certibound/audit/run_claims.hpp>
#include <certibound/report/exit_status.hpp>
#include <certibound/report/model.hpp>

#include <CLI/CLI.hpp>

#include <atomic>
#include <string>
#include <vector>

namespace certibound::cli {

using report::ExitStatus;

// A problem to be told in one line (or, for claim texts, with the place) and an exit status.
struct CommandError : std::runtime_error {
  CommandError(ExitStatus s, const std::string& message) : std::runtime_error(message), status(s) {}
  ExitStatus status;
};

struct CommonOptions {
  std::string json, html, junit, certificates;
  unsigned jobs = 0;  // 0: as many as there are cores
  long bits = 256;
  double timeout = 20;
  bool quiet = false;
  bool verdict_lines = true;  // on standard output

  unsigned threads() const;
  audit::RunOptions run_options() const;
  // With --json -, --html - or --junit - standard output carries that document and nothing else.
  bool text_on_stdout() const;
};

void add_common_options(CLI::App& command, CommonOptions& options);
// --crop N, for commands that read images.
void add_crop_option(CLI::App& command, int& crop);

// Set by SIGINT and SIGTERM; the first one asks for an orderly end, the second one ends the program.
std::atomic<bool>& interrupted();
void install_interrupt_handler();

// The command line as it can be pasted into a shell.
std::string command_line();
void remember_command_line(int argc, char** argv);

// Runs the tasks with progress on standard error and one verdict line each on standard output, as they finish.
void run_and_print(const std::vector<audit::Task>& tasks, const CommonOptions& options, report::Report& report);

// Fills in version, command and environment.
report::Report new_report(const std::string& title);

// Writes --json, --html, --junit; says on standard error where. Throws report::WriteError.
void write_documents(const report::Report& report, const CommonOptions& options);

// Status 130 for an interrupted run.
int finish(const report::Report& report);

// Whole content of a file. Throws CommandError (no_resource) with the reason.
std::string read_file(const std::string& path);

// The commands: each adds itself and returns how to run it.
void add_audit(CLI::App& app, int& status);
void add_prove(CLI::App& app, int& status);
void add_check(CLI::App& app, int& status);
void add_export(CLI::App& app, int& status);
void add_eval(CLI::App& app, int& status);
void add_dual(CLI::App& app, int& status);
void add_images(CLI::App& app, int& status);
void add_kernel(CLI::App& app, int& status);
void add_list(CLI::App& app, int& status);
void add_tail(CLI::App& app, int& status);
void add_width(CLI::App& app, int& status);

}  // namespace certibound::cli
