// SPDX-License-Identifier: Apache-2.0
#include "wording.hpp"

#include <algorithm>
#include <variant>

#include <lossa/base/text.hpp>

namespace lossa::cli {
namespace {

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
  return view::binding_text(binding, *assessment_, *speech_);
}

std::string Wording::conclusion(int question, int option) const {
  return view::conclusion_text(item(knowledge().questions, question), option, *speech_);
}

std::string Wording::conclusions(int question, std::uint64_t set, int without) const {
  std::string text;
  for (const auto& one : view::conclusion_texts(item(knowledge().questions, question), set, without, *speech_))
    text += (text.empty() ? "" : "; ") + one;
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
