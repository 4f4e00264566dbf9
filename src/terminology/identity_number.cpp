// SPDX-License-Identifier: Apache-2.0
#include <lossa/terminology/identity_number.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

namespace lossa::terminology {
namespace {

constexpr std::size_t serial_length = 4;
constexpr int coordination_days = 60;

constexpr bool is_digit(char c) { return '0' <= c && c <= '9'; }
constexpr bool is_capital(char c) { return 'A' <= c && c <= 'Z'; }
constexpr bool is_alphanumeric(char c) { return is_digit(c) || is_capital(c) || ('a' <= c && c <= 'z'); }

bool all_digits(std::string_view text) { return std::ranges::all_of(text, is_digit); }

int number_of(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = 10 * number + (c - '0');
  return number;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

int digit_sum(int number) {
  int sum = 0;
  for (; number > 0; number /= 10) sum += number % 10;
  return sum;
}

/// Luhn's rule: from the right every other value is doubled, and the digits of all make a multiple of ten. Inera's
/// national reserve numbers have letters too, each with its value in ASCII.
bool check_digit_is_right(std::string_view number) {
  int sum = 0;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const char c = number[number.size() - 1 - i];
    const int value = is_digit(c) ? c - '0' : c;
    sum += digit_sum(i % 2 == 0 ? value : 2 * value);
  }
  return sum % 10 == 0;
}

/// A number taken apart: birth digits (6 or 8), sign or 0, last four.
struct Parts {
  std::string date;
  char sign = '\0';
  std::string serial;
};

std::optional<Parts> take_apart(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  if (text.size() < 10 || text.size() > 13) return std::nullopt;
  Parts parts;
  for (const char c : text.substr(text.size() - serial_length))
    parts.serial.push_back('a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  text.remove_suffix(serial_length);
  if (text.ends_with('-') || text.ends_with('+')) {
    parts.sign = text.back();
    text.remove_suffix(1);
  }
  parts.date = text;
  const bool length_fits = parts.date.size() == 6 || parts.date.size() == 8;
  if (!length_fits || !all_digits(parts.date) || !std::ranges::all_of(parts.serial, is_alphanumeric))
    return std::nullopt;
  return parts;
}

/// The birth date, as far as month and day are known (0: not known). Nothing for an impossible one.
std::optional<Date> birth_date(int year, int month, int day) {
  if (year < 1800) return std::nullopt;
  std::string text = two_digits(year / 100) + two_digits(year % 100);
  if (month != 0) text += "-" + two_digits(month);
  if (month != 0 && day != 0) text += "-" + two_digits(day);
  auto date = Date::parse(text);
  if (month > 12 || day > 31 || !date.has_value()) return std::nullopt;
  return std::move(date).value();
}

bool is_future(const Date& born, const Date& today) { return born.days().low > today.days().high; }

int year_of(const Date& date) { return number_of(std::string_view(date.text()).substr(0, 4)); }

/// The birth date of a number whose year has two digits.
std::optional<Date> birth_date_by_sign(const Parts& parts, int month, int day, const Date& today) {
  const int last_year = year_of(today);
  for (int century = last_year / 100; century >= 18; --century) {
    const int year = 100 * century + number_of(parts.date.substr(0, 2));
    const auto born = birth_date(year, month, day);
    const bool old_enough = parts.sign != '+' || last_year - year >= 100;
    if (born.has_value() && !is_future(*born, today) && old_enough) return born;
  }
  return std::nullopt;
}

/// Personnummer and samordningsnummer.
std::optional<IdentityNumber> read_national(const Parts& parts, const Date& today) {
  const std::string short_date = parts.date.substr(parts.date.size() - 6);
  if (parts.serial.starts_with("000") || !check_digit_is_right(short_date + parts.serial)) return std::nullopt;
  const int month = number_of(std::string_view(short_date).substr(2, 2));
  const int written_day = number_of(std::string_view(short_date).substr(4, 2));
  const bool coordination = written_day >= coordination_days;
  const int day = coordination ? written_day - coordination_days : written_day;
  if (!coordination && (month == 0 || day == 0)) return std::nullopt;

  const auto born = parts.date.size() == 8 ? birth_date(number_of(parts.date.substr(0, 4)), month, day)
                                           : birth_date_by_sign(parts, month, day, today);
  if (!born.has_value() || is_future(*born, today)) return std::nullopt;
  return IdentityNumber{
      .kind = coordination ? IdentityNumber::Kind::samordningsnummer : IdentityNumber::Kind::personnummer,
      .normal = born->text().substr(0, 4) + short_date.substr(2) + parts.serial,
      .born = born};
}

/// The letters of national reserve numbers.
bool is_reserve_letter(char c) { return is_capital(c) && std::string_view("IOQVW").find(c) == std::string_view::npos; }

/// Inera's national reserve number.
std::optional<IdentityNumber> read_national_reserve(const Parts& parts, const Date& today) {
  const std::string& serial = parts.serial;
  const bool formed = is_reserve_letter(serial[0]) && is_reserve_letter(serial[1]) &&
                      (is_digit(serial[2]) || is_reserve_letter(serial[2])) && is_digit(serial[3]);
  if (!formed || !check_digit_is_right(parts.date + serial)) return std::nullopt;
  IdentityNumber number{.kind = IdentityNumber::Kind::reserve, .normal = parts.date + serial};
  const int series = number_of(parts.date.substr(0, 2));
  const int month = number_of(parts.date.substr(4, 2));
  const int day = number_of(parts.date.substr(6, 2));
  if (series == 0) {  // no birth date: the digits only count on
    if (month < 20 || day < 40 || day > 59) return std::nullopt;
    return number;
  }
  if (series < 22) return std::nullopt;
  const int century = 19 + (series - 19) % 3;
  if (month == 0 || day == 0) return std::nullopt;
  number.born = birth_date(100 * century + number_of(parts.date.substr(2, 2)), month, day);
  if (!number.born.has_value() || is_future(*number.born, today)) return std::nullopt;
  return number;
}

bool fits(std::string_view number, std::string_view pattern) {
  return std::ranges::equal(number, pattern, [](char c, char want) {
    if (want == '#') return is_digit(c);
    if (want == '@') return is_capital(c);
    if (want == '*') return is_digit(c) || is_capital(c);
    return c == want;
  });
}

/// One whose form alone says that it is a reserve number. Its digits are not taken for a birth date: some regions put
/// the day of registration there.
bool has_reserve_form(const Parts& parts, std::span<const ReservePattern> patterns) {
  const std::string number = parts.date + parts.serial;
  if (std::ranges::any_of(patterns, [&](const ReservePattern& one) { return fits(number, one.pattern); })) return true;
  const auto at = [&](std::size_t from, std::size_t length) { return number_of(parts.date.substr(from, length)); };
  return !all_digits(parts.serial) && at(4, 2) != 0 && at(6, 2) != 0 &&
         birth_date(at(0, 4), at(4, 2), at(6, 2)).has_value();
}

/// Could this day stand in a number? Also 60 more, and 00.
bool is_possible_day(std::string_view month, std::string_view day) {
  const int written = number_of(day);
  return number_of(month) <= 12 &&
         (written <= 31 || (written >= coordination_days && written <= coordination_days + 31));
}

/// What may stand for a birth date from a place on: "19121212", "121212" or "1912-12-12".
struct DateRun {
  std::string digits;
  std::size_t end = 0;
};

std::optional<DateRun> date_run(std::string_view text, std::size_t from, std::string_view form) {
  const auto run = text.substr(from, form.size());
  const bool fits_form =
      std::ranges::equal(run, form, [](char c, char want) { return want == '#' ? is_digit(c) : c == want; });
  if (!fits_form) return std::nullopt;
  DateRun date{.digits = {}, .end = from + form.size()};
  std::ranges::copy_if(run, std::back_inserter(date.digits), is_digit);
  return date;
}

/// Does a number with such a date begin here, at a digit that no digit stands before?
bool begins_at(std::string_view text, std::size_t from, const DateRun& date) {
  std::size_t serial_at = date.end;
  if (serial_at < text.size() && std::string_view("-+ ").find(text[serial_at]) != std::string_view::npos) ++serial_at;
  const auto serial = text.substr(std::min(serial_at, text.size()), serial_length);
  if (serial.size() != serial_length || !std::ranges::all_of(serial, is_alphanumeric)) return false;
  const std::size_t end = serial_at + serial_length;
  const bool is_long = date.digits.size() == 8;
  const std::string_view last_six = std::string_view(date.digits).substr(date.digits.size() - 6);
  const bool day_possible = is_possible_day(last_six.substr(2, 2), last_six.substr(4, 2));
  if (all_digits(serial)) {
    const bool ends = end == text.size() || !is_digit(text[end]);
    return ends && (day_possible || (is_long && date.digits.starts_with("99")));
  }
  const bool stands_alone =
      (from == 0 || !is_alphanumeric(text[from - 1])) && (end == text.size() || !is_alphanumeric(text[end]));
  return is_long && stands_alone && (day_possible || date.digits.starts_with("00"));
}

/// How many bytes of the text from a place on are a UUID that stands alone: 8-4-4-4-12 hexadecimal digits (RFC 9562,
/// section 4).
std::size_t uuid_length(std::string_view text, std::size_t from) {
  constexpr std::string_view form = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const auto fits = [](char c, char said) {
    return said == '-' ? c == '-' : is_digit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F');
  };
  const auto belongs_to_it = [&](std::size_t at) {
    return at < text.size() && (is_alphanumeric(text[at]) || text[at] == '-');
  };
  if (!std::ranges::equal(text.substr(from, form.size()), form, fits)) return 0;
  const bool stands_alone = (from == 0 || !belongs_to_it(from - 1)) && !belongs_to_it(from + form.size());
  return stands_alone ? form.size() : 0;
}

}  // namespace

std::optional<IdentityNumber> read_identity_number(std::string_view text, const Date& today,
                                                   std::span<const ReservePattern> patterns) {
  const auto parts = take_apart(text);
  if (!parts.has_value()) return std::nullopt;
  if (all_digits(parts->serial)) {
    if (auto number = read_national(*parts, today); number.has_value()) return number;
  }
  if (parts->date.size() != 8) return std::nullopt;
  if (auto number = read_national_reserve(*parts, today); number.has_value()) return number;
  if (!has_reserve_form(*parts, patterns)) return std::nullopt;
  return IdentityNumber{.kind = IdentityNumber::Kind::reserve, .normal = parts->date + parts->serial};
}

bool looks_like_identity_number(std::string_view text) {
  constexpr std::array<std::string_view, 3> forms = {"########", "######", "####-##-##"};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto length = uuid_length(text, i); length > 0) {
      i += length;  // and what comes next, which is no digit
      continue;
    }
    if (!is_digit(text[i]) || (i > 0 && is_digit(text[i - 1]))) continue;
    const bool found = std::ranges::any_of(forms, [&](std::string_view form) {
      const auto date = date_run(text, i, form);
      return date.has_value() && begins_at(text, i, *date);
    });
    if (found) return true;
  }
  return false;
}

}  // namespace lossa::terminology
