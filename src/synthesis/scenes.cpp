// SPDX-License-Identifier: Apache-2.0
#include "scenes.hpp"

namespace lossa::synthesis {

Day earlier_day(Chart& chart) {
  constexpr int least_days = 200, most_days = 2900;
  return chart.period().first - chart.between(least_days, most_days);
}

void carrier(Chart& chart) { implant(chart, {.day = earlier_day(chart), .removed = {}}); }

Moment onset(Chart& chart) { return chart.sometime(200, 200); }

void blood_sets(Chart& chart, Moment at, std::span<const Organism* const> grown, Quirk quirk) {
  constexpr int apart_minutes = 20;
  for (const auto* organism : grown) {
    const auto names = blood_set(chart, {.drawn = at, .organism = organism, .quirk = quirk});
    ++chart.truth.sets_drawn;
    if (organism != nullptr) {
      ++chart.truth.sets_positive;
      chart.truth.organism = organism->id;
      chart.plant("culture", names);
    }
    at = at + apart_minutes;
  }
}

void blood_sets(Chart& chart, Moment at, std::initializer_list<const Organism*> grown, Quirk quirk) {
  blood_sets(chart, at, std::span(grown.begin(), grown.size()), quirk);
}

void must_not_count(Chart& chart) {
  auto& truth = chart.truth;
  truth.decoys.insert(truth.decoys.end(), truth.signals.begin(), truth.signals.end());
  truth.signals.clear();
}

void illness(Chart& chart, Moment at) {
  constexpr int stay_minutes = 8640;
  const auto encounter = chart.encounter("IMP", at, stay_minutes);
  const auto fever = static_cast<std::uint64_t>(chart.between(383, 402));
  const auto protein = static_cast<std::uint64_t>(chart.between(600, 2800));
  chart.observation({codes::body_temperature, tenths(fever), "Cel"}, at + 10, encounter, "vital-signs");
  chart.observation({codes::c_reactive_protein, tenths(protein), "mg/L"}, at + 30, encounter);
  chart.administration(codes::cloxacillin, at + 120, encounter);
}

void echo_with_vegetation(Chart& chart, Moment at) {
  const auto id =
      chart.imaging({.code = codes::transoesophageal_echo, .modality = "US", .finding = codes::lead_vegetation}, at);
  chart.plant("vegetation", "DiagnosticReport/" + id.text());
}

}  // namespace lossa::synthesis
