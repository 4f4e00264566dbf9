// SPDX-License-Identifier: Apache-2.0
#include "sheet.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "commands.hpp"
#include "findings.hpp"

namespace lossa::cli {
namespace {

using assessment::Answer;
using guideline::Exactness;

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
    if (static_cast<int>(i) == assessment.headline) continue;
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

/// "Still reachable: …", or that nothing can change it.
std::string reach_text(const Answer& answer, const Wording& wording) {
  const auto& speech = wording.speech();
  std::string note;
  if (answer.reachable.exactness == Exactness::limit_reached) note = " " + speech("cli.limit_reached");
  if (answer.reachable.exactness == Exactness::contradiction) note = " " + speech("cli.contradiction");
  if (!is_open(answer)) return speech("cli.settled") + note;
  const auto others = wording.conclusions(answer.question, answer.reachable.conclusions, answer.so_far);
  return speech("cli.still_reachable", {others}) + note;
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
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
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

void write_group(Writer& writer, const Wording& wording, const Group& group, std::set<std::string>& named) {
  const auto& answer = *group.first;
  const auto& speech = wording.speech();
  const auto& question = item(wording.knowledge().questions, answer.question);
  auto ink = Ink::plain;
  bool otherwise = false;
  if (answer.so_far >= 0) {
    const auto& conclusion = item(question.conclusions, answer.so_far);
    ink = ink_of(conclusion.tone);
    otherwise = conclusion.otherwise;
  }
  auto label = wording.conclusion(answer.question, answer.so_far);
  // "Not decided by what is recorded" is not understood without its question.
  if (otherwise && columns(label) < short_conclusion) label = speech(question.text) + ": " + label;
  if (group.bindings.size() > 1 && group.bindings.size() == wording.assessment().leads.size())
    label += " [" + speech("cli.every_lead") + "]";
  else if (!group.bindings.empty())
    label += " [" + joined(group.bindings) + "]";
  auto text = since_text(answer, speech);
  if (const auto ids = answer.binding.lead >= 0 ? std::vector<std::string>{}
                                                : not_yet_named(entries_behind(answer, wording.assessment()), named);
      !ids.empty())
    text += speech("cli.on", {wording.entries(ids)}) + " ";
  text += reach_text(answer, wording);
  if (!answer.readings.empty()) text += " " + speech("cli.other_reading", {readings_text(answer, wording)});
  writer.paragraph({1, 4}, ink, label + ".", text);
}

std::string when_text(const Wording& wording) {
  const auto& assessment = wording.assessment();
  const auto asked = model::parse_when(assessment.at);
  auto text = asked ? time_text(*asked, wording.speech()) : assessment.at;
  if (assessment.now.date && assessment.now.date->text() != assessment.at)
    text += " (" + assessment.now.date->text() + ")";
  return text;
}

}  // namespace

Ink ink_of(guideline::Tone tone) {
  switch (tone) {
    case guideline::Tone::act:
      return Ink::act;
    case guideline::Tone::caution:
      return Ink::caution;
    case guideline::Tone::calm:
      return Ink::calm;
  }
  return Ink::plain;
}

void write_leading_line(Writer& writer, const Wording& wording) {
  const auto& assessment = wording.assessment();
  const auto& speech = wording.speech();
  if (assessment.headline >= 0) {
    const auto& answer = item(assessment.answers, assessment.headline);
    const auto& question = item(wording.knowledge().questions, answer.question);
    const auto ink = answer.so_far < 0 ? Ink::strong : ink_of(item(question.conclusions, answer.so_far).tone);
    writer.paragraph({0, 2}, ink, wording.conclusion(answer.question, answer.so_far));
    writer.paragraph({2, 4}, Ink::plain, "",
                     is_open(answer) ? reach_text(answer, wording) : speech("ui.nothing_can_change"));
  }
  const auto& patient = *assessment.patient;
  writer.paragraph(
      {0, 2}, Ink::plain, "",
      speech(patient.opening.title) + " [" + patient.id + "], " + speech("cli.at", {when_text(wording)}) + ".");
}

void write_answers(Writer& writer, const Wording& wording) {
  writer.paragraph({}, Ink::strong, wording.speech()("cli.answers"));
  std::set<std::string> named;
  for (const auto& group : groups_of(wording.assessment(), wording)) write_group(writer, wording, group, named);
}

void write_sheet(Writer& writer, const Wording& wording) {
  write_leading_line(writer, wording);
  write_answers(writer, wording);
  write_plan(writer, wording, false);
  write_missing(writer, wording, false);
  write_footer(writer, wording);
}

}  // namespace lossa::cli
