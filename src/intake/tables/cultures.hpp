// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "table.hpp"

namespace lossa::intake {

/// Reads the laboratory's cultures: a row is one finding in one sample.
class CultureRows {
 public:
  CultureRows(Table& table, const TableMapping& mapping, const terminology::Organisms& organisms, Issues& issues);
  /// The row's sighting, if it is of a person in `read`.
  void read_row(TablesRead& read);

 private:
  /// What a row says of growth and of what grew.
  struct Finding {
    std::string result;
    std::string organism;  ///< id; "" when not known
    std::string_view text;
    bool resistant_by_name = false;
  };
  const std::string& organism_of(std::string_view text);
  Finding finding();
  void read_numbers(model::Culture& culture);
  void read_methicillin(const Finding& found, model::Culture& culture);
  struct Material {
    std::string word;
    bool is_known = true;
  };
  Material material();
  Sighting culture_of(const Finding& found);
  void read_status(Sighting& sighting);
  void read_times(Sighting& sighting);
  void read_sample(const Finding& found, Sighting& sighting);

  Table& table_;
  const terminology::Organisms& organisms_;
  Sighting::Sample sample_is_;
  std::vector<std::size_t> methicillin_;
  std::unordered_map<std::string, std::string> organism_of_;  ///< by the laboratory's name, as far as it was met
  std::unordered_set<std::string> seen_;                      ///< source ids with their versions
};

}  // namespace lossa::intake
