// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <lossa/guideline/columns.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// Where one criterion's or conclusion's answer stands among the planes of a cohort. Its subject is its guideline's; a
/// case (lead, side) that there is not is in none of the three.
struct AnswerPlanes {
  Subject subject = Subject::patient;
  std::size_t yes = 0;
  std::size_t no = 0;      ///< of a conclusion: ruled out
  std::size_t so_far = 0;  ///< of a conclusion: it is the question's answer so far
};

/// What Evaluator says of every case, for every criterion and every conclusion of every question.
struct CohortAnswers {
  Planes planes;
  std::vector<AnswerPlanes> criteria;
  std::vector<std::vector<AnswerPlanes>> conclusions;  ///< [question][option]
};

class ColumnProgram;

/// The same knowledge, compiled for columns. It gives exactly the answers of Evaluator: Kleene's logic and the count so
/// far. Which conclusions can really be reached (reach.hpp), scores, reasons and times are left to the one-case
/// evaluator.
///
/// Every condition becomes three planes: yes, no, so far. Readings are constants; what several criteria or questions
/// ask is computed once; counts are added in binary digits, a digit a plane. A block is taken through all steps before
/// the next one.
class ColumnEvaluator {
 public:
  /// For these columns, or others of the same knowledge.
  ColumnEvaluator(const Columns& columns, const ReadingChoice& readings);

  [[nodiscard]] CohortAnswers evaluate(const Columns& columns) const;
  /// Again, into answers that this evaluator gave for a cohort of the same shape.
  void evaluate(const Columns& columns, CohortAnswers& answers) const;

  /// How many steps a block takes, each from one or two lines to one.
  [[nodiscard]] std::size_t steps() const;

 private:
  std::shared_ptr<const ColumnProgram> program_;
  std::vector<AnswerPlanes> criteria_;
  std::vector<std::vector<AnswerPlanes>> conclusions_;
};

/// One fact that is not known everywhere, and what knowing it could do. Cases, or what the question's guideline is
/// about.
struct Gap {
  int fact = -1;
  std::size_t unknown = 0;      ///< open cases in which it is not known (of a lead or side: of some lead or side)
  std::size_t could_close = 0;  ///< open cases that some outcome closes
  std::size_t could_change =
      0;  ///< those, and open cases of which some outcome changes what is so far or not ruled out
  friend bool operator==(const Gap&, const Gap&) = default;
};
struct Gaps {
  std::size_t asked = 0;
  std::size_t open = 0;     ///< it is not known yet which conclusion the question comes to, or whether to none
  std::vector<Gap> ranked;  ///< the facts that could change some case: by what they could close, then change
};

/// Which missing fact stands behind most open cases, by Kleene's logic. One fact at a time is supposed to have one
/// outcome, in every case that still allows it; of a lead or a side, in every lead or side that still allows it at
/// once.
Gaps missing_facts(const Columns& columns, int question, const ReadingChoice& readings);
/// The same of each case alone, at about the cost of all together: [case].
std::vector<Gaps> missing_facts_of_each(const Columns& columns, int question, const ReadingChoice& readings);

}  // namespace lossa::guideline
