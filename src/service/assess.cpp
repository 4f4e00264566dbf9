// SPDX-License-Identifier: Apache-2.0
#include "assess.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>

namespace lossa::service {
namespace {

Error not_understood(std::string where, std::string message) {
  return {.kind = ErrorKind::invalid_input, .message = std::move(message), .where = std::move(where)};
}

Result<void> choose(const guideline::Knowledge& knowledge, const std::string& name, const std::string& option,
                    guideline::ReadingChoice& choice) {
  const auto dot = name.find('.');
  const int reading = dot == std::string::npos
                          ? -1
                          : knowledge.find_reading(name.substr(0, dot), std::string_view(name).substr(dot + 1));
  const auto where = "reading." + name;
  if (reading < 0) {
    std::vector<std::string> names;
    for (const auto& known : knowledge.readings)
      names.push_back(knowledge.guidelines[static_cast<std::size_t>(known.guideline)].id + "." + known.id);
    const auto near = nearest(name, names);
    return not_understood(
        where, "there is no reading '" + name + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  const auto& options = knowledge.readings[static_cast<std::size_t>(reading)].options;
  const auto found = std::ranges::find(options, option);
  if (found == options.end())
    return not_understood(where, "'" + option + "' is none of its options: " + join_words(options, "or"));
  choice[static_cast<std::size_t>(reading)] = static_cast<int>(found - options.begin());
  return {};
}

Result<assessment::Request> request_of(const guideline::Knowledge& knowledge, const View& view) {
  assessment::Request request;
  request.readings = guideline::default_readings(knowledge);
  if (!view.at.empty()) {
    auto at = model::parse_when(view.at);
    if (!at) return not_understood("at", at.error().message);
    request.at = std::move(at).value();
  }
  request.detail = view.detail;
  for (const auto& [name, option] : view.readings) LOSSA_TRY(choose(knowledge, name, option, request.readings));
  return request;
}

/// The first that is due of what holds so far. What is known from memory only comes after all that is not.
std::optional<WorkItem::NextDue> next_due(const assessment::Assessment& assessment) {
  const auto key = [](const assessment::DueTime& due) {
    return std::pair(!due.alarms, due.at ? due.at->low : std::numeric_limits<WallMinutes>::max());
  };
  std::optional<WorkItem::NextDue> next;
  for (const auto& item : assessment.recommendations) {
    if (!item.due || !item.why.verdict.so_far) continue;
    if (next && key(next->due) <= key(*item.due)) continue;
    const auto& knowledge = assessment.library->knowledge;
    next = {knowledge.recommendations[static_cast<std::size_t>(item.recommendation)].text, *item.due};
  }
  return next;
}

void describe_headline(const assessment::Assessment& assessment, WorkItem& item) {
  if (assessment.headline < 0) return;
  const auto& answer = assessment.answers[static_cast<std::size_t>(assessment.headline)];
  const auto& knowledge = assessment.library->knowledge;
  const auto& conclusions = knowledge.questions[static_cast<std::size_t>(answer.question)].conclusions;
  for (std::size_t i = 0; i < conclusions.size(); ++i) {
    if (static_cast<int>(i) == answer.so_far) {
      item.headline = conclusions[i].text;
      item.rank = static_cast<int>(i);
      item.tone = conclusions[i].tone;
    } else if (((answer.reachable.conclusions >> i) & 1U) != 0) {
      item.still_reachable.push_back(conclusions[i].text);
    }
  }
  for (const auto& advice : answer.advice) {
    if (advice.investigation < 0) continue;
    const auto& text = knowledge.investigations[static_cast<std::size_t>(advice.investigation)].text;
    (advice.awaited ? item.awaited : item.missing).push_back(text);
  }
  for (const int investigation : answer.together)
    item.missing.push_back(knowledge.investigations[static_cast<std::size_t>(investigation)].text);
}

}  // namespace

Result<AssessedCase> assess_at(const assessment::Library& library, model::Case patient, const View& view) {
  const auto request = LOSSA_TRY(request_of(library.knowledge, view));
  auto owned = std::make_unique<const model::Case>(std::move(patient));
  auto assessment = assessment::assess(library, *owned, request);
  if (!assessment) {
    auto error = std::move(assessment).error();
    if (error.where.empty()) error.where = "at";
    return error;
  }
  return AssessedCase{std::move(owned), std::move(assessment).value()};
}

WorkItem work_item(const AssessedCase& assessed) {
  WorkItem item;
  item.case_id = assessed.patient->id;
  item.title = assessed.patient->opening.title;
  item.at = assessed.assessment.at;
  item.next = next_due(assessed.assessment);
  describe_headline(assessed.assessment, item);
  return item;
}

bool is_more_urgent(const WorkItem& a, const WorkItem& b) {
  const auto key = [](const WorkItem& item) {
    const bool dated = item.next && item.next->due.alarms && item.next->due.at;
    return std::tuple(!dated, dated ? item.next->due.at->low : 0, item.rank, std::string_view(item.case_id));
  };
  return key(a) < key(b);
}

}  // namespace lossa::service
