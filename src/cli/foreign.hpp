// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/json_writer.hpp>
#include <lossa/intake/foreign.hpp>
#include <lossa/intake/hl7_results.hpp>
#include <lossa/intake/tables.hpp>
#include <lossa/locale/words.hpp>
#include <lossa/terminology/codes.hpp>

#include "console.hpp"

namespace lossa::cli {

/// Where foreign data come from, as the user says it. What was left out is "" or empty.
struct ForeignOptions {
  std::vector<std::string> fhir;  ///< files and folders
  std::vector<std::string> hl7;   ///< files and folders
  std::string quarantine;         ///< of HL7 messages that are not understood
  std::string cultures, devices;  ///< the two tables
  std::string mapping;            ///< of the two tables, or of the REDCap project
  std::string redcap;             ///< a REDCap project's data; needs its dictionary and a mapping
  std::string dictionary;         ///< of that project
  std::string codes;              ///< the hospital's own
  std::string state;              ///< folder by which a reading is resumed
  unsigned threads = 0;
  bool every_value = false;
  bool everyone = false;                                       ///< also people without a device
  std::function<void(const intake::Hl7Outcome&)> report = {};  ///< is told of each HL7 message
};

/// The codes that travel in the program, with the hospital's file over them unless it is "". Says itself what was
/// wrong.
std::optional<terminology::Codes> open_codes(const std::string& file, Console& console, Exit& status);

/// Reads all that was named, with progress on a terminal; Ctrl-C ends it cleanly with what was read. Says itself what
/// was wrong when it gives nothing.
std::optional<intake::ForeignData> read_foreign(const ForeignOptions& options, const intake::Dictionary& dictionary,
                                                const locale::Speech& speech, Console& console, Exit& status);

/// How good the data were, for people and as a member "quality".
void write_quality(const intake::DataQuality& quality, const locale::Speech& speech, std::ostream& out);
void write_quality_json(JsonWriter& json, const intake::DataQuality& quality);

/// The secret by which a data folder's case ids are made; made on first use, for its owner only.
Result<std::string> folder_secret(const std::string& data_folder, bool make);

}  // namespace lossa::cli
