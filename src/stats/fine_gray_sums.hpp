// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <lossa/stats/cox_data.hpp>
#include <lossa/stats/linear_algebra.hpp>

#include "maximise.hpp"

namespace lossa::stats {

/// The sums of the Fine-Gray model over rows sorted by time. Who had a competing event stays at risk with a weight that
/// is a product, G(t-) times 1 / G(own time -): so one sum from the last row back and one from the first row forward
/// give every risk set.
class FineGraySums {
 public:
  /// `data` is of any event, in one stratum; `cause` the code of each input row.
  FineGraySums(const CoxData& data, const std::vector<int>& event, int cause);

  /// The log pseudo likelihood (ties as Breslow); no value out of bounds.
  [[nodiscard]] std::optional<Likelihood> likelihood(std::span<const double> beta) const;

  /// The variance of the score, with what the estimate of G adds (Fine and Gray 1999, section 3).
  [[nodiscard]] SymmetricMatrix score_variance(std::span<const double> beta) const;

 private:
  // Rows that leave at one time.
  struct Leaving {
    std::size_t begin, end;
    double censoring_before;  // G just before
    double censored;          // how many
    double events;            // of the cause
  };
  struct RiskSets {
    std::vector<double> risk;  // of each row
    std::vector<double> s0;    // of each leaving
    std::vector<double> s1;    // columns each
  };

  [[nodiscard]] std::optional<std::vector<double>> risks(std::span<const double> beta) const;
  [[nodiscard]] std::optional<RiskSets> risk_sets(std::span<const double> beta) const;
  [[nodiscard]] std::vector<double> score_rows(const RiskSets& sets) const;
  [[nodiscard]] std::vector<double> hazard_from(const RiskSets& sets) const;
  void add_censoring_rows(const RiskSets& sets, std::vector<double>& rows) const;
  // For each row the hazard it was exposed to, and that times the mean of the covariates (columns numbers each).
  [[nodiscard]] std::vector<double> exposure(const RiskSets& sets) const;
  [[nodiscard]] std::vector<double> exposure_times_mean(const RiskSets& sets) const;
  [[nodiscard]] bool competes(std::size_t position) const { return kind_[position] == 2; }

  const CoxData& data_;
  std::size_t columns_;
  std::vector<std::uint8_t> kind_;  // of each sorted row: 0 censored, 1 the cause, 2 another
  std::vector<Leaving> leavings_;   // rising in time
};

}  // namespace lossa::stats
