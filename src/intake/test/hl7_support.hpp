// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <lossa/intake/hl7_results.hpp>
#include <lossa/resources/resources.hpp>

// Reads messages, and tells in one line each what they say.
namespace lossa::intake {

namespace fs = std::filesystem;

inline const fs::path folder = LOSSA_SOURCE_DIR "/src/intake/test/hl7";

inline const Dictionary& dictionary() {
  static const auto codes =
      terminology::Codes::read(*resources::find("terminology/codes.toml"), "codes.toml").value.value();
  static const auto organisms =
      terminology::Organisms::read(*resources::find("terminology/organisms.toml"), "organisms.toml").value.value();
  static const Dictionary both{.codes = codes, .organisms = organisms};
  return both;
}

struct Read {
  ForeignData data;
  std::vector<Hl7Outcome> outcomes;
};

inline Read read(std::vector<fs::path> paths, Hl7Options options = {}) {
  Read read;
  options.now = Date::parse("2024-04-01").value();
  options.report = [&read](const Hl7Outcome& outcome) { read.outcomes.push_back(outcome); };
  for (auto& path : paths)
    if (path.is_relative()) path = folder / path;
  auto data = read_hl7(paths, dictionary(), options);
  EXPECT_TRUE(data.has_value()) << (data.has_value() ? "" : data.error().message);
  if (data.has_value()) read.data = std::move(data).value();
  return read;
}

inline std::string said(const model::Finding& finding) {
  if (!finding) return "-";
  return finding->is_yes() ? "yes" : finding->is_no() ? "no" : "unknown";
}

inline std::string said(const model::OptionalWhen& when) { return when ? to_string(*when) : "-"; }

/// One line a sighting: what, and how well it is known.
inline std::string line_of(const Sighting& sighting) {
  std::string line;
  if (const auto* culture = std::get_if<model::Culture>(&sighting.entry.content))
    line = culture->specimen + " " + culture->result + " " + culture->organism + " final=" + said(culture->final) +
           " mr=" + said(culture->methicillin_resistant);
  if (const auto* lab = std::get_if<model::Lab>(&sighting.entry.content))
    line = lab->test + " " + (lab->value ? lab->value->text : "") + " " + lab->unit;
  if (const auto* sign = std::get_if<model::Sign>(&sighting.entry.content))
    line = sign->what + " " + said(sign->present) + " " +
           (sign->temperature_celsius ? sign->temperature_celsius->text : "");
  if (const auto* person = std::get_if<model::Person>(&sighting.entry.content))
    line = "person " + (person->birth_year ? person->birth_year->text : "") + " " + person->sex;
  if (sighting.basis == Sighting::Basis::text) line += " (text)";
  if (sighting.state == Sighting::State::withdrawn) line += " (withdrawn)";
  return line;
}

/// Those of one kind; persons are left out.
inline std::vector<std::string> lines_of(const ForeignData& data) {
  std::vector<std::string> lines;
  for (const auto& sighting : data.sightings)
    if (!std::holds_alternative<model::Person>(sighting.entry.content)) lines.push_back(line_of(sighting));
  return lines;
}

inline std::vector<std::string> faults_of(const DataQuality& quality) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < fault_kinds; ++i)
    for (const auto& issue : quality.faults.at(i).examples)
      lines.push_back(std::string(to_string(static_cast<FaultKind>(i))) + ": " + to_string(issue));
  return lines;
}

inline const Sighting& culture_of(const ForeignData& data, std::size_t number = 0) {
  for (const auto& sighting : data.sightings)
    if (std::holds_alternative<model::Culture>(sighting.entry.content) && number-- == 0) return sighting;
  throw std::runtime_error("no such culture");
}

}  // namespace lossa::intake
