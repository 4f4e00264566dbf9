// SPDX-License-Identifier: Apache-2.0
#include <lossa/view/text.hpp>

#include <gtest/gtest.h>

#include "support.hpp"

namespace lossa::view {
namespace {

Interval<WallMinutes> minutes(const char* date) {
  const auto parsed = Date::parse(date);
  return parsed->minutes();
}

TEST(Text, WritesTimesAsPreciselyAsTheyAreKnown) {
  EXPECT_EQ(time_text(minutes("2021-08-20"), speech()), "2021-08-20");
  EXPECT_EQ(time_text(minutes("2021-08"), speech()), "2021-08");
  EXPECT_EQ(time_text(minutes("2021-08-20T14:30"), speech()), "2021-08-20 14:30");
  EXPECT_EQ(day_text(minutes("2021-08-20T14:30"), speech()), "2021-08-20");
}

TEST(Text, SaysWhichEndIsOpen) {
  const auto day = minutes("2021-08-20");
  const auto open = Interval<WallMinutes>::anything();
  EXPECT_EQ(time_text(Interval<WallMinutes>{day.low, open.high}, speech()), "no earlier than 2021-08-20");
  EXPECT_EQ(time_text(Interval<WallMinutes>{open.low, day.high}, speech()), "no later than 2021-08-20");
  EXPECT_EQ(time_text(open, speech()), "not dated");
  EXPECT_EQ(day_text(guideline::Since::always().minutes, speech()), "not dated");
  EXPECT_TRUE(is_open_ended({day.low, open.high}));
  EXPECT_FALSE(is_open_ended(day));
}

TEST(Text, WritesAnchorsWithTheirDistance) {
  EXPECT_EQ(asked_time_text("extraction + 72 h", speech()), "extraction + 72 hours");
  EXPECT_EQ(asked_time_text("own_point", speech()), "own point");
}

TEST(Text, WritesHoursAndFromTwoDaysOnDays) {
  EXPECT_EQ(hours_text(Interval<double>::exactly(36), speech()), "36 hours");
  EXPECT_EQ(hours_text({108, 132}, speech()), "4.5 to 5.5 days");
  EXPECT_EQ(hours_text({108, 132}, speech(Language::sv)), "4,5 till 5,5 dagar");
}

TEST(Text, WritesNumbersThatAreNotExact) {
  const auto open = Interval<double>::anything();
  EXPECT_EQ(number_text({2, 4}, speech()), "2 to 4");
  EXPECT_EQ(number_text({2, open.high}, speech()), "at least 2");
  EXPECT_EQ(number_text({open.low, 4}, speech()), "at most 4");
  EXPECT_EQ(number_text(open, speech()), "unknown");
}

TEST(Text, WritesTheLengthOfAWindow) {
  guideline::Clock clock;
  clock.length = {.count = 10, .unit = Duration::Unit::days};
  EXPECT_EQ(length_text(clock, speech()), "10 days");
  clock.longest = Duration{.count = 14, .unit = Duration::Unit::days};
  EXPECT_EQ(length_text(clock, speech()), "10 to 14 days");
  clock.longest = Duration{.count = 6, .unit = Duration::Unit::weeks};
  EXPECT_EQ(length_text(clock, speech()), "10 days to 6 weeks");
}

TEST(Text, SaysHowASourceIsKnown) {
  EXPECT_EQ(source_text("Here", guideline::Known::memory, speech()), "Here (from memory, not verified)");
  EXPECT_EQ(source_text("", guideline::Known::read, speech()), "read in the source");
}

TEST(Text, SaysWhoSignedAndWhetherTheKeyIsTrusted) {
  guideline::Guideline guideline;
  EXPECT_EQ(signed_text(guideline, speech()), "unsigned");
  guideline.signatures.push_back({.name = "A", .role = "b", .date = "2026-01-01", .key = "", .is_trusted = true});
  EXPECT_EQ(signed_text(guideline, speech()), "signed by A, b, 2026-01-01");
  guideline.signatures.front().is_trusted = false;
  EXPECT_EQ(signed_text(guideline, speech()), "signed by an unknown key, which claims to be that of A, b, 2026-01-01");
}

}  // namespace
}  // namespace lossa::view
