// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <lossa/terminology/udi.hpp>

// What the issuers' formats share, and how each is read.
namespace lossa::terminology {

struct YearMonthDay {
  int year = 0;
  int month = 0;
  int day = 0;  ///< 0: known to the month
};

bool all_digits(std::string_view text);
/// Of digits, at most nine.
int number_of(std::string_view digits);
/// The year that two digits mean: at most 50 ahead of today's, at most 49 back.
int full_year(int two_digits, const Date& today);

/// Notes a fault for an impossible one.
std::optional<Date> date_or_fault(const YearMonthDay& date, std::string_view written, Udi& udi);
/// A year and a day of it, 1 to 366.
std::optional<Date> day_of_year_or_fault(int year, int day, std::string_view written, Udi& udi);
/// Puts the text where none was; a second one is a fault.
void set_once(std::string& field, std::string_view text, std::string_view what, Udi& udi);
void not_understood(std::string_view element, Udi& udi);

/// Each is given text of its issuer.
Udi read_gs1(std::string_view text, const Date& today);
Udi read_hibcc(std::string_view text, const Date& today);
Udi read_iccbba(std::string_view text);

}  // namespace lossa::terminology
