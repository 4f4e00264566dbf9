// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/tables.hpp>

#include <fstream>
#include <memory>
#include <utility>

#include "cultures.hpp"
#include "devices.hpp"
#include "table.hpp"

namespace lossa::intake {
namespace {

constexpr std::uint64_t rows_between_questions = 1024;

/// A column without which the table says nothing here.
void require(const Table& table, std::string_view role, std::string_view message, Issues& issues) {
  if (!table.has(role)) issues.push_back({.place = table.place(), .message = std::string(message)});
}

class Reader {
 public:
  Reader(TablesOptions options, const Dictionary& dictionary) : options_(std::move(options)), dictionary_(dictionary) {}

  Checked<TablesRead> read() {
    // Both are looked at first, so that one run tells what is wrong with either.
    auto devices = open(options_.devices, "devices", options_.mapping.devices, device_roles());
    auto cultures = open(options_.cultures, "cultures", options_.mapping.cultures, culture_roles());
    if (devices.has_value()) require_devices(*devices);
    if (cultures.has_value()) require_cultures(*cultures);
    if (!devices.has_value() || !cultures.has_value()) return refused();
    DeviceRows device_rows(*devices, options_.mapping.leads, issues_);
    CultureRows culture_rows(*cultures, options_.mapping, dictionary_.organisms, issues_);
    if (has_errors(issues_)) return refused();
    if (read_all(*devices, device_rows)) read_all(*cultures, culture_rows);
    return {.value = std::move(read_), .issues = std::move(issues_)};
  }

 private:
  std::optional<Table> open(TableSource& source, std::string name, const TableDescription& described,
                            std::span<const Role> roles) {
    return Table::open(std::move(source),
                       {.name = std::move(name),
                        .described = described,
                        .roles = roles,
                        .today = options_.today,
                        .reserve_patterns = dictionary_.codes.reserve_patterns(),
                        .numbers_of = options_.mapping.numbers_of},
                       read_, issues_);
  }

  void require_devices(const Table& table) {
    require(table, "person", "no column says whose the device is; name it in the mapping: columns.person", issues_);
    require(table, "type", "no column says what kind of device it is; name it in the mapping: columns.type", issues_);
  }

  void require_cultures(const Table& table) {
    require(table, "person", "no column says whose the culture is; name it in the mapping: columns.person", issues_);
    if (!table.has("result"))
      require(table, "organism", "no column says what grew; name it in the mapping: columns.organism", issues_);
    if (!table.has("material")) read_.assumptions.push_back(TablesRead::Assumption::every_row_is_blood);
    if (options_.mapping.sample_is == Sighting::Sample::not_said && !table.has("set"))
      read_.assumptions.push_back(TablesRead::Assumption::sample_not_said);
  }

  Checked<TablesRead> refused() { return {.value = std::nullopt, .issues = std::move(issues_)}; }

  /// False when it was stopped.
  template <typename Rows>
  bool read_all(Table& table, Rows& rows) {
    for (std::uint64_t row = 1; table.next(); ++row) {
      rows.read_row(read_);
      if (row % rows_between_questions != 0 || !options_.stop_asked || !options_.stop_asked()) continue;
      read_.data.stopped = true;
      return false;
    }
    return true;
  }

  TablesOptions options_;
  const Dictionary& dictionary_;
  TablesRead read_;
  Issues issues_;
};

}  // namespace

TableSource table_from_bytes(std::string file, std::string_view bytes) {
  return {.file = std::move(file), .chunks = [bytes, given = false]() mutable -> Result<std::string_view> {
            return std::exchange(given, true) ? std::string_view() : bytes;
          }};
}

Result<TableSource> table_from_file(const std::string& path) {
  constexpr std::size_t chunk_bytes = 1U << 20U;
  struct Open {
    std::ifstream file;
    std::string chunk;
  };
  // A std::function must be copyable, and a file is not.
  auto open = std::make_shared<Open>(Open{.file = std::ifstream(path, std::ios::binary), .chunk = {}});
  const auto slash = path.find_last_of('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  if (!open->file) return Error{.kind = ErrorKind::not_found, .message = "the file cannot be opened", .where = path};
  return TableSource{.file = name, .chunks = [open]() -> Result<std::string_view> {
                       open->chunk.resize(chunk_bytes);
                       open->file.read(open->chunk.data(), static_cast<std::streamsize>(chunk_bytes));
                       if (open->file.bad())
                         return Error{.kind = ErrorKind::unavailable, .message = "the file cannot be read to its end"};
                       return std::string_view(open->chunk).substr(0, static_cast<std::size_t>(open->file.gcount()));
                     }};
}

Checked<TablesRead> read_tables(TablesOptions options, const Dictionary& dictionary) {
  return Reader(std::move(options), dictionary).read();
}

}  // namespace lossa::intake
