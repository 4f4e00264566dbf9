// SPDX-License-Identifier: Apache-2.0
#include <lossa/assessment/assessment.hpp>

#include <optional>
#include <utility>

#include <lossa/locale/words.hpp>
#include <lossa/model/when.hpp>
#include <lossa/service/case_service.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "readings.hpp"
#include "sheet.hpp"

namespace lossa::cli {
namespace {

/// The last moment of a date as it is written; without an offset it is UTC.
journal::Timestamp end_of(const Date& date) {
  constexpr journal::Timestamp minute = 60'000;
  return (date.minutes().high - date.offset_minutes().value_or(0) + 1) * minute - 1;
}

/// What all cases of one run share.
struct Round {
  const AssessOptions& options;
  Console& console;
  locale::Speech speech;
  service::View view;
  std::optional<journal::Timestamp> recorded_at;
  const service::CaseService* stored = nullptr;  ///< absent: the cases are files
  const assessment::Library* library = nullptr;
};

Exit show(const Round& round, const service::AssessedCase& assessed, bool first) {
  auto& out = round.console.out;
  if (round.options.json) {
    JsonWriter json;
    write_json(json, assessed.assessment, program_version());
    out << std::move(json).finish() << '\n';
    return Exit::done;
  }
  auto screen = round.console.screen;
  if (round.options.colour != "auto") screen.colour = round.options.colour == "always";
  Writer writer(out, screen);
  if (!first) out << std::string(screen.width, '=') << '\n';
  const Wording wording(assessed.assessment, round.speech);
  if (round.options.card)
    write_card(writer, wording);
  else if (round.options.explain)
    write_explanations(writer, wording);
  else if (round.options.all || !round.options.sections.empty())
    write_sections(writer, wording, round.options.sections);
  else
    write_sheet(writer, wording);
  return Exit::done;
}

Exit assess_file(const Round& round, const std::string& path, bool first) {
  const auto bytes = read_file(path);
  if (!bytes) {
    complain(round.console, bytes.error());
    return exit_of(bytes.error());
  }
  const auto assessed = service::assess_case_file(*round.library, *bytes, path, round.view);
  if (report(round.console, assessed.issues) || !assessed.value) return Exit::found_faults;
  return show(round, *assessed.value, first);
}

Exit assess_stored(const Round& round, const std::string& id, bool first) {
  const auto assessed = round.recorded_at ? round.stored->assess_as_recorded(id, *round.recorded_at, round.view)
                                          : round.stored->assess(id, round.view);
  if (assessed) return show(round, *assessed, first);
  complain(round.console, id + ": " + assessed.error().message);
  return exit_of(assessed.error());
}

/// Reads what the options say about how to look. Complains, and gives the status, if they say something wrong.
Exit prepare(Round& round) {
  round.view.at = round.options.at;
  if (!round.options.at.empty()) {
    if (const auto at = model::parse_when(round.options.at); !at) {
      complain(round.console, "--at " + round.options.at + ": " + at.error().message);
      return Exit::wrong_use;
    }
  }
  if (!round.options.recorded_at.empty()) {
    const auto date = Date::parse(round.options.recorded_at);
    if (!date) {
      complain(round.console, "--recorded-at " + round.options.recorded_at + ": " + date.error().message);
      return Exit::wrong_use;
    }
    round.recorded_at = end_of(*date);
  }
  auto readings = chosen_readings(round.library->knowledge, round.options.readings);
  if (!readings) {
    complain(round.console, readings.error());
    return Exit::wrong_use;
  }
  round.view.readings = std::move(readings).value();
  return Exit::done;
}

Exit assess_all(const Round& round) {
  auto status = Exit::done;
  bool first = true;
  for (const auto& name : round.options.cases) {
    const auto one = round.stored == nullptr ? assess_file(round, name, first) : assess_stored(round, name, first);
    first = first && one != Exit::done;
    status = worse(status, one);
  }
  return status;
}

}  // namespace

Exit assess(const AssessOptions& options, Console& console) {
  auto status = Exit::done;
  const auto library = open_library(options.guidelines, console, status, options.trust);
  if (!library) return status;
  Round round{.options = options,
              .console = console,
              .speech = {locale::Words::shipped(), language_of(options.language, console)},
              .view = {},
              .recorded_at = {},
              .stored = nullptr,
              .library = &*library};
  if (status = prepare(round); status != Exit::done) return status;
  if (options.data.empty()) return assess_all(round);

  const auto journal = open_stored(options.data);
  if (!journal) {
    complain(console, journal.error());
    return exit_of(journal.error());
  }
  const service::CaseService stored(*library, **journal);
  round.stored = &stored;
  return assess_all(round);
}

}  // namespace lossa::cli
