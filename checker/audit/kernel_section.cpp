// The cross-check of the fast kernels as a section: largest error, where, and what kind of knowledge each figure is.
#include <certibound/audit/sections.hpp>

#include <certibound/crosscheck/builtin.hpp>
#include <certibound/interval/text.hpp>
#include <certibound/kernels/targets.hpp>
#include <certibound/report/json.hpp>

#include <fmt/format.h>

namespace certibound::audit {

KernelSection kernel_section(std::size_t points, std::uint64_t seed) {
  using report::Align;
  KernelSection out;
  out.within_promise = true;
  report::Section& section = out.section;
  section.key = "kernels";
  section.title = "Fast kernels against the reference";
  section.paragraphs = {fmt::format(
      "Instruction set in use: {}. Each kernel was run on {} points (seed {}): dense in every binade of |rho|, of 1 + rho and of "
      "1 - rho, and uniform. The largest error and its input are certified in interval arithmetic; between the points the figure is "
      "a measurement. The promise is the bound in the kernel's header.",
      kernels::dispatched_target(), points, seed)};
  report::Table table{.caption = "Error in units in the last place (ULP) of the exact value",
                      .columns = {"kernel", "against", "points", "largest error", "at", "misrounded", "promise"},
                      .align = {Align::left, Align::left, Align::right, Align::right, Align::left, Align::right, Align::right},
                      .rows = {}};
  section.data = nlohmann::ordered_json::array();
  for (const crosscheck::BuiltinKernel& kernel : crosscheck::builtin_kernels()) {
    if (!kernel.on_double) continue;
    const auto result = crosscheck::check_kernel<double>(*crosscheck::find_reference(kernel.reference), kernel.on_double,
                                                         {.points = points, .seed = seed});
    const bool within = result.within(kernel.promised);
    out.within_promise = out.within_promise && within;
    table.rows.push_back({std::string(kernel.name), std::string(kernel.reference), std::to_string(result.points),
                          common_digits(result.worst.error, 4), crosscheck::hex_float(result.worst.input),
                          fmt::format("{:.2f} %", 100 * result.misrounded_share()),
                          fmt::format("{} {} ({})", within ? "<" : "EXCEEDED", kernel.promised, kernel.known)});
    section.data.push_back({{"kernel", kernel.name},
                            {"against", kernel.reference},
                            {"points", std::to_string(result.points)},
                            {"seed", std::to_string(seed)},
                            {"max_ulp", report::enclosure_json(result.worst.error)},
                            {"at", crosscheck::hex_float(result.worst.input)},
                            {"misrounded", std::to_string(result.misrounded)},
                            {"promised", fmt::format("{}", kernel.promised)},
                            {"within_promise", within ? "yes" : "no"}});
  }
  section.tables.push_back(std::move(table));
  return out;
}

}  // namespace certibound::audit
