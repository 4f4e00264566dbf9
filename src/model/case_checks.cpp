// SPDX-License-Identifier: Apache-2.0
#include "case_checks.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/model/fields.hpp>
#include <lossa/model/timeline.hpp>

#include "rows.hpp"

namespace lossa::model {
namespace {

class CaseChecks {
 public:
  CaseChecks(const Case& patient, Issues& issues) : case_(&patient), issues_(&issues), timeline_(patient) {
    for (const auto& entry : patient.entries) by_id_.emplace(entry.id, &entry);
  }

  void opening(const Place& place) {
    const auto& opening = case_->opening;
    for (std::size_t i = 0; i < opening.anchors.size(); ++i)
      known_anchor(opening.anchors[i].at, place, "the anchor \"" + opening.anchors[i].id + "\"", i);
    for (const auto& episode : opening.episodes)
      known_anchor(episode.began, place, "the episode \"" + episode.id + "\"", opening.anchors.size());
    known_anchor(opening.assess_at, place, "assess_at", opening.anchors.size());
  }

  void entry(const Entry& entry) {
    current_ = &entry;
    time("at", entry.at);
    time("known_at", entry.known_at);
    episode();
    for_each_field(entry, [this](const FieldInfo& info, const auto& member) { field(info, member); });
    std::visit([this](const auto& content) { between(content); }, entry.content);
  }

 private:
  void add(const Place& place, std::string message, Severity severity = Severity::error) {
    issues_->push_back({.severity = severity, .place = place, .message = std::move(message)});
  }

  void known_anchor(const OptionalWhen& when, const Place& place, const std::string& who, std::size_t first_unknown) {
    if (!when.has_value()) return;
    const auto* anchored = std::get_if<Anchored>(&*when);
    if (anchored == nullptr) return;
    const auto& anchors = case_->opening.anchors;
    const auto end = anchors.begin() + static_cast<std::ptrdiff_t>(first_unknown);
    if (std::find_if(anchors.begin(), end, [&](const auto& known) { return known.id == anchored->anchor; }) != end)
      return;
    std::vector<std::string> ids;
    for (auto known = anchors.begin(); known != end; ++known) ids.push_back(known->id);
    const auto near = nearest(anchored->anchor, ids);
    add(place, who + ": no anchor \"" + anchored->anchor + "\" is listed" +
                   (first_unknown < anchors.size() ? " before it" : " in case.anchors") +
                   (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
  }

  void time(std::string_view field, const OptionalWhen& when) {
    known_anchor(when, current_->place, current_->id + "." + std::string(field), case_->opening.anchors.size());
  }

  void episode() {
    if (current_->episode.empty()) return;
    const auto& episodes = case_->opening.episodes;
    if (std::ranges::find(episodes, current_->episode, &Opening::Episode::id) == episodes.end())
      add(current_->place,
          current_->id + ".episode: no episode \"" + current_->episode + "\" is listed in case.episodes");
  }

  void reference(const FieldInfo& info, const std::string& id) {
    if (id.empty()) return;
    const auto found = by_id_.find(id);
    const auto who = current_->id + "." + std::string(info.name);
    if (found == by_id_.end())
      add(current_->place, who + ": there is no entry \"" + id + "\"");
    else if (!info.target.empty() && kind_of(*found->second) != info.target)
      add(current_->place, who + ": \"" + id + "\" is a " + std::string(kind_of(*found->second)) + ", not a " +
                               std::string(info.target));
  }

  void field(const FieldInfo& info, const std::string& value) {
    if (info.type == FieldType::reference && info.name != "corrects") reference(info, value);  // fold has looked
  }
  void field(const FieldInfo& info, const OptionalWhen& value) { time(info.name, value); }
  void field(const FieldInfo& info, const std::vector<LeadResult>& value) {
    static_cast<void>(info);
    for (const auto& result : value) reference(lead_result_fields().front(), result.lead);
  }
  template <typename Other>
  void field(const FieldInfo&, const Other&) {}

  void removed_before(const OptionalWhen& implanted, const OptionalWhen& removed) {
    if (!implanted.has_value() || !removed.has_value()) return;
    const auto in = timeline_.moment(*implanted);
    const auto out = timeline_.moment(*removed);
    if (timeline_.by(in, out).is_no())
      add(current_->place,
          current_->id + ": removed " + to_string(*removed) + ", before it was implanted " + to_string(*implanted),
          Severity::warning);
  }
  void between(const Device& device) { removed_before(device.implanted, device.removed); }

  void between(const Lead& lead) {
    removed_before(lead.implanted, lead.removed);
    const auto found = by_id_.find(lead.device);
    if (found == by_id_.end() || !lead.removed.has_value()) return;
    const auto* device = std::get_if<Device>(&found->second->content);
    if (device == nullptr || !device->implanted.has_value() || lead.implanted.has_value()) return;
    if (timeline_.by(timeline_.moment(*device->implanted), timeline_.moment(*lead.removed)).is_no())
      add(current_->place,
          current_->id + ": removed " + to_string(*lead.removed) + ", before its device " + lead.device +
              " was implanted " + to_string(*device->implanted),
          Severity::warning);
  }

  void between(const Sign& sign) {
    const auto present = sign.present.value_or(Truth::yes());
    if (present.is_unknown()) return;
    const auto when = current_->at.has_value() ? to_string(*current_->at) : "";
    const auto key = std::tuple(sign.what, sign.site, sign.device, current_->episode, when);
    const auto [first, is_new] = signs_.emplace(key, current_);
    if (is_new || std::get<Sign>(first->second->content).present.value_or(Truth::yes()) == present) return;
    add(current_->place,
        current_->id + ": " + sign.what + " is " + (present.is_yes() ? "present" : "absent") + " here and " +
            (present.is_yes() ? "absent" : "present") + " in " + first->second->id + " at the same time",
        Severity::warning);
  }
  template <typename Other>
  void between(const Other&) {}

  const Case* case_;
  Issues* issues_;
  Timeline timeline_;
  const Entry* current_ = nullptr;
  std::map<std::string, const Entry*, std::less<>> by_id_;
  std::map<std::tuple<Word, Word, Reference, std::string, std::string>, const Entry*> signs_;
};

}  // namespace

void check_case(const Case& patient, const Place& opening_place, Issues& issues) {
  CaseChecks checks(patient, issues);
  checks.opening(opening_place);
  for (const auto& entry : patient.entries) checks.entry(entry);
}

}  // namespace lossa::model
