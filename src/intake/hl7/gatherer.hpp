// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>

#include "mapping.hpp"

namespace lossa::intake::hl7 {

/// Puts together what messages say, one after the other: the tests of an isolate belong to its culture, which may have
/// come in an earlier message, or comes later.
class Gatherer {
 public:
  Gatherer(const terminology::Organisms& organisms, ForeignData& data) : organisms_(&organisms), data_(&data) {}

  void add(Said said, const std::string& version);
  /// Gives the tests whose culture has not come as a supplement to it, and notes them.
  void finish();

 private:
  struct Isolate {
    std::optional<std::size_t> sighting;  ///< the one with the greatest version
    std::string text;                     ///< of its entry, without the tests
    model::Finding by_name;               ///< methicillin_resistant, as its own name or code says
    std::map<std::string, Susceptibility> tests = {};
  };

  void add_sighting(Sighting sighting);
  void add_test(Susceptibility test);
  void apply(Isolate& isolate, std::size_t first_of_message);
  void supplement(const std::string& id, const Isolate& isolate);
  [[nodiscard]] static model::Finding methicillin_by_tests(const Isolate& isolate);
  [[nodiscard]] model::Finding methicillin_resistant(const Isolate& isolate, const model::Culture& culture) const;
  void add_person(Person person, const std::string& version);

  const terminology::Organisms* organisms_;
  ForeignData* data_;
  std::map<std::string, Isolate, std::less<>> isolates_;
  std::map<std::string, std::string, std::less<>> ward_versions_;
};

}  // namespace lossa::intake::hl7
