// The report as JUnit XML for continuous integration: a test suite per paper, a test case per claim.
#pragma once

#include <certibound/report/model.hpp>

#include <string>

namespace certibound::report {

// Without a record: refuted is a failure. With one: a verdict that differs is a failure, refuted as recorded is a pass.
// Everything else that is not proved, reduced or enclosed is skipped, with the reason. An interrupted run is an error.
std::string junit_xml(const Report& report);

}  // namespace certibound::report
