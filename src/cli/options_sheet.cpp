// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "sheet.hpp"

namespace lossa::cli {
namespace {

using assessment::ArgumentResult;
using assessment::OptionResult;
using guideline::Effect;

constexpr Indent row{1, 4};
constexpr Indent two_lines{1, 4, 2};

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
  auto text = speech(effects[static_cast<std::size_t>(argument.effect)]) + " " + speech(argument.text) +
              std::string(argument.known == guideline::Known::memory ? memory_mark : "");
  if (!argument.market.empty()) text += " [" + view::group_text("market_" + argument.market, speech) + "]";
  return text;
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
    writer.paragraph(two_lines, Ink::strong, option.names + ":", option.in_favour + " " + option.against);
  const auto& speech = wording.speech();
  if (!brief.only_against.empty())
    writer.paragraph(two_lines, Ink::strong, speech("cli.only_against"), brief.only_against);
  if (!brief.excluded.empty()) writer.paragraph(two_lines, Ink::strong, speech("cli.excluded_options"), brief.excluded);
}

}  // namespace

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

}  // namespace lossa::cli
