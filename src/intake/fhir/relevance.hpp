// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "element.hpp"
#include "evidence.hpp"
#include "line_scan.hpp"

namespace lossa::intake::fhir {

/// Tells from a look at a whole, plain line whether mapping it could give anything. Most Observations and diagnoses are
/// of codes that mean nothing here, and few codes are all there are: what was found of one is remembered. What it says
/// depends on the line alone.
class Relevance {
 public:
  explicit Relevance(const Dictionary& dictionary) : dictionary_(dictionary) {}
  bool may_matter(const LineLook& look);

 private:
  using Senses = std::initializer_list<terminology::Sense>;
  enum class Words { say_nothing, propose };

  bool means(std::string_view concept_text, Senses senses, Words words);
  bool names_organism_or_image(std::string_view concept_text);
  template <typename Find>
  bool remembered(char question, std::string_view concept_text, const Find& find);

  const Dictionary& dictionary_;
  std::unordered_map<std::string, bool, KeyHash, std::equal_to<>> answers_;
  std::string question_;
};

}  // namespace lossa::intake::fhir
