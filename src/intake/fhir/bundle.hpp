// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "map.hpp"

namespace lossa::intake::fhir {

/// Maps a resource, or each one in a Bundle, whose references by fullUrl are resolved within it. Bundles in Bundles are
/// read to a depth of four.
void map_document(const Node& document, const Source& source, const std::function<void(Part)>& take);

}  // namespace lossa::intake::fhir
