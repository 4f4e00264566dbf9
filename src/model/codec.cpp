// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/codec.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>

#include "opening.hpp"
#include "read_field.hpp"
#include "rows.hpp"

namespace lossa::model {
namespace {

template <std::size_t... Index>
Content empty_content(std::size_t kind, std::index_sequence<Index...>) {
  Content content;
  static_cast<void>(((Index == kind ? (content.emplace<Index>(), true) : false) || ...));
  return content;
}

std::optional<Content> content_of_kind(std::string_view name) {
  const auto all = kinds();
  const auto found = std::ranges::find(all, name, &KindInfo::name);
  if (found == all.end()) return std::nullopt;
  return empty_content(static_cast<std::size_t>(found - all.begin()),
                       std::make_index_sequence<std::variant_size_v<Content>>());
}

std::string unknown_kind(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& kind : kinds()) names.emplace_back(kind.name);
  const auto near = nearest(name, names);
  return "\"" + name + "\" is no kind of entry" + (near.empty() ? "" : "; did you mean \"" + near + "\"?");
}

// ---- what must hold between the fields of one entry -----------------------------------------------------------------

struct PositiveOf {
  std::string_view what;
  std::string_view key;
  const OptionalNumber* positive;
  const OptionalNumber* total;
};

void check(ObjectReader& in, const Culture& culture) {
  const std::array<PositiveOf, 2> pairs = {
      {{"sets", "sets_positive", &culture.sets_positive, &culture.sets_total},
       {"bottles", "bottles_positive", &culture.bottles_positive, &culture.bottles_total}}};
  for (const auto& [what, key, positive, total] : pairs) {
    if (!positive->has_value() || !total->has_value()) continue;
    if ((*positive)->value.low > (*total)->value.high)
      in.fault(*in.optional(key), key,
               (*positive)->text + " of " + (*total)->text + " " + std::string(what) + " cannot be positive");
  }
  if (culture.result == "growth" && culture.organism.empty() && in.optional("organism") == nullptr)
    in.warn(*in.optional("result"), "result", "growth, and no organism is named");
}

void check(ObjectReader& in, const Lab& lab) {
  const auto units = units_of(lab.test);
  if (!lab.value.has_value() || units.empty()) return;
  const std::vector<std::string_view> listed(units.begin(), units.end());
  if (lab.unit.empty())
    in.fault(*in.optional("value"), "value", "has no unit; expected " + choice_of(listed));
  else if (std::ranges::find(units, lab.unit) == units.end())
    in.fault(*in.optional("unit"), "unit",
             "\"" + lab.unit + "\" is no unit of " + lab.test + "; expected " + choice_of(listed));
}

template <typename Kind>
void check(ObjectReader&, const Kind&) {}

// ---- reading --------------------------------------------------------------------------------------------------------

struct CommonText {
  std::string_view name;
  std::string Entry::* member;
};
constexpr std::array<CommonText, 3> common_texts = {
    {{"text", &Entry::text}, {"read_in", &Entry::read_in}, {"sources", &Entry::sources}}};

void read_common(ObjectReader& in, Entry& entry) {
  static_cast<void>(in.optional("kind"));
  read_field(in, reference("id", {}), entry.id);
  read_field(in, time("at"), entry.at);
  read_field(in, time("known_at"), entry.known_at);
  read_field(in, reference("episode", {}), entry.episode);
  for (const auto& [name, member] : common_texts) read_field(in, text(name), entry.*member);
}

std::string case_id_of(ObjectReader& in, const Node& table) {
  const auto id = in.required_text("id").value_or("");
  if (!id.empty() && !is_id(id))
    in.fault(*table.find("id"), "id", "\"" + id + "\" is no id: lower case letters, digits, hyphens, at most 100");
  return id;
}

void read_list(const Node& list, std::string_view file, Checked<CaseFile>& into) {
  if (list.kind != Node::Kind::array || list.items.size() > most_entries) {
    const auto message = list.kind != Node::Kind::array ? "expected an array of entries"
                                                        : "more than " + std::to_string(most_entries) + " entries";
    into.issues.push_back({.place = {std::string(file), list.line, list.column, "entries"}, .message = message});
    return;
  }
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    auto entry = read_entry(list.items[i], file, "entries[" + std::to_string(i) + "]");
    std::ranges::move(entry.issues, std::back_inserter(into.issues));
    if (!entry.value.has_value()) continue;
    if (std::holds_alternative<Opening>(entry.value->content))
      into.issues.push_back({.place = entry.value->place, .message = "in a file the opening is the [case] table"});
    into.value->entries.push_back(*std::move(entry.value));
  }
}

// ---- writing --------------------------------------------------------------------------------------------------------

void write_value(JsonWriter& out, const Truth& truth) {
  if (truth.is_unknown())
    out.text(to_string(truth.reason()));
  else
    out.boolean(truth.is_yes());
}
void write_value(JsonWriter& out, const Number& number) {
  if (number.value.is_exact())
    out.lexeme(number.text);
  else
    out.text(number.text);
}
void write_value(JsonWriter& out, const When& when) { out.text(to_string(when)); }
void write_value(JsonWriter& out, const std::string& text) { out.text(text); }
void write_value(JsonWriter& out, double number) { out.number(number); }

void write_field(JsonWriter& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out.member(name, value);
}
template <typename T>
void write_field(JsonWriter& out, std::string_view name, const std::optional<T>& value) {
  if (!value.has_value()) return;
  out.key(name);
  write_value(out, *value);
}
void write_value(JsonWriter& out, const LeadResult& result);
template <typename T>
void write_field(JsonWriter& out, std::string_view name, const std::vector<T>& values) {
  if (values.empty()) return;
  out.key(name);
  out.begin_array();
  for (const auto& value : values) write_value(out, value);
  out.end_array();
}
void write_field(JsonWriter& out, std::string_view name, const EntryBox& box) {
  if (box.empty()) return;
  out.key(name);
  write_entry(out, box.front());
}
void write_value(JsonWriter& out, const LeadResult& result) {
  out.begin_object();
  for (const auto& row : rows<LeadResult>())
    std::visit([&](auto member) { write_field(out, row.info.name, result.*member); }, row.member);
  out.end_object();
}

}  // namespace

void sort_by_place(Issues& issues) {
  const auto key = [](const Issue& issue) {
    return std::tie(issue.place.line, issue.place.column, issue.place.path, issue.message);
  };
  std::ranges::sort(issues, [&key](const Issue& a, const Issue& b) { return key(a) < key(b); });
}

Checked<Entry> read_entry(const Node& node, std::string_view file, const std::string& path) {
  Checked<Entry> read;
  ObjectReader outer(node, file, path, read.issues);
  const auto kind = outer.required_text("kind");
  if (!kind.has_value()) return read;
  auto content = content_of_kind(*kind);
  if (!content.has_value()) {
    outer.fault(*node.find("kind"), "kind", unknown_kind(*kind));
    return read;
  }

  ObjectReader in(node, file, path.empty() ? *kind : path + "." + *kind, read.issues);
  Entry entry{.content = *std::move(content), .place = {std::string(file), node.line, node.column, path}};
  read_common(in, entry);
  if (auto* opening = std::get_if<Opening>(&entry.content)) *opening = read_opening(in);
  for_each_field(entry, [&in](const FieldInfo& info, auto& member) { read_field(in, info, member); });
  std::visit([&in](const auto& known) { check(in, known); }, entry.content);
  in.finish();
  read.value = std::move(entry);
  return read;
}

Checked<CaseFile> read_entries(const Node& file_root, std::string_view file) {
  Checked<CaseFile> read{.value = CaseFile{}, .issues = {}};
  ObjectReader root(file_root, file, "", read.issues);
  const Node* table = root.required("case");
  const Node* list = root.optional("entries");
  root.finish();
  if (table != nullptr) {
    ObjectReader in(*table, file, "case", read.issues);
    read.value->case_id = case_id_of(in, *table);
    read.value->entries.push_back(
        {.content = read_opening(in), .place = {std::string(file), table->line, table->column, "case"}});
    in.finish();
  }
  if (list != nullptr) read_list(*list, file, read);
  sort_by_place(read.issues);  // fields are read in the order of the page, faults told in the order of the file
  return read;
}

void write_entry(JsonWriter& writer, const Entry& entry) {
  writer.begin_object();
  writer.member("kind", kind_of(entry));
  write_field(writer, "id", entry.id);
  write_field(writer, "at", entry.at);
  write_field(writer, "known_at", entry.known_at);
  write_field(writer, "episode", entry.episode);
  for (const auto& [name, member] : common_texts) write_field(writer, name, entry.*member);
  if (const auto* opening = std::get_if<Opening>(&entry.content)) write_opening(writer, *opening);
  for_each_field(entry,
                 [&writer](const FieldInfo& info, const auto& member) { write_field(writer, info.name, member); });
  writer.end_object();
}

}  // namespace lossa::model
