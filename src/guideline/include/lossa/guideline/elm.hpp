// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/base/result.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// A guideline as an HL7 ELM library (JSON, release r1): facts and readings are its parameters, each criterion, each
/// answer of each question and each recommendation is a definition, which gives true, false or null exactly as the
/// Evaluator says yes, no or unknown. What it uses of other guidelines stands in the same library. The readings given
/// are the parameters' defaults. See docs/formats/export.md.
///
/// Fails with invalid_input where a constant is none of ELM's decimals (more than 8 decimals, or 1e20 and above).
Result<std::string> export_elm(const Knowledge& knowledge, int guideline, const ReadingChoice& readings);

/// How a fact of a lead or a side is called in the library: an ELM path parts its steps by dots, so they become "-".
std::string elm_element(const Fact& fact);

}  // namespace lossa::guideline
