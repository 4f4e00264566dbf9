// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/assessment/assessment.hpp>
#include <lossa/journal/journal.hpp>

#include "commands.hpp"

namespace lossa::cli {

/// `import` of another system's data into a journal that is open (of a dry run: into a copy of it).
Exit import_foreign(const ImportOptions& options, const assessment::Library& library, journal::Journal& journal,
                    Console& console);

}  // namespace lossa::cli
