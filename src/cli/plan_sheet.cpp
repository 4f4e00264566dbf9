// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::ArgumentResult;
using assessment::OptionResult;
using assessment::RecommendationResult;
using guideline::Effect;

constexpr Indent row{1, 4};
constexpr std::size_t rows_of_recommendations = 12;

// --- Recommendations ---

/// What has a time to keep first, then by class, then what has none; within that the guidelines' own order.
std::vector<const RecommendationResult*> in_order(const Wording& wording) {
  std::vector<const RecommendationResult*> holding;
  for (const auto& result : wording.assessment().recommendations)
    if (result.why.verdict.so_far) holding.push_back(&result);
  const auto rank = [&](const RecommendationResult* result) {
    const auto& recommendation = item(wording.knowledge().recommendations, result->recommendation);
    if (recommendation.due) return 0;
    if (recommendation.avoid) return 1;
    return recommendation.evidence_class.empty() ? 3 : 2;
  };
  std::ranges::stable_sort(holding, {}, rank);
  return holding;
}

void write_recommendation(Writer& writer, const Wording& wording, const RecommendationResult& result, bool whole) {
  const auto& recommendation = item(wording.knowledge().recommendations, result.recommendation);
  const auto& speech = wording.speech();
  auto label = recommendation.evidence_class;
  if (!label.empty() && !recommendation.level.empty()) label += " " + recommendation.level;
  if (recommendation.avoid && label.empty()) label = speech("cli.avoid");
  if (label.empty()) label = "-";
  auto text = speech(recommendation.text);
  if (const auto subject = wording.binding(result.binding); !subject.empty()) text += " [" + subject + "]";
  const auto source = "(" + source_text(recommendation.source, recommendation.known) + ")";
  const auto due = recommendation.due && result.due ? wording.due(*recommendation.due, *result.due) + ": " : "";
  const bool overdue = result.due && result.due->alarms && result.due->state == assessment::ClockState::passed;
  const auto ink = overdue ? Ink::act : Ink::strong;
  if (whole)
    writer.paragraph(row, ink, label, due + text + " " + source);
  else
    writer.one_line(row, ink, label, due + text);
}

void write_recommendations(Writer& writer, const Wording& wording, bool whole) {
  const auto results = in_order(wording);
  if (results.empty()) return;
  const auto& speech = wording.speech();
  writer.paragraph({}, Ink::strong, speech("ui.recommendations"));
  const auto shown = whole ? results.size() : std::min(results.size(), rows_of_recommendations);
  for (std::size_t i = 0; i < shown; ++i) write_recommendation(writer, wording, *results[i], whole);
  if (shown < results.size())
    writer.paragraph(row, Ink::plain, "", speech("cli.more_recommendations", {std::to_string(results.size() - shown)}));
}

// --- Clocks ---

std::string clock_text(const assessment::ClockResult& result, const locale::Speech& speech) {
  using State = assessment::ClockState;
  if (result.state == State::not_started) return speech("ui.clock_not_started");
  if (result.state == State::not_dated || !result.elapsed_hours || !result.remaining_hours)
    return speech("ui.not_dated");
  if (result.state == State::passed) return speech("cli.clock_passed", {hours_text(*result.elapsed_hours, speech)});
  return speech("cli.clock_running",
                {hours_text(*result.elapsed_hours, speech), hours_text(*result.remaining_hours, speech)});
}

void write_clocks(Writer& writer, const Wording& wording) {
  const auto& speech = wording.speech();
  bool any = false;
  for (const auto& result : wording.assessment().clocks) {
    if (!result.applies.verdict.so_far) continue;
    if (!any) writer.paragraph({}, Ink::strong, speech("ui.clocks"));
    any = true;
    const auto& clock = item(wording.knowledge().clocks, result.clock);
    const std::string mark(clock.known == guideline::Known::memory ? memory_mark : "");
    writer.paragraph(row, Ink::strong, clock_text(result, speech) + ":", speech(clock.text) + mark);
  }
}

// --- Options ---

bool is_for(Effect effect) { return effect == Effect::favours; }

/// The holding arguments on one side, the weightiest first: what excludes before what hinders before what it needs,
/// what was read before what is remembered.
std::vector<const guideline::Argument*> arguments(const OptionResult& option, bool in_favour, const Wording& wording) {
  std::vector<const guideline::Argument*> found;
  for (const auto& result : option.arguments) {
    const auto& argument = item(wording.knowledge().arguments, result.argument);
    if (result.why.verdict.so_far && is_for(argument.effect) == in_favour) found.push_back(&argument);
  }
  const auto weight = [](const guideline::Argument* argument) {
    static constexpr std::array<int, 4> order = {0, 1, 0, 2};  // favours, hinders, excludes, needs
    return std::tuple(order[static_cast<std::size_t>(argument->effect)], argument->known);
  };
  std::ranges::stable_sort(found, {}, weight);
  return found;
}

std::string argument_text(const guideline::Argument& argument, const Wording& wording) {
  static constexpr const char* effects[] = {"cli.favours", "cli.hinders", "cli.excludes", "cli.needs"};
  const auto& speech = wording.speech();
  return speech(effects[static_cast<std::size_t>(argument.effect)]) + " " + speech(argument.text) +
         std::string(argument.known == guideline::Known::memory ? memory_mark : "");
}

void write_studies(Writer& writer, const Wording& wording, const guideline::Argument& argument) {
  for (const int study : argument.evidence) {
    const auto& found = item(wording.knowledge().studies, study);
    writer.paragraph({7, 9}, Ink::faint, source_text(found.cite, found.known) + ":", wording.speech()(found.text));
  }
}

void write_whole_option(Writer& writer, const Wording& wording, const OptionResult& result, const std::string& name) {
  writer.paragraph(row, Ink::strong, name);
  for (const bool in_favour : {true, false}) {
    for (const auto* argument : arguments(result, in_favour, wording)) {
      writer.paragraph({4, 6}, Ink::plain, "",
                       argument_text(*argument, wording) + " (" + source_text(argument->source, argument->known) + ")");
      write_studies(writer, wording, *argument);
    }
  }
}

/// The first argument on each side, and how many more there are.
std::string brief_option(const OptionResult& result, const Wording& wording) {
  std::string text;
  for (const bool in_favour : {true, false}) {
    const auto found = arguments(result, in_favour, wording);
    if (found.empty()) continue;
    text += (text.empty() ? "" : " ") + argument_text(*found.front(), wording);
    if (found.size() > 1) text += " (+" + std::to_string(found.size() - 1) + ")";
  }
  return text;
}

void write_options(Writer& writer, const Wording& wording, bool whole) {
  const auto& speech = wording.speech();
  bool any = false;
  for (const auto& result : wording.assessment().options) {
    const bool is_weighed =
        std::ranges::any_of(result.arguments, [](const ArgumentResult& a) { return a.why.verdict.so_far; });
    if (!is_weighed) continue;
    if (!any) writer.paragraph({}, Ink::strong, speech("cli.options"));
    any = true;
    auto name = speech(item(wording.knowledge().options, result.option).text);
    if (const auto side = wording.binding(result.binding); !side.empty()) name += ", " + side;
    if (whole)
      write_whole_option(writer, wording, result, name);
    else
      writer.paragraph(row, Ink::strong, name + ":", brief_option(result, wording));
  }
}

// --- Scores ---

std::string bands_text(const guideline::Score& score, std::uint64_t bands, const locale::Speech& speech) {
  std::string text;
  for (std::size_t i = 0; i < score.bands.size(); ++i)
    if (((bands >> i) & 1U) != 0)
      text += (text.empty() ? "" : " " + speech("ui.or") + " ") + speech(score.bands[i].text);
  return text;
}

void write_scores(Writer& writer, const Wording& wording, bool whole) {
  const auto& speech = wording.speech();
  for (const auto& answer : wording.assessment().scores) {
    if (answer.applies && answer.applies->truth.is_no()) continue;
    const auto& score = item(wording.knowledge().scores, answer.score);
    auto text = number_text(answer.result.total, speech) + " " + speech.wire(score.unit);
    if (const auto bands = bands_text(score, answer.result.bands, speech); !bands.empty()) text += ", " + bands;
    if (!answer.missing.empty()) {
      std::string missing;
      for (const int fact : answer.missing)
        missing += (missing.empty() ? "" : ", ") + speech(item(wording.knowledge().facts, fact).text);
      text += ". " + speech("cli.would_narrow", {missing});
    }
    if (whole || !answer.missing.empty() || answer.result.total.is_exact()) {
      const auto& note = speech(score.note);
      text += text.ends_with('.') ? "" : ".";
      text += " " + (whole ? note : note.substr(0, note.find(". ") + 1));
    }
    writer.paragraph({0, 4}, Ink::strong, speech(score.text) + ":", text);
  }
}

}  // namespace

void write_plan(Writer& writer, const Wording& wording, bool whole) {
  write_recommendations(writer, wording, whole);
  write_clocks(writer, wording);
  write_options(writer, wording, whole);
  write_scores(writer, wording, whole);
}

}  // namespace lossa::cli
