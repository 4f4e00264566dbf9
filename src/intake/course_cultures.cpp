// SPDX-License-Identifier: Apache-2.0
// Samples of blood and of other places into cultures. A set is one venipuncture: only a source that says so makes one.
#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "course_parts.hpp"
#include "units.hpp"

namespace lossa::intake {
namespace {

using model::Culture;
using model::Entry;

const Culture& culture_of(const Sighting& sighting) { return std::get<Culture>(sighting.entry.content); }

/// The day it was drawn on; "" when that is not said.
std::string day_of(const Sighting& sighting) {
  if (!sighting.entry.at) return {};
  constexpr std::size_t iso_day = 10;
  return model::to_string(*sighting.entry.at).substr(0, iso_day);
}

/// A report and its parts say the same of one sample: what names the organism says most, and a final answer more than a
/// preliminary one.
int weight(const Culture& culture) {
  return (culture.result == "growth" ? 4 : 0) + (culture.organism.empty() ? 0 : 2) +
         (culture.final.value_or(Truth()).is_yes() ? 1 : 0);
}

/// Is the weaker one only a vaguer word for the same sample? Another organism is another isolate, and growth beside a
/// sterile bottle of the same order is not taken back by it.
bool says_no_more(const Culture& vague, const Culture& clear) {
  if (vague.result == "growth")
    return clear.result == "growth" && (vague.organism.empty() || vague.organism == clear.organism);
  return true;
}

void fill(Culture& into, const Culture& from) {
  if (!into.methicillin_resistant) into.methicillin_resistant = from.methicillin_resistant;
  if (!into.antibiotics_before) into.antibiotics_before = from.antibiotics_before;
  if (!into.final) into.final = from.final;
  if (!into.persistent) into.persistent = from.persistent;
}

/// What is one sample to the source, or one order where it names no sample.
using SampleKey = std::tuple<std::string, std::string, std::string>;
SampleKey sample_of(const Sighting& sighting) {
  const auto& name = sighting.specimen.empty() ? sighting.order : sighting.specimen;
  return {culture_of(sighting).specimen, name.empty() ? sighting.source_id : name, day_of(sighting)};
}

/// One sighting for each isolate of each sample.
std::vector<Sighting> isolates_of(std::vector<Sighting> of_one_sample) {
  std::ranges::sort(of_one_sample, {}, [](const auto& one) {
    return std::tuple(-weight(culture_of(one)), std::string_view(one.source_id));
  });
  std::vector<Sighting> isolates;
  for (auto& sighting : of_one_sample) {
    const auto covers = std::ranges::find_if(
        isolates, [&](const Sighting& kept) { return says_no_more(culture_of(sighting), culture_of(kept)); });
    if (covers == isolates.end()) {
      isolates.push_back(std::move(sighting));
      continue;
    }
    fill(std::get<Culture>(covers->entry.content), culture_of(sighting));
    add_origin(covers->entry, sighting.entry);
    if (!covers->entry.at) covers->entry.at = sighting.entry.at;
    if (!covers->entry.known_at) covers->entry.known_at = sighting.entry.known_at;
    if (covers->sample == Sighting::Sample::not_said) covers->sample = sighting.sample;
  }
  return isolates;
}

std::string culture_set_id(const Sighting& sighting) {
  const auto& sample = sighting.specimen.empty() ? sighting.source_id : sighting.specimen;
  return stable_id(sighting.entry, "set " + sample + " " + culture_of(sighting).organism);
}

Entry one_set(Sighting sighting) {
  auto& culture = std::get<Culture>(sighting.entry.content);
  if (culture.result == "growth") culture.sets_positive = model::exactly(1);
  culture.sets_total = model::exactly(1);
  sighting.entry.id = culture_set_id(sighting);
  return std::move(sighting.entry);
}

/// The sets of one sample: as many as its source counted, else one.
Interval<double> sets_in(const Culture& culture) {
  if (!culture.sets_positive) return {.low = 1, .high = 1};
  const auto& sets = culture.sets_positive->value;
  return {.low = std::max(1.0, sets.low), .high = std::max(1.0, sets.high)};
}

/// Samples that may be of one puncture or of several: at least one set, at most as many as there are samples.
void count_sets(const std::vector<Sighting>& group, Culture& culture) {
  std::map<std::string_view, Interval<double>> samples;
  bool bottles = true;
  for (const auto& sighting : group) {
    const auto sets = sets_in(culture_of(sighting));
    auto& sample = samples.try_emplace(sighting.specimen, sets).first->second;
    sample = {.low = std::max(sample.low, sets.low), .high = std::max(sample.high, sets.high)};
    bottles = bottles && sighting.sample == Sighting::Sample::bottle;
  }
  if (samples.contains("")) return;  // it is not known how many samples there were
  Interval<double> sets{.low = 1, .high = 0};
  for (const auto& [name, sample] : samples) {
    sets.low = std::max(sets.low, sample.low);
    sets.high += sample.high;
  }
  culture.sets_positive = number_of(sets);
  if (bottles) culture.bottles_positive = model::exactly(static_cast<double>(samples.size()));
}

Entry some_sets(const std::vector<Sighting>& group, const std::string& key) {
  auto entry = group.front().entry;
  auto& culture = std::get<Culture>(entry.content);
  for (std::size_t i = 1; i < group.size(); ++i) {
    fill(culture, culture_of(group[i]));
    add_origin(entry, group[i].entry);
  }
  if (culture.specimen == "blood" && culture.result == "growth") count_sets(group, culture);
  entry.id = stable_id(entry, key);
  return entry;
}

}  // namespace

std::vector<Entry> culture_entries(const std::vector<Sighting>& sightings) {
  std::map<SampleKey, std::vector<Sighting>> samples;
  for (const auto& sighting : sightings)
    if (std::holds_alternative<Culture>(sighting.entry.content)) {
      auto& sample = samples[sample_of(sighting)].emplace_back(sighting);
      sample.entry = with_mark(sighting);
    }

  std::vector<Entry> entries;
  std::map<std::string, std::vector<Sighting>> not_counted;
  for (auto& [key, of_one_sample] : samples) {
    for (auto& isolate : isolates_of(std::move(of_one_sample))) {
      const auto& culture = culture_of(isolate);
      if (culture.specimen == "blood" && isolate.sample == Sighting::Sample::set) {
        entries.push_back(one_set(std::move(isolate)));
        continue;
      }
      // Of one day, one organism and one result; other places than blood are not counted, so each stays by itself.
      const auto group = culture.specimen == "blood" ? day_of(isolate) : std::get<1>(key);
      not_counted["samples " + culture.specimen + " " + culture.result + " " + culture.organism + " " + group]
          .push_back(std::move(isolate));
    }
  }
  for (const auto& [key, group] : not_counted) entries.push_back(some_sets(group, key));
  return entries;
}

}  // namespace lossa::intake
