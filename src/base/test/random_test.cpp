// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/random.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

namespace lossa {
namespace {

TEST(Random, TheSameSeedAndStreamGiveTheSameNumbersOnEveryMachine) {
  Random first(1);
  Random again(1);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(first.next(), again.next());
  // Kept values: what was made from a seed once must be made from it for ever.
  Random kept(42, 7);
  EXPECT_EQ(kept.next(), 17431436396817276369U);
  EXPECT_EQ(kept.next(), 11475550917739498699U);
}

TEST(Random, StreamsDiffer) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t stream = 0; stream < 1000; ++stream) firsts.insert(Random(3, stream).next());
  EXPECT_EQ(firsts.size(), 1000U);
}

TEST(Random, BelowIsEvenAndStaysBelow) {
  Random random(5);
  std::array<int, 7> seen{};
  constexpr int expected = 10000;
  for (int i = 0; i < 7 * expected; ++i) ++seen.at(random.below(7));
  for (const auto count : seen) EXPECT_NEAR(count, expected, 500);  // five standard deviations are 463
}

TEST(Random, UniformHasTheMomentsOfTheUnitInterval) {
  Random random(6);
  double sum = 0;
  double squares = 0;
  constexpr int draws = 100000;
  for (int i = 0; i < draws; ++i) {
    const auto value = random.uniform();
    ASSERT_GE(value, 0.0);
    ASSERT_LT(value, 1.0);
    sum += value;
    squares += value * value;
  }
  EXPECT_NEAR(sum / draws, 0.5, 0.005);
  EXPECT_NEAR(squares / draws, 1.0 / 3.0, 0.005);
}

}  // namespace
}  // namespace lossa
