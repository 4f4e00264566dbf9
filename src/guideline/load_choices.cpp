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

}  // namespace lossa::guideline
