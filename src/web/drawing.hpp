// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <lossa/locale/words.hpp>
#include "markup.hpp"
#include "system.hpp"

namespace lossa::web {

/// The system in the chest, seen from the front, as SVG whose look is the style sheet's. Parts carry their number (from
/// 1, in order), the same as in the list beside it. What is not stated is drawn as such: a side in the band above the
/// shoulders, a route dotted, with question marks. `description` is read out in its place.
Markup draw_system(const std::vector<SystemPart>& parts, const locale::Speech& speech, const std::string& description);

/// A part in words: "Lead in the right ventricle; abandoned; vein not stated".
std::string describe(const SystemPart& part, const locale::Speech& speech);

}  // namespace lossa::web
