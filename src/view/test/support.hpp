// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include <lossa/assessment/assessment.hpp>
#include <lossa/locale/words.hpp>

namespace lossa::view {

/// A case from the TOML of its entries, assessed by two small guidelines of the tests' own.
class Assessed {
 public:
  explicit Assessed(const std::string& entries);
  [[nodiscard]] const assessment::Assessment& operator*() const { return *assessment_; }
  [[nodiscard]] const assessment::Assessment* operator->() const { return assessment_.get(); }

 private:
  std::unique_ptr<const model::Case> patient_;
  std::unique_ptr<const assessment::Assessment> assessment_;
};

/// Entries: a pocket that is open, or not; a fever; the system out on 2021-03-10; antibiotics until a day.
std::string sign(const std::string& what, bool present);
std::string removed();
std::string antibiotic_until(const std::string& day);
std::string readiness(const std::string& what, const std::string& presence);
std::string waiver(const std::string& what);

locale::Speech speech(Language language = Language::en);

}  // namespace lossa::view
