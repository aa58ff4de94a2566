// The exit status of the program, from what was found.
#include <certibound/report/exit_status.hpp>

namespace certibound::report {
namespace {

int badness(ExitStatus status) {
  switch (status) {
    case ExitStatus::success: return 0;
    case ExitStatus::undecided: return 1;
    case ExitStatus::refuted: return 2;
    case ExitStatus::bad_input: return 3;
    case ExitStatus::no_resource: return 4;
    case ExitStatus::internal_error: return 5;
  }
  return 5;  // a value outside the enumeration is a defect too
}

ExitStatus status_against(const Record& recorded, const Finding& finding) {
  return differs_from_record(finding, recorded) ? ExitStatus::refuted : ExitStatus::success;
}

}  // namespace

ExitStatus worse(ExitStatus a, ExitStatus b) { return badness(a) >= badness(b) ? a : b; }

ExitStatus status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::proved:
    case Verdict::reduced:
    case Verdict::enclosed: return ExitStatus::success;
    case Verdict::refuted: return ExitStatus::refuted;
    case Verdict::vacuous:
    case Verdict::ill_posed:
    case Verdict::undecided:
    case Verdict::checked:
    case Verdict::agrees:
    case Verdict::sampled:
    case Verdict::informal: return ExitStatus::undecided;
  }
  return ExitStatus::internal_error;
}

ExitStatus exit_status(const Report& report) {
  ExitStatus worst = report.interrupted ? ExitStatus::undecided : ExitStatus::success;
  for (const Finding& finding : report.findings) {
    worst = worse(worst, report.recorded ? status_against(*report.recorded, finding) : status_of(finding.verdict));
  }
  return worst;
}

}  // namespace certibound::report
