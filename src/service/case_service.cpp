// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/case_service.hpp>

#include <algorithm>
#include <utility>

#include "assess.hpp"

#include <lossa/intake/case_file.hpp>
#include <lossa/journal/entry_codec.hpp>

namespace lossa::service {
namespace {

Error no_such_case(std::string_view id) {
  return {.kind = ErrorKind::not_found, .message = "there is no case '" + std::string(id) + "'"};
}

std::vector<std::string> encoded(const std::vector<model::Entry>& entries) {
  std::vector<std::string> result;
  result.reserve(entries.size());
  for (const auto& entry : entries) result.push_back(journal::encode(entry));
  return result;
}

}  // namespace

Result<std::vector<WorkItem>> CaseService::worklist(const Date& now, const std::optional<Date>& as_of) const {
  LOSSA_TRY(catch_up());
  std::vector<WorkItem> items;
  for (const auto id : casebook_.ids()) {
    const auto& patient = *casebook_.find(id);
    View view;
    if (as_of)
      view.at = as_of->text();
    else if (!patient.opening.assess_at)
      view.at = now.text();
    items.push_back(LOSSA_TRY(item_of(patient, view)));
  }
  std::ranges::sort(items, is_more_urgent);
  return items;
}

Result<WorkItem> CaseService::item_of(const model::Case& patient, const View& view) const {
  const auto version = casebook_.version_of(patient.id);
  auto& made = made_[patient.id];
  if (made.version != version || made.at != view.at) {
    const auto assessed = LOSSA_TRY(assess_at(*library_, patient, view));
    made = {version, view.at, work_item(assessed)};
  }
  return made.item;
}

Result<AssessedCase> CaseService::assess(std::string_view case_id, const View& view) const {
  LOSSA_TRY(catch_up());
  const auto* patient = casebook_.find(case_id);
  if (patient == nullptr) return no_such_case(case_id);
  return assess_at(*library_, *patient, view);
}

Result<std::vector<std::string>> CaseService::case_ids() const {
  LOSSA_TRY(catch_up());
  const auto ids = casebook_.ids();
  return std::vector<std::string>(ids.begin(), ids.end());
}

Result<AssessedCase> CaseService::assess_as_recorded(std::string_view case_id, journal::Timestamp moment,
                                                     const View& view) const {
  LOSSA_TRY(catch_up());
  auto patient = casebook_.as_recorded(case_id, moment);
  if (!patient) return no_such_case(case_id);
  return assess_at(*library_, std::move(*patient), view);
}

Checked<AssessedCase> CaseService::assess_file(std::string_view bytes, std::string_view file_name,
                                               const View& view) const {
  return assess_case_file(*library_, bytes, file_name, view);
}

Checked<AssessedCase> assess_case_file(const assessment::Library& library, std::string_view bytes,
                                       std::string_view file_name, const View& view) {
  auto file = intake::read_case_file(bytes, file_name);
  if (!file.ok()) return {std::nullopt, std::move(file.issues)};
  auto folded = model::fold(file.value->case_id, std::move(file.value->entries));
  expects(folded.value.has_value());  // the file was read without a fault, and that included this
  auto assessed = assess_at(library, std::move(*folded.value), view);
  if (assessed) return {std::move(assessed).value(), std::move(file.issues)};
  file.issues.push_back(
      {Severity::error, {.file = std::string(file_name), .path = assessed.error().where}, assessed.error().message});
  return {std::nullopt, std::move(file.issues)};
}

Result<Imported> CaseService::take_in(const std::string& case_id, const Delivery& delivery,
                                      journal::Timestamp recorded_at) {
  LOSSA_TRY(catch_up());
  const auto stored = casebook_.entries_of(case_id);
  const auto added = additions(stored, delivery, library_->organisms);
  if (added.empty()) return Imported{};
  const std::vector<journal::CaseAppend> batch = {{case_id, stored.size(), encoded(added)}};
  if (auto appended = journal_->append(batch, recorded_at); !appended) return std::move(appended).error();
  return Imported{stored.empty() ? Imported::Outcome::stored : Imported::Outcome::extended, added.size()};
}

Result<void> CaseService::add(const std::string& case_id, const model::Entry& entry, journal::Timestamp recorded_at) {
  LOSSA_TRY(catch_up());
  const auto version = casebook_.version_of(case_id);
  if (version == 0) return no_such_case(case_id);
  const std::vector<journal::CaseAppend> batch = {{case_id, version, {journal::encode(entry)}}};
  if (auto appended = journal_->append(batch, recorded_at); !appended) return std::move(appended).error();
  return {};
}

Result<const registry::Casebook*> CaseService::casebook() const {
  LOSSA_TRY(catch_up());
  return &casebook_;
}

Result<Imported> CaseService::import(const model::CaseFile& file, journal::Timestamp recorded_at) {
  LOSSA_TRY(catch_up());
  const auto stored = encoded(casebook_.entries_of(file.case_id));
  const auto given = encoded(file.entries);
  const auto [ours, theirs] = std::ranges::mismatch(stored, given);
  if (ours != stored.end())
    return Error{.kind = ErrorKind::conflict,
                 .message = "the stored case says something else here; add a correction instead",
                 .where = file.case_id + ", entry " + std::to_string(ours - stored.begin() + 1)};
  const auto added = static_cast<std::size_t>(given.end() - theirs);
  if (added == 0) return Imported{};
  const std::vector<journal::CaseAppend> batch = {{file.case_id, stored.size(), {theirs, given.end()}}};
  if (auto appended = journal_->append(batch, recorded_at); !appended) return std::move(appended).error();
  return Imported{stored.empty() ? Imported::Outcome::stored : Imported::Outcome::extended, added};
}

}  // namespace lossa::service
