// Files that are either the old one or the new one, never half of it.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace certibound::report {

// One line that names the path and the reason.
class WriteError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Writes a temporary file beside `path`, flushes it to the disk and renames it, so that a failure leaves the old file
// untouched and nothing behind. A symbolic link is followed; a device or pipe is written in place; "-" is standard
// output. Throws WriteError.
void write_file(const std::string& path, std::string_view content);

}  // namespace certibound::report
