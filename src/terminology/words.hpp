// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lossa::terminology {

/// "  Staph   AUREUS" and "staph aureus" are the same words: letters of ASCII and Latin-1 small (also in Swedish), runs
/// of white space one space, none at the ends. Every other byte stays as it is.
std::string folded(std::string_view text);

/// The same, and the end of a line ends a sentence.
std::string folded_sentences(std::string_view text);

/// Does the text say this, in words of its own (not as part of a longer word), without denying it?
///
/// The text must be folded by sentences, the words folded. A denial before them ("no", "ingen", "utan tecken till")
/// holds for the rest of its sentence, to a colon or to a turn ("but", "men"); a comma ends it too unless the list goes
/// on ("no fever, endocarditis or abscess"). One after them ("endokardit utesluten", "is not seen", ": nej") stands
/// before the next comma. To deny an exclusion ("kan inte uteslutas") leaves it open, which counts as said. One mention
/// that is not denied is enough.
bool says(std::string_view text, std::string_view what);

}  // namespace lossa::terminology
