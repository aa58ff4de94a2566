// certibound kernel check KERNEL --against FUNCTION, certibound kernel compare IN.npy OUT.npy --against FUNCTION.
#include "common.hpp"
#include "kernel_report.hpp"
#include "law_options.hpp"

#include <certibound/crosscheck/builtin.hpp>
#include <certibound/data/number_array.hpp>
#include <certibound/language/diagnostic.hpp>
#include <certibound/report/json.hpp>
#include <certibound/report/terminal.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <cmath>
#include <memory>

#include <unistd.h>

namespace certibound::cli {
namespace {

using crosscheck::Format;

struct KernelOptions : CommonOptions {
  std::string kernel, against, type, max_ulp, domain, baseline, write_baseline, format;
  std::vector<std::string> files;
  std::uint64_t points = 0, seed = 1;
  bool scalar = false, monotone = false, symmetric = false;
};

[[noreturn]] void refuse(const std::string& message) { throw CommandError(ExitStatus::bad_input, message); }

const Format* format_named(const std::string& name) {
  for (const Format* format : {&crosscheck::kDouble, &crosscheck::kFloat, &crosscheck::kFloat16, &crosscheck::kBfloat16}) {
    if (name == format->name) return format;
  }
  return nullptr;
}

// An end of --domain, rounded inwards to the format; `limit` where it is left out.
double domain_end(const std::string& text, double limit, bool lower, const Format& format) {
  if (text.empty()) return limit;
  const Rational value = exact_option("--domain", text);
  const Interval exact(value, 256);
  double x = crosscheck::nearest(format, lower ? exact.lo() : exact.hi());
  const std::int64_t n = crosscheck::ordinal(format, std::clamp(x, -crosscheck::largest(format), crosscheck::largest(format)));
  x = crosscheck::from_ordinal(format, n);
  const auto beyond = [&](double y) { return lower ? Rational(y) < value : Rational(y) > value; };
  if (beyond(x)) x = crosscheck::from_ordinal(format, n + (lower ? 1 : -1));
  if (!std::isfinite(x)) refuse("--domain: no number of the type lies beyond " + text);
  return x;
}

void set_domain(const KernelOptions& options, const Format& format, crosscheck::ExamineOptions& examine) {
  if (options.domain.empty()) return;
  const auto dots = options.domain.find("..");
  if (dots == std::string::npos) refuse(fmt::format("--domain wants A..B, such as -1..1, 0.. or ..700; found '{}'", options.domain));
  const double most = crosscheck::largest(format);
  examine.lo = domain_end(options.domain.substr(0, dots), -most, true, format);
  examine.hi = domain_end(options.domain.substr(dots + 2), most, false, format);
  if (*examine.lo > *examine.hi) refuse(fmt::format("--domain {}: no number of the type lies in it", options.domain));
}

crosscheck::ExamineOptions examine_options(const KernelOptions& options) {
  crosscheck::ExamineOptions out;
  out.points = options.points;
  out.seed = options.seed;
  out.jobs = options.threads();
  out.stop = [] { return interrupted().load(); };
  return out;
}

// "rhat" or "LIB:SYMBOL"; fills in what a built-in kernel promises where nothing else is asked.
crosscheck::KernelPlace place_of(KernelOptions& options) {
  crosscheck::KernelPlace place;
  place.seconds = options.timeout;
  place.scalar = options.scalar;
  const auto colon = options.kernel.rfind(':');
  if (colon != std::string::npos) {
    place.library = options.kernel.substr(0, colon);
    place.symbol = options.kernel.substr(colon + 1);
    if (place.library.empty() || place.symbol.empty()) refuse(fmt::format("a kernel is LIB:SYMBOL; found '{}'", options.kernel));
    if (options.against.empty()) refuse("--against FUNCTION is missing: what the kernel computes, such as Rhat, exp or \"sqrt(x^2 + y^2)\"");
    const Format* format = format_named(options.type.empty() ? "double" : options.type);
    if (format == nullptr || format->bytes < 4) refuse(fmt::format("--type wants double or float; found '{}'", options.type));
    place.format = *format;
    return place;
  }
  std::vector<std::string> names;
  for (const crosscheck::BuiltinKernel* builtin : crosscheck::all_kernels()) {
    const crosscheck::BuiltinKernel& kernel = *builtin;
    names.emplace_back(kernel.name);
    if (kernel.name != options.kernel) continue;
    if (!options.type.empty() && options.type != kernel.type) refuse(fmt::format("{} is a kernel on {}", kernel.name, kernel.type));
    if (options.scalar) refuse("--scalar is for functions of a library");
    place.symbol = options.kernel;
    place.format = *format_named(std::string(kernel.type));
    if (options.against.empty()) options.against = kernel.reference;
    if (options.max_ulp.empty()) options.max_ulp = fmt::format("{}", kernel.promised);
    if (options.domain.empty()) options.domain = kernel.domain;
    return place;
  }
  refuse(fmt::format("there is no built-in kernel '{}'{}; a compiled one is LIB:SYMBOL", options.kernel,
                     language::did_you_mean(options.kernel, names)));
}

// A percentage on standard error, for a person who waits.
class Share {
 public:
  explicit Share(bool quiet) : shown_(!quiet && isatty(STDERR_FILENO) != 0) {}
  ~Share() {
    if (percent_ >= 0) fmt::print(stderr, "\r     \r");
  }
  Share(const Share&) = delete;
  Share& operator=(const Share&) = delete;
  void show(double share) {
    const int percent = static_cast<int>(100 * share);
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    fmt::print(stderr, "\r{:3} %", percent);
    std::fflush(stderr);
  }

 private:
  bool shown_;
  int percent_ = -1;
};

KernelDemands demands_of(const KernelOptions& options, const std::string& name) {
  KernelDemands out;
  out.name = name;
  if (!options.max_ulp.empty()) out.max_ulp = exact_option("--max-ulp", options.max_ulp);
  if (out.max_ulp && *out.max_ulp < 0) refuse("--max-ulp wants a number of at least 0");
  out.monotone = options.monotone;
  out.symmetric = options.symmetric;
  return out;
}

int report_and_finish(report::Report& report, const crosscheck::Examination& found, const KernelDemands& demands,
                      const KernelOptions& options) {
  report.sections.push_back(kernel_section(found, demands));
  report.interrupted = interrupted();
  if (options.text_on_stdout()) fmt::print("{}", report::report_text(report, report::terminal_style(STDOUT_FILENO)));
  write_documents(report, options);
  return finish(report);
}

double seconds_since(std::chrono::steady_clock::time_point begun) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

int check(KernelOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  crosscheck::KernelPlace place = place_of(options);
  const crosscheck::Function function(options.against);
  place.inputs = function.arity();
  if (!function.where().empty() && !options.domain.empty()) {
    refuse(fmt::format("--domain: {} is checked where {}, and not on a part of it", function.text(), function.where()));
  }
  const KernelDemands demands = demands_of(options, place.symbol);
  crosscheck::ExamineOptions examine = examine_options(options);
  set_domain(options, place.format, examine);
  nlohmann::json baseline;
  if (!options.baseline.empty()) {
    baseline = read_baseline(options.baseline, function.text(), std::string(place.format.name));
    examine.extra.push_back(baseline_input(baseline, options.baseline));
  }
  Share share(options.quiet);
  examine.progress = [&share](double part) { share.show(part); };
  crosscheck::Examination found;
  try {
    found = crosscheck::examine(function, place, examine);
  } catch (const crosscheck::WorkerError& error) {
    throw CommandError(error.missing_file() ? ExitStatus::no_resource : ExitStatus::bad_input, error.what());
  } catch (const std::invalid_argument& error) {
    refuse(error.what());
  }
  report::Report report = new_report("Kernel: " + options.kernel + " against " + function.text());
  add_kernel_findings(found, demands, report);
  if (!options.baseline.empty()) report.findings.push_back(compare_with_baseline(found, demands.name, baseline, options.baseline));
  report.seconds = seconds_since(begun);
  for (Finding& f : report.findings) {
    if (f.id.ends_with(".error")) f.seconds = report.seconds;  // the others come out of the same calls
  }
  if (!options.write_baseline.empty()) {
    if (found.stopped) throw CommandError(ExitStatus::no_resource, options.write_baseline + ": not written, since the check was not finished");
    report::write_file(options.write_baseline, report::json_text(baseline_json(found, demands.name)));
  }
  return report_and_finish(report, found, demands, options);
}

// The values of an array as numbers of a format. A file of uint16 holds the format of --format.
std::vector<double> numbers(const NumberArray& array, const std::string& path, const KernelOptions& options, const Format*& format) {
  format = format_named(array.type == "float64" ? "double" : array.type == "float32" ? "float" : array.type);
  if (array.type == "uint16") {
    format = format_named(options.format);
    if (options.format.empty()) refuse(path + ": holds uint16; say what they are with --format float16 or --format bfloat16");
  }
  if (array.bits.empty()) return array.values;
  std::vector<double> out;
  for (const std::uint16_t bits : array.bits) out.push_back(crosscheck::decode(*format, bits));
  return out;
}

int compare(KernelOptions& options) {
  const auto begun = std::chrono::steady_clock::now();
  const crosscheck::Function function(options.against);
  const auto wanted = static_cast<std::size_t>(function.arity()) + 1;
  if (options.files.size() != wanted) {
    refuse(fmt::format("{} takes {}: {} and the results, {} files; found {}", function.text(), wanted == 2 ? "one input" : "two inputs",
                       wanted == 2 ? "give its array" : "give their arrays", wanted, options.files.size()));
  }
  std::vector<std::vector<double>> columns;
  const Format* format = nullptr;
  std::vector<std::uint64_t> shape;
  for (const std::string& path : options.files) {
    const NumberArray array = load_numbers(path);
    if (!columns.empty() && array.shape != shape) {
      refuse(fmt::format("{}: has the shape {}, but {} has {}", path, shape_text(array.shape), options.files.front(), shape_text(shape)));
    }
    shape = array.shape;
    columns.push_back(numbers(array, path, options, format));  // the last file is the output: its format counts
  }
  if (columns.front().empty()) refuse(options.files.front() + ": holds no numbers");
  KernelDemands demands = demands_of(options, std::filesystem::path(options.files.back()).stem().string());
  demands.arrays = fmt::format("{} numbers of {}", columns.front().size(), options.files.back());
  const std::vector<double> none;
  const crosscheck::Examination found = crosscheck::examine_values(function, *format, columns.front(), wanted == 3 ? columns[1] : none,
                                                                   columns.back(), examine_options(options));
  report::Report report = new_report("Arrays: " + options.files.back() + " against " + function.text());
  add_kernel_findings(found, demands, report);
  report.seconds = seconds_since(begun);
  return report_and_finish(report, found, demands, options);
}

void add_shared_options(CLI::App& command, KernelOptions& o) {
  command.add_option("--against", o.against, "A function of the claim language by name, an expression in x (and y), or one of certibound list")->type_name("FUNCTION");
  command.add_option("--max-ulp", o.max_ulp, "Largest error allowed, in units in the last place of the exact value (widths have to be equal)")->type_name("U");
  command.add_option("--json", o.json, "Write the result as JSON (- for standard output)")->type_name("FILE");
  command.add_option("--html", o.html, "Write one self-contained page with tables and a plot")->type_name("FILE");
  command.add_option("--junit", o.junit, "Write JUnit XML for continuous integration")->type_name("FILE");
  command.add_option("--jobs", o.jobs, "Threads (default: all cores)")->type_name("N")->check(CLI::Range(1, 1024));
  command.add_option("--seed", o.seed, "Seed of the random points")->type_name("N")->capture_default_str();
  command.add_flag("--quiet", o.quiet, "No progress on standard error");
}

}  // namespace

void add_kernel(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("kernel", "Certified error of a compiled kernel, or of arrays made elsewhere");
  command->require_subcommand(1);
  auto options = std::make_shared<KernelOptions>();
  options->timeout = 10;

  CLI::App* one = command->add_subcommand("check", "A function of a shared object (certibound/kernel.h), or a built-in kernel by name");
  one->add_option("KERNEL", options->kernel, "LIB:SYMBOL, or the name of a built-in kernel (certibound list)")->required();
  add_shared_options(*one, *options);
  one->add_option("--type", options->type, "Type of the numbers: double (default) or float, all of which are tried")->type_name("T");
  one->add_flag("--scalar", options->scalar, "The symbol is T f(T) or T f(T, T), as in libm, not the array form");
  one->add_option("--points", options->points, "Points to try (default: every float; of double 200,000, 1,000,000 for Rhat, 10,000 for tails, 500 for widths)")
      ->type_name("N")->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40));
  one->add_option("--domain", options->domain, "Check this part of the line alone: A..B, A.. or ..B")->type_name("A..B");
  one->add_option("--timeout", options->timeout, "Seconds for one call, of at most 65536 numbers; then it counts as a hang")
      ->type_name("S")->check(CLI::Range(0.1, 86400.0))->capture_default_str();
  one->add_flag("--monotone", options->monotone, "Refute a kernel that goes the wrong way between neighbours");
  one->add_flag("--symmetric", options->symmetric, "Refute a kernel that breaks f(-x) = f(x) or f(-x) = -f(x)");
  one->add_option("--baseline", options->baseline, "Refute a kernel that is worse than this record")->type_name("FILE");
  one->add_option("--write-baseline", options->write_baseline, "Write the record of this check")->type_name("FILE");
  one->footer(
      "A function of two inputs that is judged in its own place, such as a tail of width x and error y:\n"
      "  certibound kernel check ./libmine.so:my_tail --against norm_upper_tail --max-ulp 90\n"
      "says 'enclosed' with the largest error in ULP, or 'refuted' with x, y and the result (exit status 1).");
  one->callback([options, &status] { status = check(*options); });

  CLI::App* arrays = command->add_subcommand("compare", "Arrays that numpy, JAX or anything else has saved");
  arrays->add_option("FILES", options->files, "IN.npy OUT.npy, or X.npy Y.npy OUT.npy for a function of two inputs")->required();
  add_shared_options(*arrays, *options);
  arrays->get_option("--against")->required();
  arrays->add_option("--format", options->format, "What arrays of uint16 hold")->type_name("F")->check(CLI::IsMember({"float16", "bfloat16"}));
  arrays->callback([options, &status] { status = compare(*options); });
}

}  // namespace certibound::cli
