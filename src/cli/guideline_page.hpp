// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/guideline/knowledge.hpp>
#include <lossa/locale/words.hpp>

#include "writer.hpp"

namespace lossa::cli {

/// Everything that one guideline says, its logic in words, with sources and readings.
void write_guideline(Writer& writer, const guideline::Knowledge& knowledge, int guideline,
                     const locale::Speech& speech);

}  // namespace lossa::cli
