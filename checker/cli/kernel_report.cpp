#include "kernel_report.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/report/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace certibound::cli {
namespace {

using crosscheck::Examination;
using crosscheck::hex_float;
using crosscheck::PairCount;
using crosscheck::Sample;

std::string grouped(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3) digits.insert(static_cast<std::size_t>(i), 1, ',');
  return digits;
}

// "0.8092", or the ends where they have no digit in common.
std::string error_text(const Interval& error) {
  if (!error.is_bounded()) return "without bound";
  if (error.lo().is_zero() && !error.is_point()) return "< " + hi_to_decimal(error, 3);
  const std::string digits = common_digits(error, 4);
  return digits.empty() ? to_string(error, 4) : digits;
}

std::string interval_text(const Examination& found) {
  if (!found.where.empty()) return found.where;
  if (found.lo == -crosscheck::largest(found.format) && found.hi == crosscheck::largest(found.format)) return "the whole line";
  return fmt::format("[{}, {}]", found.lo, found.hi);
}

std::string points_text(const Examination& found, const KernelDemands& demands) {
  if (!demands.arrays.empty()) return demands.arrays;
  if (found.exhaustive && !found.stopped) return fmt::format("every float of {}", interval_text(found));
  return fmt::format("{} points {} {} (seed {})", grouped(found.measured.points), found.where.empty() ? "of" : "with", interval_text(found),
                     found.seed);
}

std::vector<std::pair<std::string, std::string>> witness(const Examination& found, const Sample& s) {
  std::vector<std::pair<std::string, std::string>> out{{"x", hex_float(s.x)}};
  if (found.inputs == 2) out.emplace_back("y", hex_float(s.y));
  out.emplace_back("result", hex_float(s.out));
  return out;
}

Finding finding(const KernelDemands& demands, const char* what, const std::string& statement, const std::string& domain,
                const Examination& found) {
  Finding out;
  out.id = demands.name + "." + what;
  out.paper = "kernel";
  out.statement = statement;
  out.domain = domain;
  out.verdict = Verdict::enclosed;
  out.leans_on_arb = found.leans_on_arb;
  return out;
}

// A whole number, as people write it; hexadecimal what is none.
std::string whole_text(double x) { return std::isfinite(x) && x == std::floor(x) ? fmt::format("{:.0f}", x) : hex_float(x); }

// Of a function whose values are whole numbers: which results are others.
Finding whole_finding(const Examination& found, const KernelDemands& demands) {
  const crosscheck::Measured& m = found.measured;
  Finding out = finding(demands, "error", fmt::format("result = {}", found.function), points_text(found, demands), found);
  out.enclosures.push_back({"wrong results", Interval(static_cast<long>(m.misrounded), 64)});
  if (m.misrounded > 0) {
    out.verdict = Verdict::refuted;
    out.witness = {{"x", hex_float(m.worst.x)}, {"y", hex_float(m.worst.y)}, {"result", whole_text(m.worst.out)},
                   {"exact", whole_text(mpfr_get_d(found.expected->lo().get(), MPFR_RNDN))}};
  } else if (m.points == 0 || m.unknown > 0) {
    out.verdict = Verdict::undecided;
    out.left.push_back(fmt::format("{} of {} points have a value to compare with", grouped(m.points), grouped(m.points + m.unknown)));
  }
  return out;
}

Finding error_finding(const Examination& found, const KernelDemands& demands) {
  if (found.whole) return whole_finding(found, demands);
  const crosscheck::Measured& m = found.measured;
  const std::string statement = demands.max_ulp ? fmt::format("|result - {}| <= {} ulp", found.function, to_string(*demands.max_ulp))
                                                : fmt::format("|result - {}| in ulp", found.function);
  Finding out = finding(demands, "error", statement, points_text(found, demands), found);
  if (m.points == 0) {
    out.verdict = Verdict::undecided;
    out.left.push_back("no point inside the domain of " + found.function + " was judged");
    return out;
  }
  out.enclosures.push_back({"largest error in ULP", m.worst_error});
  out.witness = witness(found, m.worst);
  if (demands.max_ulp) {
    const Interval allowed(*demands.max_ulp, 128);
    if (!m.worst_error.is_bounded() || certainly(less(allowed, m.worst_error))) {
      out.verdict = Verdict::refuted;
    } else if (!certainly(less_equal(m.worst_error, allowed))) {
      out.verdict = Verdict::undecided;
      out.left.push_back("the enclosure of the largest error contains the limit");
    }
  }
  if (m.unknown > 0 && out.verdict == Verdict::enclosed) {
    out.verdict = Verdict::undecided;
    out.left.push_back(fmt::format("{} points where the reference has no value to compare with", grouped(m.unknown)));
  }
  return out;
}

// Numbers where there should be some, NaN where not.
Finding values_finding(const Examination& found, const KernelDemands& demands) {
  const crosscheck::Measured& m = found.measured;
  Finding out = finding(demands, "values", fmt::format("{} is a number where {} has a value, and NaN elsewhere", demands.name, found.function),
                        "", found);
  const auto refute = [&](const Sample& s) {
    out.verdict = Verdict::refuted;
    if (out.witness.empty()) out.witness = witness(found, s);
  };
  if (m.not_finite > 0) refute(m.worst);
  if (m.first_number_outside) refute(*m.first_number_outside);
  for (const crosscheck::SpecialRow& row : found.special) {
    if (!row.ok) refute(row.sample);
  }
  return out;
}

// One finding for the faults of some kinds.
Finding fault_finding(const Examination& found, const KernelDemands& demands, const char* what, const std::string& statement,
                      const std::vector<crosscheck::Fault::Kind>& kinds) {
  Finding out = finding(demands, what, statement, "", found);
  for (const crosscheck::Fault& fault : found.faults) {
    if (std::find(kinds.begin(), kinds.end(), fault.kind) == kinds.end()) continue;
    out.verdict = Verdict::refuted;
    const std::string place = fault.input ? " " + hex_float(fault.input->x) + (found.inputs == 2 ? ", " + hex_float(fault.input->y) : "") : "";
    out.left.push_back(fault.text + place);
    if (fault.input && out.witness.empty()) out.witness = {{"x", hex_float(fault.input->x)}};
  }
  return out;
}

Finding pair_finding(const Examination& found, const KernelDemands& demands, const char* what, const std::string& statement,
                     const PairCount& count, bool demanded) {
  Finding out = finding(demands, what, statement, fmt::format("{} pairs", grouped(count.pairs)), found);
  out.enclosures.push_back({"violations", Interval(static_cast<long>(count.violations), 64)});
  if (count.violations == 0) return out;
  if (demanded) out.verdict = Verdict::refuted;
  out.witness = {{"x", hex_float(count.first.x)}, {"result", hex_float(count.first.out)}, {"x'", hex_float(count.second.x)},
                 {"result'", hex_float(count.second.out)}};
  return out;
}

std::string class_text(std::size_t i) {
  if (i == 0) return "at most 1/2";
  if (i + 1 == crosscheck::kErrorClasses) return "above 2^60, or no number";
  return i <= 11 ? fmt::format("at most {}", 1 << (i - 1)) : fmt::format("at most 2^{}", i - 1);
}

// The upper classes share rows.
report::Table class_table(const crosscheck::Measured& m) {
  report::Table table{"Errors in ULP", {"error", "points", "share"}, {report::Align::left, report::Align::right, report::Align::right}, {}};
  std::uint64_t points = 0;
  for (std::size_t i = 0; i < crosscheck::kErrorClasses; ++i) {
    points += m.classes[i];
    const bool row_ends = i <= 4 || i == 9 || i == 17 || i == 33 || i + 2 >= crosscheck::kErrorClasses;
    if (!row_ends || points == 0) continue;
    table.rows.push_back({class_text(i), grouped(points), fmt::format("{:.4g} %", 100 * static_cast<double>(points) / static_cast<double>(m.points))});
    points = 0;
  }
  return table;
}

// Binades first .. last with the figures of all of them.
struct BinadeRow {
  int first, last;
  crosscheck::BinadeCount count;

  void absorb(const BinadeRow& lower) {
    first = lower.first;
    count.points += lower.count.points;
    count.misrounded += lower.count.misrounded;
    if (lower.count.max_error > count.max_error) {
      count.max_error = lower.count.max_error;
      count.input = lower.count.input;
    }
  }
};

// From the largest binade to the smallest; neighbours with the most similar errors share a row until few rows are left, so
// that a table of 2098 binades stays readable.
std::vector<BinadeRow> binade_rows(const crosscheck::Measured& m) {
  constexpr std::size_t most = 18;
  std::vector<BinadeRow> rows;
  for (auto it = m.binades.rbegin(); it != m.binades.rend(); ++it) rows.push_back({it->first, it->first, it->second});
  const auto size = [](const BinadeRow& row) { return std::log(row.count.max_error + 1e-3); };
  while (rows.size() > most) {
    std::size_t best = 1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const double length = 1e-4 * (rows[i - 1].last - rows[i].first);
      const double difference = std::fabs(size(rows[i - 1]) - size(rows[i])) + length;
      if (difference < least) {
        least = difference;
        best = i;
      }
    }
    rows[best - 1].absorb(rows[best]);
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(best));
  }
  return rows;
}

report::Table binade_table(const crosscheck::Measured& m) {
  using report::Align;
  report::Table table{"By the binade of |x|",
                      {"|x|", "points", "largest error", "at", "misrounded"},
                      {Align::left, Align::right, Align::right, Align::left, Align::right},
                      {}};
  for (const BinadeRow& row : binade_rows(m)) {
    const double share = 100 * static_cast<double>(row.count.misrounded) / static_cast<double>(std::max<std::uint64_t>(row.count.points, 1));
    table.rows.push_back({fmt::format("2^{} .. 2^{}", row.first, row.last + 1), grouped(row.count.points),
                          fmt::format("{:.5g}", row.count.max_error), hex_float(row.count.input), fmt::format("{:.3g} %", share)});
  }
  return table;
}

report::Table special_table(const Examination& found) {
  report::Table table{"Special values", {"x"}, {}, {}};
  if (found.inputs == 2) table.columns.emplace_back("y");
  table.columns.insert(table.columns.end(), {"result", "error in ULP", ""});
  for (const crosscheck::SpecialRow& row : found.special) {
    if (found.inputs == 2 && row.ok) continue;  // 225 of them
    std::vector<std::string> cells{hex_float(row.sample.x)};
    if (found.inputs == 2) cells.push_back(hex_float(row.sample.y));
    cells.push_back(hex_float(row.sample.out));
    const bool inside = row.place == crosscheck::Place::inside;
    cells.push_back(inside ? error_text(row.error) : !row.judged ? "not judged" : "undefined here");
    cells.emplace_back(row.ok ? "" : "WRONG");
    table.rows.push_back(std::move(cells));
  }
  return table;
}

report::Plot binade_plot(const crosscheck::Measured& m) {
  report::Plot plot{.title = "Largest error by the binade of |x|",
                    .x = {.label = "exponent of |x|"},
                    .y = {.label = "ULP", .logarithmic = true},
                    .caption = "Upper bounds over the points of each binade."};
  report::Series series{.name = "largest error", .kind = report::SeriesKind::step};
  for (const auto& [exponent, count] : m.binades) series.values.emplace_back(exponent, count.max_error);
  plot.series.push_back(std::move(series));
  return plot;
}

std::string fixed(double x) { return fmt::format("{:.6g}", x); }

nlohmann::ordered_json sample_json(const Examination& found, const Sample& s) {
  nlohmann::ordered_json out{{"x", hex_float(s.x)}};
  if (found.inputs == 2) out["y"] = hex_float(s.y);
  out["result"] = hex_float(s.out);
  return out;
}

nlohmann::ordered_json pair_json(const Examination& found, const PairCount& count) {
  nlohmann::ordered_json out{{"pairs", std::to_string(count.pairs)}, {"violations", std::to_string(count.violations)}};
  if (count.violations > 0) out["first"] = {sample_json(found, count.first), sample_json(found, count.second)};
  return out;
}

const char* kind_text(crosscheck::Fault::Kind kind) {
  using Kind = crosscheck::Fault::Kind;
  switch (kind) {
    case Kind::crash: return "crash";
    case Kind::hang: return "hang";
    case Kind::environment: return "environment";
    case Kind::writes_outside: return "writes_outside";
    case Kind::not_repeatable: return "not_repeatable";
  }
  return "";
}

nlohmann::ordered_json document(const Examination& found, const KernelDemands& demands) {
  const crosscheck::Measured& m = found.measured;
  nlohmann::ordered_json out{{"kernel", demands.name}, {"against", found.function}, {"type", found.format.name},
                             {"points", std::to_string(m.points)}, {"seed", std::to_string(found.seed)},
                             {"exhaustive", found.exhaustive && !found.stopped}};
  if (!found.where.empty()) {
    out["where"] = found.where;
  } else if (demands.arrays.empty()) {
    out["between"] = {hex_float(found.lo), hex_float(found.hi)};
  }
  if (m.points > 0 && found.whole) {
    out["at"] = sample_json(found, m.worst);
    out["exact"] = whole_text(mpfr_get_d(found.expected->lo().get(), MPFR_RNDN));
  } else if (m.points > 0) {
    out["max_ulp"] = report::enclosure_json(m.worst_error, 8);
    out["at"] = sample_json(found, m.worst);
  }
  for (const auto& [key, count] : std::initializer_list<std::pair<const char*, std::uint64_t>>{
           {"misrounded", m.misrounded}, {"rounding_unknown", m.rounding_unknown}, {"not_finite", m.not_finite},
           {"outside", m.outside}, {"outside_infinite", m.outside_infinite}, {"outside_number", m.outside_number},
           {"unknown", m.unknown}, {"judged_by_enclosures", m.rigorous}, {"climbed", found.climbed}}) {
    out[key] = std::to_string(count);
  }
  out["monotone"] = pair_json(found, found.monotone);
  if (found.parity != crosscheck::Parity::none) out["symmetric"] = pair_json(found, found.symmetric);
  if (found.nanoseconds > 0) out["nanoseconds"] = fixed(found.nanoseconds);
  nlohmann::ordered_json classes = nlohmann::ordered_json::array(), binades = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < crosscheck::kErrorClasses && !found.whole; ++i) {
    if (m.classes[i] > 0) classes.push_back({{"error", class_text(i)}, {"points", std::to_string(m.classes[i])}});
  }
  for (const auto& [exponent, count] : m.binades) {
    if (found.whole) break;
    binades.push_back({{"exponent", std::to_string(exponent)}, {"points", std::to_string(count.points)},
                       {"misrounded", std::to_string(count.misrounded)}, {"max_ulp", hex_float(count.max_error)}, {"at", hex_float(count.input)}});
  }
  out["errors"] = std::move(classes);
  out["binades"] = std::move(binades);
  out["special"] = nlohmann::ordered_json::array();
  for (const crosscheck::SpecialRow& row : found.special) {
    nlohmann::ordered_json entry = sample_json(found, row.sample);
    if (row.place == crosscheck::Place::inside) entry["ulp"] = report::enclosure_json(row.error, 8);
    entry["ok"] = row.ok;
    out["special"].push_back(std::move(entry));
  }
  out["faults"] = nlohmann::ordered_json::array();
  for (const crosscheck::Fault& fault : found.faults) {
    nlohmann::ordered_json entry{{"kind", kind_text(fault.kind)}, {"text", fault.text}};
    if (fault.input) entry["at"] = sample_json(found, *fault.input);
    out["faults"].push_back(std::move(entry));
  }
  return out;
}

std::string text_of(const nlohmann::json& baseline, const char* key, const std::string& path) {
  const auto found = baseline.find(key);
  if (found == baseline.end() || !found->is_string()) {
    throw CommandError(ExitStatus::bad_input, fmt::format("{}: no text '{}'; write it with --write-baseline", path, key));
  }
  return found->get<std::string>();
}

Rational number_of(const nlohmann::json& baseline, const char* key, const std::string& path) {
  const auto value = parse_rational(text_of(baseline, key, path));
  if (!value) throw CommandError(ExitStatus::bad_input, fmt::format("{}: '{}' is no number", path, key));
  return *value;
}

}  // namespace

void add_kernel_findings(const Examination& found, const KernelDemands& demands, report::Report& report) {
  using Kind = crosscheck::Fault::Kind;
  const std::string& name = demands.name;
  if (demands.arrays.empty()) {
    report.findings.push_back(fault_finding(found, demands, "returns", name + " returns from every call", {Kind::crash, Kind::hang}));
    report.findings.push_back(fault_finding(
        found, demands, "environment", name + " leaves rounding mode, flush-to-zero, denormals-are-zero and exceptions alone",
        {Kind::environment}));
    report.findings.push_back(fault_finding(found, demands, "arrays",
                                            name + " writes its n results only, and each depends on its own input alone",
                                            {Kind::writes_outside, Kind::not_repeatable}));
  }
  report.findings.push_back(values_finding(found, demands));
  if (demands.arrays.empty() && found.inputs == 1) {
    report.findings.push_back(pair_finding(found, demands, "monotone",
                                           fmt::format("between neighbours {} never goes against {}", name, found.function),
                                           found.monotone, demands.monotone));
    if (found.parity != crosscheck::Parity::none) {
      const char* sign = found.parity == crosscheck::Parity::odd ? "-" : "";
      report.findings.push_back(pair_finding(found, demands, "symmetric", fmt::format("{}(-x) = {}{}(x)", name, sign, name),
                                             found.symmetric, demands.symmetric));
    }
  }
  report.findings.push_back(error_finding(found, demands));
}

report::Section kernel_section(const Examination& found, const KernelDemands& demands) {
  const crosscheck::Measured& m = found.measured;
  report::Section section;
  section.key = "kernel";
  section.title = fmt::format("{} against {}, {}", demands.name, found.function, found.format.name);
  const double share = 100 * static_cast<double>(m.misrounded) / static_cast<double>(std::max<std::uint64_t>(m.points, 1));
  std::string figures = found.whole ? fmt::format("{}: {} wrong results.", points_text(found, demands), grouped(m.misrounded))
                                    : fmt::format("{}: largest error {} ULP, misrounded {:.4g} %.", points_text(found, demands),
                                                  error_text(m.worst_error), share);
  if (m.outside > 0) figures += fmt::format(" {} points lie outside the domain.", grouped(m.outside));
  if (found.climbed > 0) figures += fmt::format(" {} of the points were tried by climbing from the worst ones.", grouped(found.climbed));
  if (found.nanoseconds > 0) figures += fmt::format(" {:.3g} ns a number.", found.nanoseconds);
  section.paragraphs.push_back(figures);
  section.paragraphs.push_back(
      found.whole ? "Each of these results was compared with the exact whole number; between them the figure is a measurement."
      : found.exhaustive && !found.stopped
          ? fmt::format("Every number was judged; {} by interval arithmetic, the others by Taylor expansions with a proven remainder.", grouped(m.rigorous))
          : fmt::format("The largest error is certified for these points, {} of which interval arithmetic judged; between them the figure is a measurement.",
                        grouped(m.rigorous)));
  if (m.points > 0 && !found.whole) section.tables = {class_table(m), binade_table(m)};
  if (!found.special.empty()) section.tables.push_back(special_table(found));
  if (m.binades.size() > 1 && !found.whole) section.plots.push_back(binade_plot(m));
  section.data = document(found, demands);
  return section;
}

nlohmann::ordered_json baseline_json(const Examination& found, const std::string& name) {
  const crosscheck::Measured& m = found.measured;
  nlohmann::ordered_json out = {{"kernel", name},
          {"against", found.function},
          {"type", found.format.name},
          {"between", {hex_float(found.lo), hex_float(found.hi)}},
          {"points", std::to_string(found.same_points)},
          {"seed", std::to_string(found.seed)},
          {"exhaustive", found.exhaustive},
          {"max_ulp", m.worst_error.is_bounded() ? hi_to_decimal(m.worst_error, 8) : "inf"},
          {"at", hex_float(m.worst.x)},
          {"misrounded", std::to_string(found.same_misrounded)},
          {"monotone_violations", std::to_string(found.monotone.violations)},
          {"symmetry_violations", std::to_string(found.symmetric.violations)}};
  if (found.inputs == 2) out["at_y"] = hex_float(m.worst.y);
  return out;
}

nlohmann::json read_baseline(const std::string& path, const std::string& function, const std::string& type) {
  const nlohmann::json out = nlohmann::json::parse(read_file(path), nullptr, false);
  if (!out.is_object()) throw CommandError(ExitStatus::bad_input, path + ": no JSON object; write it with --write-baseline");
  for (const auto& [key, wanted] : {std::pair{"against", function}, std::pair{"type", type}}) {
    const std::string recorded = text_of(out, key, path);
    if (recorded != wanted) {
      throw CommandError(ExitStatus::bad_input, fmt::format("{}: recorded for {} '{}', not '{}'", path, key, recorded, wanted));
    }
  }
  if (text_of(out, "max_ulp", path) != "inf") number_of(out, "max_ulp", path);
  for (const char* key : {"misrounded", "monotone_violations", "symmetry_violations"}) number_of(out, key, path);
  return out;
}

Sample baseline_input(const nlohmann::json& baseline, const std::string& path) {
  const auto number = [&](const char* key) { return std::strtod(text_of(baseline, key, path).c_str(), nullptr); };
  return {number("at"), baseline.contains("at_y") ? number("at_y") : 0, 0};
}

Finding compare_with_baseline(const Examination& found, const std::string& name, const nlohmann::json& baseline, const std::string& path) {
  Finding out;
  out.id = name + ".baseline";
  out.paper = "kernel";
  out.statement = name + " is no worse than recorded in " + path;
  out.verdict = Verdict::enclosed;
  const auto refute = [&](const std::string& why) {
    out.verdict = Verdict::refuted;
    out.left.push_back(why);
  };
  const Interval& error = found.measured.worst_error;
  const std::string recorded = text_of(baseline, "max_ulp", path);
  if (recorded != "inf" && (!error.is_bounded() || certainly(less(Interval(number_of(baseline, "max_ulp", path), 128), error)))) {
    refute(fmt::format("largest error {} ULP, recorded {}", error_text(error), recorded));
    out.witness = witness(found, found.measured.worst);
  }
  const nlohmann::ordered_json now = baseline_json(found, name);
  const bool same_points = baseline.value("seed", "") == now["seed"] && baseline.value("between", nlohmann::json()) == now["between"] &&
                           baseline.value("exhaustive", false) == found.exhaustive && baseline.value("points", "") == now["points"];
  if (same_points) {
    for (const char* key : {"misrounded", "monotone_violations", "symmetry_violations"}) {
      const Rational before = number_of(baseline, key, path), after = *parse_rational(now[key].get<std::string>());
      if (after > before) refute(fmt::format("{} {}, recorded {}", key, to_string(after), to_string(before)));
    }
  }
  return out;
}

}  // namespace certibound::cli
