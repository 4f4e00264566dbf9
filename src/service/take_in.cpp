// SPDX-License-Identifier: Apache-2.0
#include <lossa/service/take_in.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <lossa/journal/entry_codec.hpp>

namespace lossa::service {
namespace {

using intake::Gone;
using model::Correction;
using model::Culture;
using model::Entry;

/// By id, what the source last said; nothing once it has been withdrawn.
using LastSaid = std::map<std::string, std::optional<Entry>, std::less<>>;

LastSaid last_said(const std::vector<Entry>& stored) {
  LastSaid said;
  for (const auto& entry : stored) {
    const auto* correction = std::get_if<Correction>(&entry.content);
    if (correction == nullptr) {
      said[entry.id] = entry;
    } else if (correction->reason == delivery_reason) {
      auto& last = said[correction->corrects];
      last.reset();
      if (!correction->entry.empty()) last = correction->entry.front();
    }
  }
  return said;
}

/// The same words, wherever they stand in the source's files.
bool says_the_same(const Entry& earlier, Entry now) {
  now.read_in = earlier.read_in;
  return journal::encode(earlier) == journal::encode(now);
}

/// Without an id of its own: fold numbers it.
Entry correction_of(const std::string& id, std::optional<Entry> now) {
  Correction correction{.corrects = id, .reason = std::string(delivery_reason)};
  if (now) correction.entry = std::move(*now);
  return {.content = std::move(correction)};
}

bool is_without_episodes(const Entry& entry) {
  const auto* opening = std::get_if<model::Opening>(&entry.content);
  return opening != nullptr && opening->episodes.empty();
}

bool is_culture(const Entry& entry) { return std::holds_alternative<Culture>(entry.content); }

/// One delivery beside what was said before it.
class Comparison {
 public:
  Comparison(LastSaid said, const Delivery& delivery, const terminology::Organisms& organisms)
      : said_(std::move(said)), delivery_(delivery), organisms_(organisms) {
    for (const auto& entry : delivery_.entries) {
      delivered_.insert(entry.id);
      if (!is_culture(entry)) continue;
      for (const auto& mark : intake::marks_in(entry)) cultures_of_[mark.record].insert(entry.id);
    }
  }

  std::vector<Entry> additions() {
    for (const auto& entry : delivery_.entries) compare(entry);
    for (const auto& [id, last] : said_)
      if (last && !delivered_.contains(id)) reconsider(id, *last);
    return std::move(added_);
  }

 private:
  void compare(const Entry& delivered) {
    const auto before = said_.find(delivered.id);
    if (before != said_.end() && is_without_episodes(delivered)) return;  // a delivery of little ends no episode
    if (before == said_.end())
      added_.push_back(delivered);
    else if (!before->second)
      added_.push_back(correction_of(delivered.id, delivered));
    else
      change(*before->second, supplemented(intake::joined(delivered, *before->second, gone_for(*before->second))));
  }

  void reconsider(const std::string& id, const Entry& last) {
    auto left = intake::what_is_left(last, gone_for(last));
    if (!left)
      added_.push_back(correction_of(id, std::nullopt));
    else
      change(last, supplemented(std::move(*left)));
  }

  void change(const Entry& earlier, Entry now) {
    if (!says_the_same(earlier, now)) added_.push_back(correction_of(earlier.id, std::move(now)));
  }

  /// What is taken back; of a culture also what the delivery says in another one now.
  [[nodiscard]] Gone gone_for(const Entry& earlier) const {
    Gone gone = delivery_.gone;
    if (!is_culture(earlier)) return gone;
    for (const auto& mark : intake::marks_in(earlier)) {
      const auto said_in = cultures_of_.find(mark.record);
      if (said_in != cultures_of_.end() && !said_in->second.contains(earlier.id)) gone.records.insert(mark.record);
    }
    return gone;
  }

  [[nodiscard]] Entry supplemented(Entry entry) const {
    auto* culture = std::get_if<Culture>(&entry.content);
    if (culture == nullptr || !organisms_.in_group(culture->organism, "staphylococcus")) return entry;
    const auto marks = intake::marks_in(entry);
    for (const auto& more : delivery_.supplements) {
      if (std::ranges::find(marks, more.record, &intake::Mark::record) == marks.end()) continue;
      if (more.methicillin_resistant) culture->methicillin_resistant = more.methicillin_resistant;
      if (!more.text.empty() && entry.text.find(more.text) == std::string::npos)
        entry.text.append(entry.text.empty() ? "" : "\n").append(more.text);
    }
    return entry;
  }

  LastSaid said_;
  const Delivery& delivery_;
  const terminology::Organisms& organisms_;
  std::set<std::string_view> delivered_;
  std::map<std::string, std::set<std::string_view>> cultures_of_;  ///< ids of delivered ones, by mark of their record
  std::vector<Entry> added_;
};

}  // namespace

Delivery delivery_of(const intake::Course& course) {
  return {.entries = course.entries, .gone = course.gone, .supplements = course.supplements};
}

std::vector<Entry> additions(const std::vector<Entry>& stored, const Delivery& delivery,
                             const terminology::Organisms& organisms) {
  return Comparison(last_said(stored), delivery, organisms).additions();
}

}  // namespace lossa::service
