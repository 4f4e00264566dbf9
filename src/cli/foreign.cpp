// SPDX-License-Identifier: Apache-2.0
#include "foreign.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <utility>

#include <lossa/base/signature.hpp>
#include <lossa/intake/fhir.hpp>
#include <lossa/intake/redcap.hpp>
#include <lossa/resources/resources.hpp>

#include "files.hpp"

namespace lossa::cli {
namespace {

/// Set by the first Ctrl-C; the second ends the program as usual.
std::atomic<bool> stop_asked = false;

void ask_to_stop(int) {
  stop_asked = true;
  std::signal(SIGINT, SIG_DFL);
}

/// While it lives, Ctrl-C only asks.
class Interruptible {
 public:
  Interruptible() {
    stop_asked = false;
    before_ = std::signal(SIGINT, ask_to_stop);
  }
  ~Interruptible() { std::signal(SIGINT, before_); }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;

 private:
  void (*before_)(int) = nullptr;
};

/// A line on the terminal that is written over; nothing elsewhere.
class Progress {
 public:
  Progress(const locale::Speech& speech, Console& console)
      : speech_(speech), err_(console.err), shown_(isatty(STDERR_FILENO) == 1), began_(Clock::now()), last_(began_) {}
  ~Progress() {
    if (drawn_) err_ << "\r\033[K" << std::flush;
  }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void operator()(std::uint64_t done, std::uint64_t total) {
    const auto now = Clock::now();
    if (!shown_ || total == 0 || done == 0 || now - last_ < std::chrono::milliseconds(200)) return;
    last_ = now;
    drawn_ = true;
    const double seconds = std::chrono::duration<double>(now - began_).count();
    const double left = seconds * static_cast<double>(total - std::min(done, total)) / static_cast<double>(done);
    err_ << '\r'
         << speech_("find.progress", {std::to_string(done * 100 / total), std::to_string(total / 1000000),
                                      std::to_string(static_cast<long>(left))})
         << "\033[K" << std::flush;
  }

 private:
  using Clock = std::chrono::steady_clock;
  const locale::Speech& speech_;
  std::ostream& err_;
  bool shown_;
  bool drawn_ = false;
  Clock::time_point began_, last_;
};

void join(intake::ForeignData& all, intake::ForeignData more) {
  if (all.sightings.empty()) all.sightings.swap(more.sightings);
  std::ranges::move(more.sightings, std::back_inserter(all.sightings));
  for (auto& [key, person] : more.people) all.people.try_emplace(key, std::move(person));
  all.quality.merge(std::move(more.quality));
  all.stopped = all.stopped || more.stopped;
}

/// Reads into `data`; false once something could not be read, which it has said.
class Reading {
 public:
  Reading(const ForeignOptions& options, const intake::Dictionary& dictionary, const locale::Speech& speech,
          Console& console, Exit& status)
      : options_(options), dictionary_(dictionary), speech_(speech), console_(console), status_(status) {}

  bool fhir(intake::ForeignData& data) {
    if (options_.fhir.empty()) return true;
    Progress progress(speech_, console_);
    intake::FhirOptions asked{
        .paths = options_.fhir,
        .whom = options_.everyone ? intake::FhirOptions::Whom::everyone : intake::FhirOptions::Whom::people_with_device,
        .every_value = options_.every_value,
        .threads = options_.threads,
        .state_folder = options_.state,
        .stop = &stop_asked,
        .progress = std::ref(progress),
        .today = console_.now()};
    return take(intake::read_fhir(asked, dictionary_), data);
  }

  bool hl7(intake::ForeignData& data) {
    if (options_.hl7.empty()) return true;
    intake::Hl7Options asked{.now = console_.now()};
    if (!options_.quarantine.empty()) asked.quarantine = options_.quarantine;
    asked.report = options_.report;
    asked.is_stopped = [] { return stop_asked.load(); };
    const std::vector<std::filesystem::path> paths(options_.hl7.begin(), options_.hl7.end());
    return take(intake::read_hl7(paths, dictionary_, asked), data);
  }

  bool redcap(intake::ForeignData& data) {
    if (options_.redcap.empty()) return true;
    const auto dictionary_bytes = read_file(options_.dictionary);
    if (!dictionary_bytes) return refuse(dictionary_bytes.error());
    const auto dictionary = intake::RedcapDictionary::read(*dictionary_bytes, options_.dictionary);
    if (!accept(dictionary)) return false;
    const auto mapping_bytes = read_file(options_.mapping);
    if (!mapping_bytes) return refuse(mapping_bytes.error());
    const auto mapping = intake::read_redcap_mapping(*mapping_bytes, options_.mapping, *dictionary.value);
    if (!accept(mapping)) return false;
    auto table = intake::table_from_file(options_.redcap);
    if (!table) return refuse(table.error());
    auto read = intake::read_redcap(std::move(table).value(), {*dictionary.value, *mapping.value}, console_.now(),
                                    dictionary_.codes.reserve_patterns());
    if (!accept(read)) return false;
    join(data, std::move(*read.value));
    return true;
  }

  bool tables(intake::ForeignData& data) {
    if (options_.cultures.empty() && options_.devices.empty()) return true;
    auto cultures = intake::table_from_file(options_.cultures);
    auto devices = intake::table_from_file(options_.devices);
    if (!cultures) return refuse(cultures.error());
    if (!devices) return refuse(devices.error());
    intake::TablesOptions asked{.cultures = std::move(cultures).value(),
                                .devices = std::move(devices).value(),
                                .today = console_.now(),
                                .stop_asked = [] { return stop_asked.load(); }};
    if (!options_.mapping.empty() && !read_mapping(asked.mapping)) return false;
    auto read = intake::read_tables(std::move(asked), dictionary_);
    if (!accept(read)) return false;
    tell_columns(*read.value);
    join(data, std::move(read.value->data));
    return true;
  }

 private:
  bool refuse(const Error& error) {
    complain(console_, error);
    status_ = worse(status_, exit_of(error));
    return false;
  }

  template <typename T>
  bool accept(const Checked<T>& read) {
    if (!report(console_, read.issues) && read.value) return true;
    status_ = worse(status_, Exit::found_faults);
    return false;
  }

  bool take(Result<intake::ForeignData> read, intake::ForeignData& data) {
    if (!read) return refuse(read.error());
    join(data, std::move(read).value());
    return true;
  }

  bool read_mapping(intake::TableMapping& mapping) {
    const auto bytes = read_file(options_.mapping);
    if (!bytes) return refuse(bytes.error());
    auto read = intake::read_table_mapping(*bytes, options_.mapping, dictionary_.organisms);
    if (!accept(read)) return false;
    mapping = std::move(*read.value);
    return true;
  }

  void tell_columns(const intake::TablesRead& read) {
    for (const auto& column : read.columns)
      if (column.recognised)
        console_.err << speech_("find.column_recognised", {column.table, column.name, column.role}) << '\n';
    for (const auto assumption : read.assumptions) {
      const bool blood = assumption == intake::TablesRead::Assumption::every_row_is_blood;
      console_.err << speech_(blood ? "find.every_row_is_blood" : "find.sample_not_said") << '\n';
    }
  }

  const ForeignOptions& options_;
  const intake::Dictionary& dictionary_;
  const locale::Speech& speech_;
  Console& console_;
  Exit& status_;
};

}  // namespace

std::optional<terminology::Codes> open_codes(const std::string& file, Console& console, Exit& status) {
  constexpr std::string_view shipped = "terminology/codes.toml";
  auto codes = terminology::Codes::read(resources::find(shipped).value(), shipped);
  if (codes.ok() && !file.empty()) {
    const auto bytes = read_file(file);
    if (!bytes) {
      complain(console, bytes.error());
      status = exit_of(bytes.error());
      return std::nullopt;
    }
    codes = codes.value->with(*bytes, file);
  }
  if (!report(console, codes.issues) && codes.value) return std::move(codes.value);
  status = Exit::found_faults;
  return std::nullopt;
}

std::optional<intake::ForeignData> read_foreign(const ForeignOptions& options, const intake::Dictionary& dictionary,
                                                const locale::Speech& speech, Console& console, Exit& status) {
  const Interruptible while_reading;
  intake::ForeignData data;
  Reading reading(options, dictionary, speech, console, status);
  if (!reading.fhir(data) || !reading.hl7(data) || !reading.tables(data) || !reading.redcap(data)) return std::nullopt;
  intake::unite_people(data);
  return data;
}

Result<std::string> folder_secret(const std::string& data_folder, bool make) {
  const auto path = data_folder + "/identity.key";
  if (auto stored = read_file(path); stored || stored.error().kind != ErrorKind::not_found || !make) return stored;
  auto secret = LOSSA_TRY(make_key_pair()).private_pem;  // as good a secret as any, and already at hand
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  const bool written = file >= 0 &&
                       ::write(file, secret.data(), secret.size()) == static_cast<ssize_t>(secret.size()) &&
                       ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (written) return secret;
  return Error{
      .kind = ErrorKind::unavailable, .message = "the secret of its case ids cannot be written", .where = path};
}

}  // namespace lossa::cli
