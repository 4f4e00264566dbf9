// SPDX-License-Identifier: Apache-2.0
#include <lossa/base/contract.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include <lossa/base/issue.hpp>
#include <lossa/base/result.hpp>

namespace lossa {
namespace {

TEST(Contract, ABrokenOneSaysWhere) {
  EXPECT_NO_THROW(expects(true));
  try {
    expects(false);
    FAIL() << "nothing was thrown";
  } catch (const ContractViolation& violation) {
    EXPECT_THAT(violation.what(), testing::HasSubstr("contract_test.cpp"));
  }
}

Result<int> half(int number) {
  if (number % 2 != 0) return Error{.kind = ErrorKind::invalid_input, .message = "odd"};
  return number / 2;
}

Result<int> quarter(int number) {
  const int halved = LOSSA_TRY(half(number));
  return half(halved);
}

TEST(Result, TryGivesTheValueOrReturnsTheError) {
  EXPECT_EQ(*quarter(8), 2);
  EXPECT_EQ(quarter(7).error().message, "odd");
  EXPECT_EQ(quarter(6).error().message, "odd");
  EXPECT_EQ(half(8).and_then(half).value(), 2);
}

TEST(Result, AskingForWhatIsNotThereBreaksAContract) {
  EXPECT_THROW((void)half(1).value(), ContractViolation);
  EXPECT_THROW((void)half(2).error(), ContractViolation);
}

TEST(Issue, IsPrintedWithAsMuchOfItsPlaceAsIsKnown) {
  EXPECT_EQ(to_string(Issue{.place = {"x.toml", 31, 5, "culture.sets"}, .message = "too many"}),
            "x.toml:31:5: culture.sets: too many");
  EXPECT_EQ(to_string(Issue{.place = {"x.toml", 31, 0, ""}, .message = "too many"}), "x.toml:31: too many");
  EXPECT_EQ(to_string(Issue{.place = {"", 31, 5, "a"}, .message = "too many"}), "line 31:5: a: too many");
  EXPECT_EQ(to_string(Issue{.place = {"", 0, 0, "a"}, .message = "too many"}), "a: too many");
  EXPECT_EQ(to_string(Issue{.severity = Severity::warning, .place = {.file = "x"}, .message = "odd"}),
            "x: warning: odd");
  EXPECT_EQ(to_string(Issue{.message = "bare"}), "bare");
}

TEST(Issue, OnlyAnErrorSpoilsWhatWasRead) {
  const Issue warning{.severity = Severity::warning, .message = "odd"};
  EXPECT_TRUE((Checked<int>{.value = 1, .issues = {warning}}.ok()));
  EXPECT_FALSE((Checked<int>{.value = 1, .issues = {warning, {.message = "wrong"}}}.ok()));
  EXPECT_FALSE((Checked<int>{.value = std::nullopt, .issues = {}}.ok()));
}

}  // namespace
}  // namespace lossa
