// SPDX-License-Identifier: Apache-2.0
#include "files.hpp"

#include "signature_files.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <lossa/base/tree.hpp>
#include <lossa/journal_sqlite/sqlite_journal.hpp>
#include <lossa/service/library.hpp>

namespace lossa::cli {
namespace {

namespace fs = std::filesystem;

Error failed(ErrorKind kind, const std::string& path, std::string message) {
  return {.kind = kind, .message = std::move(message), .where = path};
}

/// The id of a guideline file; of any other file its name without folders.
std::string identity(const guideline::SourceFile& file) {
  const auto tree = read_toml(file.bytes, file.name);
  const auto* header = tree.value ? tree.value->find("guideline") : nullptr;
  const auto* id = header == nullptr ? nullptr : header->find("id");
  if (id != nullptr && !id->text.empty()) return "guideline " + id->text;
  return fs::path(file.name).filename().string();
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::error_code code;
  const auto state = fs::status(path, code);
  if (!fs::exists(state)) return failed(ErrorKind::not_found, path, "there is no such file");
  if (fs::is_directory(state)) return failed(ErrorKind::invalid_input, path, "this is a folder, not a file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return failed(ErrorKind::unavailable, path, "the file cannot be read");
  constexpr auto limit = TreeLimits{}.bytes;
  std::string bytes;
  std::vector<char> block(1U << 16U);
  while (stream && bytes.size() <= limit) {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    bytes.append(block.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (stream.bad()) return failed(ErrorKind::unavailable, path, "the file cannot be read");
  if (bytes.size() > limit) return failed(ErrorKind::invalid_input, path, "the file is larger than 64 MB");
  return bytes;
}

Result<std::vector<guideline::SourceFile>> read_folder(const std::string& path) {
  std::error_code code;
  if (!fs::is_directory(path, code)) return failed(ErrorKind::not_found, path, "there is no such folder");
  std::vector<std::string> names;
  for (fs::directory_iterator item(path, code), end; !code && item != end; item.increment(code))
    if (item->path().extension() == ".toml") names.push_back(item->path().string());
  if (code) return failed(ErrorKind::unavailable, path, "the folder cannot be read: " + code.message());
  if (names.empty()) return failed(ErrorKind::invalid_input, path, "no *.toml file is in this folder");
  std::ranges::sort(names);
  std::vector<guideline::SourceFile> files;
  files.reserve(names.size());
  for (const auto& name : names) {
    auto bytes = LOSSA_TRY(read_file(name));
    files.push_back({name, std::move(bytes)});
  }
  return files;
}

std::vector<guideline::SourceFile> over_shipped(std::vector<guideline::SourceFile> files) {
  std::vector<std::string> replaced;
  replaced.reserve(files.size());
  for (const auto& file : files) replaced.push_back(identity(file));
  auto all = service::shipped_guidelines();
  std::erase_if(all, [&](const auto& file) { return std::ranges::find(replaced, identity(file)) != replaced.end(); });
  std::ranges::move(files, std::back_inserter(all));
  return all;
}

std::optional<assessment::Library> open_library(const std::string& folder, Console& console, Exit& status,
                                                const std::string& trust) {
  std::vector<guideline::SourceFile> own;
  guideline::Signatures signatures;
  const auto read = [&]() -> Result<void> {
    if (!folder.empty()) own = LOSSA_TRY(read_folder(folder));
    signatures = LOSSA_TRY(signatures_beside(own, trust));
    return {};
  };
  if (const auto done = read(); !done) {
    complain(console, done.error());
    status = exit_of(done.error());
    return std::nullopt;
  }
  auto library = service::load_library(over_shipped(std::move(own)), signatures);
  if (report(console, library.issues) || !library.value) {
    complain(console, "the guidelines have faults, so nothing is assessed by them");
    status = folder.empty() ? Exit::could_not_run : Exit::found_faults;
    return std::nullopt;
  }
  return std::move(library.value);
}

Result<void> require_folder(const std::string& path) {
  std::error_code code;
  if (fs::is_directory(path, code)) return {};
  fs::create_directory(path, code);
  if (!code && fs::is_directory(path, code)) return {};
  return Error{.kind = ErrorKind::unavailable,
               .message = "the data folder cannot be made: " + (code ? code.message() : "something else is there"),
               .where = path};
}

Result<void> write_file(const std::string& path, std::string_view bytes) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << bytes;
  stream.close();
  if (stream) return {};
  return failed(ErrorKind::unavailable, path, "the file could not be written");
}

std::string journal_path(const std::string& data_folder) { return (fs::path(data_folder) / "journal.sqlite").string(); }

Result<std::unique_ptr<journal::Journal>> open_stored(const std::string& data_folder) {
  const auto path = journal_path(data_folder);
  std::error_code code;
  if (!fs::exists(path, code))
    return failed(ErrorKind::not_found, path, "there is no journal; `lossa import` makes one");
  return std::unique_ptr<journal::Journal>(LOSSA_TRY(journal_sqlite::SqliteJournal::open(path)));
}

}  // namespace lossa::cli
