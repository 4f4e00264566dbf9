// SPDX-License-Identifier: Apache-2.0
// Reads what runs over time and what is counted over many: clocks, contacts of the follow-up, indicators, spans; and
// where guidelines differ.
#include "loader.hpp"

namespace lossa::guideline {
namespace {

constexpr const char* not_a_start = "a clock starts at a date fact of the case";

void read_other_starts(FileContext& file, ObjectReader& table, std::size_t clock) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, table, "instead", [&](ObjectReader& other, const Node&) {
    const auto index = knowledge.clocks[clock].instead.size();
    knowledge.clocks[clock].instead.emplace_back();
    read_condition(file, other, "when", Subject::patient,
                   [&knowledge, clock, index]() -> Expression& { return knowledge.clocks[clock].instead[index].when; });
    read_date_reference(file, other, "start", not_a_start,
                        [&knowledge, clock, index]() -> int& { return knowledge.clocks[clock].instead[index].start; });
  });
}

/// What an indicator counts: a numerator or a measure, and only one of them.
void read_counted(FileContext& file, ObjectReader& table, const Node& node, std::size_t index) {
  auto& knowledge = file.loading.knowledge;
  const bool has_numerator = table.optional("numerator") != nullptr;
  const auto* measure = table.optional("measure");
  if (has_numerator == (measure != nullptr))
    table.fault(node, "numerator", "an indicator has either a numerator or a measure");
  read_optional_condition(file, table, "numerator", [&knowledge, index]() -> std::optional<Expression>& {
    return knowledge.indicators[index].numerator;
  });
  for (const auto& mark : table.items("marks"))
    if (const auto number = mark.number())
      knowledge.indicators[index].marks.push_back(*number);
    else
      table.fault(mark, "marks", "expected a number");
  if (measure == nullptr) return;
  const auto target = [&knowledge, index]() -> int& { return knowledge.indicators[index].measure; };
  read_reference(file, table, "measure", Names::Kind::fact, target);
  const Issue issue{Severity::error,
                    {std::string(file.name), measure->line, measure->column, table.path_of("measure")},
                    "an indicator measures a number fact of the case"};
  file.loading.later.emplace_back([loading = &file.loading, issue, target] {
    if (target() < 0) return;
    const auto& fact = loading->knowledge.facts[static_cast<std::size_t>(target())];
    if (fact.type != FactType::number || fact.of != Subject::patient) loading->issues.push_back(issue);
  });
}

}  // namespace

void load_differences(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "difference", [&](ObjectReader& table, const Node& node) {
    const auto index = knowledge.differences.size();
    Difference difference;
    difference.guideline = file.guideline;
    difference.id = read_id(file, table, Names::Kind::difference, static_cast<int>(index));
    difference.text = read_words(table, "text", Need::required);
    difference.source = read_source(table, Need::required);
    difference.known = read_known(table, Need::required).value_or(Known::memory);
    knowledge.differences.push_back(std::move(difference));
    if (table.items("between").size() < 2)
      table.fault(node, "between", "a difference lies between at least two guidelines");
    read_names(file, table, "between", Names::Kind::guideline,
               [&knowledge, index]() -> std::vector<int>& { return knowledge.differences[index].between; });
    read_condition(file, table, "when", Subject::patient,
                   [&knowledge, index]() -> Expression& { return knowledge.differences[index].when; });
  });
}

void load_clocks(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "clock", [&](ObjectReader& table, const Node&) {
    const auto index = knowledge.clocks.size();
    Clock clock;
    clock.guideline = file.guideline;
    clock.id = read_id(file, table, Names::Kind::clock, static_cast<int>(index));
    clock.group = table.text("group").value_or("");
    clock.text = read_words(table, "text", Need::required);
    clock.source = read_source(table, Need::required);
    clock.known = read_known(table, Need::required).value_or(Known::memory);
    clock.length = read_duration(table, "length", Need::required).value_or(Duration{});
    clock.longest = read_duration(table, "longest", Need::optional);
    knowledge.clocks.push_back(std::move(clock));
    read_date_reference(file, table, "start", not_a_start,
                        [&knowledge, index]() -> int& { return knowledge.clocks[index].start; });
    read_other_starts(file, table, index);
    if (table.optional("planned") != nullptr)
      read_date_reference(file, table, "planned", "what is planned is a date fact of the case",
                          [&knowledge, index]() -> int& { return knowledge.clocks[index].planned; });
    read_condition(file, table, "when", Subject::patient,
                   [&knowledge, index]() -> Expression& { return knowledge.clocks[index].when; });
  });
}

void load_contacts(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "contact", [&](ObjectReader& table, const Node&) {
    const auto index = knowledge.contacts.size();
    Contact contact;
    contact.guideline = file.guideline;
    contact.id = read_id(file, table, Names::Kind::contact, static_cast<int>(index));
    contact.text = read_words(table, "text", Need::required);
    each_table(file, table, "item", [&](ObjectReader& item, const Node&) {
      contact.items.push_back({item.required_text("en").value_or(""), item.required_text("sv").value_or("")});
    });
    contact.after = read_duration(table, "after", Need::required).value_or(Duration{});
    contact.source = read_source(table, Need::required);
    contact.known = read_known(table, Need::required).value_or(Known::memory);
    knowledge.contacts.push_back(std::move(contact));
    read_date_reference(file, table, "from", "a contact counts from a date fact of the case",
                        [&knowledge, index]() -> int& { return knowledge.contacts[index].from; });
    read_condition(file, table, "when", Subject::patient,
                   [&knowledge, index]() -> Expression& { return knowledge.contacts[index].when; });
    read_optional_condition(file, table, "done", [&knowledge, index]() -> std::optional<Expression>& {
      return knowledge.contacts[index].done;
    });
  });
}

void load_indicators(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "indicator", [&](ObjectReader& table, const Node& node) {
    const auto index = knowledge.indicators.size();
    Indicator indicator;
    indicator.guideline = file.guideline;
    indicator.id = read_id(file, table, Names::Kind::indicator, static_cast<int>(index));
    indicator.text = read_words(table, "text", Need::required);
    indicator.target = read_words(table, "target", Need::optional);
    indicator.source = read_source(table, Need::required);
    indicator.known = read_known(table, Need::required).value_or(Known::memory);
    knowledge.indicators.push_back(std::move(indicator));
    read_condition(file, table, "denominator", Subject::patient,
                   [&knowledge, index]() -> Expression& { return knowledge.indicators[index].denominator; });
    read_optional_condition(file, table, "exclude", [&knowledge, index]() -> std::optional<Expression>& {
      return knowledge.indicators[index].exclude;
    });
    read_counted(file, table, node, index);
  });
}

void load_spans(FileContext& file, ObjectReader& root) {
  auto& spans = file.loading.knowledge.spans;
  each_table(file, root, "span", [&](ObjectReader& table, const Node&) {
    Span span;
    span.guideline = file.guideline;
    span.id = read_id(file, table, Names::Kind::span, static_cast<int>(spans.size()));
    span.text = read_words(table, "text", Need::required);
    span.length = read_duration(table, "length", Need::required).value_or(Duration{});
    span.source = read_source(table, Need::required);
    span.known = read_known(table, Need::required).value_or(Known::memory);
    spans.push_back(std::move(span));
  });
}

}  // namespace lossa::guideline
