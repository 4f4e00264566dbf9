// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <lossa/base/issue.hpp>
#include <lossa/model/codec.hpp>

namespace lossa::intake {

using model::CaseFile;

/// Reads a case file: JSON or TOML by the ending of its name; for any other ending by its first character. Finds every
/// fault of the file in one pass, those between entries too, and organisms that terminology/organisms.toml does not
/// have.
Checked<CaseFile> read_case_file(std::string_view bytes, std::string_view file_name);

}  // namespace lossa::intake
