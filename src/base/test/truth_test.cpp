// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/truth.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace lossa {
namespace {

constexpr Truth yes = Truth::yes();
constexpr Truth no = Truth::no();
constexpr Truth unclear = Truth::unknown(Reason::unclear);
constexpr Truth awaited = Truth::unknown(Reason::awaited);

TEST(Truth, IsNotAskedUntilSomebodySaysSomething) { EXPECT_EQ(Truth(), Truth::unknown(Reason::not_asked)); }

TEST(Truth, OneNoDecidesAnAnd) {
  EXPECT_EQ(unclear & no, no);
  EXPECT_EQ(no & unclear, no);
  EXPECT_EQ(yes & unclear, unclear);
  EXPECT_EQ(yes & yes, yes);
}

TEST(Truth, OneYesDecidesAnOr) {
  EXPECT_EQ(unclear | yes, yes);
  EXPECT_EQ(yes | unclear, yes);
  EXPECT_EQ(no | unclear, unclear);
  EXPECT_EQ(no | no, no);
}

TEST(Truth, OfTwoUnknownsWhatIsAwaitedStays) {
  EXPECT_EQ(unclear & awaited, awaited);
  EXPECT_EQ(awaited | unclear, awaited);
}

TEST(Truth, NotOfUnknownKeepsItsReason) {
  EXPECT_EQ(!unclear, unclear);
  EXPECT_EQ(!yes, no);
  EXPECT_EQ(!no, yes);
}

TEST(Truth, EveryReasonIsReadBackFromItsName) {
  for (const Reason reason : {Reason::not_asked, Reason::not_done, Reason::unclear, Reason::awaited})
    EXPECT_EQ(reason_from(to_string(reason)), reason);
  EXPECT_EQ(reason_from("perhaps"), std::nullopt);
  EXPECT_EQ(reason_from(""), std::nullopt);
}

TEST(Truth, IsWrittenAsYesNoOrItsReason) {
  EXPECT_EQ(to_string(yes), "yes");
  EXPECT_EQ(to_string(no), "no");
  EXPECT_EQ(to_string(awaited), "awaited");
}

rc::Gen<Truth> truths() {
  return rc::gen::element(yes, no, unclear, awaited, Truth(), Truth::unknown(Reason::not_done));
}

RC_GTEST_PROP(TruthProperty, AndAndOrAreCommutativeAndAssociative, ()) {
  const Truth a = *truths();
  const Truth b = *truths();
  const Truth c = *truths();
  RC_ASSERT((a & b) == (b & a));
  RC_ASSERT((a | b) == (b | a));
  RC_ASSERT((a & (b & c)) == ((a & b) & c));
  RC_ASSERT((a | (b | c)) == ((a | b) | c));
}

RC_GTEST_PROP(TruthProperty, DeMorganHolds, ()) {
  const Truth a = *truths();
  const Truth b = *truths();
  RC_ASSERT(!(a & b) == ((!a) | (!b)));
  RC_ASSERT(!(a | b) == ((!a) & (!b)));
  RC_ASSERT(!!a == a);
}

// Whatever the unknowns turn out to be, a known answer stays.
RC_GTEST_PROP(TruthProperty, AKnownAnswerHoldsForEveryWayTheUnknownsTurnOut, ()) {
  const Truth a = *truths();
  const Truth b = *truths();
  const auto outcomes = [](Truth truth) {
    return truth.is_unknown() ? std::vector<bool>{false, true} : std::vector<bool>{truth.is_yes()};
  };
  for (const bool x : outcomes(a)) {
    for (const bool y : outcomes(b)) {
      RC_ASSERT((a & b).is_unknown() || (a & b) == Truth::of(x && y));
      RC_ASSERT((a | b).is_unknown() || (a | b) == Truth::of(x || y));
    }
  }
}

}  // namespace
}  // namespace lossa
