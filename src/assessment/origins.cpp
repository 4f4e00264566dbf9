// SPDX-License-Identifier: Apache-2.0
#include "origins.hpp"

#include <utility>

#include <lossa/model/fields.hpp>

namespace lossa::assessment {
namespace {

Origin origin_of(const guideline::Knowledge& knowledge, const guideline::FactOrigin& from) {
  Origin origin;
  if (from.rule.empty()) {
    if (const auto* kind = model::find_kind(from.kind))
      origin.kind = static_cast<std::size_t>(kind - model::kinds().data());
    return origin;
  }
  origin.rule = find_rule(from.rule);
  if (origin.rule == nullptr) return origin;
  for (const auto input : origin.rule->inputs)
    if (const int fact = knowledge.find_fact(input); fact >= 0) origin.inputs.push_back(fact);
  return origin;
}

}  // namespace

std::vector<Origin> origins_of(const Library& library) {
  std::vector<Origin> origins;
  origins.reserve(library.knowledge.facts.size());
  for (const auto& fact : library.knowledge.facts)
    origins.push_back(fact.from.has_value() ? origin_of(library.knowledge, *fact.from) : Origin{});
  return origins;
}

Library make_library(guideline::Knowledge knowledge, terminology::Organisms organisms) {
  Library library{.knowledge = std::move(knowledge), .organisms = std::move(organisms), .origins = {}};
  library.origins = origins_of(library);
  return library;
}

}  // namespace lossa::assessment
