// SPDX-License-Identifier: Apache-2.0
#include "case_view.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace lossa::assessment {
namespace {

/// What lasts: it belongs to no episode, so without a time it counts from the beginning.
bool is_lasting(const model::Entry& entry) {
  const auto& content = entry.content;
  return std::holds_alternative<model::Person>(content) || std::holds_alternative<model::Device>(content) ||
         std::holds_alternative<model::Lead>(content) || std::holds_alternative<model::History>(content) ||
         std::holds_alternative<model::Pacing>(content) || std::holds_alternative<model::Access>(content);
}

/// A device or lead whose entry has no time is known from its implantation on.
const model::OptionalWhen& implantation_of(const model::Entry& entry) {
  static const model::OptionalWhen none;
  if (const auto* device = std::get_if<model::Device>(&entry.content)) return device->implanted;
  if (const auto* lead = std::get_if<model::Lead>(&entry.content)) return lead->implanted;
  return none;
}

const model::OptionalWhen& own_time(const model::Entry& entry) {
  return entry.at.has_value() ? entry.at : implantation_of(entry);
}

}  // namespace

CaseView::CaseView(const model::Case& patient, const model::Moment& now)
    : patient_(&patient), timeline_(patient), now_(now), episode_(timeline_.episode_at(now)) {
  std::vector<model::Moment> known;
  for (const auto& entry : patient.entries) {
    const auto& time = entry.known_at.has_value() ? entry.known_at : own_time(entry);
    const auto use = use_of(entry);
    if (use == Use::no) {
      later_.push_back(entry.id);
      continue;
    }
    if (use == Use::though_not_placed) unplaced_.push_back(entry.id);
    take(entry);
    known.push_back(moment(time));
  }
  number_the_line(known);

  std::ranges::sort(seen_, [this](const Seen& a, const Seen& b) {
    const auto kind_a = a.entry->content.index();
    const auto kind_b = b.entry->content.index();
    if (kind_a != kind_b) return kind_a < kind_b;
    if (timeline_.sorts_before(a.at, b.at)) return true;
    if (timeline_.sorts_before(b.at, a.at)) return false;
    return std::tie(a.since.order, a.entry->id) < std::tie(b.since.order, b.entry->id);
  });
  for (const auto& seen : seen_) ++first_[seen.entry->content.index() + 1];
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::ranges::sort(later_);
  std::ranges::sort(unplaced_);
}

CaseView::Use CaseView::use_of(const model::Entry& entry) const {
  const auto& known = entry.known_at.has_value() ? entry.known_at : entry.at;
  if (known.has_value()) return happened(known).is_yes() ? Use::yes : Use::no;
  // An implantation of which nobody knows whether it was before now is no reason to leave the device out.
  if (const auto& implanted = implantation_of(entry); implanted.has_value())
    return happened(implanted).is_no() ? Use::no : Use::yes;
  // Without a time an entry counts from the start of its episode.
  if (!is_lasting(entry) && timeline_.episode_of(entry) > episode_) return Use::no;
  return Use::though_not_placed;
}

void CaseView::take(const model::Entry& entry) {
  seen_.push_back(
      {.entry = &entry, .at = moment(own_time(entry)), .episode = timeline_.episode_of(entry), .since = {}});
}

/// Gives every entry its place among the times when results came in; equal times share one.
void CaseView::number_the_line(std::vector<model::Moment>& known) {
  std::vector<std::size_t> line(known.size());
  std::iota(line.begin(), line.end(), std::size_t{0});
  std::ranges::sort(line, [&](std::size_t a, std::size_t b) { return timeline_.sorts_before(known[a], known[b]); });
  int order = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const auto& moment = known[line[i]];
    const bool has_time = moment.date.has_value() || moment.anchor >= 0;
    if (has_time && (order == 0 || timeline_.sorts_before(known[line[i - 1]], moment))) ++order;
    auto& since = seen_[line[i]].since;
    since.order = order;
    if (moment.date.has_value()) since.minutes = moment.date->minutes();
  }
}

std::span<const Seen> CaseView::of_kind(std::size_t kind) const {
  return std::span(seen_).subspan(first_[kind], first_[kind + 1] - first_[kind]);
}

const Seen* CaseView::find(std::size_t kind, std::string_view id) const {
  const auto entries = of_kind(kind);
  const auto found = std::ranges::find_if(entries, [id](const Seen& seen) { return seen.entry->id == id; });
  return found == entries.end() ? nullptr : &*found;
}

model::Moment CaseView::moment(const model::OptionalWhen& when) const {
  return when.has_value() ? timeline_.moment(*when) : model::Moment{};
}

Truth CaseView::happened(const model::OptionalWhen& when, const model::Moment& then) const {
  return when.has_value() ? timeline_.by(timeline_.moment(*when), then) : Truth();
}

}  // namespace lossa::assessment
