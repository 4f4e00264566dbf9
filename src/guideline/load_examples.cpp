// SPDX-License-Identifier: Apache-2.0
// The worked cases of a score.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "loader.hpp"

#include "constants.hpp"

namespace lossa::guideline {
namespace {

using ScoreAt = std::function<Score&()>;

constexpr std::string_view reading_prefix = "reading.";

/// Puts what an example gives into it, once all names are known.
class Giver {
 public:
  Giver(Loading& loading, Score& score, std::size_t example, const std::string& file)
      : loading_(&loading), score_(&score), example_(&score.examples[example]), file_(&file) {}

  void give(const Node::Member& member, const std::string& path, int lead) {
    place_ = {*file_, member.line, member.column, path};
    if (lead < 0 && member.key.starts_with(reading_prefix)) return choose(member);
    const auto& names = loading_->names;
    const int index = names.find(Names::Kind::fact, member.key);
    if (index < 0) return fault("'" + member.key + "' is no fact" + names.suggestion(Names::Kind::fact, member.key));
    const auto& fact = loading_->knowledge.facts[static_cast<std::size_t>(index)];
    if (fact.of != (lead < 0 ? Subject::patient : Subject::lead))
      return fault("'" + member.key + "' is no fact of the " + (lead < 0 ? "case" : "lead"));
    if (const auto number = number_of(fact, member.value)) example_->given.push_back({index, lead, *number});
  }

 private:
  void choose(const Node::Member& member) {
    const auto id = member.key.substr(reading_prefix.size());
    const auto key = local_id(loading_->knowledge, score_->guideline, id);
    const int reading = loading_->names.find(Names::Kind::reading, key);
    if (reading < 0)
      return fault("there is no reading '" + id + "'" + loading_->names.suggestion(Names::Kind::reading, key));
    const auto& options = loading_->knowledge.readings[static_cast<std::size_t>(reading)].options;
    const auto option = std::ranges::find(options, member.value.text);
    if (option == options.end()) return fault("'" + member.value.text + "' is no option of '" + id + "'");
    example_->readings.emplace_back(reading, static_cast<int>(option - options.begin()));
  }

  std::optional<double> number_of(const Fact& fact, const Node& value) {
    std::optional<double> number;
    if (fact.type == FactType::truth && value.kind == Node::Kind::boolean) return value.boolean ? 1 : 0;
    if (fact.type == FactType::number) number = value.number();
    if (fact.type == FactType::category && value.kind == Node::Kind::string) {
      const auto found = std::ranges::find(fact.values, value.text);
      if (found != fact.values.end()) return static_cast<double>(found - fact.values.begin());
      fault(not_a_value(fact, value.text));
      return std::nullopt;
    }
    if (!number)
      fault("'" + fact.id + "' is not given by this: a truth by true or false, a number, or a category's word");
    return number;
  }

  void fault(std::string message) { loading_->issues.push_back({Severity::error, place_, std::move(message)}); }

  Loading* loading_;
  Score* score_;
  ScoreExample* example_;
  const std::string* file_;
  Place place_;
};

/// Facts wait, as a copy of their tables, until all names are known.
void read_given(FileContext& file, ObjectReader& table, const ScoreAt& score, std::size_t example) {
  struct Table {
    std::string path;
    std::vector<Node::Member> members;
    int lead = -1;
  };
  std::vector<Table> tables;
  const auto add = [&](const Node& node, std::string path, int lead) {
    if (node.kind != Node::Kind::object)
      return table.fault(node, lead < 0 ? "given" : "lead", "expected facts in braces");
    tables.push_back({std::move(path), node.members, lead});
  };
  if (const auto* given = table.required("given")) add(*given, table.path_of("given"), -1);
  int lead = 0;
  for (const auto& node : table.items("lead")) {
    add(node, table.path_of("lead") + "[" + std::to_string(lead) + "]", lead);
    ++lead;
  }
  score().examples[example].leads = lead;
  auto* loading = &file.loading;
  loading->later.emplace_back([=, tables = std::move(tables), name = std::string(file.name)] {
    Giver giver(*loading, score(), example, name);
    for (const auto& from : tables)
      for (const auto& member : from.members) giver.give(member, from.path + "." + member.key, from.lead);
  });
}

void read_example(FileContext& file, ObjectReader& table, const Node& node, const ScoreAt& score) {
  static constexpr std::array<std::string_view, 1> rests = {"normal"};
  ScoreExample example;
  example.place = {std::string(file.name), node.line, node.column, table.path_of("")};
  const auto total = table.number("total");
  if (!total) table.fault(node, "total", "an example needs its total");
  example.total = total.value_or(0);
  example.tolerance = table.number("tolerance").value_or(0);
  example.rest_is_normal = read_word(table, "rest", rests, Need::optional) == 0;
  if (const auto band = table.text("band")) {
    const auto found = std::ranges::find(score().bands, *band, &ScoreBand::id);
    if (found == score().bands.end()) table.fault(*table.optional("band"), "band", "there is no band '" + *band + "'");
    example.band = found == score().bands.end() ? -1 : static_cast<int>(found - score().bands.begin());
  }
  const auto index = score().examples.size();
  score().examples.push_back(std::move(example));
  read_given(file, table, score, index);
}

}  // namespace

void read_examples(FileContext& file, ObjectReader& table, const std::function<Score&()>& score) {
  each_table(file, table, "example", [&](ObjectReader& one, const Node& at) { read_example(file, one, at, score); });
}

}  // namespace lossa::guideline
