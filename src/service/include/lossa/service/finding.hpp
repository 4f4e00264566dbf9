// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/intake/course.hpp>
#include <lossa/model/case.hpp>
#include <lossa/registry/casebook.hpp>
#include <lossa/service/take_in.hpp>

/// Who, among the people that foreign data speak of, carries a device and should be looked at.
namespace lossa::service {

/// A criterion of guidelines/finding.toml that holds, and the entries it rests on.
struct FoundSignal {
  int criterion = -1;  ///< index in the knowledge base
  std::vector<std::string> entries = {};
};

/// What one question of another guideline says of the person.
struct FoundAnswer {
  int question = -1;
  int so_far = -1;                 ///< conclusion
  std::vector<int> possible = {};  ///< the others that are not ruled out
};

/// The question that a person judges: Judgement::question.
inline constexpr std::string_view signal_question = "finding.signal";

/// Where a row stands in the journal.
enum class FoundState {
  listed,     ///< no journal was asked, or the person is not in it
  open,       ///< in the journal, nobody has judged it
  confirmed,  ///< a person has confirmed the signal
  dismissed,  ///< a person has dismissed it, and nothing new has come
  reopened,   ///< a person has dismissed it, and something new has come since
};

/// One person who should be looked at.
struct FoundRow {
  std::string person;                      ///< key in the source
  std::string case_id = {};                ///< in the journal; "" without one
  std::vector<model::Entry> entries = {};  ///< what the data say; the opening first
  intake::Gone gone = {};                  ///< what the data take back
  std::vector<intake::Supplement> supplements = {};
  model::Case patient;  ///< the entries, folded
  int conclusion = -1;  ///< of the question finding.signal; "none" for those of whom only words say something
  std::vector<FoundSignal> signals = {};
  std::optional<model::When> since = {};    ///< of the first entry that a signal rests on
  std::optional<model::When> latest = {};   ///< of the last one
  std::optional<model::When> removed = {};  ///< a removal that followed the first one
  std::vector<FoundAnswer> answers = {};    ///< pocket and systemic infection, contact with a national unit
  std::vector<int> missing = {};            ///< investigations that could change an answer, those that could most first
  std::vector<intake::Sighting> proposals = {};
  FoundState state = FoundState::listed;
};

Delivery delivery_of(const FoundRow& row);

/// What the data say of a person who is not listed, or not any longer, but has a case in the journal.
struct FoundChange {
  std::string case_id;
  intake::Course course;
};

struct FoundList {
  std::vector<FoundRow> rows;  ///< the most urgent first
  std::vector<FoundChange> changes;
  std::size_t people = 0;           ///< with a sighting
  std::size_t carriers = 0;         ///< of a device or leads
  std::size_t outside = 0;          ///< signals while certainly nothing was in place
  std::size_t dismissed = 0;        ///< people left out: dismissed, and nothing new
  std::vector<std::string> faults;  ///< of people whose data contradict each other, without who they are
};

struct FindRequest {
  Date now;
  std::optional<Date> since = {};                ///< leave out those whose last signal is older
  const registry::Casebook* casebook = nullptr;  ///< the journal, if there is one; must be caught up
  std::string secret = {};                       ///< by which its case ids are made; see case_id_of
};

/// Goes through the data person by person. Fails with invalid_input if the library has no question finding.signal or
/// lacks one of its lengths of time.
Result<FoundList> find_carriers(const assessment::Library& library, std::vector<intake::Sighting> sightings,
                                const FindRequest& request);

using VisitPerson = std::function<Result<void>(const std::string& person, std::span<const intake::Sighting>)>;
/// Shows the sightings of one person after another, in the order of their keys, and lets go of them. The first error
/// ends it.
Result<void> each_person(std::vector<intake::Sighting> sightings, const VisitPerson& visit);

/// The lengths of time of guidelines/finding.toml.
Result<intake::CourseWindows> course_windows(const guideline::Knowledge& knowledge);

/// The name by which a person's case is known in a journal: nobody without the secret can make it from the key.
std::string case_id_of(std::string_view secret, std::string_view person);

}  // namespace lossa::service
