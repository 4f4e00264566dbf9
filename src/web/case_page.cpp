// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "page.hpp"
#include "scene.hpp"
#include "time_text.hpp"

namespace lossa::web {
namespace {

constexpr std::string_view reading_prefix = "reading.";

/// What the visitor chose: `at` or `at_other`, "reading.GUIDELINE.ID", and one change of either by a button, `set`.
service::View view_from(const Parameters& parameters) {
  service::View view;
  const auto apply = [&](const std::string& name, const std::string& value) {
    if (name == "at" || name == "at_other") view.at = value;
    if (name.starts_with(reading_prefix)) view.readings[name.substr(reading_prefix.size())] = value;
  };
  for (const auto& [name, value] : parameters)
    if (name != "at_other") apply(name, value);
  if (const auto other = value_of(parameters, "at_other"); !other.empty()) view.at = other;
  const auto change = value_of(parameters, "set");
  if (const auto equals = change.find('='); equals != std::string::npos)
    apply(change.substr(0, equals), change.substr(equals + 1));
  return view;
}

View case_view(const Scene& scene) {
  View view;
  view.text("case_title", scene.speech(scene.patient().opening.title));
  view.text("case_id", scene.patient().id);
  view.part("headline", headline_view(scene));
  auto answers = answer_views(scene);
  auto investigations = investigation_views(scene);
  auto recommendations = recommendation_views(scene, true);
  auto possible = recommendation_views(scene, false);
  auto clocks = clock_views(scene);
  auto groups = option_group_views(scene);
  auto scores = score_views(scene);
  view.list("answers", std::move(answers));
  view.flag("has_investigations", !investigations.empty()).list("investigations", std::move(investigations));
  view.flag("has_recommendations", !recommendations.empty()).list("recommendations", std::move(recommendations));
  view.text("possible_count", scene.speech("page.possible_recommendations", {std::to_string(possible.size())}));
  view.flag("has_possible", !possible.empty()).list("possible", std::move(possible));
  view.flag("has_clocks", !clocks.empty()).list("clocks", std::move(clocks));
  view.flag("has_option_groups", !groups.empty()).list("option_groups", std::move(groups));
  view.flag("has_scores", !scores.empty()).list("scores", std::move(scores));
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
