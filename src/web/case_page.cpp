// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include <lossa/view/card.hpp>

#include "page.hpp"
#include "scene.hpp"

namespace lossa::web {
namespace {

/// More of them push everything else off the screen.
constexpr std::size_t recommendations_shown = 8;

void add_list(View& view, const std::string& name, std::vector<View> views) {
  view.flag("has_" + name, !views.empty()).list(name, std::move(views));
}

View case_view(const Scene& scene) {
  View view;
  view.text("case_title", scene.speech(scene.patient().opening.title));
  view.text("case_id", scene.patient().id);
  view.part("headline", headline_view(scene));
  auto first = recommendation_views(scene, true);
  const auto shown = std::min(first.size(), recommendations_shown);
  std::vector<View> further(std::make_move_iterator(first.begin() + static_cast<std::ptrdiff_t>(shown)),
                            std::make_move_iterator(first.end()));
  first.resize(shown);
  add_list(view, "recommendations", std::move(first));
  view.text("further_count", scene.speech("page.further_recommendations", {std::to_string(further.size())}));
  add_list(view, "further", std::move(further));
  auto possible = recommendation_views(scene, false);
  view.text("possible_count", scene.speech("page.possible_recommendations", {std::to_string(possible.size())}));
  add_list(view, "possible", std::move(possible));
  const bool has_card = !scene.path.empty() && view::has_card(scene.assessment());
  view.text_if_any("card_link", has_card ? make_link(scene.path + "/card", parameters_of(scene.asked)) : "");
  add_list(view, "comparisons", comparison_views(scene));
  view.part("other_differences", other_differences_view(scene));
  view.part("assessed", stage_view(scene, view::Stage::assessment));
  view.part("readiness", readiness_view(scene));
  view.part("outcome", stage_view(scene, view::Stage::outcome));
  auto investigations = investigation_views(scene);
  view.flag("has_any_investigation", !investigations.settling.empty() || !investigations.changing.empty());
  view.text("changing_count", scene.speech("page.only_change", {std::to_string(investigations.changing.size())}));
  add_list(view, "investigations", std::move(investigations.settling));
  add_list(view, "changing", std::move(investigations.changing));
  auto clocks = clock_group_views(scene);
  view.flag("has_any_clock", !clocks.applying.empty() || !clocks.possible.empty());
  view.text("possible_clock_count", scene.speech("page.possible_clocks", {std::to_string(clocks.possible.size())}));
  add_list(view, "clock_groups", std::move(clocks.applying));
  add_list(view, "possible_clocks", std::move(clocks.possible));
  add_list(view, "option_groups", option_group_views(scene));
  add_list(view, "contacts", contact_views(scene));
  auto scores = score_views(scene);
  view.text("empty_slot_count", scene.speech("page.scores_not_obtained", {std::to_string(scores.empty_slots.size())}));
  view.flag("has_any_score", !scores.telling.empty() || !scores.open.empty() || !scores.empty_slots.empty());
  view.text("open_score_count", scene.speech("page.scores_open", {std::to_string(scores.open.size())}));
  add_list(view, "scores", std::move(scores.telling));
  add_list(view, "open_scores", std::move(scores.open));
  add_list(view, "empty_slots", std::move(scores.empty_slots));
  view.flag("has_contradiction", !scene.assessment().broken_constraints.empty());
  view.part("system", system_view(scene));
  view.part("course", course_view(scene));
  view.part("controls", controls_view(scene));
  view.part("provenance", provenance_view(scene));
  return view;
}

std::vector<View> issue_views(const Issues& issues, const locale::Speech& speech) {
  std::vector<View> views;
  for (const auto& issue : issues) {
    View view;
    view.flag("is_error", issue.severity == Severity::error);
    view.text("severity", speech(issue.severity == Severity::error ? "ui.fault_error" : "ui.fault_warning"));
    view.text_if_any("line", issue.place.line > 0 ? std::to_string(issue.place.line) : "");
    view.text_if_any("path", issue.place.path);
    view.text("message", issue.message);
    views.push_back(std::move(view));
  }
  return views;
}

/// The file that was sent, with the choices beside it.
struct Upload {
  std::string file_name = {};
  std::string bytes = {};
  Parameters choices = {};
};

/// A field of the form: the file as chosen, or as the page carries it, or a choice.
void take_part(FormPart part, Upload& upload) {
  if (part.bytes.empty()) return;
  if (part.name == "file_name") {
    upload.file_name = std::move(part.bytes);
  } else if (part.name == "file" || part.name == "content") {
    upload.bytes = std::move(part.bytes);
    if (!part.file_name.empty()) upload.file_name = std::move(part.file_name);
  } else {
    upload.choices.emplace_back(std::move(part.name), std::move(part.bytes));
  }
}

/// From a form, or the bytes of a file as they are with its name in the query; nothing for any other body.
std::optional<Upload> read_upload(const Visit& visit) {
  const auto type = visit.request.header("content-type").value_or("");
  Upload upload{.choices = visit.target.query};
  if (auto parts = parse_multipart(type, visit.request.body)) {
    for (auto& part : *parts) take_part(std::move(part), upload);
    return upload;
  }
  const bool is_raw = type.starts_with("application/json") || type.starts_with("application/toml");
  if (!is_raw) return std::nullopt;
  upload.bytes = visit.request.body;
  upload.file_name = value_of(visit.target.query, "name");
  return upload;
}

}  // namespace

Response view_fault(const Visit& visit, const Error& error) {
  switch (error.kind) {
    case ErrorKind::not_found:
      return fault_page(visit, 404, "ui.case_not_found");
    case ErrorKind::invalid_input:
      return fault_page(visit, 400, error.where.starts_with("reading") ? "ui.bad_reading" : "ui.bad_time",
                        error.message);
    default:
      return fault_page(visit, 503, "ui.unavailable");
  }
}

Response case_page(const Visit& visit, const std::string& case_id) {
  const auto asked = view_from(visit.target.query);
  const auto assessed = visit.site.service->assess(case_id, asked);
  if (!assessed) return view_fault(visit, assessed.error());
  const Scene scene{.assessed = *assessed, .asked = asked, .path = "/cases/" + case_id, .speech = visit.speech};
  auto view = case_view(scene);
  view.flag("is_stored", true).text("form_action", scene.path);
  view.text("file_name", "").text("content", "").flag("has_issues", false).list("issues", {});
  return page(visit, "case", view);
}

Response assess_page(const Visit& visit) {
  auto upload = read_upload(visit);
  if (!upload) return fault_page(visit, 415, "ui.bad_file", visit.speech("page.bad_upload"));
  const auto language = value_of(upload->choices, "lang");
  const Visit chosen{
      .site = visit.site,
      .request = visit.request,
      .target = {.path = "/assess", .query = language.empty() ? Parameters{} : Parameters{{"lang", language}}},
      .speech = locale::Speech(locale::Words::shipped(), choose_language(visit.request, upload->choices))};
  if (upload->bytes.empty()) return fault_page(chosen, 400, "ui.bad_file", chosen.speech("page.empty_upload"));
  const auto asked = view_from(upload->choices);
  const auto checked = chosen.site.service->assess_file(upload->bytes, upload->file_name, asked);
  View view;
  if (!checked.ok() || !checked.value) {
    view.text("file_name", upload->file_name).list("issues", issue_views(checked.issues, chosen.speech));
    return page(chosen, "file_faults", view, 422);
  }
  const Scene scene{.assessed = *checked.value, .asked = asked, .path = "", .speech = chosen.speech};
  view = case_view(scene);
  view.flag("is_stored", false).text("form_action", "/assess");
  view.text("file_name", upload->file_name).text("content", upload->bytes);
  view.flag("has_issues", !checked.issues.empty()).list("issues", issue_views(checked.issues, chosen.speech));
  return page(chosen, "case", view);
}

}  // namespace lossa::web
