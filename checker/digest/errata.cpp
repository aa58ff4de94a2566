// Which printed statements fail, and in which words that is said.
#include <certibound/digest/errata.hpp>

#include <certibound/digest/claim_names.hpp>

#include <algorithm>
#include <cctype>
#include <set>

namespace certibound::digest {
namespace {

using report::Entry;
using report::Fact;
using report::Section;
using Json = nlohmann::ordered_json;

// A question that the paper does not put in print (its `reads` says so first) is no statement of the paper.
bool of_paper(const Finding& f) { return is_printed(f.id) && !f.reads.starts_with("not printed"); }

// The corrections below the nearest stem that has any.
std::vector<const Finding*> corrections_of(const std::string& id, const std::vector<Finding>& findings) {
  for (const std::string& stem : stems_of(id)) {
    std::vector<const Finding*> out;
    for (const Finding& f : findings) {
      if (is_below(f.id, stem + ".corrected") && !is_tightness(f.id)) out.push_back(&f);
    }
    if (!out.empty()) return out;
  }
  return {};
}

void add_new(std::vector<const Finding*>& list, const std::vector<const Finding*>& more) {
  for (const Finding* f : more) {
    if (std::find(list.begin(), list.end(), f) == list.end()) list.push_back(f);
  }
}

// All findings of the readings of this stem.
std::vector<const Finding*> readings_of(const std::string& stem, const std::vector<Finding>& findings) {
  std::vector<const Finding*> out;
  for (const Finding& f : findings) {
    const auto reading = reading_of(f.id);
    if (of_paper(f) && reading && reading->stem == stem) out.push_back(&f);
  }
  return out;
}

// Does some reading stand, none of its parts failing? A reading that states nothing does not.
bool some_reading_stands(const std::vector<const Finding*>& readings) {
  std::set<std::string> labels, failing;
  for (const Finding* f : readings) {
    const std::string label = reading_of(f->id)->label;
    if (f->verdict != Verdict::informal) labels.insert(label);
    if (fails(f->verdict)) failing.insert(label);
  }
  return std::any_of(labels.begin(), labels.end(), [&](const std::string& l) { return !failing.count(l); });
}

bool same_statement(const Finding& a, const Finding& b) {
  return !a.printed.empty() && a.paper == b.paper && a.at == b.at && a.printed == b.printed;
}

// "(20)" -> "Equation (20)", "after (20)" -> "After (20)".
std::string place(const Finding& f) {
  if (f.at.empty()) return f.id;
  if (f.at.front() == '(') return "Equation " + f.at;
  std::string out = f.at;
  out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
  return out;
}
std::string decided(const Finding& f) { return f.statement + (f.domain.empty() ? "" : " for " + f.domain); }
std::string as_printed(const Finding& f) { return f.printed.empty() ? decided(f) : f.printed; }

// The beginning of a text, whole words if there are any.
std::string shortened(const std::string& text) {
  constexpr std::size_t kMost = 90;
  if (text.size() <= kMost) return text;
  return text.substr(0, std::min(text.rfind(' ', kMost), kMost)) + " ..";
}

// Where, what is printed there, and what is wrong with it.
std::string title(const Finding& f, const std::string& sentence) {
  return place(f) + ": \"" + shortened(as_printed(f)) + "\" " + sentence;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return out;
}

const char* sentence(Verdict verdict) {
  switch (verdict) {
    case Verdict::ill_posed: return "has no value at a point of its own domain";
    case Verdict::vacuous: return "says nothing: its hypotheses are never met";
    default: return "does not hold as printed";
  }
}

const char* witness_label(Verdict verdict) { return verdict == Verdict::ill_posed ? "Undefined at" : "Fails at"; }

// Where it fails and why, for one finding; `name` tells it from its siblings.
void add_failure(Entry& entry, const Finding& f, const std::string& name) {
  const std::string suffix = name.empty() ? "" : " (" + name + ")";
  if (f.printed != decided(f))
    entry.facts.push_back({"Decided as" + suffix, f.printed.empty() ? "" : decided(f), true});
  entry.facts.push_back({"Read as" + suffix, f.reads});
  entry.facts.push_back({witness_label(f.verdict) + suffix, report::witness_text(f), true});
  entry.facts.push_back({"Why" + suffix, f.because});
  if (f.verdict != Verdict::refuted) entry.facts.push_back({"Left" + suffix, joined(f.left)});
}

std::string correction_verdict(const Finding& f) {
  const std::string word(to_string(f.verdict));
  return f.verdict == Verdict::proved || f.verdict == Verdict::reduced ? word : "so far " + word;
}

void add_corrections(Entry& entry, const std::vector<const Finding*>& corrections) {
  if (corrections.empty()) entry.facts.push_back({"Correction", "none is on record"});
  for (const Finding* f : corrections) {
    entry.facts.push_back({"Correct form", as_printed(*f), true});
    if (!f->printed.empty() && f->printed != decided(*f)) entry.facts.push_back({"Shown", decided(*f), true});
    entry.facts.push_back({"Its verdict", correction_verdict(*f) + " (" + f->id + ")"});
    entry.facts.push_back({"Its argument", f->because});
    entry.facts.push_back({"Cost", f->cost});
  }
}

// The last parts of an id, those that its siblings do not share.
std::string own_name(const Finding& f, const std::vector<const Finding*>& siblings) {
  if (siblings.size() < 2) return "";
  if (const auto reading = reading_of(f.id)) {
    const std::string rest = f.id.substr(reading->stem.size() + 1 + std::string("reading_").size());
    return rest;
  }
  return parts_of(f.id).back();
}

Entry entry_of(const Erratum& erratum) {
  const Finding& first = *erratum.failing.front();
  Entry entry{.title = title(first, sentence(first.verdict))};
  for (const Finding* f : erratum.failing) entry.claims.push_back(f->id);
  entry.facts.push_back({"Printed", as_printed(first), true});
  for (const Finding* f : erratum.failing) add_failure(entry, *f, own_name(*f, erratum.failing));
  add_corrections(entry, erratum.corrections);
  return entry;
}

Entry entry_of(const Ambiguity& ambiguity) {
  const Finding& first = *ambiguity.readings.front();
  Entry entry{.title = title(first, "depends on the reading")};
  for (const Finding* f : ambiguity.readings) entry.claims.push_back(f->id);
  entry.facts.push_back({"Printed", as_printed(first), true});
  for (const Finding* f : ambiguity.readings) {
    const std::string label = "Reading " + own_name(*f, ambiguity.readings);
    entry.facts.push_back({label, std::string(to_string(f->verdict)) + (f->reads.empty() ? "" : ": " + f->reads)});
    if (!fails(f->verdict)) continue;
    entry.facts.push_back({witness_label(f->verdict), report::witness_text(*f), true});
    entry.facts.push_back({"Why", f->because});
  }
  if (!ambiguity.corrections.empty()) add_corrections(entry, ambiguity.corrections);
  return entry;
}

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

Json failure_json(const Finding& f) {
  Json out{{"id", f.id}, {"verdict", std::string(to_string(f.verdict))}};
  put(out, "reads", f.reads);
  put(out, "decided", decided(f));
  put(out, "witness", report::witness_text(f));
  put(out, "because", f.because);
  return out;
}

Json correction_json(const Finding& f) {
  Json out{{"id", f.id}, {"verdict", std::string(to_string(f.verdict))}, {"text", as_printed(f)}};
  put(out, "because", f.because);
  put(out, "cost", f.cost);
  return out;
}

Json json_of(const std::vector<const Finding*>& findings, const std::vector<const Finding*>& corrections) {
  const Finding& first = *findings.front();
  Json out;
  put(out, "paper", first.paper);
  put(out, "at", first.at);
  put(out, "printed", as_printed(first));
  for (const Finding* f : findings) out["findings"].push_back(failure_json(*f));
  for (const Finding* f : corrections) out["corrections"].push_back(correction_json(*f));
  return out;
}

Json section_json(const Errata& errata) {
  Json out{{"statements", Json::array()}, {"readings", Json::array()}};
  for (const Erratum& e : errata.errata) out["statements"].push_back(json_of(e.failing, e.corrections));
  for (const Ambiguity& a : errata.ambiguities) out["readings"].push_back(json_of(a.readings, a.corrections));
  return out;
}

}  // namespace

bool fails(Verdict verdict) {
  return verdict == Verdict::refuted || verdict == Verdict::ill_posed || verdict == Verdict::vacuous;
}

Errata errata_of(const std::vector<Finding>& findings) {
  Errata out;
  std::set<std::string> ambiguous;
  for (const Finding& f : findings) {
    if (!of_paper(f) || !fails(f.verdict)) continue;
    if (const auto reading = reading_of(f.id)) {
      const std::vector<const Finding*> readings = readings_of(reading->stem, findings);
      if (some_reading_stands(readings)) {
        if (ambiguous.insert(reading->stem).second) {
          out.ambiguities.push_back({reading->stem, readings, corrections_of(f.id, findings)});
        }
        continue;
      }
    }
    const auto known = std::find_if(out.errata.begin(), out.errata.end(),
                                    [&](const Erratum& e) { return same_statement(*e.failing.front(), f); });
    Erratum& erratum = known != out.errata.end() ? *known : out.errata.emplace_back();
    erratum.failing.push_back(&f);
    add_new(erratum.corrections, corrections_of(f.id, findings));
  }
  return out;
}

report::Section errata_section(const Errata& errata, const PaperTitles& titles) {
  Section section{.key = "errata", .title = "Errata"};
  section.paragraphs = {std::to_string(errata.errata.size()) + " printed statements do not hold as they stand, and " +
                        std::to_string(errata.ambiguities.size()) +
                        " more depend on how the text is read. Each is given with its place, the text as it was read "
                        "from the paper, a point where "
                        "it fails, and, where one has been decided, the smallest correction with what it costs. A text "
                        "that was read wrongly is our "
                        "mistake, not the paper's."};
  std::vector<std::string> papers;
  for (const Erratum& e : errata.errata) {
    const std::string& paper = e.failing.front()->paper;
    if (std::find(papers.begin(), papers.end(), paper) == papers.end()) {
      papers.push_back(paper);
      const auto title = titles.find(paper);
      Section part{.title = "Errata: " + paper};
      if (title != titles.end()) part.paragraphs = {title->second};
      section.parts.push_back(std::move(part));
    }
    const auto index = std::find(papers.begin(), papers.end(), paper) - papers.begin();
    section.parts[static_cast<std::size_t>(index)].entries.push_back(entry_of(e));
  }
  if (!errata.ambiguities.empty()) {
    Section part{.title = "Depends on the reading"};
    part.paragraphs = {"One reading of these texts fails, and another one does not."};
    for (const Ambiguity& a : errata.ambiguities) part.entries.push_back(entry_of(a));
    section.parts.push_back(std::move(part));
  }
  section.data = section_json(errata);
  return section;
}

}  // namespace certibound::digest
