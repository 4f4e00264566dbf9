// SPDX-License-Identifier: Apache-2.0
#include "entry_text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string_view>

#include <lossa/base/text.hpp>
#include <lossa/model/fields.hpp>
#include <lossa/view/text.hpp>

namespace lossa::web {
namespace {

using view::time_text;
using Names = std::vector<std::string_view>;

/// The fields that make an entry's title.
const Names& title_fields(std::string_view kind) {
  static const std::map<std::string_view, Names> fields = {
      {"device", {"type"}},
      {"lead", {"chamber"}},
      {"history", {"what"}},
      {"sign", {"what"}},
      {"culture", {"specimen", "result", "organism"}},
      {"imaging", {"modality"}},
      {"lab", {"test", "value", "level"}},
      {"access", {"vein"}},
      {"referral", {"what"}},
      {"decision", {"what"}},
      {"treatment", {"what", "agent"}},
      {"plan", {"option", "session"}},
      {"procedure", {"what"}},
      {"complication", {"what"}},
      {"reimplantation", {"type"}},
      {"follow_up", {"months"}},
  };
  static const Names none;
  const auto found = fields.find(kind);
  return found == fields.end() ? none : found->second;
}

class Writer {
 public:
  Writer(const model::Entry& entry, const EntryWording& wording)
      : entry_(entry), wording_(wording), speech_(wording.speech) {}

  /// The value of a field in words; "" when it is absent.
  std::string value(const model::FieldInfo& field) {
    const auto found = model::field_value(entry_, field.name);
    if (const auto* truth = std::get_if<Truth>(&found)) return truth_text(*truth);
    if (const auto* number = std::get_if<model::Number>(&found)) return number_text(*number, field);
    if (const auto* text = std::get_if<std::string>(&found)) return word_text(*text, field);
    if (const auto* when = std::get_if<model::When>(&found)) return time_text(*when, speech_);
    if (const auto* words = std::get_if<std::vector<std::string>>(&found)) return list_text(*words, field);
    if (const auto* numbers = std::get_if<std::vector<double>>(&found)) return size_text(*numbers, field);
    if (field.type == model::FieldType::lead_results) return lead_results();
    return {};
  }

 private:
  [[nodiscard]] std::string truth_text(Truth truth) const {
    if (truth.is_unknown()) return speech_("reason." + std::string(to_string(truth.reason())));
    return speech_(truth.is_yes() ? "value.yes" : "value.no");
  }

  [[nodiscard]] std::string unit_text(std::string_view unit) const {
    const auto* words = speech_.words().find("unit." + std::string(unit));
    return words == nullptr ? std::string(unit) : speech_(*words);
  }

  [[nodiscard]] std::string with_unit(const std::string& text, std::string_view unit) const {
    const auto words = unit.empty() ? std::string{} : unit_text(unit);
    return words.empty() ? text : text + " " + words;
  }

  [[nodiscard]] std::string number_text(const model::Number& number, const model::FieldInfo& field) const {
    auto text = number.text;
    if (speech_.language() == Language::sv)
      for (std::size_t i = 1; i + 1 < text.size(); ++i)  // "38.4", never the two of "2 .. 3"
        if (text[i] == '.' && text[i - 1] != '.' && text[i - 1] != ' ' && text[i + 1] != '.') text[i] = ',';
    const auto* lab = std::get_if<model::Lab>(&entry_.content);
    return with_unit(text, lab != nullptr ? std::string_view(lab->unit) : field.unit);
  }

  [[nodiscard]] std::string size_text(const std::vector<double>& sizes, const model::FieldInfo& field) const {
    std::string text;
    for (const double size : sizes) text += (text.empty() ? "" : " \u00d7 ") + format_number(size, speech_.language());
    return with_unit(text, field.unit);
  }

  [[nodiscard]] std::string word_text(const std::string& text, const model::FieldInfo& field) const {
    if (text.empty()) return {};
    if (field.name == "organism") {
      const auto* organism = wording_.organisms.find(text);
      if (organism != nullptr) return organism->latin.empty() ? speech_(organism->name) : organism->latin;
    }
    if (field.type == model::FieldType::reference) return reference(text);
    const bool is_word = field.type == model::FieldType::word || field.type == model::FieldType::words;
    const auto* words = is_word ? speech_.words().find("word." + text) : nullptr;
    return words == nullptr ? text : speech_(*words);
  }

  [[nodiscard]] std::string reference(const std::string& id) const {
    const auto* other = wording_.patient.find(id);
    if (other == nullptr) return id;
    if (const auto* device = std::get_if<model::Device>(&other->content)) {
      auto text = speech_("word." + device->type);
      return device->implanted ? text + " " + time_text(*device->implanted, speech_) : text;
    }
    if (const auto* lead = std::get_if<model::Lead>(&other->content); lead != nullptr && !lead->chamber.empty())
      return speech_("page.part_lead", {speech_("word." + lead->chamber)});
    return id;
  }

  [[nodiscard]] std::string list_text(const std::vector<std::string>& words, const model::FieldInfo& field) const {
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const auto& word : words) texts.push_back(word_text(word, field));
    return join_words(texts, speech_("ui.and"));
  }

  [[nodiscard]] std::string lead_results() const {
    const auto* procedure = std::get_if<model::Procedure>(&entry_.content);
    if (procedure == nullptr) return {};
    std::vector<std::string> texts;
    texts.reserve(procedure->leads.size());
    for (const auto& lead : procedure->leads)
      texts.push_back(reference(lead.lead) + (lead.result.empty() ? "" : ": " + speech_("word." + lead.result)));
    return join_words(texts, speech_("ui.and"));
  }

  const model::Entry& entry_;
  const EntryWording& wording_;
  const locale::Speech& speech_;
};

/// A temperature that was taken, of which nobody has said whether it is a fever: no "fever, 36.3 C".
bool is_bare_temperature(const model::Entry& entry) {
  const auto* sign = std::get_if<model::Sign>(&entry.content);
  return sign != nullptr && sign->what == "fever" && sign->temperature_celsius && sign->present &&
         sign->present->is_unknown();
}

/// What the title says of the entry: its kind, the fields that follow it, and those that it answers for and need no
/// words.
struct TitlePlan {
  std::string word;
  Names fields;
  Names unsaid = {};
};

TitlePlan plan_title(const model::Entry& entry, const std::string& kind) {
  if (is_bare_temperature(entry))
    return {.word = "field.sign.temperature_celsius", .fields = {"temperature_celsius"}, .unsaid = {"what", "present"}};
  TitlePlan plan{.word = "kind." + kind, .fields = title_fields(kind)};
  if (kind == "lab") plan.unsaid = {"unit"};  // it stands by the value
  return plan;
}

bool has_name(const Names& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

/// " - no"; that something is there needs no word.
std::string presence_text(const std::string& value, const locale::Speech& speech) {
  return value.empty() || value == speech("value.yes") ? "" : " \u2013 " + value;
}

}  // namespace

EntryText describe(const model::Entry& entry, const EntryWording& wording) {
  const std::string kind(model::kind_of(entry));
  const auto plan = plan_title(entry, kind);
  EntryText text{.title = wording.speech(plan.word), .details = {}};
  const auto* info = model::find_kind(kind);
  if (info == nullptr) return text;
  Writer writer(entry, wording);
  std::string separator = ": ";
  for (const auto name : plan.fields) {
    const auto* field = model::find_field(*info, name);
    const auto value = field == nullptr ? std::string{} : writer.value(*field);
    if (value.empty()) continue;
    text.title += separator + value;
    separator = ", ";
  }
  for (const auto& field : info->fields) {
    if (has_name(plan.fields, field.name) || has_name(plan.unsaid, field.name)) continue;
    auto value = writer.value(field);
    if (field.name == "present")
      text.title += presence_text(value, wording.speech);
    else if (!value.empty())
      text.details.emplace_back(wording.speech("field." + kind + "." + std::string(field.name)), std::move(value));
  }
  return text;
}

std::string entry_time(const model::Entry& entry, const locale::Speech& speech) {
  return entry.at ? time_text(*entry.at, speech) : speech("ui.time_not_stated");
}

}  // namespace lossa::web
