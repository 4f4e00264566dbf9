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

/// The lead or side that a condition is asked of: "RA lead, 2020-03"; "" where it is asked of the patient.
std::string binding_text(const guideline::Binding& binding, const assessment::Assessment& assessment,
                         const locale::Speech& speech);

/// "source; read", with the words for what is known from memory.
std::string source_text(const std::string& source, guideline::Known known, const locale::Speech& speech);

}  // namespace lossa::web
