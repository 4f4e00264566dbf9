// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include <lossa/base/tree.hpp>
#include <lossa/journal_sqlite/sqlite_journal.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/finding.hpp>
#include <lossa/web/found.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "find_output.hpp"
#include "foreign.hpp"

namespace lossa::cli {
namespace {

bool is_framed(const FindOptions& options) {
  return !options.unit.empty() && !options.mandate.empty() && !options.telephone.empty();
}

/// What the settings file says and the command line does not. Says itself what is wrong with it.
bool apply_settings(FindOptions& options, Console& console) {
  const auto bytes = read_file(options.settings);
  if (!bytes) {
    complain(console, bytes.error());
    return false;
  }
  auto tree = read_toml(*bytes, options.settings);
  if (tree.value) {
    ObjectReader settings(*tree.value, options.settings, "", tree.issues);
    const std::pair<std::string_view, std::string*> texts[] = {{"unit", &options.unit},
                                                               {"mandate", &options.mandate},
                                                               {"telephone", &options.telephone},
                                                               {"data", &options.data},
                                                               {"since", &options.since},
                                                               {"guidelines", &options.guidelines},
                                                               {"lang", &options.language},
                                                               {"out", &options.out},
                                                               {"codes", &options.source.codes},
                                                               {"mapping", &options.source.mapping},
                                                               {"cultures", &options.source.cultures},
                                                               {"devices", &options.source.devices},
                                                               {"quarantine", &options.source.quarantine},
                                                               {"resume", &options.source.state}};
    for (const auto& [name, member] : texts)
      if (auto text = settings.text(name); text && member->empty()) *member = std::move(*text);
    settings.finish();
  }
  return !report(console, tree.issues);
}

/// Two tables go together, and something must be named.
std::string wrong_source(const ForeignOptions& source) {
  if (source.cultures.empty() != source.devices.empty()) return "--cultures and --devices go together";
  if (source.fhir.empty() && source.hl7.empty() && source.cultures.empty())
    return "needs a FHIR export, or --cultures and --devices, or --hl7";
  return {};
}

/// The journal that rows are compared with, and the case ids' secret; none without --data.
struct Store {
  std::unique_ptr<journal::Journal> journal;
  std::unique_ptr<service::CaseService> service;
  std::string secret;
};

Result<Store> open_store(const FindOptions& options, const assessment::Library& library) {
  Store store;
  if (options.data.empty()) return store;
  if (options.open) {
    LOSSA_TRY(require_folder(options.data));
    store.journal = LOSSA_TRY(journal_sqlite::SqliteJournal::open(journal_path(options.data)));
  } else {
    store.journal = LOSSA_TRY(open_stored(options.data));
  }
  store.secret = LOSSA_TRY(folder_secret(options.data, options.open));
  store.service = std::make_unique<service::CaseService>(library, *store.journal);
  return store;
}

Result<std::optional<Date>> date_of(const std::string& text) {
  if (text.empty()) return std::optional<Date>();
  return std::optional(LOSSA_TRY(Date::parse(text)));
}

Result<service::FoundList> look(const FindOptions& options, const assessment::Library& library,
                                std::vector<intake::Sighting> sightings, const Store& store, const Date& now) {
  service::FindRequest request{.now = now};
  if (const auto at = LOSSA_TRY(date_of(options.at))) request.now = *at;
  request.since = LOSSA_TRY(date_of(options.since));
  if (store.service) {
    request.casebook = LOSSA_TRY(store.service->casebook());
    request.secret = store.secret;
  }
  return service::find_carriers(library, std::move(sightings), request);
}

Result<void> open_cases(const service::FoundList& list, const Store& store, const locale::Speech& speech,
                        Console& console) {
  std::size_t counts[3] = {0, 0, 0};
  for (const auto& row : list.rows) {
    const auto taken = LOSSA_TRY(store.service->take_in(row.case_id, service::delivery_of(row), console.clock()));
    ++counts[static_cast<std::size_t>(taken.outcome)];
  }
  for (const auto& change : list.changes) {
    const auto taken =
        LOSSA_TRY(store.service->take_in(change.case_id, service::delivery_of(change.course), console.clock()));
    ++counts[static_cast<std::size_t>(taken.outcome)];
  }
  console.err << speech("find.opened",
                        {std::to_string(counts[0]), std::to_string(counts[1]), std::to_string(counts[2])})
              << '\n';
  return {};
}

Result<std::string> output_of(const FindOptions& options, const Found& found) {
  if (options.json) return found_json(found);
  if (options.csv) return found_csv(found);
  return web::found_page(found.list, found.lines, found.speech.language(), found.frame);
}

Exit give(const FindOptions& options, const Found& found, Console& console) {
  if (!options.json && !options.csv && !options.html) {
    Writer writer(console.out, console.screen);
    write_found_text(found, writer);
    if (options.quality) write_quality(found.data.quality, found.speech, console.out);
    return Exit::done;
  }
  const auto output = output_of(options, found);
  if (!output) {
    complain(console, output.error());
    return exit_of(output.error());
  }
  if (options.quality && !options.json) write_quality(found.data.quality, found.speech, console.err);
  if (options.out.empty()) {
    console.out << *output;
    return Exit::done;
  }
  if (const auto written = write_file(options.out, *output); !written) {
    complain(console, written.error());
    return exit_of(written.error());
  }
  return Exit::done;
}

}  // namespace

Exit find(const FindOptions& given, Console& console) {
  auto options = given;
  if (!options.settings.empty() && !apply_settings(options, console)) return Exit::found_faults;
  const locale::Speech speech(locale::Words::shipped(), language_of(options.language, console));
  const auto wrong = is_framed(options) ? wrong_source(options.source) : speech("find.needs_frame");
  if (!wrong.empty()) {
    complain(console, wrong);
    return Exit::wrong_use;
  }
  auto status = Exit::done;
  const auto library = open_library(options.guidelines, console, status);
  if (!library) return status;
  const auto codes = open_codes(options.source.codes, console, status);
  if (!codes) return status;
  const auto store = open_store(options, *library);
  if (!store) {
    complain(console, store.error());
    return exit_of(store.error());
  }
  auto data = read_foreign(options.source, {*codes, library->organisms}, speech, console, status);
  if (!data) return status;
  const auto list = look(options, *library, std::move(data->sightings), *store, console.now());
  if (!list) {
    complain(console, list.error());
    return exit_of(list.error());
  }
  if (options.open) {
    if (const auto opened = open_cases(*list, *store, speech, console); !opened) {
      complain(console, opened.error());
      return exit_of(opened.error());
    }
  }
  const web::FoundFrame frame{.unit = options.unit,
                              .mandate = options.mandate,
                              .telephone = options.telephone,
                              .made_at = options.at.empty() ? console.now().text() : options.at,
                              .version = program_version(),
                              .shows_identity = options.show_identity,
                              .warning = web::found_warning(data->quality, speech.language())};
  const auto lines = web::found_lines(*list, *data, *library, speech.language(), frame);
  return give(options, {*list, *data, *library, frame, lines, speech}, console);
}

}  // namespace lossa::cli
