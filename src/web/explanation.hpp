// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <lossa/service/service.hpp>

#include <lossa/locale/words.hpp>
#include "markup.hpp"

namespace lossa::web {

/// A condition with its answer, opened down to the facts and the entries that made them: a nested list, in which every
/// criterion can be opened and closed. Each part says in a word and a sign whether it holds.
Markup explain(const guideline::Explanation& explanation, const service::AssessedCase& assessed,
               const locale::Speech& speech);

}  // namespace lossa::web
