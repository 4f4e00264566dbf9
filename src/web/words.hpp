// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/language.hpp>
#include <lossa/base/result.hpp>
#include <lossa/resources/resources.hpp>

namespace lossa::web {

/// What the pages say, in both languages, by dotted name: "worklist.title".
class Words {
 public:
  /// Reads TOML tables whose leaves are { en = "…", sv = "…" }. Fails with corrupt_data, naming the place, for bad TOML,
  /// a leaf without both languages, or a name given twice.
  static Result<Words> load(std::span<const resources::Resource> files);

  /// Null if there is no such name.
  [[nodiscard]] const Bilingual* find(std::string_view name) const;
  [[nodiscard]] const std::map<std::string, Bilingual, std::less<>>& all() const { return words_; }

 private:
  std::map<std::string, Bilingual, std::less<>> words_;
};

/// The words in one language.
class Speech {
 public:
  Speech(const Words& words, Language language) : words_(&words), language_(language) {}

  /// The name must exist: a test asks for every one that the pages use.
  [[nodiscard]] const std::string& operator()(std::string_view name) const;
  /// The same with {0}, {1} … replaced.
  [[nodiscard]] std::string operator()(std::string_view name, const std::vector<std::string>& values) const;
  [[nodiscard]] const std::string& operator()(const Bilingual& text) const { return text.in(language_); }
  [[nodiscard]] Language language() const { return language_; }
  [[nodiscard]] const Words& words() const { return *words_; }

 private:
  const Words* words_;
  Language language_;
};

}  // namespace lossa::web
