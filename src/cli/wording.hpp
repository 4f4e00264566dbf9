// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/guideline/print.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/view/text.hpp>

namespace lossa::cli {

using view::due_text;
using view::duration_text;
using view::hours_text;
using view::is_open_ended;
using view::item;
using view::number_text;
using view::time_text;

/// How an assessment's parts are said, in one language. Holds references.
class Wording {
 public:
  Wording(const assessment::Assessment& assessment, const locale::Speech& speech)
      : assessment_(&assessment), speech_(&speech) {}

  [[nodiscard]] const assessment::Assessment& assessment() const { return *assessment_; }
  [[nodiscard]] const guideline::Knowledge& knowledge() const { return assessment_->library->knowledge; }
  [[nodiscard]] const locale::Speech& speech() const { return *speech_; }

  /// An entry in a few words: "erosion", "blood culture: Staphylococcus epidermidis"; with its time, where that is not
  /// the assessment's own.
  [[nodiscard]] std::string entry(const model::Entry& entry) const;
  /// The same by id; the id itself if there is no such entry.
  [[nodiscard]] std::string entry(const std::string& id) const;
  [[nodiscard]] std::string entries(const std::vector<std::string>& ids) const;
  /// The lead or side that something is about; "" where it is about the patient.
  [[nodiscard]] std::string binding(const guideline::Binding& binding) const;
  /// The conclusions in a set, without one of them, parted by semicolons.
  [[nodiscard]] std::string conclusions(int question, std::uint64_t set, int without) const;
  [[nodiscard]] std::string conclusion(int question, int option) const;
  /// "major_count=letters", with the guideline's id where the name alone is not enough.
  [[nodiscard]] std::string reading(int reading, int option) const;
  /// "by 2021-08-20", "overdue since …", "within 3 days, not dated".
  [[nodiscard]] std::string due(const guideline::Due& within, const assessment::DueTime& due) const;
  [[nodiscard]] guideline::Vocabulary vocabulary() const;

 private:
  const assessment::Assessment* assessment_;
  const locale::Speech* speech_;
};

/// "HRS 2017", with the mark of what is known from memory.
std::string source_text(const std::string& source, guideline::Known known);
/// The mark of what is known from memory only.
inline constexpr std::string_view memory_mark = "*";

}  // namespace lossa::cli
