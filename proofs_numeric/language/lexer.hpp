// Tokens of the claim language, each with its place in the source.
#pragma once

#include <certibound/language/diagnostic.hpp>

#include <string_view>
#include <vector>

namespace certibound::language {

enum class TokenKind { name, number, string, symbol, end };

struct Token {
  TokenKind kind = TokenKind::end;
  std::string_view text;   // as written; of a string, without the quotes
  std::size_t offset = 0;  // in bytes
};

// "'forall'", "number 12", "end of file": how a message names the token.
std::string describe(const Token& token);

// The whole source as tokens, closed by one `end`. Comments (# to the end of the line) are dropped. Throws SyntaxError.
std::vector<Token> tokenize(const Source& source);

}  // namespace certibound::language
