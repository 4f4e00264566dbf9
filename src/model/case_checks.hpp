// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/model/case.hpp>

namespace lossa::model {

/// Notes what does not hold between the entries of a case.
void check_case(const Case& patient, const Place& opening_place, Issues& issues);

}  // namespace lossa::model
