// SPDX-License-Identifier: Apache-2.0
#include "verdict.hpp"

#include <algorithm>
#include <optional>

#include "walk.hpp"

namespace lossa::guideline {
namespace {

Since later(const Since& a, const Since& b) {
  return {std::max(a.order, b.order),
          {std::max(a.minutes.low, b.minutes.low), std::max(a.minutes.high, b.minutes.high)}};
}

bool holds(Compare comparison, double a, double b) {
  switch (comparison) {
    case Compare::equal:
      return a == b;
    case Compare::not_equal:
      return a != b;
    case Compare::less:
      return a < b;
    case Compare::not_more:
      return a <= b;
    case Compare::more:
      return a > b;
    case Compare::not_less:
      return a >= b;
  }
  contract_violated(std::source_location::current());
}

Truth compare(Interval<double> value, Compare comparison, double number, Reason reason) {
  const auto at = Interval<double>::exactly(number);
  Truth truth;
  switch (comparison) {
    case Compare::equal:
    case Compare::not_equal:
      if (value.is_exact() || !value.contains(number)) truth = Truth::of(value == at);
      if (comparison == Compare::not_equal) truth = !truth;
      break;
    case Compare::less:
      truth = below(value, at);
      break;
    case Compare::not_more:
      truth = not_above(value, at);
      break;
    case Compare::more:
      truth = below(at, value);
      break;
    case Compare::not_less:
      truth = not_above(at, value);
      break;
  }
  return truth.is_unknown() ? Truth::unknown(reason) : truth;
}

enum class Polarity { yes, no, both };

/// When the known parts of this polarity, one after the other, settled the count; nothing if they do not.
std::optional<Since> settled(const std::vector<Verdict>& in_order, Polarity polarity, Compare comparison,
                             double number) {
  int least = 0;
  auto most = static_cast<int>(in_order.size());
  auto last = Since::always();
  if (!count_truth(least, most, comparison, number).is_unknown()) return last;
  for (const auto& part : in_order) {
    const bool counts = part.truth.is_yes() ? polarity != Polarity::no : polarity != Polarity::yes;
    if (part.truth.is_unknown() || !counts) continue;
    part.truth.is_yes() ? ++least : --most;
    last = later(last, part.since);
    if (!count_truth(least, most, comparison, number).is_unknown()) return last;
  }
  return std::nullopt;
}

/// The earliest time at which the count was settled: ">= 2" by the second yes, or by one no too many.
Since counted_since(std::vector<Verdict> parts, Compare comparison, double number) {
  std::ranges::sort(parts, {}, [](const Verdict& part) { return part.since.order; });
  std::optional<Since> first;
  for (const auto polarity : {Polarity::yes, Polarity::no, Polarity::both}) {
    const auto since = settled(parts, polarity, comparison, number);
    if (since && (!first || since->order < first->order)) first = since;
  }
  return first.value_or(Since::always());
}

}  // namespace

Truth leaf_truth(const Expression& e, const Value& value) {
  if (e.op == Expression::Op::fact) return value.truth;
  if (e.op == Expression::Op::compare) return compare(value.number, e.comparison, e.number, value.reason);
  if ((value.possible & e.mask) == 0) return Truth::no();
  return (value.possible & ~e.mask) == 0 ? Truth::yes() : Truth::unknown(value.reason);
}

Truth count_truth(int least, int most, Compare comparison, double number) {
  const bool first = holds(comparison, least, number);
  for (int n = least + 1; n <= most; ++n)
    if (holds(comparison, n, number) != first) return Truth::unknown(Reason::not_asked);
  return Truth::of(first);
}

Verdict VerdictAlgebra::leaf(const Expression& e, const Values& values, int instance) {
  const auto& value = values.of(e.index, instance);
  const auto truth = leaf_truth(e, value);
  return {.truth = truth, .so_far = truth.is_yes(), .since = value.since};
}

void VerdictAlgebra::All::add(const Verdict& part) {
  all_.truth = all_.truth & part.truth;
  all_.so_far = all_.so_far && part.so_far;
  all_.since = later(all_.since, part.since);
  if (part.truth.is_no() && (!first_no_ || part.since.order < first_no_->order)) first_no_ = part.since;
}

Verdict VerdictAlgebra::All::result() const {
  auto result = all_;
  if (first_no_) result.since = *first_no_;
  return result;
}

Verdict VerdictAlgebra::Count::result() const {
  TruthAlgebra::Count truth(comparison_, number_);
  int so_far = 0;
  for (const auto& part : parts_) {
    truth.add(part.truth);
    so_far += part.so_far ? 1 : 0;
  }
  Verdict result{.truth = truth.result(), .so_far = holds(comparison_, so_far, number_), .since = Since::always()};
  if (!result.truth.is_unknown()) result.since = counted_since(parts_, comparison_, number_);
  return result;
}

bool SoFarAlgebra::leaf(const Expression& e, const Values& values, int instance) {
  return leaf_truth(e, values.of(e.index, instance)).is_yes();
}

bool SoFarAlgebra::Count::result() const { return holds(comparison_, count_, number_); }

}  // namespace lossa::guideline
