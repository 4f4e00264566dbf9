// SPDX-License-Identifier: Apache-2.0
#include <lossa/guideline/values.hpp>

#include <bit>
#include <cmath>

#include "regions.hpp"

namespace lossa::guideline {
namespace {

Value nothing_known(const Fact& fact) {
  Value value;
  value.number = range_of(fact);
  if (fact.type == FactType::category) value.possible = (std::uint64_t{1} << fact.values.size()) - 1;
  return value;
}

/// Dates are rarely known to the minute: one with a first and a last minute is known.
bool is_bounded(Interval<double> number) { return std::isfinite(number.low) && std::isfinite(number.high); }

}  // namespace

Interval<double> range_of(const Fact& fact) {
  auto range = Interval<double>::anything();
  if (fact.is_count) range.low = 0;
  if (fact.low) range.low = *fact.low;
  if (fact.high) range.high = *fact.high;
  return range;
}

Values::Values(const Knowledge& knowledge, int leads, int sides) {
  expects(leads >= 0 && sides >= 0);
  counts_[static_cast<std::size_t>(Subject::lead)] = leads;
  counts_[static_cast<std::size_t>(Subject::side)] = sides;
  for (const auto& fact : knowledge.facts) {
    first_.push_back(values_.size());
    instances_.push_back(count(fact.of));
    values_.insert(values_.end(), static_cast<std::size_t>(count(fact.of)), nothing_known(fact));
  }
}

std::size_t Values::slot(int fact, int instance) const {
  const auto index = static_cast<std::size_t>(fact);
  expects(fact >= 0 && index < first_.size() && instance >= 0 && instance < instances_[index]);
  return first_[index] + static_cast<std::size_t>(instance);
}

bool is_known(const Fact& fact, const Value& value) {
  switch (fact.type) {
    case FactType::truth:
      return !value.truth.is_unknown();
    case FactType::category:
      return std::has_single_bit(value.possible);
    case FactType::number:
      return value.number.is_exact() || (!fact.cuts.empty() && regions(fact, value.number).size() <= 1);
    case FactType::date:
      return fact.cuts.empty() ? is_bounded(value.number) : regions(fact, value.number).size() <= 1;
  }
  contract_violated(std::source_location::current());
}

}  // namespace lossa::guideline
