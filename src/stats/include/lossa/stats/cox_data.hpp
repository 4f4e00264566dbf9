// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <lossa/base/result.hpp>

#include <lossa/stats/covariate.hpp>
#include <lossa/stats/observations.hpp>

namespace lossa::stats {

/// What a proportional-hazards model is fitted to. A covariate that changes with time is given by several rows of one
/// patient, each an interval (entry, exit]; `split_at_exposure` makes them.
struct CoxInput {
  Observations observations = {};
  std::vector<Covariate> covariates = {};
  std::vector<int> stratum = {};    ///< from 0 to 9,999, each with a baseline hazard of its own; empty: one
  std::vector<double> offset = {};  ///< added to the linear predictor; empty: 0
};

/// The same, checked and sorted once: every kernel and every bootstrap replicate runs over it without looking back.
struct CoxData {
  /// The rows of one distinct event time: those of the events, then everybody who left before the next event time.
  struct Moment {
    double time;
    std::uint32_t begin;
    std::uint32_t events_end;
    std::uint32_t end;
  };
  struct Stratum {
    int label;
    std::uint32_t begin;  ///< of its rows
    std::uint32_t end;
    std::uint32_t moment_begin;  ///< of its moments, which rise in time
    std::uint32_t moment_end;
  };

  /// Fails as `check` does, and with invalid_input if a covariate, stratum or offset is of another length, not finite
  /// or out of range, a covariate is the same in all rows, there are none or more than 100, an event code is above 1
  /// (choose with `cause_specific`) or nobody of weight above 0 had the event.
  static Result<CoxData> create(const CoxInput& input);

  [[nodiscard]] std::size_t rows() const noexcept { return row.size(); }
  [[nodiscard]] std::size_t columns() const noexcept { return names.size(); }
  [[nodiscard]] const double* covariates_of(std::size_t position) const { return x.data() + position * columns(); }
  [[nodiscard]] double weight_of(std::size_t position) const { return weight.empty() ? 1.0 : weight[position]; }
  [[nodiscard]] double offset_of(std::size_t position) const { return offset.empty() ? 0.0 : offset[position]; }

  std::vector<std::string> names;
  std::vector<double> mean;        ///< of each covariate, taken off its values
  std::vector<double> spread;      ///< the largest distance from that mean
  std::vector<std::uint32_t> row;  ///< where each sorted position stood in the input
  std::vector<double> x;           ///< covariates less their means, one sorted row after the other
  std::vector<double> entry;       ///< empty without delayed entry
  std::vector<double> exit;
  std::vector<std::uint8_t> event;
  std::vector<double> weight;           ///< empty: 1 each
  std::vector<double> offset;           ///< empty: 0
  std::vector<std::uint32_t> by_entry;  ///< positions in rising order of entry within each stratum
  std::vector<Stratum> strata;
  std::vector<Moment> moments;
};

}  // namespace lossa::stats
