// SPDX-License-Identifier: Apache-2.0
#include "lexer.hpp"

#include <algorithm>
#include <array>

namespace lossa::guideline {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name_character(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '.'; }
bool is_unit_character(char c) { return is_name_character(c) || c == '/' || c == '^' || c == '%'; }
bool is_number_character(char c) { return is_digit(c) || c == '.'; }

bool is_keyword(std::string_view word) {
  static constexpr std::array<std::string_view, 7> keywords = {"and", "or", "not", "in", "each", "any", "all"};
  return std::ranges::find(keywords, word) != keywords.end();
}

class Lexer {
 public:
  Lexer(std::string_view text, Units units) : text_(text), units_(units) {}

  Result<std::vector<Token>> run() {
    while (true) {
      while (at_ < text_.size() && is_space(text_[at_])) ++at_;
      if (at_ == text_.size()) break;
      if (!next()) return failure();
    }
    tokens_.push_back({Token::Kind::end, "", text_.size()});
    return tokens_;
  }

 private:
  bool next() {
    const char c = text_[at_];
    if (units_ == Units::allowed && follows_number() && (is_letter(c) || c == '%') && take_unit()) return true;
    if (is_letter(c)) return take(Token::Kind::name, is_name_character);
    if (is_digit(c)) return take(Token::Kind::number, is_number_character);
    if (c == '\'') return take_word();
    return take_symbol();
  }

  bool follows_number() const { return !tokens_.empty() && tokens_.back().kind == Token::Kind::number; }

  bool take_unit() {
    const auto length = run_length(is_unit_character);
    if (is_keyword(text_.substr(at_, length))) return false;
    return add(Token::Kind::unit, length);
  }

  bool take(Token::Kind kind, bool (*belongs)(char)) { return add(kind, run_length(belongs)); }

  bool take_word() {
    const auto closing = text_.find('\'', at_ + 1);
    if (closing == std::string_view::npos) return false;
    tokens_.push_back({Token::Kind::word, std::string(text_.substr(at_ + 1, closing - at_ - 1)), at_});
    at_ = closing + 1;
    return true;
  }

  bool take_symbol() {
    static constexpr std::array<std::string_view, 15> symbols = {"<=", ">=", "!=", "<", ">", "=", "(", ")",
                                                                 "{",  "}",  ",",  "+", "*", "/", "-"};
    const auto rest = text_.substr(at_);
    const auto found = std::ranges::find_if(symbols, [&](std::string_view s) { return rest.starts_with(s); });
    return found != symbols.end() && add(Token::Kind::symbol, found->size());
  }

  std::size_t run_length(bool (*belongs)(char)) const {
    auto end = at_;
    while (end < text_.size() && belongs(text_[end])) ++end;
    return end - at_;
  }

  bool add(Token::Kind kind, std::size_t length) {
    tokens_.push_back({kind, std::string(text_.substr(at_, length)), at_});
    at_ += length;
    return true;
  }

  Error failure() const {
    const bool open_word = text_[at_] == '\'';
    return {.kind = ErrorKind::invalid_input,
            .message = open_word ? "a word that begins with ' must end with one"
                                 : "'" + std::string(letter()) + "' has no meaning here",
            .where = std::to_string(at_)};
  }

  /// All bytes of the letter that stands here.
  std::string_view letter() const {
    auto end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    return text_.substr(at_, end - at_);
  }

  std::string_view text_;
  Units units_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> tokens_of(std::string_view expression, Units units) {
  return Lexer(expression, units).run();
}

}  // namespace lossa::guideline
