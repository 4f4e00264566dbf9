// SPDX-License-Identifier: Apache-2.0
// Appends to a journal from a process of its own: writer FILE NAME CASES COUNT.
//
// CASES threads append, each to the case "case-0", "case-1", ..., until each has stored COUNT entries (0: without end).
// Other writers may be at the same cases: a conflict is read again and repeated. Each append that has returned is told
// on standard output as "position case-n entry", one write a line.
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <lossa/journal_sqlite/sqlite_journal.hpp>

namespace {

using lossa::ErrorKind;
using lossa::journal::CaseAppend;
using lossa::journal_sqlite::SqliteJournal;

[[noreturn]] void give_up(const lossa::Error& error) {
  std::cerr << error.message << ' ' << error.where << '\n';
  std::_Exit(1);
}

std::uint64_t append_at_last(SqliteJournal& journal, const std::string& case_id, const std::string& entry) {
  while (true) {
    const auto version = journal.version_of(case_id);
    if (!version) give_up(version.error());
    const std::vector<CaseAppend> batch = {{case_id, *version, {entry}}};
    const auto position = journal.append(batch, 0);
    if (position) return *position;
    if (position.error().kind != ErrorKind::conflict) give_up(position.error());
  }
}

void append_entries(SqliteJournal& journal, const std::string& name, std::size_t case_number, long count) {
  const auto case_id = "case-" + std::to_string(case_number);
  for (long i = 0; count == 0 || i < count; ++i) {
    const auto entry = name + "-" + std::to_string(case_number) + "-" + std::to_string(i);
    const auto position = append_at_last(journal, case_id, entry);
    const auto line = std::to_string(position) + " " + case_id + " " + entry + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) std::_Exit(2);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto journal = SqliteJournal::open(arguments[0], {.patience = std::chrono::minutes(2)});
  if (!journal) give_up(journal.error());

  std::vector<std::thread> threads(std::stoul(arguments[2]));
  for (std::size_t i = 0; i < threads.size(); ++i) {
    threads[i] = std::thread([&, i] { append_entries(**journal, arguments[1], i, std::stol(arguments[3])); });
  }
  for (auto& thread : threads) thread.join();
  return 0;
}
