// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/finding.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/guideline/columns_evaluate.hpp>
#include <lossa/model/timeline.hpp>

namespace lossa::service {
namespace {

using assessment::Assessment;
using guideline::Evaluator;
using guideline::Knowledge;

constexpr std::string_view finding = "finding";

Error not_in_library(const std::string& what) {
  return {.kind = ErrorKind::invalid_input, .message = "the guidelines have no " + what, .where = std::string(finding)};
}

Result<Duration> span_of(const Knowledge& knowledge, std::string_view id) {
  const int span = knowledge.find_span(finding, id);
  if (span < 0) return not_in_library("span '" + std::string(id) + "'");
  return knowledge.spans[static_cast<std::size_t>(span)].length;
}

/// The questions that a row answers besides its own; those that a hospital's guidelines lack are left out.
std::vector<int> questions_beside(const Knowledge& knowledge) {
  std::vector<int> questions;
  for (const auto& [guideline, id] : std::array<std::pair<std::string_view, std::string_view>, 3>{
           {{"ehra_2020_infection", "pocket"}, {"ehra_2020_infection", "systemic"}, {"nhv_2024_contact", "contact"}}})
    if (const int question = knowledge.find_question(guideline, id); question >= 0) questions.push_back(question);
  return questions;
}

/// One person looked at with the knowledge base.
class Look {
 public:
  Look(const assessment::Library& library, const Assessment& assessment, const guideline::ReadingChoice& readings)
      : knowledge_(library.knowledge),
        assessment_(assessment),
        evaluator_(library.knowledge, assessment.values, readings) {}

  [[nodiscard]] int so_far(int question) const { return evaluator_.so_far(question, {}); }

  [[nodiscard]] std::vector<FoundSignal> signals(int guideline) const {
    std::vector<FoundSignal> found;
    for (std::size_t i = 0; i < knowledge_.criteria.size(); ++i) {
      const auto& criterion = knowledge_.criteria[i];
      if (criterion.guideline != guideline) continue;
      const auto why = evaluator_.explain(criterion.when, {});
      if (!why.verdict.so_far) continue;
      std::set<std::string> entries;
      gather(why, entries);
      found.push_back({static_cast<int>(i), {entries.begin(), entries.end()}});
    }
    return found;
  }

  /// Of a question about leads the first lead whose answer calls for most.
  [[nodiscard]] FoundAnswer answer(int question) const {
    const auto& asked = knowledge_.questions[static_cast<std::size_t>(question)];
    const auto subject = knowledge_.guidelines[static_cast<std::size_t>(asked.guideline)].subject;
    const int count = assessment_.values.count(subject);
    FoundAnswer most{.question = question};
    for (int i = 0; i < count; ++i) {
      const guideline::Binding binding{.lead = subject == guideline::Subject::lead ? i : -1};
      auto one = answer_for(question, binding);
      if (i == 0 || urgency(one) < urgency(most)) most = std::move(one);
    }
    return most;
  }

 private:
  /// The entries that an explanation rests on, down to its facts.
  void gather(const guideline::Explanation& why, std::set<std::string>& entries) const {
    using Op = guideline::Expression::Op;
    if (why.expression == nullptr || !why.verdict.so_far) return;
    for (const auto& part : why.parts) gather(part, entries);
    const auto index = static_cast<std::size_t>(why.expression->index);
    const auto op = why.expression->op;
    if (op == Op::conclusion) {
      const auto& asked = knowledge_.questions[index].conclusions[static_cast<std::size_t>(why.expression->option)];
      if (!asked.otherwise) gather(evaluator_.explain(asked.when, why.binding), entries);
    } else if (op == Op::fact || op == Op::compare || op == Op::among) {
      const auto instance = knowledge_.facts[index].of == guideline::Subject::lead ? why.binding.lead : 0;
      const auto slot = assessment_.values.slot(why.expression->index, std::max(instance, 0));
      for (const auto& id : assessment_.evidence[slot].entries) entries.insert(id);
    }
  }

  [[nodiscard]] FoundAnswer answer_for(int question, guideline::Binding binding) const {
    FoundAnswer answer{.question = question, .so_far = evaluator_.so_far(question, binding)};
    const auto open = evaluator_.not_ruled_out(question, binding);
    const auto& conclusions = knowledge_.questions[static_cast<std::size_t>(question)].conclusions;
    for (std::size_t i = 0; i < conclusions.size(); ++i)
      if (((open >> i) & 1U) != 0 && static_cast<int>(i) != answer.so_far)
        answer.possible.push_back(static_cast<int>(i));
    return answer;
  }

  [[nodiscard]] std::pair<guideline::Tone, int> urgency(const FoundAnswer& answer) const {
    const auto& conclusions = knowledge_.questions[static_cast<std::size_t>(answer.question)].conclusions;
    if (answer.so_far < 0) return {guideline::Tone::calm, static_cast<int>(conclusions.size())};
    return {conclusions[static_cast<std::size_t>(answer.so_far)].tone, answer.so_far};
  }

  const Knowledge& knowledge_;
  const Assessment& assessment_;
  Evaluator evaluator_;
};

bool removes_a_system(const model::Entry& entry) {
  const auto* procedure = std::get_if<model::Procedure>(&entry.content);
  return procedure != nullptr && procedure->done.value_or(Truth()).is_yes() && model::takes_leads_out(*procedure);
}

/// The first and the last time of the entries that the signals rest on, and a removal after the first.
void place_in_time(const assessment::Assessment& assessment, FoundRow& row) {
  const model::Timeline line(row.patient);
  std::vector<std::pair<model::Moment, model::When>> times;
  for (const auto& signal : row.signals)
    for (const auto& id : signal.entries)
      if (const auto* entry = row.patient.find(id); entry != nullptr && entry->at)
        times.emplace_back(line.moment(*entry->at), *entry->at);
  if (times.empty()) return;
  const auto before = [&](const auto& a, const auto& b) { return line.sorts_before(a.first, b.first); };
  const auto [first, last] = std::ranges::minmax_element(times, before);
  row.since = first->second;
  row.latest = last->second;
  for (const auto& entry : row.patient.entries) {
    if (!removes_a_system(entry) || !entry.at) continue;
    const auto moment = line.moment(*entry.at);
    if (line.by(first->first, moment).is_yes() && line.by(moment, assessment.now).is_yes()) row.removed = entry.at;
  }
}

bool brings_a_signal(const model::Entry& entry) {
  const auto* correction = std::get_if<model::Correction>(&entry.content);
  if (correction == nullptr) return intake::is_signal(entry);
  return !correction->entry.empty() && intake::is_signal(correction->entry.front());
}

/// A dismissal holds until a signal comes that it had not seen.
FoundState state_of(const std::vector<model::Entry>& stored, const FoundRow& row,
                    const terminology::Organisms& organisms) {
  if (stored.empty()) return FoundState::listed;
  const auto judged = std::ranges::find_if(stored.rbegin(), stored.rend(), [](const model::Entry& entry) {
    const auto* judgement = std::get_if<model::Judgement>(&entry.content);
    return judgement != nullptr && judgement->question == signal_question;
  });
  if (judged == stored.rend()) return FoundState::open;
  if (std::get<model::Judgement>(judged->content).agrees.value_or(Truth()).is_yes()) return FoundState::confirmed;
  const bool came_since = std::any_of(judged.base(), stored.end(), brings_a_signal);
  const auto more = additions(stored, delivery_of(row), organisms);
  return came_since || std::ranges::any_of(more, brings_a_signal) ? FoundState::reopened : FoundState::dismissed;
}

void place_in_journal(const FindRequest& request, const terminology::Organisms& organisms, FoundRow& row) {
  if (request.casebook == nullptr) return;
  row.case_id = case_id_of(request.secret, row.person);
  row.state = state_of(request.casebook->entries_of(row.case_id), row, organisms);
}

/// What is taken back may have been all that there was to list: the case in the journal must hear of it.
void note_change(const FindRequest& request, const std::string& person, intake::Course course, FoundList& list) {
  if (request.casebook == nullptr) return;
  auto case_id = case_id_of(request.secret, person);
  if (request.casebook->version_of(case_id) > 0)
    list.changes.push_back({.case_id = std::move(case_id), .course = std::move(course)});
}

/// What is looked for, resolved once.
struct Plan {
  const assessment::Library& library;
  intake::CourseWindows windows;
  guideline::ReadingChoice readings;
  int question = -1;
  int guideline = -1;
  int none = -1;  ///< the conclusion that nothing was found
  std::vector<int> beside;
  const FindRequest& request;
};

bool is_too_old(const FoundRow& row, const FindRequest& request) {
  if (!request.since || !row.latest) return false;
  const auto* date = std::get_if<Date>(&*row.latest);
  return date != nullptr && before(*date, *request.since).is_yes();
}

/// A row, still without what is missing, and the facts that it was made of.
struct Looked {
  FoundRow row;
  guideline::Values values;
};

/// The row of one person; nothing if there is no reason to look.
Result<std::optional<Looked>> look_at(const Plan& plan, const std::string& person, const intake::Course& course,
                                      FoundList& list) {
  const bool says_nothing = course.signals == 0 && course.proposals.empty();
  if (!course.carries || says_nothing) return std::optional<Looked>();
  auto folded = model::fold(person, course.entries);
  for (const auto& issue : folded.issues) list.faults.push_back(issue.message);
  FoundRow row{.person = person,
               .entries = course.entries,
               .gone = course.gone,
               .supplements = course.supplements,
               .patient = std::move(folded.value).value()};
  row.proposals = course.proposals;
  const assessment::Request facts{
      .at = plan.request.now, .readings = plan.readings, .detail = assessment::Detail::facts};
  auto assessed = LOSSA_TRY(assessment::assess(plan.library, row.patient, facts));
  const Look look(plan.library, assessed, plan.readings);
  row.conclusion = look.so_far(plan.question);
  if (row.conclusion == plan.none && row.proposals.empty()) return std::optional<Looked>();
  place_in_journal(plan.request, plan.library.organisms, row);
  if (row.state == FoundState::dismissed) {
    ++list.dismissed;
    return std::optional<Looked>();
  }
  row.signals = look.signals(plan.guideline);
  place_in_time(assessed, row);
  if (is_too_old(row, plan.request)) return std::optional<Looked>();
  for (const int question : plan.beside) row.answers.push_back(look.answer(question));
  return std::optional(Looked{.row = std::move(row), .values = std::move(assessed.values)});
}

void add_investigations(const Knowledge& knowledge, const guideline::Gaps& gaps, std::vector<int>& investigations) {
  for (const auto& gap : gaps.ranked) {
    const int investigation = knowledge.facts[static_cast<std::size_t>(gap.fact)].learn;
    if (investigation >= 0 && std::ranges::find(investigations, investigation) == investigations.end())
      investigations.push_back(investigation);
  }
}

/// Rows that wait for what is missing: in columns it takes a block of them no longer than one.
class WaitingRows {
 public:
  WaitingRows(const Plan& plan, FoundList& list) : plan_(plan), list_(list) {}

  void add(Looked looked) {
    list_.rows.push_back(std::move(looked.row));
    values_.push_back(std::move(looked.values));
    if (values_.size() == guideline::cases_in_block) complete();
  }

  void complete() {
    const auto rows = std::span(list_.rows).last(values_.size());
    const auto columns = guideline::columns_of(plan_.library.knowledge, values_);
    for (const int question : plan_.beside) {
      const auto gaps = guideline::missing_facts_of_each(columns, question, plan_.readings);
      for (std::size_t i = 0; i < rows.size(); ++i)
        add_investigations(plan_.library.knowledge, gaps[i], rows[i].missing);
    }
    values_.clear();
  }

 private:
  const Plan& plan_;
  FoundList& list_;
  std::vector<guideline::Values> values_;  ///< of the last rows
};

/// Of what is not dated the earliest: it is listed after what is.
WallMinutes latest_minutes(const FoundRow& row) {
  const auto* date = row.latest ? std::get_if<Date>(&*row.latest) : nullptr;
  return date == nullptr ? std::numeric_limits<WallMinutes>::min() : date->minutes().low;
}

/// What is not removed comes first, then the class, then the newest.
bool is_more_urgent(const FoundRow& a, const FoundRow& b) {
  const auto first = std::tuple(a.removed.has_value(), a.conclusion);
  const auto second = std::tuple(b.removed.has_value(), b.conclusion);
  if (first != second) return first < second;
  if (latest_minutes(a) != latest_minutes(b)) return latest_minutes(a) > latest_minutes(b);
  return a.person < b.person;
}

Result<Plan> plan_of(const assessment::Library& library, const FindRequest& request) {
  const auto& knowledge = library.knowledge;
  const auto windows = LOSSA_TRY(course_windows(knowledge));
  Plan plan{.library = library,
            .windows = windows,
            .readings = guideline::default_readings(knowledge),
            .question = knowledge.find_question(finding, "signal"),
            .beside = questions_beside(knowledge),
            .request = request};
  if (plan.question < 0) return not_in_library("question 'signal'");
  const auto& question = knowledge.questions[static_cast<std::size_t>(plan.question)];
  plan.guideline = question.guideline;
  plan.none = static_cast<int>(question.conclusions.size()) - 1;
  return plan;
}

}  // namespace

Result<intake::CourseWindows> course_windows(const Knowledge& knowledge) {
  const auto gap = LOSSA_TRY(span_of(knowledge, "gap"));
  const auto before = LOSSA_TRY(span_of(knowledge, "before"));
  const auto after_removal = LOSSA_TRY(span_of(knowledge, "after_removal"));
  return intake::CourseWindows{.gap = gap, .before = before, .after_removal = after_removal};
}

std::string case_id_of(std::string_view secret, std::string_view person) {
  constexpr std::size_t digits = 16;
  return "found-" + hmac_sha256_hex(secret, person).substr(0, digits);
}

Delivery delivery_of(const FoundRow& row) {
  return {.entries = row.entries, .gone = row.gone, .supplements = row.supplements};
}

Result<void> each_person(std::vector<intake::Sighting> sightings, const VisitPerson& visit) {
  std::map<std::string, std::vector<std::size_t>> people;
  for (std::size_t i = 0; i < sightings.size(); ++i) people[sightings[i].person].push_back(i);
  for (const auto& [person, numbers] : people) {
    std::vector<intake::Sighting> theirs;
    for (const auto number : numbers) theirs.push_back(std::move(sightings[number]));
    LOSSA_TRY(visit(person, theirs));
  }
  return {};
}

Result<FoundList> find_carriers(const assessment::Library& library, std::vector<intake::Sighting> sightings,
                                const FindRequest& request) {
  const auto plan = LOSSA_TRY(plan_of(library, request));
  FoundList list;
  WaitingRows waiting(plan, list);
  const auto look = [&](const std::string& person, std::span<const intake::Sighting> theirs) -> Result<void> {
    auto course = intake::course_of(theirs, plan.windows);
    ++list.people;
    list.outside += course.outside;
    if (course.carries) ++list.carriers;
    auto looked = LOSSA_TRY(look_at(plan, person, course, list));
    if (looked)
      waiting.add(std::move(*looked));
    else
      note_change(request, person, std::move(course), list);
    return {};
  };
  LOSSA_TRY(each_person(std::move(sightings), look));
  waiting.complete();
  std::ranges::sort(list.rows, is_more_urgent);
  return list;
}

}  // namespace lossa::service
