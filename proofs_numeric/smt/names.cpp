#include "names.hpp"

#include <certibound/language/parser.hpp>
#include <certibound/smt/script.hpp>

#include <algorithm>
#include <set>

namespace certibound::smt {
namespace {

constexpr std::size_t kLongestName = 40;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_word(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

// Asks the reader of the language itself, so that no list of reserved words can grow old.
bool can_be_a_variable(const std::string& name) {
  if (name.empty() || name.size() > kLongestName || !is_letter(name[0])) return false;
  if (!std::all_of(name.begin(), name.end(), is_word)) return false;
  try {
    const std::string text = "claim a { forall " + name + " in [0, 1] assume " + name + " <= 1 show " + name + " <= 1 }";
    const language::Document document = language::parse_document({"<name>", text});
    return document.claims.size() == 1 && document.claims[0].variables.size() == 1 &&
           document.claims[0].variables[0].name == name;
  } catch (const language::SyntaxError&) {
    return false;
  }
}

std::string with_words_only(std::string_view text) {
  std::string out(text.substr(0, kLongestName - 8));
  for (char& c : out) {
    if (!is_word(c)) c = '_';
  }
  return out.empty() || !is_letter(out[0]) ? "v_" + out : out;
}

}  // namespace

std::vector<std::string> names_for(const std::vector<Variable>& variables, const std::vector<std::size_t>& chosen) {
  std::set<std::string> taken;
  std::vector<std::string> out;
  for (const std::size_t v : chosen) {
    const bool own = can_be_a_variable(variables[v].name);
    out.push_back(own ? variables[v].name : "");
    if (own) taken.insert(variables[v].name);
  }
  for (std::size_t k = 0; k < chosen.size(); ++k) {
    if (!out[k].empty()) continue;
    const std::string stem = with_words_only(variables[chosen[k]].name);
    for (int n = 1; out[k].empty(); ++n) {
      const std::string candidate = n == 1 ? stem : stem + "_" + std::to_string(n);
      if (can_be_a_variable(candidate) && taken.insert(candidate).second) out[k] = candidate;
    }
  }
  return out;
}

std::string printable(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  std::string out(text.substr(0, kLongest));
  for (char& c : out) {
    if (c == '"') c = '\'';
    if (c < ' ' || c > '~') c = '?';
  }
  return text.size() > kLongest ? out + "..." : out;
}

std::string id_of_file(std::string_view file_name) {
  const std::size_t slash = file_name.rfind('/');
  std::string_view stem = slash == std::string_view::npos ? file_name : file_name.substr(slash + 1);
  if (stem.size() > 5 && stem.substr(stem.size() - 5) == ".smt2") stem.remove_suffix(5);
  return with_words_only(stem);
}

}  // namespace certibound::smt
