// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>

namespace lossa::assessment {

/// The guidelines, evidence and organisms of the project.
const Library& shipped();

/// The organisms of the project with facts and a guideline written in the test.
Library library_of(const std::string& facts, const std::string& guideline = "");

/// A case from the TOML of a case file without its `[case]` table.
model::Case case_of(const std::string& entries, const std::string& opening = "");

/// What the case says of one fact, at its `assess_at` or else at the end of 2021.
struct Fact {
  guideline::Value value;
  Evidence evidence;
};
Fact fact_of(const Library& library, const model::Case& patient, std::string_view fact, int instance = 0);
Assessment assessed(const Library& library, const model::Case& patient, const std::string& at = "");

/// "yes", "no", or the reason.
std::string truth_of(std::string_view fact, const std::string& entries, int instance = 0);
/// "2", "1..", "0..3", with the reason if it is open.
std::string number_of(std::string_view fact, const std::string& entries, int instance = 0);

}  // namespace lossa::assessment
