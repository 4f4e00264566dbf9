// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/locale/words.hpp>
#include <lossa/view/clocks.hpp>

#include "markup.hpp"

namespace lossa::web {

/// The clocks of a group on one axis of days, as SVG whose look is the style sheet's: of each the time before its
/// earliest end and the window after it, with now and the planned end across all. What is not known exactly begins or
/// ends softly. Empty where no start is dated. The table beside it says the same.
Markup draw_time_axis(const assessment::Assessment& assessment, const view::ClockGroup& group,
                      const locale::Speech& speech);

}  // namespace lossa::web
