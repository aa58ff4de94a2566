// The report as JUnit XML. There is no standard; this keeps to the elements and attributes that Jenkins, GitLab and the
// common GitHub actions all read.
#include <certibound/report/junit.hpp>

#include <certibound/report/exit_status.hpp>
#include <certibound/report/markup.hpp>
#include <certibound/report/text.hpp>

#include <fmt/format.h>

namespace certibound::report {
namespace {

enum class Outcome { pass, failure, skipped };

Outcome outcome_of(const Finding& f, const Report& report) {
  if (!record_note(f, report).empty()) return Outcome::failure;
  switch (status_of(f.verdict)) {
    case ExitStatus::success: return Outcome::pass;
    case ExitStatus::refuted: return report.recorded ? Outcome::pass : Outcome::failure;
    default: return Outcome::skipped;
  }
}

struct Counts {
  std::size_t tests = 0, failures = 0, skipped = 0, errors = 0;
  double seconds = 0;

  Counts& operator+=(const Counts& other) {
    tests += other.tests;
    failures += other.failures;
    skipped += other.skipped;
    errors += other.errors;
    seconds += other.seconds;
    return *this;
  }
  std::string attributes() const {
    return fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}" time="{:.3f}")", tests, failures, errors,
                       skipped, seconds);
  }
};

std::string suite_name(const std::string& paper) { return paper.empty() ? "claims" : paper; }

// One line for a list of results: the verdict, why, and how it compares with the record.
std::string message(const Finding& f, const Report& report) {
  std::string out(to_string(f.verdict));
  const std::string note = record_note(f, report);
  if (!note.empty()) out += ", " + note;
  if (!f.witness.empty()) out += "; " + witness_text(f);
  if (!f.left.empty()) out += "; left: " + f.left.front();
  return one_line(out);
}

std::string full_text(const Finding& f) {
  std::string out;
  const auto line = [&out](std::string_view name, const std::string& text) {
    if (!text.empty()) out += fmt::format("{}: {}\n", name, one_line(text));
  };
  line("statement", f.statement);
  line("domain", f.domain);
  line("at", f.at);
  line(because_label(f.verdict), f.because);
  line("witness", witness_text(f));
  for (const std::string& left : f.left) line("left", left);
  for (const NamedEnclosure& e : f.enclosures) line(e.name, enclosure_text(e.value, 20));
  return out;
}

std::string test_case(const Finding& f, const Report& report) {
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\">\n",
                                escape_markup(suite_name(f.paper)), escape_markup(f.id), f.seconds);
  const std::string said = escape_markup(message(f, report));
  switch (outcome_of(f, report)) {
    case Outcome::failure:
      out += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", to_string(f.verdict), said,
                         escape_markup(full_text(f)));
      break;
    case Outcome::skipped: out += fmt::format("      <skipped message=\"{}\"/>\n", said); break;
    case Outcome::pass: out += fmt::format("      <system-out>{}</system-out>\n", said); break;
  }
  return out + "    </testcase>\n";
}

Counts count(const Finding& f, const Report& report) {
  const Outcome outcome = outcome_of(f, report);
  return {.tests = 1,
          .failures = outcome == Outcome::failure ? 1u : 0u,
          .skipped = outcome == Outcome::skipped ? 1u : 0u,
          .seconds = f.seconds};
}

std::string suite(const std::string& name, const Counts& counts, const std::string& cases) {
  return fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", escape_markup(name), counts.attributes(),
                     cases);
}

std::string paper_suite(const std::string& paper, const Report& report, Counts& total) {
  Counts counts;
  std::string cases;
  for (const Finding& f : report.findings) {
    if (f.paper != paper) continue;
    counts += count(f, report);
    cases += test_case(f, report);
  }
  total += counts;
  return suite(suite_name(paper), counts, cases);
}

// Without this a run that was cut short would look like a short and successful one.
std::string interrupted_suite(Counts& total) {
  const Counts counts{.tests = 1, .errors = 1};
  total += counts;
  return suite("certibound", counts,
               "    <testcase classname=\"certibound\" name=\"complete\" time=\"0.000\">\n"
               "      <error type=\"interrupted\" message=\"interrupted: the other claims were not run\"/>\n"
               "    </testcase>\n");
}

}  // namespace

std::string junit_xml(const Report& report) {
  Counts total;
  std::string suites;
  for (const std::string& paper : paper_order(report.findings)) suites += paper_suite(paper, report, total);
  if (report.interrupted) suites += interrupted_suite(total);
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" {}>\n{}</testsuites>\n",
                     escape_markup(report.title), total.attributes(), suites);
}

}  // namespace certibound::report
