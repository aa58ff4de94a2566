// Ids of claims and their parts.
#include <certibound/digest/claim_names.hpp>

#include <algorithm>
#include <cctype>

namespace certibound::digest {
namespace {

constexpr std::string_view kReading = "reading_";

bool has_part(std::string_view id, std::string_view wanted) {
  const std::vector<std::string> parts = parts_of(id);
  return std::find(parts.begin(), parts.end(), wanted) != parts.end();
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

// s01, s04a
bool is_numbered(const std::string& place) {
  return place.size() >= 3 && place[0] == 's' && is_digit(place[1]) && is_digit(place[2]) &&
         (place.size() == 3 || (place.size() == 4 && std::islower(static_cast<unsigned char>(place[3])) != 0));
}

}  // namespace

std::vector<std::string> parts_of(std::string_view id) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin <= id.size();) {
    const std::size_t end = std::min(id.find('.', begin), id.size());
    out.emplace_back(id.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

bool is_sharper(std::string_view id) {
  const std::vector<std::string> parts = parts_of(id);
  if (parts.size() < 2) return false;
  return parts[0] == "pooling24" ? is_numbered(parts[1]) : parts[1] == "new";
}

bool is_tightness(std::string_view id) { return has_part(id, "tightness"); }
bool is_correction(std::string_view id) { return has_part(id, "corrected"); }
bool is_printed(std::string_view id) { return !is_sharper(id) && !is_tightness(id) && !is_correction(id); }

std::optional<Reading> reading_of(std::string_view id) {
  std::string stem;
  for (const std::string& part : parts_of(id)) {
    if (part.size() > kReading.size() && part.rfind(kReading, 0) == 0)
      return Reading{stem, part.substr(kReading.size())};
    stem += (stem.empty() ? "" : ".") + part;
  }
  return std::nullopt;
}

bool is_below(std::string_view id, std::string_view stem) {
  return id.rfind(stem, 0) == 0 && (id.size() == stem.size() || id[stem.size()] == '.');
}

std::vector<std::string> stems_of(std::string_view id) {
  std::vector<std::string> out;
  for (std::size_t left = parts_of(id).size(); left >= 2; --left) {
    out.emplace_back(id);
    id = id.substr(0, std::min(id.rfind('.'), id.size()));
  }
  return out;
}

}  // namespace certibound::digest
