// certibound dual ACTIVATION --rho R: the dual activation E[s(X) s(Y)] of a Gaussian pair, to certain digits.
#include "common.hpp"

#include <certibound/dual_activation/depth.hpp>
#include <certibound/interval/relations.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/language/diagnostic.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/svg.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace certibound::cli {
namespace {

struct DualOptions {
  std::string activation, rho, covariance, q1 = "1", q2 = "1", json, plot, over = "-1..1", weight = "1", bias = "0";
  bool normalised = false, raw = false, tangent = false;
  int order = 0, digits = 20, depth = 0;
  long bits = 65536;
  double timeout = 20;
};

// Where the quantity is asked for.
struct Point {
  Rational rho, q1, q2;
  std::optional<Rational> covariance = std::nullopt;  // in place of a rho that is no rational number
};

constexpr int kMaxDepth = 10000;
constexpr int kPlotPoints = 200;
constexpr long kPlotBits = 64;

[[noreturn]] void refuse(const std::string& message) { throw CommandError(ExitStatus::bad_input, message); }

Rational rational(const char* option, const std::string& text) {
  const auto value = parse_rational(text);
  if (!value) refuse(fmt::format("{} wants a number such as 0.25 or -1/3; found '{}'", option, text));
  return *value;
}

Rational not_negative(const char* option, const char* what, const std::string& text) {
  const Rational value = rational(option, text);
  if (value < 0) refuse(fmt::format("{} is {}, at least 0; found {}", option, what, to_string(value)));
  return value;
}

Rational correlation(const char* option, const std::string& text) {
  const Rational value = rational(option, text);
  if (value < -1 || value > 1)
    refuse(fmt::format("{} is a correlation, from -1 to 1; found {}", option, to_string(value)));
  return value;
}

std::shared_ptr<const Activation> activation(const std::string& name) {
  const FoundActivation found = find_activation(name);
  if (found.kind == NameKind::known) return found.activation;
  if (found.kind == NameKind::bad_parameter) refuse(fmt::format("'{}': write {}", name, found.wanted));
  std::vector<std::string> names;
  for (const ActivationTitle& title : activation_titles()) names.push_back(title.name.substr(0, title.name.find('(')));
  const std::string near = language::did_you_mean(name.substr(0, name.find('(')), names);
  refuse(fmt::format("unknown activation '{}'{}", name, near.empty() ? "; 'certibound list' names them" : near));
}

std::optional<Rational> exact_root(const Rational& x) {
  const Integer above = sqrt(numerator(x)), below = sqrt(denominator(x));
  if (above * above != numerator(x) || below * below != denominator(x)) return std::nullopt;
  return Rational(above, below);
}

Point point_of(const DualOptions& options) {
  Point at{0, not_negative("--q1", "a variance", options.q1), not_negative("--q2", "a variance", options.q2)};
  if (options.covariance.empty()) {
    at.rho = correlation("--rho", options.rho);
    return at;
  }
  if (!options.rho.empty()) refuse("--rho and --covariance exclude each other");
  const Rational c = rational("--covariance", options.covariance), product = at.q1 * at.q2;
  if (c * c > product) {
    refuse(fmt::format("--covariance is at most sqrt(q1 q2) in size, here the root of {}; found {}", to_string(product),
                       to_string(c)));
  }
  if (product == 0) return at;
  const auto root = exact_root(product);
  if (root) {
    at.rho = c / *root;
  } else {
    at.covariance = c;
  }
  return at;
}

// Asks for an end after the given time, or when the user interrupts.
class Deadline {
 public:
  explicit Deadline(double seconds)
      : thread_([this, seconds](const std::stop_token& finished) { watch(seconds, finished); }) {}

  std::stop_token token() const { return source_.get_token(); }
  bool passed() const { return source_.stop_requested(); }

 private:
  void watch(double seconds, const std::stop_token& finished) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(std::min(seconds, 1e8));
    std::unique_lock lock(mutex_);
    while (!finished.stop_requested() && !interrupted() && std::chrono::steady_clock::now() < end) {
      wake_.wait_for(lock, finished, std::chrono::milliseconds(20), [] { return false; });
    }
    if (!finished.stop_requested()) source_.request_stop();
  }

  std::stop_source source_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

// What is computed, with the name it is printed under.
struct Quantity {
  std::string name;
  std::function<Interval(const Activation&, const GaussianPair&, const std::stop_token&)> value;
  const char* why_empty;
};

Quantity quantity(const DualOptions& options) {
  if (options.normalised && options.raw) refuse("--normalised and --raw exclude each other");
  if (options.tangent && (options.normalised || options.order != 0)) {
    refuse("--tangent and --normalised or --order exclude each other");
  }
  if (options.tangent) {
    return {
        "E[s'(X) s'(Y)]",
        [](const Activation& s, const GaussianPair& at, const std::stop_token& stop) { return s.tangent(at, stop); },
        "a variable of variance 0 is 0, where s has no derivative"};
  }
  const int order = options.order;
  const std::string prefix = order == 0 ? "" : order == 1 ? "d/drho " : fmt::format("d^{}/drho^{} ", order, order);
  const char* infinite = "the expectation is infinite here";
  if (options.normalised) {
    return {prefix + "E[s(X) s(Y)] / sqrt(E s(X)^2 E s(Y)^2)",
            [order](const Activation& s, const GaussianPair& at, const std::stop_token& stop) {
              return s.normalised(at, order, stop);
            },
            order == 0 ? "E s^2 is 0 or infinite here" : "E s^2 is 0, or the derivative is infinite here"};
  }
  return {prefix + "E[s(X) s(Y)]",
          [order](const Activation& s, const GaussianPair& at, const std::stop_token& stop) {
            return s.derivative(at, order, stop);
          },
          order == 0 ? infinite : "the derivative is infinite here"};
}

bool has_digits(const Interval& x, int digits) {
  if (x.is_empty() || !x.is_bounded()) return false;
  if (x.is_point()) return true;
  const Float width = wid(x), size = mig(x);
  if (size.is_zero()) return false;
  // 10^digits < 2^(10 digits / 3 + 1); the exponents of size and width differ from their logarithms by at most 1 each.
  return mpfr_get_exp(size.get()) - mpfr_get_exp(width.get()) >= 10L * digits / 3 + 3;
}

GaussianPair pair_at(const Point& at, long bits) {
  const Interval q1(at.q1, bits), q2(at.q2, bits);
  if (!at.covariance) return {Interval(at.rho, bits), q1, q2};
  const Interval unit(Rational(-1), Rational(1), bits);
  return {intersection(Interval(*at.covariance, bits) / sqrt(Interval(Rational(at.q1 * at.q2), bits)), unit), q1, q2};
}

struct Value {
  Interval enclosure;
  long bits = 0;
};

// Doubles the precision until f has its digits; then, or when there is no more time, the best that was found.
template <typename F>
Value sharpened(const DualOptions& options, long first_bits, const Deadline& deadline, const F& f) {
  Value best;
  for (long bits = std::min(first_bits, options.bits);; bits = std::min(2 * bits, options.bits)) {
    const Interval value = f(bits);
    if (value.is_empty()) {
      if (!deadline.passed()) return {value, bits};
    } else {
      best = {best.bits == 0 ? value : intersection(best.enclosure, value), bits};
    }
    const bool done = has_digits(best.enclosure, options.digits) || bits == options.bits || deadline.passed();
    if (done) return best.bits == 0 ? Value{Interval::entire(bits), bits} : best;
  }
}

std::string place(const Activation& s, const Point& at) {
  const std::string together =
      at.covariance ? "covariance = " + to_string(*at.covariance) : "rho = " + to_string(at.rho);
  return fmt::format("s = {}, {}, q1 = {}, q2 = {}", s.name(), together, to_string(at.q1), to_string(at.q2));
}

nlohmann::ordered_json place_json(const Point& at) {
  nlohmann::ordered_json out;
  out[at.covariance ? "covariance" : "rho"] = to_string(at.covariance ? *at.covariance : at.rho);
  out["q1"] = to_string(at.q1);
  out["q2"] = to_string(at.q2);
  return out;
}

nlohmann::ordered_json value_json(const DualOptions& options, const Quantity& what, const Activation& s,
                                  const Point& at, const Value& value, const std::stop_token& stop) {
  const int digits = options.digits + 2;
  const nlohmann::ordered_json ends = report::enclosure_json(value.enclosure, digits);
  nlohmann::ordered_json out{{"activation", s.name()}, {"quantity", what.name}};
  out.update(place_json(at));
  out.update({{"lo", ends["lo"]}, {"hi", ends["hi"]}, {"bits", std::to_string(value.bits)}});
  const long bits = std::min(4L * options.digits + 32, options.bits);
  const auto lipschitz = s.lipschitz(bits);
  if (lipschitz) out["lipschitz"] = report::enclosure_json(*lipschitz, digits);
  const Interval first = s.second_moment(Interval(at.q1, bits), stop);
  const Interval second = at.q1 == at.q2 ? first : s.second_moment(Interval(at.q2, bits), stop);
  if (!first.is_empty()) out["second_moment_1"] = report::enclosure_json(first, digits);
  if (!second.is_empty()) out["second_moment_2"] = report::enclosure_json(second, digits);
  return out;
}

std::string digits_of(const DualOptions& options, const Interval& x) {
  if (x.is_empty()) return "infinite";
  if (!x.is_bounded()) return "unknown";
  // An enclosure too wide for a common digit is shown itself.
  return has_digits(x, 2) ? common_digits(x, options.digits) : "in " + to_string(x, 4);
}

// What is told of s beside the value: E s^2 at both variances, the Lipschitz constant.
void print_about(const DualOptions& options, const Activation& s, const Point& at, const std::stop_token& stop) {
  const long bits = std::min(4L * options.digits + 32, options.bits);
  std::string moments = "E s(X)^2 = " + digits_of(options, s.second_moment(Interval(at.q1, bits), stop));
  if (at.q1 != at.q2) moments += ", E s(Y)^2 = " + digits_of(options, s.second_moment(Interval(at.q2, bits), stop));
  const auto lipschitz = s.lipschitz(bits);
  fmt::print("  {}, Lipschitz constant {}\n", moments, lipschitz ? digits_of(options, *lipschitz) : "infinite");
}

// Why there are fewer digits than asked for.
std::string shortfall(const DualOptions& options, const Interval& x, const Deadline& deadline) {
  const std::string reason = !x.is_bounded()    ? "nothing is certain about it here"
                             : contains_zero(x) ? "the value may be 0"
                                                : "the enclosure is too wide";
  return fmt::format(
      "not {} certain digits {}: {}", options.digits,
      deadline.passed() ? fmt::format("in {} s (--timeout)", options.timeout) : "at the highest precision (--bits)",
      reason);
}

int exit_code(ExitStatus status) { return interrupted() ? 130 : static_cast<int>(status); }

int run_point(const DualOptions& options, const Activation& s, const Quantity& what) {
  const Point at = point_of(options);
  const Deadline deadline(options.timeout);
  const std::stop_token stop = deadline.token();
  const Value value = sharpened(options, 4L * options.digits + 32, deadline,
                                [&](long bits) { return what.value(s, pair_at(at, bits), stop); });
  if (value.enclosure.is_empty())
    refuse(fmt::format("{} does not exist for {}: {}", what.name, place(s, at), what.why_empty));
  const bool reached = has_digits(value.enclosure, options.digits);
  const ExitStatus status = reached ? ExitStatus::success : ExitStatus::undecided;
  if (!options.json.empty())
    report::write_file(options.json, report::json_text(value_json(options, what, s, at, value, stop)));
  if (options.json == "-") return exit_code(status);
  fmt::print("{}\n  in {} at {} bits\n  {} for {}\n",
             value.enclosure.is_bounded() ? common_digits(value.enclosure, options.digits) : "undecided",
             to_string(value.enclosure, options.digits + 2), value.bits, what.name, place(s, at));
  print_about(options, s, at, stop);
  if (options.tangent && s.has_jump())
    fmt::print("  the derivative almost everywhere, which does not see the jumps of s\n");
  if (!reached) fmt::print("  undecided: {}\n", shortfall(options, value.enclosure, deadline));
  return exit_code(status);
}

DepthOptions depth_options(const DualOptions& options, const std::stop_token& stop) {
  DepthOptions out;
  out.mode = options.normalised ? DepthMode::normalised : DepthMode::raw;
  out.weight = not_negative("--weight", "a variance", options.weight);
  out.bias = not_negative("--bias", "a variance", options.bias);
  out.stop = stop;
  if (options.normalised && (out.weight != 1 || out.bias != 0)) {
    refuse("--weight and --bias go with --raw: --normalised chooses the weights so that E s^2 = 1");
  }
  return out;
}

int run_depth(const DualOptions& options, const Activation& s) {
  if (options.tangent || options.order != 0) refuse("--depth is about the dual itself, without --tangent and --order");
  const Point at = point_of(options);
  const Deadline deadline(options.timeout);
  const DepthOptions depth = depth_options(options, deadline.token());
  std::vector<GaussianPair> layers;
  const Value last = sharpened(options, 4L * options.digits + 32 + options.depth, deadline, [&](long bits) {
    auto found = propagate(s, pair_at(at, bits), options.depth, depth);
    const bool complete = found.size() == static_cast<std::size_t>(options.depth) + 1;
    if (layers.empty() || complete) layers = std::move(found);
    return complete ? layers.back().rho : Interval::empty(bits);
  });
  if (last.enclosure.is_empty()) {
    refuse(fmt::format("the pair has no correlation after layer {} for {}: E s^2 is 0 or infinite there", layers.size(),
                       place(s, at)));
  }
  const bool complete = layers.size() == static_cast<std::size_t>(options.depth) + 1;
  const bool reached = complete && has_digits(layers.back().rho, options.digits);
  const ExitStatus status = reached ? ExitStatus::success : ExitStatus::undecided;
  const int digits = options.digits + 2;
  if (!options.json.empty()) {
    nlohmann::ordered_json out{{"activation", s.name()}, {"mode", options.normalised ? "normalised" : "raw"}};
    out.update(place_json(at));
    out.update({{"bits", std::to_string(last.bits)}, {"layers", nlohmann::ordered_json::array()}});
    for (const GaussianPair& layer : layers) {
      out["layers"].push_back({{"rho", report::enclosure_json(layer.rho, digits)},
                               {"q1", report::enclosure_json(layer.q1, digits)},
                               {"q2", report::enclosure_json(layer.q2, digits)}});
    }
    report::write_file(options.json, report::json_text(out));
  }
  if (options.json == "-") return exit_code(status);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const GaussianPair& layer = layers[i];
    fmt::print("{:>5}  rho {}", i, common_digits(layer.rho, options.digits));
    if (!options.normalised) {
      fmt::print("  q1 {}", common_digits(layer.q1, options.digits));
      if (at.q1 != at.q2) fmt::print("  q2 {}", common_digits(layer.q2, options.digits));
    }
    fmt::print("\n");
  }
  fmt::print("  after the last: rho in {} at {} bits\n  {} layers of {}, {}\n", to_string(layers.back().rho, digits),
             last.bits, layers.size() - 1, place(s, at),
             options.normalised ? "weights chosen so that E s^2 = 1"
                                : fmt::format("weights of variance {}/width, biases of variance {}",
                                              to_string(depth.weight), to_string(depth.bias)));
  if (!reached) fmt::print("  undecided: {}\n", shortfall(options, layers.back().rho, deadline));
  return exit_code(status);
}

std::pair<Rational, Rational> plot_range(const std::string& text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos)
    refuse(fmt::format("--over wants a range of correlations such as -1..1; found '{}'", text));
  const Rational lo = correlation("--over", text.substr(0, dots)), hi = correlation("--over", text.substr(dots + 2));
  if (lo >= hi) refuse(fmt::format("--over wants a range from the smaller to the larger number; found '{}'", text));
  return {lo, hi};
}

// The curve of the quantity, or of the correlation after layers 1, 2, 4, .., drawn from midpoints of enclosures.
void write_plot(const DualOptions& options, const Activation& s, const Quantity& what) {
  const auto [lo, hi] = plot_range(options.over);
  const Rational q1 = not_negative("--q1", "a variance", options.q1),
                 q2 = not_negative("--q2", "a variance", options.q2);
  const Deadline deadline(options.timeout);
  report::Plot plot;
  plot.title = options.depth > 0 ? fmt::format("Correlation after layers of {}", s.name())
                                 : fmt::format("{} of {}", what.name, s.name());
  plot.caption = fmt::format("q1 = {}, q2 = {}; midpoints of enclosures", to_string(q1), to_string(q2));
  plot.x = {.label = "rho", .range = std::pair(to_double(lo), to_double(hi))};
  plot.y = {.label = options.depth > 0 ? "rho after the layers" : what.name};
  std::vector<int> shown;
  for (int layer = 1; options.depth > 0 && layer < options.depth; layer *= 2) shown.push_back(layer);
  shown.push_back(options.depth);
  for (const int layer : shown)
    plot.series.push_back({.name = options.depth > 0 ? fmt::format("layer {}", layer) : what.name});
  const DepthOptions depth = depth_options(options, deadline.token());
  const auto add = [&](report::Series& series, double x, const Interval& value) {
    if (!value.is_empty() && value.is_bounded()) series.values.emplace_back(x, mpfr_get_d(mid(value).get(), MPFR_RNDN));
  };
  for (int i = 0; i <= kPlotPoints && !deadline.passed(); ++i) {
    const Rational rho = lo + (hi - lo) * i / kPlotPoints;
    const GaussianPair at = pair_at({rho, q1, q2}, kPlotBits);
    const double x = to_double(rho);
    if (options.depth == 0) {
      add(plot.series[0], x, what.value(s, at, deadline.token()));
      continue;
    }
    const auto layers = propagate(s, at, options.depth, depth);
    for (std::size_t k = 0; k < shown.size(); ++k) {
      const auto layer = static_cast<std::size_t>(shown[k]);
      if (layer < layers.size()) add(plot.series[k], x, layers[layer].rho);
    }
  }
  if (deadline.passed()) {
    throw CommandError(ExitStatus::no_resource,
                       fmt::format("no plot in {} s; a longer --timeout may do", options.timeout));
  }
  report::write_file(options.plot, report::svg_document(plot));
}

int run(const DualOptions& options) {
  const auto s = activation(options.activation);
  const Quantity what = quantity(options);
  const bool at_point = !options.rho.empty() || !options.covariance.empty();
  if (!at_point && options.plot.empty())
    refuse("--rho R is missing: the correlation of X and Y, such as 1/3 (or --covariance C)");
  if (!options.plot.empty()) write_plot(options, *s, what);
  if (!at_point) return 0;
  return options.depth > 0 ? run_depth(options, *s) : run_point(options, *s, what);
}

}  // namespace

void add_dual(CLI::App& app, int& status) {
  auto o = std::make_shared<DualOptions>();
  CLI::App* command = app.add_subcommand("dual", "Dual activation E[s(X) s(Y)] of a Gaussian pair, to certain digits");
  command
      ->add_option("ACTIVATION", o->activation,
                   "Such as relu, tanh, \"leaky(1/5)\", \"piecewise(x < 0: exp(x) - 1; x)\";\n"
                   "see 'certibound list'")
      ->required();
  command->add_option("--rho", o->rho, "Correlation of X and Y, exact: 1/3")->type_name("R");
  command->add_option("--covariance", o->covariance, "Covariance of X and Y, exact, in place of --rho")->type_name("C");
  command->add_option("--q1", o->q1, "Variance of X, exact")->type_name("Q")->capture_default_str();
  command->add_option("--q2", o->q2, "Variance of Y, exact")->type_name("Q")->capture_default_str();
  command->add_option("--order,--derivative", o->order, "K-th derivative in rho")
      ->type_name("K")
      ->check(CLI::Range(0, kMaxDerivativeOrder))
      ->capture_default_str();
  command->add_flag("--normalised", o->normalised, "Divide by sqrt(E s(X)^2 E s(Y)^2)");
  command->add_flag("--raw", o->raw, "Do not divide; with --depth the variances follow the layers (the default)");
  command->add_flag("--tangent", o->tangent, "E[s'(X) s'(Y)] instead, the partner in the neural tangent kernel");
  command->add_option("--depth", o->depth, "Correlations after 1..L layers")
      ->type_name("L")
      ->check(CLI::Range(0, kMaxDepth));
  command->add_option("--weight", o->weight, "With --depth: variance of the weights times width")
      ->type_name("W")
      ->capture_default_str();
  command->add_option("--bias", o->bias, "With --depth: variance of the biases")->type_name("B")->capture_default_str();
  command->add_option("--digits", o->digits, "Certain decimal digits")
      ->type_name("N")
      ->check(CLI::Range(2, 10000))
      ->capture_default_str();
  command->add_option("--bits", o->bits, "Highest working precision, bits")
      ->type_name("P")
      ->check(CLI::Range(64, 1'000'000))
      ->capture_default_str();
  command->add_option("--timeout", o->timeout, "Seconds after which the best enclosure so far is given")
      ->type_name("S")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--json", o->json, "Write the enclosure as JSON (- for standard output)")->type_name("FILE");
  command->add_option("--plot", o->plot, "Write a curve over rho as SVG")->type_name("FILE");
  command->add_option("--over", o->over, "Correlations of the curve")->type_name("A..B")->capture_default_str();
  command->callback([o, &status] { status = run(*o); });
}

}  // namespace certibound::cli
