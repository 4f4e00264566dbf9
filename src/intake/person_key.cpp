// SPDX-License-Identifier: Apache-2.0
#include "person_key.hpp"

#include <utility>

#include "tables/normal_form.hpp"

namespace lossa::intake {

PersonKey read_person_key(std::string_view text, const PersonKeyRules& rules) {
  text = trimmed(text);
  if (text.empty())
    return {.key = "", .fault = PersonKey::Fault{FaultKind::no_person, "the row does not say whose it is"}};
  if (auto number = terminology::read_identity_number(text, rules.today, rules.patterns); number.has_value())
    return {.key = std::move(number->normal), .is_identity_number = true};
  if (!terminology::looks_like_identity_number(text)) {
    const std::string owner(rules.numbers_of);
    return {.key = owner.empty() ? std::string(text) : owner + "|" + std::string(text)};
  }
  return {.key = "",
          .fault = PersonKey::Fault{FaultKind::wrong_identity_number,
                                    "the identity number cannot be right: its date or its check digit is wrong"}};
}

Person& person_of(const PersonKey& key, ForeignData& data) {
  Person& person = data.people[key.key];
  person.key = key.key;
  if (key.is_identity_number) person.identity_number = key.key;
  return person;
}

}  // namespace lossa::intake
