// SPDX-License-Identifier: Apache-2.0
#include "entry_keys.hpp"

#include <array>

namespace lossa::intake {
namespace {

using model::FieldType;

constexpr std::array<EntryKey, 6> common = {{
    {"id", {.name = "id", .type = FieldType::reference}},
    {"at", {.name = "at", .type = FieldType::time}},
    {"known_at", {.name = "known_at", .type = FieldType::time}},
    {"episode", {.name = "episode", .type = FieldType::reference}},
    {"text", {.name = "text", .type = FieldType::text}},
    {"read_in", {.name = "read_in", .type = FieldType::text}},
}};

constexpr EntryKey text_of_opening(std::string_view key) { return {key, {.name = key, .type = FieldType::text}}; }

constexpr std::array<EntryKey, 14> opening = {{
    text_of_opening("title.en"),
    text_of_opening("title.sv"),
    {"assess_at", {.name = "assess_at", .type = FieldType::time}},
    {"episodes", {.name = "episodes", .type = FieldType::texts}},
    {"anchors", {.name = "anchors", .type = FieldType::texts}},
    text_of_opening("source.title"),
    text_of_opening("source.authors"),
    text_of_opening("source.journal"),
    text_of_opening("source.year"),
    text_of_opening("source.doi"),
    text_of_opening("source.pmid"),
    text_of_opening("source.url"),
    text_of_opening("source.read"),
    text_of_opening("source.note"),
}};

}  // namespace

std::vector<EntryKey> keys_of(const model::KindInfo& kind) {
  std::vector<EntryKey> keys(common.begin(), common.end());
  if (kind.name == "opening") keys.insert(keys.end(), opening.begin(), opening.end());
  for (const auto& field : kind.fields) keys.push_back({.key = field.name, .info = field});
  return keys;
}

std::vector<std::string_view> words_of(const model::FieldInfo& info) {
  if (info.type == FieldType::finding) return {"yes", "no", "not_asked", "not_done", "unclear", "awaited"};
  return {info.words.begin(), info.words.end()};
}

}  // namespace lossa::intake
