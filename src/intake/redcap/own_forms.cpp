// SPDX-License-Identifier: Apache-2.0
#include "own_forms.hpp"

#include <algorithm>

namespace lossa::intake {
namespace {

using model::FieldType;
using Part = OwnField::Part;

std::string variable(std::string_view form, std::string_view key) {
  std::string name = std::string(form) + "_" + std::string(key);
  std::ranges::replace(name, '.', '_');
  return name;
}

bool is_common(std::string_view key) {
  return model::find_field(*model::find_kind("opening"), key) == nullptr &&
         (key == "id" || key == "at" || key == "known_at" || key == "episode" || key == "text" || key == "read_in");
}

/// Of an opening's "title.en" the words are those of "title", of its "source.doi" those of "doi".
std::string label_of(std::string_view kind, std::string_view key) {
  if (is_common(key)) return "field.entry." + std::string(key);
  const auto dot = key.find('.');
  const std::string_view said = key.starts_with("title.") ? "title" : key.substr(dot == key.npos ? 0 : dot + 1);
  return "field." + std::string(kind) + "." + std::string(said);
}

void add_fields(OwnForm& form, std::string_view kind, const std::vector<EntryKey>& keys) {
  for (const EntryKey& key : keys) {
    if (key.info.type == FieldType::lead_results) continue;  // a form of its own
    OwnField field{.name = variable(form.name, key.key), .key = key, .label = label_of(kind, key.key)};
    form.fields.push_back(field);
    const bool is_number = key.info.type == FieldType::number || key.info.type == FieldType::count;
    if (is_number || key.info.type == FieldType::words) {
      field.part = is_number ? Part::range : Part::order;
      field.name += is_number ? "_range" : "_order";
      form.fields.push_back(std::move(field));
    }
  }
}

OwnForm form_of(const model::KindInfo& kind) {
  OwnForm form{.name = std::string(kind.name), .kind = std::string(kind.name), .fields = {}};
  form.fields.push_back({.name = form.name + "_nr",
                         .key = {.key = "", .info = {.name = "", .type = FieldType::count}},
                         .label = "redcap.number",
                         .part = Part::number});
  add_fields(form, kind.name, keys_of(kind));
  return form;
}

OwnForm form_of_lead_results() {
  OwnForm form{.name = std::string(own_lead_form), .kind = "", .fields = {}};
  form.fields.push_back({.name = form.name + "_procedure",
                         .key = {.key = "", .info = {.name = "", .type = FieldType::count}},
                         .label = "redcap.instance",
                         .part = Part::instance});
  std::vector<EntryKey> keys;
  for (const auto& info : model::lead_result_fields()) keys.push_back({.key = info.name, .info = info});
  add_fields(form, "lead_result", keys);
  return form;
}

}  // namespace

const std::vector<OwnForm>& own_forms() {
  static const auto forms = [] {
    std::vector<OwnForm> all;
    for (const auto& kind : model::kinds()) {
      all.push_back(form_of(kind));
      if (kind.name == "procedure") all.push_back(form_of_lead_results());
    }
    return all;
  }();
  return forms;
}

}  // namespace lossa::intake
