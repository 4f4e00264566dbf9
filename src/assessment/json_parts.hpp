// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/json_writer.hpp>

namespace lossa::assessment {

/// Writes the pieces of an assessment that occur in many places.
class JsonParts {
 public:
  JsonParts(JsonWriter& writer, const Assessment& assessment)
      : writer_(&writer), assessment_(&assessment), knowledge_(&assessment.library->knowledge) {}

  void text(std::string_view name, const Bilingual& text);
  void strings(std::string_view name, std::span<const std::string> values);
  void known(guideline::Known known);
  void source(const std::string& source, guideline::Known known);
  void guideline_of(int guideline);
  /// "lead" or "side", as an index into the lists of the assessment.
  void binding(const guideline::Binding& binding);
  void verdict(const guideline::Verdict& verdict);
  void since(const guideline::Since& since);
  void range(std::string_view name, const Interval<double>& range);
  void minutes(std::string_view name, const std::optional<Interval<WallMinutes>>& minutes);
  /// The conclusions that are still possible, by id, and how exact the list is.
  void reachable(int question, const guideline::Reachable& reachable);
  void so_far(int question, int conclusion);
  /// The value of a fact of one subject with its evidence, as members of the object that is open.
  void fact_value(int fact, const guideline::Value& value);
  void evidence(int fact, int instance);
  void explanation(const guideline::Explanation& explanation, int guideline);

 private:
  void explained_fact(const guideline::Explanation& explanation);
  void explained_names(const guideline::Explanation& explanation, int guideline);
  [[nodiscard]] int instance_of(int fact, const guideline::Binding& binding) const;

  JsonWriter* writer_;
  const Assessment* assessment_;
  const guideline::Knowledge* knowledge_;
};

}  // namespace lossa::assessment
