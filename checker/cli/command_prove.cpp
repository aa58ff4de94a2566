// certibound prove FILE...: the claims of a user's own files, in the claim language or, by the name .smt2, in SMT-LIB 2.
#include "common.hpp"
#include "explain.hpp"

#include <certibound/language/parser.hpp>
#include <certibound/report/terminal.hpp>
#include <certibound/smt/script.hpp>

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <memory>
#include <set>

#include <unistd.h>

namespace certibound::cli {
namespace {

struct ProveOptions : CommonOptions {
  std::vector<std::string> files;
  bool explain = false;
};

// What a script says of its `check-sat` beside the claim.
struct Script {
  std::string file;
  std::size_t line = 0;
  std::optional<smt::Answer> status;
  std::size_t status_line = 0;
};

struct Input {
  std::vector<language::Claim> claims;
  std::map<std::string, Script> scripts;  // by the id of the claim
};

class InputReader {
 public:
  Input run(const std::vector<std::string>& files, report::Report& report) {
    for (const std::string& file : files) {
      const std::size_t before = out_.claims.size();
      file.ends_with(".smt2") ? read_script(file) : read_document(file, report);
      if (out_.claims.size() == before) throw CommandError(ExitStatus::bad_input, file + ": holds no claim");
    }
    return std::move(out_);
  }

 private:
  void read_document(const std::string& file, report::Report& report) {
    language::Document document = language::parse_document({file, read_file(file)});
    if (document.paper) report.papers[document.paper->key] = document.paper->title;
    for (language::Claim& claim : document.claims) add(std::move(claim), file);
  }

  void read_script(const std::string& file) {
    for (smt::Question& question : smt::read_script({file, read_file(file)}, smt::id_of_file(file))) {
      out_.scripts[question.claim.id] = {file, question.line, question.status, question.status_line};
      add(std::move(question.claim), file);
    }
  }

  void add(language::Claim claim, const std::string& file) {
    if (!ids_.insert(claim.id).second) {
      throw CommandError(ExitStatus::bad_input, file + ": the id '" + claim.id + "' also stands in an earlier file");
    }
    out_.claims.push_back(std::move(claim));
  }

  Input out_;
  std::set<std::string> ids_;
};

// The answer in the words of SMT-LIB stands before the statement, in every form of the report.
std::vector<audit::Task> tasks_of(const Input& input) {
  std::vector<audit::Task> tasks = audit::tasks_of(input.claims);
  for (audit::Task& task : tasks) {
    if (input.scripts.count(task.id) == 0) continue;
    task.run = [run = task.run](const prover::Options& options) {
      audit::Decided decided = run(options);
      Finding& f = decided.finding;
      f.statement = fmt::format("{}: {}", smt::to_string(smt::answer_of(f.verdict)), f.statement);
      return decided;
    };
  }
  return tasks;
}

// Every question of a script with its answer and what the script expects. A difference is told on standard error too.
std::optional<report::Section> script_section(const Input& input, const report::Report& report) {
  if (input.scripts.empty()) return std::nullopt;
  report::Section section{.key = "smt", .title = "SMT-LIB scripts"};
  report::Table table{.columns = {"check-sat", "claim", "answer", "status", ""}};
  section.data = nlohmann::ordered_json::array();
  for (const Finding& f : report.findings) {
    const auto found = input.scripts.find(f.id);
    if (found == input.scripts.end()) continue;
    const Script& script = found->second;
    const std::string answer(smt::to_string(smt::answer_of(f.verdict)));
    const std::string status(script.status ? smt::to_string(*script.status) : "");
    const bool decided = answer != "unknown" && !status.empty() && status != "unknown";
    const bool differs = decided && answer != status;
    const std::string place = fmt::format("{}:{}", script.file, script.line);
    table.rows.push_back({place, f.id, answer, status, differs ? "DIFFERS" : ""});
    nlohmann::ordered_json row = {{"claim", f.id}, {"answer", answer}};
    if (script.status) row["status"] = status;
    if (decided) row["differs"] = differs;
    section.data.push_back(std::move(row));
    if (!differs) continue;
    const std::string warning = fmt::format("WARNING: {}:{}: the script says (set-info :status {}), but the answer is {}",
                                            script.file, script.status_line, status, answer);
    section.paragraphs.push_back(warning);
    fmt::print(stderr, "certibound: {}\n", warning);
  }
  section.tables.push_back(std::move(table));
  return section;
}

void explain_all(const Input& input, const ProveOptions& options) {
  if (!options.text_on_stdout()) {
    throw CommandError(ExitStatus::bad_input, "--explain writes to standard output, which --json, --html or --junit has");
  }
  for (const language::Claim& claim : input.claims) fmt::print("{}\n", explanation(claim));
  std::fflush(stdout);
}

int run(const ProveOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  report::Report report = new_report("Claims of " + fmt::format("{}", fmt::join(options.files, ", ")));
  const Input input = InputReader().run(options.files, report);
  if (options.explain) explain_all(input, options);
  run_and_print(tasks_of(input), options, report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  auto section = script_section(input, report);
  if (options.text_on_stdout()) {
    const report::TerminalStyle style = report::terminal_style(STDOUT_FILENO);
    for (const std::string& warning : section ? section->paragraphs : std::vector<std::string>{}) fmt::print("{}\n", warning);
    fmt::print("{}", report::summary_text(report, style));
  }
  if (section) report.sections.push_back(std::move(*section));
  write_documents(report, options);
  return finish(report);
}

}  // namespace

void add_prove(CLI::App& app, int& status) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App* command = app.add_subcommand("prove", "Prove or refute the claims of your own files");
  command->add_option("FILE", options->files, "Files in the claim language, or scripts of SMT-LIB 2 (.smt2)")->required();
  command->add_flag("--explain", options->explain, "Print how each claim was understood before deciding it");
  add_common_options(*command, *options);
  command->footer("A script's check-sat is answered unsat (its asserts exclude each other: proved, status 0), sat (with a\n"
                  "certified solution: refuted, status 1) or unknown. An answer that differs from (set-info :status ...)\n"
                  "is told in a line WARNING and changes no status.");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
