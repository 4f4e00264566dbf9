// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "loader.hpp"

#include <lossa/base/text.hpp>

namespace lossa::guideline {
namespace {

void load_file(Loading& loading, const SourceFile& source) {
  auto tree = read_toml(source.bytes, source.name);
  loading.issues.insert(loading.issues.end(), tree.issues.begin(), tree.issues.end());
  if (!tree.value) return;
  FileContext file{.loading = loading, .name = source.name, .bytes = source.bytes};
  ObjectReader root(*tree.value, source.name, "", loading.issues);
  load_facts(file, root);
  load_studies(file, root);
  if (tree.value->find("guideline") != nullptr) {
    load_guideline_head(file, root);
    load_readings(file, root);
    load_criteria(file, root);
    load_questions(file, root);
    load_recommendations(file, root);
    load_differences(file, root);
    load_clocks(file, root);
    load_contacts(file, root);
    load_indicators(file, root);
    load_spans(file, root);
    load_options(file, root);
    load_scores(file, root);
  }
  root.finish();
}

void require_one_headline(Loading& loading) {
  const Question* first = nullptr;
  for (const auto& question : loading.knowledge.questions) {
    if (!question.headline) continue;
    if (first != nullptr)
      loading.issues.push_back(
          {Severity::error, question.place, "'" + first->id + "' is the headline already; there can be only one"});
    else
      first = &question;
  }
}

/// Expressions are parsed after all files are read; people want the faults in the order in which they stand.
void sort_as_in_files(const std::vector<SourceFile>& files, Issues& issues) {
  std::map<std::string_view, std::size_t> order;
  for (const auto& file : files) order.emplace(file.name, order.size());
  std::multimap<std::tuple<std::size_t, int, int>, Issue> sorted;  // which keeps equals as they came
  for (auto& issue : issues) {
    const std::tuple place(order.at(issue.place.file), issue.place.line, issue.place.column);
    sorted.emplace(place, std::move(issue));
  }
  issues.clear();
  for (auto& [place, issue] : sorted) issues.push_back(std::move(issue));
}

template <typename Items>
int index_of(const Items& items, std::string_view id, int guideline) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i].id == id && items[i].guideline == guideline) return static_cast<int>(i);
  return -1;
}

template <typename Items>
int index_of(const Items& items, std::string_view id) {
  const auto found = std::ranges::find(items, id, [](const auto& item) { return std::string_view(item.id); });
  return found == items.end() ? -1 : static_cast<int>(found - items.begin());
}

}  // namespace

Checked<Knowledge> load(const std::vector<SourceFile>& files) {
  Loading loading;
  for (const auto& source : files) load_file(loading, source);
  for (const auto& resolve : loading.later) resolve();
  require_one_headline(loading);
  if (!has_errors(loading.issues)) resolve_dependencies(loading);
  if (!has_errors(loading.issues)) check_examples(loading);
  sort_as_in_files(files, loading.issues);
  return {std::move(loading.knowledge), std::move(loading.issues)};
}

int Knowledge::find_fact(std::string_view id) const { return index_of(facts, id); }
int Knowledge::find_guideline(std::string_view id) const { return index_of(guidelines, id); }
int Knowledge::find_question(std::string_view guideline_id, std::string_view id) const {
  return index_of(questions, id, find_guideline(guideline_id));
}
int Knowledge::find_span(std::string_view guideline_id, std::string_view id) const {
  return index_of(spans, id, find_guideline(guideline_id));
}
int Knowledge::find_reading(std::string_view guideline_id, std::string_view id) const {
  return index_of(readings, id, find_guideline(guideline_id));
}

}  // namespace lossa::guideline
