// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/intake/fhir.hpp>

namespace lossa::intake {

inline std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The codes and organisms that ship, read once; their faults fail the test.
inline const Dictionary& shipped_dictionary() {
  static const auto codes =
      terminology::Codes::read(file_bytes(LOSSA_SOURCE_DIR "/terminology/codes.toml"), "codes.toml");
  static const auto organisms =
      terminology::Organisms::read(file_bytes(LOSSA_SOURCE_DIR "/terminology/organisms.toml"), "organisms.toml");
  EXPECT_TRUE(codes.ok() && organisms.ok());
  static const Dictionary dictionary{.codes = codes.value.value(), .organisms = organisms.value.value()};
  return dictionary;
}

inline Date day(std::string_view text) { return Date::parse(text).value(); }

/// What resources say together; each is a line of "test.ndjson".
inline ForeignData mapped(std::initializer_list<std::string> resources) {
  std::vector<Node> nodes;
  for (const auto& text : resources) {
    auto read = read_json(text, "test.ndjson");
    EXPECT_TRUE(read.ok()) << (read.issues.empty() ? "" : to_string(read.issues.front()));
    if (read.value) nodes.push_back(*read.value);
    if (read.value) nodes.back().line = static_cast<int>(nodes.size());
  }
  return map_fhir(nodes, "test.ndjson", shipped_dictionary(), day("2025-06-01"));
}

/// The content of the only sighting of that kind; fails the test if there is none or more than one.
template <typename Kind>
Kind only(const ForeignData& data) {
  std::vector<Kind> found;
  for (const Sighting& sighting : data.sightings)
    if (const auto* content = std::get_if<Kind>(&sighting.entry.content)) found.push_back(*content);
  EXPECT_EQ(found.size(), 1U);
  return found.empty() ? Kind{} : found.front();
}

template <typename Kind>
std::size_t count_of(const ForeignData& data) {
  std::size_t count = 0;
  for (const Sighting& sighting : data.sightings)
    if (std::holds_alternative<Kind>(sighting.entry.content)) ++count;
  return count;
}

inline std::string at_of(const Sighting& sighting) {
  return sighting.entry.at ? model::to_string(*sighting.entry.at) : "";
}

inline std::uint64_t faults_of(const ForeignData& data, FaultKind kind) { return data.quality.of(kind).count; }

/// Each fault as "kind: line N: path: message", for comparing and for messages of tests.
inline std::string all_faults(const ForeignData& data) {
  std::string text;
  for (std::size_t i = 0; i < fault_kinds; ++i) {
    const auto kind = static_cast<FaultKind>(i);
    for (const Issue& issue : data.quality.of(kind).examples)
      text += std::string(to_string(kind)) + ": " + to_string(issue) + "\n";
  }
  return text;
}

}  // namespace lossa::intake
