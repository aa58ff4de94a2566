#include "sexpr.hpp"

#include <certibound/language/parser.hpp>
#include <certibound/smt/script.hpp>

namespace certibound::smt {
namespace {

using language::SyntaxError;
using Kind = Expression::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("~!@$%^&*_-+=<>.?/").find(c) != std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(const language::Source& source) : source_(source), text_(source.text) {
    if (text_.size() > language::kMaxSourceBytes) throw SyntaxError(source_, 0, "the text is larger than 4 MiB");
  }

  Expressions run() {
    for (skip_blank(); at_ < text_.size(); skip_blank()) {
      if (text_[at_] == '(') {
        open_.push_back(add({Kind::list, text_.substr(at_++, 1), at_, {}}));
      } else if (text_[at_] == ')') {
        close();
      } else {
        add(atom());
      }
    }
    if (!open_.empty()) fail(out_[open_.back()].offset, "this parenthesis is never closed");
    return std::move(out_);
  }

 private:
  [[noreturn]] void fail(std::size_t offset, const std::string& message) const {
    throw SyntaxError(source_, offset, message);
  }

  void skip_blank() {
    while (at_ < text_.size() && (is_blank(text_[at_]) || text_[at_] == ';')) {
      at_ = text_[at_] == ';' ? std::min(text_.find('\n', at_), text_.size()) : at_ + 1;
    }
  }

  int add(Expression expression) {
    const auto index = static_cast<int>(out_.all.size());
    if (out_.all.size() == kMaxExpressions) fail(expression.offset, "the script has more than 1000000 expressions");
    if (open_.empty()) {
      if (expression.kind != Kind::list) fail(expression.offset, "expected a command in parentheses");
      out_.roots.push_back(index);
    } else {
      out_.all[static_cast<std::size_t>(open_.back())].parts.push_back(index);
    }
    out_.all.push_back(std::move(expression));
    return index;
  }

  void close() {
    if (open_.empty()) fail(at_, "this parenthesis closes nothing");
    open_.pop_back();
    ++at_;
  }

  Expression atom() {
    const std::size_t start = at_;
    const char first = text_[at_];
    if (first == '"') return string();
    if (first == '|') {
      const std::size_t end = text_.find('|', at_ + 1);
      if (end == std::string_view::npos) fail(start, "this quoted symbol is never closed");
      at_ = end + 1;
      return {Kind::symbol, text_.substr(start + 1, end - start - 1), start, {}};
    }
    const bool marked = first == ':' || first == '#';
    if (marked) ++at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    if (at_ == start || (marked && at_ == start + 1)) fail(start, "this character is not part of SMT-LIB");
    const Kind kind = first == ':' ? Kind::keyword : first == '#' || is_digit(first) ? Kind::literal : Kind::symbol;
    return {kind, text_.substr(start, at_ - start), start, {}};
  }

  // A quote inside is written twice.
  Expression string() {
    const std::size_t start = at_++;
    for (;; ++at_) {
      at_ = text_.find('"', at_);
      if (at_ == std::string_view::npos) fail(start, "this string has no closing quote");
      if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
      ++at_;
    }
    ++at_;
    return {Kind::string, text_.substr(start + 1, at_ - start - 2), start, {}};
  }

  const language::Source& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<int> open_;
  Expressions out_;
};

}  // namespace

Expressions read_expressions(const language::Source& source) { return Reader(source).run(); }

}  // namespace certibound::smt
