// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <lossa/model/fields.hpp>

namespace lossa::model {

/// Where a field of a kind is kept.
template <typename Kind>
using Member = std::variant<Finding Kind::*, OptionalNumber Kind::*, std::string Kind::*, OptionalWhen Kind::*,
                            Texts Kind::*, Numbers Kind::*, std::vector<LeadResult> Kind::*, EntryBox Kind::*>;

template <typename Kind>
struct Row {
  FieldInfo info;
  Member<Kind> member;
};

template <typename Kind>
using Rows = std::vector<Row<Kind>>;

/// The field table of a kind, in the order of the page. One specialisation a kind, in rows_*.cpp.
template <typename Kind>
const Rows<Kind>& rows();

template <>
const Rows<Person>& rows();
template <>
const Rows<Device>& rows();
template <>
const Rows<Lead>& rows();
template <>
const Rows<History>& rows();
template <>
const Rows<Sign>& rows();
template <>
const Rows<Diagnosis>& rows();
template <>
const Rows<Culture>& rows();
template <>
const Rows<Imaging>& rows();
template <>
const Rows<Lab>& rows();
template <>
const Rows<Pacing>& rows();
template <>
const Rows<Access>& rows();
template <>
const Rows<Referral>& rows();
template <>
const Rows<Decision>& rows();
template <>
const Rows<Treatment>& rows();
template <>
const Rows<Plan>& rows();
template <>
const Rows<LeadResult>& rows();
template <>
const Rows<Procedure>& rows();
template <>
const Rows<Complication>& rows();
template <>
const Rows<Reimplantation>& rows();
template <>
const Rows<FollowUp>& rows();
template <>
const Rows<Death>& rows();
template <>
const Rows<Judgement>& rows();
template <>
const Rows<Readiness>& rows();
template <>
const Rows<Waiver>& rows();
template <>
const Rows<Note>& rows();
template <>
const Rows<Correction>& rows();
/// Has none: the opening is nested, and opening.cpp reads and writes it.
template <>
const Rows<Opening>& rows();

/// Calls `visit(info, member)` for every field of the entry's own kind, in the order of the page.
template <typename AnyEntry, typename Visit>
void for_each_field(AnyEntry& entry, const Visit& visit) {
  std::visit(
      [&visit](auto& content) {
        using Kind = std::remove_cvref_t<decltype(content)>;
        for (const auto& row : rows<Kind>())
          std::visit([&](auto member) { visit(row.info, content.*member); }, row.member);
      },
      entry.content);
}

// ---- how the tables are written -------------------------------------------------------------------------------------

struct Range {
  double low;
  double high;
};

using WordList = std::vector<std::string_view>;

// Words that more than one kind uses.
const WordList& device_types();
const WordList& reimplantation_types();
const WordList& veins();
const WordList& sides();
const WordList& valves();
const WordList& roles_and_equipment();
/// For a word whose list is a file of terminology.
const WordList& none();

inline FieldInfo finding(std::string_view name) { return {.name = name, .type = FieldType::finding}; }
inline FieldInfo number(std::string_view name, std::string_view unit, Range range) {
  return {.name = name, .type = FieldType::number, .unit = unit, .low = range.low, .high = range.high};
}
inline FieldInfo numbers(std::string_view name, std::string_view unit, Range range) {
  return {.name = name, .type = FieldType::numbers, .unit = unit, .low = range.low, .high = range.high};
}
inline FieldInfo count(std::string_view name) {
  return {.name = name, .type = FieldType::count, .unit = "1", .low = 0, .high = 10'000};
}
inline FieldInfo one_of(FieldType type, std::string_view name, const WordList& choice) {
  FieldInfo info{.name = name, .type = type};
  info.words = choice;
  return info;
}
inline FieldInfo word(std::string_view name, const WordList& choice) { return one_of(FieldType::word, name, choice); }
inline FieldInfo words(std::string_view name, const WordList& choice) { return one_of(FieldType::words, name, choice); }
inline FieldInfo time(std::string_view name) { return {.name = name, .type = FieldType::time}; }
inline FieldInfo reference(std::string_view name, std::string_view target) {
  return {.name = name, .type = FieldType::reference, .target = target};
}
inline FieldInfo text(std::string_view name) { return {.name = name, .type = FieldType::text}; }
inline FieldInfo texts(std::string_view name) { return {.name = name, .type = FieldType::texts}; }
inline FieldInfo required(FieldInfo info) {
  info.required = true;
  return info;
}

}  // namespace lossa::model
