// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <lossa/intake/hl7_message.hpp>

namespace lossa::intake::hl7 {

/// By a word of MSH-18, in its usual spellings too ("UTF-8", "ISO-8859-1"). Nothing for others.
std::optional<Hl7Characters> characters_named(std::string_view word);

/// Letters of ASCII made small.
std::string in_small_letters(std::string_view text);

/// The bytes as UTF-8. ASCII and UTF-8 must be that already.
std::string to_utf8(std::string_view bytes, Hl7Characters from);
/// And back. A character that the set does not have becomes '?'; there is none in what was read from it.
std::string from_utf8(std::string_view text, Hl7Characters to);

/// How a text is written in a message.
struct Writing {
  Hl7Delimiters delimiters;
  Hl7Characters characters = Hl7Characters::utf_8;
};

/// A text without its escapes. One that is not known, or not closed, stays as written.
struct Unescaped {
  std::string text;
  bool has_unknown = false;
};
Unescaped unescape(std::string_view written, const Writing& writing);

/// With its escapes.
std::string escape(std::string_view text, const Writing& writing);

}  // namespace lossa::intake::hl7
