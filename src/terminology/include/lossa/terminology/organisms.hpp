// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>
#include <lossa/base/truth.hpp>

/// What the codes and names of the outside world mean here. The words are data: terminology/*.toml.
namespace lossa {
class ObjectReader;
}

namespace lossa::terminology {

struct Organism {
  std::string id;  ///< the word of a case file: "staphylococcus_aureus"
  std::string latin;
  Bilingual name;
  std::vector<std::string> synonyms;  ///< as reports write it
  std::vector<std::string> groups;    ///< ids
  std::string stands_for;             ///< species not named: the group that it may be any member of; else ""
  struct Code {
    std::string code;  ///< SNOMED CT; "" if none was found
    std::string known, cite;
  } snomed;
  /// Strains and subspecies that have a code or names of their own and are this organism here: MRSA.
  struct Variety {
    Code snomed;
    std::vector<std::string> names;  ///< of the synonyms those that mean it
    std::optional<bool> methicillin_resistant;
  };
  std::vector<Variety> varieties;
};

struct OrganismGroup {
  std::string id;
  Bilingual name;
};

/// The organisms that one source calls typical, in one of its senses.
struct OrganismList {
  std::string id;  ///< "duke_iscvid_2023_always"
  Bilingual name;
  std::vector<std::string> groups, organisms;  ///< that are in it
  std::vector<std::string> except;             ///< organisms that are not, whatever their group
  std::string known;                           ///< read, reprint or memory
  std::string cite;
};

/// The organisms that Lossa knows. Read once, not changed.
class Organisms {
 public:
  /// Reads terminology/organisms.toml. Every fault is an issue: an id or a name given twice, a group or an organism
  /// that is not there, a missing word, an unknown `known`.
  static Checked<Organisms> read(std::string_view bytes, std::string_view file);

  [[nodiscard]] const Organism* find(std::string_view id) const;             ///< null if there is none
  [[nodiscard]] const OrganismGroup* find_group(std::string_view id) const;  ///< likewise
  [[nodiscard]] const OrganismList* find_list(std::string_view id) const;    ///< likewise

  /// By id, Latin name, name, synonym or a variety's name; letter case and white space do not matter. Null if nothing
  /// is called so.
  [[nodiscard]] const Organism* by_name(std::string_view text) const;
  /// By SNOMED CT code, its own or a variety's. Null if none has it.
  [[nodiscard]] const Organism* by_code(std::string_view snomed) const;
  /// What a name or a SNOMED CT code says of it: "MRSA" and 115329001 yes, "MSSA" no, most nothing.
  [[nodiscard]] std::optional<bool> methicillin_resistance(std::string_view name_or_code) const;
  /// By what words say ("Växt av S. aureus i 2 av 2 flaskor"), for proposals only: the organism with the longest name
  /// in them that is not denied. Null if there is none.
  [[nodiscard]] const Organism* proposed_by(std::string_view text) const;

  /// Is it in the group? Unknown when its species is not named and some that it may be are. No for an id that is not
  /// there.
  [[nodiscard]] Truth membership(std::string_view id, std::string_view group) const;
  /// True only when that is certain.
  [[nodiscard]] bool in_group(std::string_view id, std::string_view group) const;
  /// The same of a list.
  [[nodiscard]] Truth listed(std::string_view id, std::string_view list) const;

  [[nodiscard]] std::span<const Organism> all() const { return organisms_; }
  [[nodiscard]] std::span<const OrganismGroup> groups() const { return groups_; }
  [[nodiscard]] std::span<const OrganismList> lists() const { return lists_; }

 private:
  struct Meaning {
    std::size_t organism = 0;
    std::optional<bool> methicillin_resistant;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Index = std::unordered_map<std::string, Meaning, Hash, std::equal_to<>>;

  void index(ObjectReader& file);
  void add(Index& index, const std::string& key, const Meaning& meaning, ObjectReader& file);

  std::vector<OrganismGroup> groups_;
  std::vector<Organism> organisms_;
  std::vector<OrganismList> lists_;
  Index by_name_;  ///< folded
  Index by_code_;
};

}  // namespace lossa::terminology
