// certibound width BOUND --eps e ...: the smallest integer that a published width bound asks for, beside sharper bounds and
// the exact law.
#include "law_options.hpp"

#include <certibound/report/json.hpp>
#include <certibound/report/write_file.hpp>
#include <certibound/width/bounds.hpp>

#include <map>
#include <memory>

namespace certibound::cli {
namespace {

// Outside, widths have more than 200 digits and the search for them would take minutes.
constexpr const char* kLeastEps = "1e-100";

struct WidthOptions {
  std::string bound, json;
  std::map<std::string, std::string> values;  // by the name of a parameter
  double timeout = 60;
  bool list = false;
};

bool asks(const WidthBound& bound, Parameter parameter) {
  return parameter == Parameter::eps ||
         std::find(bound.parameters.begin(), bound.parameters.end(), parameter) != bound.parameters.end();
}

bool has_default(Parameter parameter) { return parameter != Parameter::eps && parameter != Parameter::delta; }

void set(WidthQuestion& q, Parameter parameter, const std::string& name, const std::string& text) {
  const Integer most("1000000000000000000");
  const auto count = [&] { return count_option("--" + name, text, most); };
  const auto number = [&] { return exact_option("--" + name, text); };
  switch (parameter) {
    case Parameter::eps:
      q.eps = number();
      break;
    case Parameter::delta:
      q.delta = number();
      break;
    case Parameter::layers:
      q.layers = count();
      break;
    case Parameter::samples:
      q.samples = count();
      break;
    case Parameter::dimension:
      q.dimension = count();
      break;
    case Parameter::filter:
      q.filter = count();
      break;
    case Parameter::image:
      q.image = count();
      break;
    case Parameter::patch:
      q.patch = number();
      break;
    case Parameter::rho:
      q.rho = number();
      break;
    case Parameter::constant:
      q.constant = number();
      break;
  }
}

const WidthBound& bound_of(const WidthOptions& options) {
  if (const WidthBound* bound = find_width_bound(options.bound)) return *bound;
  throw CommandError(ExitStatus::bad_input,
                     options.bound.empty()
                         ? std::string("width wants the name of a BOUND; 'certibound width --list' names them")
                         : fmt::format("no width bound '{}'; 'certibound width --list' names them", options.bound));
}

WidthQuestion question(const WidthBound& bound, const WidthOptions& options) {
  WidthQuestion q;
  for (const ParameterTitle& title : parameter_titles()) {
    const std::string& text = options.values.at(title.name);
    if (text.empty()) {
      if (asks(bound, title.parameter) && !has_default(title.parameter)) {
        throw CommandError(ExitStatus::bad_input,
                           fmt::format("{} wants --{} ({})", bound.name, title.name, title.meaning));
      }
    } else if (!asks(bound, title.parameter)) {
      throw CommandError(ExitStatus::bad_input, fmt::format("{} does not speak of --{}", bound.name, title.name));
    } else {
      set(q, title.parameter, title.name, text);
    }
  }
  const bool alone = asks(bound, Parameter::filter) && options.values.at("image").empty();
  if (alone && asks(bound, Parameter::image)) q.image = q.filter;
  if (const std::string reason = refusal(bound, q); !reason.empty()) {
    throw CommandError(ExitStatus::bad_input, fmt::format("--{}", reason));
  }
  if (q.eps < *parse_rational(kLeastEps)) {
    throw CommandError(ExitStatus::bad_input, fmt::format("--eps wants at least {}", kLeastEps));
  }
  return q;
}

// What the answer was computed for, defaults included; nothing for what is optional and not given.
std::vector<std::pair<std::string, std::string>> parameters(const WidthBound& bound, const WidthQuestion& q) {
  std::vector<std::pair<std::string, std::string>> out;
  const auto add = [&](Parameter p, const char* name, const std::string& text) {
    if (asks(bound, p)) out.emplace_back(name, text);
  };
  add(Parameter::eps, "eps", to_string(q.eps));
  add(Parameter::delta, "delta", to_string(q.delta));
  add(Parameter::layers, "layers", q.layers.str());
  add(Parameter::samples, "samples", q.samples.str());
  add(Parameter::dimension, "dimension", q.dimension.str());
  add(Parameter::filter, "filter", q.filter.str());
  add(Parameter::image, "image", q.image.str());
  if (q.patch) add(Parameter::patch, "patch", to_string(*q.patch));
  add(Parameter::rho, "rho", to_string(q.rho));
  if (q.constant) add(Parameter::constant, "constant", to_string(*q.constant));
  return out;
}

struct Answer {
  const WidthColumn* column;
  WidthAnswer answer;
};

void print_answers(const WidthBound& bound, const WidthQuestion& q, const std::vector<Answer>& answers) {
  std::string given;
  for (const auto& [name, value] : parameters(bound, q))
    given += fmt::format("{}{} = {}", given.empty() ? "" : ", ", name, value);
  fmt::print("{}: {}\n{}: {}\n", bound.name, given, bound.place, bound.statement);
  for (const Answer& a : answers) {
    const std::string_view formula = a.column->formula;
    const bool both = !formula.empty() && !a.answer.note.empty();
    fmt::print("  {:<10} {:>12}  {}{}{}\n", a.column->key, a.answer.width ? a.answer.width->str() : "-", formula,
               both ? "; " : "", a.answer.note);
  }
}

nlohmann::ordered_json document(const WidthBound& bound, const WidthQuestion& q, const std::vector<Answer>& answers) {
  nlohmann::ordered_json out{{"bound", bound.name}, {"parameters", nlohmann::ordered_json::object()}};
  for (const auto& [name, value] : parameters(bound, q)) out["parameters"][name] = value;
  for (const Answer& a : answers) {
    if (a.answer.width) out[a.column->key] = a.answer.width->str();
  }
  out["notes"] = nlohmann::ordered_json::object();
  for (const Answer& a : answers) {
    if (!a.answer.note.empty()) out["notes"][a.column->key] = a.answer.note;
  }
  return out;
}

int run(const WidthOptions& options) {
  if (options.list) {
    list_width_bounds();
    return 0;
  }
  const WidthBound& bound = bound_of(options);
  const WidthQuestion q = question(bound, options);
  const Stop stop = stop_after(options.timeout);
  std::vector<Answer> answers;
  bool complete = true;
  for (const WidthColumn& column : bound.columns) {
    answers.push_back({&column, column.ask(q, stop)});
    complete = complete && answers.back().answer.complete;
  }
  if (!options.json.empty()) report::write_file(options.json, report::json_text(document(bound, q, answers)));
  if (options.json != "-") print_answers(bound, q, answers);
  return static_cast<int>(complete ? ExitStatus::success : ExitStatus::undecided);
}

}  // namespace

void list_width_bounds() {
  fmt::print("bounds of the command width:\n");
  for (const WidthBound& bound : width_bounds()) {
    std::string parameters = "--eps";
    for (const ParameterTitle& title : parameter_titles()) {
      if (title.parameter != Parameter::eps && asks(bound, title.parameter))
        parameters += fmt::format(" --{}", title.name);
    }
    fmt::print("  {:<27} {:<26} {}\n  {:<27} {}\n", bound.name, bound.place, parameters, "", bound.statement);
  }
}

void add_width(CLI::App& app, int& status) {
  auto options = std::make_shared<WidthOptions>();
  CLI::App* command = app.add_subcommand("width", "Smallest width: published bound, best Chernoff bound, exact law");
  command->add_option("BOUND", options->bound, "A bound that --list names, such as arpit19.lemma2");
  for (const ParameterTitle& title : parameter_titles()) {
    command->add_option(std::string("--") + title.name, options->values[title.name], title.meaning)->type_name("X");
  }
  command->add_flag("--list", options->list, "Names the bounds, with what each asks for");
  command->add_option("--timeout", options->timeout, "Seconds for excluding smaller widths")
      ->type_name("S")
      ->check(CLI::Range(0.1, 86400.0))
      ->capture_default_str();
  command->add_option("--json", options->json, "Write the widths as JSON (- for standard output)")->type_name("FILE");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
