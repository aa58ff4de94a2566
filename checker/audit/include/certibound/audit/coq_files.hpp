// The proofs and refutations of a run as files for Coq, and what Coq said of those very files when it was last asked.
#pragma once

#include <certibound/audit/run_claims.hpp>
#include <certibound/coq_export/record.hpp>
#include <certibound/report/model.hpp>

#include <cstddef>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace certibound::audit {

class CoqFiles {
 public:
  // folder: where the files are written, made if it is missing; empty to write none. Files of other claims stay as they are.
  explicit CoqFiles(std::string folder = "", const coq_export::Record& record = coq_export::recorded(),
                    std::string library = coq_export::library_hash());

  // The same tasks; each certificate that comes out is added. This object must outlive them. A task throws
  // report::WriteError if its file cannot be written.
  std::vector<Task> followed(std::vector<Task> tasks);
  // May be called from several threads.
  void add(const Decided& decided);

  std::map<std::string, report::CoqNote, std::less<>> notes() const;
  // Counts, and every claim that is not accepted with the reason. Key "coq".
  report::Section section() const;

 private:
  void write(const std::string& claim_id, const std::string& text);

  std::string folder_;
  const coq_export::Record& record_;
  std::string library_;
  mutable std::mutex mutex_;
  std::map<std::string, coq_export::Status, std::less<>> statuses_;
  std::map<std::string, std::string> files_;  // name of the file, claim
  std::map<std::string, std::string> unwritten_;  // claim, reason
};

}  // namespace certibound::audit
