// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "slow_twin.hpp"

#include <lossa/guideline/values.hpp>

namespace lossa::guideline::test {

/// A small knowledge base made by chance, a case in which some is known, and of each fact all that it may still be.
struct World {
  std::string facts;       ///< as TOML
  std::string guidelines;  ///< likewise, for reading when a property fails
  Knowledge knowledge;
  ReadingChoice readings;
  int leads = 0;
  int sides = 0;
  Values values;
  Candidates candidates;
  int question = 0;
  Binding binding;

  [[nodiscard]] Evaluator evaluator() const { return {knowledge, values, readings}; }
  [[nodiscard]] SlowTwin twin() const { return {knowledge, readings, leads, sides}; }
};

// Draw from RapidCheck; call them inside a property only.
World random_world();
/// Leaves one fact fewer possibilities, where there are some to lose.
void learn_something(World& world);
/// Leaves every fact one possibility.
void learn_everything(World& world);

}  // namespace lossa::guideline::test
