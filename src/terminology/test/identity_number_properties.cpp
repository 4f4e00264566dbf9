// SPDX-License-Identifier: Apache-2.0
// What must hold of every personnummer and samordningsnummer. All are made here.
#include <lossa/terminology/identity_number.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <string>

namespace lossa::terminology {
namespace {

const Date& today() {
  static const Date date = Date::parse("2026-11-27").value();
  return date;
}

std::string padded(int number, std::size_t length) {
  std::string digits = std::to_string(number);
  return std::string(length - digits.size(), '0') + digits;
}

/// The check digit, by the rule in Skatteverket's words: weights 2, 1, 2 ... from the left, the digits of the products
/// added, and what is missing to the next ten.
char check_digit(const std::string& nine) {
  int sum = 0;
  for (std::size_t i = 0; i < nine.size(); ++i) {
    const int product = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// "YYYYMMDDNNNC", born up to 2025; some with 60 added to the day, some of those without a day or a month.
rc::Gen<std::string> numbers() {
  return rc::gen::exec([] {
    const int year = *rc::gen::inRange(1890, 2026);
    const bool coordination = *rc::gen::arbitrary<bool>();
    int day = *rc::gen::inRange(coordination ? 0 : 1, 29);
    const int month = *rc::gen::inRange(coordination && day == 0 ? 0 : 1, 13);
    if (coordination) day += 60;
    const std::string date = padded(year, 4) + padded(month, 2) + padded(day, 2);
    const std::string serial = padded(*rc::gen::inRange(1, 1000), 3);
    return date + serial + check_digit(date.substr(2) + serial);
  });
}

std::string with_sign(const std::string& number, char sign) { return number.substr(0, 8) + sign + number.substr(8); }

RC_GTEST_PROP(IdentityNumberProperty, ReadingTheNormalFormGivesItAgain, ()) {
  const std::string text = *numbers();
  const auto number = read_identity_number(text, today());
  RC_ASSERT(number.has_value());
  RC_ASSERT(number->normal == text);
  RC_ASSERT(read_identity_number(number->normal, today()) == number);
  RC_ASSERT((number->kind == IdentityNumber::Kind::samordningsnummer) == (text[6] >= '6'));
}

RC_GTEST_PROP(IdentityNumberProperty, OneChangedDigitIsNoticed, ()) {
  std::string text = *numbers();
  const auto number = read_identity_number(text, today());
  const auto place = *rc::gen::inRange<std::size_t>(2, 12);  // the century is not part of the check
  const char other = *rc::gen::distinctFrom(rc::gen::inRange('0', static_cast<char>('9' + 1)), text[place]);
  text[place] = other;
  RC_ASSERT(!read_identity_number(text, today()).has_value());
}

RC_GTEST_PROP(IdentityNumberProperty, TheSignChangesNothingWhereTheCenturyIsWritten, ()) {
  const std::string text = *numbers();
  const auto number = read_identity_number(text, today());
  RC_ASSERT(read_identity_number(with_sign(text, '-'), today()) == number);
  RC_ASSERT(read_identity_number(with_sign(text, '+'), today()) == number);
}

RC_GTEST_PROP(IdentityNumberProperty, TheSignChangesOnlyTheCenturyWhereItIsNotWritten, ()) {
  const std::string text = (*numbers()).substr(2);
  const std::string signless = text.substr(0, 6);
  const auto none = read_identity_number(text, today());
  const auto minus = read_identity_number(signless + "-" + text.substr(6), today());
  const auto plus = read_identity_number(signless + "+" + text.substr(6), today());
  RC_ASSERT(none.has_value() && plus.has_value());
  RC_ASSERT(none == minus);
  RC_ASSERT(plus->normal.substr(2) == none->normal.substr(2));
  const int age_by_plus = 2026 - std::stoi(plus->normal.substr(0, 4));
  RC_ASSERT(age_by_plus >= 100 && age_by_plus < 200);
}

RC_GTEST_PROP(IdentityNumberProperty, WhatIsOneLooksLikeOneWhereverItStands, ()) {
  const std::string text = *numbers();
  const std::string before = *rc::gen::element<std::string>("", "Patient/", "pnr ", "x", "(");
  const std::string after = *rc::gen::element<std::string>("", "/", " a", ")", "x");
  for (const std::string& form : {text, with_sign(text, '-'), with_sign(text, '+'), text.substr(2)})
    RC_ASSERT(looks_like_identity_number(before + form + after));
}

RC_GTEST_PROP(IdentityNumberProperty, AnyTextAtAllIsReadOrRefused, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::element('0', '1', '6', '9', '-', '+', 'A', ' ', '/'));
  const auto number = read_identity_number(text, today());
  if (!number.has_value()) return;
  RC_ASSERT(read_identity_number(number->normal, today()) == number);
  RC_ASSERT(looks_like_identity_number(text));
}

}  // namespace
}  // namespace lossa::terminology
