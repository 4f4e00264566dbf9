// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/journal/journal.hpp>
#include <lossa/model/codec.hpp>
#include <lossa/registry/casebook.hpp>
#include <lossa/service/service.hpp>
#include <lossa/service/take_in.hpp>

namespace lossa::service {

/// What became of one case that was brought in.
struct Imported {
  enum class Outcome { stored, extended, unchanged };
  Outcome outcome = Outcome::unchanged;
  std::size_t entries = 0;  ///< how many were new
};

/// The use cases on a journal's cases. What other processes append is seen at the next call.
class CaseService final : public Service {
 public:
  /// Both must outlive it.
  CaseService(const assessment::Library& library, journal::Journal& journal) : library_(&library), journal_(&journal) {}

  [[nodiscard]] Result<std::vector<WorkItem>> worklist(const Date& now,
                                                       const std::optional<Date>& as_of) const override;
  [[nodiscard]] Result<AssessedCase> assess(std::string_view case_id, const View& view) const override;
  [[nodiscard]] Checked<AssessedCase> assess_file(std::string_view bytes, std::string_view file_name,
                                                  const View& view) const override;
  [[nodiscard]] const assessment::Library& library() const override { return *library_; }

  /// The ids of all cases, in order.
  [[nodiscard]] Result<std::vector<std::string>> case_ids() const;

  /// Assesses a case as it stood in the journal at that moment.
  [[nodiscard]] Result<AssessedCase> assess_as_recorded(std::string_view case_id, journal::Timestamp moment,
                                                        const View& view) const;

  /// Stores a case file's entries. The same file again changes nothing; one with more at its end adds that.
  /// Fails with conflict, naming the first entry that differs, if the stored case says something else: what is stored
  /// is corrected by a correction, never overwritten.
  Result<Imported> import(const model::CaseFile& file, journal::Timestamp recorded_at);

  /// Adds what a delivery of another system says that is new, and corrects what it has changed; see take_in.hpp.
  Result<Imported> take_in(const std::string& case_id, const Delivery& delivery, journal::Timestamp recorded_at);

  /// Adds one entry to a case. Fails with not_found if there is no such case.
  Result<void> add(const std::string& case_id, const model::Entry& entry, journal::Timestamp recorded_at);

  /// What has been read of the journal, up to now.
  [[nodiscard]] Result<const registry::Casebook*> casebook() const;

 private:
  Result<void> catch_up() const { return casebook_.catch_up(*journal_); }
  /// Made anew only when the case has got entries or is looked at for another time.
  Result<WorkItem> item_of(const model::Case& patient, const View& view) const;

  const assessment::Library* library_;
  journal::Journal* journal_;
  mutable registry::Casebook casebook_;  ///< what has been read of the journal
  struct Made {
    std::uint64_t version = 0;
    std::string at;
    WorkItem item;
  };
  mutable std::map<std::string, Made> made_;  ///< of each case, its last row of the worklist
};

/// Assesses a case file without a journal; see Service::assess_file.
Checked<AssessedCase> assess_case_file(const assessment::Library& library, std::string_view bytes,
                                       std::string_view file_name, const View& view);

}  // namespace lossa::service
