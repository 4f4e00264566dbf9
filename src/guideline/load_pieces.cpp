// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "loader.hpp"

#include <lossa/base/text.hpp>

namespace lossa::guideline {
namespace {

/// The file from the quotes of a string on, which stand at (line, column) of the file.
std::string_view from_quotes(std::string_view bytes, const Node& node) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";  // not counted in columns
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  for (int line = 1; line < node.line; ++line) bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  return bytes.substr(std::min(static_cast<std::size_t>(node.column - 1), bytes.size()));
}

/// The text of a string with the place where it begins, after its quotes and the line break that may follow them.
SourceText source_of(std::string_view bytes, const Node& node) {
  SourceText source{.file = {}, .path = {}, .text = node.text, .line = node.line, .column = node.column + 1};
  source.written = from_quotes(bytes, node);
  source.has_escapes = source.written.starts_with('"');
  const bool has_lines = source.written.starts_with("\"\"\"") || source.written.starts_with("'''");
  const std::size_t quotes = has_lines ? 3 : 1;
  source.written.remove_prefix(std::min(quotes, source.written.size()));
  if (!has_lines) return source;
  source.column = node.column + 3;
  if (!source.written.starts_with('\n') && !source.written.starts_with("\r\n")) return source;
  source.written.remove_prefix(source.written.find('\n') + 1);
  ++source.line;
  source.column = 1;
  return source;
}

/// Words that an expression reads as its own.
bool is_reserved(std::string_view id) {
  static constexpr std::array<std::string_view, 13> words = {"and",   "or",     "not", "in",  "each", "any", "all",
                                                             "count", "points", "min", "max", "exp",  "ln"};
  return std::ranges::find(words, id) != words.end() || id.starts_with("reading.") || id.starts_with("conclusion.");
}

/// Those whose ids only have to differ within one guideline.
bool is_local(Names::Kind kind) {
  using Kind = Names::Kind;
  return kind != Kind::investigation && kind != Kind::fact && kind != Kind::guideline && kind != Kind::option &&
         kind != Kind::score && kind != Kind::study;
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

std::string read_id(FileContext& file, ObjectReader& table, Names::Kind kind, int index) {
  const auto id = table.required_text("id");
  if (!id) return "";
  const Node& at = *table.optional("id");
  const bool dots = kind == Names::Kind::fact || kind == Names::Kind::criterion;
  if (!is_identifier(*id, dots)) {
    table.fault(at, "id", "'" + *id + "' is no id: lower case letters, digits and '_', beginning with a letter");
    return "";
  }
  if (dots && is_reserved(*id)) table.fault(at, "id", "'" + *id + "' is a word of the language");
  const auto key = is_local(kind) ? local_id(file.loading.knowledge, file.guideline, *id) : *id;
  if (!file.loading.names.declare(kind, key, index)) table.fault(at, "id", "'" + *id + "' is taken already");
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
  auto source = source_of(file.bytes, *node);
  source.file = std::string(file.name);
  source.path = table.path_of(key);
  return source;
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
  table.fault(*node, key, "'" + node->text + "' is not one of " + join_words(all, "or"));
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

void read_date_reference(FileContext& file, ObjectReader& table, std::string_view key, std::string misfit,
                         std::function<int&()> target) {
  const auto* node = table.required(key);
  if (node == nullptr) return;
  read_reference(file, table, key, Names::Kind::fact, target);
  const Issue issue{
      Severity::error, {std::string(file.name), node->line, node->column, table.path_of(key)}, std::move(misfit)};
  auto* loading = &file.loading;
  loading->later.emplace_back([loading, issue, target = std::move(target)] {
    const int index = target();
    if (index < 0) return;
    const auto& fact = loading->knowledge.facts[static_cast<std::size_t>(index)];
    if (fact.type != FactType::date || fact.of != Subject::patient) loading->issues.push_back(issue);
  });
}

void read_names(FileContext& file, ObjectReader& table, std::string_view key, Names::Kind kind,
                const std::function<std::vector<int>&()>& target) {
  auto* loading = &file.loading;
  for (const auto& node : table.items(key)) {
    const Issue missing{Severity::error,
                        {std::string(file.name), node.line, node.column, table.path_of(key)},
                        "there is no '" + node.text + "' to refer to"};
    loading->later.emplace_back([=, id = node.text] {
      const int found = loading->names.find(kind, id);
      if (found >= 0) return target().push_back(found);
      loading->issues.push_back(missing);
      loading->issues.back().message += loading->names.suggestion(kind, id);
    });
  }
}

void read_optional_condition(FileContext& file, ObjectReader& table, std::string_view key,
                             std::function<std::optional<Expression>&()> target) {
  auto source = read_expression(file, table, key, Need::optional);
  if (!source) return;
  auto* loading = &file.loading;
  loading->later.emplace_back(
      [loading, guideline = file.guideline, source = std::move(*source), target = std::move(target)] {
        const Scope scope{&loading->knowledge, &loading->names, guideline, Subject::patient};
        target() = parse_condition(source, scope, loading->issues);
      });
}

std::optional<Duration> read_duration(ObjectReader& table, std::string_view key, Need need) {
  const auto written = need == Need::required ? table.required_text(key) : table.text(key);
  if (!written) return std::nullopt;
  auto length = Duration::parse(*written);
  if (length) return *length;
  table.fault(*table.optional(key), key, length.error().message);
  return std::nullopt;
}

bool read_otherwise(ObjectReader& table) {
  const bool otherwise = table.boolean("otherwise").value_or(false);
  if (!otherwise) return false;
  if (const auto* when = table.optional("when")) table.fault(*when, "when", "what is 'otherwise' has no condition");
  return true;
}

std::vector<std::string> read_distinct_words(ObjectReader& table, std::string_view key) {
  const auto is_word_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  auto words = table.texts(key);
  const auto* node = table.optional(key);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto earlier = std::span(words).first(i);
    if (words[i].empty() || !std::ranges::all_of(words[i], is_word_letter))
      table.fault(*node, key, "'" + words[i] + "' is no word: lower case letters, digits and '_'");
    else if (std::ranges::find(earlier, words[i]) != earlier.end())
      table.fault(*node, key, "'" + words[i] + "' stands here twice");
  }
  return words;
}

Subject subject_of(const FileContext& file) {
  return file.loading.knowledge.guidelines[static_cast<std::size_t>(file.guideline)].subject;
}

}  // namespace lossa::guideline
