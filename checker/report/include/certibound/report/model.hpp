// What a run has to say, as data: the writers of this room turn it into text, JSON, JUnit XML or an HTML page.
// Nothing here is computed; whoever fills a Report answers for its contents.
#pragma once

#include <certibound/verdict/verdict.hpp>

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certibound::report {

enum class SeriesKind { points, line, step };

// A point that is not finite (beyond 1e300), or not positive on a logarithmic axis (below 1e-300), is not drawn and
// interrupts a line.
struct Series {
  std::string name = {};
  SeriesKind kind = SeriesKind::line;
  std::vector<std::pair<double, double>> values = {};
};

struct Axis {
  std::string label = {};
  std::optional<std::pair<double, double>> range = {};  // of the data, if absent
  bool logarithmic = false;
};

struct Plot {
  std::string title = {};
  Axis x = {};
  Axis y = {};
  std::string caption = {};
  std::vector<Series> series = {};
};

enum class Align { left, right };

struct Table {
  std::string caption = {};
  std::vector<std::string> columns = {};
  std::vector<Align> align = {};  // one a column; left where absent
  std::vector<std::vector<std::string>> rows = {};
  bool prose = false;  // cells hold sentences: broken into lines, and on a terminal one below the other
};

// One thing said of an Entry: "Printed", "x^2 < x".
struct Fact {
  std::string label = {};
  std::string text = {};
  bool formula = false;  // shown letter by letter
};

// Something with a heading and facts about it; facts without text are not shown.
struct Entry {
  std::string title = {};
  std::vector<std::string> claims = {};  // ids of the claims it speaks of
  std::vector<Fact> facts = {};
};

struct Section {
  std::string key = {};  // its name in the JSON document and in the page's address, "widths"
  std::string title = {};
  std::vector<std::string> paragraphs = {};
  std::vector<Table> tables = {};
  std::vector<Plot> plots = {};
  std::vector<Entry> entries = {};
  std::vector<Section> parts = {};   // below this one; their `data` is not looked at
  nlohmann::ordered_json data = {};  // for the JSON document; null for none. Numbers in it are strings.
};

// The verdicts of an earlier run, by claim id.
using Record = std::map<std::string, Verdict, std::less<>>;

// What Coq has said of the proof or refutation of a claim: accepted, stale, rejected, not exported, not asked.
struct CoqNote {
  std::string word = {};
  std::string why = {};     // for all but accepted
  std::string sha256 = {};  // of the file for Coq; empty if there is none
};

struct Report {
  std::string title = {};
  std::string version = {};        // of the program
  std::string command = {};        // the line that makes this report again
  std::string claim_command = {};  // "./run audit": with an id after it, it runs that claim alone; may be empty
  std::vector<std::pair<std::string, std::string>> environment = {};  // "MPFR", "4.2.0"
  std::map<std::string, std::string, std::less<>> papers = {};        // key of a paper -> its full title
  std::vector<Finding> findings = {};
  std::map<std::string, CoqNote, std::less<>> coq = {};               // by claim id; none for a claim without certificate
  std::optional<Record> recorded = {};  // present for an audit: a claim missing from it counts as differing
  std::vector<Section> sections = {};
  double seconds = 0;  // of wall-clock time for the whole run
  bool interrupted = false;
};

inline constexpr std::array<Verdict, 11> all_verdicts{
    Verdict::proved,    Verdict::reduced, Verdict::refuted, Verdict::vacuous,  Verdict::ill_posed, Verdict::undecided,
    Verdict::checked,   Verdict::agrees,  Verdict::enclosed, Verdict::sampled, Verdict::informal};

// How many findings have each word, in the order above; words that do not occur are left out.
std::vector<std::pair<Verdict, std::size_t>> verdict_counts(const std::vector<Finding>& findings);

// The names of the papers in order of first appearance, each once.
std::vector<std::string> paper_order(const std::vector<Finding>& findings);

bool differs_from_record(const Finding& finding, const Record& recorded);

// "" without a record or where the verdict is as recorded; else "recorded as proved" or "not in the record".
std::string record_note(const Finding& finding, const Report& report);

// "accepted; the file has the SHA-256 ...", "stale: Coq accepted another file ..."; "" for a claim without a note.
std::string coq_text(const Finding& finding, const Report& report);

// "because", and for a reduction that nobody but its author vouches for it.
std::string_view because_label(Verdict verdict);

// "rho = 1, m = 7".
std::string witness_text(const Finding& finding);

// The one value worth a place on the claim's line: the enclosure named "tightness", or the only one there is.
const NamedEnclosure* headline(const Finding& finding);

}  // namespace certibound::report
