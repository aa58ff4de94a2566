// certibound images DATA: Theorems 1, 3 and 5 on a user's own images.
#include "common.hpp"

#include <certibound/audit/sections.hpp>
#include <certibound/report/terminal.hpp>

#include <fmt/format.h>

#include <chrono>
#include <memory>

#include <unistd.h>

namespace certibound::cli {
namespace {

struct ImagesOptions : CommonOptions {
  std::vector<std::string> files;
  int crop = 0;
  ImageAuditOptions audit;
};

int run(ImagesOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::filesystem::path> paths(options.files.begin(), options.files.end());
  const DataSet data = load(paths, options.crop);
  if (options.audit.side > data.side()) {
    throw CommandError(ExitStatus::bad_input, fmt::format("the filter side {} is larger than the images ({} x {})", options.audit.side,
                                                          data.side(), data.side()));
  }
  options.audit.jobs = options.threads();
  report::Report report = new_report("Images: " + data.description());
  report.sections.push_back(audit::image_section(audit_images(data, options.audit)));
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (options.text_on_stdout()) fmt::print("{}", report::section_text(report.sections[0], report::terminal_style(STDOUT_FILENO)));
  write_documents(report, options);
  return finish(report);
}

}  // namespace

void add_images(CLI::App& app, int& status) {
  auto options = std::make_shared<ImagesOptions>();
  CLI::App* command = app.add_subcommand("images", "Theorem 1, 3 and 5 of nachum22 on your own images");
  command->add_option("DATA", options->files, "IDX, NPY, PNG, JPEG or CIFAR (binary version) files, gz or not, with square images of one size")->required();
  add_common_options(*command, *options);
  add_crop_option(*command, options->crop);
  command->add_option("--seed", options->audit.seed, "Seed of the random pairs")->type_name("N")->capture_default_str();
  command->add_option("--pairs", options->audit.pairs, "Random pairs of images")->type_name("N")->check(CLI::Range(1, 1'000'000))->capture_default_str();
  command->add_option("--filter", options->audit.side, "Side of the filter, pixels")->type_name("R")->check(CLI::Range(1, 4096))->capture_default_str();
  command->add_option("--threshold", options->audit.threshold_level, "Black and white above this grey level (Theorem 5)")->type_name("T")->capture_default_str();
  command->callback([options, &status] { status = run(*options); });
}

}  // namespace certibound::cli
