// certibound width BOUND --eps e --delta d: the smallest width that the published bound, the best Chernoff bound and
// the exact law ask for.
#include "law_options.hpp"

#include <certibound/norm_law/width.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/write_file.hpp>

#include <memory>
#include <optional>

namespace certibound::cli {
namespace {

constexpr const char* kLemma2 = "arpit19.lemma2";
constexpr const char* kTheorem1 = "arpit19.thm1";
// Below, widths have more than 200 digits and the search for them would take minutes.
constexpr const char* kLeastEps = "1e-100";

struct WidthOptions {
  std::string bound, eps, delta, layers = "1", samples = "1", json;
};

WidthQuestion question(const WidthOptions& options) {
  const Integer most("1000000000000000000");
  WidthQuestion q;
  q.eps = eps_option(options.eps, kLeastEps);
  q.delta = exact_option("--delta", options.delta);
  if (q.delta <= 0 || q.delta > 1) {
    throw CommandError(ExitStatus::bad_input, fmt::format("--delta wants 0 < delta <= 1; found '{}'", options.delta));
  }
  q.layers = count_option("--layers", options.layers, most);
  q.samples = count_option("--samples", options.samples, most);
  if (options.bound == kLemma2 && (q.layers != 1 || q.samples != 1)) {
    throw CommandError(ExitStatus::bad_input,
                       fmt::format("{} speaks of one layer and one sample; take {}", kLemma2, kTheorem1));
  }
  return q;
}

struct Answer {
  std::optional<Integer> published, chernoff;
  std::optional<ExactWidth> exact;
  bool complete() const { return published && chernoff && exact; }
};

void print_answer(const WidthQuestion& q, const Answer& a) {
  const auto line = [](const char* name, const std::string& width, const std::string& note) {
    fmt::print("  {:<10} {:>12}  {}\n", name, width, note);
  };
  const auto text = [](const std::optional<Integer>& width) { return width ? width->str() : "?"; };
  const auto note = [](const std::optional<Integer>& width, const char* bound) {
    return width ? fmt::format("smallest m with {} <= delta", bound) : std::string("undecided: too close to equality");
  };
  const bool one = q.layers == 1 && q.samples == 1;
  line("published", text(a.published), note(a.published, one ? "2 exp(-m f(eps))" : "2 N L exp(-m f(eps))"));
  line("chernoff", text(a.chernoff),
       note(a.chernoff, one ? "exp(-m I(eps)) + exp(-m I(-eps))" : "N L (exp(-m I(eps)) + exp(-m I(-eps)))"));
  const char* probability = one ? "P(|r - 1| > eps)" : "N L P(|r - 1| > eps)";
  if (!a.exact) {
    line("exact", "?", "not computed: the Chernoff width is over 10^7, or equality is too close");
  } else if (a.exact->smallest) {
    line("exact", std::to_string(a.exact->width), fmt::format("smallest m with {} <= delta", probability));
  } else {
    line("exact", std::to_string(a.exact->width),
         fmt::format("{} <= delta holds at this m and fails at m - 1 (no smaller m: not proven)", probability));
  }
}

nlohmann::ordered_json document(const WidthOptions& options, const WidthQuestion& q, const Answer& a) {
  nlohmann::ordered_json out{{"bound", options.bound},
                             {"parameters",
                              {{"eps", to_string(q.eps)},
                               {"delta", to_string(q.delta)},
                               {"layers", q.layers.str()},
                               {"samples", q.samples.str()}}}};
  if (a.published) out["published"] = a.published->str();
  if (a.chernoff) out["chernoff"] = a.chernoff->str();
  if (a.exact) out["exact"] = std::to_string(a.exact->width);
  return out;
}

int run(const WidthOptions& options) {
  const WidthQuestion q = question(options);
  const Answer a{published_width(q), chernoff_width(q), exact_width(q)};
  const ExitStatus status = a.complete() ? ExitStatus::success : ExitStatus::undecided;
  if (!a.published) {
    throw CommandError(ExitStatus::undecided, "the published width is too close to equality to be decided");
  }
  if (!options.json.empty()) report::write_file(options.json, report::json_text(document(options, q, a)));
  if (options.json == "-") return static_cast<int>(status);
  fmt::print("{}: eps = {}, delta = {}, layers L = {}, samples N = {}\n", options.bound, to_string(q.eps),
             to_string(q.delta), q.layers.str(), q.samples.str());
  print_answer(q, a);
  if (q.layers != 1 || q.samples != 1)
    fmt::print("All three add up layers and samples (union bound); exact is the law of one layer.\n");
  return static_cast<int>(status);
}

}  // namespace

void add_width(CLI::App& app, int& status) {
  auto options = std::make_shared<WidthOptions>();
  CLI::App* command = app.add_subcommand("width", "Smallest width: published bound, best Chernoff bound, exact law");
  command->add_option("BOUND", options->bound, "arpit19.lemma2 (one layer, one sample) or arpit19.thm1")
      ->required()
      ->check(CLI::IsMember({kLemma2, kTheorem1}));
  command
      ->add_option("--eps", options->eps, "Allowed relative change of the squared norm in a layer, exact, 0 < eps < 1")
      ->type_name("E")
      ->required();
  command->add_option("--delta", options->delta, "Allowed failure probability, exact, 0 < delta <= 1")
      ->type_name("D")
      ->required();
  command->add_option("--layers", options->layers, "Layers L (thm1)")->type_name("L")->capture_default_str();
  command->add_option("--samples", options->samples, "Samples N (thm1)")->type_name("N")->capture_default_str();
  command->add_option("--json", options->json, "Write the widths as JSON (- for standard output)")->type_name("FILE");
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
