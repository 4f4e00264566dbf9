// SPDX-License-Identifier: Apache-2.0
// What must hold of every entry, made at random from the field tables.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <lossa/model/codec.hpp>
#include <lossa/model/fields.hpp>

namespace lossa::model {
namespace {

using rc::gen::element;
using rc::gen::inRange;

std::string some_text() {
  return *rc::gen::map(rc::gen::container<std::string>(element('a', 'Z', ' ', '"', '\\', '\n', '\t', '/', '\x01')),
                       [](const std::string& text) { return text + "å"; });
}

std::string some_id() { return *element<std::string>("device-1", "lead-2", "a_b", "0"); }

std::string some_time() {
  return *element<std::string>("2021", "2021-08", "2021-08-20", "2021-08-20T14:30", "2021-08-20T14:30+02:00",
                               "2019/2021-03", "extraction", "extraction + 72 h", "presentation - 2 years",
                               "presentation + 1.5 h");
}

/// A value of the field as JSON, of every form that the page allows.
void write_some(JsonWriter& out, const FieldInfo& field);

void write_some_number(JsonWriter& out, const FieldInfo& field) {
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

void write_some_word(JsonWriter& out, const FieldInfo& field) {
  if (field.words.empty()) return out.text("staphylococcus_aureus");
  out.text(field.words[*inRange<std::size_t>(0, field.words.size())]);
}

void write_some_finding(JsonWriter& out) {
  const auto form = *inRange(0, 6);
  if (form < 2) return out.boolean(form == 0);
  out.text(*element<std::string>("not_done", "awaited", "unclear", "not_asked"));
}

template <typename Item>
void write_some_list(JsonWriter& out, const Item& item) {
  out.begin_array();
  for (int i = *inRange(0, 3); i > 0; --i) item();
  out.end_array();
}

void write_some_fields(JsonWriter& out, std::span<const FieldInfo> fields) {
  for (const auto& field : fields) {
    if (!field.required && *inRange(0, 2) == 0) continue;
    out.key(field.name);
    write_some(out, field);
  }
}

void write_some_sign(JsonWriter& out) {
  out.begin_object();
  out.member("kind", "sign");
  write_some_fields(out, find_kind("sign")->fields);
  out.end_object();
}

void write_some(JsonWriter& out, const FieldInfo& field) {
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

std::string some_entry() {
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

Checked<Entry> read(const std::string& json) {
  const auto tree = read_json(json, "");
  RC_ASSERT(tree.ok());
  return read_entry(*tree.value, "");
}

/// A laboratory value of random unit or more positive than taken is a fault; all else is read.
bool is_fault_between_fields(const Issues& issues) {
  return std::ranges::all_of(issues, [](const Issue& issue) {
    return issue.severity == Severity::warning || issue.message.find("unit") != std::string::npos ||
           issue.message.find("cannot be positive") != std::string::npos;
  });
}

RC_GTEST_PROP(EntryProperty, WhatIsWrittenReadsBackAsTheSame, ()) {
  const auto json = some_entry();
  RC_LOG() << json;
  const auto entry = read(json);
  RC_ASSERT(entry.value.has_value());
  RC_ASSERT(is_fault_between_fields(entry.issues));

  JsonWriter writer;
  write_entry(writer, *entry.value);
  const auto again = std::move(writer).finish();
  const auto back = read(again);

  RC_ASSERT(back.value.has_value());
  RC_ASSERT(*back.value == *entry.value);
  JsonWriter second;
  write_entry(second, *back.value);
  RC_ASSERT(std::move(second).finish() == again);
}

RC_GTEST_PROP(EntryProperty, EveryFieldThatIsReadIsFoundByItsName, ()) {
  const auto json = some_entry();
  const auto tree = read_json(json, "");
  const auto entry = read_entry(*tree.value, "");
  RC_ASSERT(entry.value.has_value());
  for (const auto& field : find_kind(kind_of(*entry.value))->fields) {
    if (field.type == FieldType::lead_results || field.type == FieldType::entry) continue;
    const auto* written = tree.value->find(field.name);
    const bool is_there = written != nullptr && (written->kind != Node::Kind::array || !written->items.empty());
    const bool is_found = !std::holds_alternative<std::monostate>(field_value(*entry.value, field.name));
    RC_ASSERT(is_there == is_found);
  }
}

}  // namespace
}  // namespace lossa::model
