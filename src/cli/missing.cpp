// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include <lossa/base/json_writer.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/service/case_service.hpp>
#include <lossa/service/cohort.hpp>

#include "commands.hpp"
#include "files.hpp"
#include "writer.hpp"

namespace lossa::cli {
namespace {

constexpr std::size_t shown_facts = 5;

/// The facts of every case, none of which is concluded on here.
struct Cohort {
  std::vector<guideline::Values> values;
  Exit status = Exit::done;

  void add(const service::AssessedCase& assessed) { values.push_back(assessed.assessment.values); }
};

const service::View facts_only{.at = {}, .readings = {}, .detail = assessment::Detail::facts};

void read_files(const MissingOptions& options, const assessment::Library& library, Console& console, Cohort& cohort) {
  for (const auto& path : options.cases) {
    const auto bytes = read_file(path);
    if (!bytes) {
      complain(console, bytes.error());
      cohort.status = worse(cohort.status, exit_of(bytes.error()));
      continue;
    }
    const auto assessed = service::assess_case_file(library, *bytes, path, facts_only);
    if (report(console, assessed.issues) || !assessed.value)
      cohort.status = worse(cohort.status, Exit::found_faults);
    else
      cohort.add(*assessed.value);
  }
}

Result<void> read_stored(const MissingOptions& options, const assessment::Library& library, Cohort& cohort) {
  const auto journal = LOSSA_TRY(open_stored(options.data));
  const service::CaseService stored(library, *journal);
  const auto ids = options.cases.empty() ? LOSSA_TRY(stored.case_ids()) : options.cases;
  for (const auto& id : ids) cohort.add(LOSSA_TRY(stored.assess(id, facts_only)));
  return {};
}

void write_json(const service::CohortGaps& gaps, const guideline::Knowledge& knowledge, std::ostream& out) {
  JsonWriter json;
  json.begin_object();
  json.member("format", "lossa-missing-1");
  json.member("program_version", program_version());
  json.key("cases");
  json.integer(static_cast<long long>(gaps.cases));
  json.key("questions");
  json.begin_array();
  for (std::size_t i = 0; i < gaps.questions.size(); ++i) {
    const auto& question = knowledge.questions[i];
    const auto count = [&](std::string_view name, std::size_t number) {
      json.key(name);
      json.integer(static_cast<long long>(number));
    };
    json.begin_object();
    json.member("guideline", knowledge.guidelines[static_cast<std::size_t>(question.guideline)].id);
    json.member("question", question.id);
    count("asked", gaps.questions[i].asked);
    count("open", gaps.questions[i].open);
    json.key("facts");
    json.begin_array();
    for (const auto& gap : gaps.questions[i].ranked) {
      json.begin_object();
      json.member("fact", knowledge.facts[static_cast<std::size_t>(gap.fact)].id);
      count("unknown", gap.unknown);
      count("could_close", gap.could_close);
      count("could_change", gap.could_change);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
  out << std::move(json).finish() << '\n';
}

void write_question(Writer& writer, const guideline::Gaps& gaps, const Bilingual& title,
                    const guideline::Knowledge& knowledge, const locale::Speech& speech) {
  const auto number = [](std::size_t count) { return std::to_string(count); };
  writer.paragraph({0, 2}, Ink::strong, speech(title),
                   speech("cli.open_cases", {number(gaps.open), number(gaps.asked)}));
  for (std::size_t i = 0; i < std::min(gaps.ranked.size(), shown_facts); ++i) {
    const auto& gap = gaps.ranked[i];
    writer.paragraph({1, 4}, Ink::plain, speech(knowledge.facts[static_cast<std::size_t>(gap.fact)].text) + ":",
                     speech("cli.gap", {number(gap.unknown), number(gap.could_close), number(gap.could_change)}));
  }
  if (gaps.ranked.size() > shown_facts)
    writer.paragraph({1, 4}, Ink::faint, speech("cli.more_facts", {number(gaps.ranked.size() - shown_facts)}));
}

/// Questions with most open cases first; those with none are named together.
void write_text(const service::CohortGaps& gaps, const guideline::Knowledge& knowledge, const locale::Speech& speech,
                Writer& writer) {
  writer.paragraph({}, Ink::strong, speech("cli.missing_in", {std::to_string(gaps.cases)}));
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < gaps.questions.size(); ++i)
    if (gaps.questions[i].open > 0) order.push_back(i);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return gaps.questions[i].open; });
  for (const auto i : order) write_question(writer, gaps.questions[i], knowledge.questions[i].text, knowledge, speech);
  if (order.empty()) writer.paragraph({}, Ink::plain, speech("cli.nothing_open"));
}

}  // namespace

Exit missing(const MissingOptions& options, Console& console) {
  if (options.cases.empty() && options.data.empty()) {
    complain(console, "needs case files, or --data DIR");
    return Exit::wrong_use;
  }
  Cohort cohort;
  const auto library = open_library("", console, cohort.status);
  if (!library) return cohort.status;
  if (options.data.empty()) {
    read_files(options, *library, console, cohort);
  } else if (const auto read = read_stored(options, *library, cohort); !read) {
    complain(console, read.error());
    return exit_of(read.error());
  }
  if (cohort.values.empty() && cohort.status != Exit::done) return cohort.status;
  const auto gaps = service::gaps_of(*library, cohort.values);
  if (options.json) {
    write_json(gaps, library->knowledge, console.out);
  } else {
    Writer writer(console.out, console.screen);
    write_text(gaps, library->knowledge, {locale::Words::shipped(), language_of(options.language, console)}, writer);
  }
  return cohort.status;
}

}  // namespace lossa::cli
