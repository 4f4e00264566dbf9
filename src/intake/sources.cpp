// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/sources.hpp>

#include <algorithm>
#include <utility>

#include <lossa/base/text.hpp>

#include "units.hpp"

namespace lossa::intake {
namespace {

using model::Culture;
using model::Entry;

std::string short_hash(std::string_view text) {
  constexpr std::size_t digits = 10;
  return sha256_hex(text).substr(0, digits);
}

/// How many samples; nothing where a record names none, for then they cannot be counted.
std::optional<double> samples_in(const Marks& marks) {
  std::set<std::string_view> samples;
  for (const auto& mark : marks) {
    if (mark.sample.empty()) return std::nullopt;
    samples.insert(mark.sample);
  }
  return static_cast<double>(samples.size());
}

/// Counts so many samples more, or fewer. At least one set grew, and each sample more may have been one more.
void count_samples(Culture& culture, double more) {
  if (more == 0 || culture.result != "growth") return;
  if (culture.sets_positive) {
    const auto& sets = culture.sets_positive->value;
    const double high = std::max(1.0, sets.high + more);
    culture.sets_positive = number_of({.low = std::clamp(sets.low, 1.0, high), .high = high});
  }
  if (culture.bottles_positive && culture.bottles_positive->value.is_exact())
    culture.bottles_positive = model::exactly(std::max(1.0, culture.bottles_positive->value.low + more));
}

void fill(Culture& into, const Culture& from) {
  if (!into.methicillin_resistant) into.methicillin_resistant = from.methicillin_resistant;
  if (!into.antibiotics_before) into.antibiotics_before = from.antibiotics_before;
}

/// More sets than one were seen earlier, and none of those samples is gone.
void keep_sets(Culture& into, const Culture& from) {
  if (!into.sets_positive || !from.sets_positive || into.result != "growth") return;
  const auto& now = into.sets_positive->value;
  const auto& before = from.sets_positive->value;
  if (before.low > now.low)
    into.sets_positive = number_of({.low = before.low, .high = std::max(now.high, before.high)});
}

Marks left_of(const Marks& marks, const Gone& gone) {
  Marks left;
  std::ranges::copy_if(marks, std::inserter(left, left.end()), [&](const Mark& mark) { return !gone.contains(mark); });
  return left;
}

}  // namespace

Mark mark_of(const Sighting& sighting) {
  Mark mark{.record = short_hash(sighting.record.empty() ? sighting.source_id : sighting.record)};
  if (std::holds_alternative<Culture>(sighting.entry.content) && !sighting.specimen.empty())
    mark.sample = short_hash(sighting.specimen);
  return mark;
}

Marks marks_in(const Entry& entry) {
  Marks marks;
  std::string_view rest = entry.sources;
  while (!rest.empty()) {
    const auto one = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    if (one.empty()) continue;
    const auto dot = std::min(one.find('.'), one.size());
    marks.insert(
        {.record = std::string(one.substr(0, dot)), .sample = std::string(one.substr(std::min(dot + 1, one.size())))});
  }
  return marks;
}

void write_marks(Entry& entry, const Marks& marks) {
  constexpr std::size_t longest = 9'000;  // of a text that is stored; no day of a person has so many samples
  entry.sources.clear();
  for (const auto& mark : marks) {
    if (entry.sources.size() > longest) return;
    entry.sources.append(entry.sources.empty() ? "" : " ").append(mark.record);
    if (!mark.sample.empty()) entry.sources.append(".").append(mark.sample);
  }
}

Entry joined(Entry delivered, const Entry& earlier, const Gone& gone) {
  const auto now = marks_in(delivered);
  const auto before = marks_in(earlier);
  const auto left = left_of(before, gone);
  Marks all = now;
  all.insert(left.begin(), left.end());
  auto* culture = std::get_if<Culture>(&delivered.content);
  const auto* known = std::get_if<Culture>(&earlier.content);
  if (culture != nullptr && known != nullptr) {
    const auto few = samples_in(now);
    const auto many = samples_in(all);
    if (few && many) count_samples(*culture, *many - *few);
    if (left == before) {
      keep_sets(*culture, *known);
      fill(*culture, *known);
      if (delivered.text.empty()) delivered.text = earlier.text;
    }
  }
  write_marks(delivered, all);
  return delivered;
}

std::optional<Entry> what_is_left(const Entry& earlier, const Gone& gone) {
  const auto before = marks_in(earlier);
  const auto left = left_of(before, gone);
  if (left == before) return earlier;
  if (left.empty()) return std::nullopt;
  Entry entry = earlier;
  const auto few = samples_in(left);
  const auto many = samples_in(before);
  if (auto* culture = std::get_if<Culture>(&entry.content); culture != nullptr && few && many)
    count_samples(*culture, *few - *many);
  write_marks(entry, left);
  return entry;
}

}  // namespace lossa::intake
