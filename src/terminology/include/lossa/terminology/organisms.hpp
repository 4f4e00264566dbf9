// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/issue.hpp>
#include <lossa/base/language.hpp>
#include <lossa/base/truth.hpp>

/// What the codes and names of the outside world mean here. The words are data: terminology/*.toml.
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

  /// By id, Latin name, name or synonym; letter case and white space do not matter. Null if nothing is called so.
  [[nodiscard]] const Organism* by_name(std::string_view text) const;

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
  std::vector<OrganismGroup> groups_;
  std::vector<Organism> organisms_;
  std::vector<OrganismList> lists_;
};

}  // namespace lossa::terminology
