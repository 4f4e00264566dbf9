// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/organisms.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <lossa/base/tree.hpp>

#include "reading.hpp"
#include "words.hpp"

namespace lossa::terminology {
namespace {

Organism::Code read_code(ObjectReader& reader) {
  const Node* node = reader.optional("snomed");
  if (node == nullptr) return {};
  ObjectReader code(*node, reader.file(), reader.path_of("snomed"), reader.issues());
  Organism::Code snomed{.code = code.required_text("code").value_or(""),
                        .known = read_known(code),
                        .cite = code.required_text("cite").value_or("")};
  code.finish();
  return snomed;
}

Organism::Variety read_variety(ObjectReader& reader) {
  Organism::Variety variety{.snomed = read_code(reader),
                            .names = reader.texts("names"),
                            .methicillin_resistant = reader.boolean("methicillin_resistant")};
  return variety;
}

OrganismGroup read_group(ObjectReader& reader, const std::vector<std::string>& taken) {
  return {.id = read_id(reader, taken), .name = read_words(reader, "name")};
}

Organism read_organism(ObjectReader& reader, const std::vector<std::string>& taken, const Known& groups) {
  Organism organism{.id = read_id(reader, taken),
                    .latin = reader.required_text("latin").value_or(""),
                    .name = read_words(reader, "name"),
                    .synonyms = reader.texts("synonyms"),
                    .groups = reader.texts("groups"),
                    .stands_for = reader.text("stands_for").value_or(""),
                    .snomed = read_code(reader),
                    .varieties = {}};
  for_each_table(reader, "variety", [&](ObjectReader& one) { organism.varieties.push_back(read_variety(one)); });
  require_known(reader, "groups", organism.groups, groups);
  if (!organism.stands_for.empty()) require_known(reader, "stands_for", {organism.stands_for}, groups);
  return organism;
}

OrganismList read_list(ObjectReader& reader, const std::vector<std::string>& taken, const Known& groups,
                       const Known& organisms) {
  OrganismList list{.id = read_id(reader, taken),
                    .name = read_words(reader, "name"),
                    .groups = reader.texts("groups"),
                    .organisms = reader.texts("organisms"),
                    .except = reader.texts("except"),
                    .known = read_known(reader),
                    .cite = reader.required_text("cite").value_or("")};
  require_known(reader, "groups", list.groups, groups);
  require_known(reader, "organisms", list.organisms, organisms);
  require_known(reader, "except", list.except, organisms);
  return list;
}

/// What holds of an organism whose species may not be named. `holds` answers for one as if it were named.
template <typename Holds>
Truth of_what_it_may_be(const std::vector<Organism>& organisms, const Organism& organism, const Holds& holds) {
  const bool holds_itself = holds(organism);
  if (organism.stands_for.empty()) return Truth::of(holds_itself);
  // The members known here are not all there are: that they hold does not make it certain.
  const auto differs = [&](const Organism& other) {
    return contains(other.groups, organism.stands_for) && holds(other) != holds_itself;
  };
  return std::ranges::any_of(organisms, differs) ? Truth::unknown(Reason::unclear) : Truth::of(holds_itself);
}

}  // namespace

Checked<Organisms> Organisms::read(std::string_view bytes, std::string_view file) {
  auto tree = read_toml(bytes, file);
  if (!tree.value.has_value() || !tree.ok()) return {.value = std::nullopt, .issues = std::move(tree.issues)};
  Issues issues = std::move(tree.issues);
  ObjectReader reader(*tree.value, file, "", issues);
  Organisms read;

  read.groups_ = read_tables<OrganismGroup>(reader, "group", read_group);
  const Known groups{.words = ids_of(read.groups_), .what = "group"};
  read.organisms_ = read_tables<Organism>(
      reader, "organism", [&](ObjectReader& one, const auto& taken) { return read_organism(one, taken, groups); });
  const Known organisms{.words = ids_of(read.organisms_), .what = "organism"};
  read.lists_ = read_tables<OrganismList>(
      reader, "list", [&](ObjectReader& one, const auto& taken) { return read_list(one, taken, groups, organisms); });
  read.index(reader);
  reader.finish();
  return {.value = std::move(read), .issues = std::move(issues)};
}

const Organism* Organisms::find(std::string_view id) const { return find_by_id(organisms_, id); }
const OrganismGroup* Organisms::find_group(std::string_view id) const { return find_by_id(groups_, id); }
const OrganismList* Organisms::find_list(std::string_view id) const { return find_by_id(lists_, id); }

// One name or code must not mean two organisms.
void Organisms::add(Index& index, const std::string& key, const Meaning& meaning, ObjectReader& file) {
  if (key.empty()) return;
  const auto [entry, is_new] = index.try_emplace(key, meaning);
  if (is_new || entry->second.organism == meaning.organism) return;
  const std::string_view what = &index == &by_code_ ? "code" : "name";
  file.fault(file.items("organism")[meaning.organism], "organism[" + std::to_string(meaning.organism) + "]",
             "\"" + key + "\" is also a " + std::string(what) + " of " + organisms_[entry->second.organism].id);
}

void Organisms::index(ObjectReader& file) {
  for (std::size_t at = 0; at < organisms_.size(); ++at) {
    const Organism& organism = organisms_[at];
    for (const Organism::Variety& variety : organism.varieties) {
      const Meaning meaning{.organism = at, .methicillin_resistant = variety.methicillin_resistant};
      for (const std::string& name : variety.names) add(by_name_, folded(name), meaning, file);
      add(by_code_, variety.snomed.code, meaning, file);
    }
    const Meaning meaning{.organism = at, .methicillin_resistant = std::nullopt};
    for (const std::string_view name : {organism.id, organism.latin, organism.name.en, organism.name.sv})
      add(by_name_, folded(name), meaning, file);
    for (const std::string& synonym : organism.synonyms) add(by_name_, folded(synonym), meaning, file);
    add(by_code_, organism.snomed.code, meaning, file);
  }
}

const Organism* Organisms::by_name(std::string_view text) const {
  const auto found = by_name_.find(folded(text));
  return found == by_name_.end() ? nullptr : &organisms_[found->second.organism];
}

const Organism* Organisms::by_code(std::string_view snomed) const {
  const auto found = by_code_.find(snomed);
  return found == by_code_.end() ? nullptr : &organisms_[found->second.organism];
}

std::optional<bool> Organisms::methicillin_resistance(std::string_view name_or_code) const {
  if (const auto code = by_code_.find(name_or_code); code != by_code_.end()) return code->second.methicillin_resistant;
  const auto name = by_name_.find(folded(name_or_code));
  return name == by_name_.end() ? std::nullopt : name->second.methicillin_resistant;
}

const Organism* Organisms::proposed_by(std::string_view text) const {
  const std::string sentences = folded_sentences(text);
  const Organism* proposed = nullptr;
  std::string_view longest;
  for (const auto& [name, meaning] : by_name_) {
    const bool better = name.size() > longest.size() || (name.size() == longest.size() && name < longest);
    if (!better || !says(sentences, name)) continue;
    longest = name;
    proposed = &organisms_[meaning.organism];
  }
  return proposed;
}

Truth Organisms::membership(std::string_view id, std::string_view group) const {
  const Organism* organism = find(id);
  if (organism == nullptr) return Truth::no();
  return of_what_it_may_be(organisms_, *organism, [&](const Organism& one) { return contains(one.groups, group); });
}

bool Organisms::in_group(std::string_view id, std::string_view group) const { return membership(id, group).is_yes(); }

Truth Organisms::listed(std::string_view id, std::string_view list_id) const {
  const Organism* organism = find(id);
  const OrganismList* list = find_list(list_id);
  if (organism == nullptr || list == nullptr) return Truth::no();
  return of_what_it_may_be(organisms_, *organism, [&](const Organism& one) {
    if (contains(list->except, one.id)) return false;
    return contains(list->organisms, one.id) ||
           std::ranges::any_of(one.groups, [&](const std::string& group) { return contains(list->groups, group); });
  });
}

}  // namespace lossa::terminology
