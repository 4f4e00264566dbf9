// SPDX-License-Identifier: Apache-2.0
#include <lossa/intake/course.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

#include <lossa/base/text.hpp>

#include "course_parts.hpp"

namespace lossa::intake {
namespace {

using model::Entry;

template <typename Kind>
const Kind* as(const Entry& entry) {
  return std::get_if<Kind>(&entry.content);
}

bool is_yes(const model::Finding& finding) { return finding.value_or(Truth::yes()).is_yes(); }

/// Of each source_id the greatest version; by source_id, so that order does not matter.
std::vector<Sighting> latest_versions(std::span<const Sighting> sightings) {
  std::map<std::string_view, const Sighting*> latest;
  for (const auto& sighting : sightings) {
    auto& kept = latest[sighting.source_id];
    const auto key = [](const Sighting& one) {
      return std::tuple(std::string_view(one.version), one.state == Sighting::State::withdrawn);
    };
    if (kept == nullptr || key(*kept) < key(sighting)) kept = &sighting;
  }
  std::vector<Sighting> result;
  for (const auto& [id, sighting] : latest) result.push_back(*sighting);
  return result;
}

/// What is no fact of its own: words that take back or add to what was said, here or in an earlier delivery.
bool is_about_others(const Sighting& sighting, Course& course) {
  switch (sighting.state) {
    case Sighting::State::current:
      return false;
    case Sighting::State::withdrawn:
      course.gone.records.insert(mark_of(sighting).record);
      return true;
    case Sighting::State::sample_withdrawn:
      course.gone.samples.insert(mark_of(sighting).sample);
      return true;
    case Sighting::State::supplement:
      if (const auto* culture = as<model::Culture>(sighting.entry))
        course.supplements.push_back({.record = mark_of(sighting).record,
                                      .methicillin_resistant = culture->methicillin_resistant,
                                      .text = sighting.entry.text});
      return true;
  }
  return false;
}

/// Leaves out what was said of a sample before it was taken back.
void leave_out_withdrawn_samples(std::vector<Sighting>& sightings) {
  std::map<std::string, std::string> withdrawn;  // by sample, the last version
  for (const auto& sighting : sightings)
    if (sighting.state == Sighting::State::sample_withdrawn)
      withdrawn[sighting.specimen] = std::max(withdrawn[sighting.specimen], sighting.version);
  std::erase_if(sightings, [&](const Sighting& sighting) {
    if (sighting.state != Sighting::State::current || as<model::Culture>(sighting.entry) == nullptr) return false;
    const auto known = withdrawn.find(sighting.specimen);
    return known != withdrawn.end() && sighting.version <= known->second;
  });
}

bool is_of_system(const Entry& entry) {
  return as<model::Device>(entry) != nullptr || as<model::Lead>(entry) != nullptr ||
         as<model::Procedure>(entry) != nullptr;
}

bool is_part(const Entry& entry) { return as<model::Device>(entry) != nullptr || as<model::Lead>(entry) != nullptr; }

/// "Carries a device" is no device entry; it still says that there is one. A code of device infection does not: it
/// speaks of vascular grafts too.
bool says_in_place(const Entry& entry) {
  if (is_part(entry)) return true;
  const auto* diagnosis = as<model::Diagnosis>(entry);
  return diagnosis != nullptr && is_yes(diagnosis->present) &&
         (diagnosis->what == "device_in_place" || diagnosis->what == "device_complication");
}

/// Words about parts are worth reading only where no code tells of one; other words where they tell of a signal.
std::vector<Sighting> worth_reading(std::vector<Sighting> proposals, bool carries) {
  std::erase_if(proposals, [&](const Sighting& one) { return is_part(one.entry) ? carries : !is_signal(one.entry); });
  return proposals;
}

/// One entry about the person: what the sources say together, the later filling what the earlier leave open.
std::vector<Entry> person_entry(const std::vector<Sighting>& sightings) {
  std::vector<Entry> result;
  for (const auto& sighting : sightings) {
    const auto* person = as<model::Person>(sighting.entry);
    if (person == nullptr) continue;
    if (result.empty()) {
      result.push_back(with_mark(sighting));
      result.front().id = "person-1";
      continue;
    }
    auto& known = std::get<model::Person>(result.front().content);
    if (!known.birth_year) known.birth_year = person->birth_year;
    if (known.sex.empty()) known.sex = person->sex;
    add_origin(result.front(), with_mark(sighting));
  }
  return result;
}

std::vector<Entry> other_entries(const std::vector<Sighting>& sightings) {
  std::vector<Entry> result;
  for (const auto& sighting : sightings) {
    const auto& entry = sighting.entry;
    if (is_of_system(entry) || as<model::Culture>(entry) != nullptr || as<model::Person>(entry) != nullptr) continue;
    result.push_back(with_mark(sighting));
    result.back().id = stable_id(entry, sighting.source_id);
  }
  return result;
}

/// The first signal of each episode, in order of time.
std::vector<Interval<WallMinutes>> beginnings(std::vector<Interval<WallMinutes>> signals, const Duration& gap) {
  std::ranges::sort(signals, {}, &Interval<WallMinutes>::low);
  std::vector<Interval<WallMinutes>> first;
  std::optional<WallMinutes> open_until;
  for (const auto& signal : signals) {
    if (!open_until || signal.low > *open_until) first.push_back(signal);
    const auto until = (Date::from_minutes(Interval<WallMinutes>::exactly(signal.high)) + gap).minutes().high;
    open_until = std::max(open_until.value_or(until), until);
  }
  return first;
}

/// "before" holds what was found earlier; then one episode for each group of signals.
Entry opening_of(const std::vector<Interval<WallMinutes>>& signals, const CourseWindows& windows) {
  model::Opening opening;
  opening.title = {"From hospital data", "Ur sjukhusets data"};
  int number = 0;
  for (const auto& first : beginnings(signals, windows.gap)) {
    if (number == 0) opening.episodes.push_back({.id = "before"});
    const auto began = Date::from_minutes(Interval<WallMinutes>::exactly(first.low)) + -windows.before;
    const auto day = Date::parse(began.text().substr(0, 10));  // an episode begins with a day
    opening.episodes.push_back({.id = "episode_" + std::to_string(++number), .began = *day});
  }
  return {.id = "opening-1", .content = std::move(opening)};
}

/// Sightings of code and, apart, what only words say; what is said of others goes into the course.
std::vector<Sighting> coded_of(std::vector<Sighting> sightings, Course& course) {
  std::vector<Sighting> coded;
  for (auto& sighting : sightings) {
    if (is_about_others(sighting, course)) continue;
    auto& list = sighting.basis == Sighting::Basis::code ? coded : course.proposals;
    list.push_back(std::move(sighting));
  }
  return coded;
}

/// Is it a finding to be left out: a signal from a time when certainly nothing was in place? Signals are counted, and
/// their times kept.
class Signals {
 public:
  Signals(const std::vector<Entry>& system, const CourseWindows& windows, Course& course)
      : system_(system), windows_(windows), course_(course) {}

  bool leaves_out(const Entry& entry) {
    if (!is_signal(entry)) return false;
    const auto then = minutes_of(entry.at);
    const bool in_place = course_.carries && (!then || may_have_been_in_place(system_, *then, windows_.after_removal));
    if (windows_.only_in_place && !in_place) {
      ++course_.outside;
      return true;
    }
    ++course_.signals;
    if (then) times_.push_back(*then);
    return false;
  }

  [[nodiscard]] const std::vector<Interval<WallMinutes>>& times() const { return times_; }

 private:
  const std::vector<Entry>& system_;
  const CourseWindows& windows_;
  Course& course_;
  std::vector<Interval<WallMinutes>> times_;
};

bool sorts_before(const Entry& a, const Entry& b) {
  const auto key = [](const Entry& entry) {
    const auto minutes = minutes_of(entry.at);
    return std::tuple(minutes ? minutes->low : std::numeric_limits<WallMinutes>::min(), std::string_view(entry.id));
  };
  return key(a) < key(b);
}

}  // namespace

std::string stable_id(const Entry& entry, std::string_view source_id) {
  constexpr std::size_t digits = 10;
  std::string kind(model::kind_of(entry));
  std::ranges::replace(kind, '_', '-');
  return kind + "-" + sha256_hex(source_id).substr(0, digits);
}

std::optional<Interval<WallMinutes>> minutes_of(const model::OptionalWhen& when) {
  if (!when) return std::nullopt;
  const auto* date = std::get_if<Date>(&*when);
  return date == nullptr ? std::nullopt : std::optional(date->minutes());
}

Entry with_mark(const Sighting& sighting) {
  Entry entry = sighting.entry;
  write_marks(entry, {mark_of(sighting)});
  return entry;
}

void add_origin(Entry& entry, const Entry& other) {
  auto marks = marks_in(entry);
  marks.merge(marks_in(other));
  write_marks(entry, marks);
  constexpr std::size_t longest = 400;  // a culture of many bottles need not name them all
  if (other.read_in.empty() || entry.read_in.find(other.read_in) != std::string::npos) return;
  if (entry.read_in.size() + other.read_in.size() > longest) return;
  entry.read_in += (entry.read_in.empty() ? "" : "; ") + other.read_in;
}

bool is_signal(const Entry& entry) {
  if (const auto* culture = as<model::Culture>(entry)) return culture->result == "growth";
  if (const auto* sign = as<model::Sign>(entry)) return sign->what != "fever" && is_yes(sign->present);
  if (const auto* diagnosis = as<model::Diagnosis>(entry))
    return is_yes(diagnosis->present) && diagnosis->what != "device_in_place" &&
           diagnosis->what != "device_complication" && diagnosis->what != "other";
  if (const auto* treatment = as<model::Treatment>(entry))
    return (treatment->what == "antibiotic" || treatment->what == "antifungal") &&
           !treatment->cause_stated.value_or(Truth()).is_yes();
  if (const auto* imaging = as<model::Imaging>(entry)) {
    const auto found = [](std::string_view word) { return !word.empty() && word != "none"; };
    const auto seen = [](const model::Finding& finding) { return finding.value_or(Truth()).is_yes(); };
    return found(imaging->lead_mass) || found(imaging->valve_lesion) || seen(imaging->uptake_pocket) ||
           seen(imaging->uptake_lead) || seen(imaging->uptake_valve);
  }
  return false;
}

Course course_of(std::span<const Sighting> of_one_person, const CourseWindows& windows) {
  Course course;
  auto latest = latest_versions(of_one_person);
  leave_out_withdrawn_samples(latest);
  const auto coded = coded_of(std::move(latest), course);
  auto system = system_entries(coded);
  auto entries = person_entry(coded);
  std::vector<Entry> findings = culture_entries(coded);
  for (auto& entry : other_entries(coded)) findings.push_back(std::move(entry));
  const bool by_code = std::ranges::any_of(system, says_in_place) || std::ranges::any_of(findings, says_in_place);
  course.proposals = worth_reading(std::move(course.proposals), by_code);
  course.carries = by_code || std::ranges::any_of(course.proposals, is_part, &Sighting::entry);

  Signals signals(system, windows, course);
  for (auto& entry : findings)
    if (!signals.leaves_out(entry)) entries.push_back(std::move(entry));
  for (auto& entry : system) entries.push_back(std::move(entry));
  std::ranges::sort(entries, sorts_before);
  course.entries.push_back(opening_of(signals.times(), windows));
  for (auto& entry : entries) course.entries.push_back(std::move(entry));
  return course;
}

}  // namespace lossa::intake
