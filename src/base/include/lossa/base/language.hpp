// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace lossa {

enum class Language { en, sv };

/// The same words in both languages; both are always there.
struct Bilingual {
  std::string en;
  std::string sv;

  [[nodiscard]] const std::string& in(Language language) const { return language == Language::en ? en : sv; }
  friend bool operator==(const Bilingual&, const Bilingual&) = default;
};

}  // namespace lossa
