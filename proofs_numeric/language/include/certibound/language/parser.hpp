// The claim language: text to claims. The grammar is written out in README.md of this room.
#pragma once

#include <certibound/language/claim.hpp>
#include <certibound/language/diagnostic.hpp>

namespace certibound::language {

inline constexpr std::size_t kMaxSourceBytes = 4u << 20;
inline constexpr int kMaxNesting = 200;  // parentheses, calls, unary operators
inline constexpr std::size_t kMaxVariables = 50;                  // of one claim, and parameters of one definition
inline constexpr std::size_t kMaxComparisons = 1'000;             // of one claim
inline constexpr std::size_t kMaxExpandedOperations = 2'000'000;  // of all calls of definitions in a text
inline constexpr std::size_t kMaxClaimBytes = 64u << 20;          // of all claims, each with the definitions it uses
inline constexpr std::size_t kMaxGridPoints = 100'000;            // of one `measure`

// Reads a whole file of claims. Throws SyntaxError.
Document parse_document(const Source& source);

// Reads one expression whose variables are exactly `names`. Throws SyntaxError.
NodeId parse_expression(const Source& source, const std::vector<std::string>& names, Terms& terms);

}  // namespace certibound::language
