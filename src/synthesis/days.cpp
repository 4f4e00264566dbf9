// SPDX-License-Identifier: Apache-2.0
#include "days.hpp"

#include <algorithm>
#include <chrono>

#include <lossa/base/contract.hpp>

#include "text.hpp"

namespace lossa::synthesis {
namespace {

template <std::size_t size>
void put(std::array<char, size>& text, std::size_t at, std::string_view part) {
  std::ranges::copy(part, text.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

Days::Days(Day first, Day last) : first_(first) {
  for (auto day = first; day <= last; ++day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    auto& text = dates_.emplace_back();
    put(text, 0, Whole(static_cast<std::uint64_t>(static_cast<int>(date.year())), 4));
    put(text, 4, "-");
    put(text, 5, Whole(static_cast<unsigned>(date.month()), 2));
    put(text, 7, "-");
    put(text, 8, Whole(static_cast<unsigned>(date.day()), 2));
  }
}

std::string_view Days::date(Day day) const {
  const auto index = static_cast<std::size_t>(day - first_);
  expects(day >= first_ && index < dates_.size());
  return {dates_[index].data(), date_length};
}

Stamp Days::stamp(Moment moment) const {
  constexpr int minutes_a_day = 1440;
  while (moment.minute >= minutes_a_day) moment = {moment.day + 1, moment.minute - minutes_a_day};
  while (moment.minute < 0) moment = {moment.day - 1, moment.minute + minutes_a_day};
  const auto day = date(moment.day);
  const auto month = (day[5] - '0') * 10 + (day[6] - '0');
  Stamp stamp;
  put(stamp.text_, 0, day);
  put(stamp.text_, date_length, "T");
  put(stamp.text_, 11, Whole(static_cast<std::uint64_t>(moment.minute / 60), 2));
  put(stamp.text_, 13, ":");
  put(stamp.text_, 14, Whole(static_cast<std::uint64_t>(moment.minute % 60), 2));
  put(stamp.text_, 16, month >= 4 && month <= 10 ? ":00+02:00" : ":00+01:00");
  return stamp;
}

}  // namespace lossa::synthesis
