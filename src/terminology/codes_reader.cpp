// SPDX-License-Identifier: Apache-2.0
#include "codes_reader.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <lossa/base/text.hpp>

#include "code_key.hpp"
#include "reading.hpp"
#include "words.hpp"

namespace lossa::terminology {
namespace {

constexpr std::size_t most_systems = 200;  // one byte of a key

/// As the file writes them, in the order of the enum.
const std::vector<std::string>& sense_names() {
  static const std::vector<std::string> names = {"device",    "lead",     "implant",  "removal", "generator_exchange",
                                                 "culture",   "specimen", "organism", "growth",  "susceptibility",
                                                 "diagnosis", "history",  "sign",     "imaging", "image_finding",
                                                 "lab",       "drug"};
  return names;
}

/// Senses whose word may be left out; see Sense.
bool may_lack_word(Sense sense) {
  constexpr std::array lacking = {Sense::lead, Sense::implant, Sense::generator_exchange, Sense::culture,
                                  Sense::susceptibility};
  return std::ranges::find(lacking, sense) != lacking.end();
}

bool is_printable(std::string_view code) {
  return std::ranges::all_of(code, [](char c) { return c > ' ' && c <= '~'; });
}

/// "vegetation", "lead_mass:vegetation", "piperacillin_tazobactam".
bool is_word(std::string_view word) {
  const auto colon = word.find(':');
  if (colon == std::string_view::npos) return is_identifier(word, false);
  return is_identifier(word.substr(0, colon), false) && is_identifier(word.substr(colon + 1), false);
}

bool is_pattern(std::string_view pattern) {
  return std::ranges::all_of(pattern, [](char c) {
    return c == '#' || c == '@' || c == '*' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  });
}

}  // namespace

Checked<Codes> CodesReader::read(std::string_view bytes, std::string_view file) {
  auto tree = read_toml(bytes, file);
  if (!tree.value.has_value() || !tree.ok()) return {.value = std::nullopt, .issues = std::move(tree.issues)};
  Issues issues = std::move(tree.issues);
  ObjectReader reader(*tree.value, file, "", issues);
  for_each_table(reader, "system", [this](ObjectReader& one) { read_system(one); });
  for_each_table(reader, "source", [this](ObjectReader& one) { read_source(one); });
  for_each_table(reader, "meaning", [this](ObjectReader& one) { read_meaning(one); });
  for_each_table(reader, "reserve_number", [this](ObjectReader& one) { read_reserve_pattern(one); });
  reader.finish();
  index();
  return {.value = std::move(codes_), .issues = std::move(issues)};
}

void CodesReader::read_system(ObjectReader& reader) {
  const std::string id = read_id(reader, {});
  const auto names = reader.texts("names");
  const auto dots_matter = reader.boolean("dots_matter");
  if (id.empty()) return;
  auto& systems = codes_.systems_;
  auto system = std::ranges::find(systems, id, &Codes::System::id);
  if (system == systems.end()) {
    if (systems.size() == most_systems) {
      reader.fault(*reader.optional("id"), "id", "more than " + std::to_string(most_systems) + " systems");
      return;
    }
    system = systems.insert(systems.end(), {.id = id});
  }
  if (dots_matter.has_value()) system->dots_matter = *dots_matter;
  const auto number = static_cast<std::size_t>(system - systems.begin());
  const auto add = [&](std::string_view key, const std::string& name) {
    const auto owner = codes_.by_name_.try_emplace(folded_name(name), number).first->second;
    if (owner != number)
      reader.fault(*reader.optional(key), key, "\"" + name + "\" is also a name of " + systems[owner].id);
  };
  add("id", id);
  for (const std::string& name : names) add("names", name);
}

void CodesReader::read_source(ObjectReader& reader) {
  Codes::Source source{
      .id = read_id(reader, {}), .known = read_known(reader), .cite = reader.required_text("cite").value_or("")};
  std::erase_if(codes_.sources_, [&](const Codes::Source& other) { return other.id == source.id; });
  codes_.sources_.push_back(std::move(source));
}

Codes::Source CodesReader::read_basis(ObjectReader& reader) {
  const auto source = reader.text("source");
  if (!source.has_value())
    return {.id = "", .known = read_known(reader), .cite = reader.required_text("cite").value_or("")};
  require_known(reader, "source", {*source}, {.words = ids_of(codes_.sources_), .what = "source"});
  const auto* found = find_by_id(codes_.sources_, *source);
  return found == nullptr ? Codes::Source() : *found;
}

void CodesReader::read_reserve_pattern(ObjectReader& reader) {
  const std::string pattern = reader.required_text("pattern").value_or("");
  const Codes::Source basis = read_basis(reader);
  if (pattern.empty()) return;
  if (pattern.size() != 12 || !is_pattern(pattern)) {
    reader.fault(*reader.optional("pattern"), "pattern",
                 "a pattern has twelve of: # (a digit), @ (a letter), * (either), a digit or a capital letter");
    return;
  }
  codes_.reserve_patterns_.push_back({.pattern = pattern, .known = basis.known, .cite = basis.cite});
}

void CodesReader::read_meaning(ObjectReader& reader) {
  Code meaning;
  meaning.word = reader.text("word").value_or("");
  meaning.also = reader.texts("also");
  const std::string sense = reader.required_text("sense").value_or("");
  if (!sense.empty()) require_known(reader, "sense", {sense}, {.words = sense_names(), .what = "sense"});
  const auto found = std::ranges::find(sense_names(), sense);
  const bool sense_known = found != sense_names().end();
  if (sense_known) meaning.sense = static_cast<Sense>(found - sense_names().begin());
  if (sense_known && meaning.word.empty() && !may_lack_word(meaning.sense)) {
    if (const Node* word = reader.required("word"); word != nullptr) reader.fault(*word, "word", "must not be empty");
  }
  if (!meaning.word.empty() && !is_word(meaning.word))
    reader.fault(*reader.optional("word"), "word", "\"" + meaning.word + "\" is no word of a case file");
  (void)reader.required("codes");
  for_each_table(reader, "codes", [&](ObjectReader& one) {
    Code code = read_code(one, meaning);
    if (sense_known) keep(one, std::move(code));
    meaning.also.clear();  // the other words are those of the first code
  });
}

Code CodesReader::read_code(ObjectReader& reader, const Code& meaning) {
  Code code = meaning;
  code.system = reader.required_text("system").value_or("");
  code.code = reader.required_text("code").value_or("");
  code.with_children = reader.boolean("with_children").value_or(false);
  code.text = {.en = reader.required_text("en").value_or(""), .sv = reader.required_text("sv").value_or("")};
  if (!code.system.empty())
    require_known(reader, "system", {code.system}, {.words = ids_of(codes_.systems_), .what = "system"});
  const Codes::Source basis = read_basis(reader);
  code.known = basis.known;
  code.cite = basis.cite;
  return code;
}

void CodesReader::keep(ObjectReader& reader, Code code) {
  if (code.code.empty()) return;
  const Node& at = *reader.optional("code");
  if (code.code.size() > longest_code || !is_printable(code.code)) {
    reader.fault(at, "code",
                 "a code has at most " + std::to_string(longest_code) + " letters, digits and signs, and no blanks");
    return;
  }
  const auto system = std::ranges::find(codes_.systems_, code.system, &Codes::System::id);
  if (system == codes_.systems_.end()) return;
  const CodeKey key(static_cast<std::size_t>(system - codes_.systems_.begin()), code.code, system->dots_matter);
  if (!read_here_.emplace(key.whole()).second) {
    reader.fault(at, "code", code.system + " " + code.code + " is given twice");
    return;
  }
  const auto [place, is_new] = codes_.by_key_.try_emplace(std::string(key.whole()), codes_.codes_.size());
  if (is_new)
    codes_.codes_.push_back(std::move(code));
  else
    codes_.codes_[place->second] = std::move(code);
}

void CodesReader::index() {
  for (Codes::System& system : codes_.systems_) system.shortest_parent = system.longest_parent = 0;
  for (const auto& [key, number] : codes_.by_key_) {
    if (!codes_.codes_[number].with_children) continue;
    Codes::System& system = codes_.systems_[static_cast<unsigned char>(key.front())];
    const std::size_t length = key.size() - 1;
    system.shortest_parent = system.shortest_parent == 0 ? length : std::min(system.shortest_parent, length);
    system.longest_parent = std::max(system.longest_parent, length);
  }
  codes_.phrases_.clear();
  const auto add = [this](std::string_view words, std::size_t code) {
    codes_.phrases_.push_back({.words = folded(words), .code = code});
  };
  for (std::size_t i = 0; i < codes_.codes_.size(); ++i) {
    const Code& code = codes_.codes_[i];
    add(code.text.en, i);
    add(code.text.sv, i);
    for (const std::string& words : code.also) add(words, i);
  }
  std::ranges::sort(codes_.phrases_, [](const Codes::Phrase& one, const Codes::Phrase& other) {
    if (one.words.size() != other.words.size()) return one.words.size() > other.words.size();
    return one.code < other.code;
  });
}

}  // namespace lossa::terminology
