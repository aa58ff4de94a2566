// Reads the lists of worst inputs beside the kernels: lines "input error", input as a hex float, error in ULP with four
// digits after the point; a line "# kernel NAME" starts the part of a kernel, other lines with # are comments.
#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace certibound::crosscheck {

struct WorstInput {
  double input;
  double error;
};

inline std::vector<WorstInput> read_worst_inputs(std::string_view kernel) {
  std::ifstream file(CERTIBOUND_SOURCE_DIR "/checker/kernels/rhat/rhat.wc");
  std::vector<WorstInput> out;
  std::string line;
  std::string current;
  while (std::getline(file, line)) {
    if (line.starts_with("# kernel ")) {
      current = line.substr(9);
    } else if (!line.empty() && line[0] != '#' && current == kernel) {
      std::istringstream words(line);
      std::string input;
      std::string error;
      words >> input >> error;
      out.push_back({std::strtod(input.c_str(), nullptr), std::strtod(error.c_str(), nullptr)});
    }
  }
  return out;
}

}  // namespace certibound::crosscheck
