// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <lossa/base/result.hpp>
#include <lossa/stats/replicates.hpp>

// Outcomes watched one after another, each against its own predicted chance.
namespace lossa::stats {

/// The odds ratios, against the predicted odds, between which a chart decides.
struct CusumDesign {
  double acceptable = 1.0;
  double watched_for = 2.0;  ///< above `acceptable` for a worse course, below it for a better one
};

/// The log likelihood ratio that one patient adds. Fails with invalid_input unless the chance lies within 0 and 1 and
/// the odds ratios are above 0, finite and different. Source: Steiner et al., Biostatistics 2000; 1: 441, equation 2.4.
Result<double> cusum_weight(double chance, bool happened, CusumDesign design = {});

struct Cusum {
  std::vector<double> values;               ///< after each patient; never below 0
  std::size_t highest;                      ///< the patient after whom it is highest, the first of them
  std::optional<std::size_t> first_signal;  ///< the first patient after whom it is above the threshold
};

/// Each patient's weight added, never to below 0; it goes on after a signal. A chart for a better course is the same
/// thing, and by custom drawn downwards. Fails as `cusum_weight` does, with the patient's place; and if sizes differ or
/// the threshold is not above 0.
Result<Cusum> risk_adjusted_cusum(std::span<const double> chance, std::span<const double> outcome, double threshold,
                                  CusumDesign design = {});

/// Variable life-adjusted display: the running sum of expected less observed. Fails as the chart does.
/// Source: Lovegrove et al., Lancet 1997; 350: 1128.
Result<std::vector<double>> variable_life_adjusted_display(std::span<const double> chance,
                                                           std::span<const double> outcome);

/// Patients to come, drawn with equal chance from these.
struct CusumPatients {
  std::vector<double> chance;
  CusumDesign design = {};
  double true_odds_ratio = 1.0;  ///< of the patients, against their predicted odds
};

/// Patients until the first signal, in each replicate. A run is cut at `longest`, which is then its length. Fails as
/// `risk_adjusted_cusum`, or if there is no patient to draw.
Result<std::vector<std::uint64_t>> cusum_run_lengths(const CusumPatients& patients, double threshold,
                                                     Replicates replicates, std::uint64_t longest);

struct CusumThreshold {
  double threshold;
  double average_run_length;  ///< simulated at it
  double standard_error;      ///< of that average
  std::size_t cut;            ///< runs that were cut at 100 times the target; none, or the average is too low
};

/// The least threshold, within 0.0001, under which the simulated average run length is at least the target. The same
/// streams serve every threshold, so the average rises with it. Fails as above, and unless the target is above 1 and at
/// most a million, and there are two replicates; or if no signal can ever come.
Result<CusumThreshold> cusum_threshold(const CusumPatients& patients, double target_run_length, Replicates replicates);

}  // namespace lossa::stats
