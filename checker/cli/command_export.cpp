// certibound export --coq CERTIFICATE: a certificate as a file for another proof checker.
#include "common.hpp"

#include <certibound/coq_export/export.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <memory>

namespace certibound::cli {
namespace {

std::string exported(const std::string& file) {
  try {
    return coq_export::coq_text(read_certificate(read_file(file)));
  } catch (const Rejected& reason) {
    throw CommandError(ExitStatus::bad_input, file + ": " + reason.what());
  } catch (const coq_export::NotExportable& reason) {
    throw CommandError(ExitStatus::undecided, file + ": cannot be exported: " + reason.what());
  }
}

}  // namespace

void add_export(CLI::App& app, int& status) {
  struct Options {
    std::string certificate, output;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "Write a certificate as a file for Coq");
  command->add_option("--coq", options->certificate, "A certificate, written by --certificates")->required();
  command->add_option("-o,--output", options->output, "The file to write, else standard output");
  command->footer("The file wants the library in proofs_numeric/coq; './run coq' compiles it and all exported claims.\n"
                  "Exit status: 0 written, 2 the certificate cannot be said in Coq (the reason is told), 3 no certificate,\n"
                  "4 a file cannot be read or written.");
  command->callback([options, &status] {
    const std::string text = exported(options->certificate);
    if (options->output.empty()) {
      fmt::print("{}", text);
    } else {
      report::write_file(options->output, text);
    }
    status = 0;
  });
}

}  // namespace certibound::cli
