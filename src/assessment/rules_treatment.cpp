// SPDX-License-Identifier: Apache-2.0
// Why a system is to come out, the course of antibiotics, and the times and outcomes that indicators count.
#include <algorithm>
#include <cstdlib>
#include <limits>
#include <optional>

#include <lossa/base/date.hpp>

#include "culture.hpp"
#include "finding.hpp"
#include "procedure.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr double no_limit = std::numeric_limits<double>::infinity();

Found found_date(const Seen& seen, const model::Moment& moment) {
  Found found{.value = says_date(seen, moment).value, .evidence = {}};
  note(found.evidence, seen);
  return found;
}

Found not_known(Reason reason) {
  Found found;
  found.value.reason = reason;
  return found;
}

bool is_in_force(const model::Decision& decision) { return decision.present.value_or(Truth::yes()).is_yes(); }

/// A reason is given by being recorded, as the decision itself is made.
Found reason_given(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Decision>()) {
    const auto& decision = seen->as<model::Decision>();
    if (is_in_force(decision) && std::ranges::any_of(decision.reasons, [&](const std::string& reason) {
          return inquiry.names("reasons", reason);
        }))
      gathered.add(Truth::yes(), *seen);
  }
  auto found = gathered.any();
  if (found.value.truth.is_unknown()) {
    found.value.truth = Truth::no();
    found.value.since = guideline::Since::always();
  }
  return found;
}

// ---- antibiotics ----------------------------------------------------------------------------------------------------

Truth every_growth(const model::Culture&) { return Truth::yes(); }

/// The earliest draw that was read without growth, after every draw that grew; null if there is none.
const Seen* first_clear_draw(const Inquiry& inquiry) {
  const auto cultures = blood_cultures(inquiry);
  const auto& line = inquiry.view.timeline();
  const auto follows_all_growth = [&](const Seen* draw) {
    return std::ranges::all_of(cultures, [&](const Seen* other) {
      return growth_of(other->as<model::Culture>()) != Growth::grew || line.by(draw->at, other->at).is_no();
    });
  };
  for (const auto* draw : cultures)
    if (growth_of(draw->as<model::Culture>()) == Growth::read_without && follows_all_growth(draw)) return draw;
  return nullptr;
}

/// Where it is open which came later, it is the later of the two that they may be.
Found later_date(const Inquiry& inquiry, const Seen& removal, const Seen& clear) {
  const auto cleared_first = inquiry.view.timeline().by(clear.at, removal.at);
  if (cleared_first.is_yes()) return found_date(removal, removal.at);
  auto found = found_date(clear, clear.at);
  note(found.evidence, removal);
  if (cleared_first.is_no()) return found;
  const auto other = says_date(removal, removal.at).value.number;
  auto& number = found.value.number;
  number = {.low = std::max(number.low, other.low), .high = std::max(number.high, other.high)};
  return found;
}

Found antibiotic_day_one(const Inquiry& inquiry) {
  const auto* removal = last_removal(inquiry);
  if (removal == nullptr) return {};
  const auto growth = growth_found(blood_cultures(inquiry), every_growth).value.truth;
  if (growth.is_unknown()) return not_known(growth.reason());
  if (growth.is_no()) return found_date(*removal, removal->at);
  const auto* clear = first_clear_draw(inquiry);
  return clear == nullptr ? not_known(Reason::awaited) : later_date(inquiry, *removal, *clear);
}

bool has_an_end(const model::Treatment& treatment) {
  return treatment.aim != "suppression" && treatment.aim != "palliative";
}

std::vector<const Seen*> antimicrobials(const Inquiry& inquiry) {
  auto treatments = inquiry.entries<model::Treatment>();
  std::erase_if(treatments, [](const Seen* seen) {
    const auto& treatment = seen->as<model::Treatment>();
    return treatment.what != "antibiotic" && treatment.what != "antifungal";
  });
  return treatments;
}

Found antibiotic_start(const Inquiry& inquiry) {
  const auto treatments = antimicrobials(inquiry);
  const auto first = std::ranges::find_if(treatments, [](const Seen* seen) { return seen->at.date.has_value(); });
  return first == treatments.end() ? Found{} : found_date(**first, (*first)->at);
}

/// When one course is planned to end; nothing if it is not said, or not dated.
std::optional<Interval<double>> end_of(const Inquiry& inquiry, const Seen& seen) {
  const auto& treatment = seen.as<model::Treatment>();
  if (treatment.until.has_value()) {
    const auto until = inquiry.view.moment(treatment.until);
    return until.date ? std::optional(says_date(seen, until).value.number) : std::nullopt;
  }
  if (!treatment.days.has_value() || !seen.at.date.has_value()) return std::nullopt;
  const auto after = [&](double days) { return (*seen.at.date + Duration{days, Duration::Unit::days}).minutes(); };
  return Interval<double>{.low = static_cast<double>(after(treatment.days->value.low).low),
                          .high = static_cast<double>(after(treatment.days->value.high).high)};
}

/// The latest end. Courses without a stated end are taken as replaced by one that began later.
Found antibiotic_end(const Inquiry& inquiry) {
  const Seen* last = nullptr;
  Interval<double> end;
  std::vector<const Seen*> open;
  for (const auto* seen : antimicrobials(inquiry)) {
    if (!has_an_end(seen->as<model::Treatment>())) continue;
    const auto one = end_of(inquiry, *seen);
    if (!one) open.push_back(seen);
    if (!one || (last != nullptr && one->high <= end.high)) continue;
    last = seen;
    end = *one;
  }
  if (last == nullptr) return {};
  const auto& line = inquiry.view.timeline();
  if (!std::ranges::all_of(open, [&](const Seen* seen) { return line.by(last->at, seen->at).is_no(); }))
    return not_known(Reason::unclear);
  Found found;
  found.value.number = end;
  found.value.since = last->since;
  note(found.evidence, *last);
  return found;
}

std::optional<Date> date_of(const Found& found) {
  constexpr double beyond_every_date = 400.0 * 366 * 24 * 60;
  const auto& number = found.value.number;
  if (std::max(std::abs(number.low), std::abs(number.high)) > beyond_every_date) return std::nullopt;
  return Date::from_minutes(
      {.low = static_cast<WallMinutes>(number.low), .high = static_cast<WallMinutes>(number.high)});
}

Found days_found(const Found& from, const Found& to) {
  const auto begin = date_of(from);
  const auto end = date_of(to);
  if (!begin || !end) return not_known(begin ? to.value.reason : from.value.reason);
  Found found{.value = {}, .evidence = from.evidence};
  note(found.evidence, to.evidence);
  found.value.number = days_between(*begin, *end);
  found.value.since = later_of(from.value.since, to.value.since);
  if (!found.value.number.is_exact()) found.value.reason = Reason::unclear;
  return found;
}

Found antibiotic_days(const Inquiry& inquiry) { return days_found(inquiry.inputs[0], inquiry.inputs[1]); }

/// Was the culture drawn before the first antibiotic? Its own word comes first.
Truth before_antibiotics(const Inquiry& inquiry, const Seen& seen, std::span<const Seen* const> treatments) {
  const auto& culture = seen.as<model::Culture>();
  if (culture.antibiotics_before.has_value()) return !*culture.antibiotics_before;
  if (treatments.empty()) return {};
  return inquiry.view.timeline().by(seen.at, treatments.front()->at);
}

Interval<double> sets_drawn(const model::Culture& culture) {
  if (culture.sets_total.has_value()) return culture.sets_total->value;
  if (culture.punctures.has_value()) return culture.punctures->value;
  return {.low = culture.sets_positive ? std::max(1.0, culture.sets_positive->value.low) : 1.0, .high = no_limit};
}

Found sets_before_antibiotics(const Inquiry& inquiry) {
  const auto treatments = antimicrobials(inquiry);
  Found found;
  Interval<double> sets{.low = 0, .high = 0};
  for (const auto* seen : blood_cultures(inquiry)) {
    const auto before = before_antibiotics(inquiry, *seen, treatments);
    const auto drawn = sets_drawn(seen->as<model::Culture>());
    if (before.is_yes()) sets.low += drawn.low;
    if (!before.is_no()) sets.high += drawn.high;
    found.value.since = later_of(found.value.since, seen->since);
    note(found.evidence, *seen);
  }
  if (found.evidence.entries.empty()) return {};
  if (!sets.is_exact()) found.value.reason = Reason::unclear;
  found.value.number = sets;
  return found;
}

// ---- times and outcomes ---------------------------------------------------------------------------------------------

template <typename Kind, typename Matches>
Found first_date(const Inquiry& inquiry, Matches matches) {
  for (const auto* seen : inquiry.entries<Kind>())
    if (matches(seen->template as<Kind>())) return found_date(*seen, seen->at);
  return {};
}

Found referral_date(const Inquiry& inquiry, std::string_view what) {
  return first_date<model::Referral>(inquiry, [what](const model::Referral& one) { return one.what == what; });
}

Found removal_date(const Inquiry& inquiry) {
  const auto* removal = last_removal(inquiry);
  return removal == nullptr ? Found{} : found_date(*removal, removal->at);
}

Found event_date(const Inquiry& inquiry, std::string_view event) {
  if (event == "removal") return removal_date(inquiry);
  if (event == "diagnosis")
    return first_date<model::Decision>(
        inquiry, [](const auto& one) { return one.what == "infection_diagnosed" && is_in_force(one); });
  if (event == "reimplantation")
    return first_date<model::Reimplantation>(inquiry,
                                             [](const auto& one) { return !one.type.empty() && one.type != "none"; });
  return referral_date(inquiry, event);
}

Found days_between_events(const Inquiry& inquiry) {
  return days_found(event_date(inquiry, inquiry.word("from")), event_date(inquiry, inquiry.word("to")));
}

Found event_on(const Inquiry& inquiry) { return event_date(inquiry, inquiry.word("event")); }

/// Was it within the fact's days after the removal? Unknown where the dates do not tell.
Truth is_within(const Inquiry& inquiry, const Seen& seen) {
  const auto passed = days_found(removal_date(inquiry), found_date(seen, seen.at)).value.number;
  const double limit = std::strtod(std::string(inquiry.word("days")).c_str(), nullptr);
  if (passed.high <= limit) return Truth::yes();
  return passed.low > limit ? Truth::no() : Truth::unknown(Reason::unclear);
}

/// A contact on the last of the days or later shows that the patient lived so long.
Found dead_within(const Inquiry& inquiry) {
  if (last_removal(inquiry) == nullptr) return {};
  Gathered gathered;
  const auto deaths = inquiry.entries<model::Death>();
  for (const auto* death : deaths) gathered.add(is_within(inquiry, *death), *death);
  if (!deaths.empty()) return gathered.any();
  for (const auto* contact : inquiry.entries<model::FollowUp>())
    if (is_within(inquiry, *contact).is_no()) gathered.add(Truth::no(), *contact);
  return gathered.any();
}

/// No only by a contact after the days that found none.
Found infection_within(const Inquiry& inquiry) {
  if (last_removal(inquiry) == nullptr) return {};
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::FollowUp>()) {
    const auto infection = seen->as<model::FollowUp>().infection.value_or(Truth());
    const auto within = is_within(inquiry, *seen);
    if (infection.is_yes()) gathered.add(within, *seen);
    if (infection.is_no() && within.is_no()) gathered.add(Truth::no(), *seen);
  }
  return gathered.any();
}

/// What is documented is so by being recorded: without an entry it was not.
Found documented(const Gathered& gathered) {
  auto found = gathered.any();
  if (!found.value.truth.is_yes()) found.value.truth = Truth::no();
  if (found.evidence.entries.empty()) found.value.since = guideline::Since::always();
  return found;
}

Found conference_documented(const Inquiry& inquiry) {
  const auto* removal = last_removal(inquiry);
  if (removal == nullptr) return {};
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Decision>()) {
    const auto& decision = seen->as<model::Decision>();
    if (decision.what != "team_conference") continue;
    gathered.add(decision.present.value_or(Truth::yes()) & inquiry.view.timeline().by(seen->at, removal->at), *seen);
  }
  return documented(gathered);
}

Found imaging_documented(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : inquiry.entries<model::Imaging>())
    if (inquiry.names("modalities", seen->as<model::Imaging>().modality)) gathered.add(Truth::yes(), *seen);
  return documented(gathered);
}

Found culture_documented(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto* seen : cultures_of(inquiry, inquiry.words("specimens"))) gathered.add(Truth::yes(), *seen);
  return documented(gathered);
}

}  // namespace

std::vector<Rule> treatment_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument reasons{.name = "reasons", .words = Argument::Words::field, .of = {"decision", "reasons"}};
  const std::vector<std::string_view> events = {"diagnosis",  "contacted", "accepted",      "arrived",
                                                "discharged", "removal",   "reimplantation"};
  const Argument from{.name = "from", .of = events};
  const Argument to{.name = "to", .of = events};
  const Argument event{.name = "event", .of = events};
  const Argument modalities{.name = "modalities", .words = Argument::Words::field, .of = {"imaging", "modality"}};
  const Argument specimens{.name = "specimens", .words = Argument::Words::field, .of = {"culture", "specimen"}};
  const Argument days{.name = "days", .of = {"30", "365"}};
  const std::vector<std::string_view> course = {"antibiotics.day_one", "antibiotics.planned_end"};
  return {
      {.name = "reason_given", .of = patient, .gives = truth, .arguments = {reasons}, .find = reason_given},
      {.name = "antibiotic_day_one", .of = patient, .gives = date, .find = antibiotic_day_one},
      {.name = "antibiotic_start", .of = patient, .gives = date, .find = antibiotic_start},
      {.name = "antibiotic_end", .of = patient, .gives = date, .find = antibiotic_end},
      {.name = "antibiotic_days", .of = patient, .gives = number, .inputs = course, .find = antibiotic_days},
      {.name = "sets_before_antibiotics", .of = patient, .gives = number, .find = sets_before_antibiotics},
      {.name = "days_between", .of = patient, .gives = number, .arguments = {from, to}, .find = days_between_events},
      {.name = "event_on", .of = patient, .gives = date, .arguments = {event}, .find = event_on},
      {.name = "dead_within", .of = patient, .gives = truth, .arguments = {days}, .find = dead_within},
      {.name = "infection_within", .of = patient, .gives = truth, .arguments = {days}, .find = infection_within},
      {.name = "conference_documented", .of = patient, .gives = truth, .find = conference_documented},
      {.name = "imaging_documented",
       .of = patient,
       .gives = truth,
       .arguments = {modalities},
       .find = imaging_documented},
      {.name = "culture_documented",
       .of = patient,
       .gives = truth,
       .arguments = {specimens},
       .find = culture_documented}};
}

}  // namespace lossa::assessment
