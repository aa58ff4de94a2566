#include "common.hpp"

#include <certibound/report/html.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/junit.hpp>
#include <certibound/report/progress.hpp>
#include <certibound/report/terminal.hpp>
#include <certibound/report/write_file.hpp>
#include <certibound/kernels/targets.hpp>

#include <fmt/format.h>

#include <gmp.h>
#include <mpfr.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <unistd.h>

namespace certibound::cli {
namespace {

std::string remembered_command;

void on_signal(int) {
  if (interrupted().exchange(true)) _exit(130);
}

std::string quoted(const std::string& word) {
  static constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/=:,@%+";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string certificate_name(const std::string& id) { return id + ".certificate"; }

void write_certificates(const audit::Decided& decided, const CommonOptions& options, Finding& finding) {
  if (options.certificates.empty() || !decided.certificate) return;
  std::error_code ignored;
  std::filesystem::create_directories(options.certificates, ignored);
  const std::string path = (std::filesystem::path(options.certificates) / certificate_name(finding.id)).string();
  report::write_file(path, write_certificate(*decided.certificate));
  finding.certificate = path;
}

}  // namespace

unsigned CommonOptions::threads() const { return jobs != 0 ? jobs : std::max(1u, std::thread::hardware_concurrency()); }

audit::RunOptions CommonOptions::run_options() const {
  audit::RunOptions out;
  out.jobs = threads();
  out.prover.max_bits = bits;
  out.prover.seconds = timeout;
  out.prover.stop = &interrupted();
  return out;
}

bool CommonOptions::text_on_stdout() const { return json != "-" && html != "-" && junit != "-"; }

void add_common_options(CLI::App& command, CommonOptions& o) {
  command.add_option("--json", o.json, "Write the result as JSON (- for standard output)")->type_name("FILE");
  command.add_option("--html", o.html, "Write one self-contained page with tables and plots")->type_name("FILE");
  command.add_option("--junit", o.junit, "Write JUnit XML for continuous integration")->type_name("FILE");
  command.add_option("--certificates", o.certificates, "Write a certificate for every proof and refutation")->type_name("DIR");
  command.add_option("--jobs", o.jobs, "Threads (default: all cores)")->type_name("N")->check(CLI::Range(1, 1024));
  command.add_option("--bits", o.bits, "Highest working precision, bits")->type_name("P")->check(CLI::Range(64, 4096))->capture_default_str();
  command.add_option("--timeout", o.timeout, "Seconds for one claim")->type_name("S")->check(CLI::Range(0.1, 86400.0))->capture_default_str();
  command.add_flag("--quiet", o.quiet, "No progress on standard error");
}

void add_crop_option(CLI::App& command, int& crop) {
  command.add_option("--crop", crop, "Cut the central square of this side out of each PNG or JPEG; nothing is scaled")->type_name("N")->check(CLI::Range(1, 32768));
}

std::atomic<bool>& interrupted() {
  static std::atomic<bool> flag{false};
  return flag;
}

void install_interrupt_handler() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

std::string command_line() { return remembered_command; }

void remember_command_line(int argc, char** argv) {
  remembered_command = "certibound";
  for (int i = 1; i < argc; ++i) remembered_command += " " + quoted(argv[i]);
}

report::Report new_report(const std::string& title) {
  report::Report out;
  out.title = title;
  out.version = CERTIBOUND_VERSION;
  out.command = command_line();
  out.environment = {{"compiler", fmt::format("{} {}", __GNUC__ > 0 ? "g++" : "C++", __VERSION__)},
                     {"MPFR", mpfr_get_version()},
                     {"GMP", gmp_version},
                     {"kernels", kernels::dispatched_target()}};
  return out;
}

void run_and_print(const std::vector<audit::Task>& tasks, const CommonOptions& options, report::Report& report) {
  report::TerminalStyle style = report::terminal_style(STDOUT_FILENO);
  for (const audit::Task& task : tasks) style.id_width = std::max(style.id_width, task.id.size());
  report::Progress progress(tasks.size(), options.quiet);
  const auto begun = [&](std::size_t number, const std::string& id) { progress.show(number, id); };
  const auto done = [&](const audit::Decided& decided) {
    Finding finding = decided.finding;
    write_certificates(decided, options, finding);
    if (options.text_on_stdout() && options.verdict_lines) {
      progress.around([&] {
        fmt::print("{}", report::finding_text(finding, report, style));
        std::fflush(stdout);
      });
    }
    report.findings.push_back(std::move(finding));
  };
  report.interrupted = run_claims(tasks, options.run_options(), begun, done).interrupted;
}

void write_documents(const report::Report& report, const CommonOptions& options) {
  const auto write = [&](const std::string& path, const std::string& content) {
    if (const auto parent = std::filesystem::path(path).parent_path(); path != "-" && !parent.empty()) {
      std::error_code ignored;  // a folder that cannot be made is reported by the writing itself
      std::filesystem::create_directories(parent, ignored);
    }
    report::write_file(path, content);
    if (path != "-" && !options.quiet) fmt::print(stderr, "certibound: wrote {}\n", path);
  };
  if (!options.json.empty()) write(options.json, report::json_text(report::report_json(report)));
  if (!options.junit.empty()) write(options.junit, report::junit_xml(report));
  if (!options.html.empty()) write(options.html, report::html_page(report));
}

int finish(const report::Report& report) {
  return report.interrupted ? 130 : static_cast<int>(report::exit_status(report));
}

std::string read_file(const std::string& path) {
  if (std::filesystem::is_directory(path)) throw CommandError(ExitStatus::no_resource, path + ": is a directory");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw CommandError(ExitStatus::no_resource, path + ": " + std::strerror(errno));
  std::stringstream content;
  content << in.rdbuf();
  if (in.bad()) throw CommandError(ExitStatus::no_resource, path + ": cannot be read");
  return content.str();
}

}  // namespace certibound::cli
