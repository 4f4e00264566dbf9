// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <lossa/base/result.hpp>

#include <lossa/stats/log_rank.hpp>

#include "refuse.hpp"

namespace lossa::stats {

inline Result<void> check_labels(std::span<const int> labels, std::size_t rows, const char* name, int most) {
  if (labels.size() != rows) return refuse("there must be one for each row", name);
  const auto bad = std::ranges::find_if(labels, [&](int label) { return label < 0 || label >= most; });
  if (bad == labels.end()) return {};
  return refuse("a label must be from 0 to " + std::to_string(most - 1),
                element(name, static_cast<std::size_t>(bad - labels.begin())));
}

/// Two groups or more, up to 100; up to 10,000 strata.
inline Result<void> check_grouping(const Grouping& grouping, std::size_t rows) {
  LOSSA_TRY(check_labels(grouping.group, rows, "group", 100));
  if (!grouping.stratum.empty()) LOSSA_TRY(check_labels(grouping.stratum, rows, "stratum", 10'000));
  const auto [least, most] = std::ranges::minmax(grouping.group);
  if (least == most) return refuse("there is only one group", "group");
  return {};
}

/// Calls visit(rows) for each run of one stratum in `order`, which is sorted by stratum.
template <typename Visitor>
void for_each_stratum(std::span<const std::uint32_t> order, std::span<const int> stratum, Visitor&& visit) {
  for (std::size_t from = 0; from < order.size();) {
    auto to = stratum.empty() ? order.size() : from + 1;
    while (to < order.size() && stratum[order[to]] == stratum[order[from]]) ++to;
    visit(order.subspan(from, to - from));
    from = to;
  }
}

}  // namespace lossa::stats
