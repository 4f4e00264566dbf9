// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace lossa::intake {

/// "devices/1f0c…": the same for the same parts. What a part says cannot be read off it, since some are identity
/// numbers.
std::string source_id(std::string_view table, std::initializer_list<std::string_view> parts);

/// A sample's number as it is, or, when it may be an identity number, a mark that is the same for the same number.
std::string safe_id(std::string_view text);

}  // namespace lossa::intake
