// Findings in a file, one line each: {"run", "key", "sha256", "body"}; the body is JSON in a string, so that its hash is one of bytes.
#include <certibound/audit/state_file.hpp>

#include <certibound/interval/text.hpp>
#include <certibound/report/write_file.hpp>

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace certibound::audit {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const std::string& path) {
  throw report::WriteError("cannot keep findings in " + path + ": " + std::generic_category().message(errno));
}

// An interval comes back as the same set: its ends are hexadecimal floats.
Json interval_json(const Interval& x) { return {{"bits", x.precision()}, {"set", to_hex(x)}}; }

Interval interval_from(const Json& json) {
  const auto x = parse_interval(json.at("set").get<std::string>(), json.at("bits").get<Precision>());
  if (!x) throw std::invalid_argument("no interval");
  return *x;
}

// What a run adds to what the claim says of itself.
Json finding_json(const Finding& f) {
  Json out{{"id", f.id},
           {"verdict", to_string(f.verdict)},
           {"because", f.because},
           {"witness", f.witness},
           {"left", f.left}};
  out["bits"] = f.bits;
  out["boxes"] = f.boxes;
  out["seconds"] = f.seconds;
  out["enclosures"] = Json::array();
  for (const NamedEnclosure& e : f.enclosures) out["enclosures"].push_back({e.name, interval_json(e.value)});
  return out;
}

void fill(Finding& f, const Json& json) {
  if (json.at("id") != f.id) throw std::invalid_argument("another claim");
  f.verdict = verdict_from_string(json.at("verdict").get<std::string>());
  f.because = json.at("because").get<std::string>();
  f.witness = json.at("witness").get<std::vector<std::pair<std::string, std::string>>>();
  f.left = json.at("left").get<std::vector<std::string>>();
  f.bits = json.at("bits").get<long>();
  f.boxes = json.at("boxes").get<long>();
  f.seconds = json.at("seconds").get<double>();
  for (const Json& e : json.at("enclosures"))
    f.enclosures.push_back({e.at(0).get<std::string>(), interval_from(e.at(1))});
}

// Empty for text that is no line of ours, or not all of it.
std::optional<Json> read_line(const std::string& line) {
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  for (const char* field : {"run", "key", "sha256", "body"}) {
    if (!json.contains(field) || !json[field].is_string()) return std::nullopt;
  }
  if (sha256(json["body"].get<std::string>()) != json["sha256"]) return std::nullopt;
  return json;
}

std::string read_all(int descriptor, const std::string& path) {
  std::string out;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t n = ::read(descriptor, buffer, sizeof buffer);
    if (n == 0) return out;
    if (n > 0) {
      out.append(buffer, static_cast<std::size_t>(n));
    } else if (errno != EINTR) {
      fail(path);
    }
  }
}

void write_all(int descriptor, const std::string& text, const std::string& path) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t n = ::write(descriptor, text.data() + done, text.size() - done);
    if (n >= 0) {
      done += static_cast<std::size_t>(n);
    } else if (errno != EINTR) {
      fail(path);
    }
  }
}

std::string text_of(const papers::Entry& entry) {
  if (const auto* claim = std::get_if<language::Claim>(&entry.claim)) return claim->text;
  const auto& finite = std::get<papers::FiniteClaim>(entry.claim);
  return finite.printed + "\n" + finite.reads + "\n" + finite.statement + "\n" + finite.domain;
}

bool is_certified(Verdict verdict) {
  return verdict == Verdict::proved || verdict == Verdict::reduced || verdict == Verdict::refuted ||
         verdict == Verdict::checked;
}

// A verdict that needs a certificate comes from the checker, not from the file. A part of a domain that was checked has no
// certificate in text, so it is done again.
std::optional<Decided> certified(const language::Claim& claim, const Finding& kept, const Json& body) {
  if (kept.verdict == Verdict::checked || !body.contains("certificate")) return std::nullopt;
  const Certificate certificate = read_certificate(body.at("certificate").get<std::string>());
  if (certificate.claim_text != claim.text) return std::nullopt;
  prover::Proposal proposal;
  proposal.verdict = kept.verdict == Verdict::reduced ? Verdict::proved : kept.verdict;
  proposal.certificate = certificate;
  proposal.witness = certificate.witness;
  proposal.enclosures = kept.enclosures;
  proposal.left = kept.left;
  proposal.bits = kept.bits;
  proposal.boxes = kept.boxes;
  Decided out = judge(claim, proposal);
  out.finding.seconds = kept.seconds;
  return out.finding.verdict == kept.verdict ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

StateFile::StateFile(std::string path, const std::string& run) : path_(std::move(path)), run_(sha256(run)) {
  descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) fail(path_);
  try {
    const std::string all = read_all(descriptor_, path_);
    std::size_t begin = 0;
    for (std::size_t end; (end = all.find('\n', begin)) != std::string::npos; begin = end + 1) {
      const std::string line = all.substr(begin, end - begin);
      const auto json = read_line(line);
      if (json && (*json)["run"] == run_) lines_[(*json)["key"].get<std::string>()] = line;
    }
    // What follows the last whole line would spoil the next one.
    if (begin < all.size() && ::ftruncate(descriptor_, static_cast<off_t>(begin)) != 0) fail(path_);
  } catch (...) {
    ::close(descriptor_);
    throw;
  }
}

StateFile::~StateFile() { ::close(descriptor_); }

std::string StateFile::key_of(const papers::Entry& entry) const {
  return sha256(run_ + "\n" + entry.id + "\n" + text_of(entry));
}

std::optional<Decided> StateFile::taken(const papers::Entry& entry) const {
  const auto line = lines_.find(key_of(entry));
  if (line == lines_.end()) return std::nullopt;
  try {
    const Json body = Json::parse((*read_line(line->second))["body"].get<std::string>());
    Finding kept = describe(entry);
    fill(kept, body.at("finding"));
    const auto* claim = std::get_if<language::Claim>(&entry.claim);
    if (claim != nullptr && claim->show && is_certified(kept.verdict)) return certified(*claim, kept, body);
    return Decided{std::move(kept), std::nullopt};
  } catch (const std::exception&) {
    return std::nullopt;  // whatever is wrong with it: the claim is run
  }
}

void StateFile::append(const papers::Entry& entry, const Decided& decided) {
  Json body{{"finding", finding_json(decided.finding)}};
  if (decided.certificate) body["certificate"] = write_certificate(*decided.certificate);
  const std::string text = body.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string line = Json{{"run", run_}, {"key", key_of(entry)}, {"sha256", sha256(text)}, {"body", text}}.dump();
  const std::lock_guard lock(mutex_);
  write_all(descriptor_, line + "\n", path_);
}

std::vector<Task> StateFile::tasks_of(const std::vector<const papers::Entry*>& entries) {
  std::vector<Task> out;
  for (const papers::Entry* entry : entries) {
    out.push_back({entry->id, [this, entry](const prover::Options& options) {
                     if (auto known = taken(*entry)) return std::move(*known);
                     Decided decided = decide_claim(*entry, options);
                     const bool cut_off = options.stop != nullptr && options.stop->load();
                     if (!cut_off) append(*entry, decided);
                     return decided;
                   }});
  }
  return out;
}

std::size_t StateFile::known(const std::vector<const papers::Entry*>& entries) const {
  std::size_t count = 0;
  for (const papers::Entry* entry : entries) count += lines_.count(key_of(*entry));
  return count;
}

void StateFile::forget(const std::vector<const papers::Entry*>& entries) {
  for (const papers::Entry* entry : entries) lines_.erase(key_of(*entry));
  std::string rest;
  for (const auto& [key, line] : lines_) rest += line + "\n";
  if (!rest.empty()) return report::write_file(path_, rest);
  if (::unlink(path_.c_str()) != 0 && errno != ENOENT) fail(path_);
}

}  // namespace certibound::audit
