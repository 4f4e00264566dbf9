// SPDX-License-Identifier: Apache-2.0
#include "read_field.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/model/codec.hpp>

#include "rows.hpp"

namespace lossa::model {
namespace {

const Node* find(ObjectReader& in, const FieldInfo& info) {
  return info.required ? in.required(info.name) : in.optional(info.name);
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

/// An end that is not stated ("> 38" has no upper one) is in every range.
bool is_within(const Interval<double>& value, const FieldInfo& info) {
  const auto end_is_within = [&](double end) { return !std::isfinite(end) || (info.low <= end && end <= info.high); };
  return end_is_within(value.low) && end_is_within(value.high);
}

std::string outside(std::string_view written, const FieldInfo& info) {
  return std::string(written) + " is outside " + format_number(info.low) + " to " + format_number(info.high);
}

/// "" if `text` is a word of the field, else what is wrong with it.
std::string word_fault(const std::string& text, const FieldInfo& info) {
  if (info.words.empty())
    return is_identifier(text, false) ? "" : quoted(text) + " is not a word of lower case letters";
  if (std::ranges::find(info.words, text) != info.words.end()) return {};
  const std::vector<std::string> words(info.words.begin(), info.words.end());
  const auto near = nearest(text, words);
  if (!near.empty()) return quoted(text) + " is not known here; did you mean " + quoted(near) + "?";
  return quoted(text) + " is not known here; expected " + choice_of(info.words);
}

std::string text_fault(const std::string& text, const FieldInfo& info) {
  if (text.size() > longest_text) return "is longer than " + std::to_string(longest_text) + " bytes";
  if (info.type == FieldType::word || info.type == FieldType::words) return word_fault(text, info);
  if (info.type == FieldType::reference && !is_id(text)) return quoted(text) + " is not the id of an entry";
  if (info.required && text.empty()) return "must not be empty";
  return {};
}

std::string key_of(const FieldInfo& info, std::size_t index) {
  return std::string(info.name) + "[" + std::to_string(index) + "]";
}

/// The items of a list; none, with an issue, if there are too many.
std::span<const Node> items_of(ObjectReader& in, const FieldInfo& info) {
  const Node* node = find(in, info);
  const auto items = in.items(info.name);
  if (items.size() <= most_items) return items;
  in.fault(*node, info.name, "has more than " + std::to_string(most_items) + " items");
  return {};
}

}  // namespace

bool is_id(std::string_view text) {
  const auto belongs = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !text.empty() && text.size() <= longest_id && std::ranges::all_of(text, belongs);
}

std::string choice_of(std::span<const std::string_view> words) {
  std::vector<std::string> quoted_words;
  for (const auto word : words) quoted_words.push_back(quoted(word));
  return join_words(quoted_words, "or");
}

void read_field(ObjectReader& in, const FieldInfo& info, Finding& out) {
  const Node* node = find(in, info);
  if (node == nullptr) return;
  if (node->kind == Node::Kind::boolean) {
    out = Truth::of(node->boolean);
    return;
  }
  const auto reason = node->kind == Node::Kind::string ? reason_from(node->text) : std::nullopt;
  if (reason.has_value())
    out = Truth::unknown(*reason);
  else
    in.fault(*node, info.name, R"(expected true, false, "not_done", "awaited", "unclear" or "not_asked")");
}

void read_field(ObjectReader& in, const FieldInfo& info, OptionalNumber& out) {
  const Node* node = find(in, info);
  if (node == nullptr) return;
  if (node->kind != Node::Kind::number && node->kind != Node::Kind::string) {
    in.fault(*node, info.name, "expected a number, found " + std::string(to_string(node->kind)));
    return;
  }
  // TOML writes numbers in ways that JSON does not know; those are kept by their value.
  std::string written = node->text;
  if (const auto value = node->number(); value.has_value() && !is_number_lexeme(written))
    written = format_number(*value);
  auto number = info.type == FieldType::count ? parse_count(written) : parse_number(written);
  if (!number.has_value())
    in.fault(*node, info.name, number.error().message);
  else if (!is_within(number->value, info))
    in.fault(*node, info.name, outside(number->text, info));
  else
    out = *std::move(number);
}

void read_field(ObjectReader& in, const FieldInfo& info, OptionalWhen& out) {
  const Node* node = find(in, info);
  if (node == nullptr) return;
  if (node->kind != Node::Kind::string && node->kind != Node::Kind::number) {  // 2021 is a number in TOML
    in.fault(*node, info.name, "expected a time, found " + std::string(to_string(node->kind)));
    return;
  }
  auto when = parse_when(node->text);
  if (when.has_value())
    out = *std::move(when);
  else
    in.fault(*node, info.name, when.error().message);
}

void read_field(ObjectReader& in, const FieldInfo& info, std::string& out) {
  const Node* node = find(in, info);
  if (node == nullptr) return;
  auto text = in.text(info.name);
  if (!text.has_value()) return;
  const auto fault = text_fault(*text, info);
  if (fault.empty())
    out = *std::move(text);
  else
    in.fault(*node, info.name, fault);
}

void read_field(ObjectReader& in, const FieldInfo& info, Texts& out) {
  const auto items = items_of(in, info);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool is_text = items[i].kind == Node::Kind::string;
    const auto fault = is_text ? text_fault(items[i].text, info) : "expected text";
    if (fault.empty())
      out.push_back(items[i].text);
    else
      in.fault(items[i], key_of(info, i), fault);
  }
}

void read_field(ObjectReader& in, const FieldInfo& info, Numbers& out) {
  const auto items = items_of(in, info);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto value = items[i].number();
    if (!value.has_value())
      in.fault(items[i], key_of(info, i), "expected a number");
    else if (!is_within(Interval<double>::exactly(*value), info))
      in.fault(items[i], key_of(info, i), outside(format_number(*value), info));
    else
      out.push_back(*value);
  }
}

void read_field(ObjectReader& in, const FieldInfo& info, std::vector<LeadResult>& out) {
  const auto items = items_of(in, info);
  for (std::size_t i = 0; i < items.size(); ++i) {
    ObjectReader item(items[i], in.file(), in.path_of(key_of(info, i)), in.issues());
    LeadResult result;
    for (const auto& row : rows<LeadResult>()) {
      std::visit(
          [&](auto member) {
            // LeadResult has fields of simple types only; a table in it would need a table of its own.
            read_field(item, row.info, result.*member);
          },
          row.member);
    }
    item.finish();
    out.push_back(std::move(result));
  }
}

void read_field(ObjectReader& in, const FieldInfo& info, EntryBox& out) {
  const Node* node = find(in, info);
  if (node == nullptr) return;
  auto entry = read_entry(*node, in.file(), in.path_of(info.name));
  std::ranges::move(entry.issues, std::back_inserter(in.issues()));
  if (!entry.value.has_value()) return;
  if (std::holds_alternative<Correction>(entry.value->content))
    in.fault(*node, info.name, "a correction cannot stand in a correction; correct it by its id");
  else
    out = *std::move(entry.value);
}

}  // namespace lossa::model
