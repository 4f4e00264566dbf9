// SPDX-License-Identifier: Apache-2.0
#include "cultures.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "element.hpp"

namespace lossa::intake::fhir {
namespace {

using Role = LaboratorySaid::Role;

constexpr int longest_chain = 8;  ///< of samples taken from samples, or panels within panels

model::Culture* culture_of(Sighting& sighting) { return std::get_if<model::Culture>(&sighting.entry.content); }

bool names_organism(Sighting& sighting) {
  const auto* culture = culture_of(sighting);
  return culture != nullptr && !culture->organism.empty();
}

/// What is only said of the whole holds for each part of it.
void take_over(Sighting& mine, const Sighting& whole) {
  if (mine.specimen.empty()) mine.specimen = whole.specimen;
  if (mine.order.empty()) mine.order = whole.order;
  if (!mine.entry.at.has_value()) mine.entry.at = whole.entry.at;
  if (!mine.entry.known_at.has_value()) mine.entry.known_at = whole.entry.known_at;
  auto* culture = culture_of(mine);
  const auto* frame = std::get_if<model::Culture>(&whole.entry.content);
  if (culture == nullptr || frame == nullptr) return;
  if (culture->specimen.empty()) culture->specimen = frame->specimen;
  if (!culture->final.has_value()) culture->final = frame->final;
}

/// What is not known yet.
void fill(Sighting& sighting, model::Culture& culture, const SpecimenSaid& said) {
  if (culture.specimen.empty()) culture.specimen = said.word;
  if (sighting.order.empty()) sighting.order = said.order;
  if (!sighting.entry.at.has_value()) sighting.entry.at = said.collected;
}

}  // namespace

/// What the part names, unless that is about somebody else.
Part* CultureJoin::named(const std::string& key, const Part& part) {
  Part* found = find_(key);
  return found == nullptr || are_of_two_people(*found, part) ? nullptr : found;
}

Part* CultureJoin::parent_of(const Part& part) {
  const auto found = parents_.find(part.key);
  return found == parents_.end() ? nullptr : found->second;
}

/// The nearest panel or report above whose code is that of a culture.
Part* CultureJoin::frame_of(const Part& part) {
  Part* above = parent_of(part);
  for (int i = 0; above != nullptr && i < longest_chain; ++i) {
    if (above->laboratory->role == Role::culture) return above;
    above = parent_of(*above);
  }
  return nullptr;
}

/// Follows a sample to the first one, which was drawn from the person, and takes from each what is not known yet. Blood
/// in several bottles, or blood that blood was taken from, is what one puncture gave: a set.
void CultureJoin::join_sample(Sighting& sighting) {
  auto* culture = culture_of(sighting);
  if (culture == nullptr) return;
  bool is_of_blood = false;
  for (int i = 0; i < longest_chain; ++i) {
    Part* sample = find_(sighting.specimen);
    if (sample == nullptr || !sample->specimen.has_value()) return;
    const SpecimenSaid& said = *sample->specimen;
    joined_.push_back(sample);
    fill(sighting, *culture, said);
    if (said.is_in_bottles || (is_of_blood && said.word == "blood")) sighting.sample = Sighting::Sample::set;
    is_of_blood = said.word == "blood";
    if (said.parent.empty()) return;
    sighting.specimen = said.parent;
  }
}

void CultureJoin::join_samples(Part& part) {
  for (Sighting& sighting : part.sightings) join_sample(sighting);
}

void CultureJoin::inherit(Part& part) {
  const Part* frame = frame_of(part);
  if (frame == nullptr || frame->sightings.empty()) return;
  for (Sighting& sighting : part.sightings) take_over(sighting, frame->sightings.front());
}

/// What still has no sample is a proposal: it may be a culture of anything.
void CultureJoin::settle(Part& part) {
  const bool is_framed = part.laboratory->role == Role::culture || frame_of(part) != nullptr;
  for (Sighting& sighting : part.sightings) {
    auto* culture = culture_of(sighting);
    if (culture == nullptr || !culture->specimen.empty()) continue;
    culture->specimen = "other";
    sighting.basis = Sighting::Basis::text;
    if (is_framed && part.state == Sighting::State::current) {
      quality_.note(FaultKind::unknown_material, part.place,
                    "the culture does not say what was cultured: it may be blood");
      ++quality_.unmapped[{std::string(unknown_material), ""}];
    }
    if (!is_framed && !part.laboratory->unmapped_code.empty())
      ++quality_.unmapped[{part.laboratory->unmapped_system, part.laboratory->unmapped_code}];
  }
}

/// Is the other one among its members, or among theirs? Of more than could be, it is said to be.
bool CultureJoin::leads_to(const Part& part, const Part& other) {
  constexpr std::size_t most = 256;
  std::vector<const Part*> open = {&part};
  std::set<const Part*> seen;
  while (!open.empty()) {
    const Part* next = open.back();
    open.pop_back();
    if (next == &other || seen.size() == most) return true;
    if (!seen.insert(next).second || !next->laboratory.has_value()) continue;
    for (const auto& key : next->laboratory->members)
      if (const Part* member = find_(key)) open.push_back(member);
  }
  return false;
}

/// Does the member say for itself what was found? Of those that are members of each other none does, lest they all be
/// dropped.
bool CultureJoin::says_itself(const Part& member, const Part& whole) {
  return member.laboratory.has_value() && member.laboratory->has_result && !member.set_aside &&
         member.state != Sighting::State::withdrawn && !leads_to(member, whole);
}

/// A panel or report gives no sighting of its own beside those of its members, unless it names another organism.
void CultureJoin::drop_what_members_say(Part& part) {
  if (part.state == Sighting::State::withdrawn) return;
  bool is_said = false;
  std::vector<std::string> organisms;
  for (const auto& key : part.laboratory->members) {
    Part* member = named(key, part);
    if (member == nullptr || !says_itself(*member, part)) continue;
    is_said = true;
    for (Sighting& sighting : member->sightings)
      if (names_organism(sighting)) organisms.push_back(culture_of(sighting)->organism);
  }
  if (!is_said) return;
  const auto is_repeated = [&](Sighting& sighting) {
    const auto* culture = culture_of(sighting);
    return culture != nullptr && (culture->organism.empty() || sighting.basis == Sighting::Basis::text ||
                                  std::ranges::find(organisms, culture->organism) != organisms.end());
  };
  std::erase_if(part.sightings, is_repeated);
  joined_.push_back(&part);
}

std::vector<Part*> CultureJoin::isolates_of(const Part& susceptibility) {
  std::vector<Part*> isolates;
  const auto consider = [&](Part* part) {
    if (part == nullptr || !part->laboratory.has_value() || !std::ranges::any_of(part->sightings, names_organism))
      return;
    if (std::ranges::find(isolates, part) == isolates.end()) isolates.push_back(part);
  };
  for (const auto& key : susceptibility.laboratory->isolate_of) consider(named(key, susceptibility));
  // A panel of tests stands between a test and its isolate.
  Part* parent = parent_of(susceptibility);
  for (int i = 0; parent != nullptr && isolates.empty() && i < longest_chain; ++i) {
    consider(parent);
    for (const auto& key : parent->laboratory->isolate_of) consider(named(key, *parent));
    if (isolates.empty())
      for (const auto& key : parent->laboratory->members) consider(named(key, *parent));
    parent = parent_of(*parent);
  }
  return isolates;
}

bool CultureJoin::apply_to(Part& target, const model::Finding& resistant) {
  if (std::ranges::count_if(target.sightings, names_organism) != 1) return false;
  auto& sighting = *std::ranges::find_if(target.sightings, names_organism);
  auto& culture = *culture_of(sighting);
  if (!dictionary_.organisms.in_group(culture.organism, "s_aureus") &&
      !dictionary_.organisms.in_group(culture.organism, "cons"))
    return false;
  auto& known = culture.methicillin_resistant;
  known = !known.has_value() || *known == *resistant ? resistant : model::Finding(Truth::unknown(Reason::unclear));
  return true;
}

/// Of several isolates nobody can say which one was tested.
void CultureJoin::apply_resistance(Part& part) {
  const LaboratorySaid& said = *part.laboratory;
  if (!said.resistant.has_value() || part.state == Sighting::State::withdrawn) return;
  if (said.role != Role::susceptibility) {
    apply_to(part, said.resistant);
    return;
  }
  const auto isolates = isolates_of(part);
  if (isolates.size() == 1 && apply_to(*isolates.front(), said.resistant)) joined_.push_back(&part);
}

void CultureJoin::note_members(Part& part) {
  for (const auto& key : part.laboratory->members) {
    if (named(key, part) != nullptr)
      parents_.emplace(key, &part);
    else if (find_(key) != nullptr)
      quality_.note(FaultKind::not_understood, part.place, shown(key) + ", a member of it, is about somebody else");
  }
}

void CultureJoin::join(Parts& parts) {
  std::vector<Part*> cultures;
  for (Part& part : parts)
    if (part.laboratory.has_value()) cultures.push_back(&part);
  for (Part* part : cultures) note_members(*part);
  // Frames first, so that what they learn of their sample reaches their members.
  std::vector<Part*> members;
  for (Part* part : cultures) {
    if (frame_of(*part) != nullptr)
      members.push_back(part);
    else
      join_samples(*part);
  }
  for (Part* part : members) {
    inherit(*part);
    join_samples(*part);
  }
  for (Part* part : cultures) settle(*part);
  for (Part* part : cultures) apply_resistance(*part);
  for (Part* part : cultures) drop_what_members_say(*part);
}

}  // namespace lossa::intake::fhir
