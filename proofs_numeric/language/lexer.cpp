#include "lexer.hpp"

#include <array>
#include <cctype>

namespace certibound::language {
namespace {

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c); }

class Lexer {
 public:
  explicit Lexer(const Source& source) : source_(source), text_(source.text) {}

  std::vector<Token> run() {
    std::vector<Token> tokens;
    for (skip_blank(); at_ < text_.size(); skip_blank()) tokens.push_back(next());
    tokens.push_back({TokenKind::end, {}, text_.size()});
    return tokens;
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void skip_blank() {
    while (at_ < text_.size()) {
      if (text_[at_] == '#') {
        while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      } else if (std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
        ++at_;
      } else {
        return;
      }
    }
  }

  Token take(TokenKind kind, std::size_t length) {
    const Token token{kind, text_.substr(at_, length), at_};
    at_ += length;
    return token;
  }

  Token next() {
    if (is_letter(peek())) return word();
    if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number();
    if (peek() == '"') return string();
    return symbol();
  }

  // A dot joins the parts of an id: "thm5.16a.lower" is one name. Two dots are the range 1..4096.
  Token word() {
    std::size_t length = 1;
    while (is_word(peek(length)) || (peek(length) == '.' && is_word(peek(length + 1)))) ++length;
    return take(TokenKind::name, length);
  }

  Token number() {
    const bool hex = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
    std::size_t length = hex ? 2 : 0;
    const auto digits = [&] {
      while (hex ? std::isxdigit(static_cast<unsigned char>(peek(length))) != 0 : is_digit(peek(length))) ++length;
    };
    digits();
    if (peek(length) == '.' && peek(length + 1) != '.') {
      ++length;
      digits();
    }
    const char mark = static_cast<char>(std::tolower(static_cast<unsigned char>(peek(length))));
    if (mark == (hex ? 'p' : 'e')) {
      const std::size_t sign = peek(length + 1) == '+' || peek(length + 1) == '-' ? 1 : 0;
      if (is_digit(peek(length + 1 + sign))) {
        length += 1 + sign;
        while (is_digit(peek(length))) ++length;
      }
    }
    if (is_word(peek(length))) {
      throw SyntaxError(source_, at_ + length, "a number is followed by a letter; write the product as 2*x");
    }
    return take(TokenKind::number, length);
  }

  Token string() {
    const std::size_t close = text_.find_first_of("\"\n", at_ + 1);
    if (close == std::string_view::npos || text_[close] == '\n') {
      throw SyntaxError(source_, at_, "this string has no closing quote on its line");
    }
    const Token token{TokenKind::string, text_.substr(at_ + 1, close - at_ - 1), at_};
    at_ = close + 1;
    return token;
  }

  Token symbol() {
    static constexpr std::array<std::string_view, 6> kPairs = {"<=", ">=", "==", "!=", "..", "->"};
    for (const std::string_view pair : kPairs) {
      if (text_.substr(at_, 2) == pair) return take(TokenKind::symbol, 2);
    }
    static constexpr std::string_view kSingles = "+-*/^(){}[],<>=";
    if (kSingles.find(peek()) == std::string_view::npos) {
      throw SyntaxError(source_, at_, "this character is not part of the language");
    }
    return take(TokenKind::symbol, 1);
  }

  const Source& source_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string describe(const Token& token) {
  constexpr std::size_t kShown = 40;
  const std::string text(token.text.substr(0, kShown));
  switch (token.kind) {
    case TokenKind::end: return "the end of the file";
    case TokenKind::number: return "the number " + text;
    case TokenKind::string: return "the string \"" + text + "\"";
    default: return "'" + text + "'";
  }
}

std::vector<Token> tokenize(const Source& source) { return Lexer(source).run(); }

}  // namespace certibound::language
