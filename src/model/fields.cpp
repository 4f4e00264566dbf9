// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/fields.hpp>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "rows.hpp"

namespace lossa::model {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<Content>> names = {
    "opening",   "person",    "device",    "lead",         "history",        "sign",      "diagnosis",
    "culture",   "imaging",   "lab",       "pacing",       "access",         "referral",  "decision",
    "treatment", "plan",      "procedure", "complication", "reimplantation", "follow_up", "death",
    "judgement", "readiness", "waiver",    "note",         "correction"};

template <typename Kind>
std::vector<FieldInfo> infos_of() {
  std::vector<FieldInfo> infos;
  for (const auto& row : rows<Kind>()) infos.push_back(row.info);
  return infos;
}

template <std::size_t... Index>
std::vector<std::vector<FieldInfo>> all_infos(std::index_sequence<Index...>) {
  return {infos_of<std::variant_alternative_t<Index, Content>>()...};
}

FieldValue value_of(const Finding& finding) { return finding.has_value() ? FieldValue(*finding) : FieldValue(); }
FieldValue value_of(const OptionalNumber& number) { return number.has_value() ? FieldValue(*number) : FieldValue(); }
FieldValue value_of(const OptionalWhen& when) { return when.has_value() ? FieldValue(*when) : FieldValue(); }
template <typename Listed>
FieldValue value_of(const Listed& listed) {
  return listed.empty() ? FieldValue() : FieldValue(listed);
}
// Tables within an entry have no single value.
FieldValue value_of(const std::vector<LeadResult>&) { return {}; }
FieldValue value_of(const EntryBox&) { return {}; }

}  // namespace

std::span<const KindInfo> kinds() {
  static const auto fields = all_infos(std::make_index_sequence<names.size()>());
  static const auto infos = [] {
    std::vector<KindInfo> all;
    for (std::size_t i = 0; i < names.size(); ++i) all.push_back({.name = names[i], .fields = fields[i]});
    return all;
  }();
  return infos;
}

std::span<const FieldInfo> lead_result_fields() {
  static const auto fields = infos_of<LeadResult>();
  return fields;
}

const KindInfo* find_kind(std::string_view name) {
  const auto found = std::ranges::find(kinds(), name, &KindInfo::name);
  return found == kinds().end() ? nullptr : &*found;
}

const FieldInfo* find_field(const KindInfo& kind, std::string_view name) {
  const auto found = std::ranges::find(kind.fields, name, &FieldInfo::name);
  return found == kind.fields.end() ? nullptr : &*found;
}

FieldValue field_value(const Entry& entry, std::string_view name) {
  FieldValue value;
  for_each_field(entry, [&](const FieldInfo& info, const auto& member) {
    if (info.name == name) value = value_of(member);
  });
  return value;
}

std::string_view kind_of(const Entry& entry) { return names.at(entry.content.index()); }

}  // namespace lossa::model
