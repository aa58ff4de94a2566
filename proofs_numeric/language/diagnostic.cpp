#include <certibound/language/diagnostic.hpp>

#include <algorithm>
#include <cctype>
#include <numeric>

namespace certibound::language {
namespace {

struct Place {
  std::size_t line = 1, column = 1, line_start = 0;
};

Place locate(std::string_view text, std::size_t offset) {
  Place place;
  for (std::size_t i = 0; i < std::min(offset, text.size()); ++i) {
    if (text[i] == '\n') {
      ++place.line;
      place.line_start = i + 1;
    }
  }
  place.column = std::min(offset, text.size()) - place.line_start + 1;
  return place;
}

// Binary input must not reach a terminal: everything but printable ASCII becomes '?', tabs one space.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '\t') c = ' ';
    if (std::isprint(static_cast<unsigned char>(c)) == 0) c = '?';
  }
  return out;
}

std::string report(const Source& source, std::size_t offset, const std::string& message) {
  constexpr std::size_t kWindow = 100;  // show at most this much of a long line, around the place
  const Place place = locate(source.text, offset);
  std::string_view line = std::string_view(source.text).substr(place.line_start);
  line = line.substr(0, line.find('\n'));
  std::size_t caret = place.column - 1;
  const std::size_t cut = caret > kWindow / 2 && line.size() > kWindow ? caret - kWindow / 2 : 0;
  line = line.substr(std::min(cut, line.size()), kWindow);
  caret -= cut;
  constexpr std::size_t kLongest = 400;  // a name in the message may be as long as the text
  const std::string told = message.size() > kLongest ? message.substr(0, kLongest) + "..." : message;
  return source.name + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) + ": " + printable(told) +
         "\n  " + printable(line) + "\n  " + std::string(caret, ' ') + "^";
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

SyntaxError::SyntaxError(const Source& source, std::size_t offset, const std::string& message)
    : std::runtime_error(report(source, offset, message)),
      line_(locate(source.text, offset).line),
      column_(locate(source.text, offset).column) {}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  if (name.size() > 64) return "";
  std::size_t best = 3;
  std::string_view nearest;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(name, candidate);
    if (distance < best && distance < candidate.size()) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest.empty() ? "" : ", did you mean '" + std::string(nearest) + "'?";
}

}  // namespace certibound::language
