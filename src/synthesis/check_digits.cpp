// SPDX-License-Identifier: Apache-2.0
#include "check_digits.hpp"

#include <lossa/base/contract.hpp>

#include "text.hpp"

namespace lossa::synthesis {
namespace {

char to_next_ten(int sum) { return static_cast<char>('0' + (10 - sum % 10) % 10); }

}  // namespace

char luhn_digit(std::string_view nine_digits) {
  expects(nine_digits.size() == 9);
  int sum = 0;
  for (std::size_t i = 0; i < nine_digits.size(); ++i) {
    const int product = (nine_digits[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return to_next_ten(sum);
}

char gtin_digit(std::string_view digits) {
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) sum += (digits[i] - '0') * ((digits.size() - i) % 2 == 1 ? 3 : 1);
  return to_next_ten(sum);
}

TestNumber test_number(std::uint64_t index, bool is_woman) {
  constexpr std::uint64_t years = 30, months = 12, days_each_month_has = 28, serials = 499;
  static_assert(years * months * days_each_month_has * serials > test_numbers);
  static_assert(years * serials > test_numbers / 500);
  expects(index < test_numbers);
  const bool has_no_date = index % 500 == 499;
  const bool is_samordningsnummer = index % 50 == 49;
  // Mixed radix: no two indices with a date share one date and serial, nor do two without.
  auto rest = has_no_date ? index / 500 : index;
  const auto year = 1800 + rest % years;
  rest /= years;
  const auto month = has_no_date ? 0 : 1 + rest % months;
  if (!has_no_date) rest /= months;
  const auto day = has_no_date ? 0 : 1 + rest % days_each_month_has;
  if (!has_no_date) rest /= days_each_month_has;
  const auto serial = 2 * (rest % serials) + (is_woman ? 2 : 1);  // even for women

  std::string digits;
  fill(digits, "@@@@",
       {Whole(year, 4), Whole(month, 2), Whole(day + (is_samordningsnummer ? 60 : 0), 2), Whole(serial, 3)});
  const std::string_view all = digits;
  std::string value;
  fill(value, "@-@@", {all.substr(0, 8), all.substr(8), std::string(1, luhn_digit(all.substr(2)))});
  return {.value = std::move(value), .is_samordningsnummer = is_samordningsnummer};
}

}  // namespace lossa::synthesis
