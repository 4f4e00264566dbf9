// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scene.hpp"

namespace lossa::web {

/// From 1, in the order of the assessment: what links to an answer names it by this.
std::size_t number_of(const Scene& scene, const assessment::Answer& answer);

/// A question with what is concluded, on what, what could settle it and what other readings would make of it.
View answer_view(const Scene& scene, const assessment::Answer& answer);

}  // namespace lossa::web
