// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/exact_odds_ratio.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <lossa/stats/root.hpp>

#include "conditional_table.hpp"
#include "study_notes.hpp"

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Error invalid(std::string message) {
  return Error{.kind = ErrorKind::invalid_input, .message = std::move(message), .where = "studies"};
}

// A log odds ratio at which a rising function is 0.
template <typename Function>
Result<double> rising_root(Function&& function, double start) {
  const double value = function(start);
  if (value == 0.0) return start;
  const double step = value > 0.0 ? -0.5 : 0.5;
  const auto bracket = LOSSA_TRY(find_bracket(function, start, step, 1e4));
  return find_root(function, bracket);
}

struct Tails {
  double below;
  double seen;
  double above;
};

// The sum of the events in first arms as it is distributed, and as it was seen.
class Sum {
 public:
  Sum(std::span<const ConditionalTable> tables, double psi, std::uint64_t seen)
      : table_(tables, psi), seen_(seen - table_.least()) {}

  [[nodiscard]] Tails tails(double psi) const {
    const auto masses = table_.masses(psi);
    Tails tails{0.0, masses[seen_], 0.0};
    for (std::size_t i = 0; i < seen_; ++i) tails.below += masses[i];
    for (std::size_t i = masses.size(); i-- > seen_ + 1;) tails.above += masses[i];
    return tails;
  }

  [[nodiscard]] double no_likelier(double psi) const {
    const auto masses = table_.masses(psi);
    double sum = 0.0;
    for (const double mass : masses)
      if (mass <= masses[seen_] * (1.0 + 1e-7)) sum += mass;
    return std::min(1.0, sum);
  }

 private:
  ConditionalTable table_;
  std::size_t seen_;
};

struct Margins {
  std::vector<ConditionalTable> tables;
  std::uint64_t seen = 0;
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};

Margins margins_of(std::span<const TwoArms> studies) {
  Margins margins;
  for (const auto& study : studies) {
    ConditionalTable table(study);
    if (!table.is_informative()) continue;
    margins.seen += study.first.events;
    margins.least += table.least();
    margins.most += table.most();
    margins.tables.push_back(std::move(table));
  }
  return margins;
}

// The log odds ratio at which `count` is what the margins let us expect.
Result<double> psi_expecting(const Margins& margins, double count) {
  return rising_root(
      [&](double psi) {
        double expected = -count;
        for (const auto& table : margins.tables)
          expected += static_cast<double>(table.least()) + table.moments(psi).mean;
        return expected;
      },
      0.0);
}

struct Rule {
  double weight;  // of the count that was seen, in the tail beyond it
  double level;
  std::string_view method;
};

// The limits at which a tail is half of what the level leaves.
Result<Estimate> limits(const Margins& margins, const Sum& sum, double psi, const Rule& rule) {
  const double weight = rule.weight;
  const double tail = 0.5 * (1.0 - rule.level);
  const auto upper = [&](double at) {
    const auto tails = sum.tails(at);
    return tails.above + weight * tails.seen - tail;
  };
  const auto lower = [&](double at) {
    const auto tails = sum.tails(at);
    return tail - tails.below - weight * tails.seen;
  };
  Estimate estimate{std::exp(psi), 0.0, infinity, rule.level, rule.method};
  if (margins.seen == margins.least) estimate.value = 0.0;
  if (margins.seen == margins.most) estimate.value = infinity;
  if (margins.seen > margins.least) estimate.low = std::exp(LOSSA_TRY(rising_root(upper, psi)));
  if (margins.seen < margins.most) estimate.high = std::exp(LOSSA_TRY(rising_root(lower, psi)));
  return estimate;
}

Result<void> require_size(std::span<const TwoArms> studies) {
  std::uint64_t events = 0;
  for (const auto& study : studies) events += study.first.events + study.second.events;
  if (events <= most_exact_events) return {};
  return invalid("the exact sum over more than " + std::to_string(most_exact_events) +
                 " events is refused: so many need no exact method");
}

}  // namespace

Result<ExactOddsRatio> fisher_exact(const TwoArms& table, double level) {
  return exact_common_odds_ratio(std::span(&table, 1), level);
}

Result<ExactOddsRatio> exact_common_odds_ratio(std::span<const TwoArms> studies, double level) {
  LOSSA_TRY(require_valid_studies(studies));
  LOSSA_TRY(require_valid_level(level));
  LOSSA_TRY(require_size(studies));
  const auto margins = margins_of(studies);
  if (margins.tables.empty())
    return invalid(
        "nobody, or everybody, had the event in both arms of each study: that says nothing of an odds ratio");

  // At an end of what is possible the likeliest value is infinite; half an event inside it keeps the digits there.
  const auto inside = std::clamp(static_cast<double>(margins.seen), static_cast<double>(margins.least) + 0.5,
                                 static_cast<double>(margins.most) - 0.5);
  const double psi = LOSSA_TRY(psi_expecting(margins, inside));
  const Sum sum(margins.tables, psi, margins.seen);
  const Sum under_null(margins.tables, 0.0, margins.seen);
  const auto tails = under_null.tails(0.0);
  const auto exact = LOSSA_TRY(limits(margins, sum, psi, {1.0, level, "conditional exact"}));
  const auto mid_p = LOSSA_TRY(limits(margins, sum, psi, {0.5, level, "conditional mid-P"}));
  return ExactOddsRatio{.odds_ratio = exact,
                        .p_value = under_null.no_likelier(0.0),
                        .mid_p_odds_ratio = mid_p,
                        .mid_p_value = std::min(1.0, 2.0 * (std::min(tails.below, tails.above) + 0.5 * tails.seen)),
                        .notes = notes_of_silent(studies)};
}

}  // namespace lossa::stats
