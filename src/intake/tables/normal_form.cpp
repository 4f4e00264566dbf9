// SPDX-License-Identifier: Apache-2.0
#include "normal_form.hpp"

#include <algorithm>

#include <lossa/base/text.hpp>
#include <lossa/terminology/identity_number.hpp>

namespace lossa::intake {

std::string normal_form(std::string_view text) {
  std::string normal;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_latin1 = c == '\xC3' && i + 1 < text.size();  // U+00C0 to U+00FF
    if (is_latin1) {
      const auto second = static_cast<unsigned char>(text[++i]);
      const bool is_capital = second <= 0x9E && second != 0x97;
      normal += c;
      normal += static_cast<char>(is_capital ? second + 0x20U : second);
    } else if ('A' <= c && c <= 'Z') {
      normal += static_cast<char>(c - 'A' + 'a');
    } else if (('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || static_cast<unsigned char>(c) >= 0x80) {
      normal += c;
    }
  }
  return normal;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view white = " \t\r\n";
  const auto begin = std::min(text.find_first_not_of(white), text.size());
  return text.substr(begin, text.find_last_not_of(white) + 1 - begin);
}

std::string shown(std::string_view text) {
  constexpr std::size_t longest = 80;
  if (terminology::looks_like_identity_number(text)) return "(hidden)";
  if (text.size() <= longest) return std::string(text);
  return std::string(text.substr(0, longest).substr(0, valid_utf8_prefix(text.substr(0, longest)))) + "...";
}

}  // namespace lossa::intake
