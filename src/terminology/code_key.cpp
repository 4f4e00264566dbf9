// SPDX-License-Identifier: Apache-2.0
#include "code_key.hpp"

#include "words.hpp"

namespace lossa::terminology {

CodeKey::CodeKey(std::size_t system, std::string_view code, bool dots_matter) {
  bytes_[0] = static_cast<char>(system);
  for (const char c : code) {
    const bool left_out = c == ' ' || c == '\t' || c == '\r' || c == '\n' || (c == '.' && !dots_matter);
    if (left_out) continue;
    if (size_ == bytes_.size() - 1) return;
    bytes_[++size_] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
}

std::string folded_name(std::string_view name) {
  std::string folded_whole = folded(name.substr(0, name.find('|')));
  constexpr std::string_view oid = "urn:oid:";
  return folded_whole.starts_with(oid) ? folded_whole.substr(oid.size()) : folded_whole;
}

}  // namespace lossa::terminology
