// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/guideline/evaluate.hpp>

namespace lossa::guideline {

/// Visits a binding for the case, for each lead or for each side.
template <typename Visit>
void each_binding(const Values& values, Subject subject, const Visit& visit) {
  for (int i = 0; i < values.count(subject); ++i) {
    Binding binding;
    if (subject == Subject::lead) binding.lead = i;
    if (subject == Subject::side) binding.side = i;
    visit(binding);
  }
}

}  // namespace lossa::guideline
