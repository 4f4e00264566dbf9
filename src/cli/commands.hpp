// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "console.hpp"
#include "foreign.hpp"

namespace lossa::cli {

// One function a command; each stands in the file of its name. What the user left out is "".

struct AssessOptions {
  std::vector<std::string> cases;  ///< files, or with `data` ids of stored cases
  std::string data;
  std::string at;
  std::string recorded_at;
  std::vector<std::string> readings;  ///< "guideline.reading=option", or "reading=option"
  std::string guidelines;
  std::string trust;
  std::string language;
  std::string colour = "auto";
  std::vector<std::string> sections;  ///< of the sheet, to be shown whole
  bool all = false;                   ///< every section, whole
  bool card = false;                  ///< the holding card instead
  bool json = false;
  bool explain = false;
};
Exit assess(const AssessOptions& options, Console& console);

struct MissingOptions {
  std::vector<std::string> cases;  ///< files, or with `data` ids of stored cases; none: all of them
  std::string data;
  std::string language;
  bool json = false;
};
Exit missing(const MissingOptions& options, Console& console);

struct ImportOptions {
  std::vector<std::string> files;  ///< case files
  ForeignOptions source;           ///< or another system's data
  bool json = false;               ///< of those
  std::string data;
  std::string language;
  bool dry_run = false;
};
Exit import(const ImportOptions& options, Console& console);

struct FindOptions {
  ForeignOptions source;
  std::string unit, mandate, telephone;  ///< all three are needed
  std::string data;                      ///< a data folder whose cases are compared with
  bool open = false;                     ///< puts those found into it
  std::string at, since;
  std::string guidelines;
  std::string language;
  std::string out;  ///< of the table, the page or the JSON; "": the screen
  bool json = false;
  bool csv = false;
  bool html = false;
  bool quality = false;
  bool show_identity = false;
};
Exit find(const FindOptions& options, Console& console);

struct JudgeOptions {
  std::string case_id;
  std::string verdict;  ///< "confirm" or "dismiss"
  std::string data;
  std::string by, role, reason;
  std::string language;
};
Exit judge(const JudgeOptions& options, Console& console);

struct ExportCasesOptions {
  std::vector<std::string> cases;  ///< files, or with `data` ids of stored cases; none: all of them
  std::string data;
  std::string out;
  std::string language;
};
Exit export_cases(const ExportCasesOptions& options, Console& console);

struct ServeCommandOptions {
  std::string data;
  std::string guidelines;
  std::string trust;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
};
Exit serve(const ServeCommandOptions& options, Console& console);

struct SynthesiseOptions {
  std::uint64_t people = 0;
  std::uint64_t seed = 0;
  std::string out;
  std::string from = "2021-01-01";
  int years = 5;
  bool zipped = false;
  bool mixed = false;
  std::string language;
};
Exit synthesise(const SynthesiseOptions& options, Console& console);

Exit new_case(const std::string& language, Console& console);
Exit schema(Console& console);

Exit guideline_check(const std::vector<std::string>& files, Console& console);
Exit guideline_key(const std::string& path, Console& console);
struct SignOptions {
  std::string file;
  std::string key;
  std::string name, role, date;
};
Exit guideline_sign(const SignOptions& options, Console& console);
Exit guideline_verify(const std::vector<std::string>& files, const std::string& trust, Console& console);
struct BookOptions {
  std::string language;
  std::string out;  ///< "": the screen
  std::string guidelines;
  std::string trust;
};
Exit guideline_book(const BookOptions& options, Console& console);
struct ExportOptions {
  std::string id;
  std::vector<std::string> readings;  ///< as of AssessOptions
  std::string guidelines;
  bool elm = false;  ///< one of the two
  bool cql = false;
};
Exit guideline_export(const ExportOptions& options, Console& console);
struct StatsOptions;
Exit run_stats(const StatsOptions& options, Console& console);

Exit guideline_list(const std::string& language, Console& console);
Exit guideline_show(const std::string& id, const std::string& language, Console& console);

/// The version of the program: "0.1.0".
std::string program_version();
/// The language asked for by "sv" or "en"; the environment's for "".
Language language_of(const std::string& asked, const Console& console);

}  // namespace lossa::cli
