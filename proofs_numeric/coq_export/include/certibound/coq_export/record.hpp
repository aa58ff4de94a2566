// What Coq said of exported claims when it was last asked (proofs_numeric/coq/accepted.json, written by ./run coq), held
// against the files that are exported today. Nothing here is proved or trusted: a word is repeated, never upgraded.
#pragma once

#include <certibound/certificate/certificate.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace certibound::coq_export {

struct Said {
  std::string status;   // accepted, rejected, or not exported
  std::string reason;   // why not accepted
  std::string sha256;   // of the file that Coq was given; empty if there was none
  std::string library;  // library_hash() of that day
};

using Record = std::map<std::string, Said, std::less<>>;  // by the id of the claim

// Throws std::invalid_argument where the text is no such record.
Record read_record(const std::string& json);

// accepted.json and the library of proofs_numeric/coq as they were when the program was built. The hash is the beginning of
// a SHA-256 of the names and texts of all files that exported claims lean on; replay.py computes the same.
const Record& recorded();
const std::string& library_hash();

// A certificate as a file, or why it cannot be one.
struct Exported {
  std::optional<std::string> text;
  std::string why_not;
};
Exported exported(const Certificate& certificate);

enum class Standing {
  accepted,      // Coq accepted this very file with this very library
  stale,         // Coq was asked about another file, or with another library
  rejected,      // Coq refused this very file with this very library
  not_exported,  // there is no file
  not_asked,     // the record has no such claim
};

// The word as it is printed: "accepted", "not exported", ...
std::string_view word_of(Standing standing);

struct Status {
  Standing standing = Standing::not_asked;
  std::string why;     // for all but accepted
  std::string sha256;  // of the file of today; empty if there is none
};

Status status_of(std::string_view claim_id, const Exported& today, const Record& record = recorded(),
                 std::string_view library = library_hash());

}  // namespace certibound::coq_export
