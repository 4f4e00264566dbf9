// SPDX-License-Identifier: Apache-2.0
#include "facts.hpp"

#include <algorithm>
#include <utility>

#include "origins.hpp"

namespace lossa::assessment {
namespace {

using guideline::Fact;
using guideline::FactType;
using guideline::Value;

/// Fills the slots of facts. What is found only narrows what a fact may be: a number outside its fact's range stays as
/// it was found, since the range may be wrong and the finding is not ours to drop.
class Filler {
 public:
  Filler(const Library& library, std::span<const Origin> origins, const CaseView& view, const System& system)
      : library_(&library),
        origins_(origins),
        view_(&view),
        system_(&system),
        facts_{.values = guideline::Values(library.knowledge, static_cast<int>(system.leads().size()), 2),
               .evidence = {}} {}

  Facts fill() && {
    const auto& knowledge = library_->knowledge;
    std::size_t slots = 0;
    for (const auto& fact : knowledge.facts) slots += static_cast<std::size_t>(facts_.values.count(fact.of));
    facts_.evidence.resize(slots);
    // First what entries say, then the rules that start from other facts.
    for (const bool from_facts : {false, true})
      for (std::size_t i = 0; i < knowledge.facts.size(); ++i)
        if (origins_[i].inputs.empty() != from_facts) fill_fact(i);
    return std::move(facts_);
  }

 private:
  void fill_fact(std::size_t index) {
    const auto& fact = library_->knowledge.facts[index];
    if (!fact.from.has_value()) return;
    for (int instance = 0; instance < facts_.values.count(fact.of); ++instance) {
      auto found = find(index, *fact.from, instance);
      const auto slot = facts_.values.slot(static_cast<int>(index), instance);
      narrow(fact, facts_.values.of(static_cast<int>(index), instance), found.value);
      facts_.evidence[slot] = std::move(found.evidence);
    }
  }

  Found find(std::size_t index, const guideline::FactOrigin& from, int instance) {
    const auto& fact = library_->knowledge.facts[index];
    const auto& origin = origins_[index];
    Inquiry inquiry{.library = *library_, .view = *view_, .system = *system_, .fact = fact, .instance = instance};
    if (origin.rule == nullptr) return from.kind.empty() ? Found{} : field_found(inquiry, origin);
    std::vector<Found> inputs;
    inputs.reserve(origin.inputs.size());
    for (const int input : origin.inputs)
      inputs.push_back({facts_.values.of(input), facts_.evidence[facts_.values.slot(input, 0)]});
    inquiry.inputs = inputs;
    return origin.rule->find(inquiry);
  }

  static void narrow(const Fact& fact, Value& value, const Value& found) {
    switch (fact.type) {
      case FactType::truth:
        value.truth = found.truth;
        break;
      case FactType::number:
      case FactType::date:
        value.number = overlap(value.number, found.number).value_or(found.number);
        break;
      case FactType::category:
        value.possible &= found.possible;
        break;
    }
    value.reason = found.reason;
    value.since = found.since;
  }

  const Library* library_;
  std::span<const Origin> origins_;
  const CaseView* view_;
  const System* system_;
  Facts facts_;
};

}  // namespace

Facts facts_of(const Library& library, std::span<const Origin> origins, const CaseView& view, const System& system) {
  return Filler(library, origins, view, system).fill();
}

}  // namespace lossa::assessment
