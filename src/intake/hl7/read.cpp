// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <fstream>
#include <system_error>
#include <unordered_map>
#include <utility>
#include <vector>

#include <lossa/base/text.hpp>
#include <lossa/intake/hl7_results.hpp>

#include "envelope.hpp"
#include "gatherer.hpp"
#include "quarantine.hpp"
#include "time.hpp"

namespace lossa::intake {
namespace {

namespace fs = std::filesystem;

/// The first 64 bits of the hash.
std::uint64_t short_hash(std::string_view bytes) {
  const auto hex = sha256_hex(bytes);
  std::uint64_t value = 0;
  std::from_chars(hex.data(), hex.data() + 16, value, 16);
  return value;
}

class Reading {
 public:
  Reading(const Dictionary& dictionary, const Hl7Options& options)
      : dictionary_(&dictionary),
        options_(&options),
        quarantine_(options.quarantine, options.now),
        gatherer_(dictionary.organisms, data_) {}

  /// Reads the files of a path, until it is stopped.
  Result<void> read_path(const fs::path& path, const std::vector<fs::path>& files) {
    for (const auto& file : files) {
      const auto name = file == path ? file.filename() : file.lexically_relative(path);
      LOSSA_TRY(read_file(file, hl7::without_identity_numbers(name.string())));
      if (is_stopped()) return {};
    }
    return {};
  }

  ForeignData finish() {
    gatherer_.finish();
    return std::move(data_);
  }

 private:
  /// `name` is how it is called in places.
  Result<void> read_file(const fs::path& path, const std::string& name) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{.kind = ErrorKind::unavailable, .message = "cannot be read", .where = name};
    hl7::Pieces pieces(file, options_->limits.bytes);
    hl7::Envelopes envelopes(data_.quality, options_->limits.envelopes);
    std::uint64_t messages = 0;
    while (const auto piece = pieces.next()) {
      data_.quality.bytes += piece->size;
      data_.quality.lines += static_cast<std::uint64_t>(piece->lines);
      if (is_stopped()) return {};
      if (is_blank(*piece)) continue;
      const bool is_envelope = piece->kind == hl7::Piece::Kind::envelope;
      if (!is_envelope) ++messages;
      const Hl7Origin origin{.file = name, .line = piece->line, .number = std::max<std::uint64_t>(messages, 1)};
      LOSSA_TRY(is_envelope ? read_envelope(path, *piece, origin, envelopes)
                            : read_message(path, *piece, origin, envelopes));
    }
    if (file.bad()) return Error{.kind = ErrorKind::unavailable, .message = "cannot be read to its end", .where = name};
    envelopes.finish({.file = name, .line = 0, .number = messages});
    return {};
  }

  [[nodiscard]] bool is_stopped() {
    data_.stopped = data_.stopped || (options_->is_stopped && options_->is_stopped());
    return data_.stopped;
  }

  static bool is_blank(const hl7::Piece& piece) {
    return piece.kind == hl7::Piece::Kind::other && piece.size == piece.bytes.size() &&
           piece.bytes.find_first_not_of(" \t\r\n\x1A") == std::string::npos;
  }

  Result<void> read_envelope(const fs::path& path, const hl7::Piece& piece, const Hl7Origin& origin,
                             hl7::Envelopes& envelopes) {
    const auto refused = envelopes.add(piece, origin);
    return refused ? quarantine_.keep(path, piece, *refused) : Result<void>();
  }

  Result<void> read_message(const fs::path& path, const hl7::Piece& piece, const Hl7Origin& origin,
                            hl7::Envelopes& envelopes) {
    envelopes.count_message();
    auto& counts = data_.quality.elements["message"];
    ++counts.read;
    Hl7Outcome outcome{.verdict = Hl7Outcome::Verdict::accepted,
                       .place = {.file = origin.file,
                                 .line = origin.line,
                                 .column = 0,
                                 .path = "message " + std::to_string(origin.number)},
                       .control_id = {},
                       .reason = {}};
    const auto refused = understand(piece, origin, outcome);
    if (refused) {
      data_.quality.note(refused->kind, refused->place, refused->message);
      LOSSA_TRY(quarantine_.keep(path, piece, *refused));
      outcome.reason = refused->message;
    }
    if (outcome.verdict == Hl7Outcome::Verdict::rejected)
      ++counts.set_aside;
    else
      ++counts.used;
    if (options_->report) options_->report(outcome);
    return {};
  }

  /// Takes in what the message says. A fault is what the message goes into quarantine for.
  std::optional<Hl7Fault> understand(const hl7::Piece& piece, const Hl7Origin& origin, Hl7Outcome& outcome) {
    outcome.verdict = Hl7Outcome::Verdict::rejected;
    const auto refuse = [&](FaultKind kind, std::string message) {
      return Hl7Fault{.kind = kind, .place = outcome.place, .message = std::move(message)};
    };
    if (piece.size > options_->limits.bytes)
      return refuse(FaultKind::too_long,
                    "a message may have at most " + std::to_string(options_->limits.bytes) + " bytes");
    if (piece.is_cut) return refuse(FaultKind::truncated_file, "the end of the message's frame is missing");
    auto parsed = parse_hl7(piece.bytes, origin, options_->limits);
    if (!parsed.message) {
      auto reason = std::move(parsed.faults.back());
      parsed.faults.pop_back();
      note(std::move(parsed.faults));
      return reason;
    }
    note(std::move(parsed.faults));
    const auto& header = parsed.message->segments.front();
    outcome.control_id = hl7::without_identity_numbers(header.text(10));
    for (const auto& segment : parsed.message->segments) ++data_.quality.elements[segment.name].read;
    auto groups = hl7::groups_of(*parsed.message, origin);
    if (auto* refused = std::get_if<Hl7Fault>(&groups)) return std::move(*refused);
    return take_in(piece, origin, {header, *std::get_if<std::vector<hl7::PersonGroup>>(&groups)}, outcome);
  }

  struct Understood {
    const Hl7Segment& header;
    const std::vector<hl7::PersonGroup>& groups;
  };
  std::optional<Hl7Fault> take_in(const hl7::Piece& piece, const Hl7Origin& origin, const Understood& message,
                                  Hl7Outcome& outcome) {
    const auto& header = message.header;
    hl7::Source source{.dictionary = *dictionary_,
                       .origin = origin,
                       .today = options_->now,
                       .quality = data_.quality,
                       .sender = std::string(header.text(4).empty() ? header.text(3) : header.text(4)),
                       .sent = hl7::sortable_time(header.text(7)),
                       .sent_at = {}};
    outcome.verdict = Hl7Outcome::Verdict::accepted;
    if (is_repeated(piece, header, source)) {
      outcome.reason = "repeated";
      return std::nullopt;
    }
    source.sent_at = hl7::time_in(header, 7, source);
    if (header.text(7).empty())
      source.note(FaultKind::malformed, header,
                  "MSH-7: without a time it is not known which of two results is the later");
    auto said = hl7::map_message(message.groups, source);
    if (said.set_aside || said.has_unknown_person) outcome.verdict = Hl7Outcome::Verdict::error;
    if (said.set_aside) outcome.reason = "something in it could not be used";
    std::optional<Hl7Fault> without_person;
    if (said.has_unknown_person)
      without_person =
          Hl7Fault{.kind = FaultKind::no_person, .place = outcome.place, .message = "a PID holds no identifier"};
    if (said.people.empty()) outcome.verdict = Hl7Outcome::Verdict::rejected;
    gatherer_.add(std::move(said), source.sent);
    return without_person;
  }

  /// Has a message of this sender with this id and these bytes come? Another one with that id is read, and noted.
  bool is_repeated(const hl7::Piece& piece, const Hl7Segment& header, const hl7::Source& source) {
    if (header.text(10).empty()) return false;
    const auto key =
        short_hash(std::string(header.text(3)) + "\n" + source.sender + "\n" + std::string(header.text(10)));
    const auto bytes = short_hash(piece.bytes);
    const auto [known, is_new] = seen_.try_emplace(key, bytes);
    if (is_new) return false;
    const bool is_same = known->second == bytes;
    source.note(FaultKind::repeated, header,
                is_same ? "the same message has come before: it has no second effect"
                        : "another message of this sender had the same id (MSH-10): this one is read too");
    return is_same;
  }

  void note(std::vector<Hl7Fault> faults) {
    for (auto& fault : faults) data_.quality.note(fault.kind, std::move(fault.place), std::move(fault.message));
  }

  const Dictionary* dictionary_;
  const Hl7Options* options_;
  hl7::Quarantine quarantine_;
  ForeignData data_;
  hl7::Gatherer gatherer_;
  std::unordered_map<std::uint64_t, std::uint64_t> seen_;
};

/// The files of a folder, by name.
Result<std::vector<fs::path>> files_in(const fs::path& folder, const Hl7Options& options) {
  std::vector<fs::path> files;
  std::error_code failed;
  const auto is_hidden = [](const fs::path& path) {
    const auto name = path.filename().string();
    return name.starts_with('.') || name.ends_with(".reason.json");  // these are the quarantine's own
  };
  for (fs::recursive_directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed)) {
    std::error_code ignored;
    const bool is_quarantine = options.quarantine && fs::equivalent(entry->path(), *options.quarantine, ignored);
    if (entry->is_directory(ignored) && (is_hidden(entry->path()) || is_quarantine)) entry.disable_recursion_pending();
    if (entry->is_regular_file(ignored) && !is_hidden(entry->path())) files.push_back(entry->path());
  }
  if (failed) return Error{.kind = ErrorKind::unavailable, .message = "cannot be read", .where = folder.string()};
  std::ranges::sort(files);
  return files;
}

/// A file itself.
Result<std::vector<fs::path>> files_of(const fs::path& path, const Hl7Options& options) {
  std::error_code failed;
  if (!fs::exists(path, failed))
    return Error{.kind = ErrorKind::not_found, .message = "there is no such file or folder", .where = path.string()};
  if (fs::is_directory(path, failed)) return files_in(path, options);
  return std::vector{path};
}

}  // namespace

std::string_view to_string(Hl7Outcome::Verdict verdict) {
  switch (verdict) {
    case Hl7Outcome::Verdict::accepted:
      return "accepted";
    case Hl7Outcome::Verdict::error:
      return "error";
    case Hl7Outcome::Verdict::rejected:
      return "rejected";
  }
  return "";
}

Result<ForeignData> read_hl7(std::span<const fs::path> paths, const Dictionary& dictionary, const Hl7Options& options) {
  Reading reading(dictionary, options);
  for (const auto& path : paths) {
    const auto files = LOSSA_TRY(files_of(path, options));
    LOSSA_TRY(reading.read_path(path, files));
  }
  return reading.finish();
}

}  // namespace lossa::intake
