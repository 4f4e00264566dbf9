// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "loader.hpp"

#include <lossa/base/text.hpp>

namespace lossa::guideline {
namespace {

/// Where the content of a string begins, whose quotes stand at (line, column) of the file.
std::pair<int, int> content_start(std::string_view bytes, const Node& node) {
  std::size_t at = 0;
  for (int line = 1; line < node.line; ++line) {
    const auto end = bytes.find('\n', at);
    if (end == std::string_view::npos) return {node.line, node.column};
    at = end + 1;
  }
  const auto start = at + static_cast<std::size_t>(std::max(node.column - 1, 0));
  const auto quotes = bytes.substr(std::min(start, bytes.size()), 3);
  if (quotes != "\"\"\"" && quotes != "'''") return {node.line, node.column + 1};
  const auto after = bytes.substr(start + 3);
  if (after.starts_with("\n") || after.starts_with("\r\n")) return {node.line + 1, 1};
  return {node.line, node.column + 3};
}

}  // namespace

void each_table(FileContext& file, ObjectReader& root, std::string_view key,
                const std::function<void(ObjectReader&, const Node&)>& read) {
  const auto tables = root.items(key);
  for (std::size_t i = 0; i < tables.size(); ++i) {
    ObjectReader table(tables[i], file.name, root.path_of(key) + "[" + std::to_string(i) + "]", root.issues());
    read(table, tables[i]);
    table.finish();
  }
}

std::string read_id(FileContext& file, ObjectReader& table, const Node& node, Names::Kind kind, int index) {
  const auto id = table.required_text("id");
  if (!id) return "";
  const bool dots = kind == Names::Kind::fact || kind == Names::Kind::criterion;
  if (!is_identifier(*id, dots)) {
    table.fault(node, "id", "'" + *id + "' is no id: lower case letters, digits and '_', beginning with a letter");
    return "";
  }
  const bool local = kind == Names::Kind::reading || kind == Names::Kind::criterion || kind == Names::Kind::question;
  const auto key = local ? local_id(file.loading.knowledge, file.guideline, *id) : *id;
  if (!file.loading.names.declare(kind, key, index)) table.fault(node, "id", "'" + *id + "' is taken already");
  return *id;
}

Bilingual read_words(ObjectReader& table, std::string_view key, Need need) {
  const auto* node = need == Need::required ? table.required(key) : table.optional(key);
  if (node == nullptr) return {};
  ObjectReader words(*node, table.file(), table.path_of(key), table.issues());
  Bilingual result{words.required_text("en").value_or(""), words.required_text("sv").value_or("")};
  words.finish();
  return result;
}

std::optional<Known> read_known(ObjectReader& table, Need need) {
  static constexpr std::array<std::string_view, 3> words = {"read", "reprint", "memory"};
  const int index = read_word(table, "known", words, need);
  if (index < 0) return std::nullopt;
  return static_cast<Known>(index);
}

std::string read_source(ObjectReader& table, Need need) {
  return (need == Need::required ? table.required_text("source") : table.text("source")).value_or("");
}

std::optional<SourceText> read_expression(FileContext& file, ObjectReader& table, std::string_view key, Need need) {
  const auto* node = need == Need::required ? table.required(key) : table.optional(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != Node::Kind::string) {
    table.fault(*node, key, "expected a condition in quotes");
    return std::nullopt;
  }
  const auto [line, column] = content_start(file.bytes, *node);
  return SourceText{std::string(file.name), table.path_of(key), node->text, line, column};
}

void read_condition(FileContext& file, ObjectReader& table, std::string_view key, std::optional<Subject> subject,
                    std::function<Expression&()> target) {
  auto source = read_expression(file, table, key, Need::required);
  if (!source) return;
  auto* loading = &file.loading;
  const auto guideline = file.guideline;
  loading->later.emplace_back([=, source = std::move(*source), target = std::move(target)] {
    const Scope scope{&loading->knowledge, &loading->names, guideline, subject};
    if (auto condition = parse_condition(source, scope, loading->issues)) target() = std::move(*condition);
  });
}

int read_word(ObjectReader& table, std::string_view key, std::span<const std::string_view> words, Need need) {
  const auto* node = need == Need::required ? table.required(key) : table.optional(key);
  if (node == nullptr) return -1;
  const auto found = std::ranges::find(words, std::string_view(node->text));
  if (node->kind == Node::Kind::string && found != words.end()) return static_cast<int>(found - words.begin());
  const std::vector<std::string> all(words.begin(), words.end());
  table.fault(*node, key, "'" + node->text + "' is not one of " + join_words(all, " or "));
  return -1;
}

void read_reference(FileContext& file, ObjectReader& table, std::string_view key, Names::Kind kind,
                    std::function<int&()> target) {
  const auto* node = table.optional(key);
  if (node == nullptr) return;
  const Issue missing{Severity::error,
                      {std::string(file.name), node->line, node->column, table.path_of(key)},
                      "there is no '" + node->text + "' to refer to"};
  auto* loading = &file.loading;
  loading->later.emplace_back([=, id = node->text, target = std::move(target)] {
    const int found = loading->names.find(kind, id);
    target() = found;
    if (found >= 0) return;
    loading->issues.push_back(missing);
    loading->issues.back().message += loading->names.suggestion(kind, id);
  });
}

Subject subject_of(const FileContext& file) {
  return file.loading.knowledge.guidelines[static_cast<std::size_t>(file.guideline)].subject;
}

}  // namespace lossa::guideline
