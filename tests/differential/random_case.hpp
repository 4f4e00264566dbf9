// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

#include <lossa/base/json_writer.hpp>
#include <lossa/guideline/evaluate.hpp>

namespace lossa::differential {

/// A case made by chance: its values, and the readings it is asked at.
struct RandomCase {
  guideline::Values values;
  guideline::ReadingChoice readings;
};

/// The same cases for the same seed. More is known in some than in others; bounds often lie on the constants that facts
/// are compared with, or just beyond; 0 to 4 leads and sides.
class RandomCases {
 public:
  RandomCases(const guideline::Knowledge& knowledge, std::uint64_t seed) : knowledge_(knowledge), chance_(seed) {}

  /// The first is about nobody: nothing is known, at the default readings.
  RandomCase next();

  /// The case's parameters for an exported library: facts of which something is known, leads, sides, readings, named as
  /// "guideline:reading.id".
  void write_parameters(JsonWriter& json, const RandomCase& made) const;

 private:
  /// How likely, in percent, something is unknown, and what is known yes.
  struct Mood {
    std::uint64_t unknown, yes;
  };

  std::uint64_t below(std::uint64_t n) { return chance_() % n; }
  bool percent(std::uint64_t share) { return below(100) < share; }
  void set(const guideline::Fact& fact, Mood mood, guideline::Value& value);
  double point(const guideline::Fact& fact);
  void set_interval(const guideline::Fact& fact, guideline::Value& value);
  void write_instances(JsonWriter& json, guideline::Subject subject, const RandomCase& made) const;

  const guideline::Knowledge& knowledge_;
  std::mt19937_64 chance_;
  bool is_first_ = true;
};

}  // namespace lossa::differential
