// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "part.hpp"

namespace lossa::intake::fhir {

struct KeyHash : std::hash<std::string_view> {
  using is_transparent = void;
};
using Keys = std::unordered_set<std::string, KeyHash, std::equal_to<>>;

std::uint64_t hash_of(std::string_view key);

/// Can a resource of this type speak of somebody's device?
bool is_evidence_type(std::string_view type);

/// Who has, or had, a device or a lead, or is said to.
class Evidence {
 public:
  void add(const Part& part);
  void merge(Evidence more);
  [[nodiscard]] bool is_empty() const { return people_.empty() && devices_.empty() && uses_.empty(); }
  /// The people, also those who use a device that another resource describes.
  [[nodiscard]] Keys people() const;

 private:
  struct Use {
    std::uint64_t device;
    std::string person;
  };
  Keys people_;
  std::unordered_set<std::uint64_t> devices_;  ///< hashes of keys
  std::vector<Use> uses_;
};

}  // namespace lossa::intake::fhir
