// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/organisms.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <lossa/base/text.hpp>
#include <lossa/base/tree.hpp>

namespace lossa::terminology {
namespace {

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

template <typename T>
const T* find_by_id(const std::vector<T>& things, std::string_view id) {
  const auto found = std::ranges::find(things, id, &T::id);
  return found == things.end() ? nullptr : &*found;
}

template <typename T>
std::vector<std::string> ids_of(const std::vector<T>& things) {
  std::vector<std::string> ids;
  ids.reserve(things.size());
  for (const T& thing : things) ids.push_back(thing.id);
  return ids;
}

/// "  Staph   AUREUS" and "staph aureus" are the same name. Letters outside ASCII stay as they are.
std::string folded(std::string_view text) {
  std::string name;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && (name.empty() || name.back() == ' ')) continue;
    if (blank)
      name.push_back(' ');
    else
      name.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  if (name.ends_with(' ')) name.pop_back();
  return name;
}

/// Whatever the organism is called, each name once.
std::vector<std::string> names_of(const Organism& organism) {
  std::vector<std::string> names = {folded(organism.id), folded(organism.latin), folded(organism.name.en),
                                    folded(organism.name.sv)};
  for (const std::string& synonym : organism.synonyms) names.push_back(folded(synonym));
  std::ranges::sort(names);
  const auto repeats = std::ranges::unique(names);
  names.erase(repeats.begin(), repeats.end());
  return names;
}

/// The words that one key may hold, and what they are, for messages.
struct Known {
  std::vector<std::string> words;
  std::string_view what;
};

void require_known(ObjectReader& reader, std::string_view key, const std::vector<std::string>& words,
                   const Known& known) {
  for (const std::string& word : words) {
    if (contains(known.words, word)) continue;
    const std::string meant = nearest(word, known.words);
    const std::string hint = meant.empty() ? "" : "; did you mean \"" + meant + "\"?";
    reader.fault(*reader.optional(key), key, "there is no " + std::string(known.what) + " \"" + word + "\"" + hint);
  }
}

std::string read_id(ObjectReader& reader, const std::vector<std::string>& taken) {
  const auto id = reader.required_text("id");
  if (!id.has_value()) return "";
  if (!is_identifier(*id, false))
    reader.fault(*reader.optional("id"), "id", "\"" + *id + "\" is no id: lower case letters, digits and underscores");
  if (contains(taken, *id)) reader.fault(*reader.optional("id"), "id", "\"" + *id + "\" is given twice");
  return *id;
}

Bilingual read_name(ObjectReader& reader) {
  const Node* node = reader.required("name");
  if (node == nullptr) return {};
  ObjectReader words(*node, reader.file(), reader.path_of("name"), reader.issues());
  Bilingual name{.en = words.required_text("en").value_or(""), .sv = words.required_text("sv").value_or("")};
  words.finish();
  return name;
}

std::string read_known(ObjectReader& reader) {
  const std::string known = reader.required_text("known").value_or("");
  if (!known.empty())
    require_known(reader, "known", {known}, {.words = {"read", "reprint", "memory"}, .what = "way of knowing"});
  return known;
}

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

OrganismGroup read_group(ObjectReader& reader, const std::vector<std::string>& taken) {
  return {.id = read_id(reader, taken), .name = read_name(reader)};
}

Organism read_organism(ObjectReader& reader, const std::vector<std::string>& taken, const Known& groups) {
  Organism organism{.id = read_id(reader, taken),
                    .latin = reader.required_text("latin").value_or(""),
                    .name = read_name(reader),
                    .synonyms = reader.texts("synonyms"),
                    .groups = reader.texts("groups"),
                    .stands_for = reader.text("stands_for").value_or(""),
                    .snomed = read_code(reader)};
  require_known(reader, "groups", organism.groups, groups);
  if (!organism.stands_for.empty()) require_known(reader, "stands_for", {organism.stands_for}, groups);
  return organism;
}

OrganismList read_list(ObjectReader& reader, const std::vector<std::string>& taken, const Known& groups,
                       const Known& organisms) {
  OrganismList list{.id = read_id(reader, taken),
                    .name = read_name(reader),
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

/// Reads each table of an array; `read_one` is given its reader and what was read before it.
template <typename T, typename ReadOne>
std::vector<T> read_tables(ObjectReader& file, std::string_view key, const ReadOne& read_one) {
  std::vector<T> things;
  for (const Node& node : file.items(key)) {
    const std::string path = file.path_of(key) + "[" + std::to_string(things.size()) + "]";
    ObjectReader reader(node, file.file(), path, file.issues());
    things.push_back(read_one(reader, ids_of(things)));
    reader.finish();
  }
  return things;
}

/// One name must not mean two organisms.
void check_names(ObjectReader& file, const std::vector<Organism>& organisms) {
  std::map<std::string, std::string> owners;
  for (std::size_t i = 0; i < organisms.size(); ++i)
    for (const std::string& name : names_of(organisms[i])) {
      const auto [owner, is_new] = owners.emplace(name, organisms[i].id);
      if (is_new || owner->second == organisms[i].id) continue;
      file.fault(file.items("organism")[i], "organism[" + std::to_string(i) + "]",
                 "\"" + name + "\" is also a name of " + owner->second);
    }
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
  check_names(reader, read.organisms_);
  reader.finish();
  return {.value = std::move(read), .issues = std::move(issues)};
}

const Organism* Organisms::find(std::string_view id) const { return find_by_id(organisms_, id); }
const OrganismGroup* Organisms::find_group(std::string_view id) const { return find_by_id(groups_, id); }
const OrganismList* Organisms::find_list(std::string_view id) const { return find_by_id(lists_, id); }

const Organism* Organisms::by_name(std::string_view text) const {
  const std::string name = folded(text);
  if (name.empty()) return nullptr;
  const auto found =
      std::ranges::find_if(organisms_, [&](const Organism& organism) { return contains(names_of(organism), name); });
  return found == organisms_.end() ? nullptr : &*found;
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
