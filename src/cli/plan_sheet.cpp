// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::ArgumentResult;
using assessment::OptionResult;
using assessment::RecommendationResult;
using guideline::Effect;

constexpr Indent row{1, 4};
constexpr Indent one_line{1, 4, 1};
constexpr Indent three_lines{1, 4, 3};
constexpr Indent two_lines{1, 4, 2};
constexpr std::size_t rows_of_recommendations = 7;

// --- Recommendations ---

enum class Rank { with_a_time, not_to_be_done, with_a_class, other };

Rank rank_of(const guideline::Recommendation& recommendation) {
  if (recommendation.due) return Rank::with_a_time;
  if (recommendation.avoid) return Rank::not_to_be_done;
  return recommendation.evidence_class.empty() ? Rank::other : Rank::with_a_class;
}

/// Those that hold so far, by rank, within that in the guidelines' own order.
std::vector<const RecommendationResult*> in_order(const Wording& wording) {
  std::vector<const RecommendationResult*> ordered;
  for (const auto rank : {Rank::with_a_time, Rank::not_to_be_done, Rank::with_a_class, Rank::other})
    for (const auto& result : wording.assessment().recommendations)
      if (result.why.verdict.so_far &&
          rank_of(item(wording.knowledge().recommendations, result.recommendation)) == rank)
        ordered.push_back(&result);
  return ordered;
}

void write_recommendation(Writer& writer, const Wording& wording, const RecommendationResult& result, bool whole) {
  const auto& recommendation = item(wording.knowledge().recommendations, result.recommendation);
  const auto& speech = wording.speech();
  auto label = recommendation.evidence_class;
  if (!label.empty() && !recommendation.level.empty()) label += " " + recommendation.level;
  if (label.empty()) label = "-";
  if (recommendation.known == guideline::Known::memory) label += memory_mark;
  auto text = speech(recommendation.text);
  if (const auto subject = wording.binding(result.binding); !subject.empty()) text += " [" + subject + "]";
  const auto source = "(" + source_text(recommendation.source, recommendation.known) + ")";
  const auto due = recommendation.due && result.due ? wording.due(*recommendation.due, *result.due) + ": " : "";
  const bool overdue = result.due && result.due->alarms && result.due->state == assessment::ClockState::passed;
  const auto ink = overdue ? Ink::act : Ink::strong;
  if (whole)
    writer.paragraph(row, ink, label, due + text + " " + source);
  else
    writer.paragraph(one_line, ink, label, due + text);
}

void write_recommendations(Writer& writer, const Wording& wording, bool whole) {
  const auto results = in_order(wording);
  if (results.empty()) return;
  const auto& speech = wording.speech();
  const auto shown = whole ? results.size() : std::min(results.size(), rows_of_recommendations);
  std::string note;
  if (shown < results.size())
    note = speech("cli.some_recommendations", {std::to_string(shown), std::to_string(results.size())});
  writer.paragraph({}, Ink::strong, speech("ui.recommendations"), note);
  for (std::size_t i = 0; i < shown; ++i) write_recommendation(writer, wording, *results[i], whole);
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

/// In brief, clocks that stand alike share a line.
void write_clocks(Writer& writer, const Wording& wording, bool whole) {
  std::vector<std::pair<std::string, std::string>> rows;  // how it stands, which clocks
  for (const auto& result : wording.assessment().clocks) {
    if (!result.applies.verdict.so_far) continue;
    const auto& clock = item(wording.knowledge().clocks, result.clock);
    const std::string mark(clock.known == guideline::Known::memory ? memory_mark : "");
    const auto state = wording.speech()("cli.clock", {clock_text(result, wording.speech())});
    const auto text = wording.speech()(clock.text) + mark;
    const auto same = std::ranges::find(rows, state, &std::pair<std::string, std::string>::first);
    if (whole || same == rows.end())
      rows.emplace_back(state, text);
    else
      same->second += "; " + text;
  }
  for (const auto& [state, clocks] : rows)
    writer.paragraph(whole ? Indent{0, 4} : Indent{0, 4, 2}, Ink::strong, state, clocks);
}

// --- Options ---

/// The holding arguments on one side: what excludes before what hinders before what it needs, else in the
/// guideline's own order.
std::vector<const guideline::Argument*> arguments(const OptionResult& option, bool in_favour, const Wording& wording) {
  static constexpr std::array<Effect, 3> against = {Effect::excludes, Effect::hinders, Effect::needs};
  static constexpr std::array<Effect, 1> favour = {Effect::favours};
  const auto effects = in_favour ? std::span<const Effect>(favour) : std::span<const Effect>(against);
  std::vector<const guideline::Argument*> found;
  for (const auto effect : effects) {
    for (const auto& result : option.arguments) {
      const auto& argument = item(wording.knowledge().arguments, result.argument);
      if (result.why.verdict.so_far && argument.effect == effect) found.push_back(&argument);
    }
  }
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

/// The first argument on that side; "" if there is none.
std::string first_argument(const OptionResult& result, bool in_favour, const Wording& wording) {
  const auto found = arguments(result, in_favour, wording);
  return found.empty() ? std::string{} : argument_text(*found.front(), wording);
}

std::string option_name(const OptionResult& result, const Wording& wording) {
  const auto& name = wording.speech()(item(wording.knowledge().options, result.option).text);
  const auto side = wording.binding(result.binding);
  return side.empty() ? name : name + ", " + side;
}

/// Options of the same first arguments.
struct BriefRow {
  std::string in_favour;
  std::string against;
  std::string names;
};

/// Every option with what speaks for it and what against; by name only those that nothing speaks for, and those that
/// are excluded.
struct Brief {
  std::vector<BriefRow> rows;
  std::string only_against;
  std::string excluded;
};

void append(std::string& list, const std::string& name) { list += (list.empty() ? "" : "; ") + name; }

void add(Brief& brief, const OptionResult& option, const Wording& wording) {
  const auto name = option_name(option, wording);
  const auto in_favour = first_argument(option, true, wording);
  const auto all_against = arguments(option, false, wording);
  const auto effect = all_against.empty() ? Effect::favours : all_against.front()->effect;
  if (effect == Effect::excludes) return append(brief.excluded, name);
  if (in_favour.empty()) return append(brief.only_against, name);
  // What it needs hinders nothing; the whole list shows it.
  const auto against = effect == Effect::hinders ? argument_text(*all_against.front(), wording) : std::string{};
  for (auto& row_so_far : brief.rows)
    if (row_so_far.in_favour == in_favour && row_so_far.against == against) return append(row_so_far.names, name);
  brief.rows.push_back({.in_favour = in_favour, .against = against, .names = name});
}

void write_brief_options(Writer& writer, const Wording& wording, const std::vector<const OptionResult*>& options) {
  Brief brief;
  for (const auto* option : options) add(brief, *option, wording);
  for (const auto& option : brief.rows)
    writer.paragraph(three_lines, Ink::strong, option.names + ":", option.in_favour + " " + option.against);
  const auto& speech = wording.speech();
  if (!brief.only_against.empty())
    writer.paragraph(two_lines, Ink::strong, speech("cli.only_against"), brief.only_against);
  if (!brief.excluded.empty()) writer.paragraph(two_lines, Ink::strong, speech("cli.excluded_options"), brief.excluded);
}

void write_options(Writer& writer, const Wording& wording, bool whole) {
  std::vector<const OptionResult*> weighed;
  for (const auto& result : wording.assessment().options)
    if (std::ranges::any_of(result.arguments, [](const ArgumentResult& a) { return a.why.verdict.so_far; }))
      weighed.push_back(&result);
  if (weighed.empty()) return;
  writer.paragraph({}, Ink::strong, wording.speech()("cli.options"));
  if (!whole) return write_brief_options(writer, wording, weighed);
  for (const auto* result : weighed) write_whole_option(writer, wording, *result, option_name(*result, wording));
}

// --- Scores ---

std::string unit_text(const std::string& unit, const locale::Speech& speech) {
  return unit == "points" ? speech("ui.points") : speech.wire(unit);
}

std::string bands_text(const guideline::Score& score, std::uint64_t bands, const locale::Speech& speech) {
  std::string text;
  for (std::size_t i = 0; i < score.bands.size(); ++i)
    if (((bands >> i) & 1U) != 0)
      text += (text.empty() ? "" : " " + speech("ui.or") + " ") + speech(score.bands[i].text);
  return text;
}

std::string facts_text(const std::vector<int>& facts, const Wording& wording) {
  std::string text;
  for (const int fact : facts)
    text += (text.empty() ? "" : ", ") + wording.speech()(item(wording.knowledge().facts, fact).text);
  return text;
}

void write_scores(Writer& writer, const Wording& wording, bool whole) {
  const auto& speech = wording.speech();
  for (const auto& answer : wording.assessment().scores) {
    if (answer.applies && answer.applies->truth.is_no()) continue;
    const auto& score = item(wording.knowledge().scores, answer.score);
    auto text = number_text(answer.result.total, speech) + " " + unit_text(score.unit, speech);
    if (const auto bands = bands_text(score, answer.result.bands, speech); !bands.empty()) text += ", " + bands;
    const auto& note = speech(score.note);
    text += ". " + (whole ? note : note.substr(0, note.find(". ") + 1));
    if (whole && !answer.missing.empty())
      text += " " + speech("cli.would_narrow", {facts_text(answer.missing, wording)});
    writer.paragraph({0, 4, whole ? 0U : 2U}, Ink::strong, speech(score.text) + ":", text);
  }
}

}  // namespace

void write_plan(Writer& writer, const Wording& wording, bool whole) {
  write_recommendations(writer, wording, whole);
  write_clocks(writer, wording, whole);
  write_options(writer, wording, whole);
  write_scores(writer, wording, whole);
}

}  // namespace lossa::cli
