// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include <lossa/guideline/print.hpp>
#include <lossa/model/codec.hpp>

#include "json_parts.hpp"

namespace lossa::assessment {
namespace {

constexpr std::string_view disclaimer_en =
    "For demonstration and research; informs, decides nothing; not a certified medical device.";
constexpr std::string_view disclaimer_sv =
    "För demonstration och forskning; informerar men beslutar inget; inte en certifierad medicinteknisk produkt.";

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string_view wire(ClockState state) {
  switch (state) {
    case ClockState::not_started:
      return "not_started";
    case ClockState::not_dated:
      return "not_dated";
    case ClockState::running:
      return "running";
    case ClockState::passed:
      return "passed";
  }
  contract_violated(std::source_location::current());
}

std::string_view wire(Planned planned) {
  switch (planned) {
    case Planned::not_known:
      return "not_known";
    case Planned::too_early:
      return "too_early";
    case Planned::within:
      return "within";
    case Planned::too_late:
      return "too_late";
  }
  contract_violated(std::source_location::current());
}

std::string_view wire(guideline::Effect effect) {
  switch (effect) {
    case guideline::Effect::favours:
      return "favours";
    case guideline::Effect::hinders:
      return "hinders";
    case guideline::Effect::excludes:
      return "excludes";
    case guideline::Effect::needs:
      return "needs";
  }
  contract_violated(std::source_location::current());
}

/// Writes one assessment, section by section in the order of the page.
class Writer {
 public:
  Writer(JsonWriter& writer, const Assessment& assessment)
      : out_(writer), parts_(writer, assessment), assessment_(assessment), knowledge_(assessment.library->knowledge) {}

  void write(std::string_view program_version) {
    out_.begin_object();
    provenance(program_version);
    time();
    list("leads", assessment_.leads, [this](const Instance& one) { instance(one); });
    list("sides", assessment_.sides, [this](const Instance& one) { instance(one); });
    out_.key("headline");
    if (assessment_.headline < 0)
      out_.null();
    else
      out_.integer(assessment_.headline);
    list("answers", assessment_.answers, [this](const Answer& one) { answer(one); });
    list("investigations", assessment_.investigations, [this](const InvestigationRank& one) { investigation(one); });
    list("recommendations", assessment_.recommendations, [this](const auto& one) { recommendation(one); });
    list("differences", assessment_.differences, [this](const DifferenceResult& one) { difference(one); });
    list("clocks", assessment_.clocks, [this](const ClockResult& one) { clock(one); });
    list("clock_conflicts", assessment_.clock_conflicts, [this](const ClockConflict& one) {
      out_.member("first", knowledge_.clocks[at(one.first)].id);
      out_.member("second", knowledge_.clocks[at(one.second)].id);
      out_.member("overlap", one.overlap);
    });
    list("contacts", assessment_.contacts, [this](const ContactResult& one) { contact(one); });
    list("options", assessment_.options, [this](const OptionResult& one) { option(one); });
    list("scores", assessment_.scores, [this](const ScoreAnswer& one) { score(one); });
    list("broken_constraints", assessment_.broken_constraints, [this](int one) {
      out_.member("never", guideline::print(knowledge_, knowledge_.constraints[at(one)].never, -1));
    });
    parts_.strings("judgements_on_nothing", assessment_.judgements_on_nothing);
    facts();
    entries();
    out_.end_object();
  }

 private:
  /// An array of objects; `write` writes the members of one.
  template <typename Items, typename Write>
  void list(std::string_view name, const Items& items, Write write) {
    out_.key(name);
    out_.begin_array();
    for (const auto& item : items) {
      out_.begin_object();
      write(item);
      out_.end_object();
    }
    out_.end_array();
  }

  void provenance(std::string_view program_version) {
    out_.member("format", "lossa-assessment-1");
    out_.member("program_version", program_version);
    parts_.text("disclaimer", {.en = std::string(disclaimer_en), .sv = std::string(disclaimer_sv)});
    list("guidelines", knowledge_.guidelines, [this](const guideline::Guideline& one) {
      out_.member("id", one.id);
      out_.member("version", one.version);
      out_.member("sha256", one.hash);
      signatures(one);
      parts_.text("title", one.title);
      out_.member("cite", one.cite);
    });
    out_.key("readings");
    out_.begin_array();
    for (std::size_t i = 0; i < knowledge_.readings.size(); ++i)
      reading(knowledge_.readings[i], assessment_.readings[i]);
    out_.end_array();
  }

  void signatures(const guideline::Guideline& guideline) {
    list("signatures", guideline.signatures, [this](const guideline::Signature& one) {
      out_.member("name", one.name);
      out_.member("role", one.role);
      out_.member("date", one.date);
      out_.member("key", one.key);
      out_.member("trusted", one.is_trusted);
    });
  }

  void reading(const guideline::Reading& reading, int option) {
    out_.begin_object();
    parts_.guideline_of(reading.guideline);
    out_.member("id", reading.id);
    out_.member("option", reading.options[at(option)]);
    out_.member("is_default", option == reading.default_option);
    out_.end_object();
  }

  void time() {
    const auto& opening = assessment_.patient->opening;
    out_.member("case", assessment_.patient->id);
    out_.member("at", assessment_.at);
    if (assessment_.now.date.has_value()) out_.member("date", assessment_.now.date->text());
    if (at(assessment_.episode) < opening.episodes.size())
      out_.member("episode", opening.episodes[at(assessment_.episode)].id);
    parts_.strings("entries_later", assessment_.entries_later);
    parts_.strings("entries_without_time", assessment_.entries_unplaced);
  }

  void instance(const Instance& one) {
    parts_.text("label", one.label);
    if (!one.entry.empty()) out_.member("entry", one.entry);
  }

  void answer(const Answer& one) {
    const auto& question = knowledge_.questions[at(one.question)];
    parts_.guideline_of(question.guideline);
    out_.member("question", question.id);
    parts_.text("text", question.text);
    parts_.binding(one.binding);
    parts_.so_far(one.question, one.so_far);
    parts_.reachable(one.question, one.reachable);
    out_.key("conclusions");
    out_.begin_array();
    for (std::size_t i = 0; i < question.conclusions.size(); ++i) conclusion(question, i, one.explanations[i]);
    out_.end_array();
    list("other_readings", one.readings, [&](const ReadingEffect& effect) {
      const auto& reading = knowledge_.readings[at(effect.reading)];
      parts_.guideline_of(reading.guideline);
      out_.member("reading", reading.id);
      out_.member("option", reading.options[at(effect.option)]);
      parts_.so_far(one.question, effect.so_far);
      parts_.reachable(one.question, effect.reachable);
    });
    list("would_settle", one.advice, [&](const Advice& advice) { this->advice(one.question, advice); });
    std::vector<std::string> together;
    for (const int investigation : one.together) together.push_back(knowledge_.investigations[at(investigation)].id);
    parts_.strings("only_together", together);
    list("judgements", one.judgements, [&](const Judgement& said) { judgement(question, said); });
    out_.member("final", is_final(one));
  }

  void judgement(const guideline::Question& question, const Judgement& said) {
    out_.member("entry", said.entry);
    out_.member("conclusion", question.conclusions[at(said.conclusion)].id);
    out_.member("agrees", said.agrees);
    const auto* entry = assessment_.patient->find(said.entry);
    const auto* kept = entry == nullptr ? nullptr : std::get_if<model::Judgement>(&entry->content);
    if (kept == nullptr) return;
    if (entry->at.has_value()) out_.member("at", model::to_string(*entry->at));
    out_.member("by", kept->by);
    if (!kept->role.empty()) out_.member("role", kept->role);
    out_.member("reason", kept->reason);
  }

  void conclusion(const guideline::Question& question, std::size_t index, const guideline::Explanation& why) {
    const auto& conclusion = question.conclusions[index];
    out_.begin_object();
    out_.member("id", conclusion.id);
    parts_.text("text", conclusion.text);
    if (!conclusion.source.empty()) out_.member("source", conclusion.source);
    if (conclusion.known.has_value()) parts_.known(*conclusion.known);
    out_.key("why");
    parts_.explanation(why, question.guideline);
    out_.end_object();
  }

  void advice(int question, const Advice& advice) {
    if (advice.investigation >= 0) {
      const auto& investigation = knowledge_.investigations[at(advice.investigation)];
      out_.member("investigation", investigation.id);
      parts_.text("text", investigation.text);
    }
    out_.member("awaited", advice.awaited);
    list("outcomes", advice.groups, [&](const OutcomeGroup& group) {
      parts_.so_far(question, group.so_far);
      parts_.reachable(question, group.reachable);
      list("if", group.findings, [&](const guideline::Outcome& outcome) { finding(outcome); });
    });
  }

  void finding(const guideline::Outcome& outcome) {
    const auto& fact = knowledge_.facts[at(outcome.atom.fact)];
    out_.member("fact", fact.id);
    if (fact.of != guideline::Subject::patient) {
      out_.key(fact.of == guideline::Subject::lead ? "lead" : "side");
      out_.integer(outcome.atom.instance);
    }
    parts_.text("text", fact.text);
    parts_.fact_value(outcome.atom.fact, outcome.value);
  }

  void investigation(const InvestigationRank& one) {
    const auto& investigation = knowledge_.investigations[at(one.investigation)];
    out_.member("id", investigation.id);
    parts_.text("text", investigation.text);
    out_.member("awaited", one.awaited);
    answers("could_settle", one.could_settle);
    answers("could_change", one.could_change);
  }

  /// By their place in "answers".
  void answers(std::string_view name, const std::vector<int>& indexes) {
    out_.key(name);
    out_.begin_array();
    for (const int index : indexes) out_.integer(index);
    out_.end_array();
  }

  void due(const DueTime& due) {
    out_.key("due");
    out_.begin_object();
    out_.member("state", wire(due.state));
    parts_.minutes("at", due.at);
    out_.member("alarms", due.alarms);
    out_.end_object();
  }

  void recommendation(const RecommendationResult& one) {
    const auto& recommendation = knowledge_.recommendations[at(one.recommendation)];
    parts_.guideline_of(recommendation.guideline);
    out_.member("id", recommendation.id);
    out_.member("kind", recommendation.avoid ? "avoid" : "do");
    parts_.text("text", recommendation.text);
    if (recommendation.on_card) out_.member("card", "holding");
    if (!recommendation.evidence_class.empty()) out_.member("class", recommendation.evidence_class);
    if (!recommendation.level.empty()) out_.member("level", recommendation.level);
    parts_.source(recommendation.source, recommendation.known);
    parts_.binding(one.binding);
    if (one.due.has_value()) due(*one.due);
    out_.key("why");
    parts_.explanation(one.why, recommendation.guideline);
  }

  void difference(const DifferenceResult& one) {
    const auto& difference = knowledge_.differences[at(one.difference)];
    parts_.guideline_of(difference.guideline);
    out_.member("id", difference.id);
    std::vector<std::string> between;
    for (const int guideline : difference.between) between.push_back(knowledge_.guidelines[at(guideline)].id);
    parts_.strings("between", between);
    parts_.text("text", difference.text);
    parts_.source(difference.source, difference.known);
    out_.key("why");
    parts_.explanation(one.why, difference.guideline);
  }

  void contact(const ContactResult& one) {
    const auto& contact = knowledge_.contacts[at(one.contact)];
    parts_.guideline_of(contact.guideline);
    out_.member("id", contact.id);
    parts_.text("text", contact.text);
    parts_.source(contact.source, contact.known);
    due(one.due);
    if (one.done.has_value()) {
      out_.key("done");
      out_.begin_object();
      parts_.verdict(*one.done);
      out_.end_object();
    }
    out_.key("applies");
    parts_.explanation(one.applies, contact.guideline);
  }

  void clock(const ClockResult& one) {
    const auto& clock = knowledge_.clocks[at(one.clock)];
    parts_.guideline_of(clock.guideline);
    out_.member("id", clock.id);
    parts_.text("text", clock.text);
    parts_.source(clock.source, clock.known);
    if (!clock.group.empty()) out_.member("group", clock.group);
    out_.member("length", to_string(clock.length));
    if (clock.longest.has_value()) out_.member("longest", to_string(*clock.longest));
    out_.member("state", wire(one.state));
    parts_.minutes("start", one.start);
    if (one.elapsed_hours.has_value()) parts_.range("elapsed_hours", *one.elapsed_hours);
    if (one.remaining_hours.has_value()) parts_.range("remaining_hours", *one.remaining_hours);
    parts_.minutes("earliest_end", one.earliest_end);
    parts_.minutes("latest_end", one.latest_end);
    if (clock.planned >= 0) {
      out_.member("planned", wire(one.planned));
      out_.member("alarms", one.alarms);
    }
    out_.key("applies");
    parts_.explanation(one.applies, clock.guideline);
  }

  void option(const OptionResult& one) {
    const auto& option = knowledge_.options[at(one.option)];
    parts_.guideline_of(option.guideline);
    out_.member("id", option.id);
    out_.member("group", option.group);
    parts_.text("text", option.text);
    parts_.binding(one.binding);
    list("arguments", one.arguments, [this](const ArgumentResult& result) { argument(result); });
  }

  void argument(const ArgumentResult& result) {
    const auto& argument = knowledge_.arguments[at(result.argument)];
    out_.member("effect", wire(argument.effect));
    if (!argument.market.empty()) out_.member("market", argument.market);
    parts_.text("text", argument.text);
    parts_.source(argument.source, argument.known);
    if (!argument.evidence.empty()) {
      out_.key("studies");
      out_.begin_array();
      for (const int study : argument.evidence) out_.text(knowledge_.studies[at(study)].id);
      out_.end_array();
    }
    out_.key("why");
    parts_.explanation(result.why, argument.guideline);
  }

  void score(const ScoreAnswer& one) {
    const auto& score = knowledge_.scores[at(one.score)];
    parts_.guideline_of(score.guideline);
    out_.member("id", score.id);
    parts_.text("text", score.text);
    out_.member("cite", score.cite);
    parts_.known(score.known);
    if (one.applies.has_value()) {
      out_.key("applies");
      out_.begin_object();
      parts_.verdict(*one.applies);
      out_.end_object();
    }
    if (!score.not_obtained.en.empty()) return empty_slot(score);
    parts_.range("total", one.result.total);
    out_.member("unit", score.unit);
    score_bands(score, one.result.bands);
    out_.key("items");
    out_.begin_array();
    for (std::size_t i = 0; i < score.items.size(); ++i) {
      out_.begin_object();
      out_.member("id", score.items[i].id);
      parts_.text("text", score.items[i].text);
      parts_.range("points", one.result.items[i]);
      out_.end_object();
    }
    out_.end_array();
    out_.key("missing");
    out_.begin_array();
    for (const int fact : one.missing) out_.text(knowledge_.facts[at(fact)].id);
    out_.end_array();
    out_.key("remaining_width");
    out_.begin_array();
    for (const double width : one.remaining_width) std::isfinite(width) ? out_.number(width) : out_.null();
    out_.end_array();
    validations(score);
  }

  /// Why there is no number, and the class that somebody entered.
  void empty_slot(const guideline::Score& score) {
    parts_.text("not_obtained", score.not_obtained);
    if (score.entered >= 0) {
      out_.key("entered");
      out_.begin_object();
      out_.member("fact", knowledge_.facts[at(score.entered)].id);
      parts_.fact_value(score.entered, assessment_.values.of(score.entered));
      out_.end_object();
    }
    validations(score);
  }

  void validations(const guideline::Score& score) {
    list("validation", score.validations, [this](const guideline::ScoreValidation& one) {
      parts_.text("text", one.text);
      parts_.source(one.source, one.known);
    });
  }

  void score_bands(const guideline::Score& score, std::uint64_t bands) {
    out_.key("bands");
    out_.begin_array();
    for (std::size_t i = 0; i < score.bands.size(); ++i)
      if ((bands >> i & 1U) != 0) out_.text(score.bands[i].id);
    out_.end_array();
  }

  void facts() {
    out_.key("facts");
    out_.begin_array();
    for (std::size_t i = 0; i < knowledge_.facts.size(); ++i) {
      const auto& fact = knowledge_.facts[i];
      for (int instance = 0; instance < assessment_.values.count(fact.of); ++instance) {
        const auto index = static_cast<int>(i);
        out_.begin_object();
        out_.member("id", fact.id);
        if (fact.of == guideline::Subject::lead) out_.key("lead"), out_.integer(instance);
        if (fact.of == guideline::Subject::side) out_.key("side"), out_.integer(instance);
        parts_.fact_value(index, assessment_.values.of(index, instance));
        if (std::ranges::find(assessment_.computed, index) != assessment_.computed.end())
          out_.member("score", knowledge_.scores[at(fact.from->score)].id);
        parts_.evidence(index, instance);
        out_.end_object();
      }
    }
    out_.end_array();
  }

  /// Every entry that a fact rests on.
  void entries() {
    std::set<std::string_view> cited;
    for (const auto& evidence : assessment_.evidence) cited.insert(evidence.entries.begin(), evidence.entries.end());
    out_.key("entries");
    out_.begin_array();
    for (const auto id : cited)
      if (const auto* entry = assessment_.patient->find(id)) model::write_entry(out_, *entry);
    out_.end_array();
  }

  JsonWriter& out_;
  JsonParts parts_;
  const Assessment& assessment_;
  const guideline::Knowledge& knowledge_;
};

}  // namespace

void write_json(JsonWriter& writer, const Assessment& assessment, std::string_view program_version) {
  Writer(writer, assessment).write(program_version);
}

}  // namespace lossa::assessment
