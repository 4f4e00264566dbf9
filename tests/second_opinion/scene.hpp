// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "ehra_count.hpp"

#include <lossa/guideline/evaluate.hpp>

namespace lossa::second_opinion {

/// One thing that can be found: its alternatives, the normal one first. They are cut so that each says one thing to the
/// guideline's facts too; only then may "unknown" be put in the place of one.
struct Aspect {
  std::string_view name;
  std::vector<std::function<void(Findings&)>> alternatives;
};
const std::vector<Aspect>& aspects();

/// Which alternative of each aspect.
using Choice = std::vector<std::size_t>;
Findings findings_of(const Choice& choice);

/// What no patient can have is left out: more sets of one organism than of any, growth in no set.
bool is_possible(const Findings& found);

/// The guidelines that travel in the program.
const guideline::Knowledge& knowledge();

/// The guideline's facts for complete findings; what the count does not ask stays unknown.
/// The wording picks among words of one meaning, such as abscess and fistula.
guideline::Values facts_of(const Findings& found, std::size_t wording);

/// Each reading of the guideline file by name; false if there is no such reading or option here.
bool set_reading(Readings& readings, std::string_view reading, std::string_view option);

/// What the guideline file chooses where the page is open and the file has no reading.
Readings as_the_file_chooses();

}  // namespace lossa::second_opinion
