// SPDX-License-Identifier: Apache-2.0
#include "pool.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace lossa::intake::fhir {

Result<void> do_all(std::size_t count, unsigned threads, const std::function<Result<void>(std::size_t)>& task) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> has_failed = false;
  std::mutex mutex;
  std::optional<std::pair<std::size_t, Error>> failure;
  const auto work = [&] {
    for (std::size_t i = next++; i < count && !has_failed; i = next++) {
      const auto done = task(i);
      if (done.has_value()) continue;
      has_failed = true;
      const std::lock_guard lock(mutex);
      if (!failure || i < failure->first) failure.emplace(i, done.error());
    }
  };
  std::vector<std::jthread> helpers;
  const auto wanted = std::min<std::size_t>(std::max(threads, 1U), std::max<std::size_t>(count, 1));
  for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
  work();
  helpers.clear();
  if (failure) return failure->second;
  return {};
}

}  // namespace lossa::intake::fhir
