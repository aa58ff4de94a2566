// certibound dual ACTIVATION --rho R: the dual activation E[s(X) s(Y)] of a Gaussian pair, to certain digits.
#include "common.hpp"

#include <certibound/dual_activation/activation.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/diagnostic.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace certibound::cli {
namespace {

struct DualOptions {
  std::string activation, rho, q1 = "1", q2 = "1", json;
  bool normalised = false, tangent = false;
  int derivative = 0, digits = 20;
  long bits = 65536;
};

struct Point {
  Rational rho, q1, q2;
};

[[noreturn]] void refuse(const std::string& message) { throw CommandError(ExitStatus::bad_input, message); }

Rational rational(const char* option, const std::string& text) {
  const auto value = parse_rational(text);
  if (!value) refuse(fmt::format("{} wants a number such as 0.25 or -1/3; found '{}'", option, text));
  return *value;
}

Point point(const DualOptions& options) {
  const Point at{rational("--rho", options.rho), rational("--q1", options.q1), rational("--q2", options.q2)};
  if (at.rho < -1 || at.rho > 1) refuse("--rho is a correlation, from -1 to 1; found " + to_string(at.rho));
  if (at.q1 < 0) refuse("--q1 is a variance, at least 0; found " + to_string(at.q1));
  if (at.q2 < 0) refuse("--q2 is a variance, at least 0; found " + to_string(at.q2));
  return at;
}

std::shared_ptr<const Activation> activation(const std::string& name) {
  const FoundActivation found = find_activation(name);
  switch (found.kind) {
    case NameKind::known: return found.activation;
    case NameKind::bad_parameter: refuse(fmt::format("'{}': write {}", name, found.wanted));
    case NameKind::unknown: break;
  }
  std::vector<std::string> names;
  for (const ActivationTitle& title : activation_titles()) names.push_back(title.name.substr(0, title.name.find('(')));
  const std::string near = language::did_you_mean(name.substr(0, name.find('(')), names);
  refuse(fmt::format("unknown activation '{}'{}", name, near.empty() ? "; 'certibound list' names them" : near));
}

// What is computed, with the name it is printed under.
struct Quantity {
  std::string name;
  Interval (*value)(const Activation&, const GaussianPair&);
  const char* why_empty;
};

Quantity quantity(const DualOptions& options) {
  if (options.normalised + options.tangent + (options.derivative != 0) > 1) {
    refuse("--normalised, --derivative 1 and --tangent exclude each other");
  }
  if (options.normalised) {
    return {"E[s(X) s(Y)] / sqrt(E s(X)^2 E s(Y)^2)",
            [](const Activation& s, const GaussianPair& at) { return s.normalised(at); }, "E s^2 is 0 here"};
  }
  if (options.tangent) {
    return {"E[s'(X) s'(Y)]", [](const Activation& s, const GaussianPair& at) { return s.tangent(at); },
            "a variable of variance 0 is 0, where s has no derivative"};
  }
  if (options.derivative != 0) {
    return {"d/drho E[s(X) s(Y)]", [](const Activation& s, const GaussianPair& at) { return s.derivative(at); },
            "the derivative is infinite here"};
  }
  return {"E[s(X) s(Y)]", [](const Activation& s, const GaussianPair& at) { return s.dual(at); }, "undefined here"};
}

bool has_digits(const Interval& x, int digits) {
  if (x.is_point()) return true;
  const Float width = wid(x), size = mig(x);
  if (size.is_zero() || !x.is_bounded()) return false;
  // 10^digits < 2^(10 digits / 3 + 1); the exponents of size and width differ from their logarithms by at most 1 each.
  return mpfr_get_exp(size.get()) - mpfr_get_exp(width.get()) >= 10L * digits / 3 + 3;
}

struct Value {
  Interval enclosure;
  long bits = 0;
};

Value evaluate(const Quantity& what, const Activation& s, const Point& at, const DualOptions& options) {
  for (long bits = std::min(4L * options.digits + 32, options.bits);; bits = std::min(2 * bits, options.bits)) {
    const GaussianPair pair(Interval(at.rho, bits), Interval(at.q1, bits), Interval(at.q2, bits));
    const Interval value = what.value(s, pair);
    if (value.is_empty() || has_digits(value, options.digits) || bits == options.bits) return {value, bits};
  }
}

void write_json(const DualOptions& options, const Quantity& what, const Activation& s, const Point& at,
                const Value& value) {
  const nlohmann::ordered_json ends = report::enclosure_json(value.enclosure, options.digits + 2);
  const nlohmann::ordered_json document{{"activation", s.name()}, {"quantity", what.name}, {"rho", to_string(at.rho)},
                                        {"q1", to_string(at.q1)}, {"q2", to_string(at.q2)}, {"lo", ends["lo"]},
                                        {"hi", ends["hi"]}, {"bits", std::to_string(value.bits)}};
  report::write_file(options.json, report::json_text(document));
}

int run(const DualOptions& options) {
  const auto s = activation(options.activation);
  const Point at = point(options);
  const Quantity what = quantity(options);
  const Value value = evaluate(what, *s, at, options);
  const std::string place = fmt::format("s = {}, rho = {}, q1 = {}, q2 = {}", s->name(), to_string(at.rho),
                                        to_string(at.q1), to_string(at.q2));
  if (value.enclosure.is_empty()) refuse(fmt::format("{} does not exist for {}: {}", what.name, place, what.why_empty));
  const bool reached = has_digits(value.enclosure, options.digits);
  const ExitStatus status = reached ? ExitStatus::success : ExitStatus::undecided;
  if (!options.json.empty()) write_json(options, what, *s, at, value);
  if (options.json == "-") return static_cast<int>(status);
  fmt::print("{}\n  in {} at {} bits\n  {} for {}\n", common_digits(value.enclosure, options.digits),
             to_string(value.enclosure, options.digits + 2), value.bits, what.name, place);
  if (options.tangent && !s->lipschitz(64) && (s->name() == "step" || s->name() == "sign")) {
    fmt::print("  the derivative almost everywhere, which does not see the jump at 0\n");
  }
  if (!reached) {
    fmt::print("  not {} certain digits at the highest precision (--bits): {}\n", options.digits,
               contains_zero(value.enclosure) ? "the value may be 0" : "the enclosure is too wide");
  }
  return static_cast<int>(status);
}

}  // namespace

void add_dual(CLI::App& app, int& status) {
  auto o = std::make_shared<DualOptions>();
  CLI::App* command = app.add_subcommand("dual", "Dual activation E[s(X) s(Y)] of a Gaussian pair, to certain digits");
  command->add_option("ACTIVATION", o->activation, "Such as relu, gelu, \"leaky(1/5)\"; see 'certibound list'")
      ->required();
  command->add_option("--rho", o->rho, "Correlation of X and Y, exact: 1/3")->type_name("R")->required();
  command->add_option("--q1", o->q1, "Variance of X, exact")->type_name("Q")->capture_default_str();
  command->add_option("--q2", o->q2, "Variance of Y, exact")->type_name("Q")->capture_default_str();
  command->add_flag("--normalised", o->normalised, "Divide by sqrt(E s(X)^2 E s(Y)^2)");
  command->add_option("--derivative", o->derivative, "1 for the derivative in rho")
      ->type_name("K")
      ->check(CLI::Range(0, 1))
      ->capture_default_str();
  command->add_flag("--tangent", o->tangent, "E[s'(X) s'(Y)] instead, the partner in the neural tangent kernel");
  command->add_option("--digits", o->digits, "Certain decimal digits")
      ->type_name("N")
      ->check(CLI::Range(2, 10000))
      ->capture_default_str();
  command->add_option("--bits", o->bits, "Highest working precision, bits")
      ->type_name("P")
      ->check(CLI::Range(64, 1'000'000))
      ->capture_default_str();
  command->add_option("--json", o->json, "Write the enclosure as JSON (- for standard output)")->type_name("FILE");
  command->callback([o, &status] { status = run(*o); });
}

}  // namespace certibound::cli
