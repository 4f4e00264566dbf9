// SPDX-License-Identifier: Apache-2.0
#include "units.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <lossa/base/text.hpp>

#include "hl7/text.hpp"

namespace lossa::intake {
namespace {

using hl7::in_small_letters;

/// The same unit in other writings, in small letters. A thousand in a microlitre is a thousand million in a litre.
struct Writing {
  std::string_view written;
  std::string_view unit;
};
constexpr std::array<Writing, 18> writings = {{{"10*9/l", "10^9/L"},
                                               {"x10*9/l", "10^9/L"},
                                               {"x10^9/l", "10^9/L"},
                                               {"10e9/l", "10^9/L"},
                                               {"x10e9/l", "10^9/L"},
                                               {"10*3/ul", "10^9/L"},
                                               {"10^3/ul", "10^9/L"},
                                               {"10*3/mm3", "10^9/L"},
                                               {"k/ul", "10^9/L"},
                                               {"\xC2\xB5mol/l", "umol/L"},
                                               {"\xCE\xBCmol/l", "umol/L"},
                                               {"ml/min/{1.73_m2}", "mL/min/1.73m2"},
                                               {"ml/min/{1.73m2}", "mL/min/1.73m2"},
                                               {"ml/min/1.73_m2", "mL/min/1.73m2"},
                                               {"ml/min/1,73m2", "mL/min/1.73m2"},
                                               {"{inr}", "1"},
                                               {"{ratio}", "1"},
                                               {"inr", "1"}}};

}  // namespace

std::string known_unit(std::string_view test, std::string_view written) {
  const auto known = model::units_of(test);
  if (std::ranges::find(known, written) != known.end()) return std::string(written);
  const auto small = in_small_letters(written);
  const auto* named = std::ranges::find(writings, small, &Writing::written);
  const auto meant = named == writings.end() ? small : in_small_letters(named->unit);
  for (const auto& unit : known)
    if (in_small_letters(unit) == meant) return unit;
  return "";
}

model::Number number_of(const Interval<double>& value) {
  if (value.is_exact()) return model::exactly(value.low);
  const auto low = format_number(value.low);
  const auto high = format_number(value.high);
  if (std::isinf(value.low)) return {.value = value, .text = "<= " + high};
  return {.value = value, .text = std::isinf(value.high) ? ">= " + low : low + " .. " + high};
}

std::optional<model::Number> celsius_of(const model::Number& value, std::string_view unit) {
  constexpr std::array celsius = {std::string_view("Cel"), std::string_view("cel"), std::string_view("C"),
                                  std::string_view("\xC2\xB0"
                                                   "C"),
                                  std::string_view("\xC2\xBA"
                                                   "C")};
  constexpr std::array fahrenheit = {std::string_view("[degF]"), std::string_view("degF"), std::string_view("F"),
                                     std::string_view("\xC2\xB0"
                                                      "F"),
                                     std::string_view("\xC2\xBA"
                                                      "F")};
  if (std::ranges::find(celsius, unit) != celsius.end()) return value;
  if (std::ranges::find(fahrenheit, unit) == fahrenheit.end()) return std::nullopt;
  const auto converted = [](double degrees) { return std::round((degrees - 32.0) / 1.8 * 100.0) / 100.0; };
  return number_of({.low = converted(value.value.low), .high = converted(value.value.high)});
}

model::Sign temperature_sign(model::Number celsius) {
  model::Sign sign;
  sign.what = "fever";
  sign.present = Truth::unknown(Reason::not_asked);
  sign.temperature_celsius = std::move(celsius);
  return sign;
}

bool may_be_of_a_person(const model::Number& celsius) {
  constexpr Interval<double> possible{.low = 30, .high = 45};
  return possible.contains(celsius.value.low) || possible.contains(celsius.value.high);
}

}  // namespace lossa::intake
