// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/base/result.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// The library that export_elm gives, as CQL text (1.5). Fails as export_elm does.
Result<std::string> export_cql(const Knowledge& knowledge, int guideline, const ReadingChoice& readings);

}  // namespace lossa::guideline
