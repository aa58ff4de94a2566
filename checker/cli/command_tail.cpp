// certibound tail --width m --eps e: the exact failure probability of one layer beside the bounds on it.
#include "law_options.hpp"

#include <certibound/interval/text.hpp>
#include <certibound/norm_law/exponent.hpp>
#include <certibound/norm_law/tail.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/write_file.hpp>

#include <memory>

namespace certibound::cli {
namespace {

struct TailOptions {
  std::string width, eps, json;
  int digits = 20;
};

struct Row {
  std::string key, meaning;
  Interval value;
};

std::vector<Row> exact_rows(long m, const Rational& e, Precision bits) {
  return {{"upper", "P(r >= 1 + eps)", norm_upper_tail(m, e, bits)},
          {"lower", "P(r <= 1 - eps)", norm_lower_tail(m, e, bits)},
          {"both", "P(|r - 1| >= eps)", norm_failure(m, e, bits)}};
}

// The bounds as they are stated, above 1 too.
std::vector<Row> bound_rows(long m, const Rational& e, Precision bits) {
  const auto power = [&](const Interval& exponent) { return exp(-(Interval(m, bits) * exponent)); };
  const Interval f = power(published_exponent(e, bits)), f_lower = power(published_exponent(-e, bits));
  const Interval best_upper = power(chernoff_exponent(e, bits)), best_lower = power(chernoff_exponent(-e, bits));
  return {{"published_upper", "exp(-m f(eps))", f},
          {"published_lower", "exp(-m f(-eps))", f_lower},
          {"published", "2 exp(-m f(eps))", Interval(2, bits) * f},
          {"chernoff_upper", "exp(-m I(eps))", best_upper},
          {"chernoff_lower", "exp(-m I(-eps))", best_lower},
          {"chernoff", "sum of these two", best_upper + best_lower}};
}

void print_row(const Row& row, int digits) {
  fmt::print("  {:<16} {:<18} {}\n  {:<16} {:<18} in {}, log {}\n", row.key, row.meaning,
             common_digits(row.value, digits), "", "", to_string(row.value, digits + 2),
             common_digits(log(row.value), 10));
}

nlohmann::ordered_json document(const TailOptions& options, const Rational& eps, const std::vector<Row>& exact,
                                const std::vector<Row>& bounds) {
  nlohmann::ordered_json out{{"width", numerator(*parse_rational(options.width)).str()}, {"eps", to_string(eps)}};
  for (const Row& row : exact) out[row.key] = report::enclosure_json(row.value, options.digits + 2);
  out["bounds"] = nlohmann::ordered_json::object();
  for (const Row& row : bounds) out["bounds"][row.key] = report::enclosure_json(row.value, options.digits + 2);
  return out;
}

int run(const TailOptions& options) {
  const long width = static_cast<long>(count_option("--width", options.width, kMaxTailWidth));
  const Rational eps = exact_option("--eps", options.eps);
  const Precision bits = 4 * options.digits + 16;
  const std::vector<Row> exact = exact_rows(width, eps, bits);
  const std::vector<Row> bounds = bound_rows(width, eps, bits + 64);  // m f(eps) takes up to 27 bits of the result
  if (!options.json.empty()) report::write_file(options.json, report::json_text(document(options, eps, exact, bounds)));
  if (options.json == "-") return 0;
  fmt::print("r = |ReLU(Ru)|^2/|u|^2, R of {} rows with iid N(0, 2/{}) entries; eps = {}\n", width, width,
             to_string(eps));
  fmt::print("exact law (2/m) chi^2_K, K ~ Bin(m, 1/2):\n");
  for (const Row& row : exact) print_row(row, options.digits);
  fmt::print("bounds:\n");
  for (const Row& row : bounds) print_row(row, options.digits);
  if (eps == 0) {
    fmt::print("eps = 0: 'both' is P(r >= 1) + P(r <= 1) = 1.\n");
  } else {
    fmt::print("r has no atom but 0, so the strict events have the same probabilities.\n");
  }
  return 0;
}

}  // namespace

void add_tail(CLI::App& app, int& status) {
  auto options = std::make_shared<TailOptions>();
  CLI::App* command =
      app.add_subcommand("tail", "Exact failure probability of one ReLU layer, beside the bounds on it");
  command->add_option("--width", options->width, "Rows of the weight matrix, 1 to 10^8")->type_name("M")->required();
  command->add_option("--eps", options->eps, "Allowed relative change of the squared norm, exact, 0 <= eps < 1")
      ->type_name("E")
      ->required();
  command->add_option("--digits", options->digits, "Correct decimal digits")
      ->type_name("N")
      ->check(CLI::Range(2, 1000))
      ->capture_default_str();
  command->add_option("--json", options->json, "Write the enclosures as JSON (- for standard output)")
      ->type_name("FILE");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
