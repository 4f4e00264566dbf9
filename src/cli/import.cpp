// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <optional>
#include <utility>

#include <lossa/intake/case_file.hpp>
#include <lossa/journal_memory/memory_journal.hpp>
#include <lossa/journal_sqlite/sqlite_journal.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/service/case_service.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "import_journal.hpp"

namespace lossa::cli {
namespace {

struct Desk {
  Console& console;
  const locale::Speech& speech;
  service::CaseService& service;
};

Exit refuse(const Desk& desk, const std::string& path, Exit status) {
  desk.console.out << path << ": " << desk.speech("cli.import_refused") << '\n';
  return status;
}

Exit import_file(const Desk& desk, const std::string& path) {
  const auto bytes = read_file(path);
  if (!bytes) {
    complain(desk.console, bytes.error());
    return refuse(desk, path, exit_of(bytes.error()));
  }
  const auto file = intake::read_case_file(*bytes, path);
  if (report(desk.console, file.issues) || !file.value) return refuse(desk, path, Exit::found_faults);
  const auto imported = desk.service.import(*file.value, desk.console.clock());
  if (!imported) {
    complain(desk.console, imported.error());
    return refuse(desk, path, exit_of(imported.error()));
  }
  using Outcome = service::Imported::Outcome;
  static constexpr const char* keys[] = {"cli.import_stored", "cli.import_extended", "cli.import_unchanged"};
  const auto& words = desk.speech(keys[static_cast<std::size_t>(imported->outcome)]);
  desk.console.out << path << ": " << file.value->case_id << ": " << words;
  if (imported->outcome != Outcome::unchanged)
    desk.console.out << ", " << desk.speech("cli.import_entries", {std::to_string(imported->entries)});
  desk.console.out << '\n';
  return Exit::done;
}

Result<void> copy(const journal::Journal& from, journal::Journal& to) {
  constexpr std::size_t page = 1000;
  std::uint64_t position = 0;
  for (;;) {
    const auto records = LOSSA_TRY(from.read(position, page));
    if (records.empty()) return {};
    for (const auto& record : records) {
      const std::vector<journal::CaseAppend> batch = {
          {.case_id = record.case_id, .expected_version = record.version - 1, .entries = {record.entry}}};
      const auto appended = to.append(batch, record.recorded_at);
      if (!appended) return appended.error();
      position = record.position;
    }
  }
}

/// The journal to write to. A dry run writes to a copy in memory, and makes no file.
Result<std::unique_ptr<journal::Journal>> open_journal(const ImportOptions& options) {
  if (!options.dry_run) {
    LOSSA_TRY(require_folder(options.data));
    return std::unique_ptr<journal::Journal>(
        LOSSA_TRY(journal_sqlite::SqliteJournal::open(journal_path(options.data))));
  }
  auto trial = std::make_unique<journal_memory::MemoryJournal>();
  if (std::filesystem::exists(journal_path(options.data))) {
    const auto stored = LOSSA_TRY(open_stored(options.data));
    LOSSA_TRY(copy(*stored, *trial));
  }
  return std::unique_ptr<journal::Journal>(std::move(trial));
}

}  // namespace

Exit import(const ImportOptions& options, Console& console) {
  const auto& source = options.source;
  if (options.files.empty() == (source.fhir.empty() && source.hl7.empty() && source.redcap.empty())) {
    complain(console, "takes either case files, or --fhir, --hl7 or --redcap");
    return Exit::wrong_use;
  }
  auto status = Exit::done;
  const auto library = open_library("", console, status);
  if (!library) return status;
  const auto journal = open_journal(options);
  if (!journal) {
    complain(console, journal.error());
    return exit_of(journal.error());
  }
  const locale::Speech speech(locale::Words::shipped(), language_of(options.language, console));
  service::CaseService service(*library, **journal);
  const Desk desk{.console = console, .speech = speech, .service = service};
  if (options.files.empty()) status = import_foreign(options, *library, **journal, console);
  for (const auto& path : options.files) status = worse(status, import_file(desk, path));
  if (options.dry_run && !options.json) console.out << speech("cli.import_dry_run") << '\n';
  return status;
}

}  // namespace lossa::cli
