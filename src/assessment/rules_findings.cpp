// SPDX-License-Identifier: Apache-2.0
// Signs, history and what echocardiography shows.
#include <algorithm>
#include <array>
#include <bit>

#include <lossa/model/fields.hpp>

#include "finding.hpp"
#include "rule.hpp"

namespace lossa::assessment {
namespace {

constexpr std::array<std::string_view, 4> inflammatory_signs = {"swelling", "erythema", "warmth", "pain"};

Found any_of(const Inquiry& inquiry) {
  const bool is_history = inquiry.word("kind") == "history";
  const bool pocket_only = inquiry.word("site") == "pocket";
  Gathered gathered;
  for (const auto& what : inquiry.words("what"))
    gathered.add(is_history    ? history_found(inquiry, what)
                 : pocket_only ? pocket_sign_found(inquiry, what)
                               : sign_found(inquiry, what));
  return gathered.any();
}

Found none_of(const Inquiry& inquiry) { return negated(any_of(inquiry)); }

/// One of the four at the pocket. "No inflammation of the pocket" says no to each of them.
Found one_inflammatory_sign(const Inquiry& inquiry, std::string_view what) {
  auto sign = pocket_sign_found(inquiry, what);
  if (!sign.value.truth.is_unknown()) return sign;
  auto all = pocket_sign_found(inquiry, "pocket_inflammation");
  return all.value.truth.is_no() ? all : sign;
}

Found pocket_sign(const Inquiry& inquiry) { return one_inflammatory_sign(inquiry, inquiry.word("what")); }

Found pocket_inflammation(const Inquiry& inquiry) {
  Gathered four;
  for (const auto what : inflammatory_signs) four.add(pocket_sign_found(inquiry, what));
  const auto said = pocket_sign_found(inquiry, "pocket_inflammation");
  auto found = four.any();
  if (found.value.truth.is_yes() || said.value.truth.is_unknown()) {
    Gathered both;
    if (found.value.truth.is_no()) return found;
    both.add(found);
    both.add(said);
    return both.any();
  }
  return said;
}

/// Not when it is said to be absent, not done or yet to come; what is recorded without more was made.
bool is_made(const model::Entry& entry) {
  model::Finding finding;
  if (const auto* decision = std::get_if<model::Decision>(&entry.content)) finding = decision->present;
  if (const auto* procedure = std::get_if<model::Procedure>(&entry.content)) finding = procedure->done;
  const auto truth = finding.value_or(Truth::yes());
  if (truth.is_unknown()) return truth.reason() == Reason::unclear || truth.reason() == Reason::not_asked;
  return truth.is_yes();
}

/// The latest word on a finding, turned round: yes where it is recorded absent.
Found recorded_absent(const Inquiry& inquiry) {
  const auto* kind = model::find_kind(inquiry.word("kind"));
  if (kind == nullptr) return {};
  std::vector<Statement> statements;
  for (const auto& seen : inquiry.view.of_kind(static_cast<std::size_t>(kind - model::kinds().data()))) {
    if (!inquiry.view.is_within(inquiry.fact.window, seen)) continue;
    const auto value = model::field_value(*seen.entry, inquiry.word("field"));
    if (const auto* truth = std::get_if<Truth>(&value)) statements.push_back(says(seen, *truth));
  }
  auto fact = inquiry.fact;
  fact.resolve = guideline::Resolve::latest;
  return negated(resolve(inquiry.view, fact, statements));
}

/// A decision, a message or an operation is made by being recorded: without an entry there was none.
Found recorded(const Inquiry& inquiry) {
  Gathered gathered;
  const auto* kind = model::find_kind(inquiry.word("kind"));
  if (kind == nullptr) return {};
  for (const auto& seen : inquiry.view.of_kind(static_cast<std::size_t>(kind - model::kinds().data()))) {
    if (!inquiry.view.is_within(inquiry.fact.window, seen)) continue;
    const auto what = model::field_value(*seen.entry, "what");
    const auto* word = std::get_if<std::string>(&what);
    if (word == nullptr || !inquiry.names("what", *word)) continue;
    gathered.add(Truth::of(is_made(*seen.entry)), seen);
  }
  auto found = gathered.any();
  if (found.value.truth.is_unknown()) {
    found.value.truth = Truth::no();
    found.value.since = guideline::Since::always();
  }
  return found;
}

/// Quiet when each of the facts is no.
Found pocket_quiet(const Inquiry& inquiry) {
  Gathered gathered;
  for (const auto& input : inquiry.inputs) gathered.add(input);
  return negated(gathered.any());
}

bool is_echocardiography(std::string_view modality) {
  return modality == "tte" || modality == "tee" || modality == "ice" || modality == "echocardiography";
}

/// What echocardiography says, by how much it says.
struct EchoStatements {
  std::vector<Statement> lesions, excluded, not_seen;
};

EchoStatements echo_statements(const Inquiry& inquiry) {
  EchoStatements all;
  const auto& values = inquiry.fact.values;
  for (const auto* seen : inquiry.entries<model::Imaging>()) {
    const auto& imaging = seen->as<model::Imaging>();
    if (!is_echocardiography(imaging.modality)) continue;
    const auto value =
        std::ranges::find(values, inquiry.word("field") == "lead_mass" ? imaging.lead_mass : imaging.valve_lesion);
    if (value == values.end()) continue;
    const auto statement = says_category(*seen, static_cast<int>(value - values.begin()));
    const bool excludes = imaging.modality == "tee" || imaging.modality == "ice";
    (value != values.begin() ? all.lesions : excludes ? all.excluded : all.not_seen).push_back(statement);
  }
  return all;
}

/// A mass seen by any kind of echocardiography counts; only from the oesophagus or the heart does none exclude one.
Found echo_finding(const Inquiry& inquiry) {
  const auto all = echo_statements(inquiry);
  if (!all.lesions.empty()) return resolve(inquiry.view, inquiry.fact, all.lesions);
  if (!all.excluded.empty()) return resolve(inquiry.view, inquiry.fact, all.excluded);
  Found found;
  if (!all.not_seen.empty()) found.value.reason = Reason::unclear;
  for (const auto& statement : all.not_seen) note(found.evidence, *statement.seen);
  return found;
}

}  // namespace

Truth presence(const model::Entry& entry) {
  if (const auto* history = std::get_if<model::History>(&entry.content)) return history->present.value_or(Truth::yes());
  if (const auto* decision = std::get_if<model::Decision>(&entry.content))
    return decision->present.value_or(Truth::yes());
  if (const auto* sign = std::get_if<model::Sign>(&entry.content)) return sign->present.value_or(Truth::yes());
  if (const auto* procedure = std::get_if<model::Procedure>(&entry.content)) return procedure->done.value_or(Truth());
  if (const auto* complication = std::get_if<model::Complication>(&entry.content))
    return complication->present.value_or(Truth::yes());
  return Truth::yes();
}

bool is_at_pocket(const model::Sign& sign) { return sign.site.empty() || sign.site == "pocket"; }

namespace {

template <typename Kind, typename Matches>
Found presence_found(const Inquiry& inquiry, Matches matches) {
  std::vector<Statement> statements;
  for (const auto* seen : inquiry.entries<Kind>())
    if (matches(seen->template as<Kind>())) statements.push_back(says(*seen, presence(*seen->entry)));
  return resolve(inquiry.view, inquiry.fact, statements);
}

}  // namespace

Found sign_found(const Inquiry& inquiry, std::string_view what) {
  return presence_found<model::Sign>(inquiry, [what](const model::Sign& sign) { return sign.what == what; });
}

Found pocket_sign_found(const Inquiry& inquiry, std::string_view what) {
  return presence_found<model::Sign>(
      inquiry, [what](const model::Sign& sign) { return sign.what == what && is_at_pocket(sign); });
}

Found history_found(const Inquiry& inquiry, std::string_view what) {
  return presence_found<model::History>(inquiry, [what](const model::History& entry) { return entry.what == what; });
}

std::vector<Rule> finding_rules() {
  using enum guideline::FactType;
  using enum guideline::Subject;
  const Argument kind{.name = "kind", .of = {"sign", "history"}};
  const Argument what{.name = "what", .words = Argument::Words::field_of_kind, .of = {"what"}};
  const Argument site{.name = "site", .is_required = false, .of = {"pocket"}};
  const Argument four{.name = "what", .of = {inflammatory_signs.begin(), inflammatory_signs.end()}};
  const Argument any_kind{.name = "kind", .words = Argument::Words::kind};
  const Argument any_field{.name = "field", .words = Argument::Words::finding_of_kind};
  const Argument made{.name = "kind", .of = {"decision", "referral", "procedure"}};
  const Argument field{.name = "field", .of = {"lead_mass", "valve_lesion"}};
  const std::vector<std::string_view> pocket = {"pocket.exposed",     "pocket.discharge",  "pocket.inflammation",
                                                "pocket.deformation", "pocket.adherence",  "pocket.threatened_erosion",
                                                "pocket.fluctuance",  "pocket.superficial"};
  return {{.name = "any_of", .of = patient, .gives = truth, .arguments = {kind, what, site}, .find = any_of},
          {.name = "none_of", .of = patient, .gives = truth, .arguments = {kind, what, site}, .find = none_of},
          {.name = "recorded_absent",
           .of = patient,
           .gives = truth,
           .arguments = {any_kind, any_field},
           .find = recorded_absent},
          {.name = "recorded", .of = patient, .gives = truth, .arguments = {made, what}, .find = recorded},
          {.name = "pocket_sign", .of = patient, .gives = truth, .arguments = {four}, .find = pocket_sign},
          {.name = "pocket_inflammation", .of = patient, .gives = truth, .find = pocket_inflammation},
          {.name = "pocket_quiet", .of = patient, .gives = truth, .inputs = pocket, .find = pocket_quiet},
          {.name = "echo_finding", .of = patient, .gives = category, .arguments = {field}, .find = echo_finding}};
}

}  // namespace lossa::assessment
