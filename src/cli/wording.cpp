// SPDX-License-Identifier: Apache-2.0
#include "wording.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include <lossa/base/text.hpp>

namespace lossa::cli {
namespace {

std::string date_text(std::string text, const locale::Speech& speech) {
  if (const auto slash = text.find('/'); slash != std::string::npos)
    return date_text(text.substr(0, slash), speech) + " " + speech("ui.to") + " " +
           date_text(text.substr(slash + 1), speech);
  if (const auto clock = text.find('T'); clock != std::string::npos) text[clock] = ' ';
  return text;
}

// What lies outside is open at that end: no date of a case is before 1800 or after 2200.
constexpr WallMinutes earliest = -89'411'040;
constexpr WallMinutes latest = 121'492'800;

/// What an entry is called, by what it is.
struct Namer {
  const Wording& wording;

  [[nodiscard]] const locale::Speech& speech() const { return wording.speech(); }
  [[nodiscard]] std::string word(const std::string& wire) const { return wire.empty() ? "" : speech().wire(wire); }

  [[nodiscard]] std::string denied(std::string text, const model::Finding& present) const {
    if (!present || present->is_yes()) return text;
    if (present->is_no()) return speech()("cli.without", {text});
    return text + ": " + speech()("reason." + std::string(to_string(present->reason())));
  }

  [[nodiscard]] std::string organism(const std::string& id) const {
    const auto* found = wording.assessment().library->organisms.find(id);
    if (found == nullptr) return word(id);
    return found->latin.empty() ? speech()(found->name) : found->latin;
  }

  std::string operator()(const model::Sign& sign) const { return denied(word(sign.what), sign.present); }
  std::string operator()(const model::History& history) const { return denied(word(history.what), history.present); }
  std::string operator()(const model::Decision& decision) const {
    return denied(word(decision.what), decision.present);
  }
  std::string operator()(const model::Culture& culture) const {
    auto text =
        culture.specimen == "blood" ? speech()("cli.culture_blood") : speech()("cli.culture", {word(culture.specimen)});
    text += ": ";
    text += culture.organism.empty() ? word(culture.result) : organism(culture.organism);
    if (!culture.sets_positive) return text;
    return text + " " +
           speech()("cli.sets",
                    {culture.sets_positive->text, culture.sets_total ? culture.sets_total->text : std::string("?")});
  }
  std::string operator()(const model::Imaging& imaging) const {
    auto text = word(imaging.modality);
    for (const auto* finding : {&imaging.lead_mass, &imaging.valve_lesion})
      if (!finding->empty()) text += (text.empty() ? "" : ", ") + word(*finding);
    return text;
  }
  std::string operator()(const model::Lab& lab) const {
    const auto value = lab.value ? lab.value->text + " " + lab.unit : word(lab.level);
    return word(lab.test) + (value.empty() ? "" : " " + value);
  }
  std::string operator()(const model::Device& device) const { return word(device.type); }
  std::string operator()(const model::Pacing& pacing) const {
    std::vector<std::string> texts;
    if (pacing.dependent) texts.push_back(denied(speech()("cli.dependent"), pacing.dependent));
    for (const auto& indication : pacing.indications) texts.push_back(word(indication));
    return join_words(texts, speech()("ui.and"));
  }
  std::string operator()(const model::Lead& lead) const { return speech()("cli.lead", {word(lead.chamber)}); }
  std::string operator()(const model::Treatment& treatment) const {
    return treatment.agent.empty() ? word(treatment.what) : treatment.agent;
  }
  std::string operator()(const model::Procedure& procedure) const {
    return denied(word(procedure.what), procedure.done);
  }
  std::string operator()(const model::Complication& complication) const { return word(complication.what); }
  std::string operator()(const model::Referral& referral) const { return word(referral.what); }
  std::string operator()(const model::Reimplantation& next) const {
    const bool same = next.same_session && next.same_session->is_yes();
    return word(next.type) + (same ? ", " + word("same") : "");
  }
  std::string operator()(const model::Access& access) const {
    return word(access.vein) + (access.state.empty() ? "" : ": " + word(access.state));
  }
  std::string operator()(const model::FollowUp& visit) const {
    auto text = speech()("kind.follow_up");
    if (visit.months) text += " " + visit.months->text + " " + speech()("duration.months");
    if (visit.infection && !visit.infection->is_unknown())
      text += ": " + speech()(visit.infection->is_yes() ? "cli.infection" : "cli.no_infection");
    return text;
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    return {};  // by the name of its kind
  }
};

}  // namespace

std::string duration_text(const Duration& duration, const locale::Speech& speech) {
  static constexpr const char* units[] = {"minute", "hour", "day", "week", "month", "year"};
  const double count = std::abs(duration.count);
  const std::string unit = std::string("duration.") + units[static_cast<int>(duration.unit)];
  return format_number(count, speech.language()) + " " + speech(count == 1 ? unit : unit + "s");
}

std::string time_text(const model::When& when, const locale::Speech& speech) {
  if (const auto* date = std::get_if<Date>(&when)) return date_text(date->text(), speech);
  const auto& anchored = std::get<model::Anchored>(when);
  const auto* words = speech.words().find("anchor." + anchored.anchor);
  auto text = words == nullptr ? speech.wire(anchored.anchor) : speech(*words);
  if (anchored.distance.count == 0) return text;
  return text + (anchored.distance.count < 0 ? " - " : " + ") + duration_text(anchored.distance, speech);
}

std::string time_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech) {
  const auto text = [&](WallMinutes low, WallMinutes high) {
    return date_text(Date::from_minutes({.low = low, .high = high}).text(), speech);
  };
  const bool begins = minutes.low > earliest;
  const bool ends = minutes.high < latest;
  if (begins && ends) return text(minutes.low, minutes.high);
  if (begins) return speech("cli.at_earliest", {text(minutes.low, minutes.low)});
  if (ends) return speech("cli.at_latest", {text(minutes.high, minutes.high)});
  return speech("ui.not_dated");
}

bool is_open_ended(const Interval<WallMinutes>& minutes) { return minutes.low <= earliest || minutes.high >= latest; }

std::string number_text(const Interval<double>& number, const locale::Speech& speech) {
  const auto text = [&](double value) { return format_number(std::round(value * 10) / 10, speech.language()); };
  if (std::isinf(number.low) && std::isinf(number.high)) return speech("value.unknown");
  if (std::isinf(number.high)) return speech("ui.at_least") + " " + text(number.low);
  if (std::isinf(number.low)) return speech("ui.at_most") + " " + text(number.high);
  if (text(number.low) == text(number.high)) return text(number.low);
  return text(number.low) + " " + speech("ui.to") + " " + text(number.high);
}

std::string hours_text(const Interval<double>& hours, const locale::Speech& speech) {
  constexpr double hours_a_day = 24;
  auto text = number_text(hours, speech) + " " + speech("duration.hours");
  if (std::max(std::abs(hours.low), std::abs(hours.high)) < hours_a_day) return text;
  return text + " (" + number_text({.low = hours.low / hours_a_day, .high = hours.high / hours_a_day}, speech) + " " +
         speech("duration.days") + ")";
}

std::string source_text(const std::string& source, guideline::Known known) {
  return source + std::string(known == guideline::Known::memory ? memory_mark : "");
}

std::string Wording::entry(const model::Entry& entry) const {
  auto text = std::visit(Namer{*this}, entry.content);
  if (text.empty()) text = (*speech_)("kind." + std::string(kind_of(entry)));
  if (!entry.at) return text;
  const bool at_the_time = model::to_string(*entry.at) == assessment_->at;
  return at_the_time ? text : text + " (" + time_text(*entry.at, *speech_) + ")";
}

std::string Wording::entry(const std::string& id) const {
  const auto* found = assessment_->patient->find(id);
  return found == nullptr ? id : entry(*found);
}

std::string Wording::entries(const std::vector<std::string>& ids) const {
  std::vector<std::string> texts;
  for (const auto& id : ids) {
    auto text = entry(id);
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
  std::string joined;
  for (const auto& text : texts) joined += (joined.empty() ? "" : ", ") + text;
  return joined;
}

std::string Wording::binding(const guideline::Binding& binding) const {
  if (binding.lead >= 0) return (*speech_)(item(assessment_->leads, binding.lead).label);
  if (binding.side >= 0) return (*speech_)(item(assessment_->sides, binding.side).label);
  return {};
}

std::string Wording::conclusion(int question, int option) const {
  if (option < 0) return (*speech_)("cli.no_conclusion");
  return (*speech_)(item(item(knowledge().questions, question).conclusions, option).text);
}

std::string Wording::conclusions(int question, std::uint64_t set, int without) const {
  std::string text;
  const auto count = static_cast<int>(item(knowledge().questions, question).conclusions.size());
  for (int option = 0; option < count; ++option)
    if (option != without && ((set >> option) & 1U) != 0)
      text += (text.empty() ? "" : "; ") + conclusion(question, option);
  return text;
}

std::string Wording::reading(int reading, int option) const {
  const auto& found = item(knowledge().readings, reading);
  const auto same_name = std::ranges::count(knowledge().readings, found.id, &guideline::Reading::id);
  const auto prefix = same_name > 1 ? item(knowledge().guidelines, found.guideline).id + "." : std::string{};
  return prefix + found.id + "=" + item(found.options, option);
}

std::string Wording::due(const guideline::Due& within, const assessment::DueTime& due) const {
  using State = assessment::ClockState;
  const auto length = (*speech_)("cli.within", {duration_text(within.within, *speech_)});
  if (due.state == State::not_started) return length + ", " + (*speech_)("ui.clock_not_started");
  if (due.state == State::not_dated || !due.at) return length + ", " + (*speech_)("ui.not_dated");
  const bool overdue = due.state == State::passed && due.alarms;
  return (*speech_)(overdue ? "cli.overdue_since" : "cli.by", {time_text(*due.at, *speech_)});
}

guideline::Vocabulary Wording::vocabulary() const {
  return [speech = speech_](std::string_view wire) { return speech->wire(wire); };
}

}  // namespace lossa::cli
