// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "answers.hpp"
#include "clocks.hpp"
#include "due_times.hpp"
#include "facts.hpp"
#include "judgements.hpp"
#include "origins.hpp"

namespace lossa::assessment {
namespace {

using guideline::Evaluator;
using guideline::Knowledge;
using guideline::Subject;

/// The time asked for; else the case's own, else the latest dated entry, else the end of its anchors.
std::optional<model::When> asked_time(const model::Case& patient, const Request& request) {
  if (request.at.has_value()) return request.at;
  if (patient.opening.assess_at.has_value()) return patient.opening.assess_at;
  const model::Timeline timeline(patient);
  std::optional<model::When> latest;
  model::Moment latest_moment;
  for (const auto& entry : patient.entries) {
    const auto& time = entry.known_at.has_value() ? entry.known_at : entry.at;
    if (!time.has_value()) continue;
    const auto moment = timeline.moment(*time);
    if (!moment.date.has_value()) continue;
    if (latest.has_value() && !timeline.sorts_before(latest_moment, moment)) continue;
    latest = time;
    latest_moment = moment;
  }
  if (latest.has_value() || patient.opening.anchors.empty()) return latest;
  return model::Anchored{.anchor = patient.opening.anchors.back().id, .distance = {}};
}

bool has_anchor(const model::Case& patient, const model::When& when) {
  const auto* anchored = std::get_if<model::Anchored>(&when);
  return anchored == nullptr || std::ranges::find(patient.opening.anchors, anchored->anchor,
                                                  &model::Opening::Anchor::id) != patient.opening.anchors.end();
}

Subject subject_of(const Knowledge& knowledge, int guideline) {
  return knowledge.guidelines[static_cast<std::size_t>(guideline)].subject;
}

/// Calls `use` with the index and each binding of every item.
template <typename Item, typename Use>
void for_each_binding(const Assessment& assessment, const std::vector<Item>& items, Use use) {
  const auto& knowledge = assessment.library->knowledge;
  for (std::size_t i = 0; i < items.size(); ++i)
    for (const auto binding : bindings_of(subject_of(knowledge, items[i].guideline), assessment.values))
      use(static_cast<int>(i), items[i], binding);
}

void answer_questions(const Evaluator& evaluator, Detail detail, Assessment& assessment) {
  guideline::Reach reach(evaluator.knowledge(), evaluator.values());
  for_each_binding(assessment, evaluator.knowledge().questions,
                   [&](int index, const guideline::Question& question, guideline::Binding binding) {
                     if (question.headline && assessment.headline < 0)
                       assessment.headline = static_cast<int>(assessment.answers.size());
                     assessment.answers.push_back(answer(evaluator, reach, {index, binding, detail}));
                   });
}

std::optional<DueTime> due_time(const Assessment& assessment, const guideline::Recommendation& recommendation,
                                const guideline::Verdict& verdict) {
  if (!recommendation.due.has_value()) return std::nullopt;
  const auto& due = *recommendation.due;
  auto start = due.from_fact < 0 ? start_of(verdict) : start_of(assessment, due.from_fact);
  start.has_come = start.has_come && verdict.truth.is_yes();
  auto result = due_after(assessment.now, start, due.within);
  result.alarms = recommendation.known != guideline::Known::memory && start.has_come;
  return result;
}

void recommend(const Evaluator& evaluator, Assessment& assessment) {
  for_each_binding(assessment, evaluator.knowledge().recommendations,
                   [&](int index, const guideline::Recommendation& recommendation, guideline::Binding binding) {
                     RecommendationResult result{.recommendation = index,
                                                 .binding = binding,
                                                 .why = evaluator.explain(recommendation.when, binding),
                                                 .due = {}};
                     result.due = due_time(assessment, recommendation, result.why.verdict);
                     assessment.recommendations.push_back(std::move(result));
                   });
}

void tell_differences(const Evaluator& evaluator, Assessment& assessment) {
  const auto& differences = evaluator.knowledge().differences;
  for (std::size_t i = 0; i < differences.size(); ++i)
    assessment.differences.push_back({static_cast<int>(i), evaluator.explain(differences[i].when, {})});
}

void weigh_options(const Evaluator& evaluator, Assessment& assessment) {
  const auto& knowledge = evaluator.knowledge();
  for (std::size_t i = 0; i < knowledge.options.size(); ++i) {
    const auto option = static_cast<int>(i);
    const auto subject = knowledge.options[i].each_side ? Subject::side : Subject::patient;
    for (const auto binding : bindings_of(subject, assessment.values)) {
      OptionResult result{.option = option, .binding = binding, .arguments = {}};
      for (std::size_t a = 0; a < knowledge.arguments.size(); ++a) {
        const auto& argument = knowledge.arguments[a];
        if (std::ranges::find(argument.options, option) == argument.options.end()) continue;
        result.arguments.push_back({static_cast<int>(a), evaluator.explain(argument.when, binding)});
      }
      assessment.options.push_back(std::move(result));
    }
  }
}

std::vector<Instance> instances_of(const System& system) {
  std::vector<Instance> instances;
  for (const auto& lead : system.leads())
    instances.push_back({lead.label, lead.seen == nullptr ? "" : lead.seen->entry->id});
  return instances;
}

}  // namespace

Result<Assessment> assess(const Library& library, const model::Case& patient, const Request& request) {
  const auto at = asked_time(patient, request);
  if (at.has_value() && !has_anchor(patient, *at))
    return Error{.kind = ErrorKind::invalid_input,
                 .message = "the case has no such time: " + model::to_string(*at),
                 .where = "at"};
  const auto now = at.has_value() ? model::Timeline(patient).moment(*at) : model::Moment{};
  const CaseView view(patient, now);
  const System system(view);
  const auto made = library.origins.empty() ? origins_of(library) : std::vector<Origin>();
  auto facts = facts_of(library, made.empty() ? library.origins : made, view, system);

  Assessment assessment{
      .library = &library,
      .patient = &patient,
      .at = at.has_value() ? model::to_string(*at) : "",
      .now = now,
      .episode = view.episode(),
      .readings = request.readings.empty() ? guideline::default_readings(library.knowledge) : request.readings,
      .leads = instances_of(system),
      .sides = system.sides(),
      .values = std::move(facts.values),
      .evidence = std::move(facts.evidence),
      .entries_later = view.later(),
      .entries_unplaced = view.unplaced()};
  compute_open_facts(assessment);
  if (request.detail == Detail::facts) return assessment;
  const Evaluator evaluator(library.knowledge, assessment.values, assessment.readings);
  answer_questions(evaluator, request.detail, assessment);
  attach_judgements(view, assessment);
  assessment.investigations = rank_investigations(assessment.answers);
  recommend(evaluator, assessment);
  tell_differences(evaluator, assessment);
  run_clocks(evaluator, assessment);
  plan_contacts(evaluator, assessment);
  weigh_options(evaluator, assessment);
  for (std::size_t i = 0; i < library.knowledge.scores.size(); ++i) {
    assessment.scores.push_back(score_answer(evaluator, static_cast<int>(i)));
    if (request.detail == Detail::full) find_missing(evaluator, assessment.computed, assessment.scores.back());
  }
  assessment.broken_constraints = guideline::broken_constraints(evaluator);
  return assessment;
}

}  // namespace lossa::assessment
