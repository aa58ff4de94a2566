#include <certibound/audit/coq_files.hpp>

#include <certibound/coq_export/export.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace certibound::audit {
namespace {

using coq_export::Standing;
using coq_export::Status;

constexpr Standing kStandings[] = {Standing::accepted, Standing::stale, Standing::rejected, Standing::not_exported,
                                   Standing::not_asked};

constexpr std::size_t kMostRows = 100;  // of one word, as when the library has changed and everything is stale

const char* plural(std::size_t count) { return count == 1 ? "" : "s"; }

}  // namespace

CoqFiles::CoqFiles(std::string folder, const coq_export::Record& record, std::string library)
    : folder_(std::move(folder)), record_(record), library_(std::move(library)) {
  if (folder_.empty()) return;
  std::error_code ignored;  // a folder that cannot be made is reported when a file is written
  std::filesystem::create_directories(folder_, ignored);
}

std::vector<Task> CoqFiles::followed(std::vector<Task> tasks) {
  for (Task& task : tasks) {
    task.run = [this, run = std::move(task.run)](const prover::Options& options) {
      Decided decided = run(options);
      add(decided);
      return decided;
    };
  }
  return tasks;
}

void CoqFiles::add(const Decided& decided) {
  if (!decided.certificate) return;
  const coq_export::Exported today = coq_export::exported(*decided.certificate);
  Status status = coq_export::status_of(decided.finding.id, today, record_, library_);
  {
    const std::lock_guard lock(mutex_);
    statuses_[decided.finding.id] = std::move(status);
  }
  if (!folder_.empty() && today.text) write(decided.finding.id, *today.text);
}

// The name is that of the theorem, since Coq wants one without dots; two claims may then want the same.
void CoqFiles::write(const std::string& claim_id, const std::string& text) {
  const std::string name = coq_export::theorem_name(claim_id) + ".v";
  {
    const std::lock_guard lock(mutex_);
    const std::string& owner = files_.emplace(name, claim_id).first->second;
    if (owner != claim_id) {
      unwritten_[claim_id] = "its file would have the name of that of " + owner;
      return;
    }
  }
  report::write_file((std::filesystem::path(folder_) / name).string(), text);
}

std::map<std::string, report::CoqNote, std::less<>> CoqFiles::notes() const {
  const std::lock_guard lock(mutex_);
  std::map<std::string, report::CoqNote, std::less<>> out;
  for (const auto& [id, status] : statuses_) {
    out[id] = {std::string(word_of(status.standing)), status.why, status.sha256};
  }
  return out;
}

report::Section CoqFiles::section() const {
  const std::lock_guard lock(mutex_);
  report::Section section{.key = "coq", .title = "What Coq has checked"};
  const auto count = [&](Standing standing) {
    const auto stands = [&](const auto& entry) { return entry.second.standing == standing; };
    return static_cast<std::size_t>(std::count_if(statuses_.begin(), statuses_.end(), stands));
  };
  std::string counts;
  nlohmann::ordered_json numbers = nlohmann::ordered_json::object();
  for (const Standing standing : kStandings) {
    if (count(standing) == 0) continue;
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", word_of(standing), count(standing));
    numbers[std::string(word_of(standing))] = std::to_string(count(standing));
  }
  section.paragraphs.push_back(fmt::format(
      "Certificates of this run as files for Coq: {}. Accepted: Coq accepted this very file, with this very library, when "
      "./run coq was last recorded; a file that has changed since is stale, whatever Coq said. Coq was not run now.",
      counts.empty() ? "none" : counts));
  section.data = {{"library", library_}, {"counts", std::move(numbers)}};
  if (!folder_.empty()) {
    const std::size_t left = count(Standing::not_exported) + unwritten_.size();
    section.paragraphs.push_back(fmt::format("{} file{} written to {}; {} certificate{} not, for the reason{} below.",
                                             files_.size(), plural(files_.size()), folder_, left, plural(left), plural(left)));
    section.data["written"] = std::to_string(files_.size());
  }
  report::Table table{.caption = "Not accepted", .columns = {"claim", "Coq", "reason"}, .prose = true};
  for (const Standing standing : kStandings) {
    if (standing == Standing::accepted) continue;
    if (count(standing) > kMostRows) {
      section.paragraphs.push_back(fmt::format(
          "Too many are {} to be listed here; each claim of the page and of the JSON document has its reason.", word_of(standing)));
      continue;
    }
    for (const auto& [id, status] : statuses_) {
      if (status.standing == standing) table.rows.push_back({id, std::string(word_of(standing)), status.why});
    }
  }
  for (const auto& [id, reason] : unwritten_) table.rows.push_back({id, "not written", reason});
  if (!table.rows.empty()) section.tables.push_back(std::move(table));
  return section;
}

}  // namespace certibound::audit
