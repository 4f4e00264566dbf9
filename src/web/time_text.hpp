// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/assessment/assessment.hpp>
#include <lossa/model/when.hpp>

#include <lossa/locale/words.hpp>

namespace lossa::web {

// Times and numbers as pages write them.

/// "2021-08-20", "extraction + 72 hours", "2019 to 2021-03".
std::string time_text(const model::When& when, const locale::Speech& speech);
std::string time_text(const Interval<WallMinutes>& minutes, const locale::Speech& speech);
/// An anchor by its name; one that Lossa has no words for as it is written, without underscores.
std::string anchor_text(const std::string& anchor, const locale::Speech& speech);
/// A time as asked for: a date, or an anchor with a distance.
std::string asked_time_text(const std::string& asked, const locale::Speech& speech);

/// "by 2021-08-20 14:30", "overdue since …", "not dated".
std::string due_text(const assessment::DueTime& due, const locale::Speech& speech);

/// Hours, and days from two days on: "36 hours", "4.5 to 5.5 days".
std::string hours_text(const Interval<double>& hours, const locale::Speech& speech);
/// "3", "2 to 4", "2 or more", "up to 4".
std::string number_text(const Interval<double>& number, const locale::Speech& speech);

}  // namespace lossa::web
