// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "part.hpp"

namespace lossa::intake::fhir {

/// Joins cultures: samples to them, isolates to panels and reports, resistance to isolates.
class CultureJoin {
 public:
  using Find = std::function<Part*(std::string_view key)>;
  CultureJoin(const Dictionary& dictionary, DataQuality& quality, Find find)
      : dictionary_(dictionary), quality_(quality), find_(std::move(find)) {}

  void join(Parts& parts);
  /// Specimens and susceptibilities that something was made of.
  [[nodiscard]] const std::vector<const Part*>& joined() const { return joined_; }

 private:
  Part* named(const std::string& key, const Part& part);
  void note_members(Part& part);
  Part* parent_of(const Part& part);
  Part* frame_of(const Part& part);
  void join_sample(Sighting& sighting);
  void join_samples(Part& part);
  void inherit(Part& part);
  void settle(Part& part);
  bool leads_to(const Part& part, const Part& other);
  bool says_itself(const Part& member, const Part& whole);
  void drop_what_members_say(Part& part);
  void apply_resistance(Part& part);
  bool apply_to(Part& target, const model::Finding& resistant);
  std::vector<Part*> isolates_of(const Part& susceptibility);

  const Dictionary& dictionary_;
  DataQuality& quality_;
  Find find_;
  std::unordered_map<std::string, Part*> parents_;  ///< of a member's key
  std::vector<const Part*> joined_;
};

}  // namespace lossa::intake::fhir
