// SPDX-License-Identifier: Apache-2.0
#include "cultures.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "../source_id.hpp"
#include "normal_form.hpp"

namespace lossa::intake {
namespace {

/// The laboratory's name of the organism says so itself: MRSA, MRSE, "meticillinresistent ...".
bool names_resistance(std::string_view text) {
  const std::string normal = normal_form(text);
  constexpr std::array<std::string_view, 4> marks = {"mrsa", "mrse", "meticillinresisten", "methicillinresistan"};
  return std::ranges::any_of(marks, [&](std::string_view mark) { return normal.find(mark) != std::string::npos; });
}

struct NumberRole {
  std::string_view role;
  model::OptionalNumber model::Culture::* member;
};
constexpr std::array<NumberRole, 4> number_roles = {{{"sets_positive", &model::Culture::sets_positive},
                                                     {"sets_total", &model::Culture::sets_total},
                                                     {"bottles_positive", &model::Culture::bottles_positive},
                                                     {"bottles_total", &model::Culture::bottles_total}}};

}  // namespace

CultureRows::CultureRows(Table& table, const TableMapping& mapping, const terminology::Organisms& organisms,
                         Issues& issues)
    : table_(table), organisms_(organisms), sample_is_(mapping.sample_is) {
  for (const std::string& name : mapping.methicillin)
    if (const auto column = table.find(name, "methicillin", issues); column.has_value()) {
      table.take("methicillin", *column, false);
      methicillin_.push_back(*column);
    }
  if (!mapping.methicillin.empty()) return;
  for (const std::string_view name : methicillin_columns())
    if (const auto column = table.find_normal(name); column.has_value()) {
      table.take("methicillin", *column, true);
      methicillin_.push_back(*column);
    }
}

/// Its id, or "" for a name that nobody knows.
const std::string& CultureRows::organism_of(std::string_view text) {
  constexpr std::size_t most_names = 4096;  // a column of free words would fill the memory
  if (organism_of_.size() >= most_names) organism_of_.clear();
  const auto [met, is_new] = organism_of_.try_emplace(std::string(text));
  if (!is_new) return met->second;
  met->second = meaning_of("organism", text, table_.described());
  if (!met->second.empty()) return met->second;
  if (const auto* known = organisms_.by_name(text); known != nullptr) met->second = known->id;
  return met->second;
}

/// A name that nobody knows is still growth; a row that says neither growth nor a name says nothing of either.
CultureRows::Finding CultureRows::finding() {
  Finding found;
  found.text = table_.cell("organism");
  if (table_.has("result")) found.result = table_.word("result");
  if (found.text.empty()) return found;
  found.organism = organism_of(found.text);
  if (!found.organism.empty()) {
    found.resistant_by_name = names_resistance(found.text);
  } else if (const std::string result = meaning_of("result", found.text, table_.described()); !result.empty()) {
    if (found.result.empty()) found.result = result;
    return found;  // "no growth" where the organism would stand
  } else {
    table_.count_unmapped(found.text);
    table_.note(FaultKind::unmapped_code, "organism \"" + shown(found.text) + "\" is not known here: growth is kept");
  }
  if (found.result.empty()) found.result = "growth";
  if (found.result != "growth") {
    table_.note(FaultKind::code_text_conflict,
                "the result is \"" + found.result + "\", and an organism is named: taken as growth");
    found.result = "growth";
  }
  return found;
}

void CultureRows::read_numbers(model::Culture& culture) {
  for (const auto& [role, member] : number_roles) {
    if (table_.cell(role).empty()) continue;
    std::string text(table_.cell(role));
    std::ranges::replace(text, ',', '.');  // a Swedish decimal comma
    auto count = model::parse_count(text);
    if (count.has_value())
      culture.*member = *std::move(count);
    else
      table_.note(FaultKind::wrong_type, std::string(role) + ": \"" + shown(table_.cell(role)) + "\" is no count");
  }
}

/// Only of staphylococci; columns that disagree say nothing.
void CultureRows::read_methicillin(const Finding& found, model::Culture& culture) {
  if (found.organism.empty() || !organisms_.in_group(found.organism, "staphylococcus")) return;
  bool is_resistant = found.resistant_by_name;
  bool is_susceptible = false;
  for (const std::size_t column : methicillin_) {
    const std::string word = table_.word("methicillin", column);
    is_resistant = is_resistant || word == "yes";
    is_susceptible = is_susceptible || word == "no";
  }
  if (is_resistant && is_susceptible)
    table_.note(FaultKind::code_text_conflict, "both resistant and susceptible to methicillin: not used");
  else if (is_resistant || is_susceptible)
    culture.methicillin_resistant = Truth::of(is_resistant);
}

void CultureRows::read_times(Sighting& sighting) {
  const auto drawn = table_.date("drawn");
  auto answered = table_.date("answered");
  if (drawn.has_value() && answered.has_value() && before(*answered, *drawn).is_yes()) {
    table_.note(FaultKind::impossible_date, "answered before it was drawn: the time of the answer is not used");
    answered.reset();
  }
  if (drawn.has_value()) sighting.entry.at = *drawn;
  if (!answered.has_value()) return;
  sighting.version = answered->text();
  sighting.entry.known_at = *std::move(answered);
}

/// A finding of one person is the same in the next delivery when its sample and its isolate are, or else its organism.
/// Without a sample number, when time and material are. The person is no part of it: an identity number can be guessed
/// from a hash.
void CultureRows::read_sample(const Finding& found, Sighting& sighting) {
  const std::string number(table_.cell("sample"));
  const std::string_view set = table_.cell("set");
  sighting.order = safe_id(table_.cell("order"));
  sighting.specimen = safe_id(number);
  sighting.sample = number.empty() ? Sighting::Sample::not_said : sample_is_;
  if (!set.empty()) {
    sighting.specimen = safe_id(number.empty() ? table_.cell("order") : number) + "/" + safe_id(set);
    sighting.sample = Sighting::Sample::set;
  } else if (sample_is_ == Sighting::Sample::bottle && !number.empty() && !table_.cell("bottle").empty()) {
    sighting.specimen += "/" + safe_id(table_.cell("bottle"));
  }
  const std::string finding = !table_.cell("isolate").empty() ? std::string(table_.cell("isolate"))
                              : !found.organism.empty()       ? found.organism
                                                              : normal_form(found.text);
  if (!number.empty() || !set.empty())
    sighting.source_id = source_id("cultures", {sighting.order, sighting.specimen, table_.cell("bottle"), finding});
  else
    sighting.source_id = source_id("cultures", {table_.cell("drawn"), table_.cell("material"), finding});
}

/// What was cultured. What nobody understands, or is not said, may be blood: it is for a person to read.
CultureRows::Material CultureRows::material() {
  if (!table_.has("material")) return {.word = "blood"};
  const std::string_view cell = table_.cell("material");
  std::string word = cell.empty() ? "" : meaning_of("material", cell, table_.described());
  if (!word.empty()) return {.word = std::move(word)};
  table_.count_unmapped(cell, unknown_material);
  table_.note(FaultKind::unknown_material,
              cell.empty() ? "the row does not say what was cultured: it may be blood"
                           : "the material \"" + shown(cell) + "\" is not known here: it may be blood");
  return {.word = "other", .is_known = false};
}

Sighting CultureRows::culture_of(const Finding& found) {
  const Material material = this->material();
  model::Culture culture{.specimen = material.word, .result = found.result, .organism = found.organism};
  read_numbers(culture);
  read_methicillin(found, culture);
  Sighting sighting;
  sighting.entry = {.read_in = table_.read_in(), .content = std::move(culture), .place = table_.place()};
  if (found.organism.empty()) sighting.entry.text = shown(found.text);
  if (!material.is_known) {
    sighting.basis = Sighting::Basis::text;
    sighting.entry.text = shown(table_.cell("material")) + ": " + shown(found.text);
  }
  return sighting;
}

/// Of two deliveries answered at one time the final one is the later, and a withdrawal later still. One that names no
/// finding takes back all of its sample.
void CultureRows::read_status(Sighting& sighting) {
  const std::string status = table_.word("status");
  auto& culture = std::get<model::Culture>(sighting.entry.content);
  if (status == "preliminary") {
    culture.final = Truth::no();
    sighting.version += " 1";
  } else if (status == "final") {
    culture.final = Truth::yes();
    sighting.version += " 2";
  } else if (status == "withdrawn") {
    const bool names_finding = !culture.organism.empty() || !table_.cell("isolate").empty();
    sighting.state =
        names_finding || sighting.specimen.empty() ? Sighting::State::withdrawn : Sighting::State::sample_withdrawn;
    sighting.version += " 3";
  }
}

void CultureRows::read_row(TablesRead& read) {
  const auto person = table_.person();
  if (!person.has_value()) return;
  const auto who = read.data.people.find(person->key);
  if (who == read.data.people.end()) return;  // no device: not of interest
  if (const auto ward = table_.cell("ward"); !ward.empty()) who->second.ward = shown(ward);

  const Finding found = finding();
  if (found.result.empty() && table_.word("status") != "withdrawn") {
    table_.note(FaultKind::not_understood, "the row says neither what grew nor that nothing did");
    return table_.set_aside();
  }
  Sighting sighting = culture_of(found);
  sighting.person = person->key;
  read_times(sighting);
  read_sample(found, sighting);
  read_status(sighting);
  if (!seen_.insert(sighting.person + "/" + sighting.source_id + "/" + sighting.version).second)
    return table_.note(FaultKind::repeated, "the same finding in the same sample stands in the table already");
  table_.use();
  read.data.sightings.push_back(std::move(sighting));
}

}  // namespace lossa::intake
