// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include <lossa/base/random.hpp>
#include <lossa/stats/cusum.hpp>

#include "sample_checks.hpp"

namespace lossa::stats {
namespace {

/// One kind of patient, ready to be drawn.
struct Drawn {
  double chance;  ///< of the event, as it truly is
  double if_happened;
  double if_not;
};

/// A chart that stood higher than ever before, after so many patients.
struct Record {
  double height;
  std::uint64_t patients;
};

class Simulation {
 public:
  static Result<Simulation> create(const CusumPatients& patients) {
    LOSSA_TRY(require_some(patients.chance, "patients.chance"));
    LOSSA_TRY(require_probabilities(patients.chance, "patients.chance"));
    if (!(patients.true_odds_ratio > 0.0) || !std::isfinite(patients.true_odds_ratio))
      return bad_input("an odds ratio is above 0 and finite", "patients.true_odds_ratio");
    Simulation simulation;
    for (const double p : patients.chance) {
      const double odds_part = patients.true_odds_ratio * p;
      const double if_happened = LOSSA_TRY(cusum_weight(p, true, patients.design));
      const double if_not = LOSSA_TRY(cusum_weight(p, false, patients.design));
      simulation.drawn_.push_back({odds_part / (1.0 - p + odds_part), if_happened, if_not});
    }
    return simulation;
  }

  /// Every new height of one run, until one is above `ceiling` or the run is `longest`.
  [[nodiscard]] std::vector<Record> run(Random& random, double ceiling, std::uint64_t longest) const {
    std::vector<Record> records;
    double value = 0.0;
    double highest = 0.0;
    for (std::uint64_t patients = 1; patients <= longest && highest <= ceiling; ++patients) {
      const auto& patient = drawn_[random.below(drawn_.size())];
      value = std::max(0.0, value + (random.chance(patient.chance) ? patient.if_happened : patient.if_not));
      if (value <= highest) continue;
      highest = value;
      records.push_back({value, patients});
    }
    return records;
  }

  /// Whether some patient can raise the chart.
  [[nodiscard]] bool can_signal() const {
    return std::ranges::any_of(drawn_, [](const Drawn& patient) {
      return (patient.chance > 0.0 && patient.if_happened > 0.0) || (patient.chance < 1.0 && patient.if_not > 0.0);
    });
  }

 private:
  std::vector<Drawn> drawn_;
};

std::uint64_t length_of(const std::vector<Record>& records, double threshold, std::uint64_t longest) {
  const auto signal = std::ranges::upper_bound(records, threshold, {}, &Record::height);
  return signal == records.end() ? longest : signal->patients;
}

/// Runs of all replicates, that answer for every threshold up to a ceiling.
class Runs {
 public:
  Runs(const Simulation& simulation, Replicates replicates, double ceiling, std::uint64_t longest) : longest_(longest) {
    for (auto stream = replicates.first; stream < replicates.last; ++stream) {
      Random random(replicates.seed, stream);
      runs_.push_back(simulation.run(random, ceiling, longest));
    }
  }
  [[nodiscard]] CusumThreshold at(double threshold) const {
    const auto count = static_cast<double>(runs_.size());
    double sum = 0.0;
    double squares = 0.0;
    std::size_t cut = 0;
    for (const auto& run : runs_) {
      const auto length = static_cast<double>(length_of(run, threshold, longest_));
      sum += length;
      squares += length * length;
      if (run.empty() || run.back().height <= threshold) ++cut;
    }
    const double mean = sum / count;
    const double variance = std::max(squares / count - mean * mean, 0.0) * count / (count - 1.0);
    return {threshold, mean, std::sqrt(variance / count), cut};
  }

 private:
  std::vector<std::vector<Record>> runs_;
  std::uint64_t longest_;
};

}  // namespace

Result<std::vector<std::uint64_t>> cusum_run_lengths(const CusumPatients& patients, double threshold,
                                                     Replicates replicates, std::uint64_t longest) {
  if (!(threshold > 0.0)) return bad_input("a threshold is above 0", "threshold");
  const auto simulation = LOSSA_TRY(Simulation::create(patients));
  std::vector<std::uint64_t> lengths;
  for (auto stream = replicates.first; stream < replicates.last; ++stream) {
    Random random(replicates.seed, stream);
    lengths.push_back(length_of(simulation.run(random, threshold, longest), threshold, longest));
  }
  return lengths;
}

Result<CusumThreshold> cusum_threshold(const CusumPatients& patients, double target_run_length, Replicates replicates) {
  constexpr double longest_target = 1e6;
  constexpr double precision = 1e-4;
  if (target_run_length == 1.0 || !is_within(target_run_length, 1.0, longest_target))
    return bad_input("a target run length is above 1 and at most a million", "target_run_length");
  if (replicates.last < replicates.first + 2) return bad_input("a simulation has two replicates or more", "replicates");
  const auto simulation = LOSSA_TRY(Simulation::create(patients));
  if (!simulation.can_signal()) return bad_input("no patient can raise the chart", "patients.chance");

  const auto longest = static_cast<std::uint64_t>(100.0 * target_run_length);
  double low = 0.0;
  double high = 1.0;
  for (;;) {
    const Runs runs(simulation, replicates, high, longest);
    if (runs.at(high).average_run_length < target_run_length) {
      low = high;
      high *= 1.5;
      continue;
    }
    while (high - low > precision) {
      const double middle = 0.5 * (low + high);
      (runs.at(middle).average_run_length < target_run_length ? low : high) = middle;
    }
    return runs.at(high);
  }
}

}  // namespace lossa::stats
