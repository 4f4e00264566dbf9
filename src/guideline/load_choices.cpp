// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "loader.hpp"

namespace lossa::guideline {
namespace {

/// Arguments about an option of each side may speak of that side; resolved when all options are known.
void read_argument(FileContext& file, ObjectReader& table, const Node& node) {
  static constexpr std::array<std::string_view, 4> effects = {"favours", "hinders", "excludes", "needs"};
  auto& knowledge = file.loading.knowledge;
  const auto index = knowledge.arguments.size();
  Argument argument;
  argument.guideline = file.guideline;
  if (const int word = read_word(table, "effect", effects, Need::required); word >= 0)
    argument.effect = static_cast<Effect>(word);
  argument.market = table.text("market").value_or("");
  argument.text = read_words(table, "text", Need::required);
  argument.source = read_source(table, Need::required);
  argument.known = read_known(table, Need::required).value_or(Known::memory);
  knowledge.arguments.push_back(std::move(argument));
  if (table.items("options").empty()) table.fault(node, "options", "an argument needs the options it speaks of");
  read_names(file, table, "options", Names::Kind::option,
             [&knowledge, index]() -> std::vector<int>& { return knowledge.arguments[index].options; });
  read_names(file, table, "evidence", Names::Kind::study,
             [&knowledge, index]() -> std::vector<int>& { return knowledge.arguments[index].evidence; });
  auto source = read_expression(file, table, "when", Need::required);
  if (!source) return;
  auto* loading = &file.loading;
  loading->later.emplace_back([loading, index, guideline = file.guideline, source = std::move(*source)] {
    auto& target = loading->knowledge.arguments[index];
    bool by_side = !target.options.empty();
    for (const int option : target.options)
      by_side = by_side && loading->knowledge.options[static_cast<std::size_t>(option)].each_side;
    const Scope scope{&loading->knowledge, &loading->names, guideline, by_side ? Subject::side : Subject::patient};
    if (auto condition = parse_condition(source, scope, loading->issues)) target.when = std::move(*condition);
  });
}

void read_level(FileContext& file, ObjectReader& table, const Node& node,
                const std::function<std::vector<ScoreLevel>&()>& levels) {
  const auto index = levels().size();
  ScoreLevel level;
  level.otherwise = read_otherwise(table);
  const auto points = table.number("points");
  if (!points) table.fault(node, "points", "a level needs its points");
  level.points = points.value_or(0);
  const bool otherwise = level.otherwise;
  levels().push_back(std::move(level));
  if (!otherwise)
    read_condition(file, table, "when", Subject::patient,
                   [levels, index]() -> Expression& { return levels()[index].when; });
}

void read_score_item(FileContext& file, ObjectReader& table, const Node& node, std::size_t score) {
  auto& knowledge = file.loading.knowledge;
  auto& items = knowledge.scores[score].items;
  const auto index = items.size();
  const auto id = table.required_text("id");
  if (id) require_new_id(table, *id, items);
  items.push_back({id.value_or(""), read_words(table, "text", Need::required), {}});
  const auto levels = [&knowledge, score, index]() -> std::vector<ScoreLevel>& {
    return knowledge.scores[score].items[index].levels;
  };
  each_table(file, table, "level", [&](ObjectReader& level, const Node& at) { read_level(file, level, at, levels); });
  const auto first_otherwise = std::ranges::find(levels(), true, &ScoreLevel::otherwise);
  if (levels().end() - first_otherwise != 1)
    table.fault(node, "level", "the last level of an item, and no other, must be 'otherwise'");
}

void read_bands(FileContext& file, ObjectReader& table, Score& score) {
  each_table(file, table, "band", [&](ObjectReader& band, const Node& node) {
    const auto from = band.number("from");
    if (!from) band.fault(node, "from", "a band needs where it begins");
    if (!score.bands.empty() && from.value_or(0) <= score.bands.back().from)
      band.fault(node, "from", "bands must rise");
    const auto id = band.required_text("id");
    if (id) require_new_id(band, *id, score.bands);
    score.bands.push_back({id.value_or(""), read_words(band, "text", Need::required), from.value_or(0)});
  });
}

void read_score(FileContext& file, ObjectReader& table, const Node& node) {
  auto& knowledge = file.loading.knowledge;
  auto* loading = &file.loading;
  const auto index = knowledge.scores.size();
  Score score;
  score.guideline = file.guideline;
  score.id = read_id(file, table, Names::Kind::score, static_cast<int>(index));
  score.unit = table.required_text("unit").value_or("");
  score.cite = table.required_text("cite").value_or("");
  score.text = read_words(table, "text", Need::required);
  score.note = read_words(table, "note", Need::optional);
  score.known = read_known(table, Need::required).value_or(Known::memory);
  read_bands(file, table, score);
  knowledge.scores.push_back(std::move(score));
  each_table(file, table, "item", [&](ObjectReader& item, const Node& at) { read_score_item(file, item, at, index); });
  if (table.items("item").empty() && table.optional("formula") == nullptr)
    table.fault(node, "item", "a score needs items or a formula");
  if (auto source = read_expression(file, table, "when", Need::optional))
    loading->later.emplace_back([loading, index, guideline = file.guideline, source = std::move(*source)] {
      const Scope scope{&loading->knowledge, &loading->names, guideline, Subject::patient};
      loading->knowledge.scores[index].when = parse_condition(source, scope, loading->issues);
    });
  if (auto source = read_expression(file, table, "formula", Need::optional))
    loading->later.emplace_back([loading, index, guideline = file.guideline, source = std::move(*source)] {
      const Scope scope{&loading->knowledge, &loading->names, guideline, Subject::patient};
      if (auto steps = parse_formula(source, scope, loading->issues))
        loading->knowledge.scores[index].formula = std::move(*steps);
    });
}

}  // namespace

void load_options(FileContext& file, ObjectReader& root) {
  static constexpr std::array<std::string_view, 1> each_words = {"side"};
  auto& options = file.loading.knowledge.options;
  each_table(file, root, "option", [&](ObjectReader& table, const Node&) {
    Option option;
    option.guideline = file.guideline;
    option.id = read_id(file, table, Names::Kind::option, static_cast<int>(options.size()));
    option.group = table.required_text("group").value_or("");
    option.each_side = read_word(table, "each", each_words, Need::optional) == 0;
    option.text = read_words(table, "text", Need::required);
    options.push_back(std::move(option));
  });
  each_table(file, root, "argument", [&](ObjectReader& table, const Node& node) { read_argument(file, table, node); });
}

void load_scores(FileContext& file, ObjectReader& root) {
  each_table(file, root, "score", [&](ObjectReader& table, const Node& node) { read_score(file, table, node); });
}

}  // namespace lossa::guideline
