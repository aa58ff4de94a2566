// certibound: arguments in, exit status out. Every error ends here, as one line on standard error.
#include "common.hpp"

#include <certibound/crosscheck/worker.hpp>
#include <certibound/data/data_error.hpp>
#include <certibound/external/external.hpp>
#include <certibound/language/diagnostic.hpp>
#include <certibound/report/write_file.hpp>

#include <fmt/format.h>

#include <new>
#include <string_view>

namespace {

using namespace certibound;
using report::ExitStatus;

int fail(ExitStatus status, const std::string& message) {
  fmt::print(stderr, "certibound: {}\n", message);
  return static_cast<int>(status);
}

int run(int argc, char** argv) {
  CLI::App app("Proves, refutes and measures claims about the geometry of randomly initialised neural networks.", "certibound");
  app.set_version_flag("--version", CERTIBOUND_VERSION);
  app.require_subcommand(1);
  app.get_formatter()->column_width(34);
  app.footer(
      "Exit status: 0 every claim proved (audit: every verdict as recorded), 1 something refuted (audit: a verdict\n"
      "differs from the record), 2 something undecided, 3 bad input or usage, 4 a file or another resource failed,\n"
      "70 internal error, 130 interrupted. The worst one wins in the order 70, 4, 3, 1, 2, 0.");
  int status = 0;
  cli::add_audit(app, status);
  cli::add_prove(app, status);
  cli::add_check(app, status);
  cli::add_export(app, status);
  cli::add_eval(app, status);
  cli::add_dual(app, status);
  cli::add_tail(app, status);
  cli::add_width(app, status);
  cli::add_images(app, status);
  cli::add_kernel(app, status);
  cli::add_list(app, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return app.exit(success);
  } catch (const CLI::ParseError& error) {
    return fail(ExitStatus::bad_input, std::string(error.what()) + "; see 'certibound --help'");
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 2 && std::string_view(argv[1]) == "kernel" && std::string_view(argv[2]) == "worker") {
    return crosscheck::run_worker({argv + 3, argv + argc});  // the child that a kernel under check runs in
  }
  cli::remember_command_line(argc, argv);
  cli::install_interrupt_handler();
  external::provide_values();
  try {
    return run(argc, argv);
  } catch (const cli::CommandError& error) {
    return fail(error.status, error.what());
  } catch (const language::SyntaxError& error) {
    return fail(ExitStatus::bad_input, error.what());
  } catch (const DataError& error) {
    return fail(error.problem() == DataProblem::content ? ExitStatus::bad_input : ExitStatus::no_resource, error.what());
  } catch (const report::WriteError& error) {
    return fail(ExitStatus::no_resource, error.what());
  } catch (const std::bad_alloc&) {
    return fail(ExitStatus::no_resource, "out of memory");
  } catch (const std::exception& error) {
    return fail(ExitStatus::internal_error, std::string("internal error: ") + error.what());
  }
}
