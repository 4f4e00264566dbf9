// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/model/codec.hpp>

#include "opening.hpp"
#include "read_field.hpp"
#include "rows.hpp"

namespace lossa::model {
namespace {

using Source = Opening::Source;
struct SourceRow {
  std::string_view name;
  std::string Source::* member;
};
constexpr std::array<SourceRow, 9> source_rows = {{{"title", &Source::title},
                                                   {"authors", &Source::authors},
                                                   {"journal", &Source::journal},
                                                   {"year", &Source::year},
                                                   {"doi", &Source::doi},
                                                   {"pmid", &Source::pmid},
                                                   {"url", &Source::url},
                                                   {"read", &Source::read},
                                                   {"note", &Source::note}}};

/// One text for both languages, or a table with `en` and `sv`; the one that is missing is as the other.
Bilingual read_title(ObjectReader& in) {
  const Node* node = in.optional("title");
  if (node == nullptr) return {};
  Bilingual title;
  if (node->kind == Node::Kind::string) {
    read_field(in, text("title"), title.en);
    return {.en = title.en, .sv = title.en};
  }
  ObjectReader languages(*node, in.file(), in.path_of("title"), in.issues());
  read_field(languages, text("en"), title.en);
  read_field(languages, text("sv"), title.sv);
  languages.finish();
  if (title.en.empty()) title.en = title.sv;
  if (title.sv.empty()) title.sv = title.en;
  return title;
}

Source read_source(const Node& node, const ObjectReader& in) {
  ObjectReader table(node, in.file(), in.path_of("source"), in.issues());
  Source source;
  for (const auto& [name, member] : source_rows) {
    const Node* value = table.optional(name);
    if (value != nullptr && value->kind == Node::Kind::number)
      source.*member = value->text;  // a year or a PMID
    else
      read_field(table, text(name), source.*member);
  }
  table.finish();
  return source;
}

/// A list of tables with an `id` and a time, each id once.
template <typename Named>
std::vector<Named> read_named(ObjectReader& in, std::string_view list,
                              const std::pair<std::string_view, OptionalWhen Named::*>& time_field) {
  std::vector<Named> all;
  const auto items = in.items(list);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto path = in.path_of(list) + "[" + std::to_string(i) + "]";
    ObjectReader item(items[i], in.file(), path, in.issues());
    Named named;
    const auto id = item.required_text("id").value_or("");
    read_field(item, time(time_field.first), named.*time_field.second);
    item.finish();
    const auto is_same = [&id](const Named& other) { return other.id == id; };
    if (id.empty()) continue;
    if (!is_identifier(id, false))
      item.fault(items[i], "id", "\"" + id + "\" is not a name of lower case letters, digits and underscores");
    else if (std::ranges::any_of(all, is_same))
      item.fault(items[i], "id", "\"" + id + "\" is given twice");
    named.id = id;
    all.push_back(std::move(named));
  }
  return all;
}

void write_time(JsonWriter& out, std::string_view key, const OptionalWhen& when) {
  if (when.has_value()) out.member(key, to_string(*when));
}

template <typename Named>
void write_named(JsonWriter& out, std::string_view list, const std::vector<Named>& all,
                 const std::pair<std::string_view, OptionalWhen Named::*>& time_field) {
  if (all.empty()) return;
  out.key(list);
  out.begin_array();
  for (const auto& named : all) {
    out.begin_object();
    out.member("id", named.id);
    write_time(out, time_field.first, named.*time_field.second);
    out.end_object();
  }
  out.end_array();
}

constexpr std::pair<std::string_view, OptionalWhen Opening::Anchor::*> anchor_time = {"at", &Opening::Anchor::at};
constexpr std::pair<std::string_view, OptionalWhen Opening::Episode::*> episode_time = {"began",
                                                                                        &Opening::Episode::began};

}  // namespace

Opening read_opening(ObjectReader& in) {
  Opening opening;
  opening.title = read_title(in);
  read_field(in, time("assess_at"), opening.assess_at);
  opening.episodes = read_named<Opening::Episode>(in, "episodes", episode_time);
  opening.anchors = read_named<Opening::Anchor>(in, "anchors", anchor_time);
  if (const Node* source = in.optional("source"); source != nullptr) opening.source = read_source(*source, in);
  return opening;
}

void write_opening(JsonWriter& out, const Opening& opening) {
  if (!opening.title.en.empty() || !opening.title.sv.empty()) {
    out.key("title");
    out.begin_object();
    out.member("en", opening.title.en);
    out.member("sv", opening.title.sv);
    out.end_object();
  }
  write_time(out, "assess_at", opening.assess_at);
  write_named(out, "episodes", opening.episodes, episode_time);
  write_named(out, "anchors", opening.anchors, anchor_time);
  if (!opening.source.has_value()) return;
  out.key("source");
  out.begin_object();
  for (const auto& [name, member] : source_rows)
    if (const auto& value = *opening.source.*member; !value.empty()) out.member(name, value);
  out.end_object();
}

}  // namespace lossa::model
