// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lossa/service/service.hpp>

namespace lossa::service {

/// Fails with invalid_input and `where` "at" or "reading.NAME" if the view is not understood.
Result<AssessedCase> assess_at(const assessment::Library& library, model::Case patient, const View& view);

/// What the worklist says of an assessed case.
WorkItem work_item(const AssessedCase& assessed);

/// What must be seen first stands first: what is due at a known time, by that, unless it is known from memory only;
/// then by the headline, whose conclusions are ordered strongest first; then by id.
bool is_more_urgent(const WorkItem& a, const WorkItem& b);

}  // namespace lossa::service
