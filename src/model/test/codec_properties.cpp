// SPDX-License-Identifier: Apache-2.0
// What must hold of every entry, made at random from the field tables.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <lossa/model/codec.hpp>
#include <lossa/model/fields.hpp>

#include <random_entry.hpp>

namespace lossa::model {
namespace {

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
