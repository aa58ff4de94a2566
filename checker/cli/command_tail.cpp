// certibound tail --width m --eps e: the exact failure probability of one layer, or of a product of layers, beside the bounds
// on it.
#include "law_options.hpp"
#include "tail_answer.hpp"

#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/svg.hpp>
#include <certibound/report/write_file.hpp>

#include <algorithm>
#include <cmath>
#include <memory>

namespace certibound::cli {
namespace {

constexpr long kMostLayers = 10'000;
constexpr int kPlotPoints = 60, kPlotDigits = 6;

struct TailOptions {
  std::string width, eps, layers = "1", json, plot, over, widths;
  std::vector<std::string> quantiles;
  int digits = 20;
  double timeout = 60;
};

TailQuestion question(const TailOptions& options) {
  TailQuestion q;
  q.width = static_cast<long>(count_option("--width", options.width, kMostContourWidth));
  q.layers = static_cast<long>(count_option("--layers", options.layers, kMostLayers));
  q.eps = exact_option("--eps", options.eps);
  q.digits = options.digits;
  if (q.eps < 0) throw CommandError(ExitStatus::bad_input, "--eps wants a number from 0 on");
  for (const std::string& text : options.quantiles) {
    const Rational p = exact_option("--quantile", text);
    if (p <= 0 || p >= 1) throw CommandError(ExitStatus::bad_input, "--quantile wants levels 0 < P < 1");
    if (q.layers > 1) throw CommandError(ExitStatus::bad_input, "--quantile is about one layer, without --layers");
    if (q.width > kMostSummedWidth) {
      throw CommandError(ExitStatus::bad_input, fmt::format("--quantile wants --width up to {}", kMostSummedWidth));
    }
    q.levels.push_back(p);
  }
  return q;
}

// What is known of a probability without computing anything.
std::vector<TailRow> unknown_rows() {
  const Interval all(0, 1, 64);
  return {{"upper", "P(r >= 1 + eps)", all}, {"lower", "P(r <= 1 - eps)", all}, {"both", "P(|r - 1| >= eps)", all}};
}

struct Answered {
  TailAnswer answer;
  std::string why_not;   // there are fewer digits than asked for
  bool abandoned = false;  // a computation still runs
};

bool short_of_digits(const TailRow& row, int digits) { return !row.value.is_point() && !has_digits(row.value, digits); }

Answered answered(const TailQuestion& q, double seconds) {
  const std::string reason = without_law(q);
  const Precision bits = bits_for(q.digits);
  Answered out;
  out.answer.rates = rate_rows(q, bits);
  out.answer.bounds = bound_rows(q, bits + 64);  // m f(eps) takes up to 50 bits of the result
  if (!reason.empty()) {
    out.answer.exact = unknown_rows();
    out.why_not = reason;
    return out;
  }
  using Rows = std::pair<std::vector<TailRow>, std::vector<TailRow>>;
  const auto stop = stop_after(seconds);
  auto rows = within(seconds, [q, bits, stop] { return Rows{exact_rows(q, bits, stop), law_rows(q, bits)}; });
  if (!rows) {
    out.answer.exact = unknown_rows();
    out.why_not = fmt::format("no answer in {} s (--timeout)", seconds);
    out.abandoned = true;
    return out;
  }
  std::tie(out.answer.exact, out.answer.law) = std::move(*rows);
  for (const auto* part : {&out.answer.exact, &out.answer.law}) {
    for (const TailRow& row : *part) {
      if (!out.why_not.empty() || !short_of_digits(row, q.digits)) continue;
      out.why_not = fmt::format("fewer than {} digits of {}: {}", q.digits, row.key,
                                stop()                      ? fmt::format("stopped after {} s (--timeout)", seconds)
                                : row.value.lo().is_zero() ? "the value is below the least number there is, or 0"
                                                           : "the method's enclosure is too wide");
    }
  }
  return out;
}

void print_rows(const char* title, const std::vector<TailRow>& rows, int digits, bool logarithm) {
  if (rows.empty()) return;
  fmt::print("{}\n", title);
  for (const TailRow& row : rows) {
    fmt::print("  {:<20} {:<28} {}\n", row.key, row.meaning, common_digits(row.value, digits));
    if (!logarithm) continue;
    const Interval log_value = log(row.value);
    fmt::print("  {:<20} {:<28} in {}{}\n", "", "", to_string(row.value, digits + 2),
               log_value.is_empty() || !log_value.is_bounded() ? "" : ", log " + common_digits(log_value, 10));
  }
}

void print_answer(const TailQuestion& q, const Answered& a) {
  const std::string eps = to_string(q.eps);
  fmt::print("r = |ReLU(Ru)|^2/|u|^2, R of {} rows with iid N(0, 2/{}) entries; eps = {}\n", q.width, q.width, eps);
  if (q.layers > 1) fmt::print("R = r_1 ... r_{}, the squared norm after {} such layers\n", q.layers, q.layers);
  print_rows(q.layers == 1 ? "exact law (2/m) chi^2_K, K ~ Bin(m, 1/2):" : "exact law of the product:", a.answer.exact,
             q.digits, true);
  print_rows("exponents per row, f published and I the best (Cramer's):", a.answer.rates, q.digits, false);
  print_rows("bounds:", a.answer.bounds, q.digits, true);
  print_rows("law:", a.answer.law, q.digits, false);
  if (q.eps == 0) {
    fmt::print("eps = 0: 'both' is P(r >= 1) + P(r <= 1) = 1.\n");
  } else if (q.eps != 1) {
    fmt::print("no atom but at 0, so the strict events have the same probabilities.\n");
  } else {
    fmt::print("eps = 1: 'lower' is the atom at 0, and 0 for the strict event.\n");
  }
  if (!a.why_not.empty()) fmt::print("not certain: {}\n", a.why_not);
}

nlohmann::ordered_json object(const std::vector<TailRow>& rows, int digits) {
  nlohmann::ordered_json out = nlohmann::ordered_json::object();
  for (const TailRow& row : rows) out[row.key] = report::enclosure_json(row.value, digits);
  return out;
}

nlohmann::ordered_json document(const TailQuestion& q, const Answered& a) {
  const int digits = q.digits + 2;
  nlohmann::ordered_json out{{"width", std::to_string(q.width)}};
  if (q.layers > 1) out["layers"] = std::to_string(q.layers);
  out["eps"] = to_string(q.eps);
  for (const TailRow& row : a.answer.exact) out[row.key] = report::enclosure_json(row.value, digits);
  for (const TailRow& row : a.answer.exact) {
    const Interval value = log(row.value);
    if (!value.is_empty() && value.is_bounded()) out["log"][row.key] = report::enclosure_json(value, digits);
  }
  out["rates"] = object(a.answer.rates, digits);
  out["bounds"] = object(a.answer.bounds, digits);
  if (!a.answer.law.empty()) out["law"] = object(a.answer.law, digits);
  if (!a.why_not.empty()) out["not_certain"] = a.why_not;
  return out;
}

std::pair<Rational, Rational> range_option(const char* option, const std::string& text, const Rational& least) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) {
    throw CommandError(ExitStatus::bad_input, fmt::format("{} wants a range A..B; found '{}'", option, text));
  }
  const Rational lo = exact_option(option, text.substr(0, dots)), hi = exact_option(option, text.substr(dots + 2));
  if (lo >= hi || lo < least) {
    throw CommandError(ExitStatus::bad_input, fmt::format("{} wants a range from {} or more to a larger number; found '{}'",
                                                          option, to_string(least), text));
  }
  return {lo, hi};
}

// The questions of the curve and their place on it: over eps, or over widths in equal ratios.
std::vector<std::pair<double, TailQuestion>> plotted(const TailOptions& options, TailQuestion q) {
  std::vector<std::pair<double, TailQuestion>> out;
  q.digits = kPlotDigits;
  q.levels.clear();
  if (options.widths.empty()) {
    const auto [lo, hi] = range_option("--over", options.over.empty() ? "1/100..99/100" : options.over, 0);
    for (int i = 0; i <= kPlotPoints; ++i) {
      q.eps = lo + (hi - lo) * i / kPlotPoints;
      out.emplace_back(to_double(q.eps), q);
    }
    return out;
  }
  const auto [lo, hi] = range_option("--widths", options.widths, 1);
  if (hi > kMostSummedWidth) {
    throw CommandError(ExitStatus::bad_input, fmt::format("--widths wants widths up to {}", kMostSummedWidth));
  }
  for (int i = 0; i <= kPlotPoints; ++i) {
    const double width = to_double(lo) * std::pow(to_double(hi / lo), static_cast<double>(i) / kPlotPoints);
    q.width = std::lround(width);
    if (out.empty() || out.back().second.width != q.width) out.emplace_back(static_cast<double>(q.width), q);
  }
  return out;
}

std::string plot_document(const std::vector<std::pair<double, TailQuestion>>& questions, bool over_widths,
                          const std::function<bool()>& stop) {
  const TailQuestion& first = questions.front().second;
  report::Plot plot;
  plot.title = over_widths ? fmt::format("Failure probability at eps = {}", to_string(first.eps))
                           : fmt::format("Failure probability of width {}", first.width);
  if (first.layers > 1) plot.title += fmt::format(", {} layers", first.layers);
  plot.caption = "midpoints of enclosures";
  plot.x = {.label = over_widths ? "width" : "eps", .range = {}, .logarithmic = over_widths};
  plot.y = {.label = "probability", .range = {}, .logarithmic = true};
  const auto add = [&](const TailRow& row, double x) {
    if (row.value.is_empty() || !row.value.is_bounded()) return;
    auto place = std::find_if(plot.series.begin(), plot.series.end(), [&](const auto& s) { return s.name == row.key; });
    if (place == plot.series.end()) place = plot.series.insert(place, {.name = row.key});
    place->values.emplace_back(x, mpfr_get_d(mid(row.value).get(), MPFR_RNDN));
  };
  for (const auto& [x, q] : questions) {
    if (stop()) return {};
    const Precision bits = bits_for(q.digits);
    for (const TailRow& row : exact_rows(q, bits, stop)) add(row, x);
    for (const TailRow& row : bound_rows(q, bits + 64)) add(row, x);
  }
  return report::svg_document(plot);
}

// Whether the picture was drawn in time.
bool write_plot(const TailOptions& options, const TailQuestion& q) {
  const auto questions = plotted(options, q);
  for (const auto& [x, at] : questions) {
    if (const std::string reason = without_law(at); !reason.empty()) throw CommandError(ExitStatus::bad_input, reason);
  }
  const auto stop = stop_after(options.timeout);
  const bool over_widths = !options.widths.empty();
  const auto text =
      within(options.timeout, [questions, over_widths, stop] { return plot_document(questions, over_widths, stop); });
  if (!text || text->empty()) return false;
  report::write_file(options.plot, *text);
  return true;
}

int run(const TailOptions& options) {
  const TailQuestion q = question(options);
  if ((!options.over.empty() || !options.widths.empty()) && options.plot.empty()) {
    throw CommandError(ExitStatus::bad_input, "--over and --widths go with --plot FILE.svg");
  }
  if (!options.over.empty() && !options.widths.empty()) {
    throw CommandError(ExitStatus::bad_input, "--over and --widths exclude each other");
  }
  if (!options.plot.empty() && !write_plot(options, q)) {
    fmt::print("not certain: no plot in {} s (--timeout)\n", options.timeout);
    leave(ExitStatus::undecided);
  }
  const Answered a = answered(q, options.timeout);
  if (!options.json.empty()) report::write_file(options.json, report::json_text(document(q, a)));
  if (options.json != "-") print_answer(q, a);
  const ExitStatus status = a.why_not.empty() ? ExitStatus::success : ExitStatus::undecided;
  if (a.abandoned) leave(status);
  return static_cast<int>(status);
}

}  // namespace

void add_tail(CLI::App& app, int& status) {
  auto o = std::make_shared<TailOptions>();
  CLI::App* command =
      app.add_subcommand("tail", "Exact failure probability of ReLU layers, beside the bounds on it");
  command->add_option("--width", o->width, "Rows of each weight matrix, 1 to 10^15")->type_name("M")->required();
  command->add_option("--eps", o->eps, "Allowed relative change of the squared norm, exact, from 0 on")
      ->type_name("E")
      ->required();
  command->add_option("--layers", o->layers, "Of the product of L layers of that width (width up to 10^7)")
      ->type_name("L")
      ->capture_default_str();
  command->add_option("--quantile", o->quantiles, "Quantiles of r at these exact levels")->type_name("P");
  command->add_option("--digits", o->digits, "Correct decimal digits")
      ->type_name("N")
      ->check(CLI::Range(2, 1000))
      ->capture_default_str();
  command->add_option("--timeout", o->timeout, "Seconds, after which what is not certain is said to be so")
      ->type_name("S")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str();
  command->add_option("--json", o->json, "Write the enclosures as JSON (- for standard output)")->type_name("FILE");
  command->add_option("--plot", o->plot, "Write probability and bounds as SVG, over eps or over widths")
      ->type_name("FILE");
  command->add_option("--over", o->over, "Values of eps of the plot (1/100..99/100)")->type_name("A..B");
  command->add_option("--widths", o->widths, "Widths of the plot, instead of values of eps")->type_name("A..B");
  command->callback([o, &status] { status = run(*o); });
}

}  // namespace certibound::cli
