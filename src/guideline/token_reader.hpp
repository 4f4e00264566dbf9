// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexer.hpp"
#include "parser.hpp"

namespace lossa::guideline {

/// Walks over an expression's tokens and notes faults with their places. After the first fault of grammar nothing more
/// is noted: what follows would be noise.
class TokenReader {
 public:
  TokenReader(const SourceText& source, Units units, Issues& issues) : source_(&source), issues_(&issues) {
    auto tokens = tokens_of(source.text, units);
    if (tokens) {
      tokens_ = std::move(tokens).value();
      return;
    }
    tokens_.push_back({});
    fault(std::stoul(tokens.error().where), tokens.error().message);
  }

  [[nodiscard]] const Token& now() const { return tokens_[at_]; }
  [[nodiscard]] bool is(std::string_view text) const {
    return (now().kind == Token::Kind::symbol || now().kind == Token::Kind::name) && now().text == text;
  }
  [[nodiscard]] bool is(Token::Kind kind) const { return now().kind == kind; }
  Token take() {
    auto token = now();
    if (at_ + 1 < tokens_.size()) ++at_;
    return token;
  }
  bool accept(std::string_view text) {
    if (!is(text)) return false;
    take();
    return true;
  }
  bool expect(std::string_view text) {
    if (accept(text)) return true;
    expected("'" + std::string(text) + "'");
    return false;
  }
  void expected(const std::string& what) {
    const auto found = is(Token::Kind::end) ? "the end" : "'" + now().text + "'";
    fault(now().offset, "expected " + what + ", found " + found);
  }
  void fault(std::size_t offset, std::string message) {
    if (failed_) return;
    failed_ = true;
    issues_->push_back({Severity::error, source_->place(offset), std::move(message)});
  }
  /// A fault of meaning: the grammar goes on.
  void misuse(std::size_t offset, std::string message) {
    if (failed_) return;
    misused_ = true;
    issues_->push_back({Severity::error, source_->place(offset), std::move(message)});
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool ok() const { return !failed_ && !misused_; }
  [[nodiscard]] Place place(std::size_t offset) const { return source_->place(offset); }

 private:
  const SourceText* source_;
  Issues* issues_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool failed_ = false;
  bool misused_ = false;
};

}  // namespace lossa::guideline
