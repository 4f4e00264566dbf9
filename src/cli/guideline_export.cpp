// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lossa/guideline/cql.hpp>
#include <lossa/guideline/elm.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "readings.hpp"

namespace lossa::cli {
namespace {

Result<guideline::ReadingChoice> readings_of(const guideline::Knowledge& knowledge,
                                             const std::vector<std::string>& asked) {
  const auto chosen = chosen_readings(knowledge, asked);
  if (!chosen) return chosen.error();
  auto choice = guideline::default_readings(knowledge);
  for (std::size_t i = 0; i < choice.size(); ++i) {
    const auto& reading = knowledge.readings[i];
    const auto& id = knowledge.guidelines[static_cast<std::size_t>(reading.guideline)].id;
    if (const auto found = chosen->find(id + "." + reading.id); found != chosen->end())
      choice[i] = static_cast<int>(std::ranges::find(reading.options, found->second) - reading.options.begin());
  }
  return choice;
}

}  // namespace

Exit guideline_export(const ExportOptions& options, Console& console) {
  if (options.elm == options.cql) {
    complain(console, "an export is either --elm or --cql");
    return Exit::wrong_use;
  }
  auto status = Exit::done;
  const auto library = open_library(options.guidelines, console, status);
  if (!library) return status;
  const auto& knowledge = library->knowledge;
  const int found = named_guideline(knowledge, options.id, console);
  if (found < 0) return Exit::wrong_use;
  const auto readings = readings_of(knowledge, options.readings);
  if (!readings) {
    complain(console, readings.error());
    return Exit::wrong_use;
  }
  const auto text = options.elm ? export_elm(knowledge, found, *readings) : export_cql(knowledge, found, *readings);
  if (!text) {
    complain(console, text.error());
    return exit_of(text.error());
  }
  console.out << *text;
  return Exit::done;
}

}  // namespace lossa::cli
