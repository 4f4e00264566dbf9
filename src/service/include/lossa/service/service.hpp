// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/date.hpp>
#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>
#include <lossa/base/result.hpp>
#include <lossa/model/case.hpp>

namespace lossa::service {

/// When a case is looked at and how its guidelines are read, as a user writes them.
struct View {
  std::string at = {};  ///< a date or an anchor, with a distance if need be; "": the case's own `assess_at`
  std::map<std::string, std::string> readings =
      {};  ///< "ehra_2020_infection.aureus_sets" -> "two"; absent: the default
  assessment::Detail detail = assessment::Detail::full;
};

/// A case and what is concluded about it. The assessment points at the case, whose address stays the same when this is
/// moved, and at the service's library: the service must outlive it.
struct AssessedCase {
  std::unique_ptr<const model::Case> patient;
  assessment::Assessment assessment;
};

/// One row of the worklist: enough to know whom to see first.
struct WorkItem {
  struct NextDue {
    Bilingual what;
    assessment::DueTime due;
  };
  std::string case_id = {};
  Bilingual title = {};
  std::string at = {};                     ///< as of when: "presentation", "2021-08-20"
  std::optional<Bilingual> headline = {};  ///< the leading conclusion so far
  guideline::Tone tone = guideline::Tone::calm;
  int rank = std::numeric_limits<int>::max();   ///< place of the headline among its question's conclusions
  std::vector<Bilingual> still_reachable = {};  ///< other leading conclusions that are still possible
  std::optional<NextDue> next = {};             ///< what comes first; without `alarms` it is known from memory only
  std::vector<Bilingual> awaited = {};          ///< investigations whose results are awaited and could change it
  std::vector<Bilingual> missing = {};          ///< others that could change it
};

/// The use cases of the pages. Called from one thread.
class Service {
 public:
  Service() = default;
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  virtual ~Service() = default;

  /// Every case, the one to be seen first at the top: what is due at a known time, by that, unless it is known from
  /// memory only; then by the headline, strongest first; then by id.
  /// Without `as_of` a case that has its own `assess_at` is taken at that, any other at `now`; with it, all at that
  /// date.
  [[nodiscard]] virtual Result<std::vector<WorkItem>> worklist(const Date& now,
                                                               const std::optional<Date>& as_of) const = 0;

  /// Fails with not_found if there is no such case; with invalid_input and `where` "at" or "reading.NAME" if the view
  /// is not understood.
  [[nodiscard]] virtual Result<AssessedCase> assess(std::string_view case_id, const View& view) const = 0;

  /// Assesses a case file without storing anything. Every fault is an issue with its line and path; one of the view has
  /// the path "at" or "reading.NAME" and no line. Warnings stand beside a value.
  [[nodiscard]] virtual Checked<AssessedCase> assess_file(std::string_view bytes, std::string_view file_name,
                                                          const View& view) const = 0;

  [[nodiscard]] virtual const assessment::Library& library() const = 0;
};

}  // namespace lossa::service
