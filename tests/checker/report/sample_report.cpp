// A report made up for the tests.
#include "sample_report.hpp"

#include <cmath>
#include <limits>

namespace certibound::report::test {
namespace {

Section sample_section() {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Section section{.key = "widths", .title = "Widths & <bounds>"};
  section.paragraphs = {"A bound asks for a width; the exact law needs less.", hostile};
  section.tables = {{.caption = "Smallest widths",
                     .columns = {"bound", "width"},
                     .align = {Align::left, Align::right},
                     .rows = {{"published", "1234"}, {"exact", "87"}, {hostile, "1"}}}};
  Plot curves{.title = "Two curves", .x = {.label = "rho"}, .y = {.label = "value"}, .caption = "With a gap."};
  curves.series = {{"line", SeriesKind::line, {{-1, 0}, {-0.5, 0.1}, {0, nan}, {0.5, 0.6}, {1, 1}}},
                   {"steps", SeriesKind::step, {{-1, 0.2}, {0, 0.4}, {1, 0.8}}},
                   {hostile, SeriesKind::points, {{0.25, 0.5}, {0.75, 0.9}}}};
  Plot decay{.title = "Decay", .x = {.label = "width"}, .y = {.label = "probability", .logarithmic = true}};
  decay.series = {{"tail", SeriesKind::points, {}}};
  for (int m = 1; m <= 100; ++m) decay.series[0].values.emplace_back(m, std::exp(-m));
  section.plots = {curves, decay};
  section.data = {{"published", "1234"}, {"rows", {{{"eps", "1/10"}, {"exact", true}}}}};
  return section;
}

Section sample_errata() {
  Section section{.key = "errata", .title = "Errata & <more>"};
  section.entries = {{.title = "Lemma 1 fails",
                      .claims = {"lemma.refuted", hostile},
                      .facts = {{"Printed", "x^2 < x", true}, {"Why", hostile}, {"A label that is rather long", "short"}, {"Nothing", ""}}}};
  Section part{.title = "A part"};
  part.tables = {{.caption = "Sentences", .columns = {"claim", "reason"}, .rows = {{"lemma.undecided", hostile}, {"no claim", "a | b"}}, .prose = true}};
  part.parts = {Section{.title = "A part of it"}};
  section.parts = {part};
  section.data = {{"statements", {{{"printed", "x^2 < x"}, {"findings", {{{"id", "lemma.refuted"}, {"verdict", "refuted"}}}}}}},
                  {"readings", nlohmann::ordered_json::array()}};
  return section;
}

}  // namespace

Finding finding(std::string id, Verdict verdict) {
  Finding f;
  f.id = std::move(id);
  f.verdict = verdict;
  f.statement = "f(-e) >= f(e)";
  f.domain = "e in [0, 1)";
  f.seconds = 0.25;
  return f;
}

std::vector<Finding> one_of_each() {
  std::vector<Finding> out;
  for (const Verdict v : all_verdicts) {
    Finding f = finding("lemma." + std::string(to_string(v)), v);
    f.paper = out.size() % 2 == 0 ? "arpit19" : "nachum22";
    if (v == Verdict::refuted || v == Verdict::ill_posed) f.witness = {{"e", "1/3"}, {"m", "7"}};
    if (v == Verdict::undecided) f.left = {"e in [0, 1/1024] at 512 bits: the order of contact is unknown", "e = 1"};
    if (v == Verdict::reduced || v == Verdict::checked) f.because = "m = 1..4096";
    if (v == Verdict::proved) f.enclosures = {{"tightness", Interval(Rational(1, 3), 64)}};
    if (v == Verdict::enclosed) {
      f.enclosures = {{"sup", Interval(2, 53)},
                      {"argmax", Interval(Rational(1, 10), 90)},
                      {"none", Interval::empty(53)},
                      {"all", Interval::entire(53)}};
    }
    out.push_back(f);
  }
  return out;
}

Report sample_report() {
  Report report{.title = "Audit of <papers> & drafts", .version = "0.1.0", .command = "./run prove 'my claim'"};
  report.claim_command = "./run audit";
  report.environment = {{"compiler", "g++ 12.2"}, {"MPFR", "4.2.0"}, {"hostile", hostile}};
  report.papers = {{"arpit19", "D. Arpit, Y. Bengio. The Benefits of <Over-parameterization>. 2019"}};
  report.findings = one_of_each();
  Finding bad = finding("hostile." + std::string("id"), Verdict::refuted);
  bad.paper = bad.at = bad.printed = bad.reads = bad.statement = bad.domain = bad.because = bad.certificate = hostile;
  bad.witness = {{"x", hostile}, {"x", "second"}};
  bad.left = {hostile};
  bad.enclosures = {{hostile, Interval(Rational(1, 3), 53)}};
  bad.bits = 4096;
  bad.boxes = 12;
  report.findings.push_back(bad);
  report.findings.push_back(finding("lemma.proved", Verdict::proved));  // an id that occurs twice
  report.coq = {{"lemma.proved", {"accepted", "", std::string(64, 'a')}},
                {"lemma.refuted", {"stale", hostile, std::string(64, 'b')}},
                {"lemma.reduced", {"not exported", "sums", ""}}};
  report.sections = {sample_section(), sample_errata()};
  report.seconds = 12.5;
  return report;
}

Report sample_audit() {
  Report report = sample_report();
  report.recorded.emplace();
  for (const Finding& f : report.findings) report.recorded->emplace(f.id, f.verdict);
  report.recorded->at("lemma.refuted") = Verdict::proved;
  report.recorded->at("lemma.sampled") = Verdict::agrees;
  report.recorded->erase("lemma.checked");
  report.sections.front().data = nullptr;
  return report;
}

}  // namespace certibound::report::test
