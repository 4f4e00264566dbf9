// SPDX-License-Identifier: Apache-2.0
#include <lossa/model/case.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <lossa/model/fields.hpp>

#include "case_checks.hpp"

namespace lossa::model {
namespace {

/// Folds in the order of recording, so that what an earlier entry is called never depends on a later one.
class Folding {
 public:
  explicit Folding(std::string case_id) { checked_.value = Case{.id = std::move(case_id), .opening = {}}; }

  void take(Entry entry) {
    name(entry);
    if (auto* correction = std::get_if<Correction>(&entry.content)) {
      const auto copy = *correction;
      correct(std::move(entry), copy);
    } else if (std::holds_alternative<Opening>(entry.content)) {
      open(std::move(entry));
    } else {
      patient().entries.push_back(std::move(entry));
    }
  }

  Checked<Case> finish() && {
    check_case(patient(), opening_entry_.place, checked_.issues);
    return std::move(checked_);
  }

 private:
  /// What a correction did, so that another can change or undo it.
  struct Deed {
    Entry correction;
    Entry before;          ///< what it corrected
    std::size_t position;  ///< where that stood among the entries in effect
    std::string target;    ///< its id
  };

  Case& patient() { return *checked_.value; }

  void fault(const Entry& entry, std::string message) {
    checked_.issues.push_back({.place = entry.place, .message = std::move(message)});
  }

  void name(Entry& entry) {
    const std::string kind(kind_of(entry));
    auto& count = counts_[kind];
    ++count;
    const auto numbered = [&] { return kind + "-" + std::to_string(count); };
    const bool is_taken = !entry.id.empty() && ids_.contains(entry.id);
    const auto wanted = entry.id;
    if (entry.id.empty() || is_taken) {
      while (ids_.contains(numbered())) ++count;
      entry.id = numbered();
    }
    ids_.insert(entry.id);
    if (is_taken) fault(entry, "the id \"" + wanted + "\" is taken by an entry before; this one is called " + entry.id);
  }

  void open(Entry entry) {
    if (opened_) {
      fault(entry, "a case has one opening; correct the first one, " + opening_entry_.id);
      patient().entries.push_back(std::move(entry));
      return;
    }
    opened_ = true;
    patient().opening = std::get<Opening>(entry.content);
    opening_entry_ = std::move(entry);
  }

  void correct(Entry entry, const Correction& correction) {
    const auto deed = std::ranges::find(deeds_, correction.corrects, [](const Deed& d) { return d.correction.id; });
    if (deed != deeds_.end()) {
      correct_correction(std::move(entry), correction, *deed);
      return;
    }
    if (opened_ && correction.corrects == opening_entry_.id) {
      correct_opening(std::move(entry), correction);
      return;
    }
    auto& entries = patient().entries;
    const auto target = std::ranges::find(entries, correction.corrects, &Entry::id);
    if (target == entries.end()) {
      const auto taken_out = std::ranges::find(deeds_.rbegin(), deeds_.rend(), correction.corrects, &Deed::target);
      if (taken_out != deeds_.rend()) {  // it comes back, or stays out
        if (!correction.entry.empty()) correct_correction(std::move(entry), correction, *taken_out);
        return;
      }
      fault(entry, entry.id + " corrects \"" + correction.corrects + "\", which is no entry in effect before it");
      entries.push_back(std::move(entry));
      return;
    }
    const auto position = static_cast<std::size_t>(target - entries.begin());
    deeds_.push_back({.correction = entry, .before = *target, .position = position, .target = target->id});
    replace(correction, entry.id);
  }

  /// Puts the correction's entry in the place and under the id of the one that it corrects, or takes that one out.
  void replace(const Correction& correction, const std::string& by) {
    auto& entries = patient().entries;
    const auto target = std::ranges::find(entries, correction.corrects, &Entry::id);
    patient().superseded.push_back({.entry = *target, .by = by, .reason = correction.reason});
    if (correction.entry.empty()) {
      entries.erase(target);
      return;
    }
    auto replacement = correction.entry.front();
    replacement.id = target->id;
    *target = std::move(replacement);
  }

  /// With an entry: what the first correction put in is replaced. Without: the first correction is undone.
  void correct_correction(Entry entry, const Correction& correction, const Deed& first) {
    auto& entries = patient().entries;
    const auto in_effect = std::ranges::find(entries, first.target, &Entry::id);
    const auto position = in_effect == entries.end() ? std::min(first.position, entries.size())
                                                     : static_cast<std::size_t>(in_effect - entries.begin());
    const auto put_in = correction.entry.empty() ? first.before : correction.entry.front();
    if (in_effect != entries.end()) {
      patient().superseded.push_back({.entry = *in_effect, .by = entry.id, .reason = correction.reason});
      entries.erase(in_effect);
    }
    patient().superseded.push_back({.entry = first.correction, .by = entry.id, .reason = correction.reason});
    Deed deed{.correction = std::move(entry), .before = first.before, .position = position, .target = first.target};
    auto& placed = *entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(position), put_in);
    placed.id = first.target;
    deeds_.push_back(std::move(deed));
  }

  void correct_opening(Entry entry, const Correction& correction) {
    const auto* opening = correction.entry.empty() ? nullptr : std::get_if<Opening>(&correction.entry.front().content);
    if (opening == nullptr) {
      fault(entry, entry.id + " must hold an opening: a case cannot be without");
      patient().entries.push_back(std::move(entry));
      return;
    }
    patient().superseded.push_back({.entry = opening_entry_, .by = entry.id, .reason = correction.reason});
    patient().opening = *opening;
    opening_entry_.content = *opening;
  }

  Checked<Case> checked_;
  Entry opening_entry_;
  bool opened_ = false;
  std::map<std::string, int> counts_;
  std::set<std::string> ids_;
  std::vector<Deed> deeds_;
};

}  // namespace

const Entry* Case::find(std::string_view entry_id) const {
  const auto found = std::ranges::find(entries, entry_id, &Entry::id);
  return found == entries.end() ? nullptr : &*found;
}

Checked<Case> fold(std::string case_id, std::vector<Entry> entries) {
  Folding folding(std::move(case_id));
  for (auto& entry : entries) folding.take(std::move(entry));
  return std::move(folding).finish();
}

}  // namespace lossa::model
