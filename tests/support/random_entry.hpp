// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include <span>
#include <string>

#include <lossa/base/json_writer.hpp>
#include <lossa/model/fields.hpp>

/// Entries made at random from the field tables, as JSON, of every form that docs/formats/case-file.md allows.
namespace lossa::model {

using rc::gen::element;
using rc::gen::inRange;

inline std::string some_text() {
  return *rc::gen::map(rc::gen::container<std::string>(element('a', 'Z', ' ', '"', '\\', '\n', '\t', '/', '\x01')),
                       [](const std::string& text) { return text + "å"; });
}

inline std::string some_id() { return *element<std::string>("device-1", "lead-2", "a_b", "0"); }

inline std::string some_time() {
  return *element<std::string>("2021", "2021-08", "2021-08-20", "2021-08-20T14:30", "2021-08-20T14:30+02:00",
                               "2019/2021-03", "extraction", "extraction + 72 h", "presentation - 2 years",
                               "presentation + 1.5 h");
}

/// A value of the field as JSON, of every form that the page allows.
inline void write_some(JsonWriter& out, const FieldInfo& field);

inline void write_some_number(JsonWriter& out, const FieldInfo& field) {
  const auto low = static_cast<int>(field.low);
  const auto value = *inRange(low, static_cast<int>(field.high) + 1);
  const auto text = std::to_string(value);
  switch (*inRange(0, 5)) {
    case 0:
      return out.text(">= " + text);
    case 1:
      return out.text(text + " .. " + std::to_string(value));
    case 2:
      return out.text(std::to_string(low) + " .. " + text);
    case 3:
      return out.lexeme(text + ".0");
    default:
      return out.lexeme(text);
  }
}

inline void write_some_word(JsonWriter& out, const FieldInfo& field) {
  if (field.words.empty()) return out.text("staphylococcus_aureus");
  out.text(field.words[*inRange<std::size_t>(0, field.words.size())]);
}

inline void write_some_finding(JsonWriter& out) {
  const auto form = *inRange(0, 6);
  if (form < 2) return out.boolean(form == 0);
  out.text(*element<std::string>("not_done", "awaited", "unclear", "not_asked"));
}

template <typename Item>
inline void write_some_list(JsonWriter& out, const Item& item) {
  out.begin_array();
  for (int i = *inRange(0, 3); i > 0; --i) item();
  out.end_array();
}

inline void write_some_fields(JsonWriter& out, std::span<const FieldInfo> fields) {
  for (const auto& field : fields) {
    if (!field.required && *inRange(0, 2) == 0) continue;
    out.key(field.name);
    write_some(out, field);
  }
}

inline void write_some_sign(JsonWriter& out) {
  out.begin_object();
  out.member("kind", "sign");
  write_some_fields(out, find_kind("sign")->fields);
  out.end_object();
}

inline void write_some(JsonWriter& out, const FieldInfo& field) {
  switch (field.type) {
    case FieldType::finding:
      return write_some_finding(out);
    case FieldType::number:
    case FieldType::count:
      return write_some_number(out, field);
    case FieldType::word:
      return write_some_word(out, field);
    case FieldType::time:
      return out.text(some_time());
    case FieldType::reference:
      return out.text(some_id());
    case FieldType::text:
      return out.text(some_text());
    case FieldType::words:
      return write_some_list(out, [&] { write_some_word(out, field); });
    case FieldType::texts:
      return write_some_list(out, [&] { out.text(some_text()); });
    case FieldType::numbers:
      return write_some_list(out, [&] { out.number(*inRange(0, 400) / 4.0); });
    case FieldType::lead_results:
      return write_some_list(out, [&] {
        out.begin_object();
        write_some_fields(out, lead_result_fields());
        out.end_object();
      });
    case FieldType::entry:
      return write_some_sign(out);
  }
}

inline std::string some_entry() {
  const auto& kind = kinds()[*inRange<std::size_t>(0, kinds().size())];
  JsonWriter out;
  out.begin_object();
  out.member("kind", kind.name);
  if (*inRange(0, 2) == 0) out.member("id", some_id());
  if (*inRange(0, 2) == 0) out.member("at", some_time());
  if (*inRange(0, 2) == 0) out.member("known_at", some_time());
  if (*inRange(0, 2) == 0) out.member("text", some_text());
  if (kind.name == "opening") out.member("title", some_text());
  write_some_fields(out, kind.fields);
  out.end_object();
  return std::move(out).finish();
}

}  // namespace lossa::model
