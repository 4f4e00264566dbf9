// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/json_writer.hpp>
#include <lossa/guideline/evaluate.hpp>
#include <lossa/guideline/reach.hpp>
#include <lossa/model/case.hpp>
#include <lossa/model/timeline.hpp>
#include <lossa/terminology/organisms.hpp>

namespace lossa::assessment {

struct Rule;

/// Where a fact comes from, its names resolved once: a kind of entry, or a rule with the facts that it starts from.
struct Origin {
  std::size_t kind = 0;  ///< index into model::Content
  const Rule* rule = nullptr;
  std::vector<int> inputs = {};
};

/// What Lossa knows: the guidelines and the organisms. Loaded once, not changed.
struct Library {
  guideline::Knowledge knowledge;
  terminology::Organisms organisms;
  std::vector<Origin> origins = {};  ///< of each fact; made by make_library, and when it is empty anew by each `assess`
};

Library make_library(guideline::Knowledge knowledge, terminology::Organisms organisms);

/// The faults of guidelines that only the assessment can see: a fact's `from` that names a kind, field, word or rule
/// that does not exist. Empty when all is well.
Issues check_origins(const Library& library);

/// How much to work out. The short form leaves out explanations, other readings and what would settle a question: for
/// cohorts, where the conclusions are counted. Facts alone are what columns of cases are made of.
enum class Detail { full, conclusions, facts };

struct Request {
  std::optional<model::When> at;      ///< absent: the case's own `assess_at`, else the latest dated entry, else the end
  guideline::ReadingChoice readings;  ///< empty: the defaults
  Detail detail = Detail::full;
};

/// Why a fact has its value: the entries that made it, by id, and those that disagree with each other.
struct Evidence {
  std::vector<std::string> entries;
  bool conflict = false;
};

/// A lead or a side that facts are about.
struct Instance {
  Bilingual label;    ///< "RA lead, 2020-03", "left side", "side of the first device"
  std::string entry;  ///< the lead's entry; "" for a side, and for a lead that nobody has recorded
};

/// What another option of one reading would conclude.
struct ReadingEffect {
  int reading = -1;
  int option = -1;
  int so_far = -1;
  guideline::Reachable reachable;
};

/// Results of one investigation that lead to the same answer.
struct OutcomeGroup {
  int so_far = -1;
  guideline::Reachable reachable;
  std::vector<guideline::Outcome> findings;
};
struct Advice {
  int investigation = -1;  ///< -1: of facts whose investigation is not named
  bool awaited = false;    ///< a result of it is already awaited
  std::vector<OutcomeGroup> groups;
};

/// A person's word on one answer: confirmed or overridden, with name and reason in the entry. It stands beside what is
/// proposed and never changes it.
struct Judgement {
  std::string entry;    ///< id of the entry of kind judgement
  int conclusion = -1;  ///< the person's
  bool agrees = false;  ///< with what is proposed now
};

struct Answer {
  int question = -1;
  guideline::Binding binding;
  int so_far = -1;  ///< conclusion; -1: none
  guideline::Reachable reachable;
  guideline::Verdict verdict;                        ///< of the conclusion so far: its own condition
  std::vector<guideline::Explanation> explanations;  ///< of each conclusion's condition; empty parts for otherwise
  std::vector<ReadingEffect> readings;               ///< those that change the answer, one at a time
  std::vector<Advice> advice;                        ///< what could change it by itself
  /// Investigations that could change it only together with others. When both lists are empty and the reachable set is
  /// exact, nothing still unknown can change the answer.
  std::vector<int> together = {};
  std::vector<Judgement> judgements = {};  ///< by persons, the newest last
};

/// Nothing still unknown can change the answer.
bool is_final(const Answer& answer);

/// One investigation over all questions: by index into Assessment::answers, those that one of its results would settle,
/// and those that it would only change.
struct InvestigationRank {
  int investigation = -1;
  bool awaited = false;
  std::vector<int> could_settle = {};
  std::vector<int> could_change = {};
};

enum class ClockState { not_started, not_dated, running, passed };

struct DueTime {
  ClockState state = ClockState::not_dated;
  std::optional<Interval<WallMinutes>> at;  ///< when it is due
  bool alarms = false;                      ///< may sort and warn: false when known from memory only
};

struct RecommendationResult {
  int recommendation = -1;
  guideline::Binding binding;
  guideline::Explanation why;
  std::optional<DueTime> due;
};

/// How a planned end lies to a window.
enum class Planned { not_known, too_early, within, too_late };

struct ClockResult {
  int clock = -1;
  guideline::Explanation applies;
  ClockState state = ClockState::not_dated;
  std::optional<Interval<WallMinutes>> start;
  std::optional<Interval<double>> elapsed_hours;
  std::optional<Interval<double>> remaining_hours;  ///< negative when passed
  // Of a window.
  std::optional<Interval<WallMinutes>> earliest_end = {};
  std::optional<Interval<WallMinutes>> latest_end = {};
  Planned planned = Planned::not_known;
  bool alarms = false;  ///< the planned end is too early, and the source is not from memory only
};

/// Where sources differ and both apply: two windows of one group that do not have the same ends.
struct ClockConflict {
  int first = -1, second = -1;  ///< clocks
  bool overlap = false;         ///< there is an end that satisfies both
};

/// Whether a difference between guidelines can matter in this case.
struct DifferenceResult {
  int difference = -1;
  guideline::Explanation why;
};

/// A contact of the follow-up.
struct ContactResult {
  int contact = -1;
  guideline::Explanation applies;
  DueTime due;
  std::optional<guideline::Verdict> done;
};

struct ArgumentResult {
  int argument = -1;
  guideline::Explanation why;
};
struct OptionResult {
  int option = -1;
  guideline::Binding binding;             ///< the side, where it is weighed by side
  std::vector<ArgumentResult> arguments;  ///< all that name the option, holding or not
};

struct ScoreAnswer {
  int score = -1;
  std::optional<guideline::Verdict> applies;
  guideline::ScoreResult result;
  std::vector<int> missing = {};  ///< facts that could narrow it; first what would leave least open
  /// Of each of them how wide the total would still be at worst if it alone were known (of a number: at its bounds and
  /// on both sides of its cuts); infinite where there would be no limit.
  std::vector<double> remaining_width = {};
};

/// All that Lossa concludes about one case at one time, and on what. Points into the library and the case it was made
/// from (Explanations refer to the knowledge's expressions): both must outlive it.
struct Assessment {
  const Library* library = nullptr;
  const model::Case* patient = nullptr;
  std::string at;  ///< as asked: "2021-08-20", "presentation"
  model::Moment now;
  int episode = 0;
  guideline::ReadingChoice readings;

  std::vector<Instance> leads, sides;
  guideline::Values values;
  std::vector<Evidence> evidence;             ///< one for each of Values' slots
  std::vector<std::string> entries_later;     ///< known only after `at`, so not used
  std::vector<std::string> entries_unplaced;  ///< used, though the source does not say when

  int headline = -1;                 ///< index into answers
  std::vector<Answer> answers = {};  ///< questions in the order of the knowledge base; for each lead where so
  std::vector<InvestigationRank> investigations = {};  ///< those that could settle most first
  std::vector<RecommendationResult> recommendations = {};
  std::vector<DifferenceResult> differences = {};
  std::vector<ClockResult> clocks = {};
  std::vector<ClockConflict> clock_conflicts = {};
  std::vector<ContactResult> contacts = {};
  std::vector<OptionResult> options = {};
  std::vector<ScoreAnswer> scores = {};
  std::vector<int> broken_constraints = {};
  std::vector<std::string> judgements_on_nothing = {};  ///< entries whose question, conclusion or lead is not here
  std::vector<int> computed = {};                       ///< facts that no entry gives: a score does, as far as it can
};

/// Assesses a case. Fails with invalid_input when `at` names an anchor that the case does not have.
Result<Assessment> assess(const Library& library, const model::Case& patient, const Request& request);

/// The whole assessment as one JSON object, in a fixed order: what makes it repeatable (program version, guidelines
/// with version and hash, readings, time), the words that it decides nothing, and all that is in it, down to the
/// entries. Texts are in both languages; the shape is described in docs/formats/assessment.md.
void write_json(JsonWriter& writer, const Assessment& assessment, std::string_view program_version);

}  // namespace lossa::assessment
