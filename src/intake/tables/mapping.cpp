// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>
#include <lossa/intake/tables.hpp>

#include "normal_form.hpp"
#include "vocabulary.hpp"

namespace lossa::intake {
namespace {

std::string not_known(const std::string& text, std::span<const std::string> candidates) {
  const std::string near = nearest(text, candidates);
  return "\"" + text + "\" is not known here" + (near.empty() ? "" : "; did you mean \"" + near + "\"?");
}

/// The value of `key` as one of a few words; the first stands for its being absent.
template <typename Value>
Value choice(ObjectReader& in, std::string_view key, const std::vector<std::pair<std::string, Value>>& choices) {
  const auto text = in.text(key);
  if (!text.has_value()) return choices.front().second;
  std::vector<std::string> words;
  for (const auto& [word, value] : choices) {
    if (word == *text) return value;
    if (!word.empty()) words.push_back(word);
  }
  in.fault(*in.optional(key), key, not_known(*text, words) + "; expected " + join_words(words, "or"));
  return choices.front().second;
}

void read_columns(ObjectReader& table, std::span<const Role> roles, TableDescription& described) {
  const Node* node = table.optional("columns");
  if (node == nullptr) return;
  ObjectReader in(*node, table.file(), table.path_of("columns"), table.issues());
  for (const Role& role : roles)
    if (auto name = in.text(role.name); name.has_value())
      described.columns.emplace(role.name, std::string(trimmed(*name)));
  in.finish();
}

void read_words_of_role(ObjectReader& in, const Node& node, const std::vector<std::string>& allowed,
                        TableDescription::Words& words) {
  for (const Node::Member& member : node.members) {
    const std::string word = in.text(member.key).value_or("");
    if (member.value.kind != Node::Kind::string) continue;
    if (std::ranges::find(allowed, word) == allowed.end())
      in.fault(member.value, member.key, not_known(word, allowed));
    else if (!words.emplace(normal_form(member.key), word).second)
      in.fault(member.value, member.key, "this word is given twice, but for letter case, spaces and signs");
  }
}

/// The roles whose cells are words: those with words of ours, and the organism.
void read_words(ObjectReader& table, std::span<const std::string_view> roles, const terminology::Organisms& organisms,
                TableDescription& described) {
  const Node* node = table.optional("words");
  if (node == nullptr) return;
  ObjectReader in(*node, table.file(), table.path_of("words"), table.issues());
  for (const std::string_view role : roles) {
    const Node* words = in.optional(role);
    if (words == nullptr) continue;
    std::vector<std::string> allowed = words_of(role);
    if (role == "organism")
      for (const auto& organism : organisms.all()) allowed.push_back(organism.id);
    ObjectReader of_role(*words, table.file(), in.path_of(role), table.issues());
    read_words_of_role(of_role, *words, allowed, described.words[std::string(role)]);
  }
  in.finish();
}

void read_form(ObjectReader& in, TableDescription& described) {
  described.separator = choice<char>(in, "separator", {{"", '\0'}, {",", ','}, {";", ';'}, {"tab", '\t'}});
  using Encoding = CsvOptions::Encoding;
  described.encoding =
      choice<Encoding>(in, "encoding", {{"utf-8", Encoding::utf8}, {"iso-8859-1", Encoding::iso_8859_1}});
  described.day_order = choice<DayOrder>(
      in, "day_order",
      {{"", DayOrder::none}, {"day_first", DayOrder::day_first}, {"month_first", DayOrder::month_first}});
}

void read_cultures(const Node& node, ObjectReader& root, const terminology::Organisms& organisms,
                   TableMapping& mapping) {
  ObjectReader in(node, root.file(), "cultures", root.issues());
  read_form(in, mapping.cultures);
  read_columns(in, culture_roles(), mapping.cultures);
  constexpr std::array<std::string_view, 5> roles = {"organism", "material", "result", "status", "methicillin"};
  read_words(in, roles, organisms, mapping.cultures);
  using Sample = Sighting::Sample;
  mapping.sample_is =
      choice<Sample>(in, "sample_is", {{"", Sample::not_said}, {"bottle", Sample::bottle}, {"set", Sample::set}});
  mapping.methicillin = in.texts("methicillin");
  in.finish();
}

void read_devices(const Node& node, ObjectReader& root, const terminology::Organisms& organisms,
                  TableMapping& mapping) {
  ObjectReader in(node, root.file(), "devices", root.issues());
  read_form(in, mapping.devices);
  read_columns(in, device_roles(), mapping.devices);
  constexpr std::array<std::string_view, 4> roles = {"type", "side", "chamber", "abandoned"};
  read_words(in, roles, organisms, mapping.devices);
  const auto leads = in.items("leads");
  for (std::size_t i = 0; i < leads.size(); ++i) {
    ObjectReader lead(leads[i], in.file(), in.path_of("leads[" + std::to_string(i) + "]"), in.issues());
    const auto name = [&lead](std::string_view key) { return lead.text(key).value_or(""); };
    mapping.leads.push_back({.implanted = name("implanted"),
                             .removed = name("removed"),
                             .chamber = name("chamber"),
                             .model = name("model"),
                             .abandoned = name("abandoned")});
    lead.finish();
  }
  in.finish();
}

}  // namespace

Checked<TableMapping> read_table_mapping(std::string_view bytes, std::string_view file,
                                         const terminology::Organisms& organisms) {
  auto tree = read_toml(bytes, file);
  Checked<TableMapping> read{.value = std::nullopt, .issues = std::move(tree.issues)};
  if (!tree.value.has_value()) return read;
  TableMapping& mapping = read.value.emplace();
  ObjectReader root(*tree.value, file, "", read.issues);
  mapping.numbers_of = root.text("numbers_of").value_or("");
  if (const Node* cultures = root.optional("cultures"); cultures != nullptr)
    read_cultures(*cultures, root, organisms, mapping);
  if (const Node* devices = root.optional("devices"); devices != nullptr)
    read_devices(*devices, root, organisms, mapping);
  root.finish();
  return read;
}

}  // namespace lossa::intake
