// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <set>

#include "loader.hpp"

namespace lossa::guideline {
namespace {

constexpr std::size_t category_limit = 63;

/// One word or a list of them.
std::vector<std::string> read_word_list(ObjectReader& table, std::string_view key) {
  std::vector<std::string> words;
  for (const auto& node : table.items(key)) {
    if (node.kind != Node::Kind::string && node.kind != Node::Kind::number)
      table.fault(node, key, "expected a word or a list of words");
    words.push_back(node.text);
  }
  return words;
}

WordLists read_word_lists(ObjectReader& table, std::string_view key) {
  WordLists lists;
  const auto* node = table.optional(key);
  if (node == nullptr) return lists;
  ObjectReader pairs(*node, table.file(), table.path_of(key), table.issues());
  for (const auto& member : node->members) lists.emplace_back(member.key, read_word_list(pairs, member.key));
  return lists;
}

/// A score by name, which gives the fact where the rest of its origin does not; resolved later.
void read_score_reference(FileContext& file, ObjectReader& from, std::size_t fact) {
  const auto* node = from.optional("score");
  if (node == nullptr) return;
  auto* loading = &file.loading;
  read_reference(file, from, "score", Names::Kind::score,
                 [loading, fact]() -> int& { return loading->knowledge.facts[fact].from->score; });
  const Place place{std::string(file.name), node->line, node->column, from.path_of("score")};
  loading->later.emplace_back([loading, fact, place] {
    const auto& target = loading->knowledge.facts[fact];
    if (target.from->score < 0) return;
    const auto& score = loading->knowledge.scores[static_cast<std::size_t>(target.from->score)];
    const auto fault = [&](std::string message) {
      loading->issues.push_back({Severity::error, place, std::move(message)});
    };
    if (target.type != FactType::number || target.of != Subject::patient)
      fault("a score gives only number facts of the case");
    else if (!score.not_obtained.en.empty())
      fault("the rule of '" + score.id + "' was not obtained: it gives no number");
    else if (target.unit != score.unit)
      fault("'" + score.id + "' is in " + score.unit + ", and the fact in " + target.unit);
  });
}

std::optional<FactOrigin> read_origin(FileContext& file, ObjectReader& table, std::size_t fact) {
  const auto* node = table.optional("from");
  if (node == nullptr) return std::nullopt;
  ObjectReader from(*node, table.file(), table.path_of("from"), table.issues());
  FactOrigin origin;
  read_score_reference(file, from, fact);
  if (from.optional("score") != nullptr && node->members.size() == 1) return origin;
  origin.rule = from.text("rule").value_or("");
  if (!origin.rule.empty()) {
    for (const auto& member : node->members)
      if (member.key != "rule" && member.key != "score")
        origin.arguments.emplace_back(member.key, read_word_list(from, member.key));
    return origin;
  }
  origin.kind = from.required_text("kind").value_or("");
  origin.field = from.text("field").value_or("");
  origin.where = read_word_lists(from, "where");
  origin.is = read_word_list(from, "is");
  origin.has = from.text("has").value_or("");
  origin.exists = from.boolean("exists").value_or(false);
  from.finish();
  return origin;
}

void require_limits(ObjectReader& table, const Node& node, const Fact& fact) {
  const auto is_whole_count = [](double limit) { return limit >= 0 && limit == std::floor(limit); };
  if (fact.type != FactType::number && (fact.low || fact.high))
    table.fault(node, "low", "only a number has a least or greatest value");
  else if (fact.is_count && (!is_whole_count(fact.low.value_or(0)) || !is_whole_count(fact.high.value_or(0))))
    table.fault(node, "low", "a count is whole and not negative");
  else if (fact.low && fact.high && *fact.low > *fact.high)
    table.fault(node, "low", "the least value is above the greatest");
}

void read_type(ObjectReader& table, const Node& node, Fact& fact) {
  static constexpr std::array<std::string_view, 4> types = {"truth", "number", "category", "date"};
  static constexpr std::array<std::string_view, 3> subjects = {"case", "lead", "side"};
  static constexpr std::array<std::string_view, 3> windows = {"episode", "now", "ever"};
  static constexpr std::array<std::string_view, 3> ways = {"latest", "worst", "conflict"};
  if (const int word = read_word(table, "type", types, Need::required); word >= 0)
    fact.type = static_cast<FactType>(word);
  if (const int word = read_word(table, "of", subjects, Need::optional); word >= 0)
    fact.of = static_cast<Subject>(word);
  if (const int word = read_word(table, "window", windows, Need::required); word >= 0)
    fact.window = static_cast<Window>(word);
  if (const int word = read_word(table, "resolve", ways, Need::required); word >= 0)
    fact.resolve = static_cast<Resolve>(word);
  fact.unit = table.text("unit").value_or("");
  fact.is_count = fact.unit == "count";
  fact.low = table.number("low");
  fact.high = table.number("high");
  fact.values = read_distinct_words(table, "values");
  const bool is_number = fact.type == FactType::number;
  if (is_number && fact.unit.empty()) table.fault(node, "unit", "a number needs a unit (\"1\" if it has none)");
  if (!is_number && !fact.unit.empty()) table.fault(node, "unit", "only a number has a unit");
  require_limits(table, node, fact);
  const bool is_category = fact.type == FactType::category;
  if (is_category && (fact.values.size() < 2 || fact.values.size() > category_limit))
    table.fault(node, "values", "a category needs two to 63 values");
  if (!is_category && !fact.values.empty()) table.fault(node, "values", "only a category has values");
}

void read_fact(FileContext& file, ObjectReader& table, const Node& node) {
  auto& facts = file.loading.knowledge.facts;
  const auto index = facts.size();
  Fact fact;
  fact.place = {std::string(file.name), node.line, node.column, table.path_of("")};
  fact.id = read_id(file, table, Names::Kind::fact, static_cast<int>(index));
  read_type(table, node, fact);
  fact.text = read_words(table, "text", Need::required);
  fact.ask = read_words(table, "ask", Need::optional);
  fact.from = read_origin(file, table, index);
  facts.push_back(std::move(fact));
  auto& knowledge = file.loading.knowledge;
  read_reference(file, table, "learn", Names::Kind::investigation,
                 [&knowledge, index]() -> int& { return knowledge.facts[index].learn; });
}

/// The subjects of the facts that stand outside every `each` of their subject.
std::set<Subject> free_subjects(const Knowledge& knowledge, const Expression& condition) {
  if (condition.index >= 0) return {knowledge.facts[static_cast<std::size_t>(condition.index)].of};
  std::set<Subject> subjects;
  for (const auto& part : condition.parts) subjects.merge(free_subjects(knowledge, part));
  if (condition.subject != Subject::patient) subjects.erase(condition.subject);
  return subjects;
}

/// What a constraint speaks of: its free facts may be of the case and of one more subject.
Result<Subject> subject_of(const Knowledge& knowledge, const Expression& condition) {
  auto subjects = free_subjects(knowledge, condition);
  subjects.erase(Subject::patient);
  if (subjects.size() > 1)
    return Error{.kind = ErrorKind::invalid_input, .message = "its facts are of one subject, not of a lead and a side"};
  return subjects.empty() ? Subject::patient : *subjects.begin();
}

Expression both(Expression first, Expression second) {
  Expression result;
  result.op = Expression::Op::all;
  result.parts = {std::move(first), std::move(second)};
  return result;
}

Expression negated(Expression condition) {
  Expression result;
  result.op = Expression::Op::negation;
  result.parts = {std::move(condition)};
  return result;
}

/// "if a then b" is kept as "never a and not b".
void read_constraint(FileContext& file, ObjectReader& table, const Node& node, bool implication) {
  auto* loading = &file.loading;
  const auto first = read_expression(file, table, implication ? "if" : "never", Need::required);
  const auto second = implication ? read_expression(file, table, "then", Need::required) : std::nullopt;
  if (!first || (implication && !second)) return;
  const Place place{std::string(file.name), node.line, node.column, table.path_of("")};
  loading->later.emplace_back([=] {
    const Scope scope{&loading->knowledge, &loading->names, -1, std::nullopt};
    auto condition = parse_condition(*first, scope, loading->issues);
    auto consequence = second ? parse_condition(*second, scope, loading->issues) : std::nullopt;
    if (!condition || (second && !consequence)) return;
    Constraint constraint;
    constraint.never = second ? both(std::move(*condition), negated(std::move(*consequence))) : std::move(*condition);
    constraint.place = place;
    const auto subject = subject_of(loading->knowledge, constraint.never);
    if (!subject) return loading->issues.push_back({Severity::error, place, subject.error().message});
    constraint.subject = *subject;
    loading->knowledge.constraints.push_back(std::move(constraint));
  });
}

}  // namespace

void load_facts(FileContext& file, ObjectReader& root) {
  auto& knowledge = file.loading.knowledge;
  each_table(file, root, "investigation", [&](ObjectReader& table, const Node&) {
    const auto index = static_cast<int>(knowledge.investigations.size());
    auto id = read_id(file, table, Names::Kind::investigation, index);
    knowledge.investigations.push_back({std::move(id), read_words(table, "text", Need::required)});
  });
  each_table(file, root, "fact", [&](ObjectReader& table, const Node& node) { read_fact(file, table, node); });
  each_table(file, root, "implication",
             [&](ObjectReader& table, const Node& node) { read_constraint(file, table, node, true); });
  each_table(file, root, "exclusion",
             [&](ObjectReader& table, const Node& node) { read_constraint(file, table, node, false); });
}

void load_studies(FileContext& file, ObjectReader& root) {
  auto& studies = file.loading.knowledge.studies;
  each_table(file, root, "study", [&](ObjectReader& table, const Node&) {
    Study study;
    study.id = read_id(file, table, Names::Kind::study, static_cast<int>(studies.size()));
    study.cite = table.required_text("cite").value_or("");
    study.text = read_words(table, "text", Need::required);
    study.n = table.number("n");
    study.same_session = table.number("same_session");
    study.events = table.number("events");
    study.follow_up_months = table.number("follow_up_months");
    study.known = read_known(table, Need::required).value_or(Known::memory);
    studies.push_back(std::move(study));
  });
}

}  // namespace lossa::guideline
