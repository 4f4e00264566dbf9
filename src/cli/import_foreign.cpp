// SPDX-License-Identifier: Apache-2.0
// Import of other systems' data: a case a person, under an id that only the data folder's secret can make.
#include <utility>

#include <lossa/intake/course.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/model/fields.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/finding.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "foreign.hpp"
#include "import_journal.hpp"

namespace lossa::cli {
namespace {

struct Taken {
  std::string case_id;
  service::Imported imported;
  intake::Course course;
};

constexpr const char* outcome_words[] = {"stored", "extended", "unchanged"};

Result<std::vector<Taken>> take_in(std::vector<intake::Sighting> sightings, const assessment::Library& library,
                                   journal::Journal& journal, const std::string& secret, journal::Timestamp now) {
  auto windows = LOSSA_TRY(service::course_windows(library.knowledge));
  windows.only_in_place = false;  // whoever imports a person's data wants all of them
  service::CaseService service(library, journal);
  std::vector<Taken> all;
  const auto take = [&](const std::string& person, std::span<const intake::Sighting> theirs) -> Result<void> {
    Taken taken{
        .case_id = service::case_id_of(secret, person), .imported = {}, .course = intake::course_of(theirs, windows)};
    taken.imported = LOSSA_TRY(service.take_in(taken.case_id, service::delivery_of(taken.course), now));
    all.push_back(std::move(taken));
    return {};
  };
  LOSSA_TRY(service::each_person(std::move(sightings), take));
  return all;
}

void write_text(const std::vector<Taken>& all, const intake::ForeignData& data, const locale::Speech& speech,
                std::ostream& out) {
  static constexpr const char* keys[] = {"cli.import_stored", "cli.import_extended", "cli.import_unchanged"};
  for (const auto& taken : all) {
    const auto outcome = static_cast<std::size_t>(taken.imported.outcome);
    out << taken.case_id << ": " << speech(keys[outcome]);
    if (taken.imported.entries > 0)
      out << ", " << speech("cli.import_entries", {std::to_string(taken.imported.entries)});
    out << '\n';
    for (const auto& proposal : taken.course.proposals)
      out << "  " << speech("find.words_say") << ' ' << proposal.entry.read_in << '\n';
  }
  write_quality(data.quality, speech, out);
}

/// "a.hl7:1: message 1 (A1050): accepted".
void write_messages(const std::vector<intake::Hl7Outcome>& messages, const locale::Speech& speech, std::ostream& out) {
  for (const auto& message : messages) {
    const bool is_repeated = message.verdict == intake::Hl7Outcome::Verdict::accepted && !message.reason.empty();
    out << message.place.file << ':' << message.place.line << ": " << message.place.path;
    if (!message.control_id.empty()) out << " (" << message.control_id << ')';
    out << ": " << speech("cli.message_" + (is_repeated ? "repeated" : std::string(to_string(message.verdict))));
    if (!is_repeated && !message.reason.empty()) out << ": " << message.reason;
    out << '\n';
  }
}

void write_messages(JsonWriter& json, const std::vector<intake::Hl7Outcome>& messages) {
  json.key("messages");
  json.begin_array();
  for (const auto& message : messages) {
    json.begin_object();
    json.member("file", message.place.file);
    json.key("line");
    json.integer(message.place.line);
    json.member("message", message.place.path);
    if (!message.control_id.empty()) json.member("control_id", message.control_id);
    json.member("outcome", to_string(message.verdict));
    if (!message.reason.empty()) json.member("reason", message.reason);
    json.end_object();
  }
  json.end_array();
}

void write_taken(JsonWriter& json, const Taken& taken) {
  json.begin_object();
  json.member("case", taken.case_id);
  json.member("outcome", outcome_words[static_cast<std::size_t>(taken.imported.outcome)]);
  json.key("new_entries");
  json.integer(static_cast<std::int64_t>(taken.imported.entries));
  json.key("entries");
  json.begin_array();
  for (const auto& entry : taken.course.entries) model::write_entry(json, entry);
  json.end_array();
  json.key("proposals");
  json.begin_array();
  for (const auto& proposal : taken.course.proposals) model::write_entry(json, proposal.entry);
  json.end_array();
  json.end_object();
}

struct Told {
  const std::vector<Taken>& cases;
  const intake::ForeignData& data;
  const std::vector<intake::Hl7Outcome>& messages;
};

std::string json_of(const Told& told, bool dry_run) {
  JsonWriter json;
  json.begin_object();
  json.member("format", "lossa-import-1");
  json.member("program_version", program_version());
  json.member("dry_run", dry_run);
  json.key("cases");
  json.begin_array();
  for (const auto& taken : told.cases) write_taken(json, taken);
  json.end_array();
  if (!told.messages.empty()) write_messages(json, told.messages);
  write_quality_json(json, told.data.quality);
  json.end_object();
  return std::move(json).finish() + "\n";
}

/// A dry run in a folder that has no secret yet makes none: its case ids are then only of this run.
Result<std::string> secret_of(const ImportOptions& options) {
  auto secret = folder_secret(options.data, !options.dry_run);
  if (!secret && options.dry_run && secret.error().kind == ErrorKind::not_found) return std::string();
  return secret;
}

}  // namespace

Exit import_foreign(const ImportOptions& options, const assessment::Library& library, journal::Journal& journal,
                    Console& console) {
  auto status = Exit::done;
  const locale::Speech speech(locale::Words::shipped(), language_of(options.language, console));
  const auto codes = open_codes(options.source.codes, console, status);
  if (!codes) return status;
  std::vector<intake::Hl7Outcome> messages;
  auto source = options.source;
  source.report = [&](const intake::Hl7Outcome& outcome) { messages.push_back(outcome); };
  auto data = read_foreign(source, {*codes, library.organisms}, speech, console, status);
  if (!data) return status;
  const auto secret = secret_of(options);
  if (!secret) {
    complain(console, secret.error());
    return exit_of(secret.error());
  }
  const auto taken = take_in(std::move(data->sightings), library, journal, *secret, console.clock());
  if (!taken) {
    complain(console, taken.error());
    return exit_of(taken.error());
  }
  if (options.json) {
    console.out << json_of({*taken, *data, messages}, options.dry_run);
  } else {
    write_messages(messages, speech, console.out);
    write_text(*taken, *data, speech, console.out);
  }
  return status;
}

}  // namespace lossa::cli
