// The parts of the audit beside the claims, as sections of a report.
#pragma once

#include <certibound/audit/image_audit.hpp>
#include <certibound/report/model.hpp>

namespace certibound::audit {

// Figure 1 of nachum22: the panel of real images and the Gaussian panel, with Theorem 3, the fitted line and Theorem 5.
report::Section image_section(const ImageAudit& audit);

// A section that says which data are missing and how to get them.
report::Section missing_data_section(const std::string& path);

struct KernelSection {
  report::Section section;
  bool within_promise = false;
};
// Every built-in double kernel cross-checked on `points` points against the rigorous reference.
KernelSection kernel_section(std::size_t points, std::uint64_t seed);

}  // namespace certibound::audit
