// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace lossa::intake {

/// How names and words of foreign tables are compared: lower case (also of accented Latin letters), letters and digits
/// only. "Provtagnings-tid" is "provtagningstid".
std::string normal_form(std::string_view text);

/// Without white space at both ends.
std::string_view trimmed(std::string_view text);

/// The text if it may be shown, "(hidden)" if it may be an identity number; cut after 80 bytes.
std::string shown(std::string_view text);

}  // namespace lossa::intake
