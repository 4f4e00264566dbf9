// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <lossa/assessment/assessment.hpp>
#include <lossa/base/result.hpp>
#include <lossa/guideline/knowledge.hpp>
#include <lossa/journal/journal.hpp>

#include "console.hpp"

namespace lossa::cli {

/// The bytes of a file of at most 64 MB. Fails with not_found if there is none, with invalid_input if it is too large
/// or no file, with unavailable if it cannot be read.
Result<std::string> read_file(const std::string& path);

/// Every *.toml file of a folder, in the order of their names. Fails as read_file does, and if there is none.
Result<std::vector<guideline::SourceFile>> read_folder(const std::string& path);

/// The shipped guidelines with these laid over them: a guideline of the same id is replaced, a file that is no
/// guideline (facts, evidence) by one of the same name; the others are added.
std::vector<guideline::SourceFile> over_shipped(std::vector<guideline::SourceFile> files);

/// The guidelines that travel in the program, with those of `folder` over them unless it is "", and their signatures;
/// the keys of the folder `trust` are trusted, none for "". Says itself what was wrong when it gives nothing; `status`
/// is then what to exit with.
std::optional<assessment::Library> open_library(const std::string& folder, Console& console, Exit& status,
                                                const std::string& trust = {});

/// Makes the folder if only it is missing. Fails with unavailable.
Result<void> require_folder(const std::string& path);

/// Writes the file whole, over what was there. Fails with unavailable.
Result<void> write_file(const std::string& path, std::string_view bytes);

/// Where a data folder keeps its journal.
std::string journal_path(const std::string& data_folder);
/// The journal of a data folder, which must be there. Fails with not_found if it is not, else as the journal does.
Result<std::unique_ptr<journal::Journal>> open_stored(const std::string& data_folder);

}  // namespace lossa::cli
