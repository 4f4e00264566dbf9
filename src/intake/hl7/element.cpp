// SPDX-License-Identifier: Apache-2.0
#include "element.hpp"

#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/terminology/identity_number.hpp>

#include "time.hpp"

namespace lossa::intake::hl7 {
namespace {

/// Runs of what an identity number is written with: letters, digits and its signs.
bool may_be_in_number(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '+';
}

}  // namespace

Codings codings_of(const Hl7Repetition& repetition) {
  const auto coding = [&](std::size_t first) {
    return Coding{
        .code = repetition.text(first), .text = repetition.text(first + 1), .system = repetition.text(first + 2)};
  };
  return {coding(1), coding(4)};
}

Codings codings_of(const Hl7Field& field) {
  if (field.repetitions.empty() || field.is_null()) return {};
  return codings_of(field.repetitions.front());
}

Codings codings_within(const Hl7Component& component) {
  const auto part = [&](std::size_t i) {
    return i < component.size() ? std::string_view(component[i]) : std::string_view();
  };
  return {Coding{.code = part(0), .text = part(1), .system = part(2)},
          Coding{.code = part(3), .text = part(4), .system = part(5)}};
}

bool has_code(const Codings& codings) {
  return std::ranges::any_of(codings, [](const Coding& coding) { return !coding.code.empty(); });
}

std::string_view text_of(const Codings& codings) {
  const auto* found = std::ranges::find_if(codings, [](const Coding& coding) { return !coding.text.empty(); });
  return found == codings.end() ? std::string_view() : found->text;
}

const terminology::Code* meaning_of(const Codings& codings, const Source& source, std::string_view system,
                                    std::initializer_list<terminology::Sense> senses) {
  for (const auto& coding : codings) {
    if (coding.code.empty()) continue;
    const auto* code = source.dictionary.codes.find(coding.system.empty() ? system : coding.system, coding.code);
    if (code != nullptr && std::ranges::find(senses, code->sense) != senses.end()) return code;
  }
  return nullptr;
}

void count_unmapped(const Codings& codings, const Source& source) {
  for (const auto& coding : codings)
    if (!coding.code.empty())
      ++source.quality.unmapped[{without_identity_numbers(coding.system), without_identity_numbers(coding.code)}];
}

std::string identifier(const Hl7Component& parts, const Source& source) {
  const auto part = [&](std::size_t i) { return i < parts.size() ? std::string_view(parts[i]) : std::string_view(); };
  if (part(0).empty() || part(0) == "\"\"") return "";
  const std::string_view assigner = !part(2).empty() ? part(2) : !part(1).empty() ? part(1) : source.sender;
  return safe_id(std::string(assigner) + "/" + std::string(part(0)));
}

Hl7Component components_of(const Hl7Field& field) {
  Hl7Component parts;
  if (field.repetitions.empty()) return parts;
  for (const auto& component : field.repetitions.front().components)
    parts.push_back(component.empty() ? "" : component.front());
  return parts;
}

model::OptionalWhen time_in(const Hl7Segment& segment, std::size_t field, const Source& source) {
  const auto text = segment.text(field);
  if (text.empty()) return std::nullopt;
  auto time = parse_time(text);
  if (time.has_value()) return model::When(std::move(time).value());
  source.note(FaultKind::impossible_date, segment,
              segment.name + "-" + std::to_string(field) + ": " + without_identity_numbers(time.error().message));
  return std::nullopt;
}

std::string read_in(const Place& place) { return place.file + ":" + std::to_string(place.line) + " " + place.path; }

std::string without_identity_numbers(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const auto* end = std::ranges::find_if_not(text, may_be_in_number);
    const auto word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    if (terminology::looks_like_identity_number(word))
      shown += "(hidden)";
    else
      shown += word;
    text.remove_prefix(word.size());
    if (text.empty()) break;
    shown += text.front();
    text.remove_prefix(1);
  }
  return shown;
}

std::string safe_id(const std::string& id) {
  constexpr std::size_t enough = 32;
  return without_identity_numbers(id) == id ? id : "sha256:" + sha256_hex(id).substr(0, enough);
}

}  // namespace lossa::intake::hl7
