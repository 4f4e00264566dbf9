// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <lossa/base/truth.hpp>
#include <lossa/model/case.hpp>
#include <lossa/model/when.hpp>

namespace lossa::model {

/// Where a time stands in one case's course: its date as far as it is known, and its place among the anchors.
struct Moment {
  std::optional<Date> date = {};  ///< absent: not dated
  int anchor = -1;                ///< index into the case's anchors; -1: none
  Duration distance = {};         ///< from that anchor
  friend bool operator==(const Moment&, const Moment&) = default;
};

/// Orders the times of one case. Two dates are compared as dates; else two anchored times by the order of their
/// anchors and, at one anchor, by their distance; a date and an undated anchor cannot be compared.
class Timeline {
 public:
  /// The case outlives the timeline.
  explicit Timeline(const Case& patient);

  /// A time whose anchor has a date gets one; a dated time falls at no anchor.
  [[nodiscard]] Moment moment(const When& when) const;

  /// Was `a` so by `b`, at or before it? A dated time of the same day, month or year as `b` counts as by then.
  /// Unknown when the two cannot be compared, or overlap only in part and coarsely.
  [[nodiscard]] Truth by(const Moment& a, const Moment& b) const;

  /// A strict order for sorting and for "which came later": by date, then anchor, then distance; total and the same for
  /// every order of entries. What cannot be compared keeps the anchors' order, undated first.
  [[nodiscard]] bool sorts_before(const Moment& a, const Moment& b) const;

  /// The last episode begun by `now` (index into case.opening.episodes; 0 if there is no list), and an entry's own.
  [[nodiscard]] int episode_at(const Moment& now) const;
  [[nodiscard]] int episode_of(const Entry& entry) const;

 private:
  const Case* case_;
  std::vector<Moment> anchors_;
};

}  // namespace lossa::model
