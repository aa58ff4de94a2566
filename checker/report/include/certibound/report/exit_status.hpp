// The exit status of the program, from what was found.
#pragma once

#include <certibound/report/model.hpp>

namespace certibound::report {

enum class ExitStatus : int {
  success = 0,         // every claim proved, reduced or enclosed; for an audit: every verdict as recorded
  refuted = 1,         // something refuted; for an audit: a verdict differs from the record
  undecided = 2,       // something neither proved nor refuted
  bad_input = 3,       // input or usage
  no_resource = 4,     // a file, memory or another resource failed
  internal_error = 70  // a defect of this program
};

// The worse one in the order 70, 4, 3, 1, 2, 0.
ExitStatus worse(ExitStatus a, ExitStatus b);

// What one claim means for `prove`.
ExitStatus status_of(Verdict verdict);

// The worst of all findings: against the record where there is one, else by their verdicts. An interrupted run is
// undecided at best.
ExitStatus exit_status(const Report& report);

}  // namespace certibound::report
