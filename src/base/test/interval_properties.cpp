// SPDX-License-Identifier: Apache-2.0
// What intervals say must agree with every value in them.
#include <lossa/base/interval.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace lossa {
namespace {

// Few values, so that ends meet often.
rc::Gen<Interval<int>> intervals() {
  return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 6), rc::gen::inRange(0, 4)),
                      [](const auto& pair) { return Interval<int>{pair.first, pair.first + pair.second}; });
}

template <typename Holds>
Truth by_sampling(Interval<int> a, Interval<int> b, Holds holds) {
  bool some = false;
  bool all = true;
  for (int x = a.low; x <= a.high; ++x) {
    for (int y = b.low; y <= b.high; ++y) {
      some = some || holds(x, y);
      all = all && holds(x, y);
    }
  }
  if (some && !all) return Truth::unknown(Reason::unclear);
  return Truth::of(all);
}

RC_GTEST_PROP(IntervalProperty, ComparisonsAgreeWithEveryPairOfValues, ()) {
  const auto a = *intervals();
  const auto b = *intervals();
  RC_ASSERT(below(a, b) == by_sampling(a, b, [](int x, int y) { return x < y; }));
  RC_ASSERT(not_above(a, b) == by_sampling(a, b, [](int x, int y) { return x <= y; }));
}

RC_GTEST_PROP(IntervalProperty, HullAndOverlapAgreeWithEveryValue, ()) {
  const auto a = *intervals();
  const auto b = *intervals();
  const auto common = overlap(a, b);
  for (int x = -1; x <= 12; ++x) {
    RC_ASSERT((common && common->contains(x)) == (a.contains(x) && b.contains(x)));
    RC_ASSERT(!(a.contains(x) || b.contains(x)) || hull(a, b).contains(x));
  }
}

TEST(Interval, OfAnythingHoldsTheLargest) {
  EXPECT_TRUE(Interval<double>::anything().contains(std::numeric_limits<double>::infinity()));
  EXPECT_TRUE(Interval<int>::anything().contains(std::numeric_limits<int>::min()));
  EXPECT_FALSE(Interval<int>::anything().is_exact());
  EXPECT_TRUE(Interval<int>::exactly(3).is_exact());
}

}  // namespace
}  // namespace lossa
