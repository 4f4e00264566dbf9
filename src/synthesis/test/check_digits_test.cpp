// SPDX-License-Identifier: Apache-2.0
#include "../check_digits.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lossa::synthesis {
namespace {

// The worked example of Skatteverket's leaflet SKV 704: 640823-3234.
TEST(LuhnDigit, ReproducesThePublishedExample) { EXPECT_EQ(luhn_digit("640823323"), '4'); }

TEST(LuhnDigit, IsZeroWhenTheSumIsRound) { EXPECT_EQ(luhn_digit("000000000"), '0'); }

// GS1's worked example of a GTIN-13: 629104150021 has the check digit 3.
TEST(GtinDigit, ReproducesThePublishedExample) { EXPECT_EQ(gtin_digit("629104150021"), '3'); }

TEST(TestNumber, IsEachPersonsOwnAndNobodysInTruth) {
  std::set<std::string> seen;
  for (std::uint64_t index = 0; index < 20'000; ++index) {
    const auto number = test_number(index, index % 3 == 0);
    const auto& value = number.value;
    ASSERT_EQ(value.size(), 13U);
    EXPECT_TRUE(seen.insert(value).second) << value;
    const auto year = std::stoi(value.substr(0, 4));
    EXPECT_TRUE(year >= 1800 && year < 1830) << value;
    EXPECT_EQ(luhn_digit(value.substr(2, 6) + value.substr(9, 3)), value.back()) << value;
    EXPECT_EQ((value[11] - '0') % 2 == 0, index % 3 == 0) << value;
    EXPECT_EQ(std::stoi(value.substr(6, 2)) >= 60, number.is_samordningsnummer) << value;
  }
}

TEST(TestNumber, LeavesTheDateOutNowAndThen) { EXPECT_EQ(test_number(499, true).value.substr(4, 4), "0060"); }

TEST(TestNumber, LastsToTheLastPerson) {
  EXPECT_EQ(test_number(test_numbers - 2, true).value.size(), 13U);
  EXPECT_EQ(test_number(test_numbers - 1, false).value.size(), 13U);
}

}  // namespace
}  // namespace lossa::synthesis
