// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "wording.hpp"
#include "writer.hpp"

namespace lossa::cli {

/// The assessment on one screen of at most 50 lines: what matters first. What does not fit is said, and how to see it.
void write_sheet(Writer& writer, const Wording& wording);

/// The named sections in full; all of them, in the sheet's order, for none.
void write_sections(Writer& writer, const Wording& wording, const std::vector<std::string>& names);

/// What `write_sections` can name, in the sheet's order.
std::vector<std::string> section_names();

/// Every conclusion and criterion with its answer, its source and the entries behind it; for what does not hold, why.
void write_explanations(Writer& writer, const Wording& wording);

/// The holding card: what the referring ward does, and does not, until the patient has moved.
void write_card(Writer& writer, const Wording& wording);

// Parts of the sheet, in brief or whole.
void write_leading_line(Writer& writer, const Wording& wording);
void write_recommendations(Writer& writer, const Wording& wording, bool whole);
void write_comparisons(Writer& writer, const Wording& wording, bool whole);
void write_answers(Writer& writer, const Wording& wording, bool whole);
void write_clocks(Writer& writer, const Wording& wording, bool whole);
void write_options(Writer& writer, const Wording& wording, bool whole);
void write_readiness(Writer& writer, const Wording& wording);  ///< the checklist; in brief it is one of the answers
void write_follow_up(Writer& writer, const Wording& wording, bool whole);
void write_scores(Writer& writer, const Wording& wording, bool whole);
void write_missing(Writer& writer, const Wording& wording, bool whole);
/// What makes it repeatable, and what it is not.
void write_footer(Writer& writer, const Wording& wording, bool whole);

/// "Still reachable: …", or that nothing can change it.
std::string reach_text(const assessment::Answer& answer, const Wording& wording);

Ink ink_of(guideline::Tone tone);

}  // namespace lossa::cli
