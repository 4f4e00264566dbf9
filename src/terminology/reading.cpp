// SPDX-License-Identifier: Apache-2.0
#include "reading.hpp"

#include <lossa/base/text.hpp>

namespace lossa::terminology {

void require_known(ObjectReader& reader, std::string_view key, const std::vector<std::string>& words,
                   const Known& known) {
  for (const std::string& word : words) {
    if (contains(known.words, word)) continue;
    const std::string meant = nearest(word, known.words);
    const std::string hint = meant.empty() ? "" : "; did you mean \"" + meant + "\"?";
    reader.fault(*reader.optional(key), key, "there is no " + std::string(known.what) + " \"" + word + "\"" + hint);
  }
}

std::string read_id(ObjectReader& reader, const std::vector<std::string>& taken) {
  const auto id = reader.required_text("id");
  if (!id.has_value()) return "";
  if (!is_identifier(*id, false))
    reader.fault(*reader.optional("id"), "id", "\"" + *id + "\" is no id: lower case letters, digits and underscores");
  if (contains(taken, *id)) reader.fault(*reader.optional("id"), "id", "\"" + *id + "\" is given twice");
  return *id;
}

Bilingual read_words(ObjectReader& reader, std::string_view key) {
  const Node* node = reader.required(key);
  if (node == nullptr) return {};
  ObjectReader words(*node, reader.file(), reader.path_of(key), reader.issues());
  Bilingual both{.en = words.required_text("en").value_or(""), .sv = words.required_text("sv").value_or("")};
  words.finish();
  return both;
}

std::string read_known(ObjectReader& reader) {
  const std::string known = reader.required_text("known").value_or("");
  if (!known.empty())
    require_known(reader, "known", {known}, {.words = {"read", "reprint", "memory"}, .what = "way of knowing"});
  return known;
}

}  // namespace lossa::terminology
