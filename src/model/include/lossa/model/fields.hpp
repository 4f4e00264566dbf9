// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <lossa/model/entry.hpp>

namespace lossa::model {

enum class FieldType {
  finding,
  number,
  count,
  word,
  time,
  reference,
  text,
  words,
  texts,
  numbers,
  lead_results,
  entry
};

/// One row of a kind's field table: what JSON, TOML, storage, schema, forms and documentation are made from.
struct FieldInfo {
  std::string_view name;
  FieldType type = FieldType::text;
  bool required = false;
  std::string_view unit = {};  ///< of a number: "mm", "1"; "" where it stands beside it
  double low = 0;              ///< range of a number, both included
  double high = 0;
  std::span<const std::string_view> words = {};  ///< of a word field
  std::string_view target = {};                  ///< kind a reference must name
};

struct KindInfo {
  std::string_view name;
  std::span<const FieldInfo> fields = {};
};

/// Every kind, in the order of the page.
std::span<const KindInfo> kinds();
/// The fields of one item of Procedure::leads.
std::span<const FieldInfo> lead_result_fields();
const KindInfo* find_kind(std::string_view name);
const FieldInfo* find_field(const KindInfo& kind, std::string_view name);

/// A field of an entry's own kind, by its wire name; monostate when absent, and for a table within the entry.
using FieldValue =
    std::variant<std::monostate, Truth, Number, std::string, When, std::vector<std::string>, std::vector<double>>;
FieldValue field_value(const Entry& entry, std::string_view name);

}  // namespace lossa::model
