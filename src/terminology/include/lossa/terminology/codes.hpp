// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>
#include <lossa/terminology/identity_number.hpp>

namespace lossa::terminology {

/// What kind of thing a code speaks of. `word` in Code says which one, in the words of a case file.
enum class Sense {
  device,              ///< word: Device::type
  lead,                ///< word: Lead::use, or ""
  implant,             ///< a procedure that puts a system in; word: Device::type, or "" when that is not said
  removal,             ///< of a system, generator or lead; word: Procedure::what
  generator_exchange,  ///< word: ""
  culture,             ///< a test or report; word: Culture::specimen, "" when only the sample says
  specimen,            ///< a sample; word: Culture::specimen
  organism,            ///< word: id in organisms.toml
  growth,              ///< a result without a name; word: Culture::result
  susceptibility,      ///< a test of an isolate; word: the agent
  diagnosis,           ///< word: Diagnosis::what
  history,             ///< a lasting condition; word: History::what
  sign,                ///< word: Sign::what
  imaging,             ///< a study; word: Imaging::modality
  image_finding,       ///< word: "lead_mass:vegetation", "valve_lesion:vegetation", "uptake_pocket", "uptake_lead"
  lab,                 ///< word: Lab::test, or "temperature"
  drug,                ///< word: "antibiotic", "antifungal" or "anticoagulant"
};

struct Code {
  std::string system;  ///< id of the system: "snomed", "icd10", "loinc", "atc", "kva", or a hospital's own
  std::string code;
  bool with_children = false;  ///< it means the same for every longer code that begins with it: "A41", "J01"
  Sense sense = Sense::diagnosis;
  std::string word;
  Bilingual text;
  std::vector<std::string> also;  ///< other words for it, in either language; for proposals
  std::string known;              ///< read, reprint or memory
  std::string cite;
};

/// The codes that mean something here. Read once, not changed; a hospital's own file is laid over the shipped one.
class Codes {
 public:
  /// Reads terminology/codes.toml. Every fault is an issue: a code given twice, an unknown system, sense, source or
  /// `known`, a missing word, a name that two systems have.
  static Checked<Codes> read(std::string_view bytes, std::string_view file);
  /// Lays a hospital's file over this: new systems, names of systems, sources, codes and patterns are added, a code
  /// with the same system and code replaces.
  Checked<Codes> with(std::string_view bytes, std::string_view file) const;

  /// The system's id by what other systems call it: a FHIR URI, with or without "|version"; an OID, with or without
  /// "urn:oid:"; an HL7 v2 table name ("SCT", "LN"). Letter case does not matter. "" if nobody has named it.
  [[nodiscard]] std::string_view system_of(std::string_view name) const;
  /// By such a name, or the system's id, and the code: exact first, then the longest code that stands for its children.
  /// Dots do not matter in ICD-10 ("T827"), letter case and white space around it in none. Null if it means nothing
  /// here.
  [[nodiscard]] const Code* find(std::string_view system_name, std::string_view code) const;
  /// By what words say, for proposals only: the code of that sense of which a text, or another word for it, stands in
  /// them as words of its own and is not denied ("ingen endokardit"); of several the longest. It proposes the
  /// sense and the word, not the code itself. Null if there is none.
  [[nodiscard]] const Code* proposed_by(Sense sense, std::string_view text) const;

  [[nodiscard]] const std::vector<Code>& all() const { return codes_; }
  /// How regions write their reserve numbers; see read_identity_number.
  [[nodiscard]] const std::vector<ReservePattern>& reserve_patterns() const { return reserve_patterns_; }

 private:
  friend class CodesReader;
  struct System {
    std::string id;
    bool dots_matter = true;
    std::size_t shortest_parent = 0;  ///< of the codes that stand for their children; 0 when there are none
    std::size_t longest_parent = 0;
  };
  struct Source {
    std::string id, known, cite;
  };
  struct Phrase {
    std::string words;  ///< folded
    std::size_t code = 0;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Index = std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>>;

  [[nodiscard]] const System* system_named(std::string_view name) const;

  std::vector<System> systems_;
  std::vector<Source> sources_;
  std::vector<Code> codes_;
  std::vector<ReservePattern> reserve_patterns_;
  std::vector<Phrase> phrases_;  ///< longest first
  Index by_name_;                ///< of systems, by folded name
  Index by_key_;                 ///< of codes, by system and code; see key_of in codes.cpp
};

}  // namespace lossa::terminology
