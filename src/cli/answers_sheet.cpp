// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <lossa/view/comparison.hpp>

#include "findings.hpp"
#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::Answer;
using guideline::Exactness;
using guideline::Tone;

constexpr std::size_t short_conclusion = 40;

/// Answers to one question that say the same of several leads.
struct Group {
  const Answer* first;
  std::vector<std::string> bindings;
};

bool says_the_same(const Answer& a, const Answer& b) {
  return a.question == b.question && a.so_far == b.so_far && a.reachable == b.reachable;
}

std::vector<Group> groups_of(const assessment::Assessment& assessment, const Wording& wording) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < assessment.answers.size(); ++i) {
    const auto& answer = assessment.answers[i];
    if (static_cast<int>(i) == assessment.headline || view::is_compared(answer, assessment)) continue;
    auto found = std::ranges::find_if(groups, [&](const Group& group) { return says_the_same(*group.first, answer); });
    if (found == groups.end()) found = groups.insert(groups.end(), {&answer, {}});
    if (auto name = wording.binding(answer.binding); !name.empty()) found->bindings.push_back(std::move(name));
  }
  return groups;
}

bool is_open(const Answer& answer) {
  const auto own = answer.so_far < 0 ? 0 : std::uint64_t{1} << answer.so_far;
  return answer.reachable.conclusions != own;
}

std::string readings_text(const Answer& answer, const Wording& wording) {
  std::string text;
  for (const auto& effect : answer.readings) {
    text += (text.empty() ? "" : "; ") + wording.reading(effect.reading, effect.option) + " → ";
    if (effect.so_far != answer.so_far)
      text += wording.conclusion(answer.question, effect.so_far);
    else
      text += wording.speech()("cli.reachable_then",
                               {wording.conclusions(answer.question, effect.reachable.conclusions, effect.so_far)});
  }
  return text;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts)
    if (!text.empty()) all += (all.empty() ? "" : ", ") + text;
  return all;
}

/// "Since 2021-08-20. "; nothing where it is not dated.
std::string since_text(const Answer& answer, const locale::Speech& speech) {
  const auto& minutes = answer.verdict.since.minutes;
  if (!answer.verdict.truth.is_yes() || is_open_ended(minutes)) return {};
  return speech("cli.since", {time_text(minutes, speech)}) + " ";
}

/// What was named for one answer is not named again for the next.
std::vector<std::string> not_yet_named(const std::vector<std::string>& ids, std::set<std::string>& named) {
  std::vector<std::string> fresh;
  for (const auto& id : ids)
    if (named.insert(id).second) fresh.push_back(id);
  return fresh;
}

/// The conclusion, with its question where it is not understood without, and the leads that it is about.
std::string label_of(const Group& group, const Wording& wording) {
  const auto& answer = *group.first;
  const auto& speech = wording.speech();
  const auto& question = item(wording.knowledge().questions, answer.question);
  const bool otherwise = answer.so_far < 0 || item(question.conclusions, answer.so_far).otherwise;
  auto label = wording.conclusion(answer.question, answer.so_far);
  // "Not decided by what is recorded" is not understood without its question.
  if (otherwise && columns(label) < short_conclusion) label = speech(question.text) + ": " + label;
  if (group.bindings.size() > 1 && group.bindings.size() == wording.assessment().leads.size())
    label += " [" + speech("cli.every_lead") + "]";
  else if (!group.bindings.empty())
    label += " [" + joined(group.bindings) + "]";
  return label;
}

/// A person's word on it, beside what is proposed.
std::string judgements_text(const Answer& answer, const Wording& wording) {
  const auto& speech = wording.speech();
  std::string text;
  for (const auto& judgement : answer.judgements) {
    text += " " + speech(judgement.agrees ? "page.judged_agrees" : "page.judged_overrides") + ": " +
            wording.conclusion(answer.question, judgement.conclusion);
    const auto* entry = wording.assessment().patient->find(judgement.entry);
    const auto* said = entry == nullptr ? nullptr : std::get_if<model::Judgement>(&entry->content);
    if (said != nullptr) text += " (" + joined({said->by, said->role, said->reason}) + ").";
  }
  return text;
}

Tone tone_of(const Group& group, const Wording& wording) {
  const auto& answer = *group.first;
  if (answer.so_far < 0) return Tone::caution;
  return item(item(wording.knowledge().questions, answer.question).conclusions, answer.so_far).tone;
}

void write_in_brief(Writer& writer, const Wording& wording, const Group& group) {
  const auto tone = tone_of(group, wording);
  writer.paragraph(tone == Tone::act ? Indent{1, 4, 2} : Indent{1, 4, 1}, ink_of(tone), label_of(group, wording) + ".",
                   judgements_text(*group.first, wording) + " " + reach_text(*group.first, wording));
}

/// Whoever is assessed has been found.
bool is_of_finding(const Group& group, const Wording& wording) {
  const auto& knowledge = wording.knowledge();
  const auto& question = item(knowledge.questions, group.first->question);
  return item(knowledge.guidelines, question.guideline).id == "finding";
}

void write_group(Writer& writer, const Wording& wording, const Group& group, std::set<std::string>& named) {
  const auto& answer = *group.first;
  const auto& speech = wording.speech();
  auto text = since_text(answer, speech);
  if (const auto ids = answer.binding.lead >= 0 ? std::vector<std::string>{}
                                                : not_yet_named(entries_behind(answer, wording.assessment()), named);
      !ids.empty())
    text += speech("cli.on", {wording.entries(ids)}) + " ";
  text += reach_text(answer, wording);
  if (!answer.readings.empty()) text += " " + speech("cli.other_reading", {readings_text(answer, wording)});
  text += judgements_text(answer, wording);
  writer.paragraph({1, 4}, ink_of(tone_of(group, wording)), label_of(group, wording) + ".", text);
}

}  // namespace

std::string reach_text(const Answer& answer, const Wording& wording) {
  const auto& speech = wording.speech();
  std::string note;
  if (answer.reachable.exactness == Exactness::limit_reached) note = " " + speech("cli.limit_reached");
  if (answer.reachable.exactness == Exactness::contradiction) note = " " + speech("cli.contradiction");
  if (!is_open(answer)) return speech("cli.settled") + note;
  const auto others = wording.conclusions(answer.question, answer.reachable.conclusions, answer.so_far);
  return speech("cli.still_reachable", {others}) + note;
}

void write_answers(Writer& writer, const Wording& wording, bool whole) {
  auto groups = groups_of(wording.assessment(), wording);
  if (groups.empty()) return;
  writer.paragraph({}, Ink::strong, wording.speech()(whole ? "cli.answers" : "cli.other_answers"));
  std::set<std::string> named;
  if (!whole) std::ranges::stable_sort(groups, {}, [&](const Group& group) { return tone_of(group, wording); });
  for (const auto& group : groups) {
    if (!whole && is_of_finding(group, wording)) continue;
    if (whole)
      write_group(writer, wording, group, named);
    else
      write_in_brief(writer, wording, group);
  }
}

}  // namespace lossa::cli
