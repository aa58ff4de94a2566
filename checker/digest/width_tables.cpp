// The width bounds on one grid.
#include <certibound/digest/width_tables.hpp>

#include <certibound/ball/ball.hpp>
#include <certibound/width/bounds.hpp>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <thread>

namespace certibound::digest {
namespace {

using report::Align;
using report::Section;
using report::Table;
using Json = nlohmann::ordered_json;

bool asks(const WidthBound& bound, Parameter p) {
  return std::find(bound.parameters.begin(), bound.parameters.end(), p) != bound.parameters.end();
}

struct Cell {
  const WidthBound* bound;
  std::string eps, delta;  // delta: "" if the bound does not ask for it
  WidthQuestion question;
  std::vector<WidthAnswer> answers;  // one a column
};

WidthQuestion typical() {
  WidthQuestion q;
  q.layers = 10;
  q.samples = 1000;
  q.dimension = 10;
  q.filter = 3;
  q.image = 28;
  return q;
}

std::string instance(const WidthBound& bound) {
  const WidthQuestion q = typical();
  std::string out;
  const auto add = [&](Parameter p, const std::string& text) {
    if (asks(bound, p)) out += (out.empty() ? "" : ", ") + text;
  };
  add(Parameter::layers, "L = " + q.layers.str());
  add(Parameter::samples, "N = " + q.samples.str() + " samples");
  add(Parameter::dimension, "d = " + q.dimension.str());
  add(Parameter::filter, "filters of side " + q.filter.str());
  add(Parameter::image, "images of side " + q.image.str() + ", flat (R = r/n)");
  add(Parameter::rho, "similarity of the inputs -1");
  return out;
}

std::vector<Cell> cells_of(const WidthGrid& grid) {
  std::vector<Cell> cells;
  for (const WidthBound& bound : width_bounds()) {
    for (const std::string& eps : grid.eps) {
      for (const std::string& delta : grid.delta) {
        const bool wanted = asks(bound, Parameter::delta);
        if (!wanted && delta != grid.delta.front()) continue;
        Cell cell{&bound, eps, wanted ? delta : "", typical(), {}};
        cell.question.eps = *parse_rational(eps);
        if (wanted) cell.question.delta = *parse_rational(delta);
        if (refusal(bound, cell.question).empty()) cells.push_back(std::move(cell));
      }
    }
  }
  return cells;
}

// CPU seconds of this thread, so that a busy machine does not change the answers.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Stop stop_after(double seconds, const Stop& stop) {
  return [end = thread_seconds() + seconds, stop] { return (stop && stop()) || thread_seconds() > end; };
}

void answer(std::vector<Cell>& cells, unsigned jobs, double seconds, const Stop& stop) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < cells.size(); i = next++) {
      for (const WidthColumn& column : cells[i].bound->columns) {
        cells[i].answers.push_back(column.ask(cells[i].question, stop_after(seconds, stop)));
      }
    }
    free_thread_caches();
  };
  std::vector<std::jthread> workers;
  for (unsigned i = 0; i < std::max(1u, jobs); ++i) workers.emplace_back(work);
}

std::string shown(const WidthAnswer& answer) {
  return answer.width ? answer.width->str() + (answer.complete ? "" : "*") : "-";
}

// The column's formula and what its answers say, each once. How far an exclusion got differs from cell to cell: the star says
// that it did not get to the end.
std::string about(const WidthColumn& column, std::size_t i, const std::vector<const Cell*>& cells) {
  std::string out = column.formula;
  std::vector<std::string> notes;
  for (const Cell* cell : cells) {
    const WidthAnswer& a = cell->answers[i];
    const bool starred = a.width && !a.complete;
    if (!a.note.empty() && !starred && std::find(notes.begin(), notes.end(), a.note) == notes.end())
      notes.push_back(a.note);
  }
  for (const std::string& note : notes) out += (out.empty() ? "" : "; ") + note;
  return std::string(column.key) + ": " + out;
}

Section part_of(const WidthBound& bound, const std::vector<const Cell*>& cells) {
  Section part{.title = std::string(bound.name) + ": " + bound.place};
  part.paragraphs = {bound.statement};
  Table table{.caption = "Smallest width " + std::string(bound.unknown), .columns = {"eps"}, .align = {Align::right}};
  if (const std::string text = instance(bound); !text.empty()) table.caption += " for " + text;
  if (asks(bound, Parameter::delta)) table.columns.push_back("delta");
  for (const WidthColumn& column : bound.columns) table.columns.push_back(column.key);
  table.align.assign(table.columns.size(), Align::right);
  for (const Cell* cell : cells) {
    std::vector<std::string> row{cell->eps};
    if (!cell->delta.empty()) row.push_back(cell->delta);
    for (const WidthAnswer& a : cell->answers) row.push_back(shown(a));
    table.rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < bound.columns.size(); ++i) part.paragraphs.push_back(about(bound.columns[i], i, cells));
  part.tables.push_back(std::move(table));
  return part;
}

Json json_of(const WidthBound& bound, const std::vector<const Cell*>& cells) {
  Json out{{"bound", bound.name}, {"at", bound.place}};
  if (const std::string text = instance(bound); !text.empty()) out["instance"] = text;
  out["rows"] = Json::array();
  for (const Cell* cell : cells) {
    Json row{{"eps", to_string(cell->question.eps)}};
    if (!cell->delta.empty()) row["delta"] = to_string(cell->question.delta);
    for (std::size_t i = 0; i < cell->answers.size(); ++i) {
      const WidthAnswer& a = cell->answers[i];
      const std::string key = bound.columns[i].key;
      if (a.width) row[key] = a.width->str();
      if (a.width && !a.complete) row[key + "_note"] = a.note;
    }
    out["rows"].push_back(std::move(row));
  }
  return out;
}

}  // namespace

WidthTables width_tables(const WidthGrid& grid, unsigned jobs, const Stop& stop) {
  std::vector<Cell> cells = cells_of(grid);
  answer(cells, jobs, grid.seconds, stop);
  WidthTables out{{}, Json::array()};
  for (const WidthBound& bound : width_bounds()) {
    std::vector<const Cell*> own;
    for (const Cell& cell : cells) {
      if (cell.bound == &bound) own.push_back(&cell);
    }
    out.parts.push_back(part_of(bound, own));
    out.data.push_back(json_of(bound, own));
  }
  return out;
}

}  // namespace certibound::digest
