// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>

namespace lossa::locale {

/// What people read, in both languages, by dotted key: "ui.worklist", "field.culture.organism", "word.erosion".
/// The words are data: locale/en.toml and locale/sv.toml.
class Words {
 public:
  /// Reads the two files. Every fault is an issue: a leaf that is no text or empty, a key that only one of them has.
  static Checked<Words> read(std::string_view en, std::string_view sv);
  /// Those that travel in the program. Their faults are the program's own.
  static const Words& shipped();

  /// Null if there is no such key.
  [[nodiscard]] const Bilingual* find(std::string_view key) const;
  [[nodiscard]] const std::map<std::string, Bilingual, std::less<>>& all() const { return words_; }

 private:
  std::map<std::string, Bilingual, std::less<>> words_;
};

/// The words in one language.
class Speech {
 public:
  Speech(const Words& words, Language language) : words_(&words), language_(language) {}

  /// The key must exist: a missing word is a fault of the program, never a blank.
  [[nodiscard]] const std::string& operator()(std::string_view key) const;
  /// The same with {0}, {1} … replaced; each value must have its mark.
  [[nodiscard]] std::string operator()(std::string_view key, const std::vector<std::string>& values) const;
  [[nodiscard]] const std::string& operator()(const Bilingual& text) const { return text.in(language_); }
  /// A wire word as people say it: "word.KEY" or "unit.KEY"; one that has no entry with its underscores as spaces.
  [[nodiscard]] std::string wire(std::string_view word) const;
  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] const Words& words() const { return *words_; }

 private:
  const Words* words_;
  Language language_;
};

}  // namespace lossa::locale
