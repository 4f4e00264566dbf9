// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/language.hpp>
#include <lossa/base/result.hpp>
#include <lossa/service/finding.hpp>

/// The list of `lossa find` in words: one reading of it for the terminal, the table and the page.
namespace lossa::web {

/// For whom a list was made. It speaks of people outside a care relation, so it never goes without.
struct FoundFrame {
  std::string unit;       ///< that the list is for
  std::string mandate;    ///< on whose decision it was made
  std::string telephone;  ///< whom a reader of a row rings
  std::string made_at;
  std::string version;  ///< of the program
  bool shows_identity = false;
  std::string warning = {};  ///< of what the list may lack: found_warning
};

struct FoundEvidence {
  std::string what;   ///< "2026-03-01: Culture: blood, growth, Staphylococcus aureus"
  std::string where;  ///< "Observation.ndjson:12 Observation/abc"
};

struct FoundReason {
  std::string text;
  bool from_memory = false;
  std::vector<FoundEvidence> evidence = {};  ///< that no reason before it has named, the newest first
  /// As much of it as people read.
  [[nodiscard]] std::span<const FoundEvidence> shown() const {
    constexpr std::size_t most = 4;
    return std::span(evidence).first(std::min(evidence.size(), most));
  }
  [[nodiscard]] std::size_t not_shown() const { return evidence.size() - shown().size(); }
};

/// One row. What has nothing to say is "".
struct FoundLine {
  std::string number = {};
  std::string who = {};      ///< the source's key or the case's; an identity number only when asked for
  std::string details = {};  ///< "born 1950, male; ward 52"
  std::string urgency = {};  ///< "Contact the extraction unit today"
  std::string tone = {};     ///< "act", "caution", "calm"
  std::string state = {};    ///< in the journal
  std::string since = {};
  std::string latest = {};
  std::string removed = {};  ///< a removal that followed
  std::vector<FoundReason> reasons = {};
  std::vector<std::string> answers = {};  ///< "Pocket infection: so far ...; still possible: ..."
  std::string missing = {};               ///< the investigations that could change most, "; " between them
  std::vector<FoundEvidence> proposals = {};
  /// `latest`, unless that was when it began.
  [[nodiscard]] std::string later() const { return latest == since ? "" : latest; }
};

std::vector<FoundLine> found_lines(const service::FoundList& list, const intake::ForeignData& data,
                                   const assessment::Library& library, Language language, const FoundFrame& frame);

/// What the data say that this list may lack: how many cultures are of a material that nobody here knows, and which,
/// the most frequent first; "" for none. It belongs at the top.
std::string found_warning(const intake::DataQuality& quality, Language language);

/// The list as one HTML page that needs nothing beside it.
/// Fails with corrupt_data if the program's own templates are faulty.
Result<std::string> found_page(const service::FoundList& list, const std::vector<FoundLine>& lines, Language language,
                               const FoundFrame& frame);

/// How a row calls the person: never by an identity number unless the frame says so.
std::string who_is(const service::FoundRow& row, std::size_t number, const intake::ForeignData& data,
                   const FoundFrame& frame);

}  // namespace lossa::web
