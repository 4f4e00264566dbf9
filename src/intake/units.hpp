// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <lossa/model/kinds_findings.hpp>
#include <lossa/model/value.hpp>

namespace lossa::intake {

/// The unit of a laboratory test as the model knows it, by how laboratories and UCUM write it ("10*9/L", "mg/l"); "" if
/// it is none of that test.
std::string known_unit(std::string_view test, std::string_view written);

/// An interval with the text that people write it by: "2 .. 3", ">= 2".
model::Number number_of(const Interval<double>& value);

/// A temperature in degrees Celsius, from those or from Fahrenheit, rounded to a hundredth; nothing for any other unit.
std::optional<model::Number> celsius_of(const model::Number& value, std::string_view unit);

/// A temperature that was taken: a figure says nothing by itself about fever, whether it is one is for the guidelines.
model::Sign temperature_sign(model::Number celsius);

/// May a person have it and live: 30 to 45 degrees Celsius at one end at least.
bool may_be_of_a_person(const model::Number& celsius);

}  // namespace lossa::intake
