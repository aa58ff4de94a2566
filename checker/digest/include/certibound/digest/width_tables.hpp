// For every width bound of the papers: what it asks for, beside the best Chernoff bound and the exact law, on one grid.
#pragma once

#include <certibound/report/model.hpp>
#include <certibound/width/smallest.hpp>

#include <string>
#include <vector>

namespace certibound::digest {

struct WidthTables {
  std::vector<report::Section> parts;  // one a bound, in the order of the papers
  nlohmann::ordered_json data;
};

struct WidthGrid {
  std::vector<std::string> eps = {"0.01", "0.05", "0.1", "0.2", "0.5", "0.9"};
  std::vector<std::string> delta = {"0.05", "1e-3", "1e-9"};
  double seconds = 0.5;  // of CPU for one cell
};

// On the grid where a bound's hypotheses hold; 10 layers, 1000 samples, subspaces of dimension 10, filters of side 3 on images of
// side 28. Every integer N holds at N and fails at N - 1, both certified (width/bounds.hpp). A law may hold at a smaller
// width again: where the time of the cell is not enough to exclude that, it has a star. Without an answer it is "-". On
// `jobs` threads; `stop` ends it early.
WidthTables width_tables(const WidthGrid& grid, unsigned jobs, const Stop& stop);

}  // namespace certibound::digest
