// certibound audit: every published claim, the audit on real images, the cross-check of the kernels.
#include "common.hpp"

#include <certibound/audit/coq_files.hpp>
#include <certibound/audit/sections.hpp>
#include <certibound/audit/state_file.hpp>
#include <certibound/digest/errata.hpp>
#include <certibound/digest/new_results.hpp>
#include <certibound/digest/papers_page.hpp>
#include <certibound/digest/remains.hpp>
#include <certibound/digest/width_tables.hpp>
#include <certibound/papers/registry.hpp>
#include <certibound/report/terminal.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <memory>

#include <unistd.h>

namespace certibound::cli {
namespace {

constexpr const char* kFashionMnist = "/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz";

struct AuditOptions : CommonOptions {
  std::vector<std::string> what;
  std::vector<std::string> data{kFashionMnist};
  std::uint64_t seed = 1;
  std::size_t pairs = 200;
  std::size_t points = 1'000'000;
  std::string record, resume, papers, coq;
  bool errata = false;
  int crop = 0;

  bool everything() const { return what.empty() && !errata; }
};

void tell(const AuditOptions& options, const std::string& what) {
  if (!options.quiet && isatty(STDERR_FILENO) != 0) fmt::print(stderr, "certibound: {}\n", what);
}

void add_section(const AuditOptions& options, report::Report& report, report::Section section) {
  if (options.text_on_stdout() && options.verdict_lines) fmt::print("\n{}", report::section_text(section, report::terminal_style(STDOUT_FILENO)));
  report.sections.push_back(std::move(section));
}

void run_images(const AuditOptions& options, report::Report& report) {
  const bool is_default = options.data == std::vector<std::string>{kFashionMnist};
  if (is_default && !std::filesystem::exists(kFashionMnist)) {
    return add_section(options, report, audit::missing_data_section(kFashionMnist));
  }
  tell(options, fmt::format("images of {}", fmt::join(options.data, ", ")));
  const std::vector<std::filesystem::path> files(options.data.begin(), options.data.end());
  ImageAuditOptions image_options;
  image_options.seed = options.seed;
  image_options.pairs = options.pairs;
  image_options.jobs = options.threads();
  add_section(options, report, audit::image_section(audit_images(load(files, options.crop), image_options)));
}

// The kernels keep their promise, or the audit has found a defect of this program.
void run_kernels(const AuditOptions& options, report::Report& report) {
  tell(options, fmt::format("kernels on {} points", options.points));
  audit::KernelSection kernels = audit::kernel_section(options.points, options.seed);
  add_section(options, report, std::move(kernels.section));
  if (!kernels.within_promise) throw CommandError(ExitStatus::internal_error, "a kernel breaks the promise of its header; see the table above");
}

// What is sharper, what fails, what remains: from the findings of this run alone.
void add_digest(const AuditOptions& options, report::Report& report) {
  report::Section errata = digest::errata_section(digest::errata_of(report.findings), report.papers);
  if (options.errata && options.text_on_stdout()) fmt::print("{}", report::section_text(errata, report::terminal_style(STDOUT_FILENO)));
  add_section(options, report, std::move(errata));
  add_section(options, report, digest::new_results_section(report.findings));
  add_section(options, report, digest::remains_section(report.findings));
}

// The grid of widths takes its time, so it is made for the whole audit only.
void add_tightness(const AuditOptions& options, report::Report& report) {
  report::Section section{.key = "tightness", .title = "Tightness"};
  section.tables = {digest::tightness_table(report.findings)};
  section.data["bounds"] = digest::tightness_json(report.findings);
  if (options.everything()) {
    tell(options, "widths");
    digest::WidthTables widths = digest::width_tables({}, options.threads(), [] { return interrupted().load(); });
    section.paragraphs = {"Each integer holds, and the one below it fails; both are certified. A star: not every smaller width was "
                          "excluded in the time of the audit, in which the law could hold again; the command width takes longer. "
                          "A dash: no answer, for the reason above the table."};
    section.parts = std::move(widths.parts);
    section.data["widths"] = std::move(widths.data);
  }
  add_section(options, report, std::move(section));
}

// Findings of the same program with the same options are the same.
std::string run_key(const AuditOptions& options) {
  return fmt::format("{}\n{}\n{}\n{}", CERTIBOUND_VERSION, sha256(read_file("/proc/self/exe")), options.bits, options.timeout);
}

void run_entries(const AuditOptions& options, const std::vector<const papers::Entry*>& entries, audit::CoqFiles& coq, report::Report& report) {
  if (options.resume.empty()) return run_and_print(coq.followed(audit::tasks_of(entries)), options, report);
  if (const auto parent = std::filesystem::path(options.resume).parent_path(); !parent.empty()) {
    std::error_code ignored;  // a folder that cannot be made is reported when the file is opened
    std::filesystem::create_directories(parent, ignored);
  }
  audit::StateFile state(options.resume, run_key(options));
  if (const std::size_t known = state.known(entries); known > 0) {
    tell(options, fmt::format("{} of {} claims are taken from {}", known, entries.size(), options.resume));
  }
  run_and_print(coq.followed(state.tasks_of(entries)), options, report);
  if (!report.interrupted) state.forget(entries);
}

std::string record_text(const report::Report& report) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const Finding& finding : report.findings) out[finding.id] = to_string(finding.verdict);
  return out.dump(2) + "\n";
}

int run(const AuditOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  report::Report report = new_report("Certibound audit");
  report.claim_command = "./run audit";
  for (const papers::PaperTitle& title : papers::paper_titles()) report.papers[title.key] = title.title;
  report.recorded.emplace(papers::recorded_verdicts().begin(), papers::recorded_verdicts().end());
  std::vector<const papers::Entry*> entries;
  try {
    entries = papers::select(options.what);
  } catch (const std::invalid_argument& error) {
    throw CommandError(ExitStatus::bad_input, error.what());
  }
  audit::CoqFiles coq(options.coq);
  run_entries(options, entries, coq, report);
  report.coq = coq.notes();
  if (!report.interrupted) add_digest(options, report);
  if (!report.interrupted && !options.errata) add_tightness(options, report);
  if (!report.interrupted && !options.errata) add_section(options, report, coq.section());
  if (options.everything() && !interrupted()) run_images(options, report);
  if (options.everything() && !interrupted()) run_kernels(options, report);
  report.interrupted = report.interrupted || interrupted();
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (options.text_on_stdout() && options.verdict_lines) fmt::print("\n{}", report::summary_text(report, report::terminal_style(STDOUT_FILENO)));
  write_documents(report, options);
  if (!options.record.empty()) report::write_file(options.record, record_text(report));
  if (!options.papers.empty() && !report.interrupted) report::write_file(options.papers, digest::papers_page(report.findings, report.papers));
  return finish(report);
}

}  // namespace

void add_audit(CLI::App& app, int& status) {
  auto options = std::make_shared<AuditOptions>();
  CLI::App* command = app.add_subcommand("audit", "Decide the published claims and compare with the record");
  command->add_option("PAPER-OR-ID", options->what, "Papers, claim ids, or beginnings of ids (default: everything, with real images)");
  add_common_options(*command, *options);
  command->add_option("--data", options->data, "Images for the audit: IDX, NPY, PNG, JPEG or CIFAR's binary version, gz or not; several files are one set")->type_name("FILE")->capture_default_str();
  add_crop_option(*command, options->crop);
  command->add_option("--seed", options->seed, "Seed of the random pairs and points")->type_name("N")->capture_default_str();
  command->add_option("--pairs", options->pairs, "Random pairs of images")->type_name("N")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  command->add_option("--points", options->points, "Points of the cross-check of each kernel")->type_name("N")->check(CLI::Range(1, 1'000'000'000))->capture_default_str();
  command->add_option("--record", options->record, "Write the verdicts of this run as the new record")->type_name("FILE");
  command->add_flag("--errata", options->errata, "Print the errata of the papers alone: place, text, witness, correction, cost");
  command->add_option("--papers", options->papers, "Write the findings of the papers as one page of Markdown")->type_name("FILE");
  command->add_option("--coq", options->coq, "Write the proofs and refutations as files for Coq, and say which are not and why")->type_name("DIR");
  command->add_option("--resume", options->resume, "Keep finished findings in this file, and go on from it if the run is ended")->type_name("FILE");
  command->callback([options, &status] {
    options->verdict_lines = !options->errata;
    status = run(*options);
  });
}

}  // namespace certibound::cli
