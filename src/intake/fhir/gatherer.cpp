// SPDX-License-Identifier: Apache-2.0
#include "gatherer.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

#include "cultures.hpp"
#include "element.hpp"
#include "evidence.hpp"

namespace lossa::intake::fhir {
namespace {

bool is_later(const model::OptionalWhen& a, const model::OptionalWhen& b) {
  if (!a.has_value() || !b.has_value()) return a.has_value();
  return std::get<Date>(*b).minutes().low < std::get<Date>(*a).minutes().low;
}

}  // namespace

bool says_nothing(const Part& part) {
  return part.sightings.empty() && !part.about && !part.stay && !part.device && !part.specimen && !part.drug &&
         !part.laboratory && part.image_findings.empty() && part.contained.empty();
}

void Gatherer::add(Part part) {
  if (!part.key.empty()) there_.push_back(hash_of(part.key));
  if (says_nothing(part)) return;
  for (Part& contained : std::exchange(part.contained, {})) add(std::move(contained));
  take(std::move(part));
}

void Gatherer::take(Part part) {
  if (part.key.empty()) {
    parts_.push_back(std::move(part));
    return;
  }
  const auto [known, is_new] = by_key_.emplace(part.key, parts_.size());
  if (is_new) {
    parts_.push_back(std::move(part));
    return;
  }
  Part& first = parts_[known->second];
  quality_.note(FaultKind::repeated, part.place,
                shown(part.key) + " is already read; of several the newest holds, of the same version the first");
  if (first.version < part.version) first = std::move(part);
}

Part* Gatherer::find(std::string_view key) {
  const auto found = key.empty() ? by_key_.end() : by_key_.find(std::string(key));
  return found == by_key_.end() ? nullptr : &parts_[found->second];
}

bool Gatherer::is_there(std::string_view key) const { return std::ranges::binary_search(there_, hash_of(key)); }

void Gatherer::note_dangling(const Part& part) {
  for (const auto& key : part.must_exist)
    if (!is_there(key)) quality_.note(FaultKind::dangling_reference, part.place, shown(key) + " is not in the data");
}

/// Whoever is named by their number only is the Patient who has it.
void Gatherer::name_people() {
  std::map<std::string, std::string, std::less<>> by_number;
  for (const Part& part : parts_)
    if (part.about.has_value() && !part.about->identity_number.empty())
      by_number.emplace(part.about->identity_number, part.about->key);
  for (Part& part : parts_)
    if (const auto known = by_number.find(part.person); known != by_number.end()) part.person = known->second;
}

void Gatherer::gather_people(ForeignData& data) {
  for (const Part& part : parts_)
    if (part.about.has_value()) data.people.insert_or_assign(part.about->key, *part.about);
  for (Part& part : parts_) {
    for (Sighting& sighting : part.sightings) sighting.person = part.person;
    if (part.person.empty() || (part.sightings.empty() && !part.stay)) continue;
    auto& person = data.people[part.person];
    if (!person.key.empty()) continue;
    person.key = part.person;
    if (part.person.find_first_not_of("0123456789") == std::string::npos) person.identity_number = part.person;
  }
}

/// Of several stays that go on the latest says where somebody is.
void Gatherer::gather_wards(ForeignData& data) const {
  std::map<std::string, model::OptionalWhen, std::less<>> since;
  for (const Part& part : parts_) {
    if (!part.stay.has_value() || part.person.empty()) continue;
    const auto [stay, is_first] = since.emplace(part.person, part.stay->since);
    if (!is_first && !is_later(part.stay->since, stay->second)) continue;
    stay->second = part.stay->since;
    data.people[part.person].ward = part.stay->ward;
  }
}

void Gatherer::count_used() {
  std::ranges::sort(joined_);
  for (const Part& part : parts_) {
    if (part.key.find('#') != std::string::npos) continue;  // it was not counted as read
    if (part.set_aside) continue;
    const bool is_used = !part.sightings.empty() || part.about.has_value() || part.stay.has_value() ||
                         std::ranges::binary_search(joined_, &part);
    if (is_used) ++quality_.elements[part.type].used;
  }
}

ForeignData Gatherer::finish(DataQuality quality) && {
  std::swap(quality_, quality);
  quality_.merge(std::move(quality));
  std::ranges::sort(there_);
  for (const Part& part : parts_) note_dangling(part);
  name_people();
  for (Part& part : parts_) {
    join_devices(part);
    join_drug(part);
    join_images(part);
  }
  join_cultures();
  ForeignData data;
  gather_people(data);
  gather_wards(data);
  count_used();
  std::size_t count = 0;
  for (const Part& part : parts_) count += part.sightings.size();
  data.sightings.reserve(count);
  for (; !parts_.empty(); parts_.pop_front())  // so that nothing is held twice
    std::ranges::move(parts_.front().sightings, std::back_inserter(data.sightings));
  data.quality = std::move(quality_);
  return data;
}

void Gatherer::join_cultures() {
  CultureJoin join(dictionary_, quality_, [this](std::string_view key) { return find(key); });
  join.join(parts_);
  joined_.insert(joined_.end(), join.joined().begin(), join.joined().end());
}

}  // namespace lossa::intake::fhir
