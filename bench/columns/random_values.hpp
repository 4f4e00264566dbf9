// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>
#include <vector>

#include <lossa/guideline/values.hpp>
#include <lossa/resources/resources.hpp>

namespace lossa::bench {

/// The shipped guidelines, all or one of them (with those files that hold no criteria: facts may come from a score).
inline guideline::Knowledge shipped(const std::string& only = "") {
  std::vector<guideline::SourceFile> files;
  for (const auto* folder : {"guidelines/", "evidence/"})
    for (const auto& file : resources::under(folder)) {
      const bool has_criteria = file.bytes.find("\n[[criterion]]") != std::string_view::npos ||
                                file.bytes.find("\n[[question]]") != std::string_view::npos;
      if (only.empty() || !has_criteria || file.path == "guidelines/" + only + ".toml")
        files.push_back({std::string(file.path), std::string(file.bytes)});
    }
  auto loaded = guideline::load(files);
  for (const auto& issue : loaded.issues) std::cerr << to_string(issue) << '\n';
  if (!loaded.ok()) std::exit(1);
  return std::move(loaded.value).value();
}

/// What a source of random cases gives: a value in six out of ten, and of a number sometimes an interval.
class RandomValues {
 public:
  enum class Numbers { intervals, exact };

  RandomValues(const guideline::Knowledge& knowledge, std::uint64_t seed, Numbers numbers)
      : knowledge_(&knowledge), numbers_(numbers), random_(seed) {
    for (const auto& fact : knowledge.facts) ends_.push_back(ends(fact));
  }

  /// Two or three leads in most cases, now and then up to five or none; one or two sides.
  guideline::Values next() {
    static constexpr int leads[] = {0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5};
    guideline::Values values(*knowledge_, leads[below(12)], 1 + static_cast<int>(below(2)));
    for (std::size_t fact = 0; fact < ends_.size(); ++fact)
      for (int i = 0; i < values.count(knowledge_->facts[fact].of); ++i)
        if (below(10) < 6) learn(fact, values.of(static_cast<int>(fact), i));
    return values;
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  /// On, beside and between all constants.
  static std::vector<double> ends(const guideline::Fact& fact) {
    const double step = fact.is_count || fact.type == guideline::FactType::date ? 1 : 0.5;
    std::vector<double> result = {0, 40};
    for (const double cut : fact.cuts)
      for (const double end : {cut - step, cut, cut + step})
        if (end >= fact.low.value_or(0) && end <= fact.high.value_or(end)) result.push_back(end);
    return result;
  }

  void learn(std::size_t fact, guideline::Value& value) {
    const auto& declared = knowledge_->facts[fact];
    if (declared.type == guideline::FactType::truth) {
      value.truth = Truth::of(below(3) == 0);
    } else if (declared.type == guideline::FactType::category) {
      value.possible = std::uint64_t{1} << below(declared.values.size());
    } else {
      const double a = ends_[fact][below(ends_[fact].size())];
      const double b = ends_[fact][below(ends_[fact].size())];
      const bool is_exact = numbers_ == Numbers::exact || below(4) > 0;
      value.number = is_exact ? Interval<double>::exactly(a) : Interval<double>{std::min(a, b), std::max(a, b)};
    }
  }

  const guideline::Knowledge* knowledge_;
  Numbers numbers_;
  std::mt19937_64 random_;
  std::vector<std::vector<double>> ends_;
};

}  // namespace lossa::bench
