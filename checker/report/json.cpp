// The report as JSON. A JSON number is silently rounded by most readers, hence strings only.
#include <certibound/report/json.hpp>

#include <certibound/interval/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

namespace certibound::report {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put_count(Json& object, const char* key, long count) {
  if (count != 0) object[key] = std::to_string(count);
}

// A key once taken is not overwritten: the second "x" becomes "x (2)".
std::string free_key(const Json& object, const std::string& wanted) {
  std::string key = wanted;
  for (int n = 2; object.contains(key); ++n) key = fmt::format("{} ({})", wanted, n);
  return key;
}

template <class Pairs>
Json text_object(const Pairs& pairs) {
  Json object = Json::object();
  for (const auto& [name, text] : pairs) object[free_key(object, name)] = text;
  return object;
}

Json enclosures_json(const std::vector<NamedEnclosure>& enclosures, int digits) {
  Json object = Json::object();
  for (const NamedEnclosure& e : enclosures) object[free_key(object, e.name)] = enclosure_json(e.value, digits);
  return object;
}

Json coq_json(const CoqNote& note) {
  Json object{{"status", note.word}};
  put(object, "why", note.why);
  put(object, "sha256", note.sha256);
  return object;
}

void refuse_numbers(const Json& value, const std::string& place) {
  if (value.is_number()) throw std::invalid_argument("a JSON number at " + place + "; numbers are written as strings");
  if (!value.is_structured()) return;
  for (const auto& [key, member] : value.items()) refuse_numbers(member, place + "/" + key);
}

constexpr std::array<std::string_view, 6> own_keys{"version", "command",     "interrupted",
                                                   "claims",  "environment", "seconds"};

void add_sections(Json& document, const std::vector<Section>& sections) {
  for (const Section& section : sections) {
    if (section.data.is_null()) continue;
    const bool own = std::find(own_keys.begin(), own_keys.end(), section.key) != own_keys.end();
    if (own || section.key.empty() || document.contains(section.key)) {
      throw std::invalid_argument("\"" + section.key + "\" is no free key for a section");
    }
    document[section.key] = section.data;
  }
}

}  // namespace

Json enclosure_json(const Interval& x, int digits) {
  if (x.is_empty()) return {{"lo", "inf"}, {"hi", "-inf"}};
  return {{"lo", lo_to_decimal(x, digits)}, {"hi", hi_to_decimal(x, digits)}};
}

Json finding_json(const Finding& f, int digits) {
  Json claim = Json::object();
  claim["id"] = f.id;
  put(claim, "paper", f.paper);
  put(claim, "at", f.at);
  put(claim, "printed", f.printed);
  put(claim, "reads", f.reads);
  put(claim, "statement", f.statement);
  put(claim, "domain", f.domain);
  claim["verdict"] = std::string(to_string(f.verdict));
  if (f.leans_on_arb) claim["leans_on"] = "arb";
  put(claim, "because", f.because);
  put(claim, "cost", f.cost);
  if (!f.witness.empty()) claim["witness"] = text_object(f.witness);
  if (!f.left.empty()) claim["left"] = f.left;
  if (!f.enclosures.empty()) claim["enclosures"] = enclosures_json(f.enclosures, digits);
  put_count(claim, "bits", f.bits);
  put_count(claim, "boxes", f.boxes);
  claim["seconds"] = fmt::format("{:.3f}", f.seconds);
  put(claim, "certificate", f.certificate);
  return claim;
}

Json report_json(const Report& report, int digits) {
  Json document = Json::object();
  document["version"] = report.version;
  put(document, "command", report.command);
  if (report.interrupted) document["interrupted"] = true;
  document["claims"] = Json::array();
  for (const Finding& f : report.findings) {
    Json claim = finding_json(f, digits);
    const std::string note = record_note(f, report);
    if (!note.empty()) claim["changed"] = note;
    if (const auto coq = report.coq.find(f.id); coq != report.coq.end()) claim["coq"] = coq_json(coq->second);
    document["claims"].push_back(std::move(claim));
  }
  document["environment"] = text_object(report.environment);
  document["seconds"] = fmt::format("{:.3f}", report.seconds);
  add_sections(document, report.sections);
  return document;
}

std::string json_text(const Json& document) {
  refuse_numbers(document, "");
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace certibound::report
