// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <variant>
#include <vector>

#include "conditional_table.hpp"
#include "gauss_hermite.hpp"

namespace lossa::stats {

/// A logarithm of a likelihood and its first two derivatives by the linear predictor.
struct Slopes {
  double value;
  double first;
  double second;  ///< never positive: each of these likelihoods is concave in its logarithm
};

struct BinomialArm {
  double events;
  double n;
  double offset;
  [[nodiscard]] Slopes at(double predictor) const;
};
struct PoissonArm {
  double events;
  double time;
  [[nodiscard]] Slopes at(double predictor) const;
};
struct TableArm {
  ConditionalTable table;
  double count;  ///< events of the first arm less the least there can be
  [[nodiscard]] Slopes at(double predictor) const;
};

/// One of a study's terms: its predictor is the study's level, where it has one, plus share times its effect.
struct MixedArm {
  std::variant<BinomialArm, PoissonArm, TableArm> likelihood;
  double share;
};

/// What the models of one effect have in common: given its own effect, a study's arms are independent; that effect is
/// normal about the common one.
struct MixedStudy {
  std::vector<MixedArm> arms;
  bool has_level;         ///< a level of its own, to be estimated
  double start_of_level;  ///< near the likeliest
};

struct MixedPoint {
  double level;
  double effect;
  double tau;
};

/// The logarithm of a study's likelihood with its effect integrated out, and its derivatives by level, effect and tau.
struct MixedIntegral {
  double value;
  std::array<double, 3> slope;
  std::array<std::array<double, 3>, 3> bend;
};

/// By Gauss-Hermite quadrature around the likeliest value of the study's own effect, with the width there.
MixedIntegral integrate(const MixedStudy& study, const MixedPoint& point, const GaussHermite& rule);

}  // namespace lossa::stats
