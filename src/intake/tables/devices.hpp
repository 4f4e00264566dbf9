// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "table.hpp"

namespace lossa::intake {

/// Reads the device clinic's register: a row is a device with or without its leads, or a lead by itself.
class DeviceRows {
 public:
  /// Finds the leads' columns; a missing column is an issue.
  DeviceRows(Table& table, const std::vector<LeadColumns>& leads, Issues& issues);
  /// The row's sightings; the person of each is there in `read`.
  void read_row(TablesRead& read);

 private:
  struct LeadPlaces {
    std::optional<std::size_t> implanted, removed, chamber, model, abandoned;
  };
  void recognise_leads();
  void add_device(const std::string& person, const std::string& type, std::vector<Sighting>& out);
  void add_unknown_device(const std::string& person, std::vector<Sighting>& out);
  void add_row_lead(const std::string& person, bool is_abandoned, std::vector<Sighting>& out);
  void add_lead(const std::string& person, std::size_t number, std::vector<Sighting>& out);
  Sighting sighting(const std::string& person, std::string_view what, model::Content content);

  Table& table_;
  std::vector<LeadPlaces> leads_;
};

}  // namespace lossa::intake
