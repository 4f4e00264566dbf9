// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/base/language.hpp>

namespace lossa {

/// The shortest decimal form that reads back the same, never in exponents between 1e-5 and 1e15; in Swedish with a
/// decimal comma.
std::string format_number(double value, Language language = Language::en);

/// The candidate most like `word` if it is near enough to be a slip of the pen, else "". For "did you mean".
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "a, b and c"; the last separator is the bare word ("and", "or", "och").
std::string join_words(std::span<const std::string> words, std::string_view last_separator);

bool is_valid_utf8(std::string_view bytes);
/// How many bytes from the start are valid UTF-8; all of them if it is valid.
std::size_t valid_utf8_prefix(std::string_view bytes);

/// A number as JSON writes it (RFC 8259, section 6): "-1.50", "2e9"; not "+1", "01", "1.", ".5".
bool is_number_lexeme(std::string_view text);

/// lower_case words of letters, digits and underscores, in groups parted by dots when allowed: "pocket.exposed".
bool is_identifier(std::string_view text, bool dots_allowed);

/// SHA-256 of the bytes, in 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA-256 (RFC 2104) of the text under a secret, in 64 hexadecimal digits.
std::string hmac_sha256_hex(std::string_view secret, std::string_view text);

}  // namespace lossa
