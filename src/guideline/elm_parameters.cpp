// SPDX-License-Identifier: Apache-2.0
#include "elm_parameters.hpp"

#include <algorithm>

#include <lossa/guideline/elm.hpp>

#include "elm_terms.hpp"

namespace lossa::guideline {

std::string elm_element(const Fact& fact) {
  auto name = fact.id;
  std::ranges::replace(name, '.', '-');
  return name;
}

namespace elm {
namespace {

Term otherwise(const Fact& fact) {
  if (fact.type == FactType::category) {
    std::vector<Term> values;
    for (const auto& value : fact.values) values.push_back(elm::word(value));
    return with(Term::Op::list, std::move(values));
  }
  const auto low = fact.is_count && !fact.low ? std::optional(0.0) : fact.low;
  if (!low && !fact.high) return none(type_of(fact));
  const auto end = [](const std::optional<double>& limit) { return limit ? decimal(*limit) : none(ElmType::decimal); };
  return with(Term::Op::interval, {end(low), end(fact.high)});
}

}  // namespace

ElmTags words(const Bilingual& text) { return {{"en", text.en}, {"sv", text.sv}}; }

std::string word(Known known) {
  switch (known) {
    case Known::read:
      return "read";
    case Known::reprint:
      return "reprint";
    case Known::memory:
      return "memory";
  }
  contract_violated(std::source_location::current());
}

ElmType type_of(const Fact& fact) {
  switch (fact.type) {
    case FactType::truth:
      return ElmType::boolean;
    case FactType::number:
      return ElmType::decimals;
    case FactType::category:
      return ElmType::texts;
    case FactType::date:
      return ElmType::moments;
  }
  contract_violated(std::source_location::current());
}

ElmParameter parameter_of(const Fact& fact) {
  auto tags = words(fact.text);
  if (!fact.unit.empty()) tags.emplace_back("unit", fact.unit);
  return {.name = fact.id, .type = type_of(fact), .otherwise = otherwise(fact), .tags = std::move(tags)};
}

std::string reading_name(const Reading& reading, const std::string& prefix) { return prefix + "reading." + reading.id; }

ElmParameter parameter_of(const Reading& reading, int option, const std::string& prefix) {
  auto tags = words(reading.ask);
  std::string options;
  for (const auto& one : reading.options) options += (options.empty() ? "" : ", ") + one;
  tags.emplace_back("options", options);
  return {.name = reading_name(reading, prefix),
          .type = ElmType::text,
          .otherwise = elm::word(reading.options[static_cast<std::size_t>(option)]),
          .tags = std::move(tags)};
}

ElmParameter parameter_of(Subject subject) {
  const auto type = subject == Subject::lead ? ElmType::leads : ElmType::sides;
  return {.name = subject == Subject::lead ? leads : sides, .type = type, .otherwise = none(type), .tags = {}};
}

std::vector<ElmElement> elements_of(Subject subject, const std::vector<const Fact*>& facts) {
  std::vector<ElmElement> elements = {{subject == Subject::lead ? "which lead" : "which side", ElmType::text}};
  for (const auto* fact : facts) elements.push_back({elm_element(*fact), type_of(*fact)});
  return elements;
}

}  // namespace elm
}  // namespace lossa::guideline
