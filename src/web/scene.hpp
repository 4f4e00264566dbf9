// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <lossa/locale/words.hpp>
#include <lossa/service/service.hpp>
#include <lossa/view/checklist.hpp>
#include <lossa/view/text.hpp>

#include "query.hpp"
#include "templates.hpp"

namespace lossa::web {

using view::anchor_text;
using view::asked_time_text;
using view::binding_text;
using view::conclusion_text;
using view::due_text;
using view::item;
using view::number_text;
using view::source_text;
using view::time_text;

/// An assessed case on its way to a page.
struct Scene {
  const service::AssessedCase& assessed;
  const service::View& asked;
  std::string path;  ///< of its page; "" for a file that is not stored: its page can only be sent again, as a form
  const locale::Speech& speech;

  [[nodiscard]] const assessment::Assessment& assessment() const { return assessed.assessment; }
  [[nodiscard]] const guideline::Knowledge& knowledge() const { return assessed.assessment.library->knowledge; }
  [[nodiscard]] const model::Case& patient() const { return *assessed.patient; }
};

/// "tone" for the style sheet, "tone_mark" and "tone_word" for people: never colour alone.
void add_tone(View& view, guideline::Tone tone, const locale::Speech& speech);

/// "source", and "is_memory" for what is known from memory: it looks different everywhere.
void add_source(View& view, const std::string& source, guideline::Known known, const locale::Speech& speech);

/// What leads to the same page with one thing changed: "href" of a link, or "set" of a button that sends the form.
void add_change(View& view, const Scene& scene, const std::string& name, const std::string& value);

/// The query of the page as it is now.
Parameters parameters_of(const service::View& asked);

inline std::size_t index_of(int index) { return static_cast<std::size_t>(index); }

// What the page shows, each a value of its template.
View headline_view(const Scene& scene);
/// Guidelines that ask the same, side by side, with their differences.
std::vector<View> comparison_views(const Scene& scene);
/// Differences between guidelines that are not shown side by side; false where there are none.
View other_differences_view(const Scene& scene);
/// The other answers of one stage; those of a guideline that asks for nothing so far are folded.
View stage_view(const Scene& scene, view::Stage stage);
/// The question whether a procedure can begin, with its checklist; "has_any" is false where no guideline asks.
View readiness_view(const Scene& scene);
/// Investigations by how many questions they could settle; those that could settle none apart.
struct InvestigationViews {
  std::vector<View> settling = {};
  std::vector<View> changing = {};
};
InvestigationViews investigation_views(const Scene& scene);
/// Those that hold, or those that may.
std::vector<View> recommendation_views(const Scene& scene, bool that_hold);
/// Groups of clocks of which some applies, and those of which it is not known.
struct ClockViews {
  std::vector<View> applying = {};
  std::vector<View> possible = {};
};
ClockViews clock_group_views(const Scene& scene);
std::vector<View> contact_views(const Scene& scene);
std::vector<View> option_group_views(const Scene& scene);
/// Scores that apply or may: those that say something, those of which anything is possible still, and those whose rule
/// was not obtained.
struct ScoreViews {
  std::vector<View> telling = {};
  std::vector<View> open = {};
  std::vector<View> empty_slots = {};
};
ScoreViews score_views(const Scene& scene);
View system_view(const Scene& scene);
View course_view(const Scene& scene);
View controls_view(const Scene& scene);
View provenance_view(const Scene& scene);

}  // namespace lossa::web
