// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace lossa::synthesis {

using Day = std::int64_t;  ///< since 1970-01-01

/// A point of time on the hospital's wall clock.
struct Moment {
  Day day = 0;
  int minute = 0;  ///< since midnight; may be past the day's end, or before its start

  friend Moment operator+(Moment moment, int minutes) { return {moment.day, moment.minute + minutes}; }
};

/// "2023-05-06T07:08:00+02:00".
class Stamp {
 public:
  static constexpr std::size_t length = 25;
  operator std::string_view() const { return {text_.data(), length}; }  // NOLINT(google-explicit-constructor)

 private:
  friend class Days;
  std::array<char, length> text_{};
};

/// The texts of all days that can come up, made once.
class Days {
 public:
  Days(Day first, Day last);

  /// "2023-05-06"; the day is within those made.
  [[nodiscard]] std::string_view date(Day day) const;
  /// Summer time is taken to last from April to October.
  [[nodiscard]] Stamp stamp(Moment moment) const;

 private:
  static constexpr std::size_t date_length = 10;
  Day first_;
  std::vector<std::array<char, date_length>> dates_;
};

}  // namespace lossa::synthesis
