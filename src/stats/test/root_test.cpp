// SPDX-License-Identifier: Apache-2.0
#include <lossa/stats/root.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace lossa::stats {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(FindRoot, FindsRootsOfManyShapes) {
  EXPECT_NEAR(*find_root([](double x) { return std::cos(x); }, {0, 3}), std::numbers::pi / 2, 1e-14);
  EXPECT_NEAR(*find_root([](double x) { return x * x * x - 2; }, {0, 2}), std::cbrt(2.0), 1e-14);
  EXPECT_NEAR(*find_root([](double x) { return x * x * x - 2; }, {2, 0}), std::cbrt(2.0), 1e-14);
  EXPECT_NEAR(*find_root([](double x) { return std::pow(x - 1, 9); }, {0, 5}), 1, 1e-3);  // flat around its root
  EXPECT_NEAR(*find_root([](double x) { return std::exp(x) - 1e-9; }, {-100, 100}), std::log(1e-9), 1e-12);
  EXPECT_NEAR(*find_root([](double x) { return x < 0.3 ? -1.0 : 1.0; }, {0, 1}), 0.3, 1e-14);  // a jump
  EXPECT_NEAR(*find_root([](double x) { return std::log(x); }, {0, 3}), 1, 1e-14);  // minus infinity at an end
}

TEST(FindRoot, GivesAnEndThatIsARoot) {
  EXPECT_EQ(*find_root([](double x) { return x; }, {0, 1}), 0);
  EXPECT_EQ(*find_root([](double x) { return x; }, {-1, 0}), 0);
}

TEST(FindRoot, NeedsFarFewerStepsThanBisection) {
  int calls = 0;
  const auto root = find_root(
      [&](double x) {
        ++calls;
        return std::exp(x) - 5;
      },
      {0, 10});
  EXPECT_NEAR(*root, std::log(5.0), 1e-14);
  EXPECT_LT(calls, 20);
}

TEST(FindRoot, SaysWhyThereIsNone) {
  EXPECT_FALSE(find_root([](double x) { return x * x + 1; }, {-1, 1}).has_value());
  EXPECT_FALSE(find_root([](double x) { return x; }, {-infinity, 1}).has_value());
  EXPECT_FALSE(find_root([](double) { return std::nan(""); }, {-1, 1}).has_value());
  const auto inside = find_root([](double x) { return std::abs(x) < 0.9 ? std::nan("") : x; }, {-1, 1});
  ASSERT_FALSE(inside.has_value());
  EXPECT_EQ(inside.error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(inside.error().where, "bracket");
}

TEST(FindBracket, DoublesItsStepUntilTheSignChanges) {
  const auto up = find_bracket([](double x) { return 5 - x; }, 0, 1, 100);
  EXPECT_EQ(up->low, 4);
  EXPECT_EQ(up->high, 8);
  const auto down = find_bracket([](double x) { return x + 5; }, 0, -1, 100);
  EXPECT_EQ(down->low, -8);
  EXPECT_EQ(down->high, -4);
}

TEST(FindBracket, SaysThatThereIsNoRootWithinTheLimit) {
  const auto none = find_bracket([](double x) { return std::exp(-x); }, 0, 1, 100);
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().kind, ErrorKind::not_found);
}

TEST(FindBracket, TellsNoValueFromNoRoot) {
  for (const double sign : {1.0, -1.0})  // of a NaN too
    for (const double edge : {-1.0, 3.0}) {
      const auto unknown =
          find_bracket([&](double x) { return x > edge ? std::copysign(std::nan(""), sign) : 1.0; }, 0, 1, 100);
      ASSERT_FALSE(unknown.has_value());
      EXPECT_EQ(unknown.error().kind, ErrorKind::invalid_input);
    }
}

}  // namespace
}  // namespace lossa::stats
