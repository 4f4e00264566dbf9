// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "wording.hpp"
#include "writer.hpp"

namespace lossa::cli {

/// The whole assessment on about one screen: what matters first, then each question, what to do, and what is missing.
void write_sheet(Writer& writer, const Wording& wording);

/// Every conclusion and criterion with its answer, its source and the entries behind it; for what does not hold, why.
void write_explanations(Writer& writer, const Wording& wording);

// Parts of the sheet.
void write_leading_line(Writer& writer, const Wording& wording);
void write_answers(Writer& writer, const Wording& wording);
void write_missing(Writer& writer, const Wording& wording, bool whole);
void write_plan(Writer& writer, const Wording& wording, bool whole);  ///< what to do, clocks, options, scores
void write_footer(Writer& writer, const Wording& wording);            ///< what makes it repeatable, and what it is not

Ink ink_of(guideline::Tone tone);

}  // namespace lossa::cli
