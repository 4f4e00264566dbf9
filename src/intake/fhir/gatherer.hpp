// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "part.hpp"

namespace lossa::intake::fhir {

/// Is there nothing in it that another part or a reader could need, but that it is there?
bool says_nothing(const Part& part);

/// Puts together what resources say of each other, whatever their order: a culture and its sample, a panel and its
/// isolates, a report and its results, a device and its use, a drug and who took it.
class Gatherer {
 public:
  explicit Gatherer(const Dictionary& dictionary) : dictionary_(dictionary) {}

  /// Of two parts with one key the greater version holds; the same again is noted as repeated.
  void add(Part part);
  /// That a resource is there which says nothing: only a hash of its key is kept.
  void add_there(std::uint64_t hash) { there_.push_back(hash); }
  /// `quality` is that of the reading so far.
  ForeignData finish(DataQuality quality) &&;

 private:
  void take(Part part);
  Part* find(std::string_view key);
  [[nodiscard]] bool is_there(std::string_view key) const;

  void join_devices(Part& part);
  void join_drug(Part& part);
  void join_images(Part& part);
  void join_cultures();
  void note_dangling(const Part& part);
  void name_people();
  void gather_people(ForeignData& data);
  void gather_wards(ForeignData& data) const;
  void count_used();

  const Dictionary& dictionary_;
  Parts parts_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<std::uint64_t> there_;  ///< hashes of the keys of all that was read, also of what says nothing here
  std::vector<const Part*> joined_;   ///< parts that another part needed
  DataQuality quality_;
};

}  // namespace lossa::intake::fhir
