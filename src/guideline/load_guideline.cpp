// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "loader.hpp"

#include <lossa/base/text.hpp>

namespace lossa::guideline {
namespace {

constexpr std::size_t conclusion_limit = 63;

void read_reviewers(FileContext& file, ObjectReader& head, Guideline& guideline) {
  each_table(file, head, "reviewed", [&](ObjectReader& table, const Node&) {
    guideline.reviewed.push_back({table.required_text("name").value_or(""), table.required_text("role").value_or(""),
                                  table.required_text("date").value_or("")});
  });
}

void read_option_words(ObjectReader& table, Reading& reading) {
  const auto* node = table.required("option_text");
  if (node == nullptr) return;
  ObjectReader words(*node, table.file(), table.path_of("option_text"), table.issues());
  for (const auto& option : reading.options) reading.option_text.push_back(read_words(words, option, Need::required));
  words.finish();
}

void read_conclusion(FileContext& file, ObjectReader& table, const Node& node, std::size_t question) {
  static constexpr std::array<std::string_view, 3> tones = {"act", "caution", "calm"};
  auto& knowledge = file.loading.knowledge;
  auto& conclusions = knowledge.questions[question].conclusions;
  const auto index = conclusions.size();
  Conclusion conclusion;
  if (const auto id = table.required_text("id")) {
    require_new_id(table, *id, conclusions);
    conclusion.id = *id;
  }
  conclusion.text = read_words(table, "text", Need::required);
  if (const int tone = read_word(table, "tone", tones, Need::required); tone >= 0)
    conclusion.tone = static_cast<Tone>(tone);
  conclusion.otherwise = read_otherwise(table);
  conclusion.source = read_source(table, Need::optional);
  conclusion.known = read_known(table, Need::optional);
  if (!conclusions.empty() && conclusions.back().otherwise)
    table.fault(node, "otherwise", "nothing may come after 'otherwise'");
  const bool otherwise = conclusion.otherwise;
  conclusions.push_back(std::move(conclusion));
  if (otherwise) return;
  read_condition(file, table, "when", subject_of(file), [&knowledge, question, index]() -> Expression& {
    return knowledge.questions[question].conclusions[index].when;
  });
}

void read_due(FileContext& file, ObjectReader& table, std::size_t recommendation) {
  const auto* node = table.optional("due");
  if (node == nullptr) return;
  ObjectReader due(*node, file.name, table.path_of("due"), table.issues());
  auto& knowledge = file.loading.knowledge;
  Due result;
  result.within = read_duration(due, "within", Need::required).value_or(Duration{});
  const auto from = due.required_text("from");
  knowledge.recommendations[recommendation].due = result;
  if (from && *from != "holds")
    read_date_reference(
        file, due, "from", "a due time counts from 'holds' or from a date fact of the case",
        [&knowledge, recommendation]() -> int& { return knowledge.recommendations[recommendation].due->from_fact; });
  due.finish();
}

}  // namespace

void load_guideline_head(FileContext& file, ObjectReader& root) {
  static constexpr std::array<std::string_view, 2> subjects = {"case", "lead"};
  auto& guidelines = file.loading.knowledge.guidelines;
  const auto* node = root.required("guideline");
  ObjectReader head(*node, file.name, "guideline", root.issues());
  Guideline guideline;
  file.guideline = static_cast<int>(guidelines.size());
  guideline.id = read_id(file, head, Names::Kind::guideline, file.guideline);
  guideline.version = head.required_text("version").value_or("");
  if (const int word = read_word(head, "subject", subjects, Need::required); word >= 0)
    guideline.subject = static_cast<Subject>(word);
  guideline.title = read_words(head, "title", Need::required);
  guideline.cite = head.required_text("cite").value_or("");
  guideline.doi = head.text("doi").value_or("");
  if (const auto word = head.text("compare")) {
    if (!is_identifier(*word, false)) head.fault(*head.optional("compare"), "compare", "'" + *word + "' is no word");
    guideline.compare = *word;
  }
  guideline.file = std::string(file.name);
  guideline.hash = sha256_hex(file.bytes);
  read_reviewers(file, head, guideline);
  head.finish();
  guidelines.push_back(std::move(guideline));
}

void load_readings(FileContext& file, ObjectReader& root) {
  auto& readings = file.loading.knowledge.readings;
  each_table(file, root, "reading", [&](ObjectReader& table, const Node& node) {
    Reading reading;
    reading.guideline = file.guideline;
    reading.id = read_id(file, table, Names::Kind::reading, static_cast<int>(readings.size()));
    reading.ask = read_words(table, "ask", Need::required);
    reading.why = read_words(table, "why", Need::required);
    reading.options = read_distinct_words(table, "options");
    if (reading.options.size() < 2) table.fault(node, "options", "a reading needs at least two options");
    read_option_words(table, reading);
    if (const auto chosen = table.required_text("default")) {
      const auto found = std::ranges::find(reading.options, *chosen);
      if (found == reading.options.end())
        table.fault(*table.optional("default"), "default", "'" + *chosen + "' is none of the options");
      reading.default_option = static_cast<int>(found - reading.options.begin());
    }
    readings.push_back(std::move(reading));
  });
}

void load_criteria(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "criterion", [&](ObjectReader& table, const Node& node) {
    const auto index = knowledge.criteria.size();
    Criterion criterion;
    criterion.guideline = file.guideline;
    criterion.id = read_id(file, table, Names::Kind::criterion, static_cast<int>(index));
    criterion.text = read_words(table, "text", Need::required);
    criterion.source = read_source(table, Need::required);
    criterion.known = read_known(table, Need::required).value_or(Known::memory);
    criterion.place = {std::string(file.name), node.line, node.column, table.path_of("")};
    knowledge.criteria.push_back(std::move(criterion));
    read_condition(file, table, "when", subject_of(file),
                   [&knowledge, index]() -> Expression& { return knowledge.criteria[index].when; });
    file.loading.later.emplace_back([loading = &file.loading, index] {
      const auto& declared = loading->knowledge.criteria[index];
      if (loading->names.find(Names::Kind::fact, declared.id) >= 0)
        loading->issues.push_back({Severity::error, declared.place, "'" + declared.id + "' is a fact already"});
    });
  });
}

void load_questions(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "question", [&](ObjectReader& table, const Node& node) {
    const auto index = knowledge.questions.size();
    Question question;
    question.guideline = file.guideline;
    question.id = read_id(file, table, Names::Kind::question, static_cast<int>(index));
    question.text = read_words(table, "text", Need::required);
    question.headline = table.boolean("headline").value_or(false);
    question.place = {std::string(file.name), node.line, node.column, table.path_of("")};
    knowledge.questions.push_back(std::move(question));
    each_table(file, table, "conclusion",
               [&](ObjectReader& conclusion, const Node& at) { read_conclusion(file, conclusion, at, index); });
    const auto count = knowledge.questions[index].conclusions.size();
    if (count < 2 || count > conclusion_limit)
      table.fault(node, "conclusion", "a question needs two to 63 conclusions");
  });
}

void load_recommendations(FileContext& file, ObjectReader& root) {
  static constexpr std::array<std::string_view, 2> kinds = {"do", "avoid"};
  static constexpr std::array<std::string_view, 1> cards = {"holding"};
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "recommendation", [&](ObjectReader& table, const Node&) {
    const auto index = knowledge.recommendations.size();
    Recommendation item;
    item.guideline = file.guideline;
    item.id = read_id(file, table, Names::Kind::recommendation, static_cast<int>(index));
    item.avoid = read_word(table, "kind", kinds, Need::required) == 1;
    item.evidence_class = table.text("class").value_or("");
    item.level = table.text("level").value_or("");
    item.on_card = read_word(table, "card", cards, Need::optional) == 0;
    item.text = read_words(table, "text", Need::required);
    item.source = read_source(table, Need::required);
    item.known = read_known(table, Need::required).value_or(Known::memory);
    knowledge.recommendations.push_back(std::move(item));
    read_condition(file, table, "when", subject_of(file),
                   [&knowledge, index]() -> Expression& { return knowledge.recommendations[index].when; });
    read_due(file, table, index);
  });
}

}  // namespace lossa::guideline
