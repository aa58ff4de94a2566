#include <certibound/coq_export/record.hpp>

#include "embedded.hpp"

#include <certibound/coq_export/export.hpp>

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace certibound::coq_export {
namespace {

std::string text_of(const nlohmann::json& row, const char* field) {
  const auto found = row.find(field);
  return found == row.end() || found->is_null() ? "" : found->get<std::string>();
}

}  // namespace

Record read_record(const std::string& json) {
  Record out;
  try {
    for (const nlohmann::json& row : nlohmann::json::parse(json)) {
      Said said{row.at("status").get<std::string>(), text_of(row, "reason"), text_of(row, "sha256"),
                text_of(row, "library")};
      out.emplace(row.at("claim").get<std::string>(), std::move(said));
    }
  } catch (const nlohmann::json::exception& error) {
    throw std::invalid_argument(std::string("no record of what Coq said: ") + error.what());
  }
  return out;
}

const Record& recorded() {
  static const Record record = read_record(embedded_record());
  return record;
}

const std::string& library_hash() {
  static const std::string hash = embedded_library_hash();
  return hash;
}

Exported exported(const Certificate& certificate) {
  try {
    return {coq_text(certificate), ""};
  } catch (const NotExportable& reason) {
    return {std::nullopt, reason.what()};
  }
}

std::string_view word_of(Standing standing) {
  switch (standing) {
    case Standing::accepted: return "accepted";
    case Standing::stale: return "stale";
    case Standing::rejected: return "rejected";
    case Standing::not_exported: return "not exported";
    case Standing::not_asked: return "not asked";
  }
  return "";
}

Status status_of(std::string_view claim_id, const Exported& today, const Record& record, std::string_view library) {
  if (!today.text) return {Standing::not_exported, today.why_not, ""};
  const std::string hash = sha256(*today.text);
  const auto found = record.find(claim_id);
  if (found == record.end()) return {Standing::not_asked, "Coq was not asked about this claim", hash};
  const Said& said = found->second;
  if (said.sha256.empty()) return {Standing::stale, "there was no file when Coq was asked: " + said.reason, hash};
  const std::string what = said.status == "accepted" ? "accepted" : "refused";
  if (said.sha256 != hash) return {Standing::stale, "Coq " + what + " another file for this claim", hash};
  if (said.library != library) return {Standing::stale, "Coq " + what + " this file with another library", hash};
  if (said.status == "accepted") return {Standing::accepted, "", hash};
  return {Standing::rejected, said.reason, hash};
}

}  // namespace certibound::coq_export
