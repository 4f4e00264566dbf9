// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <utility>

#include <lossa/journal_sqlite/sqlite_journal.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/finding.hpp>

#include "commands.hpp"
#include "files.hpp"

namespace lossa::cli {
namespace {

/// What the case itself says of the signal, "today" or "check": what a person who confirms agrees with.
Result<std::string> conclusion_of(const service::CaseService& service, const std::string& case_id, const Date& now) {
  const auto assessed = LOSSA_TRY(service.assess(case_id, {.at = now.text()}));
  const auto& knowledge = service.library().knowledge;
  const int question = knowledge.find_question("finding", "signal");
  const auto& answers = assessed.assessment.answers;
  const auto answer = std::ranges::find(answers, question, &assessment::Answer::question);
  if (question < 0 || answer == answers.end() || answer->so_far < 0)
    return Error{.kind = ErrorKind::invalid_input, .message = "the case says nothing of a signal", .where = case_id};
  const auto& conclusions = knowledge.questions[static_cast<std::size_t>(question)].conclusions;
  return conclusions[static_cast<std::size_t>(answer->so_far)].id;
}

Result<void> store(const JudgeOptions& options, const assessment::Library& library, const Console& console) {
  const auto journal = LOSSA_TRY(journal_sqlite::SqliteJournal::open(journal_path(options.data)));
  service::CaseService service(library, *journal);
  const bool confirms = options.verdict == "confirm";
  const auto now = console.now();
  std::string conclusion = "none";
  if (confirms) conclusion = LOSSA_TRY(conclusion_of(service, options.case_id, now));
  const model::Judgement judgement{.question = std::string(service::signal_question),
                                   .conclusion = std::move(conclusion),
                                   .agrees = Truth::of(confirms),
                                   .by = options.by,
                                   .role = options.role,
                                   .reason = options.reason};
  return service.add(options.case_id, {.at = now, .content = judgement}, console.clock());
}

}  // namespace

Exit judge(const JudgeOptions& options, Console& console) {
  auto status = Exit::done;
  const auto library = open_library("", console, status);
  if (!library) return status;
  const locale::Speech speech(locale::Words::shipped(), language_of(options.language, console));
  if (const auto judged = store(options, *library, console); !judged) {
    complain(console, judged.error());
    return exit_of(judged.error());
  }
  console.out << speech("find.judged", {options.case_id, speech(options.verdict == "confirm" ? "find.state_confirmed"
                                                                                             : "find.state_dismissed")})
              << '\n';
  return Exit::done;
}

}  // namespace lossa::cli
