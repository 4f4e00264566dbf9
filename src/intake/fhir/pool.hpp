// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include <lossa/base/result.hpp>

namespace lossa::intake::fhir {

/// Does `count` tasks by so many threads, each next one by whoever is free. The first failure, in the order of the
/// tasks, is the result; tasks that have not begun by then are left out.
Result<void> do_all(std::size_t count, unsigned threads, const std::function<Result<void>(std::size_t)>& task);

}  // namespace lossa::intake::fhir
