// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace lossa {

/// A reproducible source of chance: the same seed and stream give the same numbers on every machine, since only
/// integers and exactly rounded operations are used. xoshiro256++ (Blackman and Vigna, ACM TOMS 2021; 47:36), seeded by
/// SplitMix64. Not for secrets.
class Random {
 public:
  /// Streams of one seed are independent of each other: replicate k of a bootstrap takes stream k, in any thread.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  std::uint64_t next();
  /// Evenly from 0 to n - 1, without bias; n is above 0.
  std::uint64_t below(std::uint64_t n);
  /// Evenly in [0, 1), a multiple of 2^-53.
  double uniform();
  /// True with this probability.
  bool chance(double probability) { return uniform() < probability; }

  // What the standard library's algorithms ask of a generator.
  using result_type = std::uint64_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }
  result_type operator()() { return next(); }

 private:
  std::array<std::uint64_t, 4> state_{};
};

}  // namespace lossa
