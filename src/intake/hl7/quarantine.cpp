// SPDX-License-Identifier: Apache-2.0
#include "quarantine.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>

#include <lossa/base/json_writer.hpp>
#include <lossa/base/text.hpp>

#include "element.hpp"

namespace lossa::intake::hl7 {
namespace {

namespace fs = std::filesystem;

Error unavailable(const fs::path& path) {
  return {.kind = ErrorKind::unavailable, .message = "the quarantine cannot be written", .where = path.string()};
}

/// Calls `take` with the piece's bytes, part by part, as they stand in the file.
template <typename Take>
bool for_each_part(const fs::path& path, const Piece& piece, Take take) {
  if (piece.size == piece.bytes.size()) {
    take(std::string_view(piece.bytes));
    return true;
  }
  constexpr std::uint64_t part_size = 1U << 20U;
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(piece.offset));
  std::string part;
  for (std::uint64_t left = piece.size; left > 0; left -= part.size()) {
    part.resize(std::min(left, part_size));
    if (!file.read(part.data(), static_cast<std::streamsize>(part.size()))) return false;
    take(std::string_view(part));
  }
  return true;
}

/// Written beside its place first, so that a name in the quarantine always stands for the whole.
template <typename Write>
Result<void> write_whole(const fs::path& path, Write write) {
  const fs::path unfinished = path.string() + ".part";
  bool is_written = false;
  {
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    is_written = file && write(file) && file.flush();
  }
  std::error_code failed;
  if (is_written) fs::rename(unfinished, path, failed);
  if (is_written && !failed) return {};
  std::error_code ignored;
  fs::remove(unfinished, ignored);
  return unavailable(path);
}

std::string record_of(const Piece& piece, const Hl7Fault& reason, const Date& now) {
  JsonWriter json(JsonWriter::Layout::indented);
  json.begin_object();
  json.member("file", reason.place.file);
  json.key("line");
  json.integer(reason.place.line);
  json.member("element", reason.place.path);
  json.key("bytes");
  json.integer(static_cast<std::int64_t>(piece.size));
  json.member("fault", to_string(reason.kind));
  json.member("reason", reason.message);
  json.member("time", now.text());
  json.end_object();
  return std::move(json).finish() + "\n";
}

}  // namespace

Result<void> Quarantine::keep(const fs::path& file, const Piece& piece, const Hl7Fault& reason) const {
  if (!folder_) return {};
  std::string hash;
  const bool is_read = for_each_part(file, piece, [&](std::string_view part) {
    hash = sha256_hex(hash.empty() ? std::string(part) : hash + std::string(part));
  });
  if (!is_read) return Error{.kind = ErrorKind::unavailable, .message = "cannot be read again", .where = file.string()};

  const fs::path kept = *folder_ / (hash + ".hl7");
  const fs::path record = *folder_ / (hash + ".reason.json");
  std::error_code failed;
  fs::create_directories(*folder_, failed);
  if (failed) return unavailable(*folder_);
  if (!fs::exists(kept)) {
    LOSSA_TRY(write_whole(kept, [&](std::ofstream& out) {
      return for_each_part(file, piece, [&](std::string_view part) {
        out.write(part.data(), static_cast<std::streamsize>(part.size()));
      });
    }));
  }
  if (fs::exists(record)) return {};
  const auto text = record_of(piece, reason, *now_);
  return write_whole(record, [&](std::ofstream& out) { return static_cast<bool>(out << text); });
}

}  // namespace lossa::intake::hl7
