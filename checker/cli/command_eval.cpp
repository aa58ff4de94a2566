// certibound eval EXPR: the rigorous value of one expression.
#include "common.hpp"

#include <certibound/external/external.hpp>
#include <certibound/interval/functions.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/calls.hpp>
#include <certibound/language/parser.hpp>
#include <certibound/prover/measure.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <chrono>
#include <memory>

namespace certibound::cli {
namespace {

struct EvalOptions {
  std::string expression, json;
  std::vector<std::string> at;
  int digits = 20;
  long bits = 65536;
  double timeout = 60;
};

// True when the time is over, or the user wants to stop.
std::function<bool()> deadline(double seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  return [end] { return interrupted() || std::chrono::steady_clock::now() > end; };
}

// Why the digits are not there: one sentence.
std::string shortfall(const prover::Value& value, bool stopped, const EvalOptions& options) {
  if (!value.defined) return "the expression may be undefined here, or no enclosure of it is known";
  if (contains_zero(value.enclosure)) return "the sign is not known, 0 is not excluded: the value lies within these bounds";
  if (stopped) return fmt::format("the time is over (--timeout {})", options.timeout);
  return fmt::format("the precision is used up (--bits {})", options.bits);
}

// Digits of a value that is 0 can never be certain. Where the values come from quadrature, whose cost grows with every bit,
// the search for them ends after this part of the time if the enclosure holds 0 and is as narrow as a value of the size of
// 1 would have to be.
constexpr double kShareForZero = 1.0 / 15;

bool may_be_zero(const prover::Value& value, int digits) {
  if (!value.defined || value.reached || !value.enclosure.is_bounded() || !contains_zero(value.enclosure)) return false;
  return wid(value.enclosure) <= Interval(power(Rational(10), -digits), 64).hi();
}

prover::Value evaluated(const language::Terms& terms, language::NodeId root, const std::vector<language::NodeId>& point,
                        const EvalOptions& options, bool& stopped) {
  const auto within = [&](double seconds) {
    const std::function<bool()> stop = deadline(seconds);
    const external::StopGuard guard(stop);
    prover::Value value = prover::evaluate_to_digits(terms, root, point, options.digits, options.bits, stop);
    stopped = stop();
    return value;
  };
  if (language::leans_on_external_values(terms, root)) {
    const prover::Value value = within(options.timeout * kShareForZero);
    if (!stopped || interrupted() || may_be_zero(value, options.digits)) return value;
  }
  return within(options.timeout);
}

// "x=1/3" to a name and a constant expression.
std::pair<std::string, language::NodeId> binding(const std::string& text, language::Terms& terms) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw CommandError(ExitStatus::bad_input, "--at wants NAME=VALUE, such as x=1/3; found '" + text + "'");
  }
  return {text.substr(0, equals), language::parse_expression({"--at " + text.substr(0, equals), text.substr(equals + 1)}, {}, terms)};
}

int run(const EvalOptions& options) {
  language::Terms terms;
  std::vector<std::string> names;
  std::vector<language::NodeId> point;
  for (const std::string& text : options.at) {
    const auto [name, value] = binding(text, terms);
    names.push_back(name);
    point.push_back(value);
  }
  const language::NodeId root = language::parse_expression({"<expression>", options.expression}, names, terms);
  bool stopped = false;
  const prover::Value value = evaluated(terms, root, point, options, stopped);
  if (value.enclosure.is_empty()) throw CommandError(ExitStatus::bad_input, "the expression is undefined here: " + options.expression);
  if (!options.json.empty()) {
    nlohmann::ordered_json document = report::enclosure_json(value.enclosure, options.digits + 2);
    nlohmann::ordered_json out{{"expression", options.expression}, {"lo", document["lo"]}, {"hi", document["hi"]}};
    report::write_file(options.json, report::json_text(out));
    if (options.json == "-") return value.defined && value.reached ? 0 : static_cast<int>(ExitStatus::undecided);
  }
  fmt::print("{}\n  in {} at {} bits\n", common_digits(value.enclosure, options.digits),
             to_string(value.enclosure, options.digits + 2), value.bits);
  if (language::leans_on_external_values(terms, root)) fmt::print("  [arb] rests on Arb, outside the trusted base\n");
  if (value.defined && value.reached) return 0;
  fmt::print("  not certain to {} digits: {}\n", options.digits, shortfall(value, stopped, options));
  return static_cast<int>(ExitStatus::undecided);
}

}  // namespace

void add_eval(CLI::App& app, int& status) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "Rigorous value of an expression of the claim language");
  command->add_option("EXPR", options->expression, "The expression, such as \"Rhat(-1+1e-12)\"")->required();
  command->add_option("--at", options->at, "Value of a variable, exact: x=1/3")->type_name("NAME=VALUE");
  command->add_option("--digits", options->digits, "Correct decimal digits")->type_name("N")->check(CLI::Range(2, 10000))->capture_default_str();
  command->add_option("--bits", options->bits, "Highest working precision, bits")->type_name("P")->check(CLI::Range(64, 1'000'000))->capture_default_str();
  command->add_option("--timeout", options->timeout, "Seconds after which the best enclosure is given")->type_name("S")->check(CLI::Range(0.1, 86400.0))->capture_default_str();
  command->add_option("--json", options->json, "Write the enclosure as JSON (- for standard output)")->type_name("FILE");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
