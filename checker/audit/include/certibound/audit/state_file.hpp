// Findings kept in a file as they come, so that a run that was ended goes on from what it had finished.
//
// A line is one claim in JSON. It belongs to a run of the same program on the same claim with the same options (`key`). What a
// line says is not believed where it can be checked: a proof or a refutation comes back only through its certificate, which the
// trusted checker has to accept again. For what has no certificate (values, finite claims, what stayed undecided) the line
// is the result; a hash tells whether it is whole.
#pragma once

#include <certibound/audit/run_claims.hpp>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace certibound::audit {

class StateFile {
 public:
  // Reads what is there; a line that was cut off or does not match its hash is dropped. `run` stands for the program and its
  // options: lines of another run are of no use. Throws report::WriteError if the file cannot be read or written.
  StateFile(std::string path, const std::string& run);
  ~StateFile();
  StateFile(const StateFile&) = delete;
  StateFile& operator=(const StateFile&) = delete;

  // The tasks of these entries, in their order: what the file knows is taken from it, what it does not know is run and
  // appended as soon as it is finished. The object has to outlive the tasks.
  std::vector<Task> tasks_of(const std::vector<const papers::Entry*>& entries);

  // How many of these the file knows.
  std::size_t known(const std::vector<const papers::Entry*>& entries) const;

  // After a run to the end: forgets these, and all other runs; the file disappears with its last line.
  void forget(const std::vector<const papers::Entry*>& entries);

 private:
  std::string key_of(const papers::Entry& entry) const;
  std::optional<Decided> taken(const papers::Entry& entry) const;
  void append(const papers::Entry& entry, const Decided& decided);

  std::string path_, run_;
  int descriptor_ = -1;
  std::map<std::string, std::string> lines_;  // of this run, by key, as they were when the file was opened
  std::mutex mutex_;
};

}  // namespace certibound::audit
