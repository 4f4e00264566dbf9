// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/cox_data.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "refuse.hpp"
#include "time_order.hpp"

namespace lossa::stats {
namespace {

constexpr std::size_t most_covariates = 100;
constexpr int most_strata = 10'000;

Result<void> check_covariate(const Covariate& covariate, std::size_t rows) {
  const auto where = "covariates." + covariate.name;
  LOSSA_TRY(check_column(covariate.values, rows, where));
  const auto [least, most] = std::ranges::minmax(covariate.values);
  if (least == most) return refuse("the covariate is the same in all rows: nothing can be said of it", where);
  return {};
}

Result<void> check_covariates(const std::vector<Covariate>& covariates, std::size_t rows) {
  if (covariates.empty()) return refuse("there are no covariates", "covariates");
  if (covariates.size() > most_covariates) return refuse("there are more than 100 covariates", "covariates");
  for (const auto& covariate : covariates) LOSSA_TRY(check_covariate(covariate, rows));
  return {};
}

Result<void> check_strata(const std::vector<int>& strata, std::size_t rows) {
  if (strata.empty()) return {};
  if (strata.size() != rows) return refuse("there must be one for each row", "stratum");
  const auto bad = std::ranges::find_if(strata, [](int label) { return label < 0 || label >= most_strata; });
  if (bad == strata.end()) return {};
  return refuse("a stratum must be from 0 to 9999", element("stratum", static_cast<std::size_t>(bad - strata.begin())));
}

Result<void> check_events(const Observations& observations) {
  if (largest_cause(observations) > 1)
    return refuse("there are competing events: choose one with cause_specific", "event");
  for (std::size_t i = 0; i < observations.size(); ++i)
    if (observations.event[i] == 1 && observations.weight_of(i) > 0.0) return {};
  return refuse("nobody had the event", "event");
}

Result<void> check_input(const CoxInput& input) {
  LOSSA_TRY(check(input.observations));
  LOSSA_TRY(check_events(input.observations));
  const auto rows = input.observations.size();
  LOSSA_TRY(check_covariates(input.covariates, rows));
  LOSSA_TRY(check_strata(input.stratum, rows));
  if (!input.offset.empty()) LOSSA_TRY(check_column(input.offset, rows, "offset"));
  return {};
}

template <typename Value, typename Stored = Value>
std::vector<Stored> gathered(const std::vector<Value>& column, const std::vector<std::uint32_t>& order) {
  std::vector<Stored> result(column.empty() ? 0 : order.size());
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = static_cast<Stored>(column[order[i]]);
  return result;
}

// Within the rows of one time.
void put_events_first(CoxData& data, std::size_t from, std::size_t to, std::vector<std::uint32_t>& censored) {
  censored.clear();
  auto next_event = from;
  for (auto i = from; i < to; ++i) {
    if (data.event[i] == 0)
      censored.push_back(data.row[i]);
    else
      data.row[next_event++] = data.row[i];
  }
  std::ranges::copy(censored, data.row.begin() + static_cast<std::ptrdiff_t>(next_event));
  for (auto i = from; i < to; ++i) data.event[i] = i < next_event ? 1 : 0;
}

// Sorts rows by stratum and time; at one time those with the event come first, so that they stand together.
void sort_rows(CoxData& data, const CoxInput& input) {
  auto& order = data.row;
  order = rising_order(input.observations.exit, input.stratum);
  data.exit = gathered(input.observations.exit, order);
  data.event = gathered<int, std::uint8_t>(input.observations.event, order);
  const auto same = [&](std::size_t a, std::size_t b) {
    return data.exit[a] == data.exit[b] &&
           (input.stratum.empty() || input.stratum[order[a]] == input.stratum[order[b]]);
  };
  std::vector<std::uint32_t> censored;
  for (std::size_t from = 0; from < order.size();) {
    auto to = from + 1;
    while (to < order.size() && same(from, to)) ++to;
    put_events_first(data, from, to, censored);
    from = to;
  }
}

void gather_covariates(CoxData& data, const CoxInput& input) {
  const auto columns = input.covariates.size();
  for (const auto& [name, values] : input.covariates) {
    const double mean = std::reduce(values.begin(), values.end()) / static_cast<double>(values.size());
    const auto [least, most] = std::ranges::minmax(values);
    data.names.push_back(name);
    data.mean.push_back(mean);
    data.spread.push_back(std::max(mean - least, most - mean));
  }
  data.x.reserve(data.rows() * columns);
  for (const auto row : data.row)
    for (std::size_t column = 0; column < columns; ++column)
      data.x.push_back(input.covariates[column].values[row] - data.mean[column]);
}

// The moments of the rows from `stratum.begin` to `stratum.end`, found backwards and then turned.
void find_moments(CoxData& data, CoxData::Stratum& stratum) {
  stratum.moment_begin = static_cast<std::uint32_t>(data.moments.size());
  auto end = stratum.end;
  for (auto to = stratum.end; to > stratum.begin;) {
    auto from = to;
    while (from > stratum.begin && data.exit[from - 1] == data.exit[to - 1]) --from;
    auto events_end = from;
    while (events_end < to && data.event[events_end] == 1) ++events_end;
    if (events_end > from) {
      data.moments.push_back({.time = data.exit[from], .begin = from, .events_end = events_end, .end = end});
      end = from;
    }
    to = from;
  }
  stratum.moment_end = static_cast<std::uint32_t>(data.moments.size());
  std::reverse(data.moments.begin() + stratum.moment_begin, data.moments.end());
}

void find_strata(CoxData& data, const std::vector<int>& labels) {
  const auto label_of = [&](std::size_t position) { return labels.empty() ? 0 : labels[data.row[position]]; };
  const auto rows = static_cast<std::uint32_t>(data.rows());
  for (std::uint32_t from = 0; from < rows;) {
    auto to = labels.empty() ? rows : from + 1;
    while (to < rows && label_of(to) == label_of(from)) ++to;
    CoxData::Stratum stratum{.label = label_of(from), .begin = from, .end = to, .moment_begin = 0, .moment_end = 0};
    find_moments(data, stratum);
    data.strata.push_back(stratum);
    from = to;
  }
}

void order_by_entry(CoxData& data) {
  if (data.entry.empty()) return;
  data.by_entry.resize(data.rows());
  for (const auto& stratum : data.strata) {
    const auto order = rising_order(std::span(data.entry).subspan(stratum.begin, stratum.end - stratum.begin));
    for (std::size_t i = 0; i < order.size(); ++i) data.by_entry[stratum.begin + i] = stratum.begin + order[i];
  }
}

}  // namespace

Result<CoxData> CoxData::create(const CoxInput& input) {
  LOSSA_TRY(check_input(input));
  CoxData data;
  sort_rows(data, input);
  data.entry = gathered(input.observations.entry, data.row);
  data.weight = gathered(input.observations.weight, data.row);
  data.offset = gathered(input.offset, data.row);
  gather_covariates(data, input);
  find_strata(data, input.stratum);
  order_by_entry(data);
  return data;
}

}  // namespace lossa::stats
