// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "loader.hpp"

namespace lossa::guideline {
namespace {

using ScoreAt = std::function<Score&()>;  // the list may grow before names are resolved

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

/// The last of the choices, and no other, is what holds when none of the others does.
template <typename Choices>
bool ends_with_otherwise(const Choices& choices) {
  const auto first = std::ranges::find_if(choices, [](const auto& choice) { return choice.otherwise; });
  return choices.end() - first == 1;
}

void read_score_item(FileContext& file, ObjectReader& table, const Node& node, const ScoreAt& score) {
  const auto index = score().items.size();
  const auto id = table.required_text("id");
  if (id) require_new_id(table, *id, score().items);
  score().items.push_back({id.value_or(""), read_words(table, "text", Need::required), {}});
  const auto levels = [score, index]() -> std::vector<ScoreLevel>& { return score().items[index].levels; };
  each_table(file, table, "level", [&](ObjectReader& level, const Node& at) { read_level(file, level, at, levels); });
  if (!ends_with_otherwise(levels()))
    table.fault(node, "level", "the last level of an item, and no other, must be 'otherwise'");
}

void read_bands(FileContext& file, ObjectReader& table, Score& score) {
  each_table(file, table, "band", [&](ObjectReader& band, const Node& node) {
    const auto above = band.number("above");
    const auto from = above ? above : band.number("from");
    if (!from) band.fault(node, "from", "a band needs where it begins: from, or above");
    if (!score.bands.empty() && from.value_or(0) <= score.bands.back().from)
      band.fault(node, "from", "bands must rise");
    const auto id = band.required_text("id");
    if (id) require_new_id(band, *id, score.bands);
    score.bands.push_back(
        {id.value_or(""), read_words(band, "text", Need::required), from.value_or(0), above.has_value()});
  });
}

/// Adds a formula that is read from the member `key` once all names are known.
void add_formula(FileContext& file, ObjectReader& table, std::string_view key, const ScoreAt& score) {
  const auto index = score().formulas.size();
  score().formulas.push_back({.otherwise = true, .when = {}, .steps = {}});
  auto source = read_expression(file, table, key, Need::required);
  if (!source) return;
  auto* loading = &file.loading;
  loading->later.emplace_back([loading, score, index, guideline = file.guideline, source = std::move(*source)] {
    const Scope scope{&loading->knowledge, &loading->names, guideline, Subject::patient};
    if (auto steps = parse_formula(source, scope, loading->issues)) score().formulas[index].steps = std::move(*steps);
  });
}

/// One formula in quotes, or tables of which the first that holds counts.
void read_formulas(FileContext& file, ObjectReader& table, const ScoreAt& score) {
  const auto* node = table.optional("formula");
  if (node == nullptr) return;
  if (node->kind != Node::Kind::array) return add_formula(file, table, "formula", score);
  each_table(file, table, "formula", [&](ObjectReader& choice, const Node&) {
    const auto index = score().formulas.size();
    add_formula(file, choice, "value", score);
    score().formulas[index].otherwise = read_otherwise(choice);
    if (!score().formulas[index].otherwise)
      read_condition(file, choice, "when", Subject::patient,
                     [score, index]() -> Expression& { return score().formulas[index].when; });
  });
  if (!ends_with_otherwise(score().formulas))
    table.fault(*node, "formula", "the last formula, and no other, must be 'otherwise'");
}

void read_validations(FileContext& file, ObjectReader& table, Score& score) {
  each_table(file, table, "validation", [&](ObjectReader& one, const Node&) {
    score.validations.push_back({.text = read_words(one, "text", Need::required),
                                 .source = read_source(one, Need::required),
                                 .known = read_known(one, Need::required).value_or(Known::memory)});
  });
}

/// The fact that holds the class: of the case, and a category.
void read_entered(FileContext& file, ObjectReader& table, const ScoreAt& score) {
  const auto* node = table.optional("class");
  if (node == nullptr) return;
  read_reference(file, table, "class", Names::Kind::fact, [score]() -> int& { return score().entered; });
  const Issue misfit{Severity::error,
                     {std::string(file.name), node->line, node->column, table.path_of("class")},
                     "a class is a category fact of the case"};
  auto* loading = &file.loading;
  loading->later.emplace_back([loading, score, misfit] {
    if (score().entered < 0) return;
    const auto& fact = loading->knowledge.facts[static_cast<std::size_t>(score().entered)];
    if (fact.type != FactType::category || fact.of != Subject::patient) loading->issues.push_back(misfit);
  });
}

/// How it is worked out, or why that is not known.
void read_rule(FileContext& file, ObjectReader& table, const Node& node, const ScoreAt& score) {
  const bool is_known = score().not_obtained.en.empty();
  if (!is_known)
    for (const auto* key : {"item", "formula", "example"})
      if (const auto* at = table.optional(key))
        table.fault(*at, key, "a score whose rule was not obtained has no items, formulas or examples");
  each_table(file, table, "item", [&](ObjectReader& item, const Node& at) { read_score_item(file, item, at, score); });
  read_formulas(file, table, score);
  if (is_known && score().items.empty() && score().formulas.empty())
    table.fault(node, "item", "a score needs items or a formula, or to say why they were not obtained");
  if (const auto* at = table.optional("class"); at != nullptr && is_known)
    table.fault(*at, "class", "a class is entered only where the rule was not obtained");
  read_entered(file, table, score);
}

void read_score(FileContext& file, ObjectReader& table, const Node& node) {
  auto& knowledge = file.loading.knowledge;
  const auto index = knowledge.scores.size();
  const ScoreAt at = [&knowledge, index]() -> Score& { return knowledge.scores[index]; };
  Score score;
  score.guideline = file.guideline;
  score.id = read_id(file, table, Names::Kind::score, static_cast<int>(index));
  score.unit = table.required_text("unit").value_or("");
  score.cite = table.required_text("cite").value_or("");
  score.text = read_words(table, "text", Need::required);
  score.note = read_words(table, "note", Need::optional);
  score.known = read_known(table, Need::required).value_or(Known::memory);
  score.not_obtained = read_words(table, "not_obtained", Need::optional);
  read_bands(file, table, score);
  read_validations(file, table, score);
  knowledge.scores.push_back(std::move(score));
  read_optional_condition(file, table, "when", [at]() -> std::optional<Expression>& { return at().when; });
  read_rule(file, table, node, at);
  read_examples(file, table, at);
}

}  // namespace

void load_scores(FileContext& file, ObjectReader& root) {
  each_table(file, root, "score", [&](ObjectReader& table, const Node& node) { read_score(file, table, node); });
}

}  // namespace lossa::guideline
